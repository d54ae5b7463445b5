using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Volunteers.Duplicates;

/// <summary>Two records that may be of one person, and what a coordinator said. Once they are said to be two people, they are not asked about again.</summary>
public class LikelyDuplicate
{
    public required Guid LikelyDuplicateId { get; init; }

    /// <summary>The smaller id of the two, so that a pair is there once.</summary>
    public required Guid FirstId { get; init; }
    public Volunteer First { get; private set; } = null!;
    public required Guid SecondId { get; init; }
    public Volunteer Second { get; private set; } = null!;
    public required DateTime FoundAtUtc { get; init; }
    public Likeness Likeness { get; private set; }
    public NameLikeness Names { get; private set; }

    /// <summary>Day and month of the one are month and day of the other.</summary>
    public bool HasTurnedBirthday { get; private set; }

    /// <summary>The phone of the one is that of the other's parent or guardian, or both have the same guardian.</summary>
    public bool SharesPhone { get; private set; }

    /// <summary>Both have a FIN, and they differ by a slip of the pen.</summary>
    public bool HasCloseFin { get; private set; }
    public DuplicateState State { get; private set; } = DuplicateState.Open;
    public DateTime? DecidedAtUtc { get; private set; }
    public Guid? DecidedById { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    public static LikelyDuplicate Of(Guid one, Guid other, Resemblance resemblance, DateTime nowUtc)
    {
        var pair = new LikelyDuplicate
        {
            LikelyDuplicateId = Guid.CreateVersion7(),
            FirstId = one < other ? one : other,
            SecondId = one < other ? other : one,
            FoundAtUtc = nowUtc,
        };
        pair.Judge(resemblance);

        return pair;
    }

    public Guid OtherThan(Guid volunteerId) => volunteerId == FirstId ? SecondId : FirstId;

    /// <summary>Notes how alike they are now.</summary>
    public void Judge(Resemblance resemblance)
    {
        ArgumentNullException.ThrowIfNull(resemblance);

        (Likeness, Names, HasTurnedBirthday, SharesPhone, HasCloseFin) =
            (resemblance.Likeness, resemblance.Names, resemblance.HasTurnedBirthday, resemblance.SharesPhone, resemblance.HasCloseFin);
    }

    public Resemblance Resemblance => new(Likeness, Names, HasTurnedBirthday, SharesPhone, HasCloseFin);

    public bool SayTheyAreTwo(Guid? accountId, DateTime nowUtc) => Decide(DuplicateState.NotTheSame, accountId, nowUtc);

    public bool SayTheyWereMerged(Guid? accountId, DateTime nowUtc) => Decide(DuplicateState.Merged, accountId, nowUtc);

    private bool Decide(DuplicateState state, Guid? accountId, DateTime nowUtc)
    {
        if (State is not DuplicateState.Open)
        {
            return false;
        }

        State = state;
        DecidedById = accountId;
        DecidedAtUtc = nowUtc;
        Version = Guid.NewGuid();

        return true;
    }
}

public enum DuplicateState { Open, Merged, NotTheSame }

/// <summary>High: the same name and birthday. Low: something differs by a little; twins are told apart by their given names.</summary>
public enum Likeness { Low, High }

/// <summary>How two records are alike.</summary>
public sealed record Resemblance(Likeness Likeness, NameLikeness Names, bool HasTurnedBirthday, bool SharesPhone, bool HasCloseFin);

internal sealed class LikelyDuplicateConfiguration : IEntityTypeConfiguration<LikelyDuplicate>
{
    public void Configure(EntityTypeBuilder<LikelyDuplicate> pair)
    {
        pair.Property(d => d.Version).IsConcurrencyToken();
        pair.Ignore(d => d.Resemblance);
        pair.HasIndex(d => new { d.FirstId, d.SecondId }).IsUnique();
        pair.HasIndex(d => d.SecondId);
        pair.HasIndex(d => new { d.State, d.Likeness, d.FoundAtUtc });

        // No cascade: an application that nobody has confirmed, the only kind of record that is deleted, is never in a pair.
        pair.HasOne(d => d.First).WithMany().HasForeignKey(d => d.FirstId).OnDelete(DeleteBehavior.Restrict);
        pair.HasOne(d => d.Second).WithMany().HasForeignKey(d => d.SecondId).OnDelete(DeleteBehavior.Restrict);
    }
}
