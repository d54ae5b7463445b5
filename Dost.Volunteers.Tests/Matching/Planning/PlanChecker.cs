using Dost.Volunteers.Core.Matching.Planning;

namespace Dost.Volunteers.Tests.Matching.Planning;

/// <summary>Looks at a plan as somebody would who knows the problem and nothing of the planner: slow, and plain.</summary>
internal static class PlanChecker
{
    /// <summary>The plan keeps every rule, and its figures are what they say.</summary>
    public static void Check(PlanProblem problem, Plan plan)
    {
        Assert.Null(FaultOf(problem, plan.Pairs));
        Assert.Equal(plan.Pairs.Order(), plan.Pairs);
        Assert.Equal(ValueOf(problem, plan.Pairs), plan.Value, 6);
        Assert.Equal(plan.Pairs.Sum(p => problem.PairScore[p]), plan.ScoreSum, 6);
        Assert.True(plan.UpperBound >= plan.Value - Allowance(plan.Value), $"The bound {plan.UpperBound:R} lies below the value {plan.Value:R}.");
        Assert.InRange(plan.PlacesFilled, 0, plan.PlacesUpperBound);
        Assert.True(plan.PlacesUpperBound <= problem.PlacesWanted);
    }

    /// <summary>What rounding may cost.</summary>
    public static double Allowance(double value) => 1e-7 * Math.Max(1, Math.Abs(value));

    public static double ValueOf(PlanProblem problem, IReadOnlyList<int> pairs)
    {
        var worth = pairs.Sum(p => (10.0 * problem.Roles[problem.PairRole[p]].Priority) + problem.PairScore[p]);
        var shifts = pairs.CountBy(p => VolunteerOf(problem, p)).Select(c => c.Value);

        return worth - (problem.Spread * shifts.Sum(k => k * (k - 1) / 2.0));
    }

    /// <summary>The first rule that is broken, in words; none if all are kept.</summary>
    public static string? FaultOf(PlanProblem problem, IReadOnlyList<int> pairs)
    {
        if (pairs.Distinct().Count() != pairs.Count)
        {
            return "a pair twice";
        }

        foreach (var (role, count) in pairs.CountBy(p => problem.PairRole[p]))
        {
            if (count > problem.Roles[role].Count)
            {
                return $"role {role} too full";
            }
        }

        return pairs.GroupBy(p => VolunteerOf(problem, p)).Select(own => FaultOf(problem, own.Key, [.. own])).FirstOrDefault(f => f is not null);
    }

    private static string? FaultOf(PlanProblem problem, int volunteer, List<int> own)
    {
        var shifts = own.ConvertAll(p => problem.Roles[problem.PairRole[p]].Shift);

        if (shifts.Distinct().Count() != shifts.Count)
        {
            return $"volunteer {volunteer} twice in a shift";
        }

        var chosen = shifts.ConvertAll(s => problem.Shifts[s]);
        var held = problem.Held[problem.HeldStart[volunteer]..problem.HeldStart[volunteer + 1]];

        // What is held may break rules among itself: it was there before.
        for (var i = 0; i < chosen.Count; i++)
        {
            if (held.Concat(chosen.Take(i)).Any(other => AreTooClose(chosen[i], other, problem.MinGapMinutes)))
            {
                return $"volunteer {volunteer} in two places at once";
            }
        }

        var all = held.Concat(chosen).ToList();

        if (chosen.Exists(c => all.Where(b => b.Week == c.Week).Sum(b => (long)b.Minutes) > problem.WeeklyCap[volunteer]))
        {
            return $"volunteer {volunteer} above the minutes of the week";
        }

        return chosen.Exists(c => all.Count(b => b.Day == c.Day) > problem.DailyCap[volunteer]) ? $"volunteer {volunteer} above the shifts of the day" : null;
    }

    /// <summary>Whether one volunteer could serve both shifts.</summary>
    public static bool AreApart(PlanProblem problem, int shift, int other) =>
        shift != other && !AreTooClose(problem.Shifts[shift], problem.Shifts[other], problem.MinGapMinutes);

    private static bool AreTooClose(Block one, Block other, int gap)
    {
        var (first, second) = one.From <= other.From ? (one, other) : (other, one);
        var needed = first.Place >= 0 && second.Place >= 0 && first.Place != second.Place ? gap : 0;

        return second.From < first.To + needed;
    }

    public static int VolunteerOf(PlanProblem problem, int pair)
    {
        var volunteer = 0;

        while (problem.PairStart[volunteer + 1] <= pair)
        {
            volunteer++;
        }

        return volunteer;
    }
}
