using System.Text.RegularExpressions;
using MimeKit;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>
/// An e-mail that came back, as its report tells: for good or for now, with the code of RFC 3463 ("5.1.1"), and what it was: by the id
/// that our e-mails carry, else by the address that it was for.
/// </summary>
public sealed record ReturnedMail(bool IsFinal, string Status, Guid? MessageId, string? Address, DateTimeOffset At);

/// <summary>
/// Reads what mail servers write when they cannot deliver: the report of RFC 3464, and the plain words of those that write none (Exim,
/// qmail). What is no such report, as an answer of a person or of a machine that says who is on holiday, is not read as one.
/// </summary>
public static partial class ReturnedMailReader
{
    /// <summary>No report in words is longer before it comes to the returned e-mail.</summary>
    private const int MostText = 64 * 1024;

    public static ReturnedMail? Read(MimeMessage letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var statuses = Parts(letter.Body).OfType<MessageDeliveryStatus>().ToList();

        return statuses.Count > 0 ? FromReport(letter, statuses) : IsFromServer(letter) ? FromWords(letter) : null;
    }

    /// <summary>The first group is about the server, each further one about a recipient; ours have one.</summary>
    private static ReturnedMail? FromReport(MimeMessage letter, List<MessageDeliveryStatus> statuses)
    {
        var recipients = statuses.SelectMany(s => s.StatusGroups).Where(g => g["Action"] is not null).ToList();
        var group = recipients.Find(g => IsAction(g, "failed")) ?? recipients.Find(g => IsAction(g, "delayed"));
        if (group is null)
        {
            // It was delivered, relayed, or given to a list.
            return null;
        }

        var said = StatusIn(group["Diagnostic-Code"]);
        var status = StatusIn(group["Status"]) is { } code && (said is null || !IsVague(code)) ? code : said ?? (IsAction(group, "failed") ? "5.0.0" : "4.0.0");

        return new ReturnedMail(
            IsAction(group, "failed") && status[0] == '5',
            status,
            IdOfReturned(letter),
            AddressIn(group["Original-Recipient"]) ?? AddressIn(group["Final-Recipient"]),
            letter.Date);
    }

    private static ReturnedMail? FromWords(MimeMessage letter)
    {
        var text = letter.TextBody ?? "";
        text = text.Length > MostText ? text[..MostText] : text;
        var failed = letter.Headers["X-Failed-Recipients"];
        var status = StatusIn(text) ?? (failed is not null ? "5.0.0" : null);

        return status is null ? null : new ReturnedMail(
            status[0] == '5',
            status,
            IdOfReturned(letter) ?? IdIn(text),
            AddressIn(failed) ?? AddressIn(Recipient().Match(text).Groups["address"].Value),
            letter.Date);
    }

    /// <summary>A server writes from nobody, or as its postmaster; a machine that answers for a person says that it does.</summary>
    private static bool IsFromServer(MimeMessage letter) =>
        letter.Headers["X-Failed-Recipients"] is not null
        || (letter.Headers["Auto-Submitted"]?.Trim().StartsWith("auto-replied", StringComparison.OrdinalIgnoreCase) is not true
            && (letter.Headers["Return-Path"]?.Trim() == "<>" || letter.From.Mailboxes.Any(m => Server().IsMatch(m.Address))));

    /// <summary>The e-mail itself or its headers come along; or they stand in the words.</summary>
    private static Guid? IdOfReturned(MimeMessage letter)
    {
        foreach (var part in Parts(letter.Body))
        {
            var id = part switch
            {
                MessagePart { Message: { } returned } => IdOf(returned.MessageId),
                TextPart text when text.ContentType.IsMimeType("text", "rfc822-headers") => IdIn(text.Text),
                _ => null,
            };
            if (id is not null)
            {
                return id;
            }
        }

        // Exchange names the e-mail that it answers, and keeps the rest to itself.
        return IdOf(letter.InReplyTo) ?? letter.References.Select(IdOf).FirstOrDefault(id => id is not null);
    }

    private static IEnumerable<MimeEntity> Parts(MimeEntity? entity) => entity switch
    {
        null => [],
        Multipart several => several.SelectMany(Parts),
        _ => [entity],
    };

    private static Guid? IdIn(string text) => MessageIdLine().Match(text) is { Success: true } match ? IdOf(match.Groups["id"].Value) : null;

    private static Guid? IdOf(string? messageId) => Guid.TryParseExact(messageId?.Split('@')[0], "N", out var id) ? id : null;

    private static bool IsAction(HeaderList group, string action) => string.Equals(group["Action"]?.Trim(), action, StringComparison.OrdinalIgnoreCase);

    private static bool IsVague(string status) => status.EndsWith(".0.0", StringComparison.Ordinal);

    /// <summary>The code with three numbers; else the one of three digits, which says only whether it is for good.</summary>
    private static string? StatusIn(string? text) =>
        text is null ? null : Enhanced().Match(text) is { Success: true } match ? match.Value : Basic().Match(text) is { Success: true } basic ? $"{basic.Groups["class"].Value}.0.0" : null;

    private static string? AddressIn(string? text) => text is not null && Address().Match(text) is { Success: true } match ? match.Value.ToLowerInvariant() : null;

    [GeneratedRegex(@"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)")]
    private static partial Regex Enhanced();

    [GeneratedRegex(@"(?<![\d.])(?<class>[45])[0-5]\d(?=[\s-])")]
    private static partial Regex Basic();

    [GeneratedRegex(@"[^\s<>;:,""()\[\]]+@[^\s<>;:,""()\[\]]+\w")]
    private static partial Regex Address();

    /// <summary>As Exim and qmail write it: the address alone on a line.</summary>
    [GeneratedRegex(@"^[ \t]*<?(?<address>[^\s<>]+@[^\s<>]+\w)>?:?[ \t]*\r?$", RegexOptions.Multiline)]
    private static partial Regex Recipient();

    [GeneratedRegex(@"^[ \t>]*Message-ID:\s*<(?<id>[^>\s]+)>", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageIdLine();

    [GeneratedRegex("^(mailer-daemon|postmaster|maildelivery|mdaemon)@", RegexOptions.IgnoreCase)]
    private static partial Regex Server();
}
