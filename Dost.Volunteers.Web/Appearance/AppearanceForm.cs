namespace Dost.Volunteers.Web.Appearance;

/// <summary>How the reader wants the site to look.</summary>
public sealed class AppearanceForm
{
    public string? Theme { get; set; }

    /// <summary>The page to go back to.</summary>
    public string? Back { get; set; }
}
