using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Dost.Volunteers.Core.Common;
using Microsoft.AspNetCore.DataProtection;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// Lets a browser come back to one thing without an account. The cookie holds only its id, sealed, and until when it counts; it is set at the root,
/// since the language prefix would hide it.
/// </summary>
public abstract class BrowserPass(IDataProtector protector, TimeProvider clock, string cookieName, TimeSpan lifetime)
{
    private const int GuidBytes = 16;

    public void Grant(HttpContext context, Guid id)
    {
        ArgumentNullException.ThrowIfNull(context);

        var pass = new byte[GuidBytes + sizeof(long)];
        id.TryWriteBytes(pass);
        BinaryPrimitives.WriteInt64BigEndian(pass.AsSpan(GuidBytes), (clock.UtcNow() + lifetime).Ticks);
        context.Response.Cookies.Append(cookieName, Base64Url.EncodeToString(protector.Protect(pass)), Options(context));
    }

    /// <summary>What this browser may come back to; null without a pass, with a forged one, and after its time.</summary>
    public Guid? Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        if (context.Request.Cookies[cookieName] is not { Length: > 0 and < 1000 } cookie || !Base64Url.IsValid(cookie))
        {
            return null;
        }

        try
        {
            var pass = protector.Unprotect(Base64Url.DecodeFromChars(cookie));

            return BinaryPrimitives.ReadInt64BigEndian(pass.AsSpan(GuidBytes)) > clock.UtcNow().Ticks ? new Guid(pass.AsSpan(0, GuidBytes)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Takes the pass back: whoever uses the device next is not to see it.</summary>
    public void Drop(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        context.Response.Cookies.Delete(cookieName, Options(context));
    }

    private CookieOptions Options(HttpContext context) => new()
    {
        Path = "/",
        HttpOnly = true,
        Secure = context.SendsSecureCookies(),
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
        MaxAge = lifetime,
    };
}
