using System.Diagnostics;
using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching.Planning;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench;

/// <summary>A plan for 1,000 shifts of two roles each among 5,000 volunteers, from the database and back: read, judge, solve, keep, offer, take back.</summary>
internal static class PlansBench
{
    private const int People = 5000;
    private const int Shifts = 1000;
    private const int Seed = 5;
    private static readonly DateOnly _monday = CalendarWeek.MondayOf(BakuTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime)).AddDays(7);

    public static Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var statements = new Statements { Watched = ["Shifts", "Assignments"] };

        return RosterBench.WithSiteAsync(options, statements, (services, _) => MeasureAsync(services, statements, ct), ct);
    }

    private static async Task<int> MeasureAsync(ServiceProvider services, Statements statements, CancellationToken ct)
    {
        await new Crowd(() => Task.FromResult(RosterBench.New(services))).GrowAsync(People, ct);
        var centres = await FillAsync(services, ct);
        var account = await AddAccountAsync(services, ct);
        var scope = new PlanScope(centres, _monday, _monday.AddDays(6));
        Console.WriteLine("| step | statements | ms | what |");
        Console.WriteLine("|---|---|---|---|");

        async Task<T> TimeAsync<T>(string name, Func<BenchScope, Task<T>> step, Func<T, string> what)
        {
            await using var unit = RosterBench.New(services).As(new Asker("administrator", []));
            unit.Get<CurrentUser>().AccountId = account;
            statements.Restart();
            var start = Stopwatch.GetTimestamp();
            var result = await step(unit);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {statements.Asked} | {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} | {what(result)} |"));

            return result;
        }

        var facts = await TimeAsync("read", s => s.Get<PlanReader>().ReadAsync(scope, ct), f => $"{f.People.Count} people, {f.Roles.Count} roles");
        var draft = await TimeAsync("judge and score", _ => Task.FromResult(PlanDraft.Of(facts, [], new HashSet<PlanPair>())), d => $"{d.Problem.PairCount} pairs");
        var plan = await TimeAsync(
            "solve, 10 s at most", _ => Task.FromResult(Planner.Solve(draft.Problem, new PlanOptions { TimeLimit = TimeSpan.FromSeconds(10) }, progress: null, ct)),
            p => string.Create(CultureInfo.InvariantCulture, $"{p.PlacesFilled} of {draft.PlacesWanted} places, gap {p.Gap:0.000%}"));
        await TimeAsync("say what is missing", _ => Task.FromResult(draft.GapsOf(draft.PlacesOf(plan))), g => $"{g.Count} roles");
        var id = Guid.CreateVersion7();
        await TimeAsync("ask", s => s.Get<MatchPlanService>().AskAsync(id, scope, ct), o => $"{o}");
        var worker = Guid.CreateVersion7();
        await TimeAsync(
            "all of it, and keep", async s =>
            {
                await s.Get<PlanWorker>().ClaimNextAsync(worker, ct);

                return await s.Get<PlanWorker>().MakeAsync(id, worker, new PlanOptions { TimeLimit = TimeSpan.FromSeconds(10) }, progress: null, CancellationToken.None, ct);
            },
            kept => $"{kept}");
        await TimeAsync("offer, begun", async s => await s.Get<PlanOffers>().ApplyAsync(id, await VersionAsync(s, id, ct), ct), o => $"{o}");
        await TimeAsync("offer", async s => await FinishAsync(s, id, ct), n => $"{n} offers");
        await TimeAsync("take back, begun", async s => await s.Get<PlanOffers>().UndoAsync(id, await VersionAsync(s, id, ct), ct), o => $"{o}");
        var left = await TimeAsync("take back", async s => await FinishAsync(s, id, ct), n => $"{n} offers left");

        return left == 0 ? 0 : 1;
    }

    private static async Task<int> FinishAsync(BenchScope scope, Guid id, CancellationToken ct)
    {
        await scope.Get<PlanOffers>().FinishAsync(id, ct);

        return await scope.Db.MatchPlanPlaces.CountAsync(p => p.MatchPlanId == id && p.State == PlanPlaceState.Offered, ct);
    }

    private static Task<Guid> VersionAsync(BenchScope scope, Guid id, CancellationToken ct) => scope.Db.MatchPlans.Where(p => p.MatchPlanId == id).Select(p => p.Version).SingleAsync(ct);

    private static async Task<Guid> AddAccountAsync(ServiceProvider services, CancellationToken ct)
    {
        await using var scope = RosterBench.New(services);
        var account = new UserAccount { Id = Guid.CreateVersion7(), UserName = "bench", DisplayName = "Bench" };
        scope.Db.Users.Add(account);
        await scope.Db.SaveChangesAsync(ct);

        return account.Id;
    }

    /// <summary>A week of shifts at three centres, at the hours of the grid and between, some with a skill or a language.</summary>
    private static async Task<IReadOnlyList<Guid>> FillAsync(ServiceProvider services, CancellationToken ct)
    {
        await using var scope = RosterBench.New(services);
        var db = scope.Db;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var random = new Random(Seed);
        var centres = await db.Centres.Where(c => c.Code == "1" || c.Code == "2" || c.Code == "3").OrderBy(c => c.Code).ToListAsync(ct);
        var category = await db.HelpCategories.Where(c => !c.IsPublic).OrderBy(c => c.Position).FirstAsync(ct);
        var skills = await db.Skills.OrderBy(s => s.Position).Select(s => s.SkillCode).ToListAsync(ct);
        var tasks = centres.SelectMany(centre => Enumerable.Range(0, 20).Select(n => new VolunteerTask
        {
            VolunteerTaskId = Guid.CreateVersion7(),
            CentreId = centre.CentreId,
            HelpCategoryCode = category.HelpCategoryCode,
            PlaceKind = n < 5 ? PlaceKind.Centre : PlaceKind.Address,
            DistrictCode = centre.DistrictCode,
            Latitude = centre.Latitude + (n * 0.002),
            Longitude = centre.Longitude - (n * 0.002),
            Priority = 1 + (n % 5),
        })).ToList();
        db.VolunteerTasks.AddRange(tasks);

        for (var i = 0; i < Shifts; i++)
        {
            var start = BakuTime.ToUtc(_monday.AddDays(i % 7), new TimeOnly(9 + random.Next(4), random.Next(2) * 30));
            var options = new NewShift(start, start.AddMinutes(120 + (30 * random.Next(3))), "Giriş", [new NewRole("Köməkçi", 1 + random.Next(3)), new NewRole("Bacarıqlı", 1) { Skills = [skills[random.Next(skills.Count)]] }]);
            scope.Get<ShiftService>().Add(tasks[random.Next(tasks.Count)], options, publish: true);
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(ct);

        return [.. centres.Select(c => c.CentreId)];
    }
}
