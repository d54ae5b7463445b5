using System.Globalization;
using Dost.Volunteers.Web.Appearance;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;

namespace Dost.Volunteers.Web.Shared;

/// <summary>What the frame around every page needs to know of the request.</summary>
public sealed class PageFrame(IHttpContextAccessor accessor)
{
    private HttpContext Context => accessor.HttpContext!;

    public CultureInfo Culture => CultureInfo.CurrentUICulture;

    /// <summary>"light", "dark", or null: as the device says.</summary>
    public string? Theme => Themes.Chosen(Context.Request);

    public string ColorScheme => Theme ?? "light dark";

    /// <summary>When the dark colours hold, or null for never.</summary>
    public string? DarkMedia => Theme switch
    {
        Themes.Dark => "all",
        Themes.Light => null,
        _ => "(prefers-color-scheme: dark)",
    };

    public bool IsPublic =>
        Context.Response.StatusCode == StatusCodes.Status200OK && Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is PublicPageAttribute;

    /// <summary>The page being read, to come back to.</summary>
    public string Back => HttpMethods.IsGet(Context.Request.Method) && Context.Features.Get<IStatusCodeReExecuteFeature>() is null
        ? Context.Request.PathBase.Add(Context.Request.Path).ToUriComponent() + Context.Request.QueryString.ToUriComponent()
        : Context.Request.PathBase.Add("/").ToUriComponent();

    public string AddressIn(string culture) => $"{Context.Request.Scheme}://{Context.Request.Host.ToUriComponent()}{Context.PathIn(culture)}";
}
