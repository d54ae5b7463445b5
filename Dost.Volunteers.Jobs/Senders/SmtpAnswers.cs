using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>What a mail server's reply means for the message.</summary>
internal static partial class SmtpAnswers
{
    /// <summary>
    /// A refusal for good concerns this recipient or this text. Refused credentials, a refused sender, or a server that takes no mail from us for
    /// others are our own set-up: they must not burn every message that is owed, so they count as temporary until someone mends them.
    /// </summary>
    public static SendResult Judge(int status, SmtpRefusal about, string said = "")
    {
        // Only the code of RFC 3463 is kept, which tells a mailbox that is not there from a server that does not like ours; the words may name the recipient.
        var code = about is SmtpRefusal.Recipient ? RecipientCode().Match(said).Value : "";
        var isAddress = code.StartsWith("5.1.", StringComparison.Ordinal);
        if (about is SmtpRefusal.Recipient && !isAddress && (status is 530 or 535 or 538 || NotForUs().IsMatch(said)))
        {
            // Most servers say only at the recipient that they do not know us, whoever the mail is for.
            return NotSignedIn;
        }

        var reason = string.Create(CultureInfo.InvariantCulture, $"smtp {status}{(code.Length > 0 ? " " : "")}{code}");
        var isOurs = about is SmtpRefusal.OurSide || (code.Length > 0 && !isAddress);
        return status is >= 500 and < 600 && !isOurs ? new SendResult.Final(reason) : new SendResult.Temporary(reason);
    }

    public static SendResult BadAddress { get; } = new SendResult.Final("address");

    public static SendResult NoAnswer { get; } = new SendResult.Temporary("connection");

    /// <summary>What <see cref="Judge" /> makes of 421, with which a server says that it ends the connection.</summary>
    public static SendResult Closing { get; } = new SendResult.Temporary("smtp 421");

    public static SendResult TimedOut { get; } = new SendResult.Temporary("timeout");

    public static SendResult NoTls { get; } = new SendResult.Temporary("tls");

    public static SendResult NotSignedIn { get; } = new SendResult.Temporary("credentials");

    /// <summary>Few servers take letters beyond ASCII before the at sign, and a library that sends them raw gets no clear answer.</summary>
    public static bool CanReach(string address) => address.LastIndexOf('@') is > 0 and var at && Ascii.IsValid(address.AsSpan(0, at));

    /// <summary>5.1.x is about the address, 5.7.x about what the server lets us do: we are on a list of senders that it does not like. No part of an IP address.</summary>
    [GeneratedRegex(@"(?<![\d.])5\.[17]\.\d{1,3}(?![\d.]*\d)")]
    private static partial Regex RecipientCode();

    /// <summary>"relay not permitted" says Exim, "Relay access denied" Postfix, "Unable to relay" Exchange. No part of an address or of the name of a machine.</summary>
    [GeneratedRegex(@"(?<![\w.@<-])(relay|relaying|authentication required)\b(?![@-]|\.\w)", RegexOptions.IgnoreCase)]
    private static partial Regex NotForUs();

    /// <summary>A line break in a subject would begin another header.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}

internal enum SmtpRefusal { Recipient, Text, OurSide }
