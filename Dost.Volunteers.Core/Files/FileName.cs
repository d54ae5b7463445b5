using System.Globalization;
using System.Text;

namespace Dost.Volunteers.Core.Files;

/// <summary>A file's name as it is kept: no path, no signs that steer or hide, not long, and the ending that the content has.</summary>
public static class FileName
{
    private const string Nameless = "document";
    private const string NotInNames = "\"<>:|?*\\/;%";

    public static string Clean(string? name, StoredFileKind kind)
    {
        var ending = EndingOf(kind);
        var last = (name ?? "").Split('/', '\\')[^1];
        var dot = last.LastIndexOf('.');
        var stem = Readable(dot > 0 ? last[..dot] : last);
        var longest = StoredFile.NameMaxLength - ending.Length;

        if (stem.Length > longest)
        {
            stem = stem[..(char.IsHighSurrogate(stem[longest - 1]) ? longest - 1 : longest)];
        }

        stem = stem.Trim(' ', '.');

        return (stem.Length == 0 ? Nameless : stem) + ending;
    }

    public static string EndingOf(StoredFileKind kind) => kind switch
    {
        StoredFileKind.Pdf => ".pdf",
        StoredFileKind.Jpeg => ".jpg",
        StoredFileKind.Png => ".png",
    };

    public static string ContentTypeOf(StoredFileKind kind) => kind switch
    {
        StoredFileKind.Pdf => "application/pdf",
        StoredFileKind.Jpeg => "image/jpeg",
        StoredFileKind.Png => "image/png",
    };

    private static string Readable(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, StoredFile.NameMaxLength));

        // Broken pairs come out as the replacement sign, which is no letter and goes too.
        foreach (var sign in text.EnumerateRunes())
        {
            if (kept.Length > StoredFile.NameMaxLength)
            {
                break;
            }

            var isHidden = Rune.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

            if (sign == Rune.ReplacementChar || isHidden)
            {
                continue;
            }

            kept.Append(sign.IsBmp && NotInNames.Contains((char)sign.Value, StringComparison.Ordinal) ? "_" : sign.ToString());
        }

        return kept.ToString();
    }
}
