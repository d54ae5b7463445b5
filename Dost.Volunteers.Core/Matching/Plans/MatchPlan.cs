namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>
/// A plan for many shifts, from the wish for it to its offers: who would take which place between two days in some centres, and the certificate of how
/// much better any plan could be. Nothing of it is known to volunteers until it is applied.
/// </summary>
public class MatchPlan
{
    /// <summary>Days that one plan may span.</summary>
    public const int MostDays = 35;

    /// <summary>Workers that may die over it before it counts as failed.</summary>
    public const int MostAttempts = 3;

    /// <summary>How long a worker that says nothing keeps a plan to itself.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);

    public required Guid MatchPlanId { get; init; }

    /// <summary>Who asked for it.</summary>
    public required Guid UserAccountId { get; init; }

    /// <summary>The days of the shifts, in Baku, both included.</summary>
    public required DateOnly FirstOn { get; init; }
    public required DateOnly LastOn { get; init; }
    public required DateTime AskedAtUtc { get; init; }
    public MatchPlanState State { get; private set; } = MatchPlanState.Queued;

    /// <summary>The moment as of which shifts and people were read.</summary>
    public DateTime? ReadAtUtc { get; private set; }

    /// <summary>Of the shifts as they were read: when it is another one, the plan is out of date.</summary>
    public string? Stamp { get; private set; }

    /// <summary>From 0 to 1 while a worker is at it.</summary>
    public double Done { get; private set; }

    /// <summary>The certificate: what the plan is worth, what no plan can exceed, and the same for the places filled.</summary>
    public double Value { get; private set; }
    public double UpperBound { get; private set; }
    public int PlacesWanted { get; private set; }
    public int PlacesFilled { get; private set; }
    public int PlacesUpperBound { get; private set; }

    /// <summary>Somebody wished for something since it was made.</summary>
    public bool HasNewWishes { get; private set; }

    /// <summary>It was stopped before the search ended: the best so far.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>Somebody pressed stop; the worker obeys when it next looks.</summary>
    public bool StopAsked { get; private set; }

    public Guid? LeasedBy { get; private set; }
    public DateTime? LeasedUntilUtc { get; private set; }
    public int Attempts { get; private set; }

    public DateTime? AppliedAtUtc { get; private set; }
    public Guid? AppliedById { get; private set; }
    public DateTime? UndoneAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();
    public List<MatchPlanCentre> Centres { get; } = [];
    public List<MatchPlanWish> Wishes { get; } = [];
    public List<MatchPlanRole> Roles { get; } = [];
    public List<MatchPlanPerson> People { get; } = [];

    /// <summary>There is a plan to look at, and nothing is being done with it.</summary>
    public bool CanBeChanged => State is MatchPlanState.Ready;

    public bool IsBusy => State is MatchPlanState.Queued or MatchPlanState.Working or MatchPlanState.Applying or MatchPlanState.Undoing;

    public bool HasAnswer => ReadAtUtc is not null && State is MatchPlanState.Ready or MatchPlanState.Applying or MatchPlanState.Applied or MatchPlanState.Undoing or MatchPlanState.Undone;

    /// <summary>How far the value may lie below the best, as a part of the bound.</summary>
    public double Gap => Math.Max(0, (UpperBound - Value) / Math.Max(UpperBound, 1));

    /// <summary>No plan is better, but for rounding.</summary>
    public bool IsProven => Gap <= 1e-6;

    /// <summary>Looks for it anew, with the wishes and the shifts as they are now.</summary>
    public bool MakeAgain()
    {
        if (State is not (MatchPlanState.Ready or MatchPlanState.Failed or MatchPlanState.Stopped or MatchPlanState.Undone))
        {
            return false;
        }

        State = MatchPlanState.Queued;
        (Done, Attempts, StopAsked, WasStopped) = (0, 0, false, false);
        (AppliedAtUtc, AppliedById, UndoneAtUtc) = (null, null, null);
        Touch();

        return true;
    }

    /// <summary>Stops the search; what waits for a worker stops at once.</summary>
    public bool Stop()
    {
        if (State is MatchPlanState.Queued)
        {
            State = MatchPlanState.Stopped;
        }
        else if (State is not MatchPlanState.Working)
        {
            return false;
        }

        StopAsked = true;
        Touch();

        return true;
    }

    /// <summary>A worker takes the plan to itself, also one that another worker has left lying.</summary>
    public bool Claim(Guid worker, DateTime nowUtc)
    {
        if (!IsBusy || (LeasedUntilUtc > nowUtc && LeasedBy != worker))
        {
            return false;
        }

        if (Attempts >= MostAttempts && State is MatchPlanState.Queued or MatchPlanState.Working)
        {
            State = MatchPlanState.Failed;
            Release();

            return false;
        }

        State = State is MatchPlanState.Queued ? MatchPlanState.Working : State;
        (LeasedBy, LeasedUntilUtc) = (worker, nowUtc + LeaseTime);
        Attempts++;
        Touch();

        return true;
    }

    /// <summary>The answer of the worker that has the plan; false where it has not any more.</summary>
    public bool Keep(Guid worker, PlanAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);

        if (State is not MatchPlanState.Working || LeasedBy != worker)
        {
            return false;
        }

        State = MatchPlanState.Ready;
        (ReadAtUtc, Stamp, WasStopped, Done, HasNewWishes) = (answer.ReadAtUtc, answer.Stamp, answer.WasStopped, 1, false);
        (Value, UpperBound) = (answer.Value, answer.UpperBound);
        (PlacesWanted, PlacesFilled, PlacesUpperBound) = (answer.PlacesWanted, answer.PlacesFilled, answer.PlacesUpperBound);
        Release();

        return true;
    }

    /// <summary>One place got somebody else, by hand: the plan is worth something else, and the bound holds as before.</summary>
    public void Changed(double byValue)
    {
        Value += byValue;
        Touch();
    }

    /// <summary>A wish counts when the plan is made again.</summary>
    public void Wished()
    {
        HasNewWishes = true;
        Touch();
    }

    /// <summary>From now on it is being offered.</summary>
    public bool BeginApply(Guid? accountId)
    {
        if (State is not MatchPlanState.Ready)
        {
            return false;
        }

        (State, AppliedById, Attempts) = (MatchPlanState.Applying, accountId, 0);
        Touch();

        return true;
    }

    public void FinishApply(DateTime nowUtc)
    {
        (State, AppliedAtUtc) = (MatchPlanState.Applied, nowUtc);
        Release();
    }

    public bool BeginUndo()
    {
        if (State is not MatchPlanState.Applied)
        {
            return false;
        }

        (State, Attempts) = (MatchPlanState.Undoing, 0);
        Touch();

        return true;
    }

    /// <summary>All offers were taken back, or, where somebody has answered meanwhile, none.</summary>
    public void FinishUndo(bool isUndone, DateTime nowUtc)
    {
        State = isUndone ? MatchPlanState.Undone : MatchPlanState.Applied;
        UndoneAtUtc = isUndone ? nowUtc : null;
        Release();
    }

    /// <summary>Whoever changes the plan as they saw it earlier collides here.</summary>
    public void Touch() => Version = Guid.NewGuid();

    private void Release()
    {
        (LeasedBy, LeasedUntilUtc) = (null, null);
        Touch();
    }
}

/// <summary>
/// Queued → Working → Ready → Applying → Applied → Undoing → Undone. Aside: Stopped before anything was found, and Failed. What is ready, failed, stopped
/// or undone can be looked for anew.
/// </summary>
public enum MatchPlanState { Queued, Working, Ready, Applying, Applied, Undoing, Undone, Stopped, Failed }

/// <summary>What a search gave, besides the places.</summary>
public sealed record PlanAnswer(DateTime ReadAtUtc, string Stamp, bool WasStopped, double Value, double UpperBound, int PlacesWanted, int PlacesFilled, int PlacesUpperBound);
