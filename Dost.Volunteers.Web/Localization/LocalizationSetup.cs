using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.WebEncoders;

namespace Dost.Volunteers.Web.Localization;

/// <summary>Which language a page speaks: the address says, else the person's setting, else a cookie, else the browser.</summary>
public static class LocalizationSetup
{
    internal static IServiceCollection AddDostLocalization(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Cultures.Default);
            options.SupportedCultures = [.. Cultures.All];
            options.SupportedUICultures = [.. Cultures.All];
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Found(context.Features.Get<SitePlace>()?.Culture)),
                new CustomRequestCultureProvider(context => Found(Cultures.Known(context.User.FindFirst(Cultures.Claim)?.Value))),
                new CustomRequestCultureProvider(context => Found(Cultures.Known(context.Request.Cookies[Cultures.Cookie]))),
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });

        // ə and я are sent as they are, not as numbers.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        return services;
    }

    /// <summary>What stands before every address of the site, without the language.</summary>
    public static PathString SitePathBase(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return context.Features.Get<SitePlace>()?.PathBase ?? context.Request.PathBase;
    }

    /// <summary>The page being shown, in another language; an error page leads to the address that failed.</summary>
    public static string PathIn(this HttpContext context, string culture)
    {
        ArgumentNullException.ThrowIfNull(context);

        var asked = context.Features.Get<IStatusCodeReExecuteFeature>();
        var path = asked?.OriginalPath ?? context.Request.Path.Value;
        var query = asked is null ? context.Request.QueryString : new QueryString(asked.OriginalQueryString);

        return context.SitePathBase().Add("/" + culture).Add(new PathString(path)).ToUriComponent() + query.ToUriComponent();
    }

    private static Task<ProviderCultureResult?> Found(string? culture) =>
        Task.FromResult(culture is null ? null : new ProviderCultureResult(culture));
}
