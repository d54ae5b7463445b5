using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Engines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>
/// A worker as it runs in earnest, with its engine, its senders and its clock moved. Since nobody wants to wait for the minutes of the timetable, the jobs
/// that have to do with messages also run again and again.
/// </summary>
internal static class TortureWorker
{
    public const string Name = "torture-worker";
    public const string Ready = "ready";
    public const string Swept = "swept ";

    private static readonly string[] _sweeps =
        ["QueueShiftReminders", "QueuePrompts", "QueueCredentialReminders", "QueueInterviewReminders", "QueueDigests", "ExpireOffers", "CloseForgottenAttendance", "SendBroadcasts", "WatchCosts", "ClimbLadders", "WatchIncidents"];

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(150);

    /// <param name="arguments">Ticks by which the clock is ahead, and the settings as KEY=VALUE.</param>
    /// <param name="ct">Nobody stops it in an orderly way.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var clock = new MovedClock(new TimeSpan(long.Parse(arguments[0], CultureInfo.InvariantCulture)));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(arguments.Skip(1).Select(a => a.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])));
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole(o => o.SingleLine = true);
        builder.Services.AddVolunteersCore(builder.Configuration);
        builder.Services.AddDostJobs(builder.Configuration, isWorker: true);

        // Last: Quartz brings a clock along too.
        builder.Services.AddSingleton<TimeProvider>(clock);

        using var host = builder.Build();
        await host.StartAsync(ct);
        var runner = host.Services.GetRequiredService<JobRunner>();
        Console.WriteLine(Ready);

        // Ends with the driver, should that end first.
        await Task.WhenAny(SendAsync(runner, ct), SweepAsync(runner, clock, ct), Console.In.ReadToEndAsync(ct));

        return 0;
    }

    private static async Task SendAsync(JobRunner runner, CancellationToken ct)
    {
        while (true)
        {
            await runner.RunAsync("SendMessages", ct);
            await Task.Delay(_pause, ct);
        }
    }

    /// <summary>Says from when on everything has been looked at.</summary>
    private static async Task SweepAsync(JobRunner runner, MovedClock clock, CancellationToken ct)
    {
        while (true)
        {
            var began = clock.UtcNow();
            var isWhole = true;

            foreach (var sweep in _sweeps)
            {
                isWhole &= await runner.RunAsync(sweep, ct) is JobRunResult.Succeeded;
            }

            if (isWhole)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Swept}{began.Ticks}"));
            }

            await Task.Delay(_pause, ct);
        }
    }
}
