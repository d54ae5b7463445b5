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
        MessageChannel.Sms when contact.SmsOptedOut && !IsAskedFor(kind) => MessageReason.OptedOut,
        MessageChannel.Email when contact.Email is null => MessageReason.NoAddress,
        MessageChannel.Email when contact.EmailOptedOut && !IsAskedFor(kind) && !KeepsFromTravelling(kind) => MessageReason.OptedOut,
        _ => null,
    };

    /// <summary>The person waits for it at this moment: a code, a confirmation.</summary>
    private static bool IsAskedFor(MessageKind kind) => kind is MessageKind.ConfirmPhone or MessageKind.SignInCode or MessageKind.ConfirmEmail or MessageKind.ContractCode or MessageKind.GuardianCode;

    /// <summary>Without it somebody goes to where nothing is: no opt-out of e-mail means that.</summary>
    private static bool KeepsFromTravelling(MessageKind kind) =>
        kind is MessageKind.ShiftMoved or MessageKind.ShiftCancelled or MessageKind.AssignmentRemoved or MessageKind.InterviewChanged or MessageKind.InterviewCalledOff;
}
