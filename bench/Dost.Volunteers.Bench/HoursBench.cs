using System.Diagnostics;
using System.Globalization;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Volunteers.Terms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench;

/// <summary>The walk through all chains of the ledger, and the certificates of many terms in one run.</summary>
internal static class HoursBench
{
    private const int EntriesEach = 100;
    private const int VolunteersAtOnce = 10;
    private const int Certificates = 500;
    private const int CertificatesAtOnce = 50;
    private static readonly DateOnly _first = new(2026, 6, 1);

    public static Task<int> RunAsync(BenchOptions options, CancellationToken ct) => RosterBench.WithSiteAsync(options, new Statements(), (services, _) => MeasureAsync(options, services, ct), ct);

    private static async Task<int> MeasureAsync(BenchOptions options, ServiceProvider services, CancellationToken ct)
    {
        var crowd = new Crowd(() => Task.FromResult(RosterBench.New(services)));
        Console.WriteLine("| entries | walk, s | entries a second | most memory, MB |");
        Console.WriteLine("|---|---|---|---|");
        var isSound = true;
        Guid? last = null;

        foreach (var size in options.Rows)
        {
            await crowd.GrowAsync(size / EntriesEach, ct);
            last = await WriteAsync(services, last, ct);
            var start = Stopwatch.GetTimestamp();
            await using var scope = RosterBench.New(services);
            var check = await scope.Get<LedgerVerifier>().CheckAsync(ct);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            isSound &= check.IsSound;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {check.Entries:#,0} | {seconds:0.0} | {check.Entries / seconds:#,0} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} |"));
        }

        await IssueAsync(services, ct);

        return isSound ? 0 : 1;
    }

    /// <summary>Entries for those volunteers who have no chain yet.</summary>
    private static async Task<Guid?> WriteAsync(ServiceProvider services, Guid? last, CancellationToken ct)
    {
        while (true)
        {
            await using var scope = RosterBench.New(services);
            var (db, ledger) = (scope.Db, scope.Get<HoursLedger>());
            var people = await db.Volunteers.AsNoTracking().Where(v => !db.HoursChains.Any(c => c.VolunteerId == v.VolunteerId)).OrderBy(v => v.VolunteerId).Take(VolunteersAtOnce).Select(v => new { v.VolunteerId, v.CentreId }).ToListAsync(ct);

            if (people.Count == 0)
            {
                return last;
            }

            // What the crowd brings along is made up, and no chain.
            var ids = people.ConvertAll(p => p.VolunteerId);
            await db.HoursEntries.Where(h => ids.Contains(h.VolunteerId)).ExecuteDeleteAsync(ct);
            db.ChangeTracker.AutoDetectChangesEnabled = false;

            foreach (var person in people)
            {
                for (var i = 0; i < EntriesEach; i++)
                {
                    var entry = await ledger.AddAsync(new NewHours(person.VolunteerId, person.CentreId, _first.AddDays(i), 120) { Source = HoursSource.Correction }, TimeProvider.System.GetUtcNow().UtcDateTime, ct);
                    await ledger.ApproveAsync(entry, Guid.Empty, TimeProvider.System.GetUtcNow().UtcDateTime, ct);
                }

                last = person.VolunteerId;
            }

            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync(ct);
        }
    }

    private static async Task IssueAsync(ServiceProvider services, CancellationToken ct)
    {
        await using (var scope = RosterBench.New(services))
        {
            var people = await scope.Db.Volunteers.Where(v => v.ServedMinutes > 0).OrderBy(v => v.VolunteerId).Take(Certificates).ToListAsync(ct);

            foreach (var volunteer in people)
            {
                var term = ServiceTerm.Begin(volunteer, _first, months: 2);
                term.Close(ServiceTermState.Completed, _first.AddMonths(2));
                scope.Db.ServiceTerms.Add(term);
            }

            await scope.Db.SaveChangesAsync(ct);
        }

        var start = Stopwatch.GetTimestamp();
        var issued = 0;
        await using var work = RosterBench.New(services);

        for (var part = CertificatesAtOnce; part == CertificatesAtOnce;)
        {
            part = await work.Get<CertificateService>().IssueForTermsAsync(CertificatesAtOnce, TimeSpan.Zero, ct);
            issued += part;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{issued} certificates in one run: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
    }
}
