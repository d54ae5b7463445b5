using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Messages;

/// <summary>What became of messages, in and out, as staff read it.</summary>
public static class InboxWords
{
    public static (string Text, string Tone) Tag(this IStringLocalizer<Text> t, InboxRow row) => row.Verdict switch
    {
        InboundVerdict.NotUnderstood => (t["Please read"], "wait"),
        InboundVerdict.NotPossible => (t["An answer that could not be carried out"], "bad"),
        InboundVerdict.WhichQuestion => (t["A yes or no without its code"], "wait"),
        InboundVerdict.UnknownSender => (t["Unknown sender"], "wait"),
        InboundVerdict.Answered => row.SaidYes is true ? (t["Answered yes"], "good") : (t["Answered no"], "muted"),
        InboundVerdict.OptedOut => (row.HelpRequestId is null ? t["Wants no SMS"] : t["Wants only SMS about the request"], "muted"),
        InboundVerdict.OptedIn => (row.HelpRequestId is null ? t["Wants SMS again"] : t["Wants all SMS again"], "calm"),
        InboundVerdict.Help => (t["Asked how to answer"], "calm"),
    };

    public static string Said(this IStringLocalizer<Text> t, InboundDeed deed) => deed switch
    {
        InboundDeed.AnsweredYes => t["entered as a yes"],
        InboundDeed.AnsweredNo => t["entered as a no"],
        InboundDeed.Replied => t["answered by SMS"],
        InboundDeed.Closed => t["nothing had to be done"],
        InboundDeed.AnsweredLater => t["answered with its code afterwards"],
    };

    public static string Question(this IStringLocalizer<Text> t, MessageKind kind) => kind switch
    {
        MessageKind.ShiftOffer => t["Offer of a shift"],
        MessageKind.SwapAsked => t["Somebody asks to be replaced"],
        _ => t["Reminder of a shift"],
    };
}
