using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench;

/// <summary>Many people who ask for help at the same time, over HTTP, from the empty form to the page that asks for the code.</summary>
internal static partial class AskingBench
{
    private const int Users = 200;

    private static readonly Dictionary<string, string?> _patient = new()
    {
        ["RateLimits:Sms:Permits"] = "1000000",
        ["RateLimits:Form:Permits"] = "1000000",
        ["RateLimits:SignIn:Permits"] = "1000000",
        ["QuietCheck:FastestSeconds"] = "0",
    };

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var folder = options.Folder ?? Directory.CreateTempSubdirectory("dost-bench-").FullName;

        try
        {
            await using var site = await CertificatesBench.StartAsync(folder, ct, _patient);

            return await MeasureAsync(site, options.Count, ct);
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

    private static async Task<int> MeasureAsync(WebApplication site, int each, CancellationToken ct)
    {
        var address = site.Urls.First();
        var (opening, sending) = (new ConcurrentBag<double>(), new ConcurrentBag<double>());
        await AskAsync(address, 0, [], [], ct);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(1, Users).Select(async user =>
        {
            for (var i = 0; i < each; i++)
            {
                await AskAsync(address, (user * 1000) + i, opening, sending, ct);
            }
        }));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await using var scope = new BenchScope(site.Services.CreateAsyncScope());
        var stored = await scope.Db.HelpRequests.CountAsync(ct);
        var phones = await scope.Db.HelpRequests.Select(r => r.ContactPhone).Distinct().CountAsync(ct);
        Console.WriteLine("| 200 at once | p50, ms | p95, ms | slowest, ms |");
        Console.WriteLine("|---|---|---|---|");
        Print("the form", opening);
        Print("sending it", sending);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stored} requests in {seconds:0.0} s, {stored / seconds:0.0} a second"));

        return stored == (Users * each) + 1 && phones == stored ? 0 : 1;
    }

    private static void Print(string what, ConcurrentBag<double> times)
    {
        var sorted = times.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {sorted[sorted.Count / 2]:0} | {sorted[sorted.Count * 95 / 100]:0} | {sorted[^1]:0} |"));
    }

    private static async Task AskAsync(string address, int number, ConcurrentBag<double> opening, ConcurrentBag<double> sending, CancellationToken ct)
    {
        // The cookies are marked for https, which this machine does not speak with itself: they are sent along by hand.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(5) };
        var start = Stopwatch.GetTimestamp();
        using var opened = await client.GetAsync("/az/help/ask/shopping", ct);
        var html = await opened.Content.ReadAsStringAsync(ct);
        opening.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        var fields = Hidden().Matches(html).Select(m => m.Value).GroupBy(input => WebUtility.HtmlDecode(Name().Match(input).Groups[1].Value))
            .ToDictionary(g => g.Key, g => WebUtility.HtmlDecode(Value().Match(g.Last()).Groups[1].Value));
        fields["For"] = "self";
        fields["Name"] = "Zərifə Abbasova";
        fields["Phone"] = string.Create(CultureInfo.InvariantCulture, $"050{number:0000000}");
        fields["DistrictCode"] = "yasamal";
        fields["Address"] = "Şərifzadə küçəsi 12, mənzil 4";
        fields["WantedOn"] = TimeProvider.System.TodayInBaku().AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        fields["WantedPart"] = "AnyTime";
        fields["Description"] = "Çörək, süd və meyvə almaq";
        fields["Agrees"] = "true";
        using var post = new HttpRequestMessage(HttpMethod.Post, "/az/help/ask/shopping") { Content = new FormUrlEncodedContent(fields) };
        post.Headers.Add("Cookie", string.Join("; ", opened.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(c => c.Split(';')[0]) : []));
        start = Stopwatch.GetTimestamp();
        using var sent = await client.SendAsync(post, ct);
        sending.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);

        if (sent.StatusCode is not HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"Asking was answered with {(int)sent.StatusCode}.");
        }
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
