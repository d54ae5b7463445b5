using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Jobs.Engines;
using Dost.Volunteers.Jobs.Printing;
using Dost.Volunteers.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench;

/// <summary>Certificates of many completed terms: issued in one run of the job, and printed from the real site by a real browser.</summary>
internal static class CertificatesBench
{
    private const int EntriesEach = 5;
    private static readonly DateOnly _first = new(2026, 6, 1);

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var folder = options.Folder ?? Directory.CreateTempSubdirectory("dost-bench-").FullName;

        try
        {
            await using var site = await StartAsync(folder, ct);

            return await MeasureAsync(site, options, ct);
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

    private static async Task<int> MeasureAsync(WebApplication site, BenchOptions options, CancellationToken ct)
    {
        if (site.Services.GetRequiredService<IPagePrinter>().WhyNot is { } absence)
        {
            await Console.Error.WriteLineAsync($"Nothing can be printed here: {absence}.");

            return 1;
        }

        await new Crowd(() => Task.FromResult(New(site))).GrowAsync(options.Count, ct);
        await CompleteTermsAsync(site, options.Count, ct);
        var jobs = site.Services.GetRequiredService<JobRunner>();

        var start = Stopwatch.GetTimestamp();
        await jobs.RunAsync("IssueCertificates", ct);
        var issuing = Stopwatch.GetElapsedTime(start).TotalSeconds;

        start = Stopwatch.GetTimestamp();
        var runs = 0;

        // A run of the job ends after a while, and the next goes on.
        for (var left = options.Count; left > 0; runs++)
        {
            await jobs.RunAsync("PrintCertificates", ct);
            var before = left;
            left = await LeftAsync(site, ct);

            if (left == before)
            {
                break;
            }
        }

        var printing = Stopwatch.GetElapsedTime(start).TotalSeconds;

        await using var scope = New(site);
        var issued = await scope.Db.Certificates.CountAsync(ct);
        var papers = await scope.Db.Certificates.Where(c => c.StoredFileId != null).OrderBy(c => c.Serial).Select(c => c.StoredFileId!.Value).ToListAsync(ct);
        var bytes = await scope.Db.StoredFiles.SumAsync(f => (long)f.Length, ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{issued} certificates issued in one run: {issuing:0.0} s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{papers.Count} printed in {runs} runs: {printing:0.0} s, {papers.Count / printing:0.00} a second, {bytes / 1e6:0.0} MB, {bytes / 1e3 / Math.Max(1, papers.Count):0} KB each"));

        if (options.Paper is { } path && papers.Count > 0)
        {
            await File.WriteAllBytesAsync(path, (await scope.Get<FileStore>().OpenAsync(papers[0], ct))!.Content, ct);
        }

        return papers.Count == options.Count && issued == options.Count ? 0 : 1;
    }

    /// <summary>The site as it is, on a port of its own; its jobs are run by hand.</summary>
    internal static async Task<WebApplication> StartAsync(string folder, CancellationToken ct, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort()}");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Dost.Volunteers.Web", EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:DataFolder"] = folder,
            ["Privacy:Secret"] = RosterBench.Secret,
            ["Site:PublicUrl"] = address,
            ["urls"] = address,
            ["Jobs:RunInWeb"] = "false",
            ["Logging:LogLevel:Default"] = "Warning",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.AddDostWeb();
        var site = builder.Build();

        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseStarter>().StartAsync(ct);
        }

        site.UseDostWeb();
        site.MapDostWeb();
        await site.StartAsync(ct);

        return site;
    }

    private static async Task CompleteTermsAsync(WebApplication site, int count, CancellationToken ct)
    {
        await using var scope = New(site);
        var (db, ledger, now) = (scope.Db, scope.Get<HoursLedger>(), TimeProvider.System.GetUtcNow().UtcDateTime);
        var people = await db.Volunteers.OrderBy(v => v.VolunteerId).Take(count).ToListAsync(ct);

        // What the crowd brings along is made up, and no chain.
        await db.HoursEntries.ExecuteDeleteAsync(ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;

        foreach (var volunteer in people)
        {
            var term = ServiceTerm.Begin(volunteer, _first, months: 2);
            term.Close(ServiceTermState.Completed, _first.AddMonths(2));
            db.ServiceTerms.Add(term);

            for (var i = 0; i < EntriesEach; i++)
            {
                var entry = await ledger.AddAsync(new NewHours(volunteer.VolunteerId, volunteer.CentreId, _first.AddDays(i), 180) { Source = HoursSource.Correction }, now, ct);
                await ledger.ApproveAsync(entry, Guid.Empty, now, ct);
            }
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(ct);
    }

    private static async Task<int> LeftAsync(WebApplication site, CancellationToken ct)
    {
        await using var scope = New(site);

        return await scope.Db.Certificates.CountAsync(c => c.StoredFileId == null, ct);
    }

    private static BenchScope New(WebApplication site) => new(site.Services.CreateAsyncScope());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
