namespace Dost.Volunteers.Tests.Journeys;

/// <summary>A test in a real browser; reported as skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "Chromium is not installed: install the package chromium, or name its program in DOST_CHROMIUM.";
        }
    }
}

/// <summary>Where the browser is.</summary>
internal static class Chromium
{
    private static readonly string[] _places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    public static string? Path { get; } =
        Environment.GetEnvironmentVariable("DOST_CHROMIUM") is { Length: > 0 } named ? named : _places.FirstOrDefault(File.Exists);
}
