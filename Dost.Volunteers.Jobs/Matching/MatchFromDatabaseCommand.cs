using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching.Planning;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Jobs.Matching;

/// <summary>
/// <c>dotnet run --project Dost.Volunteers.Jobs -- match --from 2026-12-01 --to 2026-12-07 --centre 1</c>: prints the plan for the open shifts of a centre
/// (by its number or id; of all centres without one) and keeps nothing. 2 where the question cannot be read.
/// </summary>
internal static class MatchFromDatabaseCommand
{
    private const string Name = "match";
    private const int Wrong = 2;

    public static bool IsAskedFor(string[] args) => args.Contains(Name) && args.Contains("--from");

    public static async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteersDbContext>();

        if (DayOf(args, "--from") is not { } from || DayOf(args, "--to") is not { } to)
        {
            await errors.WriteLineAsync("Say the days as --from 2026-12-01 --to 2026-12-07.");

            return Wrong;
        }

        if (to < from || to.DayNumber - from.DayNumber >= MatchPlan.MostDays)
        {
            await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"--to must not be before --from, and at most {MatchPlan.MostDays} days are planned at once."));

            return Wrong;
        }

        var asked = ValueOf(args, "--centre");
        var centres = await db.Centres.AsNoTracking().OrderBy(c => c.Code).ToListAsync(ct);
        var chosen = asked is null ? centres : centres.FindAll(c => c.Code == asked || (Guid.TryParse(asked, out var id) && c.CentreId == id));

        if (chosen.Count == 0)
        {
            await errors.WriteLineAsync($"There is no centre {asked}. There are: {string.Join(", ", centres.Select(c => c.Code))}.");

            return Wrong;
        }

        var facts = await scope.ServiceProvider.GetRequiredService<PlanReader>().ReadAsync(new PlanScope([.. chosen.Select(c => c.CentreId)], from, to), ct);
        var draft = PlanDraft.Of(facts, [], new HashSet<PlanPair>());
        var limit = TimeSpan.FromSeconds((await scope.ServiceProvider.GetRequiredService<PolicyReader>().ReadAsync(ct)).PlanSeconds);
        var plan = Planner.Solve(draft.Problem, new PlanOptions { TimeLimit = limit }, progress: null, ct);
        await PrintAsync(db, draft, plan, output, ct);

        return 0;
    }

    private static async Task PrintAsync(VolunteersDbContext db, PlanDraft draft, Plan plan, TextWriter output, CancellationToken ct)
    {
        var facts = draft.Facts;
        var places = draft.PlacesOf(plan);
        var gaps = draft.GapsOf(places);
        var people = places.Select(p => facts.People[p.Person].Facts.VolunteerId).ToHashSet();
        var names = (await db.Volunteers.AsNoTracking().Where(v => v.State == Core.Volunteers.VolunteerState.Active).Select(v => new { v.VolunteerId, v.FamilyName, v.GivenName }).ToListAsync(ct))
            .Where(v => people.Contains(v.VolunteerId)).ToDictionary(v => v.VolunteerId, v => $"{v.FamilyName} {v.GivenName}");
        var roles = facts.Roles.Select(r => r.ShiftRoleId).ToHashSet();
        var roleNames = (await db.ShiftRoles.AsNoTracking().Where(r => db.Shifts.Any(s => s.ShiftId == r.ShiftId && s.State == Core.Shifts.ShiftState.Published)).Select(r => new { r.ShiftRoleId, r.Name }).ToListAsync(ct))
            .Where(r => roles.Contains(r.ShiftRoleId)).ToDictionary(r => r.ShiftRoleId, r => r.Name);
        var filled = places.ToLookup(p => p.Role);

        for (var number = 0; number < facts.Roles.Count; number++)
        {
            var role = facts.Roles[number];
            var start = BakuTime.FromUtc(role.Place.StartsAtUtc);
            var head = string.Create(CultureInfo.InvariantCulture, $"{start:yyyy-MM-dd HH:mm}-{BakuTime.FromUtc(role.Place.EndsAtUtc):HH:mm}  {roleNames.GetValueOrDefault(role.ShiftRoleId, ""),-24}");

            foreach (var place in filled[number])
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{head}  {names.GetValueOrDefault(facts.People[place.Person].Facts.VolunteerId, ""),-28}  {place.Score.Value:0.000}"));
            }

            if (gaps.TryGetValue(number, out var gap))
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{head}  {Missing(gap)}"));
            }
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{places.Count} of {draft.PlacesWanted} places filled; no plan can fill more than {plan.PlacesUpperBound}. Value {plan.Value:0.000}, no plan exceeds {plan.UpperBound:0.000} (gap {plan.Gap:0.0000%}{(plan.IsProven ? ", proven" : "")}), in {plan.Elapsed.TotalSeconds:0.0} s. Nothing was kept."));
    }

    /// <summary>How many places stay empty, and the rule that keeps out most people.</summary>
    private static string Missing(RoleGap gap)
    {
        var first = gap.Against.Count == 0 ? null : gap.Against[0];

        return string.Create(CultureInfo.InvariantCulture, $"{gap.Missing} EMPTY: {gap.Able} could come ({gap.NeededElsewhere} needed elsewhere, {gap.WeekIsFull} with a full week)")
            + (first is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; {first.People} kept out by {first.Breach.Rule}{(first.Breach.Detail is { } detail ? $" {detail}" : "")}"));
    }

    private static DateOnly? DayOf(string[] args, string name) =>
        DateOnly.TryParseExact(ValueOf(args, name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? ValueOf(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);

        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
