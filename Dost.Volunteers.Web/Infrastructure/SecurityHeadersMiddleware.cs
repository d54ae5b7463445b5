using Microsoft.AspNetCore.Authorization;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>The headers that every answer carries, errors included.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    private const string OwnImages = "img-src 'self' data:";

    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; " + OwnImages + "; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The same policy for a page that shows pictures of one other host.</summary>
    public static string PolicyWithImagesFrom(string origin) => ContentSecurityPolicy.Replace(OwnImages, $"{OwnImages} {origin}", StringComparison.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            SetHeaders((HttpContext)state);

            return Task.CompletedTask;
        }, context);

        return next(context);
    }

    private static void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;

        // A page may set one of its own.
        if (string.IsNullOrEmpty(headers.ContentSecurityPolicy))
        {
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
        }

        if (string.IsNullOrEmpty(headers["Referrer-Policy"]))
        {
            headers["Referrer-Policy"] = "same-origin";
        }

        headers.XContentTypeOptions = "nosniff";

        // A page that may be framed says so in its policy: an e-mail, in the page that shows it.
        headers.XFrameOptions = headers.ContentSecurityPolicy.ToString().Contains("frame-ancestors 'self'", StringComparison.Ordinal) ? "SAMEORIGIN" : "DENY";
        headers["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        if (string.IsNullOrEmpty(headers.CacheControl))
        {
            headers.CacheControl = IsForEverybody(context) ? "private, no-cache" : "no-store";
        }
    }

    private static bool IsForEverybody(HttpContext context) =>
        context.User.Identity?.IsAuthenticated != true
        && HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is PublicPageAttribute;
}
