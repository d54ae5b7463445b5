using Microsoft.AspNetCore.DataProtection;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// Says that this browser was at the door of a centre a moment ago: given for a fresh code, so that who must sign in first, and types slowly, does
/// not lose the check-in.
/// </summary>
public sealed class DoorPass(IDataProtectionProvider protection, TimeProvider clock)
    : BrowserPass(protection.CreateProtector("at-the-door.v1"), clock, CookieName, TimeSpan.FromMinutes(15))
{
    public const string CookieName = "dost.door";
}
