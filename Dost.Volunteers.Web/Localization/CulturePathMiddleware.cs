using Dost.Volunteers.Web.Infrastructure;

namespace Dost.Volunteers.Web.Localization;

/// <summary>
/// Takes a leading /az, /ru or /en from the path: the page answers in that language, every link on it keeps it, and the choice is
/// remembered for addresses without one.
/// </summary>
internal sealed class CulturePathMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var (pathBase, path) = (request.PathBase, request.Path);
        var place = new SitePlace(pathBase, null);

        if (FirstSegment(path) is { } segment && Cultures.Known(segment) is { } culture)
        {
            place = new SitePlace(pathBase, culture);
            request.PathBase = pathBase.Add("/" + culture);
            request.Path = path.Value!.Length > segment.Length + 1 ? new PathString(path.Value[(segment.Length + 1)..]) : new PathString("/");

            if (request.Cookies[Cultures.Cookie] != culture && HttpMethods.IsGet(request.Method))
            {
                context.Response.AppendChoice(Cultures.Cookie, culture);
            }
        }

        context.Features.Set(place);

        try
        {
            await next(context);
        }
        finally
        {
            request.PathBase = pathBase;
            request.Path = path;
        }
    }

    private static string? FirstSegment(PathString path) =>
        path.Value?.Split('/', 3, StringSplitOptions.None) is [_, { Length: > 0 } segment, ..] ? segment : null;
}

/// <summary>Where the site itself begins, and which language the address asked for.</summary>
internal sealed record SitePlace(PathString PathBase, string? Culture);
