using System.Collections.Concurrent;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Jobs.Printing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Hours;

/// <summary>Prints the certificates that have no paper yet, a few at a time; each is tried once a run, and what fails is tried again by the next one.</summary>
internal sealed partial class PrintCertificatesJob(CertificatePapers papers, IPagePrinter printer, IOptions<PdfOptions> options, TimeProvider clock, ILogger<PrintCertificatesJob> logger) : IRecurringJob
{
    /// <summary>What waits longer is for the next run: no engine lets a job go on for ever.</summary>
    private static readonly TimeSpan _longestRun = TimeSpan.FromMinutes(15);

    private const int PartsEach = 4;

    /// <summary>After so many failures without a success between, the site or the browser is the trouble, and no certificate.</summary>
    private const int FailuresInRow = 6;

    public async Task RunAsync(CancellationToken ct)
    {
        BrowserPrinter.DeleteLeftOvers(clock.UtcNow());

        if (printer.WhyNot is not null)
        {
            return;
        }

        var started = clock.GetTimestamp();
        var (printed, failed, inRow) = (0, 0, 0);

        for (var part = await NextAsync(null, ct); part.Count > 0; part = await NextAsync(part[^1], ct))
        {
            foreach (var (certificate, result) in await PrintAsync(part, ct))
            {
                var isKept = await KeepAsync(certificate, result, ct);
                (printed, failed, inRow) = isKept ? (printed + 1, failed, 0) : (printed, failed + 1, inRow + 1);
            }

            if (inRow >= FailuresInRow || clock.GetElapsedTime(started) > _longestRun)
            {
                break;
            }
        }

        if (printed + failed > 0)
        {
            Log.Printed(logger, printed, failed);
        }

        if (failed > 0)
        {
            // So that the page of the jobs shows it.
            throw new CertificateNotPrintedException(failed);
        }
    }

    private Task<IReadOnlyList<UnprintedCertificate>> NextAsync(UnprintedCertificate? last, CancellationToken ct) =>
        papers.UnprintedAsync(last?.Year, last?.Serial, options.Value.Parallel * PartsEach, ct);

    private async Task<IReadOnlyCollection<(UnprintedCertificate Certificate, PrintResult Result)>> PrintAsync(IReadOnlyList<UnprintedCertificate> part, CancellationToken ct)
    {
        var results = new ConcurrentQueue<(UnprintedCertificate, PrintResult)>();
        await Parallel.ForEachAsync(part, new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallel, CancellationToken = ct }, async (certificate, stop) =>
            results.Enqueue((certificate, await printer.PrintAsync($"certificate/print/{papers.PrintKeyOf(certificate.CertificateId)}", stop))));

        return results;
    }

    /// <summary>False where there is nothing to keep. One that was revoked, or printed by another worker, meanwhile is no failure.</summary>
    private async Task<bool> KeepAsync(UnprintedCertificate certificate, PrintResult result, CancellationToken ct)
    {
        var problem = result.Pdf is null ? result.Problem : PrintedPaper.WhatIsWrong(result.Pdf, PrintedPaper.TitleOf(certificate.Number));

        if (problem is null)
        {
            await papers.KeepAsync(certificate.CertificateId, result.Pdf!, ct);

            return true;
        }

        Log.NotPrinted(logger, certificate.CertificateId, problem);

        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Printed} certificates were printed, {Failed} were not")]
        public static partial void Printed(ILogger logger, int printed, int failed);

        [LoggerMessage(LogLevel.Warning, "Certificate {CertificateId} was not printed: {Problem}")]
        public static partial void NotPrinted(ILogger logger, Guid certificateId, string problem);
    }
}

/// <summary>Some certificates could not be printed; the log says why.</summary>
public sealed class CertificateNotPrintedException(int count) : Exception($"{count} certificates were not printed.");
