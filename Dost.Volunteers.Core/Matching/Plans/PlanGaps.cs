namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>Why places stay empty, from what was judged: who is kept out by which rule, and who could come but is needed elsewhere.</summary>
internal static class PlanGaps
{
    public static IReadOnlyDictionary<int, RoleGap> Of(PlanDraft draft, PlanJudge judge, IReadOnlyList<DraftPlace> places)
    {
        var facts = draft.Facts;
        var filled = places.GroupBy(p => p.Role).ToDictionary(g => g.Key, g => g.Count());
        var open = Enumerable.Range(0, facts.Roles.Count).Where(r => filled.GetValueOrDefault(r) < facts.Roles[r].Free).ToHashSet();

        if (open.Count == 0)
        {
            return new Dictionary<int, RoleGap>();
        }

        var placed = places.ToLookup(p => p.Person, p => facts.Roles[p.Role].Place);
        var taken = places.Select(p => (p.Role, p.Person)).ToHashSet();
        var (able, elsewhere, full) = (new int[facts.Roles.Count], new int[facts.Roles.Count], new int[facts.Roles.Count]);

        for (var person = 0; person < facts.People.Count; person++)
        {
            foreach (var role in draft.Problem.PairRole.AsSpan(draft.Problem.PairStart[person], draft.Problem.PairStart[person + 1] - draft.Problem.PairStart[person]))
            {
                // Who has a place of the role is none of those who could fill the others.
                if (!open.Contains(role) || taken.Contains((role, person)))
                {
                    continue;
                }

                able[role]++;

                switch (Obstacle(facts, facts.People[person], [.. placed[person]], facts.Roles[role].Place))
                {
                    case Rule.Overlap or Rule.TravelGap:
                        elsewhere[role]++;
                        break;
                    case Rule.WeeklyCap:
                        full[role]++;
                        break;
                    default:
                        break;
                }
            }
        }

        var numbers = facts.People.Select((person, number) => (person.Facts.VolunteerId, number)).ToDictionary(p => p.VolunteerId, p => p.number);
        var standing = facts.Standing.Where(s => numbers.ContainsKey(s.VolunteerId)).ToLookup(s => s.ShiftId, s => numbers[s.VolunteerId]);

        return open.ToDictionary(role => role, role => new RoleGap(
            facts.Roles[role].Free - filled.GetValueOrDefault(role), able[role], elsewhere[role], full[role], judge.ReasonsOf(role, [.. standing[facts.Roles[role].Place.ShiftId]])));
    }

    /// <summary>What the plan itself does to somebody who could come: they serve elsewhere then, or enough that week.</summary>
    private static Rule? Obstacle(PlanFacts facts, PersonFacts person, List<PlaceFacts> planned, PlaceFacts place)
    {
        if (planned.Count == 0)
        {
            return null;
        }

        if (planned.Exists(p => p.ShiftId == place.ShiftId))
        {
            return Rule.Overlap;
        }

        var volunteer = person.Facts with { Commitments = [.. person.Facts.Commitments, .. planned.Select(PlanDraft.Block)] };

        return RuleBook.CheckTime(volunteer, place, facts.Limits) is { Count: > 0 } breaches ? breaches[0].Rule : null;
    }
}

/// <summary>What is missing in a role: places, how many could come but are needed elsewhere or have a full week, and why the others cannot.</summary>
public sealed record RoleGap(int Missing, int Able, int NeededElsewhere, int WeekIsFull, IReadOnlyList<PlanReason> Against);
