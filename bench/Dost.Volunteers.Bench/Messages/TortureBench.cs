using System.Diagnostics;
using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>
/// Whether each message goes exactly once, whatever happens: workers are killed, providers misbehave, people change their minds, the night comes. It lasts
/// five days on a moved clock; at the end the record of the providers is held against the plain rule.
/// </summary>
internal sealed class TortureBench : IAsyncDisposable
{
    /// <summary>A Wednesday; all shifts are on the Saturday after it.</summary>
    private static readonly DateOnly _first = new(2026, 12, 2);

    private const int ShiftDay = 3;
    private readonly TortureOptions _options;
    private readonly MovedClock _clock = new(BakuTime.ToUtc(_first, new TimeOnly(9, 30)) - TimeProvider.System.GetUtcNow().UtcDateTime);
    private readonly ProviderRecord _record = new();
    private readonly Trouble _trouble;
    private readonly Random _random;
    private readonly ServiceProvider _services;
    private readonly TortureDriver _driver;
    private readonly SmtpSink _mail;
    private readonly List<Settled> _settled = [];
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly string _folder;
    private TwilioSink _texts = null!;
    private Workers _workers = null!;
    private int _unsettled;

    private TortureBench(TortureOptions options)
    {
        _options = options;
        _folder = options.Folder ?? Directory.CreateTempSubdirectory("dost-torture-").FullName;
        _trouble = new Trouble(options.Seed);
        _random = new Random(options.Seed + 1);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings().ToDictionary(p => p.Key, p => (string?)p.Value)).Build();
        _services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(_clock).AddLogging().AddVolunteersCore(configuration).BuildServiceProvider();
        _driver = new TortureDriver(_services, _clock, options.Seed + 2);
        _mail = new SmtpSink(_record, _trouble, _clock);
    }

    public static async Task<int> RunAsync(TortureOptions options, CancellationToken ct)
    {
        await using var torture = new TortureBench(options);

        return await torture.RunAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _workers?.Dispose();
        await _mail.DisposeAsync();
        await (_texts?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _services.DisposeAsync();

        if (_options.Folder is null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["Database:DataFolder"] = _folder,
        ["Privacy:Secret"] = RosterBench.Secret,
        ["Site:PublicUrl"] = "https://dost.example",
    };

    private async Task<int> RunAsync(CancellationToken ct)
    {
        _texts = await TwilioSink.StartAsync(_record, _trouble, _clock);
        var settings = Settings();
        settings["Messaging:Email"] = "Smtp";
        settings["Messaging:Sms"] = "Twilio";
        settings["Messaging:EmailsPerSecond"] = settings["Messaging:SmsPerSecond"] = "1000";
        settings["Messaging:UrgentPollSeconds"] = "1";
        settings["Smtp:Host"] = "127.0.0.1";
        settings["Smtp:Port"] = _mail.Port.ToString(CultureInfo.InvariantCulture);
        settings["Smtp:Security"] = "None";
        settings["Smtp:FromAddress"] = "dost@dost.example";
        settings["Smtp:TimeoutSeconds"] = settings["Twilio:TimeoutSeconds"] = "2";
        settings["Twilio:AccountSid"] = TwilioSink.AccountSid;
        settings["Twilio:AuthToken"] = "secret-of-the-bench";
        settings["Twilio:From"] = "+15005550006";
        settings["Twilio:BaseUrl"] = _texts.Url.AbsoluteUri;
        _workers = new Workers(_clock, settings);

        await using (var scope = RosterBench.New(_services))
        {
            await scope.Get<DatabaseStarter>().StartAsync(ct);
        }

        await _driver.MakeAsync(_options.Volunteers, _first.AddDays(ShiftDay), ct);
        var moments = Moments();

        for (var i = 0; i < moments.Count; i++)
        {
            var (moment, settles) = moments[i];
            await MoveToAsync(moment, ct);
            await EpisodeAsync(moments.Count - i, settles, ct);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{BakuTime.FromUtc(moment):ddd HH:mm:ss}  tries {_record.Count}, kills {_workers.Kills.Count}, settled {_settled.Count}, {Stopwatch.GetElapsedTime(_began).TotalSeconds:0} s"));
        }

        _trouble.Behaves = true;
        await MoveToAsync(_clock.NowUtc.AddMinutes(10), ct);
        _workers.StartAll();
        await SettleAsync(ct);
        await MoveToAsync(_clock.NowUtc.AddHours(12), ct);
        _workers.StartAll();
        var unsettled = _unsettled;
        await SettleAsync(ct);
        await _workers.KillAllAsync();

        return await VerdictAsync(isDrained: unsettled == _unsettled, ct);
    }

    /// <summary>The moments to which the clock is moved, and whether then is waited until nothing is left to do.</summary>
    private static List<(DateTime AtUtc, bool Settles)> Moments()
    {
        List<(DateTime, bool)> moments = [];

        for (var day = 0; day < ShiftDay; day++)
        {
            // Over the end of the quiet hours, over the day, over their beginning, and in the night.
            string[] times = day == 0 ? ["09:31:00", "11:00:00", "14:30:00", "18:00:00", "20:59:45", "23:10:00"] : ["08:59:45", "09:30:00", "10:40:00", "12:20:00", "14:10:00", "16:00:00", "18:20:00", "20:20:00", "20:59:45", "23:10:00"];
            moments.AddRange(times.Select(t => (BakuTime.ToUtc(_first.AddDays(day), TimeOnly.Parse(t, CultureInfo.InvariantCulture)), t is "11:00:00" or "18:00:00" or "10:40:00" or "14:10:00" or "18:20:00" or "20:20:00")));
        }

        // The shifts begin: the reminders of two hours and the prompts to check in are told within a short while.
        moments.Add((BakuTime.ToUtc(_first.AddDays(ShiftDay), new TimeOnly(8, 59, 45)), false));

        for (var minute = (9 * 60) + 10; minute < 23 * 60; minute += 25)
        {
            moments.Add((BakuTime.ToUtc(_first.AddDays(ShiftDay), TimeOnly.MinValue.AddMinutes(minute)), moments.Count % 2 == 0));
        }

        return moments;
    }

    /// <summary>Both workers die, what is in the providers' hands ends, and only then the clock moves: no message is in hand for hours.</summary>
    private async Task MoveToAsync(DateTime utc, CancellationToken ct)
    {
        await _workers.KillAllAsync();

        while (_record.InHand > 0)
        {
            await Task.Delay(20, ct);
        }

        if (utc > _clock.NowUtc)
        {
            _clock.MoveTo(utc);
        }
    }

    private async Task EpisodeAsync(int left, bool settles, CancellationToken ct)
    {
        _workers.StartAll();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var changing = ChangeAsync(over.Token);
        var missing = Math.Max(0, _options.Kills - _workers.Kills.Count - (2 * left));
        var kills = _random.Next(3) + (missing / left);

        for (var i = 0; i <= kills; i++)
        {
            var index = _random.Next(2);
            await _workers.UntilReadyAsync(index, ct);
            await Task.Delay(_random.Next(1500), ct);

            if (i < kills)
            {
                await _workers.KillAsync(index);
                _workers.StartAll();
            }
        }

        await over.CancelAsync();
        await changing;

        if (settles)
        {
            await SettleAsync(ct);
        }

        // Who has only just begun gets a moment; then both die in the midst of it.
        await _workers.UntilReadyAsync(0, ct);
        await _workers.UntilReadyAsync(1, ct);
        await Task.Delay(_random.Next(500), ct);
    }

    private async Task ChangeAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            // A change that was begun is done to its end.
            await _driver.ChangeAsync(CancellationToken.None);
            await Task.Delay(100 + _random.Next(600), CancellationToken.None);
        }
    }

    /// <summary>Waits until everything that is owed has been tried. What dead workers held is free after five minutes, so the clock may have to move for it.</summary>
    private async Task SettleAsync(CancellationToken ct)
    {
        var from = _clock.NowUtc;

        for (var round = 0; round < 6; round++)
        {
            var left = await UntilIdleAsync(from, ct);

            if (left == Leftover.None)
            {
                _settled.Add(new Settled(from, _clock.NowUtc));

                return;
            }

            if (left is Leftover.OutOfTime)
            {
                break;
            }

            await MoveToAsync(_clock.NowUtc + (left is Leftover.Held ? TimeSpan.FromSeconds(302) : TimeSpan.FromSeconds(62)), ct);
            _workers.StartAll();
        }

        _unsettled++;
    }

    private enum Leftover { None, Held, LeftAlone, OutOfTime }

    private async Task<Leftover> UntilIdleAsync(DateTime from, CancellationToken ct)
    {
        var limit = Stopwatch.GetTimestamp();
        var lastBusy = (Count: -1, At: limit);

        while (Stopwatch.GetElapsedTime(limit) < TimeSpan.FromMinutes(3) && (_trouble.Behaves || Stopwatch.GetElapsedTime(_began).TotalSeconds < _options.Seconds))
        {
            await Task.Delay(150, ct);

            if (_workers.SweptFromUtc < from)
            {
                continue;
            }

            await using var scope = RosterBench.New(_services);
            var now = _clock.NowUtc;
            var soon = now.AddMinutes(2);
            var isQuiet = BakuTime.TimeOf(now) is var time && (time >= new TimeOnly(21, 0) || time < new TimeOnly(9, 0));
            var messages = scope.Db.OutboundMessages.AsNoTracking().Where(m => m.IsUrgent || !isQuiet);

            if (await messages.AnyAsync(m => (m.State == MessageState.Queued && m.DueAtUtc <= now) || (m.State == MessageState.Sending && m.LeasedUntilUtc < now), ct))
            {
                continue;
            }

            if (await scope.Db.OutboundMessages.CountAsync(m => m.State == MessageState.Sending, ct) is > 0 and var held)
            {
                // A worker that lives lets go of them soon; what a dead one held stays as it is.
                if (held != lastBusy.Count)
                {
                    lastBusy = (held, Stopwatch.GetTimestamp());
                }
                else if (Stopwatch.GetElapsedTime(lastBusy.At) > TimeSpan.FromSeconds(3))
                {
                    return Leftover.Held;
                }

                continue;
            }

            return await messages.AnyAsync(m => m.State == MessageState.Queued && m.Attempts == 0 && m.DueAtUtc <= soon, ct) ? Leftover.LeftAlone : Leftover.None;
        }

        return Leftover.OutOfTime;
    }

    private async Task<int> VerdictAsync(bool isDrained, CancellationToken ct)
    {
        await using var scope = RosterBench.New(_services);
        var lines = await scope.Db.OutboundMessages.AsNoTracking()
            .Select(m => new OutboxLine(m.OutboundMessageId, m.SetId ?? m.OutboundMessageId, new OccasionKey(m.Kind, m.SubjectId, m.SubjectVersion, m.Stage, m.Channel), m.ProviderId, m.State, m.Attempts)).ToListAsync(ct);
        var evidence = new Evidence([.. _driver.Places.SelectMany(PlainRule.Of)], _record.Tries, lines, _settled, _workers.Kills);

        return TortureReport.Print(_options, evidence, _driver, _workers, _record, _unsettled, isDrained, Stopwatch.GetElapsedTime(_began));
    }
}
