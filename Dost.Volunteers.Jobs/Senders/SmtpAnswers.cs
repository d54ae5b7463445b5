using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>What a mail server's reply means for the message.</summary>
internal static partial class SmtpAnswers
{
    /// <summary>
    /// A refusal for good concerns this recipient or this text. Refused credentials or a refused sender are our own set-up: they
    /// must not burn every message that is owed, so they count as temporary until someone mends them.
    /// </summary>
    public static SendResult Judge(int status, SmtpRefusal about, string said = "")
    {
        // Only the code of RFC 3463 is kept, which tells a mailbox that is not there from a server that does not like ours; the words may name the recipient.
        var code = about is SmtpRefusal.Recipient ? AddressCode().Match(said) : Match.Empty;
        var reason = string.Create(CultureInfo.InvariantCulture, $"smtp {status}{(code.Success ? " " : "")}{code.Value}");
        return status is >= 500 and < 600 && about is not SmtpRefusal.OurSide ? new SendResult.Final(reason) : new SendResult.Temporary(reason);
    }

    public static SendResult BadAddress { get; } = new SendResult.Final("address");

    public static SendResult NoAnswer { get; } = new SendResult.Temporary("connection");

    public static SendResult TimedOut { get; } = new SendResult.Temporary("timeout");

    public static SendResult NoTls { get; } = new SendResult.Temporary("tls");

    public static SendResult NotSignedIn { get; } = new SendResult.Temporary("credentials");

    /// <summary>Few servers take letters beyond ASCII before the at sign, and a library that sends them raw gets no clear answer.</summary>
    public static bool CanReach(string address) => address.LastIndexOf('@') is > 0 and var at && Ascii.IsValid(address.AsSpan(0, at));

    [GeneratedRegex(@"\b5\.1\.\d{1,2}\b")]
    private static partial Regex AddressCode();

    /// <summary>A line break in a subject would begin another header.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}

internal enum SmtpRefusal { Recipient, Text, OurSide }
