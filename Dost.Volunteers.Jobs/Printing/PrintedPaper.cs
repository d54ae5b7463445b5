using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Files;

namespace Dost.Volunteers.Jobs.Printing;

/// <summary>
/// Looks at what a browser printed before it is kept. A browser prints an error page as gladly as any other, so the file itself must say that
/// it is the paper that was asked for: by the title of the page, by its size, which the style sheet sets, and by being one page and tagged.
/// </summary>
public static partial class PrintedPaper
{
    private const int LeastLength = 2_000;
    private const int A4Width = 595;
    private const int A4Height = 842;

    /// <summary>The title of the page that is printed, in letters that a PDF file holds as they are.</summary>
    public static string TitleOf(string number) => $"DOST {number}";

    /// <summary>A code word for what is wrong with it; null where nothing is.</summary>
    public static string? WhatIsWrong(byte[] pdf, string title)
    {
        ArgumentNullException.ThrowIfNull(pdf);

        if (FileSniffer.Sniff(pdf) is not (FileOutcome.Fine, StoredFileKind.Pdf) || pdf.Length is < LeastLength or > StoredFile.MaxLength)
        {
            return "no PDF";
        }

        var text = Encoding.Latin1.GetString(pdf);

        return !text.AsSpan().TrimEnd().EndsWith("%%EOF", StringComparison.Ordinal) ? "cut off"
            : !text.Contains($"/Title ({title})", StringComparison.Ordinal) ? "another page"
            : !text.Contains("/StructTreeRoot", StringComparison.Ordinal) || !text.Contains("/Marked true", StringComparison.Ordinal) ? "not tagged"
            : Pages().Count(text) != 1 ? "not one page"
            : !IsOnA4(text) ? "no style sheet"
            : null;
    }

    private static bool IsOnA4(string text) => Sheet().Match(text) is { Success: true } sheet && Rounded(sheet.Groups[1]) == A4Width && Rounded(sheet.Groups[2]) == A4Height;

    private static int Rounded(Group group) => (int)Math.Round(double.Parse(group.ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Pages();

    [GeneratedRegex(@"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]")]
    private static partial Regex Sheet();
}
