using System.Diagnostics;
using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Board;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench;

/// <summary>The board of a week that is full: 500 shifts and 3,000 assignments of one centre, among as many of another and of other weeks.</summary>
internal static class BoardBench
{
    private const int People = 2000;
    private const int Shifts = 500;
    private const int PeopleOfAShift = 6;
    private const int WarmUps = 2;
    private static readonly DateOnly _monday = CalendarWeek.MondayOf(DateOnly.FromDateTime(BakuTime.FromUtc(TimeProvider.System.GetUtcNow().UtcDateTime))).AddDays(7);

    public static Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var statements = new Statements { Watched = ["Shifts", "ShiftRoles", "Assignments", "Volunteers"] };

        return RosterBench.WithSiteAsync(options, statements, (services, _) => MeasureAsync(options, services, statements, ct), ct);
    }

    private static async Task<int> MeasureAsync(BenchOptions options, ServiceProvider services, Statements statements, CancellationToken ct)
    {
        await new Crowd(() => Task.FromResult(RosterBench.New(services))).GrowAsync(People, ct);
        List<Guid> centres;

        await using (var scope = RosterBench.New(services))
        {
            centres = await scope.Db.Centres.Where(c => c.Code == "1" || c.Code == "2").OrderBy(c => c.Code).Select(c => c.CentreId).ToListAsync(ct);
        }

        foreach (var (centre, monday) in new[] { (centres[0], _monday), (centres[1], _monday), (centres[0], _monday.AddDays(7)), (centres[0], _monday.AddDays(14)) })
        {
            await FillAsync(services, centre, monday, ct);
        }

        var one = new Asker("one centre", [centres[0]]);
        var week = new WeekQuestion(_monday);
        (string Name, Asker Asker, Func<BenchScope, Task<int>> Ask)[] questions =
        [
            ("the week", one, s => CardsAsync(s, week, ct)),
            ("the week, two centres", new Asker("two centres", centres), s => CardsAsync(s, week, ct)),
            ("the week, administrator", new Asker("administrator", []), s => CardsAsync(s, week, ct)),
            ("one day of it", one, s => CardsAsync(s, week with { Day = _monday.AddDays(2) }, ct)),
            ("whether it has changed", one, async s => (await s.Get<WeekReader>().StampAsync(week, ct)).Length),
            ("the roster to print", one, async s => (await s.Get<SheetReader>().ReadAsync(centres[0], _monday, 7, ct)).Sum(x => x.People.Count)),
        ];
        Console.WriteLine("| question | statements | in the database, ms | in all, ms | shown |");
        Console.WriteLine("|---|---|---|---|---|");

        foreach (var (name, asker, ask) in questions)
        {
            var times = new List<(double Database, double All)>();
            var (shown, asked) = (0, 0);

            for (var run = 0; run < WarmUps + options.Runs; run++)
            {
                await using var scope = RosterBench.New(services).As(asker);
                statements.Restart();
                var start = Stopwatch.GetTimestamp();
                shown = await ask(scope);
                asked = statements.Asked;

                if (run >= WarmUps)
                {
                    times.Add(((statements.Reading + statements.Counting).TotalMilliseconds, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {asked} | {Median(times.ConvertAll(t => t.Database)):0.0} | {Median(times.ConvertAll(t => t.All)):0.0} | {shown} |"));
        }

        return await PlansAsync(services, statements, one, week, ct);
    }

    /// <summary>Every statement of the board walks along an index.</summary>
    private static async Task<int> PlansAsync(ServiceProvider services, Statements statements, Asker asker, WeekQuestion week, CancellationToken ct)
    {
        await using var scope = RosterBench.New(services).As(asker);
        statements.Restart();
        statements.Explains = true;
        await CardsAsync(scope, week, ct);
        await scope.Get<WeekReader>().StampAsync(week, ct);
        statements.Explains = false;

        foreach (var problem in statements.Problems.Distinct())
        {
            Console.Error.WriteLine(problem);
        }

        Console.WriteLine(statements.Problems.Count == 0 ? "Every statement walks along an index." : "A statement reads more than it must: see above.");

        return statements.Problems.Count == 0 ? 0 : 1;
    }

    private static async Task<int> CardsAsync(BenchScope scope, WeekQuestion question, CancellationToken ct) => (await scope.Get<WeekReader>().ReadAsync(question, ct)).Days.Sum(d => d.Shown.Count);

    /// <summary>A week of shifts of three hours and six people each; nobody is at two at once.</summary>
    private static async Task FillAsync(ServiceProvider services, Guid centreId, DateOnly monday, CancellationToken ct)
    {
        await using var scope = RosterBench.New(services);
        var db = scope.Db;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var centre = await db.Centres.SingleAsync(c => c.CentreId == centreId, ct);
        var people = await db.Volunteers.AsNoTracking().Where(v => v.CentreId == centreId && v.State == VolunteerState.Active).OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).ToListAsync(ct);
        var category = await db.HelpCategories.Where(c => !c.IsPublic).OrderBy(c => c.Position).FirstAsync(ct);
        var task = new VolunteerTask
        {
            VolunteerTaskId = Guid.CreateVersion7(),
            CentreId = centreId,
            HelpCategoryCode = category.HelpCategoryCode,
            Title = "Mərkəzdə qarşılama",
            PlaceKind = PlaceKind.Centre,
            DistrictCode = centre.DistrictCode,
            Latitude = centre.Latitude,
            Longitude = centre.Longitude,
            Priority = category.Priority,
        };
        db.VolunteerTasks.Add(task);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;

        for (var i = 0; i < Shifts; i++)
        {
            var start = BakuTime.ToUtc(monday.AddDays(i % 7), new TimeOnly(9 + (i / 7 % 3 * 3), 0));
            var shift = scope.Get<ShiftService>().Add(task, new NewShift(start, start.AddHours(3), "Giriş", [new NewRole("Köməkçi", PeopleOfAShift - 1 + (i % 3)), new NewRole("Operator", 2)]), publish: true);

            for (var p = 0; p < PeopleOfAShift; p++)
            {
                var role = shift.Roles[p < PeopleOfAShift - 1 ? 0 : 1];
                var place = new Assignment { AssignmentId = Guid.CreateVersion7(), ShiftId = shift.ShiftId, ShiftRoleId = role.ShiftRoleId, VolunteerId = people[((i / 21 * PeopleOfAShift) + p) % people.Count] };

                if (p % PeopleOfAShift == 1)
                {
                    place.Offer(now, start.AddHours(-1));
                }
                else if (role.TakePlace())
                {
                    place.Confirm(now);
                }

                db.Assignments.Add(place);
            }
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(ct);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
