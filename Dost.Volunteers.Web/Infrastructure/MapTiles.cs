namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// The pictures under the map, from <c>Map:TileUrl</c>; without it the map is a plain ground with names, and asks nobody for anything. The
/// security policy of the page allows the one host that is set.
/// </summary>
public sealed class MapTiles
{
    public MapTiles(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var url = configuration["Map:TileUrl"];

        if (string.IsNullOrWhiteSpace(url))
        {
            return;
        }

        // Below the site itself, or at an address of its own; "{s}" stands for one of several hosts.
        var isOwn = url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal);

        if (!isOwn && !(Uri.TryCreate(url.Replace("{s}", "s", StringComparison.Ordinal), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps))
        {
            throw new InvalidOperationException("Map:TileUrl must be an https address such as https://tiles.example.az/{z}/{x}/{y}.png, or a path of this site.");
        }

        Url = url;
        Attribution = configuration["Map:TileAttribution"] ?? "";
        Origin = isOwn ? null : OriginOf(url);
    }

    public string? Url { get; }

    public string Attribution { get; } = "";

    /// <summary>The host that pictures come from, as the security policy names it; none if it is our own.</summary>
    public string? Origin { get; }

    private static string OriginOf(string url)
    {
        var address = new Uri(url.Replace("{s}", "dost-any", StringComparison.Ordinal));

        return $"https://{address.Authority.Replace("dost-any", "*", StringComparison.Ordinal)}";
    }
}
