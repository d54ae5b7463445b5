using Microsoft.AspNetCore.DataProtection;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// Lets a browser go on with the sign-up that it began, for a day after the last page that was answered: phones are lent and shared. Who comes
/// later goes on by the link.
/// </summary>
public sealed class SignUpPass(IDataProtectionProvider protection, TimeProvider clock)
    : BrowserPass(protection.CreateProtector("sign-up-draft.v1"), clock, CookieName, TimeSpan.FromDays(1))
{
    public const string CookieName = "dost.join";
}
