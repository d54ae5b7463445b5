using System.Globalization;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>What Twilio's answers mean for the message. Codes: https://www.twilio.com/docs/api/errors</summary>
internal static class TwilioAnswers
{
    public const string OptedOutReason = "twilio 21610";

    // Of this number, or of this text: 21211, 21217 and 21614 no (mobile) number, 21408 region not allowed, 21610 opted out,
    // 21612 not reachable from our sender, 21602 and 21617 text missing or too long, 21635 a landline.
    private static readonly HashSet<int> _final = [21211, 21214, 21217, 21408, 21421, 21602, 21610, 21612, 21614, 21617, 21635];

    private static readonly TimeSpan _clockDifference = TimeSpan.FromMinutes(2);

    public static SendResult NoAnswer { get; } = new SendResult.Temporary("connection");

    public static SendResult TimedOut { get; } = new SendResult.Temporary("timeout");

    /// <summary>
    /// Whatever is neither this number nor this text is their trouble, or a mistake in our set-up: it must not burn every message
    /// that is owed, so it counts as temporary until it passes or someone mends it.
    /// </summary>
    public static SendResult Judge(int status, int code) => _final.Contains(code)
        ? new SendResult.Final(Reason(code))
        : new SendResult.Temporary(code > 0 ? Reason(code) : string.Create(CultureInfo.InvariantCulture, $"http {status}"));

    /// <summary>
    /// A message that Twilio lists is ours if it carries the link, says the same and is not older. Their clock may differ from ours, and the words of a day may
    /// have moved on. What else is said about the same shift carries the same link.
    /// </summary>
    public static bool IsSame(SmsToSend sms, DateTime sinceUtc, string? body, DateTime? createdAtUtc) =>
        body is not null
        && (createdAtUtc is null || createdAtUtc >= sinceUtc - _clockDifference)
        && (sms.Marker == sms.Text || body.Contains(sms.Marker.Trim(), StringComparison.Ordinal))
        && ((sms.IsMarkerEnough && sms.Marker != sms.Text) || SmsText.Timeless(body).Contains(SmsText.Timeless(sms.Text).Trim(), StringComparison.Ordinal));

    /// <summary>A message that Twilio has already, with the parts and the price that it tells once it knows them.</summary>
    public static SendResult.Accepted Known(string sid, string? segments, string? price, string? currency) => new(sid)
    {
        Parts = int.TryParse(segments, NumberStyles.None, CultureInfo.InvariantCulture, out var parts) ? parts : null,
        Price = decimal.TryParse(price, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null,
        Currency = currency,
    };

    private static string Reason(int code) => string.Create(CultureInfo.InvariantCulture, $"twilio {code}");
}
