using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Dost.Volunteers.Core.Common;
using Microsoft.AspNetCore.DataProtection;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// Lets a browser follow one help request for an hour, without an account: given after asking, after the tracking code, and by a
/// one-tap link. The cookie holds only the request's id, sealed; it is set at the root, since the language prefix would hide <c>/help</c>.
/// </summary>
public sealed class FollowPass(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string CookieName = "dost.follow";

    private const int GuidBytes = 16;
    private static readonly TimeSpan _lifetime = TimeSpan.FromHours(1);
    private readonly IDataProtector _protector = protection.CreateProtector("follow-help-request.v1");

    public void Grant(HttpContext context, Guid helpRequestId)
    {
        ArgumentNullException.ThrowIfNull(context);

        var pass = new byte[GuidBytes + sizeof(long)];
        helpRequestId.TryWriteBytes(pass);
        BinaryPrimitives.WriteInt64BigEndian(pass.AsSpan(GuidBytes), (clock.UtcNow() + _lifetime).Ticks);
        context.Response.Cookies.Append(CookieName, Base64Url.EncodeToString(_protector.Protect(pass)), Options(context));
    }

    /// <summary>The request that this browser may follow; null without a pass, with a forged one, and after its hour.</summary>
    public Guid? Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        if (context.Request.Cookies[CookieName] is not { Length: > 0 and < 1000 } cookie || !Base64Url.IsValid(cookie))
        {
            return null;
        }

        try
        {
            var pass = _protector.Unprotect(Base64Url.DecodeFromChars(cookie));

            return BinaryPrimitives.ReadInt64BigEndian(pass.AsSpan(GuidBytes)) > clock.UtcNow().Ticks ? new Guid(pass.AsSpan(0, GuidBytes)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Takes the pass back: whoever uses the device next is not to see the request.</summary>
    public void Drop(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        context.Response.Cookies.Delete(CookieName, Options(context));
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        Path = "/",
        HttpOnly = true,
        Secure = context.SendsSecureCookies(),
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
        MaxAge = _lifetime,
    };
}
