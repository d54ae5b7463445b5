using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Broadcasts;

/// <summary>The words of broadcasts.</summary>
internal static class BroadcastWords
{
    public static (string Text, string Tone) TagOf(IStringLocalizer<Text> t, BroadcastRow row) => row switch
    {
        { StoppedAtUtc: not null } => (t["Stopped"], "bad"),
        { ConfirmedAtUtc: null } => (t["Not sent yet"], "wait"),
        { FinishedAtUtc: null } or { Figures.Waiting: > 0 } => (t["Being sent"], "calm"),
        _ => (t["Sent"], "good"),
    };

    public static string LanguageOf(IStringLocalizer<Text> t, string culture) => culture switch
    {
        "ru" => t["In Russian"],
        "en" => t["In English"],
        _ => t["In Azerbaijani"],
    };

    public static string ReaderOf(IStringLocalizer<Text> t, string culture) => culture switch
    {
        "ru" => t["For who reads Russian"],
        "en" => t["For who reads English"],
        _ => t["For who reads Azerbaijani"],
    };

    public static string WhyNot(IStringLocalizer<Text> t, string reason, MessageChannel channel) => (reason, channel) switch
    {
        (MessageReason.Muted, _) => t["want no news on this channel"],
        (MessageReason.OptedOut, MessageChannel.Sms) => t["want no SMS"],
        (MessageReason.OptedOut, MessageChannel.Email) => t["want no e-mails"],
        (MessageReason.DoesNotWork, MessageChannel.Sms) => t["have a number that does not work"],
        (MessageReason.DoesNotWork, MessageChannel.Email) => t["have an e-mail address that does not work"],
        (MessageReason.NotMobile, _) => t["have no mobile number"],
        (_, MessageChannel.Sms) => t["have no phone number"],
        (_, MessageChannel.Email) => t["have no e-mail address"],
    };
}
