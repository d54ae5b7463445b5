using System.Globalization;
using Dost.Volunteers.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Volunteers.Intake;

/// <summary>A reason for a no, in kind words for the person refused. Reference data: <c>Data/Reference/refusal-reasons.json</c>.</summary>
public class RefusalReason
{
    public const int CodeMaxLength = 40;
    public const int WordsMaxLength = 240;

    public required string RefusalReasonCode { get; init; }

    /// <summary>A sentence, as it stands in the message.</summary>
    public required LocalName Words { get; set; }
    public int Position { get; set; }

    /// <summary>What the person reads: the reason of the list, then the coordinator's own words. A note of theirs is never here.</summary>
    public static string MessageIn(CultureInfo culture, LocalName? reason, string? ownWords) =>
        string.Join(' ', new[] { reason?.In(culture), ownWords?.Trim() }.Where(part => !string.IsNullOrEmpty(part)));
}

internal sealed class RefusalReasonConfiguration : IEntityTypeConfiguration<RefusalReason>
{
    public void Configure(EntityTypeBuilder<RefusalReason> reason)
    {
        reason.HasKey(r => r.RefusalReasonCode);
        reason.Property(r => r.RefusalReasonCode).HasMaxLength(RefusalReason.CodeMaxLength);
        reason.ComplexProperty(r => r.Words, w =>
        {
            w.Property(n => n.Az).HasMaxLength(RefusalReason.WordsMaxLength);
            w.Property(n => n.Ru).HasMaxLength(RefusalReason.WordsMaxLength);
            w.Property(n => n.En).HasMaxLength(RefusalReason.WordsMaxLength);
        });
    }
}
