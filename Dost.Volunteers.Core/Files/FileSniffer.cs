using System.Buffers.Binary;
using System.Text;

namespace Dost.Volunteers.Core.Files;

/// <summary>
/// Says what a file is by its own bytes, whatever it is called: a PDF, a JPEG or a PNG picture, or something that is not taken. Nothing is
/// decoded; of a picture only the size that it claims is read.
/// </summary>
public static class FileSniffer
{
    public const int MaxSide = 20_000;
    public const long MaxPixels = 100_000_000;

    /// <summary>As far as a browser looks when it guesses that something is a page.</summary>
    private const int Head = 1024;

    private static readonly string[] _pageSigns = ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<svg"];

    public static (FileOutcome Outcome, StoredFileKind Kind) Sniff(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return (FileOutcome.Empty, default);
        }

        if (content.StartsWith("%PDF-"u8))
        {
            return (LooksLikePage(content) ? FileOutcome.WebPage : FileOutcome.Fine, StoredFileKind.Pdf);
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return (JudgePicture(content, PngSize(content)), StoredFileKind.Png);
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return (JudgePicture(content, JpegSize(content)), StoredFileKind.Jpeg);
        }

        return (LooksLikePage(content) ? FileOutcome.WebPage : FileOutcome.UnknownKind, default);
    }

    private static FileOutcome JudgePicture(ReadOnlySpan<byte> content, (long Width, long Height)? size) => size switch
    {
        null => FileOutcome.Damaged,
        var (width, height) when width > MaxSide || height > MaxSide || width * height > MaxPixels => FileOutcome.TooManyPixels,
        _ => LooksLikePage(content) ? FileOutcome.WebPage : FileOutcome.Fine,
    };

    private static (long Width, long Height)? PngSize(ReadOnlySpan<byte> content)
    {
        if (content.Length < 33 || !content[12..16].SequenceEqual("IHDR"u8))
        {
            return null;
        }

        long width = BinaryPrimitives.ReadUInt32BigEndian(content[16..]);
        long height = BinaryPrimitives.ReadUInt32BigEndian(content[20..]);

        return width > 0 && height > 0 ? (width, height) : null;
    }

    /// <summary>Goes from segment to segment to the one that says the size.</summary>
    private static (long Width, long Height)? JpegSize(ReadOnlySpan<byte> content)
    {
        var at = 2;

        while (at + 4 <= content.Length)
        {
            var marker = content[at + 1];

            if (content[at] != 0xFF)
            {
                return null;
            }

            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += 2;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return SizeIn(content, at);
            }

            // The picture itself begins, or ends, and nobody has said how large it is.
            if (marker is 0xDA or 0xD9 || length < 2)
            {
                return null;
            }

            at += 2 + length;
        }

        return null;
    }

    private static (long Width, long Height)? SizeIn(ReadOnlySpan<byte> content, int frameAt)
    {
        if (frameAt + 9 > content.Length)
        {
            return null;
        }

        long height = BinaryPrimitives.ReadUInt16BigEndian(content[(frameAt + 5)..]);
        long width = BinaryPrimitives.ReadUInt16BigEndian(content[(frameAt + 7)..]);

        return width > 0 && height > 0 ? (width, height) : null;
    }

    private static bool LooksLikePage(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(Head, content.Length)];
        var text = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode.GetString(head)
            : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode.GetString(head)
            : Encoding.Latin1.GetString(head);

        return Array.Exists(_pageSigns, sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>Whether a file is taken; if not, why.</summary>
public enum FileOutcome { Fine, Empty, TooLarge, UnknownKind, WebPage, TooManyPixels, Damaged }
