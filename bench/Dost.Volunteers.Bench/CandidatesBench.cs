using System.Diagnostics;
using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench;

/// <summary>Who can take a place: a hundred different shifts among all volunteers of the country, ranked with reasons.</summary>
internal static class CandidatesBench
{
    private const int Take = 20;
    private const int WarmUps = 1;

    /// <summary>Milliseconds that 95 of 100 may take at up to 100,000 volunteers, and at more.</summary>
    private const double Limit = 100;

    private const double LimitOfMany = 200;

    public static Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var statements = new Statements();

        return RosterBench.WithSiteAsync(options, statements, (services, folder) => MeasureAsync(options, services, statements, folder, ct), ct);
    }

    private static async Task<int> MeasureAsync(BenchOptions options, ServiceProvider services, Statements statements, string folder, CancellationToken ct)
    {
        var today = BakuTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        var country = new Country(folder, today);
        IReadOnlyList<CandidateShifts.Asked>? asked = null;
        var tooSlow = false;
        Console.WriteLine("| volunteers | first call, s | p50, ms | p95, ms | p99, ms | slowest | statements | eligible, median | memory, MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");

        foreach (var size in options.Rows)
        {
            var start = Stopwatch.GetTimestamp();
            await using (var scope = RosterBench.New(services))
            {
                await country.GrowAsync(scope.Db, size, ct);
            }

            await using (var scope = RosterBench.New(services))
            {
                asked ??= await CandidateShifts.AddAsync(scope, today, ct);
            }

            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} volunteers: {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {new FileInfo(Path.Combine(folder, "volunteers.db")).Length / 1_000_000} MB"));

            tooSlow |= await MeasureAsync(size, services, statements, asked, options.Runs, ct) > (size <= 100_000 ? Limit : LimitOfMany);
        }

        Console.WriteLine(tooSlow ? "95 of 100 took longer than they may." : "95 of 100 are within what they may take.");

        return tooSlow ? 1 : 0;
    }

    private static async Task<double> MeasureAsync(int size, ServiceProvider services, Statements statements, IReadOnlyList<CandidateShifts.Asked> asked, int runs, CancellationToken ct)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var first = await AskAsync(services, asked[^1], ct);
        List<(double Milliseconds, CandidateShifts.Asked Asked, int Eligible)> times = [];
        var most = 0;

        for (var run = 0; run < WarmUps + runs; run++)
        {
            foreach (var one in asked)
            {
                statements.Restart();
                var (milliseconds, eligible) = await AskAsync(services, one, ct);
                most = Math.Max(most, statements.Asked);

                if (run >= WarmUps)
                {
                    times.Add((milliseconds, one, eligible));
                }
            }
        }

        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1_000_000;
        var ordered = times.OrderBy(t => t.Milliseconds).ToList();
        double At(double part) => ordered[(int)Math.Ceiling((part * ordered.Count) - 1)].Milliseconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {size:#,0} | {first.Milliseconds / 1000:0.0} | {At(0.5):0} | {At(0.95):0} | {At(0.99):0} | {ordered[^1].Milliseconds:0} ({ordered[^1].Asked.Where}) | {most} | {times.Select(t => t.Eligible).Order().ElementAt(times.Count / 2):#,0} | {held} |"));

        return At(0.95);
    }

    private static async Task<(double Milliseconds, int Eligible)> AskAsync(ServiceProvider services, CandidateShifts.Asked one, CancellationToken ct)
    {
        await using var scope = RosterBench.New(services);
        var start = Stopwatch.GetTimestamp();
        var found = await scope.Get<CandidateFinder>().FindAsync(one.ShiftRoleId, Take, ct);

        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, found.EligibleCount);
    }
}
