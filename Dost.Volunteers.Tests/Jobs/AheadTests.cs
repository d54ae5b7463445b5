using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>While one batch goes out, the next is taken and put into words.</summary>
public sealed class AheadTests : JobTest
{
    private const string Send = "SendMessages";
    private const int Rest = 20;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        GoTo(10);
    }

    [Fact]
    public async Task A_stop_hands_back_what_was_taken_ahead_without_a_try()
    {
        await OweLettersAsync(BatchPreparation.BatchSize + Rest);
        using var stop = new CancellationTokenSource();
        Provider.BeforeAnswer = stop.CancelAsync;

        await RunAsync(Send, stop.Token);

        Assert.Single(Provider.Emails);
        var left = (await MessagesAsync()).Where(m => m.State is not MessageState.Sent).ToList();
        Assert.Equal(BatchPreparation.BatchSize + Rest - 1, left.Count);
        Assert.All(left, m => Assert.Equal((MessageState.Queued, 0, (Guid?)null), (m.State, m.Attempts, m.LeasedBy)));
    }

    [Fact]
    public async Task What_is_urgent_does_not_wait_behind_what_was_taken_ahead()
    {
        var volunteer = await OweLettersAsync(BatchPreparation.BatchSize + Rest);
        var lettersBefore = 0;
        Provider.BeforeAnswer = async () =>
        {
            Provider.BeforeAnswer = () => Task.CompletedTask;
            await App.QueryAsync(async db =>
            {
                db.OutboundMessages.Add(OutboundMessage.Urgent(MessageKind.VolunteerAccepted, MessageChannel.Sms, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, Now, Now.AddHours(1)));
                return await db.SaveChangesAsync();
            });
        };
        Provider.Answer = sent =>
        {
            lettersBefore = sent is SmsToSend ? Provider.Emails.Count : lettersBefore;
            return null;
        };

        await RunAsync(Send);

        Assert.Single(Provider.Texts);
        Assert.Equal((BatchPreparation.BatchSize, BatchPreparation.BatchSize + Rest), (lettersBefore, Provider.Emails.Count));
    }

    [Fact]
    public async Task What_fell_after_it_was_taken_ahead_does_not_go_out_later()
    {
        await OweLettersAsync(BatchPreparation.BatchSize + Rest);
        Provider.BeforeAnswer = async () =>
        {
            // The first batch takes its time, and meanwhile they leave.
            Provider.BeforeAnswer = () => Task.CompletedTask;
            await App.QueryAsync(db => db.Volunteers.ExecuteUpdateAsync(set => set.SetProperty(v => v.State, VolunteerState.Left)));
            App.Clock.Advance(TimeSpan.FromSeconds(10));
        };

        await RunAsync(Send);

        Assert.Single(Provider.Emails);
        Assert.Equal(BatchPreparation.BatchSize + Rest - 1, (await MessagesAsync()).Count(m => m.State is MessageState.Superseded));
    }

    /// <summary>All to one person; none of them goes together with another.</summary>
    private async Task<Volunteer> OweLettersAsync(int count)
    {
        var volunteer = await AddVolunteerAsync();
        await App.QueryAsync(async db =>
        {
            db.OutboundMessages.AddRange(Enumerable.Range(0, count).Select(i => OutboundMessage.For(
                MessageKind.VolunteerAccepted, MessageChannel.Email, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, Now, Now.AddDays(3), version: i)));
            return await db.SaveChangesAsync();
        });

        return volunteer;
    }
}
