using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Data;

/// <summary>What only a server can show: the scripts run, twice, and the guards hold there as they do on SQLite.</summary>
[Trait("Category", "SqlServer")]
public sealed partial class SqlServerTests
{
    [SqlServerFact]
    public async Task The_scripts_of_the_administrator_run_twice()
    {
        for (var run = 0; run < 2; run++)
        {
            await RunScriptsAsync();
        }

        await using var services = NewServices();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
        var db = scope.ServiceProvider.GetRequiredService<VolunteersDbContext>();

        foreach (var view in Directory.EnumerateFiles(Path.Combine(Repository.Root, "db", "reports"), "*.sql").Select(Path.GetFileNameWithoutExtension))
        {
            await ExecuteAsync(db, $"SELECT TOP (1) * FROM [dbo].[{view}];");
        }
    }

    [SqlServerFact]
    public async Task The_last_place_goes_to_one_person()
    {
        await RunScriptsAsync();
        await using var services = NewServices();
        var (roleId, people) = await NewContestAsync(services);

        var outcomes = await Task.WhenAll(people.Select(async person =>
        {
            await using var scope = services.CreateAsyncScope();
            var result = await scope.ServiceProvider.GetRequiredService<PlacementService>().SignUpAsync(roleId, person, CancellationToken.None);

            return result.Outcome;
        }));

        Assert.Single(outcomes, o => o is PlacementOutcome.Done);
        Assert.All(outcomes, o => Assert.True(o is PlacementOutcome.Done or PlacementOutcome.Waitlisted));
    }

    [SqlServerFact]
    public async Task A_thousand_sign_ups_at_once_fill_ten_places_here_too()
    {
        await RunScriptsAsync();
        await using var app = new TestApp().With("Database:Provider", "SqlServer").With("Database:ConnectionString", SqlServerFactAttribute.ConnectionString!);
        await app.InitializeAsync();

        await CrowdTests.PressTogetherAsync(app);
    }

    [SqlServerFact]
    public async Task The_demonstration_fits_and_its_ledger_holds()
    {
        await RunScriptsAsync();
        await using var services = NewServices();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<DemoData>().AddAsync(CancellationToken.None);
        var db = scope.ServiceProvider.GetRequiredService<VolunteersDbContext>();
        var ledger = scope.ServiceProvider.GetRequiredService<HoursLedger>();

        foreach (var volunteerId in await db.HoursEntries.Select(h => h.VolunteerId).Distinct().ToListAsync())
        {
            Assert.Null(await ledger.FirstBrokenAsync(volunteerId, CancellationToken.None));
        }
    }

    /// <summary>A shift with one place, and two volunteers who may take it.</summary>
    private static async Task<(Guid RoleId, List<Guid> People)> NewContestAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<DemoData>().AddAsync(CancellationToken.None);
        var db = scope.ServiceProvider.GetRequiredService<VolunteersDbContext>();
        var task = await db.VolunteerTasks.FirstAsync(t => t.PlaceKind == Core.Tasks.PlaceKind.Remote && t.HelpRequestId == null);
        var start = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(40);
        var shift = scope.ServiceProvider.GetRequiredService<ShiftService>().Add(task, new NewShift(start, start.AddHours(1), "Telefonla", [new NewRole("Könüllü", 1)]), publish: true);
        await db.SaveChangesAsync();
        var people = await db.Volunteers
            .Where(v => v.State == Core.Volunteers.VolunteerState.Active && v.Availability.Count == 0 && v.Blackouts.Count == 0).Select(v => v.VolunteerId).Take(2).ToListAsync();

        return (shift.Roles[0].ShiftRoleId, people);
    }

    private static async Task RunScriptsAsync()
    {
        await using var services = NewServices();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteersDbContext>();
        var folder = Path.Combine(Repository.Root, "db");
        string[] scripts =
        [
            Path.Combine(folder, "upgrade.sql"), Path.Combine(folder, "seed", "reference.sql"),
            .. Directory.EnumerateFiles(Path.Combine(folder, "reports"), "*.sql"), Path.Combine(folder, "security.sql"),
        ];

        foreach (var script in scripts)
        {
            foreach (var batch in Go().Split(await File.ReadAllTextAsync(script)).Where(b => b.Trim().Length > 0))
            {
                await ExecuteAsync(db, batch);
            }
        }
    }

    private static async Task ExecuteAsync(VolunteersDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static ServiceProvider NewServices()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = "SqlServer",
            ["Database:ConnectionString"] = SqlServerFactAttribute.ConnectionString,
            ["Privacy:Secret"] = TestDatabase.Secret,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddVolunteersCore(configuration).BuildServiceProvider();
    }

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Go();
}
