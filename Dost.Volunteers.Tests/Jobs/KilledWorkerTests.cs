using System.Diagnostics;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>A real worker process is killed between the provider's yes and our mark; another one takes over.</summary>
public sealed class KilledWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(180);
    private string _folder = "";
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _folder = await TestDatabase.NewFolderAsync();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:DataFolder"] = _folder, ["Privacy:Secret"] = TestDatabase.Secret }).Build();
        _services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddVolunteersCore(configuration).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        TestDatabase.Delete(_folder);
    }

    [Fact]
    public async Task A_worker_killed_between_the_provider_s_yes_and_our_mark_does_not_make_a_second_sms()
    {
        await using var twilio = await TwilioServerForTests.StartAsync();
        await OweUrgentSmsAsync();
        twilio.HoldsAnswers = true;

        using (var worker = StartWorker(twilio))
        {
            await UntilAsync(worker, () => Task.FromResult(twilio.Taken.Count == 1));
            worker.Kill();
            await worker.WaitForExitAsync();
        }

        twilio.HoldsAnswers = false;
        await QueryAsync(db => db.OutboundMessages.ExecuteUpdateAsync(set => set.SetProperty(m => m.LeasedUntilUtc, TimeProvider.System.UtcNow().AddSeconds(-1))));

        using (var worker = StartWorker(twilio))
        {
            await UntilAsync(worker, async () => await QueryAsync(db => Owed(db).Select(m => m.State).SingleAsync()) is MessageState.Sent);
            worker.Kill();
            await worker.WaitForExitAsync();
        }

        Assert.Equal(1, twilio.Lookups);
        var taken = Assert.Single(twilio.Taken);
        Assert.Equal(taken.Sid, await QueryAsync(db => Owed(db).Select(m => m.ProviderId).SingleAsync()));
    }

    /// <summary>The worker runs all its jobs, and some of them owe messages of their own when their hour strikes.</summary>
    private static IQueryable<OutboundMessage> Owed(VolunteersDbContext db) => db.OutboundMessages.Where(m => m.Kind == MessageKind.VolunteerAccepted && m.Channel == MessageChannel.Sms);

    private async Task OweUrgentSmsAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteersDbContext>();
        var now = TimeProvider.System.UtcNow();
        var centreId = await db.Centres.Where(c => c.Code == "1").Select(c => c.CentreId).SingleAsync();
        var volunteer = scope.ServiceProvider.GetRequiredService<IntakeService>().NewRecord(Guid.CreateVersion7(), TestData.NewApplication(), finHash: null, centreId);
        volunteer.PhoneConfirmedAtUtc = now;
        await TestData.ActivateAsync(scope.ServiceProvider.GetRequiredService<IntakeChecklistReader>(), volunteer, now);
        db.Volunteers.Add(volunteer);
        db.OutboundMessages.Add(OutboundMessage.Urgent(
            MessageKind.VolunteerAccepted, MessageChannel.Sms, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, now, now.AddHours(1)));
        await db.SaveChangesAsync();
    }

    private Process StartWorker(TwilioServerForTests twilio)
    {
        var program = AppContext.BaseDirectory.Replace("Dost.Volunteers.Tests", "Dost.Volunteers.Jobs", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _folder };
        string[] arguments =
        [
            Path.Combine(program, "Dost.Volunteers.Jobs.dll"),
            $"--Database:DataFolder={_folder}",
            $"--Privacy:Secret={TestDatabase.Secret}",
            "--Messaging:Sms=Twilio",
            "--Messaging:UrgentPollSeconds=1",
            $"--Twilio:AccountSid={TwilioServerForTests.AccountSid}",
            $"--Twilio:AuthToken={TwilioServerForTests.AuthToken}",
            "--Twilio:From=+15005550006",
            $"--Twilio:BaseUrl={twilio.Url.AbsoluteUri}",
            "--Logging:LogLevel:Default=Error",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Error",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The worker did not start.");
    }

    private async Task<T> QueryAsync<T>(Func<VolunteersDbContext, Task<T>> query)
    {
        await using var scope = _services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<VolunteersDbContext>());
    }

    private static async Task UntilAsync(Process worker, Func<Task<bool>> done)
    {
        using var limit = new CancellationTokenSource(_patience);
        while (!await done())
        {
            Assert.False(worker.HasExited, "The worker stopped by itself; its reason is on the console.");
            await Task.Delay(50, limit.Token);
        }
    }
}
