using Dost.Volunteers.Core.Messaging;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>Every cookie of the site is set the same careful way, and at the root: the language prefix must not hide it.</summary>
internal static class Cookies
{
    public const string Notice = "dost.notice";

    public static IServiceCollection AddDostCookies(this IServiceCollection services, IConfiguration configuration)
    {
        var policy = IsSecure(configuration["Site:PublicUrl"]) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.LoginPath = "/account/sign-in";
            options.LogoutPath = "/account/sign-out";
            options.Events.OnRedirectToAccessDenied = context =>
            {
                // The page of the refusal is shown in place, with its true status.
                context.Response.StatusCode = StatusCodes.Status403Forbidden;

                return Task.CompletedTask;
            };
            options.ReturnUrlParameter = "returnUrl";
            options.Cookie.Harden("dost.account", policy);
        });
        services.Configure<AntiforgeryOptions>(options => options.Cookie.Harden("dost.form", policy));
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie.Harden(Notice, policy));

        return services;
    }

    /// <summary>A choice of the reader (language, colours), kept for a year.</summary>
    public static void AppendChoice(this HttpResponse response, string name, string value)
    {
        response.Cookies.Append(name, value, new CookieOptions
        {
            Path = "/",
            HttpOnly = true,
            Secure = response.HttpContext.SendsSecureCookies(),
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
        });
    }

    /// <summary>Where people reach the site by https, a cookie never goes another way, whatever a proxy in between says of the request.</summary>
    public static bool SendsSecureCookies(this HttpContext context) =>
        context.Request.IsHttps || IsSecure(context.RequestServices.GetRequiredService<PublicUrl>().Value);

    private static bool IsSecure(string? publicUrl) => publicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    private static void Harden(this CookieBuilder cookie, string name, CookieSecurePolicy policy)
    {
        cookie.Name = name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SecurePolicy = policy;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.IsEssential = true;
    }
}
