using Microsoft.AspNetCore.DataProtection;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// Says beside <see cref="FollowPass"/> that the browser is that of who asked, not of the person helped: given after asking, after their own number
/// with the tracking code, and by a link that went to it. It alone shows the number that we write to, and changes it.
/// </summary>
public sealed class AskerPass(IDataProtectionProvider protection, TimeProvider clock)
    : BrowserPass(protection.CreateProtector("help-request-asker.v1"), clock, CookieName, TimeSpan.FromHours(1))
{
    public const string CookieName = "dost.asker";
}
