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
    public required DateOnly ServiceDate { get; init; }

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

    public bool Approve(Guid accountId, DateTime nowUtc) => Decide(HoursState.Approved, accountId, nowUtc);

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

public enum HoursState { Submitted, Approved, Returned }
