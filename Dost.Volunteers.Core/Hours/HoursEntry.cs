using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Hours;

/// <summary>
/// Minutes of service on a date. The entries of a volunteer form a chain: each carries the keyed hash of the one before it, so that a
/// changed or missing one shows. A correction is a further entry; only approval is added to a standing one.
/// </summary>
public class HoursEntry
{
    public const int HashLength = 64;
    public const int ReasonMaxLength = 400;
    public const int WordsMaxLength = 400;

    /// <summary>Stands where a reason would: the entry was not refused, it goes on in another record of the person.</summary>
    internal const string CarriedOver = "→";

    public required Guid HoursEntryId { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;
    public required Guid CentreId { get; init; }

    /// <summary>The place that was served; none for a correction.</summary>
    public Guid? AssignmentId { get; init; }
    public Assignment? Assignment { get; private set; }

    /// <summary>The entry in a chain that ended, when two records of one person were merged: it is taken back there, and entered here.</summary>
    public Guid? CarriedFromId { get; init; }
    public HoursEntry? CarriedFrom { get; private set; }

    /// <summary>The entry that a correction is about.</summary>
    public Guid? CorrectsId { get; init; }
    public HoursEntry? Corrects { get; private set; }
    public HoursSource Source { get; init; }
    public required DateOnly ServiceDate { get; init; }

    /// <summary>From when to when, where that is known.</summary>
    public DateTime? StartsAtUtc { get; init; }
    public DateTime? EndsAtUtc { get; init; }

    /// <summary>What was done, or why it was corrected; in no hash, so that it can be erased.</summary>
    public string? Words { get; init; }

    /// <summary>What a coordinator should look at twice, as it was when the entry was made.</summary>
    public OddMarks Odd { get; init; }

    /// <summary>Whole minutes; a correction may be negative.</summary>
    public required int Minutes { get; init; }
    public required DateTime SubmittedAtUtc { get; init; }

    /// <summary>The place in the volunteer's chain, from 1.</summary>
    public required int Sequence { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }
    public HoursState State { get; private set; } = HoursState.Submitted;
    public DateTime? DecidedAtUtc { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public string? ReturnReason { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Called by the ledger, whose head counts the approved minutes.</summary>
    internal bool Approve(Guid accountId, DateTime nowUtc) => Decide(HoursState.Approved, accountId, nowUtc);

    /// <summary>Who reported hours takes them back while they wait.</summary>
    internal bool TakeBack(Guid accountId, DateTime nowUtc) => Source is HoursSource.Remote && Decide(HoursState.TakenBack, accountId, nowUtc);

    public bool Return(string reason, Guid accountId, DateTime nowUtc)
    {
        if (!Decide(HoursState.Returned, accountId, nowUtc))
        {
            return false;
        }

        ReturnReason = reason;

        return true;
    }

    private bool Decide(HoursState state, Guid accountId, DateTime nowUtc)
    {
        if (State is not HoursState.Submitted)
        {
            return false;
        }

        State = state;
        DecidedBy = accountId;
        DecidedAtUtc = nowUtc;
        Version = Guid.NewGuid();

        return true;
    }
}

public enum HoursState { Submitted, Approved, Returned, TakenBack }

/// <summary>Where the minutes come from: a check-in and check-out, the volunteer's own report of remote work, or a correction by a coordinator.</summary>
public enum HoursSource { Attendance, Remote, Correction }

/// <summary>Why an entry deserves a second look.</summary>
[Flags]
public enum OddMarks
{
    None = 0,

    /// <summary>More minutes than the shift has.</summary>
    LongerThanShift = 1,

    /// <summary>At the same time as another entry of the person.</summary>
    Overlapping = 2,
    AtNight = 4,

    /// <summary>Far more than this person's entries usually have.</summary>
    AboveUsual = 8,
}
