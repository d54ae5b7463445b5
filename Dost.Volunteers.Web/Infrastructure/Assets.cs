using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>The fingerprinted address of a static file, the same in every language so that browsers fetch it once.</summary>
public static class Assets
{
    public static string Asset(this HttpContext context, string path)
    {
        ArgumentNullException.ThrowIfNull(context);

        var files = context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();

        return $"{context.SitePathBase()}/{files?[path] ?? path}";
    }
}
