using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>A batch takes minutes where the provider is slow. What changes meanwhile counts for those of it that have not gone.</summary>
public sealed class SlowBatchTests : JobTest
{
    private const string Send = "SendMessages";
    private static readonly TimeSpan _slow = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Who_opts_out_while_another_message_is_sent_gets_none()
    {
        GoTo(12);
        var (first, second) = await OweTwoAsync();
        Provider.BeforeAnswer = async () =>
        {
            await App.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == second.RecipientId).ExecuteUpdateAsync(set => set.SetProperty(v => v.SmsOptedOut, true)));
            App.Clock.Advance(_slow);
        };

        await RunAsync(Send);

        Assert.Equal(first.OutboundMessageId.ToString("N"), Assert.Single(Provider.Texts).ReferenceId);
        Assert.Equal((MessageState.Suppressed, MessageReason.OptedOut), ((await ReadAsync(second)).State, (await ReadAsync(second)).Reason));
    }

    [Fact]
    public async Task What_falls_while_another_message_is_sent_is_not_sent()
    {
        GoTo(12);
        var (first, second) = await OweTwoAsync();
        Provider.BeforeAnswer = async () =>
        {
            await App.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == second.RecipientId).ExecuteUpdateAsync(set => set.SetProperty(v => v.State, VolunteerState.Paused)));
            App.Clock.Advance(_slow);
        };

        await RunAsync(Send);

        Assert.Equal(first.OutboundMessageId.ToString("N"), Assert.Single(Provider.Texts).ReferenceId);
        Assert.Equal(MessageState.Superseded, (await ReadAsync(second)).State);
    }

    [Fact]
    public async Task What_is_left_of_a_batch_as_the_night_begins_waits_for_the_morning()
    {
        GoTo(20, 59);
        var (first, second) = await OweTwoAsync();
        Provider.BeforeAnswer = () =>
        {
            App.Clock.Advance(TimeSpan.FromMinutes(1));
            return Task.CompletedTask;
        };

        await RunAsync(Send);

        Assert.Equal(first.OutboundMessageId.ToString("N"), Assert.Single(Provider.Texts).ReferenceId);
        Assert.Equal((MessageState.Queued, 0), ((await ReadAsync(second)).State, (await ReadAsync(second)).Attempts));
        GoTo(9, daysOn: 1);
        Provider.BeforeAnswer = () => Task.CompletedTask;
        await RunAsync(Send);
        Assert.Equal(2, Provider.Texts.Count);
    }

    private async Task<(OutboundMessage First, OutboundMessage Second)> OweTwoAsync()
    {
        var first = await OweAsync(await AddVolunteerAsync(), change: m => m.DueAtUtc = Now.AddMinutes(-1));

        return (first, await OweAsync(await AddVolunteerAsync()));
    }
}
