using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>Every cookie of the site is set the same careful way, and at the root: the language prefix must not hide it.</summary>
internal static class Cookies
{
    public const string Notice = "dost.notice";

    public static IServiceCollection AddDostCookies(this IServiceCollection services, IHostEnvironment environment)
    {
        var policy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;

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
        var secure = response.HttpContext.Request.IsHttps;
        response.Cookies.Append(name, value, new CookieOptions
        {
            Path = "/",
            HttpOnly = true,
            Secure = secure,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
        });
    }

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
