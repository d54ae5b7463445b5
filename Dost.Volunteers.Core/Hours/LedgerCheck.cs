using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Hours;

/// <summary>
/// That all chains were walked: how many, and what was found. Its digest of all entries up to a moment is sealed, and the next check compares
/// with it, so that entries which vanish together with the head of their chain are noticed too.
/// </summary>
public class LedgerCheck
{
    /// <summary>Places that are named one by one; all are counted.</summary>
    public const int MostBreaks = 100;

    public required Guid LedgerCheckId { get; init; }
    public required DateTime StartedAtUtc { get; init; }
    public required DateTime FinishedAtUtc { get; init; }
    public required int Chains { get; init; }
    public required long Entries { get; init; }

    /// <summary>Approved, in all.</summary>
    public required long Minutes { get; init; }
    public required int BrokenChains { get; init; }

    /// <summary>What stood at the check before stands still; true where there was none.</summary>
    public required bool PastHolds { get; init; }

    /// <summary>The digest is over the entries that were made before this moment.</summary>
    public required DateTime CutoffAtUtc { get; init; }
    public required string Digest { get; init; }
    public required string Seal { get; init; }
    public List<LedgerBreak> Breaks { get; init; } = [];

    public bool IsSound => BrokenChains == 0 && PastHolds;
}

/// <summary>The first place of a chain that does not fit.</summary>
public class LedgerBreak
{
    public required Guid LedgerCheckId { get; init; }

    /// <summary>The number in the list, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>Whose chain: the id of the record.</summary>
    public required Guid ChainId { get; init; }

    /// <summary>The place in the chain, from 1.</summary>
    public required int Sequence { get; init; }

    /// <summary>None where an entry is missing.</summary>
    public Guid? HoursEntryId { get; init; }
    public required LedgerFault Fault { get; init; }
}

/// <summary>What is wrong at the first place that does not fit.</summary>
public enum LedgerFault
{
    /// <summary>What the entry says is not what was hashed.</summary>
    EntryChanged,

    /// <summary>An entry is missing between others.</summary>
    EntryMissing,

    /// <summary>The end of the chain is missing.</summary>
    EndMissing,

    /// <summary>There are more entries than the head knows of.</summary>
    EntryAdded,

    /// <summary>The head is missing, or its seal does not fit.</summary>
    HeadForged,

    /// <summary>Entries count as approved that were not, or the other way round.</summary>
    ApprovalForged,
}

internal sealed class LedgerCheckConfiguration : IEntityTypeConfiguration<LedgerCheck>
{
    public void Configure(EntityTypeBuilder<LedgerCheck> check)
    {
        check.ToTable("LedgerChecks");
        check.Property(c => c.Digest).HasMaxLength(HoursEntry.HashLength);
        check.Property(c => c.Seal).HasMaxLength(HoursEntry.HashLength);
        check.Ignore(c => c.IsSound);
        check.HasIndex(c => c.StartedAtUtc);
        check.HasMany(c => c.Breaks).WithOne().HasForeignKey(b => b.LedgerCheckId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LedgerBreakConfiguration : IEntityTypeConfiguration<LedgerBreak>
{
    public void Configure(EntityTypeBuilder<LedgerBreak> found)
    {
        found.ToTable("LedgerBreaks");
        found.HasKey(b => new { b.LedgerCheckId, b.Position });
    }
}
