using System.ComponentModel.DataAnnotations;

namespace Dost.Volunteers.Jobs.Printing;

/// <summary>How pages are printed to PDF files. Section "Pdf". Without a browser nothing is printed here, and people print the page themselves.</summary>
public sealed class PdfOptions
{
    public const string Section = "Pdf";

    /// <summary>In place of a path: nothing is printed here.</summary>
    public const string None = "none";

    /// <summary>The program of Chromium, Chrome or Edge; empty looks at the usual places.</summary>
    public string Browser { get; set; } = "";

    /// <summary>Where this machine reaches the site; its public address unless given.</summary>
    public Uri? SiteUrl { get; set; }

    /// <summary>After this long a browser is ended.</summary>
    [Range(5, 300)]
    public int TimeoutSeconds { get; set; } = 40;

    /// <summary>How many browsers print at a time.</summary>
    [Range(1, 16)]
    public int Parallel { get; set; } = 2;
}
