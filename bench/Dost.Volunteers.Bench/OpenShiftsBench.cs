using System.Diagnostics;
using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench;

/// <summary>One volunteer among many open shifts: what fits, and why the rest does not, with the words of one page.</summary>
internal static class OpenShiftsBench
{
    private const int WarmUps = 3;
    private const int PageSize = 20;
    private const int TasksEach = 40;
    private const int Batch = 500;
    private const int Days = 28;

    /// <summary>What a page may take at the largest size, in milliseconds.</summary>
    private const double Limit = 1000;

    public static Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var statements = new Statements();

        return RosterBench.WithSiteAsync(options, statements, (services, _) => MeasureAsync(options, services, ct), ct);
    }

    private static async Task<int> MeasureAsync(BenchOptions options, ServiceProvider services, CancellationToken ct)
    {
        var crowd = new Crowd(() => Task.FromResult(RosterBench.New(services)));
        await crowd.GrowAsync(50, ct);
        var made = 0;
        var table = new Dictionary<string, List<string>>();
        var slowest = 0.0;

        foreach (var size in options.Rows)
        {
            made = await GrowAsync(services, made, size, ct);
            slowest = 0;

            foreach (var question in await QuestionsAsync(services, ct))
            {
                var (milliseconds, fitting, unfit) = await MedianAsync(options.Runs, services, question, ct);
                table.TryAdd(question.Name, []);
                table[question.Name].Add(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ({fitting:#,0} + {unfit:#,0})"));
                slowest = Math.Max(slowest, milliseconds);
            }
        }

        Console.WriteLine($"| ms (fitting + not fitting) | {string.Join(" | ", options.Rows.Select(r => r.ToString("#,0", CultureInfo.InvariantCulture)))} |");
        Console.WriteLine($"|---|{string.Concat(options.Rows.Select(_ => "---|"))}");

        foreach (var (name, cells) in table)
        {
            Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The slowest took {slowest:0} ms; {Limit:0} ms are allowed."));

        return slowest <= Limit ? 0 : 1;
    }

    /// <summary>Open shifts until there are so many, over four weeks, of the tasks of three centres, with demands as they are.</summary>
    private static async Task<int> GrowAsync(ServiceProvider services, int made, int total, CancellationToken ct)
    {
        var random = new Random(made + 7);

        while (made < total)
        {
            await using var scope = RosterBench.New(services);
            var db = scope.Db;
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var tasks = await TasksAsync(db, ct);
            var skills = await db.Skills.Select(s => s.SkillCode).ToListAsync(ct);
            var service = scope.Get<ShiftService>();
            var first = BakuTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);

            for (var i = 0; i < Batch && made < total; i++, made++)
            {
                var start = BakuTime.ToUtc(first.AddDays(random.Next(Days)), new TimeOnly(9 + (3 * random.Next(4)), 0));
                service.Add(tasks[random.Next(tasks.Count)], new NewShift(start, start.AddHours(3), "Giriş", RolesOf(random, skills)), publish: true);
            }

            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync(ct);
        }

        return made;
    }

    private static List<NewRole> RolesOf(Random random, List<string> skills) =>
    [
        new NewRole("Köməkçi", 1 + random.Next(4))
        {
            Vetting = random.Next(4) == 0 ? VettingLevel.HomeVisit : VettingLevel.None,
            Skills = random.Next(2) == 0 ? [skills[random.Next(skills.Count)]] : [],
            Languages = random.Next(3) == 0 ? ["ru"] : [],
            Gender = random.Next(10) == 0 ? Gender.Female : null,
        },
        .. random.Next(3) == 0 ? [new NewRole("Sürücü", 1) { Skills = ["driver"], MinimumAge = 18 }] : (NewRole[])[],
    ];

    private static async Task<List<VolunteerTask>> TasksAsync(VolunteersDbContext db, CancellationToken ct)
    {
        var standing = await db.VolunteerTasks.ToListAsync(ct);

        if (standing.Count > 0)
        {
            return standing;
        }

        var districts = await db.Districts.Join(db.Centres.Where(c => c.Code == "1" || c.Code == "2" || c.Code == "3"), d => d.CentreId, c => c.CentreId, (d, c) => new { District = d, c.CentreId }).ToListAsync(ct);
        var categories = await db.HelpCategories.OrderBy(c => c.Position).ToListAsync(ct);

        for (var i = 0; i < TasksEach * 3; i++)
        {
            var (place, category) = (districts[i % districts.Count], categories[i % categories.Count]);
            db.VolunteerTasks.Add(new VolunteerTask
            {
                VolunteerTaskId = Guid.CreateVersion7(),
                CentreId = place.CentreId,
                HelpCategoryCode = category.HelpCategoryCode,
                PlaceKind = category.IsAtHome ? PlaceKind.Address : category.IsRemote ? PlaceKind.Remote : PlaceKind.Centre,
                DistrictCode = place.District.DistrictCode,
                Latitude = place.District.Latitude,
                Longitude = place.District.Longitude,
                Priority = 3,
            });
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(ct);

        return await db.VolunteerTasks.ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<Question>> QuestionsAsync(ServiceProvider services, CancellationToken ct)
    {
        await using var scope = RosterBench.New(services);
        var volunteer = await scope.Db.Volunteers.Where(v => v.State == VolunteerState.Active && v.Programme != Programme.Virtual).OrderBy(v => v.VolunteerId).Select(v => new { v.VolunteerId, v.CentreId, v.DistrictCode }).FirstAsync(ct);
        var category = await scope.Db.HelpCategories.OrderBy(c => c.Position).Select(c => c.HelpCategoryCode).FirstAsync(ct);
        var today = BakuTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        var all = new OpenShiftFilter { FromOn = today, UntilOn = today.AddDays(Days) };

        return
        [
            new("list, a volunteer", volunteer.VolunteerId, all), new("list, a stranger", null, all),
            new("list, the last page", volunteer.VolunteerId, all) { Last = true },
            new("filter: days of the week and time", volunteer.VolunteerId, all with { Days = [DayOfWeek.Saturday, DayOfWeek.Sunday], Time = TimeOfDay.Morning }),
            new("filter: one day", volunteer.VolunteerId, all with { FromOn = today.AddDays(5), UntilOn = today.AddDays(5) }),
            new("filter: centre", volunteer.VolunteerId, all with { CentreId = volunteer.CentreId }), new("filter: district", volunteer.VolunteerId, all with { DistrictCode = volunteer.DistrictCode }),
            new("filter: 5 km", volunteer.VolunteerId, all with { WithinKm = 5 }), new("filter: kind of help", volunteer.VolunteerId, all with { CategoryCode = category }),
            new("filter: remote, with a free place", volunteer.VolunteerId, all with { PlaceKind = PlaceKind.Remote, OnlyFree = true }),
            new("calendar and map (no words)", volunteer.VolunteerId, all) { IsCounted = true },
        ];
    }

    private static async Task<(double Milliseconds, int Fitting, int Unfit)> MedianAsync(int runs, ServiceProvider services, Question question, CancellationToken ct)
    {
        List<double> times = [];
        var (fitting, unfit) = (0, 0);

        for (var run = 0; run < WarmUps + runs; run++)
        {
            await using var scope = RosterBench.New(services);
            var start = Stopwatch.GetTimestamp();
            var finder = scope.Get<OpenShiftFinder>();
            var found = question.VolunteerId is { } volunteerId ? await finder.FindForAsync(volunteerId, question.Filter, ct) : await finder.FindAsync(question.Filter, ct);

            if (question.IsCounted)
            {
                _ = found.Fitting.CountBy(s => BakuTime.DateOf(s.StartsAtUtc)).Count();
            }
            else
            {
                var page = (question.Last ? found.Fitting.TakeLast(PageSize) : found.Fitting.Take(PageSize)).ToList();
                await scope.Get<OpenShiftReader>().ByIdsAsync([.. page.Concat(found.Unfit.SelectMany(u => u.Shifts.Take(5))).Select(s => s.ShiftId)], ct);
                await scope.Get<QueueReader>().ReadAsync([.. page.SelectMany(s => s.RoleIds)], question.VolunteerId, ct);
            }

            (fitting, unfit) = (found.Fitting.Count, found.Unfit.Sum(u => u.Shifts.Count));

            if (run >= WarmUps)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return (times.Order().ElementAt(times.Count / 2), fitting, unfit);
    }

    private sealed record Question(string Name, Guid? VolunteerId, OpenShiftFilter Filter)
    {
        public bool Last { get; init; }

        public bool IsCounted { get; init; }
    }
}
