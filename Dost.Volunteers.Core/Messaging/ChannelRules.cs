using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Whether a channel may be used for a message to somebody.</summary>
public static class ChannelRules
{
    /// <summary>Null if it may; else why not, in a code word.</summary>
    public static string? WhyNot(MessageKind kind, MessageChannel channel, Contact contact, IReadOnlyCollection<string> mobilePrefixes) => channel switch
    {
        MessageChannel.Sms when contact.Phone is null => MessageReason.NoAddress,
        MessageChannel.Sms when !PhoneNumber.IsMobile(contact.Phone, mobilePrefixes) => MessageReason.NotMobile,
        MessageChannel.Sms when contact.SmsOptedOut && !IsAskedFor(kind) && !AnswersRequest(kind) => MessageReason.OptedOut,
        MessageChannel.Sms when contact.PhoneFailed && !IsAskedFor(kind) => MessageReason.DoesNotWork,
        MessageChannel.Email when contact.Email is null => MessageReason.NoAddress,
        MessageChannel.Email when contact.EmailOptedOut && !IsAskedFor(kind) && !KeepsFromTravelling(kind) => MessageReason.OptedOut,
        MessageChannel.Email when contact.EmailFailed && !IsAskedFor(kind) => MessageReason.DoesNotWork,
        _ when IsMuted(kind, channel, contact) => MessageReason.Muted,
        _ => null,
    };

    /// <summary>The volunteer wants nothing about this on the channel. What must be told cannot be switched off, whatever the database says.</summary>
    private static bool IsMuted(MessageKind kind, MessageChannel channel, Contact contact) =>
        MessageTopics.OfChoice.Contains(MessageTopics.Of(kind)) && contact.Muted.Contains((MessageTopics.Of(kind), channel));

    /// <summary>The person waits for it at this moment: a code, a confirmation.</summary>
    private static bool IsAskedFor(MessageKind kind) => MessageTopics.Of(kind) is MessageTopic.Codes;

    /// <summary>Who asked for help is told what becomes of it, whatever else they do not want.</summary>
    private static bool AnswersRequest(MessageKind kind) =>
        kind is MessageKind.HelpRequestReceived or MessageKind.HelpRequestPlanned or MessageKind.HelpRequestOnTheWay or MessageKind.HelpRequestDone or MessageKind.HelpRequestRejected or MessageKind.HelpRequestReferred
            or MessageKind.HelpRequestChanged or MessageKind.HelpRequestWithdrawn or MessageKind.HelpRequestUnplanned or MessageKind.HelpRequestNotDone or MessageKind.VisitWindowTold or MessageKind.VisitCalledOff;

    /// <summary>Without it somebody goes to where nothing is: no opt-out of e-mail means that.</summary>
    private static bool KeepsFromTravelling(MessageKind kind) => MessageTopics.Of(kind) is MessageTopic.Changes;
}
