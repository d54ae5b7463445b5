using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Jobs.Engines;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>
/// How long it takes to queue the reminders of very many places, and how many e-mails a second leave through the dispatch, beside a bare loop with the same
/// library and as many connections to the same server.
/// </summary>
internal static class DispatchBench
{
    /// <summary>The dispatch does at least so much of what the bare loop does.</summary>
    private const double Least = 0.7;

    private const string Site = "https://dost.example";
    private const int People = 5_000;
    private const int PeopleOfAShift = 100;
    private const int ShiftsATime = 20;

    /// <summary>Until what both do often is compiled with care.</summary>
    private const int WarmUp = 5_000;

    private const int DefaultPlaces = 100_000;
    private const int DefaultMessages = 5_000;
    private static readonly DateTime _now = BakuTime.ToUtc(new DateOnly(2026, 12, 2), new TimeOnly(12, 0));

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var places = options.Rows is [var one] ? one : DefaultPlaces;
        var messages = options.Count == BenchOptions.DefaultCount ? DefaultMessages : options.Count;

        return await RosterBench.WithSiteAsync(options, new Statements(), (services, folder) => MeasureAsync(services, folder, places, messages, options.Runs, ct), ct);
    }

    private static async Task<int> MeasureAsync(ServiceProvider services, string folder, int places, int messages, int runs, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        await FillAsync(services, places, ct);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{places} places: {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        var record = new ProviderRecord();
        var clock = new MovedClock(_now - TimeProvider.System.GetUtcNow().UtcDateTime);

        // Else both wait for the network, and the figures say nothing of the dispatch.
        await using var sink = new SmtpSink(record, new Trouble(0) { Behaves = true }, clock) { ReadsTexts = false, IsEager = true };
        var count = new StatementCount();
        await using var product = Product(folder, sink.Port, clock, count);
        var runner = product.GetRequiredService<JobRunner>();

        Console.WriteLine("| what | figure |");
        Console.WriteLine("|---|---|");
        await QueueAsync(runner, services, count, ct);

        List<double> ours = [], bare = [];

        // The first run warms both up and does not count.
        for (var run = 0; run <= runs; run++)
        {
            var due = run == 0 ? WarmUp : messages;
            await LetDueAsync(services, clock.NowUtc, due, ct);
            var (rate, perMessage, inDatabase) = await DispatchAsync(runner, record, count, due, ct);
            var loop = await BareAsync(product, due, ct);

            if (run > 0)
            {
                ours.Add(rate);
                bare.Add(loop);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| run {run}: e-mails a second: dispatch, bare loop; statements for each, ms in them; different ones | {rate:#,0}, {loop:#,0}; {perMessage:0.00}, {inDatabase:0.00}; {count.Texts.Count} |"));
            }
        }

        Console.WriteLine($"| connections, of dispatch and loop in all runs | {sink.Connections} |");

        return Conclude(ours, bare);
    }

    /// <summary>So many places in shifts of tomorrow morning, whose reminders of a day ahead are due.</summary>
    private static async Task FillAsync(ServiceProvider services, int places, CancellationToken ct)
    {
        await new Crowd(() => Task.FromResult(RosterBench.New(services))).GrowAsync(Math.Clamp(places / 10, PeopleOfAShift * 4, People), ct);

        for (var made = 0; made < places; made += PeopleOfAShift * ShiftsATime)
        {
            await AddShiftsAsync(services, made, Math.Min(places - made, PeopleOfAShift * ShiftsATime), ct);
        }
    }

    private static async Task AddShiftsAsync(ServiceProvider services, int made, int places, CancellationToken ct)
    {
        await using var scope = RosterBench.New(services);
        var db = scope.Db;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var centre = await db.Centres.SingleAsync(c => c.Code == "1", ct);
        var people = await db.Volunteers.AsNoTracking().Where(v => v.State == VolunteerState.Active).OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).ToListAsync(ct);
        var category = await db.HelpCategories.Where(c => !c.IsPublic).OrderBy(c => c.Position).FirstAsync(ct);
        var start = _now.AddHours(23);
        Shift? shift = null;

        for (var i = 0; i < places; i++)
        {
            if (i % PeopleOfAShift == 0)
            {
                var task = new VolunteerTask
                {
                    VolunteerTaskId = Guid.CreateVersion7(),
                    CentreId = centre.CentreId,
                    HelpCategoryCode = category.HelpCategoryCode,
                    Title = "Mərkəzdə qarşılama",
                    PlaceKind = PlaceKind.Centre,
                    DistrictCode = centre.DistrictCode,
                    Latitude = centre.Latitude,
                    Longitude = centre.Longitude,
                    Priority = category.Priority,
                };
                db.VolunteerTasks.Add(task);
                shift = scope.Get<ShiftService>().Add(task, new NewShift(start, start.AddHours(3), "Giriş", [new NewRole("Köməkçi", PeopleOfAShift)]), publish: true);
            }

            var place = new Assignment { AssignmentId = Guid.CreateVersion7(), ShiftId = shift!.ShiftId, ShiftRoleId = shift.Roles[0].ShiftRoleId, VolunteerId = people[(made + i) % people.Count] };
            shift.Roles[0].TakePlace();
            place.Confirm(_now.AddDays(-5));
            db.Assignments.Add(place);
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(ct);
    }

    private static async Task QueueAsync(JobRunner runner, ServiceProvider services, StatementCount count, CancellationToken ct)
    {
        foreach (var name in new[] { "all due", "nothing left to queue" })
        {
            count.Restart();
            var start = Stopwatch.GetTimestamp();

            if (await runner.RunAsync("QueueShiftReminders", ct) is not JobRunResult.Succeeded)
            {
                throw new InvalidOperationException("The sweep failed.");
            }

            var took = Stopwatch.GetElapsedTime(start);
            await using var scope = RosterBench.New(services);
            var queued = await scope.Db.OutboundMessages.CountAsync(ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| sweep, {name}: messages queued; seconds; statements; MB in use after it | {queued:#,0}; {took.TotalSeconds:0.0}; {count.Asked:#,0}; {Environment.WorkingSet / 1_000_000:#,0} |"));
        }
    }

    /// <summary>So many e-mails of those that wait are due now, and nothing else.</summary>
    private static async Task LetDueAsync(ServiceProvider services, DateTime now, int count, CancellationToken ct)
    {
        await using var scope = RosterBench.New(services);
        var db = scope.Db;
        await db.OutboundMessages.Where(m => m.State == MessageState.Queued).ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAtUtc, now.AddDays(1)), ct);
        var due = db.OutboundMessages.Where(m => m.State == MessageState.Queued && m.Channel == MessageChannel.Email && db.Volunteers.Any(v => v.VolunteerId == m.RecipientId && v.Email != null))
            .OrderBy(m => m.OutboundMessageId).Select(m => m.OutboundMessageId).Take(count);
        var changed = await db.OutboundMessages.Where(m => due.Contains(m.OutboundMessageId)).ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAtUtc, now), ct);

        if (changed != count)
        {
            throw new InvalidOperationException("There are too few places for so many e-mails.");
        }
    }

    private static async Task<(double Rate, double Statements, double InDatabaseMs)> DispatchAsync(JobRunner runner, ProviderRecord record, StatementCount count, int due, CancellationToken ct)
    {
        var before = record.Count;
        count.Restart();
        var start = Stopwatch.GetTimestamp();
        await runner.RunAsync("SendMessages", ct);
        var took = Stopwatch.GetElapsedTime(start);

        return record.Count - before == due ? (due / took.TotalSeconds, (double)count.Asked / due, count.Took.TotalMilliseconds / due) : throw new InvalidOperationException($"{record.Count - before} of {due} e-mails were sent.");
    }

    /// <summary>What is left if one only wants to be fast: the same sender on one connection, a letter made once, nothing looked up and nothing written down.</summary>
    private static async Task<double> BareAsync(ServiceProvider product, int count, CancellationToken ct)
    {
        var reminder = Reminder();
        var (words, page) = EmailLayout.Compose(reminder, MessageKind.ShiftReminder);
        var (subject, unsubscribe) = (reminder.Words!.Subject!, new Uri(reminder.UnsubscribeUrl!));
        await using var scope = product.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<IEmailSender>();
        var start = Stopwatch.GetTimestamp();

        for (var i = 0; i < count; i++)
        {
            var email = new EmailToSend(string.Create(CultureInfo.InvariantCulture, $"somebody{i}@example.az"), reminder.Contact.GivenName, subject, words, page, $"{Guid.NewGuid():N}@dost.example", unsubscribe);

            if (await sender.SendAsync(email, ct) is not SendResult.Accepted)
            {
                throw new InvalidOperationException("The sink refused a letter.");
            }
        }

        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>What a real one says, and no less: how long it is and how its letters are encoded takes its time too.</summary>
    private static ComposedMessage Reminder() => new()
    {
        Contact = new Contact("Günay", "az", Phone: null, "somebody@example.az"),
        Stands = true,
        Words = MessageExamples.Fill(MessageKind.ShiftReminder, "az", Site, MessageTemplates.Find(MessageKind.ShiftReminder, MessageChannel.Email, "az")!),
        Links = [MessageExamples.LinkOf(MessageKind.ShiftReminder, Site)],
        UnsubscribeUrl = $"{Site}/t/abcdefghijklmnopqrst",
    };

    private static ServiceProvider Product(string folder, int port, MovedClock clock, StatementCount count)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Database:DataFolder"] = folder,
            ["Privacy:Secret"] = RosterBench.Secret,
            ["Site:PublicUrl"] = Site,
            ["Jobs:RunInWeb"] = "false",
            ["Messaging:Email"] = "Smtp",
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Smtp:Security"] = "None",
            ["Smtp:FromAddress"] = "dost@dost.example",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(clock).AddLogging().AddVolunteersCore(configuration).AddDostJobs(configuration);
        services.ConfigureDbContext<SqliteVolunteersDbContext>(o => o.AddInterceptors((IInterceptor)count));

        // No limit of so many a second: how many go without one is the question.
        services.AddSingleton(Options.Create(new MessagingOptions { Email = EmailProvider.Smtp, EmailsPerSecond = 1_000_000 }));

        return services.BuildServiceProvider();
    }

    /// <summary>The two of a run, one right after the other, are compared: what else the machine does comes and goes.</summary>
    private static int Conclude(List<double> ours, List<double> bare)
    {
        var ratio = Median([.. ours.Zip(bare, (our, loop) => our / loop)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| median of the runs: dispatch, bare loop; ratio | {Median(ours):#,0}, {Median(bare):#,0}; {ratio:0.00} |"));
        Console.WriteLine(ratio >= Least ? "The dispatch keeps up with its library." : "The dispatch is slower than it may be.");

        return ratio >= Least ? 0 : 1;
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);

    /// <summary>Counts statements of every kind.</summary>
    private sealed class StatementCount : DbCommandInterceptor
    {
        private int _asked;

        private long _ticks;

        public int Asked => _asked;

        /// <summary>Different ones: each has to be translated.</summary>
        public ConcurrentDictionary<string, int> Texts { get; } = new();

        /// <summary>In the statements themselves.</summary>
        public TimeSpan Took => new(_ticks);

        public void Restart()
        {
            (_asked, _ticks) = (0, 0);
            Texts.Clear();
        }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            Interlocked.Add(ref _ticks, eventData.Duration.Ticks);
            Texts.TryAdd(command.CommandText, 0);

            return ValueTask.FromResult(result);
        }

        public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            Interlocked.Add(ref _ticks, eventData.Duration.Ticks);
            Texts.TryAdd(command.CommandText, 0);

            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _asked);

            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _asked);

            return ValueTask.FromResult(result);
        }
    }
}
