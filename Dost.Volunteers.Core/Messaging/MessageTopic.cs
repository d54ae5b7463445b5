using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>What messages are about, as a volunteer chooses among them.</summary>
public enum MessageTopic
{
    Offers,
    Receipts,
    Reminders,
    Hours,
    Papers,

    /// <summary>What a centre writes to many.</summary>
    News,

    /// <summary>The mail of the week.</summary>
    Digest,

    /// <summary>A shift was moved or called off: without it somebody travels for nothing.</summary>
    Changes,

    /// <summary>Decisions about the person and their data, of which the law says that they are told.</summary>
    Decisions,

    /// <summary>Codes and links that the person has just asked for, and the answer to what they have just written.</summary>
    Codes,

    /// <summary>To who asked for help, or to staff; no volunteer chooses.</summary>
    Others,
}

/// <summary>That a volunteer wants nothing about a topic on a channel.</summary>
public class MutedTopic
{
    public required Guid VolunteerId { get; init; }
    public required MessageTopic Topic { get; init; }
    public required MessageChannel Channel { get; init; }
}

/// <summary>Which topic a kind belongs to, and which can be switched off.</summary>
public static class MessageTopics
{
    /// <summary>What a volunteer may switch off.</summary>
    public static IReadOnlyList<MessageTopic> OfChoice { get; } = [MessageTopic.Offers, MessageTopic.Receipts, MessageTopic.Reminders, MessageTopic.Hours, MessageTopic.Papers, MessageTopic.News, MessageTopic.Digest];

    /// <summary>What always comes.</summary>
    public static IReadOnlyList<MessageTopic> Required { get; } = [MessageTopic.Changes, MessageTopic.Decisions, MessageTopic.Codes];

    public static MessageTopic Of(MessageKind kind) => kind switch
    {
        MessageKind.ConfirmPhone or MessageKind.SignInCode or MessageKind.ConfirmEmail or MessageKind.ContractCode or MessageKind.GuardianCode or MessageKind.ExportCode or MessageKind.ErasureCode or MessageKind.SignUpLink or MessageKind.SmsReply or MessageKind.RequestCode
            or MessageKind.TemplateTrial => MessageTopic.Codes,
        MessageKind.ApplicationReceived or MessageKind.AppliedAgain or MessageKind.VolunteerImported or MessageKind.VolunteerAccepted or MessageKind.VolunteerRejected or MessageKind.VolunteerLeft
            or MessageKind.ContractReady or MessageKind.InterviewInvitation or MessageKind.TermEnding or MessageKind.TermExtended or MessageKind.TermCompleted or MessageKind.ErasureAsked or MessageKind.ErasureWarning => MessageTopic.Decisions,
        MessageKind.ShiftOffer or MessageKind.ShiftOffers or MessageKind.WaitlistOffer or MessageKind.PlaceFreed or MessageKind.SwapAsked => MessageTopic.Offers,
        MessageKind.SignUpReceipt or MessageKind.SignUpReceipts or MessageKind.InterviewBooked => MessageTopic.Receipts,
        MessageKind.ShiftReminder or MessageKind.CheckInPrompt or MessageKind.InterviewReminder => MessageTopic.Reminders,
        MessageKind.ShiftMoved or MessageKind.ShiftCancelled or MessageKind.ShiftsCancelled or MessageKind.AssignmentRemoved or MessageKind.SwapDone or MessageKind.SwapFailed or MessageKind.SwapRefused or MessageKind.SwapCalledOff or MessageKind.InterviewChanged or MessageKind.InterviewCalledOff => MessageTopic.Changes,
        MessageKind.HoursApproved or MessageKind.HoursApprovedTogether or MessageKind.HoursReturned or MessageKind.CertificateIssued or MessageKind.HelpRequestThanks => MessageTopic.Hours,
        MessageKind.CredentialVerified or MessageKind.CredentialRefused or MessageKind.CredentialRevoked or MessageKind.CredentialExpiring => MessageTopic.Papers,
        MessageKind.Broadcast => MessageTopic.News,
        MessageKind.WeeklyDigest => MessageTopic.Digest,
        MessageKind.DeskDigest or MessageKind.CostWarning or MessageKind.LedgerBroken or MessageKind.LadderCallList or MessageKind.IncidentReported or MessageKind.EasingAsked or MessageKind.EasingDecided or MessageKind.LateWithdrawal or MessageKind.SwapToApprove or MessageKind.TermsEndingAtCentre or MessageKind.HelpRequestReceived or MessageKind.HelpRequestPlanned or MessageKind.HelpRequestOnTheWay or MessageKind.HelpRequestDone or MessageKind.HelpRequestHowWasIt or MessageKind.HelpRequestRejected or MessageKind.HelpRequestReferred
            or MessageKind.HelpRequestChanged or MessageKind.HelpRequestWithdrawn or MessageKind.HelpRequestUnplanned or MessageKind.HelpRequestNotDone or MessageKind.NobodyCame
            or MessageKind.VisitWindowTold or MessageKind.VisitCalledOff => MessageTopic.Others,
    };
}

internal sealed class MutedTopicConfiguration : IEntityTypeConfiguration<MutedTopic>
{
    public void Configure(EntityTypeBuilder<MutedTopic> topic)
    {
        topic.ToTable("MutedTopics");
        topic.HasKey(t => new { t.VolunteerId, t.Topic, t.Channel });
        topic.HasOne<Volunteer>().WithMany(v => v.MutedTopics).HasForeignKey(t => t.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}
