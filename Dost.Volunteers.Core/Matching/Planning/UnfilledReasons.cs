namespace Dost.Volunteers.Core.Matching.Planning;

/// <summary>Finds out why places of a plan stay empty: as data, so that whoever shows it says it in words of their own.</summary>
public sealed class UnfilledReasons
{
    private readonly PlanProblem _problem;
    private readonly Plan _plan;
    private readonly int[] _missing;
    private readonly Tally[] _tallies;

    /// <summary>The chosen pairs of each volunteer lie together: from here to the next.</summary>
    private readonly int[] _chosenStart;

    private UnfilledReasons(PlanProblem problem, Plan plan)
    {
        _problem = problem;
        _plan = plan;
        _missing = [.. problem.Roles.Select(r => r.Count)];
        _tallies = new Tally[problem.Roles.Length];
        _chosenStart = new int[problem.VolunteerCount + 1];
        var next = 0;

        for (var volunteer = 0; volunteer < problem.VolunteerCount; volunteer++)
        {
            for (_chosenStart[volunteer] = next; next < plan.Pairs.Length && plan.Pairs[next] < problem.PairStart[volunteer + 1]; next++)
            {
                _missing[problem.PairRole[plan.Pairs[next]]]--;
            }
        }

        _chosenStart[^1] = next;
    }

    /// <param name="problem">The problem.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="whyNobody">Asked for a role that no pair names: which rule stands against it.</param>
    public static IReadOnlyList<UnfilledPlace> Of(PlanProblem problem, Plan plan, Func<int, Obstacle> whyNobody)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(whyNobody);
        var reasons = new UnfilledReasons(problem, plan);
        reasons.Count();
        List<UnfilledPlace> places = [];

        for (var role = 0; role < problem.Roles.Length; role++)
        {
            if (reasons._missing[role] > 0)
            {
                var tally = reasons._tallies[role].Result;
                var reason = ReasonOf(tally);
                places.Add(new UnfilledPlace(role, reasons._missing[role], reason, tally, reason is UnfilledReason.NobodyEligible ? whyNobody(role) : null));
            }
        }

        return places;
    }

    private static UnfilledReason ReasonOf(EligibleTally tally) => tally switch
    {
        { All: 0 } => UnfilledReason.NobodyEligible,
        { Others: 0 } => UnfilledReason.AllServeHere,
        { Free: > 0 } => UnfilledReason.SearchStopped,
        { TooDear: > 0 } => UnfilledReason.SpreadCostsMore,
        _ when tally.ServeElsewhere >= tally.AtWeeklyLimit && tally.ServeElsewhere >= tally.AtDailyLimit => UnfilledReason.ServingElsewhere,
        _ when tally.AtWeeklyLimit >= tally.AtDailyLimit => UnfilledReason.WeeklyLimit,
        _ => UnfilledReason.DailyLimit,
    };

    /// <summary>Looks once at each pair of a role that is not full.</summary>
    private void Count()
    {
        for (var volunteer = 0; volunteer < _problem.VolunteerCount; volunteer++)
        {
            for (var pair = _problem.PairStart[volunteer]; pair < _problem.PairStart[volunteer + 1]; pair++)
            {
                if (_missing[_problem.PairRole[pair]] > 0)
                {
                    Count(volunteer, pair, ref _tallies[_problem.PairRole[pair]]);
                }
            }
        }
    }

    private void Count(int volunteer, int pair, ref Tally tally)
    {
        var chosen = _plan.Pairs.AsSpan(_chosenStart[volunteer], _chosenStart[volunteer + 1] - _chosenStart[volunteer]);
        var block = BlockOf(pair);
        var (minutes, count, isBusy) = ((long)block.Minutes, 1, false);

        foreach (var other in chosen)
        {
            if (other == pair)
            {
                tally.ServeHere++;

                return;
            }

            Add(BlockOf(other));
        }

        for (var held = _problem.HeldStart[volunteer]; held < _problem.HeldStart[volunteer + 1]; held++)
        {
            Add(_problem.Held[held]);
        }

        if (isBusy)
        {
            tally.ServeElsewhere++;
        }
        else if (_problem.WeeklyCap[volunteer] != int.MaxValue && minutes > _problem.WeeklyCap[volunteer])
        {
            tally.AtWeeklyLimit++;
        }
        else if (count > _problem.DailyCap[volunteer])
        {
            tally.AtDailyLimit++;
        }
        else if (_problem.ValueOf(pair) <= _problem.Spread * chosen.Length)
        {
            tally.TooDear++;
        }
        else
        {
            tally.Free++;
        }

        void Add(in Block other)
        {
            isBusy |= other.ClashWith(block, _problem.MinGapMinutes) is not Clash.None;
            minutes += other.Week == block.Week ? other.Minutes : 0;
            count += other.Day == block.Day ? 1 : 0;
        }
    }

    private Block BlockOf(int pair) => _problem.Shifts[_problem.Roles[_problem.PairRole[pair]].Shift];

    /// <summary>The same as <see cref="EligibleTally"/>, being counted.</summary>
    private struct Tally
    {
        public int ServeHere;
        public int ServeElsewhere;
        public int AtWeeklyLimit;
        public int AtDailyLimit;
        public int TooDear;
        public int Free;

        public readonly EligibleTally Result => new(ServeHere, ServeElsewhere, AtWeeklyLimit, AtDailyLimit, TooDear, Free);
    }
}
