using Dost.Volunteers.Core.Matching.Planning;

namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>
/// The problem that the planner solves, made of the facts: who may take what by the rule book, at which score. Roles that ask the same at the same time
/// are judged once for each person.
/// </summary>
public sealed class PlanDraft
{
    private readonly PlanJudge _judge;
    private readonly Dictionary<Guid, int> _roleNumbers;

    private PlanDraft(PlanFacts facts, PlanJudge judge, PlanProblem problem, IReadOnlyList<DraftPlace> pinned, IReadOnlyList<BrokenPin> broken)
    {
        (Facts, _judge, Problem, Pinned, Broken) = (facts, judge, problem, pinned, broken);
        _roleNumbers = facts.Roles.Select((role, number) => (role.ShiftRoleId, number)).ToDictionary(r => r.ShiftRoleId, r => r.number);
    }

    public PlanFacts Facts { get; }

    public PlanProblem Problem { get; }

    /// <summary>What was wished for and can be, and what cannot with the rules against it.</summary>
    public IReadOnlyList<DraftPlace> Pinned { get; }

    public IReadOnlyList<BrokenPin> Broken { get; }

    public int PlacesWanted => Facts.Roles.Sum(r => r.Free);

    /// <summary>What the pinned places are worth: on top of the planner's value and bound.</summary>
    public double PinnedValue => Pinned.Sum(p => (10.0 * Facts.Roles[p.Role].Priority) + p.Score.Value);

    public static PlanDraft Of(PlanFacts facts, IReadOnlyCollection<PlanPair> pins, IReadOnlySet<PlanPair> forbidden)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(pins);
        ArgumentNullException.ThrowIfNull(forbidden);

        var judge = new PlanJudge(facts);
        var (pinned, broken) = Pin(facts, judge, pins);
        var pinsOf = pinned.ToLookup(p => p.Person);
        var taken = pinned.GroupBy(p => p.Role).ToDictionary(g => g.Key, g => g.Count());
        var builder = new PlanProblemBuilder(facts.Limits.TravelGapMinutes, facts.Spread);
        var places = new PlaceNumbers();
        var shifts = new Dictionary<Guid, int>();

        for (var role = 0; role < facts.Roles.Count; role++)
        {
            var place = facts.Roles[role].Place;

            if (!shifts.TryGetValue(place.ShiftId, out var shift))
            {
                shifts[place.ShiftId] = shift = builder.AddShift(PlanProblemBuilder.BlockOf(place.StartsAtUtc, place.EndsAtUtc, places.Of(place.PlaceKey)));
            }

            builder.AddRole(shift, facts.Roles[role].Free - taken.GetValueOrDefault(role), facts.Roles[role].Priority);
        }

        for (var person = 0; person < facts.People.Count; person++)
        {
            var volunteer = facts.People[person].Facts;
            builder.AddVolunteer(Math.Min(volunteer.WeeklyCapMinutes ?? int.MaxValue, facts.Limits.WeeklyCapMinutes), dailyCapShifts: null);

            foreach (var held in volunteer.Commitments.Concat(pinsOf[person].Select(p => Block(facts.Roles[p.Role].Place))))
            {
                builder.AddHeld(PlanProblemBuilder.BlockOf(held.StartsAtUtc, held.EndsAtUtc, places.Of(held.PlaceKey)));
            }

            var own = pinsOf[person].Select(p => facts.Roles[p.Role].Place.ShiftId).ToHashSet();
            judge.Judge(person, (role, score) =>
            {
                var shiftId = facts.Roles[role].Place.ShiftId;

                if (!own.Contains(shiftId) && !facts.Standing.Contains((shiftId, volunteer.VolunteerId))
                    && (forbidden.Count == 0 || !forbidden.Contains(new PlanPair(facts.Roles[role].ShiftRoleId, volunteer.VolunteerId))))
                {
                    builder.AddPair(role, score);
                }
            });
        }

        return new PlanDraft(facts, judge, builder.Build(), pinned, broken);
    }

    /// <summary>The places of a plan, the pinned ones too, with the parts of their scores.</summary>
    public IReadOnlyList<DraftPlace> PlacesOf(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);

        List<DraftPlace> places = [.. Pinned];
        var person = 0;

        foreach (var pair in plan.Pairs.Order())
        {
            while (pair >= Problem.PairStart[person + 1])
            {
                person++;
            }

            places.Add(new DraftPlace(Problem.PairRole[pair], person, _judge.ScoreOf(person, Problem.PairRole[pair]), IsPinned: false));
        }

        return places;
    }

    /// <summary>What is missing in the roles that the plan leaves with empty places.</summary>
    public IReadOnlyDictionary<int, RoleGap> GapsOf(IReadOnlyList<DraftPlace> places) => PlanGaps.Of(this, _judge, places);

    /// <summary>Who may take a role by the rules, as they stand without a plan, with the scores.</summary>
    public IReadOnlyList<DraftPlace> AbleFor(Guid shiftRoleId)
    {
        if (!_roleNumbers.TryGetValue(shiftRoleId, out var role))
        {
            return [];
        }

        return
        [
            .. from person in Enumerable.Range(0, Facts.People.Count)
               where Problem.PairRole.AsSpan(Problem.PairStart[person], Problem.PairStart[person + 1] - Problem.PairStart[person]).Contains(role)
               select new DraftPlace(role, person, _judge.ScoreOf(person, role), IsPinned: false),
        ];
    }

    internal static Commitment Block(PlaceFacts place) => new(place.ShiftId, place.StartsAtUtc, place.EndsAtUtc, place.PlaceKey);

    private static (IReadOnlyList<DraftPlace> Pinned, IReadOnlyList<BrokenPin> Broken) Pin(PlanFacts facts, PlanJudge judge, IReadOnlyCollection<PlanPair> pins)
    {
        List<DraftPlace> pinned = [];
        List<BrokenPin> broken = [];

        if (pins.Count == 0)
        {
            return (pinned, broken);
        }

        var roles = facts.Roles.Select((role, number) => (role.ShiftRoleId, number)).ToDictionary(r => r.ShiftRoleId, r => r.number);
        var people = facts.People.Select((person, number) => (person.Facts.VolunteerId, number)).ToDictionary(p => p.VolunteerId, p => p.number);

        foreach (var pin in pins.OrderBy(p => p.ShiftRoleId).ThenBy(p => p.VolunteerId))
        {
            if (!roles.TryGetValue(pin.ShiftRoleId, out var role) || !people.TryGetValue(pin.VolunteerId, out var person))
            {
                broken.Add(new BrokenPin(pin, []));
                continue;
            }

            var place = facts.Roles[role].Place;
            var others = pinned.Where(p => p.Person == person).Select(p => facts.Roles[p.Role].Place).ToList();
            var volunteer = facts.People[person].Facts;
            var breaches = RuleBook.Check(volunteer with { Commitments = [.. volunteer.Commitments, .. others.Select(Block)] }, place, facts.Limits);
            var isFree = judge.IsWithin(person, role) && !facts.Standing.Contains((place.ShiftId, pin.VolunteerId)) && !others.Exists(o => o.ShiftId == place.ShiftId)
                && pinned.Count(p => p.Role == role) < facts.Roles[role].Free;

            if (breaches.Count > 0 || !isFree)
            {
                broken.Add(new BrokenPin(pin, breaches));
            }
            else
            {
                pinned.Add(new DraftPlace(role, person, judge.ScoreOf(person, role), IsPinned: true));
            }
        }

        return (pinned, broken);
    }

    /// <summary>Numbers for places: the same key has the same one, and remote work none.</summary>
    private sealed class PlaceNumbers
    {
        private readonly Dictionary<string, int> _numbers = [];

        public int Of(string? key)
        {
            if (key is null)
            {
                return -1;
            }

            if (!_numbers.TryGetValue(key, out var number))
            {
                _numbers[key] = number = _numbers.Count;
            }

            return number;
        }
    }
}

/// <summary>A place of a draft, by the numbers of the role and the person in the facts.</summary>
public sealed record DraftPlace(int Role, int Person, CandidateScore Score, bool IsPinned);

/// <summary>A pin that cannot be: the rules against it, or none where the place or the person is not free.</summary>
public sealed record BrokenPin(PlanPair Pair, IReadOnlyList<RuleBreach> Breaches);
