using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Costs;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Jobs.Dispatch;

public enum DeliveryOutcome { Done, WillRetry }

/// <summary>Deals with one leased set of messages: sends it, or marks why not, and falls over to the other channel where this one cannot reach the person.</summary>
public sealed partial class Delivery(VolunteersDbContext db, MessageLeases leases, SentLetters letters, Handover handover, PolicyReader policies, ContactMarks marks, CostGuard costs, TimeProvider clock, ILogger<Delivery> logger)
{
    /// <param name="composed">What each message says; null whose recipient is gone.</param>
    public async Task<DeliveryOutcome> DeliverAsync(MessageSet set, IReadOnlyDictionary<Guid, ComposedMessage?> composed, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(composed);
        var standing = new List<OutboundMessage>();

        foreach (var message in set.Messages)
        {
            if (WhyNoMore(set, composed[message.OutboundMessageId]) is { } end)
            {
                await EndAsync(new MessageSet(message), end.State, end.Reason, ct);
            }
            else
            {
                standing.Add(message);
            }
        }

        return standing.Count == 0
            ? DeliveryOutcome.Done
            : await DeliverAsync(new MessageSet(standing), ComposedMessage.AsOne(standing.ConvertAll(m => composed[m.OutboundMessageId]!)), ct);
    }

    /// <summary>The next try, if one is left before the message is stale; else it has failed, and the other channel has its turn.</summary>
    public async Task<DeliveryOutcome> RetryOrGiveUpAsync(MessageSet set, Contact? contact, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(set);

        if (Backoff.NextTry(set, clock.UtcNow()) is { } dueAtUtc)
        {
            Log.WillRetry(logger, set.First.Reference, set.First.Kind, set.First.Channel, reason, set.First.Attempts);
            await leases.RetryAsync(set, dueAtUtc, reason, ct);
            return DeliveryOutcome.WillRetry;
        }

        return await GiveUpAsync(set, contact, reason, ct);
    }

    /// <summary>Owes the same on the other channel, unless that is owed already or cannot reach the person either.</summary>
    public async Task FallOverAsync(OutboundMessage message, Contact contact, CancellationToken ct)
    {
        var policy = await policies.ReadAsync(ct);
        var other = message.OnOtherChannel(clock.UtcNow());
        if (!message.FallsOver || MessageTemplates.Find(other.Kind, other.Channel, contact.Culture) is null
            || ChannelRules.WhyNot(other.Kind, other.Channel, contact, policy.MobilePrefixes) is not null)
        {
            return;
        }

        var isOwed = await db.OutboundMessages.AnyAsync(
            m => m.RecipientId == other.RecipientId && m.Kind == other.Kind && m.SubjectId == other.SubjectId
                && m.Stage == other.Stage && m.Channel == other.Channel && m.SubjectVersion == other.SubjectVersion,
            ct);
        if (isOwed)
        {
            return;
        }

        db.OutboundMessages.Add(other);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Owed by another worker in the same moment: the unique key says so.
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private (MessageState State, string? Reason)? WhyNoMore(MessageSet set, ComposedMessage? composed) =>
        composed is null ? (MessageState.Suppressed, MessageReason.RecipientGone)
        : clock.UtcNow() > set.NotAfterUtc ? (MessageState.Expired, MessageReason.Stale)
        : !composed.Stands ? (MessageState.Superseded, null)
        : composed.Words is null ? (MessageState.Suppressed, MessageReason.NoText)
        : null;

    private async Task<DeliveryOutcome> DeliverAsync(MessageSet set, ComposedMessage composed, CancellationToken ct)
    {
        var message = set.First;

        var policy = await policies.ReadAsync(ct);
        var quiet = policy.Quiet with { Also = composed.Contact.Quiet };
        if (!message.IsUrgent && quiet.Contain(clock.UtcNow()))
        {
            // The person's own quiet hours, or the night that has begun since the batch was taken: it waits for their end and has cost no try.
            await leases.ReleaseAsync(set, quiet.NextAllowed(clock.UtcNow()), ct);
            return DeliveryOutcome.Done;
        }

        if (ChannelRules.WhyNot(message.Kind, message.Channel, composed.Contact, policy.MobilePrefixes) is { } reason)
        {
            await FallOverAsync(set, composed.Contact, ct);
            return await EndAsync(set, MessageState.Suppressed, reason, ct);
        }

        if (await costs.HoldsUntilAsync(message, ct) is { } lookAgainAtUtc)
        {
            await leases.HoldAsync(set, lookAgainAtUtc, MessageReason.OverLimit, ct);
            return DeliveryOutcome.Done;
        }

        return await SendAsync(set, composed, policy, ct);
    }

    private async Task FallOverAsync(MessageSet set, Contact contact, CancellationToken ct)
    {
        foreach (var message in set.Messages)
        {
            await FallOverAsync(message, contact, ct);
        }
    }

    private async Task<DeliveryOutcome> SendAsync(MessageSet set, ComposedMessage composed, Policy policy, CancellationToken ct)
    {
        var message = set.First;
        SendResult result;
        try
        {
            result = await handover.SendAsync(message, composed, policy, ct);
        }
        catch (Exception exception)
        {
            // A bug in a sender costs this message a try, not the others theirs. What it says may name the recipient: only where it broke is kept.
            Log.Broke(logger, message.Reference, message.Kind, message.Channel, exception.GetType(), exception.StackTrace);
            result = new SendResult.Temporary(exception.GetType().Name);
        }

        switch (result)
        {
            case SendResult.Accepted accepted:
                await NoteSentAsync(set, accepted, ct);
                return DeliveryOutcome.Done;
            case SendResult.Temporary temporary:
                return await RetryOrGiveUpAsync(set, composed.Contact, temporary.Reason, ct);
            default:
                return await GiveUpAsync(set, composed.Contact, ((SendResult.Final)result).Reason, ct);
        }
    }

    /// <summary>An SMS before anything else is sent: of two that are unwritten the provider could not tell which is which.</summary>
    private async Task NoteSentAsync(MessageSet set, SendResult.Accepted accepted, CancellationToken ct)
    {
        if (set.First.Channel is MessageChannel.Email)
        {
            await letters.AddAsync(set);
            return;
        }

        costs.Count(set.First, accepted.PriceMillis ?? 0);
        await leases.MarkSentAsync(set, accepted.ProviderId, ct, accepted.Parts, accepted.PriceMillis);
    }

    private async Task<DeliveryOutcome> GiveUpAsync(MessageSet set, Contact? contact, string reason, CancellationToken ct)
    {
        var message = set.First;
        Log.GaveUp(logger, message.Reference, message.Kind, message.Channel, reason, message.Attempts);
        if (reason == TwilioAnswers.OptedOutReason && message.RecipientKind is RecipientKind.Volunteer)
        {
            // They answered STOP to the provider, which keeps a list of its own.
            await db.Volunteers.Where(v => v.VolunteerId == message.RecipientId).ExecuteUpdateAsync(set => set.SetProperty(v => v.SmsOptedOut, true), ct);
        }

        if (contact is not null)
        {
            await FallOverAsync(set, contact, ct);
        }

        var outcome = await EndAsync(set, MessageState.Failed, reason, ct);
        await marks.NoteFailureAsync(message, reason, ct);

        return outcome;
    }

    private async Task<DeliveryOutcome> EndAsync(MessageSet set, MessageState state, string? reason, CancellationToken ct)
    {
        await leases.MarkEndedAsync(set, state, reason, ct);
        return DeliveryOutcome.Done;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Message {MessageId} ({Kind}, {Channel}) will be tried again: {Reason}, attempt {Attempts}")]
        public static partial void WillRetry(ILogger logger, Guid messageId, MessageKind kind, MessageChannel channel, string reason, int attempts);

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} ({Kind}, {Channel}) failed: {Reason} after {Attempts} attempts")]
        public static partial void GaveUp(ILogger logger, Guid messageId, MessageKind kind, MessageChannel channel, string reason, int attempts);

        [LoggerMessage(LogLevel.Error, "Sending message {MessageId} ({Kind}, {Channel}) broke off: {ErrorType} {StackTrace}")]
        public static partial void Broke(ILogger logger, Guid messageId, MessageKind kind, MessageChannel channel, Type errorType, string? stackTrace);
    }
}
