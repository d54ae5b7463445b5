using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Messaging.Inbound;

/// <summary>
/// What a volunteer was asked by SMS and can answer by SMS. Its code tells it from the other questions that are open: an answer never
/// goes to "the newest one". Whether it can still be answered is asked of what it is about.
/// </summary>
public class SmsQuestion
{
    public required Guid SmsQuestionId { get; init; }
    public required Guid VolunteerId { get; init; }

    /// <summary>An offer, a reminder or a swap; its subject is that of the message.</summary>
    public required MessageKind Kind { get; init; }
    public required Guid SubjectId { get; init; }
    public required int SubjectVersion { get; init; }

    /// <summary>The how-maniest question to this volunteer; the code follows from it.</summary>
    public required int Number { get; init; }
    public required DateTime AskedAtUtc { get; init; }

    /// <summary>Until when it is looked for.</summary>
    public required DateTime ExpiresAtUtc { get; set; }
    public DateTime? AnsweredAtUtc { get; set; }

    public string Code => SmsCode.Of(Number);
}

internal sealed class SmsQuestionConfiguration : IEntityTypeConfiguration<SmsQuestion>
{
    public void Configure(EntityTypeBuilder<SmsQuestion> question)
    {
        question.Property(q => q.SmsQuestionId).ValueGeneratedNever();
        question.Ignore(q => q.Code);

        // A question has one code, whoever asks it how often, and a code one question.
        question.HasIndex(q => new { q.VolunteerId, q.Number }).IsUnique();
        question.HasIndex(q => new { q.VolunteerId, q.Kind, q.SubjectId, q.SubjectVersion }).IsUnique();
        question.HasIndex(q => q.ExpiresAtUtc);
        question.HasOne<Volunteer>().WithMany().HasForeignKey(q => q.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}
