using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Roster;

/// <summary>
/// One thing to be done to many volunteers: chosen, looked at, confirmed, done. The choice is kept as it was looked at; what has changed
/// for a person between the look and the deed is not done, and said.
/// </summary>
public class BulkBatch
{
    public const int ReasonMaxLength = Volunteer.ReasonMaxLength;

    /// <summary>People in one go.</summary>
    public const int MostPeople = 5000;

    /// <summary>How long a look may wait for its confirmation.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public required Guid BulkBatchId { get; init; }
    public required Guid UserAccountId { get; init; }
    public required BulkAction Action { get; init; }

    /// <summary>The word to put on or take off; folded, since each centre has its own.</summary>
    public string? FoldedTag { get; init; }

    /// <summary>The word as it is shown.</summary>
    public string? TagName { get; init; }

    /// <summary>Why people pause.</summary>
    public string? Reason { get; init; }
    public required DateTime AddedAtUtc { get; init; }
    public DateTime? ConfirmedAtUtc { get; private set; }
    public DateTime? FinishedAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();
    public List<BulkItem> Items { get; } = [];

    /// <summary>Once; a second click finds it confirmed.</summary>
    public bool Confirm(DateTime nowUtc)
    {
        if (ConfirmedAtUtc is not null || nowUtc - AddedAtUtc >= Lifetime)
        {
            return false;
        }

        ConfirmedAtUtc = nowUtc;
        Version = Guid.NewGuid();

        return true;
    }

    /// <summary>Two workers at the same part collide here, and one of them starts again on what is left.</summary>
    public void Advance(bool isFinished, DateTime nowUtc)
    {
        Version = Guid.NewGuid();
        FinishedAtUtc = isFinished ? nowUtc : null;
    }
}

/// <summary>One person of a batch: what was said would happen, and what became of it.</summary>
public class BulkItem
{
    public required Guid BulkBatchId { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;

    /// <summary>The place in the list, from 0.</summary>
    public required int Position { get; init; }
    public required BulkVerdict Planned { get; init; }

    /// <summary>None until it was its turn.</summary>
    public BulkVerdict? Outcome { get; set; }
}

public enum BulkAction { AddTag, RemoveTag, Pause, Resume }

/// <summary>Whether the action can be done to a person, or why it cannot.</summary>
public enum BulkVerdict { Fits, HasTagAlready, HasNoSuchTag, HasTooManyTags, NotActive, NotPausing, LacksSomething, HasComingShifts, NoLongerYours }

internal sealed class BulkBatchConfiguration : IEntityTypeConfiguration<BulkBatch>
{
    public void Configure(EntityTypeBuilder<BulkBatch> batch)
    {
        batch.ToTable("BulkBatches");
        batch.Property(b => b.FoldedTag).HasMaxLength(2 * Tag.NameMaxLength);
        batch.Property(b => b.TagName).HasMaxLength(Tag.NameMaxLength);
        batch.Property(b => b.Reason).HasMaxLength(BulkBatch.ReasonMaxLength);
        batch.Property(b => b.Version).IsConcurrencyToken();
        batch.HasIndex(b => b.AddedAtUtc);
        batch.HasIndex(b => new { b.ConfirmedAtUtc, b.FinishedAtUtc });
        batch.HasOne<UserAccount>().WithMany().HasForeignKey(b => b.UserAccountId).OnDelete(DeleteBehavior.Restrict);
        batch.HasMany(b => b.Items).WithOne().HasForeignKey(i => i.BulkBatchId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BulkItemConfiguration : IEntityTypeConfiguration<BulkItem>
{
    public void Configure(EntityTypeBuilder<BulkItem> item)
    {
        item.ToTable("BulkItems");
        item.HasKey(i => new { i.BulkBatchId, i.VolunteerId });
        item.HasIndex(i => new { i.BulkBatchId, i.Position });
        item.HasOne(i => i.Volunteer).WithMany().HasForeignKey(i => i.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}
