using Microsoft.AspNetCore.DataProtection;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>Lets a browser follow one help request for an hour: given after asking, after the tracking code, and by a one-tap link.</summary>
public sealed class FollowPass(IDataProtectionProvider protection, TimeProvider clock)
    : BrowserPass(protection.CreateProtector("follow-help-request.v1"), clock, CookieName, TimeSpan.FromHours(1))
{
    public const string CookieName = "dost.follow";
}
