using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Messaging.Inbound;

/// <summary>
/// A text message that came in. Who sent it, by the number; what it said, encrypted; what was made of it. What nobody but a person can
/// understand waits in the inbox until a coordinator has dealt with it.
/// </summary>
public class InboundSms
{
    public const int ProviderIdMaxLength = 64;
    public const int TextMaxLength = 1600;
    public const int FromMaxLength = 40;

    /// <summary>Signs of a reply: three parts of an SMS with letters of our own.</summary>
    public const int ReplyMaxLength = 200;
    public const int OutcomeMaxLength = 40;
    private const int MostBytesOfLetter = 4;

    public required Guid InboundSmsId { get; init; }

    /// <summary>The provider's name for it: the same message told twice is one.</summary>
    public required string ProviderId { get; init; }
    public Guid? VolunteerId { get; init; }
    public Volunteer? Volunteer { get; private set; }

    /// <summary>The last request of who sent it, where it is no volunteer.</summary>
    public Guid? HelpRequestId { get; init; }
    public HelpRequest? HelpRequest { get; private set; }
    public required string FromEncrypted { get; init; }

    /// <summary>Keyed; by it a person's messages are found when the person is erased.</summary>
    public required string FromHash { get; init; }
    public required string TextEncrypted { get; init; }
    public required DateTime ReceivedAtUtc { get; init; }
    public InboundVerdict Verdict { get; private set; } = InboundVerdict.NotUnderstood;

    /// <summary>The question that it answered, or tried to.</summary>
    public Guid? SmsQuestionId { get; private set; }
    public bool? SaidYes { get; private set; }

    /// <summary>Why an answer changed nothing, in a code word.</summary>
    public string? Outcome { get; private set; }

    /// <summary>When nobody has to look at it any more.</summary>
    public DateTime? DoneAtUtc { get; private set; }
    public Guid? DoneById { get; private set; }
    public InboundDeed? Deed { get; private set; }

    /// <summary>What a coordinator answered.</summary>
    public string? ReplyEncrypted { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    internal static int EncryptedTextLength => Privacy.FieldCipher.EncryptedLength(TextMaxLength * MostBytesOfLetter);
    internal static int EncryptedReplyLength => Privacy.FieldCipher.EncryptedLength(ReplyMaxLength * MostBytesOfLetter);

    /// <summary>Whether its verdict leaves something for a person to do.</summary>
    public bool NeedsPerson => Verdict is InboundVerdict.NotUnderstood or InboundVerdict.NotPossible or InboundVerdict.WhichQuestion or InboundVerdict.UnknownSender;

    public void Judge(InboundVerdict verdict, DateTime nowUtc, Guid? questionId = null, bool? saidYes = null, string? outcome = null)
    {
        (Verdict, SmsQuestionId, SaidYes, Outcome) = (verdict, questionId, saidYes, outcome);
        DoneAtUtc = NeedsPerson ? null : nowUtc;
        Version = Guid.NewGuid();
    }

    /// <summary>A person, or a later answer, has settled it. False if that was so already.</summary>
    public bool Close(InboundDeed deed, Guid? byId, DateTime nowUtc, string? replyEncrypted = null)
    {
        if (DoneAtUtc is not null)
        {
            return false;
        }

        (Deed, DoneById, DoneAtUtc, ReplyEncrypted) = (deed, byId, nowUtc, replyEncrypted);
        Version = Guid.NewGuid();

        return true;
    }
}

/// <summary>What was made of a message by itself.</summary>
public enum InboundVerdict { NotUnderstood, Answered, NotPossible, WhichQuestion, UnknownSender, OptedOut, OptedIn, Help }

/// <summary>How it was settled afterwards.</summary>
public enum InboundDeed { AnsweredYes, AnsweredNo, Replied, Closed, AnsweredLater }

internal sealed class InboundSmsConfiguration : IEntityTypeConfiguration<InboundSms>
{
    public void Configure(EntityTypeBuilder<InboundSms> sms)
    {
        sms.ToTable("InboundSms");
        sms.Property(i => i.InboundSmsId).ValueGeneratedNever();
        sms.Property(i => i.ProviderId).HasMaxLength(InboundSms.ProviderIdMaxLength);
        sms.Property(i => i.FromEncrypted).HasMaxLength(Privacy.FieldCipher.EncryptedLength(InboundSms.FromMaxLength));
        sms.Property(i => i.FromHash).HasMaxLength(Volunteer.FinHashLength);
        sms.Property(i => i.TextEncrypted).HasMaxLength(InboundSms.EncryptedTextLength);
        sms.Property(i => i.ReplyEncrypted).HasMaxLength(InboundSms.EncryptedReplyLength);
        sms.Property(i => i.Outcome).HasMaxLength(InboundSms.OutcomeMaxLength);
        sms.Property(i => i.Version).IsConcurrencyToken();
        sms.Ignore(i => i.NeedsPerson);
        sms.HasIndex(i => i.ProviderId).IsUnique();
        sms.HasIndex(i => new { i.DoneAtUtc, i.ReceivedAtUtc });
        sms.HasIndex(i => i.ReceivedAtUtc);
        sms.HasIndex(i => i.FromHash);
        sms.HasOne(i => i.Volunteer).WithMany().HasForeignKey(i => i.VolunteerId).OnDelete(DeleteBehavior.Restrict);
        sms.HasOne(i => i.HelpRequest).WithMany().HasForeignKey(i => i.HelpRequestId).OnDelete(DeleteBehavior.Restrict);
    }
}
