using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Credentials;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Reminders before something expires: thirty days by e-mail, seven and one by both.</summary>
public sealed class CredentialReminderTests : JobTest
{
    private const string Sweep = "QueueCredentialReminders";
    private Volunteer _volunteer = null!;

    private DateOnly Today => BakuTime.DateOf(Now);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _volunteer = await AddVolunteerAsync();
    }

    [Fact]
    public async Task Each_stage_comes_once_however_often_the_job_runs()
    {
        await App.HoldAsync(_volunteer, "first-aid-training", Today.AddDays(-10), Today.AddDays(40));

        Assert.Empty(await SweepAsync());
        GoTo(10, 0, daysOn: 10);
        Assert.Equal(["30d Email"], await SweepAsync());
        Assert.Empty(await SweepAsync());
        GoTo(10, 0, daysOn: 23);
        Assert.Equal(["7d Email", "7d Sms"], await SweepAsync());
        GoTo(10, 0, daysOn: 6);
        Assert.Equal(["1d Email", "1d Sms"], await SweepAsync());
        GoTo(10, 0, daysOn: 2);
        Assert.Empty(await SweepAsync());
    }

    [Fact]
    public async Task After_downtime_only_the_nearest_of_the_missed_goes()
    {
        await App.HoldAsync(_volunteer, "first-aid-training", Today.AddDays(-10), Today.AddDays(40));

        GoTo(10, 0, daysOn: 35);

        Assert.Equal(["7d Email", "7d Sms"], await SweepAsync());
    }

    [Fact]
    public async Task What_was_verified_a_moment_ago_needs_no_reminder_of_its_date()
    {
        await App.HoldAsync(_volunteer, "first-aid-training", Today.AddDays(-10), Today.AddDays(5));

        Assert.Empty(await SweepAsync());
        GoTo(10, 0, daysOn: 4);
        Assert.Equal(["1d Email", "1d Sms"], await SweepAsync());
    }

    [Fact]
    public async Task Who_has_the_next_one_is_left_in_peace_and_what_was_queued_is_superseded()
    {
        await App.HoldAsync(_volunteer, "first-aid-training", Today.AddDays(-10), Today.AddDays(40));
        GoTo(22, 0, daysOn: 33);
        Assert.Equal(["7d Email", "7d Sms"], await SweepAsync());

        await App.HoldAsync(_volunteer, "first-aid-training", Today, Today.AddDays(700));
        GoTo(10, 0, daysOn: 1);
        await RunAsync("SendMessages");

        Assert.All(await MessagesAsync(MessageKind.CredentialExpiring), m => Assert.Equal(MessageState.Superseded, m.State));
        GoTo(10, 0, daysOn: 5);
        Assert.Empty(await SweepAsync());
    }

    [Fact]
    public async Task Who_has_left_is_not_reminded()
    {
        await App.HoldAsync(_volunteer, "first-aid-training", Today.AddDays(-10), Today.AddDays(40));
        await App.QueryAsync(async db =>
        {
            (await db.Volunteers.Include(v => v.Terms).SingleAsync(v => v.VolunteerId == _volunteer.VolunteerId)).Leave("Köçdü", Today);
            return await db.SaveChangesAsync();
        });

        GoTo(10, 0, daysOn: 35);

        Assert.Empty(await SweepAsync());
    }

    /// <summary>What one run of the job adds.</summary>
    private async Task<IEnumerable<string>> SweepAsync()
    {
        var before = (await MessagesAsync(MessageKind.CredentialExpiring)).Select(m => m.OutboundMessageId).ToHashSet();
        await RunAsync(Sweep);

        return (await MessagesAsync(MessageKind.CredentialExpiring)).Where(m => !before.Contains(m.OutboundMessageId)).Select(m => $"{m.Stage} {m.Channel}").Order(StringComparer.Ordinal);
    }
}
