using System.Diagnostics;
using System.Globalization;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench;

/// <summary>The questions of the coordinator's list, at each size.</summary>
internal static class RosterBench
{
    internal const string Secret = "YmVuY2ggb25seSwgbm8gcGVyc29uJ3MgZGF0YSAtIDE=";
    private const int WarmUps = 2;

    public static Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var statements = new Statements();

        return WithSiteAsync(options, statements, (services, folder) => MeasureAsync(options, services, statements, folder, ct), ct);
    }

    /// <summary>Does something with a database of its own, which goes afterwards.</summary>
    internal static async Task<int> WithSiteAsync(BenchOptions options, Statements statements, Func<ServiceProvider, string, Task<int>> measure, CancellationToken ct)
    {
        var folder = options.Folder ?? Directory.CreateTempSubdirectory("dost-bench-").FullName;
        await using var services = Services(folder, statements);

        try
        {
            await using (var scope = New(services))
            {
                await scope.Get<DatabaseStarter>().StartAsync(ct);
            }

            return await measure(services, folder);
        }
        finally
        {
            if (options.Folder is null)
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<int> MeasureAsync(BenchOptions options, ServiceProvider services, Statements statements, string folder, CancellationToken ct)
    {
        var crowd = new Crowd(() => Task.FromResult(New(services)));
        var table = new Dictionary<string, List<string>>();
        var problems = new List<string>();

        foreach (var size in options.Rows)
        {
            var start = Stopwatch.GetTimestamp();
            await crowd.GrowAsync(size, ct);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} volunteers: {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {new DirectoryInfo(folder).EnumerateFiles("volunteers.db*").Sum(f => f.Length) / 1_000_000} MB"));

            foreach (var question in await QuestionsAsync(services, ct))
            {
                var (page, count) = await MedianAsync(options.Runs, services, statements, question, ct);
                table.TryAdd(question.Name, []);
                table[question.Name].Add(string.Create(CultureInfo.InvariantCulture, $"{page:0.0} + {count:0.0}"));
                problems.AddRange(await PlanAsync(services, statements, question, size == options.Rows[^1], ct));
            }
        }

        Console.WriteLine($"| page + counting, ms | {string.Join(" | ", options.Rows.Select(r => r.ToString("#,0", CultureInfo.InvariantCulture)))} |");
        Console.WriteLine($"|---|{string.Concat(options.Rows.Select(_ => "---|"))}");

        foreach (var (name, cells) in table)
        {
            Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
        }

        foreach (var problem in problems.Distinct())
        {
            Console.Error.WriteLine(problem);
        }

        Console.WriteLine(problems.Count == 0 ? "Every statement walks along an index." : "A statement reads more than it must: see above.");

        return problems.Count == 0 ? 0 : 1;
    }

    private static async Task<List<Question>> QuestionsAsync(ServiceProvider services, CancellationToken ct)
    {
        await using var scope = New(services);
        var centres = await scope.Db.Centres.Where(c => c.Code == "1" || c.Code == "2" || c.Code == "3").OrderBy(c => c.Code).Select(c => c.CentreId).ToListAsync(ct);
        var one = new Asker("one centre", [centres[0]]);
        var three = new Asker("three centres", centres);
        var all = new Asker("administrator", []);
        var tag = await scope.Db.Tags.Where(t => t.CentreId == centres[0]).Select(t => t.TagId).SingleAsync(ct);
        var credential = await scope.Db.CredentialTypes.OrderBy(t => t.Position).Select(t => t.CredentialTypeCode).FirstAsync(ct);
        var deep = await scope.Db.Volunteers.Where(v => v.CentreId == centres[0]).OrderByDescending(v => v.SearchText).Skip(40).Select(v => v.VolunteerId).FirstAsync(ct);

        return
        [
            new("list, one centre", one, new RosterFilter()), new("list, three centres", three, new RosterFilter()), new("list, administrator", all, new RosterFilter()),
            new("list, near its end", one, new RosterFilter()) { After = deep },
            new("search: eli", all, new RosterFilter { Text = "eli" }), new("search: a", all, new RosterFilter { Text = "a" }), new("search: Zeynalova Zaur", all, new RosterFilter { Text = "Zeynalova Zaur" }),
            new("search: Алиев", all, new RosterFilter { Text = "Алиев" }), new("search: Гасанова Гюнай", one, new RosterFilter { Text = "Гасанова Гюнай" }),
            new("search: 123 45", all, new RosterFilter { Text = "123 45" }), new("search: 050 123 45", one, new RosterFilter { Text = "050 123 45" }),
            new("search: e-mail", all, new RosterFilter { Text = "zeynalova1" }), new("search: nobody", all, new RosterFilter { Text = "Wrzesniewski" }),
            new("search: eli, in three centres", three, new RosterFilter { Text = "eli" }),
            new("filter: programme", one, new RosterFilter { Programme = Programme.Silver }), new("filter: state", one, new RosterFilter { State = VolunteerState.Applied }),
            new("filter: state, administrator", all, new RosterFilter { State = VolunteerState.Applied }), new("filter: district", all, new RosterFilter { DistrictCode = "yasamal" }),
            new("filter: skill", one, new RosterFilter { SkillCode = "nursing" }), new("filter: language", one, new RosterFilter { LanguageCode = "ru" }), new("filter: tag", one, new RosterFilter { TagId = tag }),
            new("filter: available on a day", one, new RosterFilter { AvailableOn = new DateOnly(2026, 11, 24) }), new("filter: 10 hours and more", one, new RosterFilter { MinHours = 10 }),
            new("filter: credential", one, new RosterFilter { CredentialCode = credential }), new("filter: lacks a credential", one, new RosterFilter { CredentialCode = credential, LacksCredential = true }),
            new("filter: 1000 hours (nobody)", one, new RosterFilter { MinHours = 1000 }),
            new("search and filters", one, new RosterFilter { Text = "mem", State = VolunteerState.Active, SkillCode = "nursing", LanguageCode = "ru", AvailableOn = new DateOnly(2026, 11, 24) }),
        ];
    }

    private static async Task<(double Page, double Count)> MedianAsync(int runs, ServiceProvider services, Statements statements, Question question, CancellationToken ct)
    {
        var times = new List<(double Page, double Count)>();

        for (var run = 0; run < WarmUps + runs; run++)
        {
            await using var scope = New(services).As(question.Asker);
            var reader = scope.Get<RosterReader>();
            statements.Restart();
            await reader.ListAsync(question.Filter, question.After, null, ct);

            if (run >= WarmUps)
            {
                times.Add((statements.Reading.TotalMilliseconds, statements.Counting.TotalMilliseconds));
            }
        }

        return (Median(times.ConvertAll(t => t.Page)), Median(times.ConvertAll(t => t.Count)));
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(ServiceProvider services, Statements statements, Question question, bool isLast, CancellationToken ct)
    {
        await using var scope = New(services).As(question.Asker);
        var reader = scope.Get<RosterReader>();
        statements.Restart();
        statements.Explains = true;
        await reader.ListAsync(question.Filter, question.After, null, ct);
        statements.Explains = false;

        if (isLast)
        {
            Console.Error.WriteLine($"{question.Name}\n    {string.Join("\n    ", statements.Plans)}");
        }

        return [.. statements.Problems];
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    internal static BenchScope New(ServiceProvider services) => new(services.CreateAsyncScope());

    private static ServiceProvider Services(string folder, Statements statements)
    {
        var settings = new Dictionary<string, string?> { ["Database:DataFolder"] = folder, ["Privacy:Secret"] = Secret };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddVolunteersCore(configuration);
        services.ConfigureDbContext<SqliteVolunteersDbContext>(o => o.AddInterceptors((IInterceptor)statements));

        return services.BuildServiceProvider();
    }

    private sealed record Question(string Name, Asker Asker, RosterFilter Filter)
    {
        public Guid? After { get; init; }
    }
}
