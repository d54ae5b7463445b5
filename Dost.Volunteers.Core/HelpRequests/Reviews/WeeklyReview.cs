using Dost.Volunteers.Core.Centres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.HelpRequests.Reviews;

/// <summary>What a centre learnt of a week: why help was late, and what changes. One a centre and week; the last words hold.</summary>
public class WeeklyReview
{
    public const int WordsMaxLength = 2000;

    public required Guid CentreId { get; init; }

    /// <summary>The Monday of the week, in Baku.</summary>
    public required DateOnly Monday { get; init; }
    public required string WhatChanged { get; set; }
    public required Guid WrittenById { get; set; }
    public required DateTime WrittenAtUtc { get; set; }
    public Guid Version { get; set; } = Guid.NewGuid();
}

internal sealed class WeeklyReviewConfiguration : IEntityTypeConfiguration<WeeklyReview>
{
    public void Configure(EntityTypeBuilder<WeeklyReview> review)
    {
        review.ToTable("WeeklyReviews");
        review.HasKey(r => new { r.CentreId, r.Monday });
        review.Property(r => r.WhatChanged).HasMaxLength(WeeklyReview.WordsMaxLength);
        review.Property(r => r.Version).IsConcurrencyToken();
        review.HasOne<Centre>().WithMany().HasForeignKey(r => r.CentreId).OnDelete(DeleteBehavior.Restrict);
    }
}
