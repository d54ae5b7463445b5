using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Jobs.Printing;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>A test of jobs: the product on a database of its own for each test, with the providers and the clock in its hand.</summary>
public abstract class JobTest : IAsyncLifetime
{
    private const int Fast = 1000;

    protected JobTest()
    {
        Printer = new PrinterForTests(App);
        Dictionary<string, string?> settings = new() { ["Messaging:EmailsPerSecond"] = $"{Fast}", ["Messaging:SmsPerSecond"] = $"{Fast}", ["Jobs:RunInWeb"] = "false" };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        foreach (var (key, value) in settings)
        {
            App.With(key, value!);
        }

        App.With(services =>
        {
            services.AddDostJobs(configuration);
            services.Replace(ServiceDescriptor.Singleton<IPagePrinter>(Printer));
            services.Replace(ServiceDescriptor.Scoped<IEmailSender>(_ => Provider));
            services.Replace(ServiceDescriptor.Scoped<ISmsSender>(_ => Provider));
            services.Replace(ServiceDescriptor.Scoped<IReturnMailbox>(_ => Mailbox));
        });
    }

    protected TestApp App { get; } = new();

    protected ProviderForTests Provider { get; } = new();

    protected PrinterForTests Printer { get; }

    protected ReturnMailboxForTests Mailbox { get; } = new();

    protected DateTime Now => App.NowUtc;

    public virtual Task InitializeAsync() => App.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)App).DisposeAsync();

    /// <summary>Moves the clock to a wall-clock time in Baku, today or so many days on.</summary>
    protected void GoTo(int hour, int minute = 0, int daysOn = 0) =>
        App.Clock.SetUtcNow(new DateTimeOffset(BakuTime.ToUtc(BakuTime.DateOf(Now).AddDays(daysOn), new TimeOnly(hour, minute)), TimeSpan.Zero));

    protected async Task RunAsync(string jobName, CancellationToken ct = default)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var job = Schedule.All.Single(j => j.Name == jobName);
        await ((IRecurringJob)scope.ServiceProvider.GetRequiredService(job.JobType)).RunAsync(ct);
    }

    protected async Task<int> SendUrgentAsync()
    {
        await using var scope = App.NewScope();
        return await scope.Get<Dispatcher>().SendDueAsync(urgentOnly: true, default);
    }

    protected async Task<Assignment> SignUpAsync(Shift shift, Volunteer volunteer)
    {
        await using var scope = App.NewScope();
        var roleId = await scope.Db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId).Select(r => r.ShiftRoleId).FirstAsync();
        var result = await scope.Get<PlacementService>().SignUpAsync(roleId, volunteer.VolunteerId, default);
        Assert.Equal(PlacementOutcome.Done, result.Outcome);
        return await App.QueryAsync(db => db.Assignments.SingleAsync(a => a.ShiftId == shift.ShiftId && a.VolunteerId == volunteer.VolunteerId));
    }

    protected async Task<Volunteer> AddVolunteerAsync(Action<Volunteer>? change = null) => (await App.AddVolunteerAsync(change: change)).Volunteer;

    /// <summary>A message of the given kind about the volunteer themselves.</summary>
    protected async Task<OutboundMessage> OweAsync(
        Volunteer volunteer, MessageChannel channel = MessageChannel.Sms, MessageKind kind = MessageKind.VolunteerAccepted, Action<OutboundMessage>? change = null, int version = 0)
    {
        var message = OutboundMessage.For(kind, channel, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, Now, Now.AddDays(3), version);
        change?.Invoke(message);
        await App.QueryAsync(async db =>
        {
            db.OutboundMessages.Add(message);
            return await db.SaveChangesAsync();
        });
        return message;
    }

    protected Task<OutboundMessage> ReadAsync(OutboundMessage message) =>
        App.QueryAsync(db => db.OutboundMessages.AsNoTracking().SingleAsync(m => m.OutboundMessageId == message.OutboundMessageId));

    protected Task<List<OutboundMessage>> MessagesAsync(MessageKind? kind = null) =>
        App.QueryAsync(db => db.OutboundMessages.AsNoTracking().Where(m => kind == null || m.Kind == kind).OrderBy(m => m.CreatedAtUtc).ThenBy(m => m.Channel).ToListAsync());

    /// <summary>Deletes what the preparations owed, so that the test sees only its own.</summary>
    protected Task ForgetMessagesAsync() => App.QueryAsync(db => db.OutboundMessages.ExecuteDeleteAsync());
}
