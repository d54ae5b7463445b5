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

/// <summary>Deals with one leased message: sends it, or marks why not, and falls over to the other channel where this one cannot reach the person.</summary>
public sealed partial class Delivery(VolunteersDbContext db, MessageLeases leases, Handover handover, PolicyReader policies, ContactMarks marks, CostGuard costs, TimeProvider clock, ILogger<Delivery> logger)
{
    public async Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, ComposedMessage? composed, CancellationToken ct)
    {
        if (composed is null)
        {
            return await EndAsync(message, MessageState.Suppressed, MessageReason.RecipientGone, ct);
        }

        if (clock.UtcNow() > message.NotAfterUtc)
        {
            return await EndAsync(message, MessageState.Expired, MessageReason.Stale, ct);
        }

        if (!composed.Stands)
        {
            return await EndAsync(message, MessageState.Superseded, null, ct);
        }

        if (composed.Words is null)
        {
            return await EndAsync(message, MessageState.Suppressed, MessageReason.NoText, ct);
        }

        if (!message.IsUrgent && composed.Contact.Quiet is { } quiet && quiet.Contain(clock.UtcNow()))
        {
            // The person's own quiet hours: it waits for their end as others wait for the morning, and has cost no try.
            await leases.ReleaseAsync(message, quiet.NextAllowed(clock.UtcNow()), ct);
            return DeliveryOutcome.Done;
        }

        var policy = await policies.ReadAsync(ct);
        if (ChannelRules.WhyNot(message.Kind, message.Channel, composed.Contact, policy.MobilePrefixes) is { } reason)
        {
            await FallOverAsync(message, composed.Contact, ct);
            return await EndAsync(message, MessageState.Suppressed, reason, ct);
        }

        if (await costs.HoldsUntilAsync(message, ct) is { } lookAgainAtUtc)
        {
            await leases.HoldAsync(message, lookAgainAtUtc, MessageReason.OverLimit, ct);
            return DeliveryOutcome.Done;
        }

        return await SendAsync(message, composed, policy, ct);
    }

    /// <summary>The next try, if one is left before the message is stale; else it has failed, and the other channel has its turn.</summary>
    public async Task<DeliveryOutcome> RetryOrGiveUpAsync(OutboundMessage message, Contact? contact, string reason, CancellationToken ct)
    {
        if (Backoff.NextTry(message, clock.UtcNow()) is { } dueAtUtc)
        {
            Log.WillRetry(logger, message.OutboundMessageId, message.Kind, message.Channel, reason, message.Attempts);
            await leases.RetryAsync(message, dueAtUtc, reason, ct);
            return DeliveryOutcome.WillRetry;
        }

        return await GiveUpAsync(message, contact, reason, ct);
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

    private async Task<DeliveryOutcome> SendAsync(OutboundMessage message, ComposedMessage composed, Policy policy, CancellationToken ct)
    {
        SendResult result;
        try
        {
            result = await handover.SendAsync(message, composed, policy, ct);
        }
        catch (Exception exception)
        {
            // A bug in a sender costs this message a try, not the others theirs. What it says may name the recipient: only where it broke is kept.
            Log.Broke(logger, message.OutboundMessageId, message.Kind, message.Channel, exception.GetType(), exception.StackTrace);
            result = new SendResult.Temporary(exception.GetType().Name);
        }

        switch (result)
        {
            case SendResult.Accepted accepted:
                costs.Count(message, accepted.PriceMillis ?? 0);
                if (!await leases.MarkSentAsync(message, accepted.ProviderId, ct, accepted.Parts, accepted.PriceMillis))
                {
                    Log.LeaseLost(logger, message.OutboundMessageId);
                }

                return DeliveryOutcome.Done;
            case SendResult.Temporary temporary:
                return await RetryOrGiveUpAsync(message, composed.Contact, temporary.Reason, ct);
            default:
                return await GiveUpAsync(message, composed.Contact, ((SendResult.Final)result).Reason, ct);
        }
    }

    private async Task<DeliveryOutcome> GiveUpAsync(OutboundMessage message, Contact? contact, string reason, CancellationToken ct)
    {
        Log.GaveUp(logger, message.OutboundMessageId, message.Kind, message.Channel, reason, message.Attempts);
        if (reason == TwilioAnswers.OptedOutReason && message.RecipientKind is RecipientKind.Volunteer)
        {
            // They answered STOP to the provider, which keeps a list of its own.
            await db.Volunteers.Where(v => v.VolunteerId == message.RecipientId).ExecuteUpdateAsync(set => set.SetProperty(v => v.SmsOptedOut, true), ct);
        }

        if (contact is not null)
        {
            await FallOverAsync(message, contact, ct);
        }

        var outcome = await EndAsync(message, MessageState.Failed, reason, ct);
        await marks.NoteFailureAsync(message, reason, ct);

        return outcome;
    }

    private async Task<DeliveryOutcome> EndAsync(OutboundMessage message, MessageState state, string? reason, CancellationToken ct)
    {
        await leases.MarkEndedAsync(message, state, reason, ct);
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

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} was sent after its lease had run out")]
        public static partial void LeaseLost(ILogger logger, Guid messageId);
    }
}
