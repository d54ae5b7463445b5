using System.Text.Json;
using Dost.Volunteers.Core.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// Whose code the next page waits for. Kept in a sealed cookie, so that the address tells nobody anything, and a stranger cannot name a
/// subject. It looks the same whether or not there is somebody to whom a code was sent.
/// </summary>
public sealed class PendingCode(IHttpContextAccessor accessor, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "dost.code";
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(30);
    private readonly IDataProtector _protector = protection.CreateProtector("Dost.Volunteers.PendingCode");

    private HttpContext Context => accessor.HttpContext!;

    public void Remember(Guid subjectId, OneTimeCodePurpose purpose, string phone, string? returnUrl = null, bool stay = false)
    {
        var wait = new CodeWait(subjectId, purpose, phone, returnUrl, stay, clock.GetUtcNow() + _lifetime);
        Context.Response.Cookies.Append(Cookie, _protector.Protect(JsonSerializer.Serialize(wait)), Options());
    }

    public CodeWait? Read()
    {
        if (Context.Request.Cookies[Cookie] is not { Length: > 0 } sealedWait)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<CodeWait>(_protector.Unprotect(sealedWait)) is { } wait && wait.Until > clock.GetUtcNow() ? wait : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public void Forget() => Context.Response.Cookies.Delete(Cookie, Options());

    private CookieOptions Options() => new()
    {
        Path = "/",
        HttpOnly = true,
        Secure = Context.SendsSecureCookies(),
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
    };
}

/// <summary>The subject of the awaited code, the phone that was typed, and where to go when the code is right.</summary>
public sealed record CodeWait(Guid SubjectId, OneTimeCodePurpose Purpose, string Phone, string? ReturnUrl, bool Stay, DateTimeOffset Until);
