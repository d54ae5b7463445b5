using Dost.Volunteers.Core.Matching.Planning;

namespace Dost.Volunteers.Tests.Matching.Planning;

/// <summary>The best of all plans of a tiny problem, and the most places that any plan fills: every choice is tried.</summary>
internal sealed class BruteForce
{
    private readonly PlanProblem _problem;
    private readonly List<List<Choice>> _choices;
    private readonly int[] _left;

    private BruteForce(PlanProblem problem)
    {
        _problem = problem;
        _left = [.. problem.Roles.Select(r => r.Count)];
        _choices = [.. Enumerable.Range(0, problem.VolunteerCount).Select(ChoicesOf)];
    }

    public double BestValue { get; private set; }

    public int MostPlaces { get; private set; }

    public static BruteForce Of(PlanProblem problem)
    {
        var search = new BruteForce(problem);
        search.Try(0, 0, 0);

        return search;
    }

    private void Try(int volunteer, double value, int places)
    {
        if (volunteer == _choices.Count)
        {
            BestValue = Math.Max(BestValue, value);
            MostPlaces = Math.Max(MostPlaces, places);

            return;
        }

        foreach (var choice in _choices[volunteer])
        {
            if (Array.TrueForAll(choice.Roles, r => _left[r] > 0))
            {
                Take(choice, 1);
                Try(volunteer + 1, value + choice.Value, places + choice.Roles.Length);
                Take(choice, -1);
            }
        }
    }

    private void Take(Choice choice, int places)
    {
        foreach (var role in choice.Roles)
        {
            _left[role] -= places;
        }
    }

    /// <summary>All sets of pairs that the volunteer could serve alone.</summary>
    private List<Choice> ChoicesOf(int volunteer)
    {
        var first = _problem.PairStart[volunteer];
        var count = _problem.PairStart[volunteer + 1] - first;

        return
        [
            .. from set in Enumerable.Range(0, 1 << count)
               let pairs = Enumerable.Range(0, count).Where(i => (set & (1 << i)) != 0).Select(i => first + i).ToArray()
               where PlanChecker.FaultOf(_problem, pairs) is null
               select new Choice([.. pairs.Select(p => _problem.PairRole[p])], PlanChecker.ValueOf(_problem, pairs)),
        ];
    }

    private sealed record Choice(int[] Roles, double Value);
}
