using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;

namespace Dost.Volunteers.Core.Merging;

/// <summary>What a merge would do, and what stands against it. The page shows it; the merge makes it again, and does only what was shown.</summary>
public sealed record MergePlan
{
    public required LikelyDuplicate Pair { get; init; }
    public required Volunteer Kept { get; init; }
    public required Volunteer Merged { get; init; }
    public required IReadOnlyList<FieldDifference> Differences { get; init; }
    public required MergeCounts Counts { get; init; }
    public required IReadOnlyList<MergeObstacle> Obstacles { get; init; }
    public required IReadOnlyList<MergeWarning> Warnings { get; init; }

    /// <summary>Stands for both records as they were read: two coordinators at once, or a place taken meanwhile, and it is another one.</summary>
    public required string Seen { get; init; }

    public bool CanBeDone => Obstacles.Count == 0;
}

/// <summary>How much hangs on the record that ends.</summary>
public sealed record MergeCounts
{
    public int Places { get; init; }

    /// <summary>Places in shifts in which the kept record has one too: they stay where they are, and are shown with the history.</summary>
    public int PlacesThatStay { get; init; }
    public int ApprovedMinutes { get; init; }
    public int WaitingMinutes { get; init; }
    public int Credentials { get; init; }
    public int Contracts { get; init; }
    public int Terms { get; init; }
    public int Interviews { get; init; }
    public int Notes { get; init; }
    public int Tags { get; init; }
    public int Messages { get; init; }
}

/// <summary>Something that must be settled first.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Shift">The shift in question, where it is about one.</param>
/// <param name="Rules">The rules that the joined person would break there.</param>
public sealed record MergeObstacle(MergeObstacleKind Kind, ObstacleShift? Shift = null, IReadOnlyList<RuleBreach>? Rules = null);

public sealed record ObstacleShift(Guid ShiftId, Guid CentreId, string? Title, LocalName Category, DateTime StartsAtUtc, DateTime EndsAtUtc);

public enum MergeObstacleKind
{
    /// <summary>The FINs differ by more than a slip: two people.</summary>
    DifferentFins,

    /// <summary>The one that would end is serving, and the kept one is not: nobody begins to serve by a merge.</summary>
    MergedServes,

    /// <summary>The one that would end takes a break: a merge does not end it.</summary>
    MergedPauses,

    /// <summary>A shift runs, or its end is not noted: the minutes come first.</summary>
    ServingNow,

    /// <summary>One of the two asked that the data be deleted.</summary>
    ErasureAsked,

    /// <summary>Who decides would decide on themselves.</summary>
    OwnRecord,

    /// <summary>Both are in the same coming shift.</summary>
    SameShift,

    /// <summary>A coming place, which the joined person may not or cannot take.</summary>
    PlaceConflict,
}

/// <summary>What is done, but should be known before.</summary>
public enum MergeWarning { WasRejected, TermEnds, InterviewEnds, PlacesStay, AvailabilityStays, HadRevokedCredential, SignInCloses, FinsAreClose }
