using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dost.Volunteers.Tests.Support;

/// <summary>What a mail server was given, and just enough MIME to read it.</summary>
public sealed partial record MailForTests(string From, string To, string Raw, bool WasEncrypted, string? SignedInAs)
{
    public string? Header(string name) => Header(Raw, name);

    public string Subject => DecodeWords(Header("Subject") ?? "");

    /// <summary>The decoded text of the part of the given type.</summary>
    public string Part(string mediaType)
    {
        var boundary = BoundaryPattern().Match(Header("Content-Type") ?? "").Groups[1].Value;
        var part = Raw.Split("--" + boundary).Single(p => Header(p.TrimStart(), "Content-Type")?.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase) is true).TrimStart();
        var body = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var bytes = Header(part, "Content-Transfer-Encoding")?.ToLowerInvariant() switch
        {
            "base64" => Convert.FromBase64String(body.ReplaceLineEndings("")),
            "quoted-printable" => FromQuotedPrintable(body.Replace("=\r\n", "", StringComparison.Ordinal)),
            _ => Encoding.UTF8.GetBytes(body),
        };
        return Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").TrimEnd();
    }

    /// <summary>The one file that goes with it.</summary>
    public ((string Type, string Disposition) Head, byte[] Content) Attachment()
    {
        var boundary = BoundaryPattern().Match(Header("Content-Type") ?? "").Groups[1].Value;
        var part = Raw.Split("--" + boundary).Single(p => Header(p.TrimStart(), "Content-Disposition")?.StartsWith("attachment", StringComparison.OrdinalIgnoreCase) is true).TrimStart();

        return ((Header(part, "Content-Type") ?? "", Header(part, "Content-Disposition") ?? ""), Convert.FromBase64String(part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].ReplaceLineEndings("")));
    }

    private static string? Header(string text, string name)
    {
        var head = text.Split("\r\n\r\n", 2)[0];
        var unfolded = FoldPattern().Replace(head, " ");
        return unfolded.Split("\r\n").FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
    }

    private static string DecodeWords(string header) => WordPattern().Replace(
        BetweenWordsPattern().Replace(header, "?=$1"),
        m => Encoding.UTF8.GetString(m.Groups[1].Value is "B" or "b"
            ? Convert.FromBase64String(m.Groups[2].Value)
            : FromQuotedPrintable(m.Groups[2].Value.Replace('_', ' '))));

    private static byte[] FromQuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex("boundary=\"?([^\";\\s]+)", RegexOptions.IgnoreCase)]
    private static partial Regex BoundaryPattern();

    [GeneratedRegex("\r\n[ \t]+")]
    private static partial Regex FoldPattern();

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"\?=\s+(=\?)")]
    private static partial Regex BetweenWordsPattern();
}
