using System.ComponentModel;
using System.Diagnostics;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Messaging;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Printing;

/// <summary>
/// Lets a browser without a window print a page: one process a page, with a profile and a folder of its own that are gone afterwards. It may
/// talk to the site and to nobody else.
/// </summary>
internal sealed class BrowserPrinter(IOptions<PdfOptions> options, PublicUrl publicUrl) : IPagePrinter
{
    private const string FolderPrefix = "dost-print-";
    private const int DeletingTries = 20;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _foldersKept = TimeSpan.FromHours(1);

    private readonly PdfOptions _options = options.Value;
    private readonly Uri _site = new((options.Value.SiteUrl?.AbsoluteUri ?? publicUrl.Value).TrimEnd('/') + "/");

    // Looked for each time: a browser that is installed meanwhile is found without a restart.
    public PrinterAbsence? WhyNot => BrowserPlaces.Find(_options.Browser).WhyNot;

    public async Task<PrintResult> PrintAsync(string path, CancellationToken ct)
    {
        if (BrowserPlaces.Find(_options.Browser).Path is not { } browser)
        {
            return PrintResult.Failed("no browser");
        }

        // Readable by this user only.
        var folder = Directory.CreateTempSubdirectory(FolderPrefix);

        try
        {
            var pdf = Path.Combine(folder.FullName, "page.pdf");
            var problem = await RunAsync(browser, Arguments(folder.FullName, pdf, new Uri(_site, path.TrimStart('/'))), ct);

            return problem is not null ? PrintResult.Failed(problem)
                : new FileInfo(pdf) is not { Exists: true } file ? PrintResult.Failed("no file")
                : file.Length > StoredFile.MaxLength ? PrintResult.Failed("too large")
                : new PrintResult(await File.ReadAllBytesAsync(pdf, ct), null);
        }
        finally
        {
            await DeleteAsync(folder);
        }
    }

    /// <summary>Folders of a process that was killed in the middle.</summary>
    public static void DeleteLeftOvers(DateTime nowUtc)
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(FolderPrefix + "*").Where(f => f.LastWriteTimeUtc < nowUtc - _foldersKept))
        {
            TryDelete(folder);
        }
    }

    private IEnumerable<string> Arguments(string folder, string pdf, Uri page) =>
    [
        "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync", "--disable-quic", "--mute-audio",
        "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-breakpad", "--metrics-recording-only",

        // The page names no other host; should it ever, nothing is found there. Its policy lets no script run; the browser's own switch would stop its printing too.
        "--no-proxy-server", $"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {_site.Host}",

        // The sandbox of the browser does not work for root, as in many containers; anybody else keeps it.
        .. Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? (string[])["--no-sandbox"] : [],
        $"--user-data-dir={Path.Combine(folder, "profile")}", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", page.AbsoluteUri,
    ];

    /// <summary>A code word for what went wrong. What the browser itself says may hold the address, and is thrown away.</summary>
    private async Task<string?> RunAsync(string browser, IEnumerable<string> arguments, CancellationToken ct)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(browser, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true } };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));

        try
        {
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await process.WaitForExitAsync(limit.Token);

            return process.ExitCode == 0 ? null : "browser failed";
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            return "browser does not start";
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            ct.ThrowIfCancellationRequested();

            return "timeout";
        }
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException or TimeoutException)
        {
            // It had ended by itself, or does not let itself be ended: its folder goes with the left-overs.
        }
    }

    /// <summary>The helpers of a browser end shortly after it, and may still be writing.</summary>
    private static async Task DeleteAsync(DirectoryInfo folder)
    {
        for (var tries = 1; !TryDelete(folder) && tries < DeletingTries; tries++)
        {
            await Task.Delay(_pause, CancellationToken.None);
        }
    }

    private static bool TryDelete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);

            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
