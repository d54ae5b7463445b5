using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Messages;

/// <summary>Where a message stands and why, in a sentence for staff.</summary>
public static class OutgoingWords
{
    public static string Name(this IStringLocalizer<Text> t, OutgoingStanding standing) => standing switch
    {
        OutgoingStanding.Waiting => t["Waits"],
        OutgoingStanding.Sent => t["Sent"],
        OutgoingStanding.Arrived => t["Arrived"],
        OutgoingStanding.Failed => t["Could not be delivered"],
        OutgoingStanding.NotSent => t["Not sent"],
    };

    public static (string Text, string Tone) Tag(this IStringLocalizer<Text> t, OutgoingRow row) => row.State switch
    {
        MessageState.Queued => (t["Waits"], "wait"),
        MessageState.Sending => (t["Going out"], "calm"),
        MessageState.Sent => row.DeliveredAtUtc is null ? (t["Sent"], "good") : (t["Arrived"], "good"),
        MessageState.Failed => (t["Could not be delivered"], "bad"),
        MessageState.Superseded or MessageState.Expired or MessageState.Suppressed => (t["Not sent"], "muted"),
    };

    public static string Standing(this IStringLocalizer<Text> t, OutgoingRow row, QuietHours quiet, DateTime nowUtc)
    {
        string At(DateTime utc) => SpokenTime.Moment(utc, nowUtc, CultureInfo.CurrentUICulture);

        return row.State switch
        {
            MessageState.Queued when row is { Attempts: > 0, Reason: { } reason } && row.DueAtUtc > nowUtc => t["Waits: {0}. Next try: {1}, number {2}.", t.Why(reason), At(row.DueAtUtc), row.Attempts + 1],
            MessageState.Queued when row.DueAtUtc > nowUtc => t["Waits until {0}.", At(row.DueAtUtc)],
            MessageState.Queued when !row.IsUrgent && quiet.Contain(nowUtc) => t["Waits for the morning."],
            MessageState.Queued => t["Goes out within a minute."],
            MessageState.Sending => t["A worker has it in hand."],
            MessageState.Sent => row.DeliveredAtUtc is { } arrived ? t["Arrived: {0}.", At(arrived)] : t["Sent: {0}.", At(row.SentAtUtc ?? row.DueAtUtc)],
            MessageState.Failed => t["Could not be delivered: {0}.", t.Why(row.Reason)],
            MessageState.Superseded => row.Reason is null ? t["Not sent: what it was about has changed meanwhile."] : t["Not sent: {0}.", t.Why(row.Reason)],
            MessageState.Expired => t["Not sent: its time passed before it could go."],
            MessageState.Suppressed => t["Not sent: {0}.", t.Why(row.Reason)],
        };
    }

    /// <summary>A code word of the record in words.</summary>
    public static string Why(this IStringLocalizer<Text> t, string? reason) => reason switch
    {
        MessageReason.NoAddress => t["no number or address is known"],
        MessageReason.NotMobile => t["the number is no mobile number"],
        MessageReason.OptedOut or "twilio 21610" => t["the person wants no messages this way"],
        MessageReason.Muted => t["the person wants none of this kind"],
        MessageReason.NoText => t["this kind does not go this way"],
        MessageReason.RecipientGone => t["the person is no longer here"],
        MessageReason.Merged => t["two records of one person were joined"],
        MessageReason.Stale => t["its time passed"],
        MessageReason.DoesNotWork => t["the number or address does not work and has to be corrected"],
        MessageReason.CalledOff => t["a coordinator called it off"],
        "connection" or "timeout" => t["the provider did not answer"],
        "credentials" or "tls" => t["our own settings for the provider are wrong ({0})", reason],
        "twilio 21211" or "twilio 21217" or "twilio 30005" => t["there is no such number"],
        "twilio 21614" or "twilio 21635" or "twilio 30006" => t["the number takes no text messages"],
        "twilio 30003" => t["the phone was off or out of reach"],
        "twilio 30004" or "twilio 30007" => t["the operator held it back"],
        "address" => t["it is no e-mail address"],
        not null when reason.Contains(" 5.1.", StringComparison.Ordinal) => t["there is no such mailbox"],
        not null when reason.StartsWith("smtp 552", StringComparison.Ordinal) || reason.StartsWith("smtp 452", StringComparison.Ordinal) => t["the mailbox is full"],
        MessageReason.Returned + " 5.2.1" or MessageReason.Returned + " 5.4.4" => t["there is no such mailbox"],
        MessageReason.Returned + " 5.2.2" => t["the mailbox is full"],
        not null when reason.StartsWith(MessageReason.Returned + " ", StringComparison.Ordinal) => t["the mail server sent it back ({0})", reason[(MessageReason.Returned.Length + 1)..]],
        null => t["no reason is known"],
        _ => t["the provider refused it ({0})", reason],
    };
}
