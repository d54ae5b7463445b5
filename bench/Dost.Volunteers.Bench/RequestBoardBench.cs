using System.Diagnostics;
using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Board;
using Dost.Volunteers.Core.HelpRequests.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench;

/// <summary>The board of requests and its figures with 5,000 open requests, and so many (the last of the rows) that are over, asked within a year.</summary>
internal static class RequestBoardBench
{
    private const int Open = 5000;
    private const int People = 20_000;
    private const int WarmUps = 2;
    private const int AtOnce = 2000;
    private static readonly DateTime _now = TimeProvider.System.GetUtcNow().UtcDateTime;

    public static Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var statements = new Statements { Watched = ["HelpRequests", "Beneficiaries"] };

        return RosterBench.WithSiteAsync(options, statements, (services, _) => MeasureAsync(options, services, statements, ct), ct);
    }

    private static async Task<int> MeasureAsync(BenchOptions options, ServiceProvider services, Statements statements, CancellationToken ct)
    {
        var over = options.Rows[^1];
        var start = Stopwatch.GetTimestamp();
        var centres = await FillAsync(services, over, ct);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Open} open and {over} over: {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        var (one, all) = (new Asker("one centre", [centres[0]]), new Asker("all centres", []));
        var monday = ReviewWeek.Of(_now).AddDays(-7);
        (string Name, Asker Asker, Func<BenchScope, Task<int>> Ask)[] questions =
        [
            ("board", one, s => BoardAsync(s, new RequestBoardFilter(), ct)),
            ("board", all, s => BoardAsync(s, new RequestBoardFilter(), ct)),
            ("board, only late", all, s => BoardAsync(s, new RequestBoardFilter { OnlyLate = true }, ct)),
            ("board, one district", all, s => BoardAsync(s, new RequestBoardFilter { DistrictCode = "yasamal" }, ct)),
            ("column of new ones, page 20", all, s => BoardAsync(s, new RequestBoardFilter { Column = RequestColumn.New, Page = 20 }, ct)),
            ("column of those over, page 100", all, s => BoardAsync(s, new RequestBoardFilter { Column = RequestColumn.Over, Page = 100 }, ct)),
            ("figures", one, s => FiguresAsync(s, ct)),
            ("figures", all, s => FiguresAsync(s, ct)),
            ("week looked back at", one, async s => (await s.Get<ReviewReader>().ReadAsync(centres[0], monday, 1, ct))!.Late.Total),
        ];
        Console.WriteLine("| what | who | statements | p50, ms | p95, ms | rows |");
        Console.WriteLine("|---|---|---|---|---|---|");

        foreach (var (name, asker, ask) in questions)
        {
            var times = new List<double>();
            var (shown, asked) = (0, 0);

            for (var run = 0; run < WarmUps + options.Runs; run++)
            {
                await using var scope = RosterBench.New(services).As(asker);
                statements.Restart();
                var began = Stopwatch.GetTimestamp();
                shown = await ask(scope);
                asked = statements.Asked;

                if (run >= WarmUps)
                {
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
            }

            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {asker.Name} | {asked} | {times[times.Count / 2]:0.0} | {times[Math.Min(times.Count - 1, times.Count * 95 / 100)]:0.0} | {shown} |"));
        }

        return await PlansAsync(services, statements, [one, all], ct);
    }

    /// <summary>No statement of the board reads all requests.</summary>
    private static async Task<int> PlansAsync(ServiceProvider services, Statements statements, IReadOnlyList<Asker> askers, CancellationToken ct)
    {
        var problems = new List<string>();

        foreach (var asker in askers)
        {
            await using var scope = RosterBench.New(services).As(asker);
            statements.Restart();
            statements.Explains = true;
            await BoardAsync(scope, new RequestBoardFilter(), ct);
            await FiguresAsync(scope, ct);
            statements.Explains = false;
            problems.AddRange(statements.Problems);
        }

        foreach (var problem in problems.Distinct())
        {
            Console.Error.WriteLine(problem);
        }

        Console.WriteLine(problems.Count == 0 ? "Every statement walks along an index." : "A statement reads more than it must: see above.");

        return problems.Count == 0 ? 0 : 1;
    }

    private static async Task<int> BoardAsync(BenchScope scope, RequestBoardFilter filter, CancellationToken ct) => (await scope.Get<RequestBoardReader>().ReadAsync(filter, ct)).Columns.Sum(c => c.Cards.Items.Count);

    private static async Task<int> FiguresAsync(BenchScope scope, CancellationToken ct)
    {
        var reader = scope.Get<FiguresReader>();

        return (await reader.ReadAsync(await reader.CentresAsync(ct), ct)).Whole.Asked;
    }

    private static async Task<IReadOnlyList<Guid>> FillAsync(ServiceProvider services, int over, CancellationToken ct)
    {
        await using var first = RosterBench.New(services);
        var districts = await first.Db.Districts.AsNoTracking().Where(d => d.CentreId != null).OrderBy(d => d.CentreId).ThenBy(d => d.DistrictCode).ToListAsync(ct);
        var kinds = await first.Db.HelpCategories.Select(c => c.HelpCategoryCode).ToListAsync(ct);
        var dice = new Random(7);
        var people = Enumerable.Range(0, People).Select(i => districts[dice.Next(districts.Count)] is var d
            ? (Id: Guid.CreateVersion7(), District: d.DistrictCode, Centre: d.CentreId!.Value, Phone: string.Create(CultureInfo.InvariantCulture, $"+99450{i:0000000}"))
            : default).ToList();

        foreach (var chunk in people.Chunk(AtOnce))
        {
            await using var scope = RosterBench.New(services);
            scope.Db.Beneficiaries.AddRange(chunk.Select(p =>
            {
                var person = new Beneficiary { BeneficiaryId = p.Id, FullName = "Zərifə Abbasova", Phone = p.Phone, Address = "Küçə 1", DistrictCode = p.District, CentreId = p.Centre, Culture = "az" };
                person.RefreshSearchText();

                return person;
            }));
            await scope.Db.SaveChangesAsync(ct);
        }

        foreach (var chunk in Enumerable.Range(0, Open + over).Chunk(AtOnce))
        {
            await using var scope = RosterBench.New(services);
            var ids = chunk.Select(_ => people[dice.Next(People)]).ToList();
            var wanted = ids.Select(p => p.Id).Distinct().ToList();
            var known = await scope.Db.Beneficiaries.Where(b => wanted.Contains(b.BeneficiaryId)).ToDictionaryAsync(b => b.BeneficiaryId, ct);
            scope.Db.ChangeTracker.AutoDetectChangesEnabled = false;
            scope.Db.HelpRequests.AddRange(chunk.Zip(ids, (i, p) => Ask(dice, known[p.Id], p.Centre, kinds[dice.Next(kinds.Count)], isOpen: i < Open)));
            await scope.Db.SaveChangesAsync(ct);
        }

        return [.. people.GroupBy(p => p.Centre).OrderByDescending(g => g.Count()).Select(g => g.Key)];
    }

    private static HelpRequest Ask(Random dice, Beneficiary person, Guid centreId, string kind, bool isOpen)
    {
        var asked = _now.AddMinutes(-dice.Next(isOpen ? 10 * 1440 : 365 * 1440));
        var wanted = BakuTime.DateOf(asked).AddDays(dice.Next(5));
        var request = new HelpRequest
        {
            HelpRequestId = Guid.CreateVersion7(),
            TrackingCode = TrackingCode.Make(),
            BeneficiaryId = person.BeneficiaryId,
            Beneficiary = person,
            CentreId = centreId,
            HelpCategoryCode = kind,
            Description = "Çörək, süd və meyvə almaq",
            WantedOn = wanted,
            WantedPart = PartOfDay.Morning,
            ContactPhone = person.Phone,
            Culture = "az",
            AskedAtUtc = asked,
            ContactDueAtUtc = asked.AddHours(24),
            HelpDueAtUtc = asked.AddDays(3),
        }.Begin();
        var steps = isOpen ? dice.Next(4) : 4;
        var at = asked.AddMinutes(20 + dice.Next(2000));

        if (steps > 0)
        {
            request.Triage((Urgency)dice.Next(3), (RiskLevel)dice.Next(3), request.HelpDueAtUtc, at);
        }

        if (steps > 1)
        {
            request.Plan(at.AddHours(1));
        }

        if (steps > 2)
        {
            request.Start(at.AddHours(2));
        }

        if (steps > 3)
        {
            request.Finish(wasHelped: true, at.AddHours(3 + dice.Next(90)));
        }

        if (steps > 3 && dice.Next(2) == 0)
        {
            request.GiveFeedback(1 + dice.Next(5), words: null, at.AddHours(100));
        }

        return request;
    }
}
