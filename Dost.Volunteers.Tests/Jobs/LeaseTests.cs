using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Workers that die, and workers side by side: each message once.</summary>
public sealed class LeaseTests : JobTest
{
    private const string Send = "SendMessages";

    [Fact]
    public async Task What_a_dead_worker_had_sent_is_found_at_the_provider_and_not_sent_again()
    {
        var volunteer = await AddVolunteerAsync();
        var message = await OweAsync(volunteer);

        // The provider takes it, and the worker dies before it can mark that.
        Provider.Answer = sent =>
        {
            Provider.Take((SmsToSend)sent);
            throw new DeadWorkerException();
        };
        await DieSendingAsync(message);
        Provider.Answer = _ => null;

        await RunAsync(Send);
        Assert.Equal(MessageState.Sending, (await ReadAsync(message)).State);

        App.Clock.Advance(MessageLeases.Lease + TimeSpan.FromSeconds(1));
        await RunAsync(Send);

        var read = await ReadAsync(message);
        Assert.Equal((MessageState.Sent, 2, "SM1"), (read.State, read.Attempts, read.ProviderId));
        Assert.Single(Provider.Texts);
        Assert.Equal(1, Provider.Lookups);
    }

    [Fact]
    public async Task What_a_dead_worker_had_not_sent_yet_goes_out_once()
    {
        var message = await OweAsync(await AddVolunteerAsync(), change: m =>
        {
            m.State = MessageState.Sending;
            m.LeasedBy = Guid.NewGuid();
            m.LeasedUntilUtc = Now.AddSeconds(-1);
            m.Attempts = 1;
        });

        await RunAsync(Send);

        Assert.Equal(MessageState.Sent, (await ReadAsync(message)).State);
        Assert.Single(Provider.Texts);
        Assert.Equal(1, Provider.Lookups);
    }

    [Fact]
    public async Task While_the_provider_cannot_be_asked_nothing_is_sent_a_second_time()
    {
        var message = await OweAsync(await AddVolunteerAsync(), change: m =>
        {
            m.State = MessageState.Sending;
            m.LeasedBy = Guid.NewGuid();
            m.LeasedUntilUtc = Now.AddSeconds(-1);
            m.Attempts = 1;
        });
        Provider.LookupAnswer = new SendResult.Temporary("connection");

        await RunAsync(Send);

        Assert.Empty(Provider.Texts);
        Assert.Equal((MessageState.Queued, "connection"), ((await ReadAsync(message)).State, (await ReadAsync(message)).Reason));
    }

    [Fact]
    public async Task Another_message_with_the_same_link_is_not_taken_for_this_one()
    {
        var volunteer = await AddVolunteerAsync();
        var first = await OweAsync(volunteer);
        await RunAsync(Send);
        var second = await OweAsync(volunteer, version: 1, change: m =>
        {
            m.State = MessageState.Sending;
            m.LeasedBy = Guid.NewGuid();
            m.LeasedUntilUtc = Now.AddSeconds(-1);
            m.Attempts = 1;
        });

        await RunAsync(Send);

        Assert.Equal(2, Provider.Texts.Count);
        Assert.NotEqual((await ReadAsync(first)).ProviderId, (await ReadAsync(second)).ProviderId);
    }

    [Fact]
    public async Task An_email_has_the_same_id_on_every_try()
    {
        var message = await OweAsync(await AddVolunteerAsync(), MessageChannel.Email);
        var ids = new HashSet<string>();
        Provider.Answer = sent => ids.Add(((EmailToSend)sent).MessageId) ? new SendResult.Temporary("timeout") : null;

        await RunAsync(Send);
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(Send);

        Assert.Equal(MessageState.Sent, (await ReadAsync(message)).State);
        Assert.Equal(ids.Single(), Assert.Single(Provider.Emails).MessageId);
    }

    [Fact]
    public async Task Four_dispatchers_at_once_send_each_of_two_hundred_messages_once()
    {
        const int count = 200;
        await OweToManyAsync(count);
        Provider.BeforeAnswer = () => Task.Delay(1);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync(Send))));

        Assert.Equal(count, Provider.Texts.Count);
        Assert.Equal(count, Provider.Texts.Select(t => t.ReferenceId).Distinct().Count());
        Assert.All(await MessagesAsync(), m => Assert.Equal((MessageState.Sent, 1), (m.State, m.Attempts)));
        Assert.Equal(0, Provider.Lookups);
    }

    private async Task DieSendingAsync(OutboundMessage message)
    {
        await using var scope = App.NewScope();
        var batch = await scope.Get<MessageLeases>().TakeAsync(urgent: false, BatchPreparation.BatchSize, default);
        Assert.Equal(message.OutboundMessageId, Assert.Single(batch!.Messages).OutboundMessageId);
        var composed = await scope.Get<MessageComposer>().ComposeAsync(batch.Messages, default);
        var policy = await scope.Get<Core.Policies.PolicyReader>().ReadAsync(default);
        await Assert.ThrowsAsync<DeadWorkerException>(
            () => scope.Get<Handover>().SendAsync(batch.Messages[0], composed[message.OutboundMessageId], policy, default));
    }

    private async Task OweToManyAsync(int count)
    {
        await using var scope = App.NewScope();
        var intake = scope.Get<IntakeService>();
        var centreId = (await App.CentreAsync()).CentreId;
        for (var i = 0; i < count; i++)
        {
            var volunteer = intake.NewRecord(Guid.CreateVersion7(), TestData.NewApplication(), finHash: $"{i:D64}", centreId);
            volunteer.PhoneConfirmedAtUtc = Now;
            await TestData.ActivateAsync(scope.Get<IntakeChecklistReader>(), volunteer, Now);
            scope.Db.Volunteers.Add(volunteer);
            scope.Db.OutboundMessages.Add(OutboundMessage.For(
                MessageKind.VolunteerAccepted, MessageChannel.Sms, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, Now, Now.AddDays(1)));
        }

        await scope.Db.SaveChangesAsync();
    }

    private sealed class DeadWorkerException : Exception;
}
