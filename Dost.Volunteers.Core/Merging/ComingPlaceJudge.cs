using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Merging;

/// <summary>
/// Asks the rule book about the coming places of both records as those of one person: what neither of them broke alone, they may break
/// together, as two shifts at one time, or a visit to somebody whom the other record is not to visit.
/// </summary>
public sealed class ComingPlaceJudge(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, TimeProvider clock)
{
    internal async Task<IReadOnlyList<MergeObstacle>> JudgeAsync(Volunteer kept, Volunteer merged, IReadOnlyList<FieldDifference> differences, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var coming = await db.Assignments.AsNoTracking()
            .Where(a => (a.VolunteerId == kept.VolunteerId || a.VolunteerId == merged.VolunteerId) && a.Shift.StartsAtUtc > now && a.Shift.State == ShiftState.Published)
            .Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpCategory)
            .Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
            .Include(a => a.ShiftRole).ThenInclude(r => r.Skills).Include(a => a.ShiftRole).ThenInclude(r => r.Languages)
            .OrderBy(a => a.Shift.StartsAtUtc).AsSplitQuery().ToListAsync(ct);
        var twice = coming.GroupBy(a => a.ShiftId).Where(g => g.Count() > 1 && g.Any(a => a.VolunteerId == merged.VolunteerId && IsLive(a))).ToDictionary(g => g.Key, g => g.First());
        var limits = RuleLimits.Of(await policyReader.ReadAsync(ct));
        List<MergeObstacle> obstacles = [.. twice.Values.Select(a => new MergeObstacle(MergeObstacleKind.SameShift, ShiftOf(a)))];

        foreach (var place in coming.Where(a => a.State is AssignmentState.Confirmed && !twice.ContainsKey(a.ShiftId)))
        {
            var demands = PlaceFacts.Of(place.Shift, place.ShiftRole);
            var one = await factsReader.ReadAsync(kept.VolunteerId, place.Shift.StartsAtUtc, ct);
            var other = await factsReader.ReadAsync(merged.VolunteerId, place.Shift.StartsAtUtc, ct);
            var before = RuleBook.Check(place.VolunteerId == kept.VolunteerId ? one : other, demands, limits);
            var breaches = RuleBook.Check(Together(one, other, differences), demands, limits).Except(before).ToList();

            if (breaches.Count > 0)
            {
                obstacles.Add(new MergeObstacle(MergeObstacleKind.PlaceConflict, ShiftOf(place), breaches));
            }
        }

        return obstacles;
    }

    /// <summary>The two as one person, as <see cref="MergeSteps"/> will have joined them.</summary>
    private static VolunteerFacts Together(VolunteerFacts kept, VolunteerFacts merged, IReadOnlyList<FieldDifference> differences) => kept with
    {
        BornOn = Taken(differences, MergeField.BornOn) ? merged.BornOn : kept.BornOn,
        Gender = Taken(differences, MergeField.Gender) ? merged.Gender : kept.Gender,
        Credentials = [.. kept.Credentials, .. merged.Credentials],
        Skills = [.. kept.Skills, .. merged.Skills],
        Languages = [.. kept.Languages, .. merged.Languages],
        Availability = kept.Availability.Count > 0 ? kept.Availability : merged.Availability,
        Blackouts = [.. kept.Blackouts, .. merged.Blackouts],
        ExcludedBeneficiaries = [.. kept.ExcludedBeneficiaries, .. merged.ExcludedBeneficiaries],
        KnownBeneficiaries = [.. kept.KnownBeneficiaries, .. merged.KnownBeneficiaries],
        Commitments = [.. kept.Commitments, .. merged.Commitments],
    };

    private static bool Taken(IReadOnlyList<FieldDifference> differences, MergeField field) => differences.Any(d => d.Field == field && d.TakesMerged);

    private static bool IsLive(Assignment place) => place.State is AssignmentState.Confirmed or AssignmentState.Waitlisted or AssignmentState.Offered or AssignmentState.CheckedIn;

    private static ObstacleShift ShiftOf(Assignment place) => new(
        place.ShiftId, place.Shift.CentreId, place.Shift.VolunteerTask.Title, place.Shift.VolunteerTask.HelpCategory.Name, place.Shift.StartsAtUtc, place.Shift.EndsAtUtc);
}
