using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Costs;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>Gives a composed message to its provider. Before a second try of an SMS it asks the provider whether the first went through.</summary>
public sealed class Handover(VolunteersDbContext db, IEmailSender emails, ISmsSender texts, FileStore files, SendRates rates, PublicUrl site, IOptions<MessagingOptions> options)
{
    public async Task<SendResult> SendAsync(OutboundMessage message, ComposedMessage composed, Policy policy, CancellationToken ct)
    {
        await rates.WaitAsync(message.Channel, ct);
        return message.Channel switch
        {
            MessageChannel.Email => await emails.SendAsync(EmailOf(message, composed) with { Attachments = await AttachmentsAsync(composed, ct) }, ct),
            MessageChannel.Sms => await SendOnceAsync(message, SmsOf(message, composed, policy), policy, ct),
        };
    }

    private async Task<SendResult> SendOnceAsync(OutboundMessage message, SmsToSend sms, Policy policy, CancellationToken ct)
    {
        var answer = message.Attempts > 1 && await FindSentAsync(message, sms, ct) is { } known ? known : await texts.SendAsync(sms, ct);

        return answer is SendResult.Accepted accepted ? Priced(accepted, sms.Text, policy) : answer;
    }

    /// <summary>What the provider tells counts; else what the text takes by the price of a part.</summary>
    private static SendResult.Accepted Priced(SendResult.Accepted accepted, string text, Policy policy)
    {
        var parts = accepted.Parts is > 0 and var told ? told : SmsText.PartsOf(text);

        return accepted with { Parts = parts, PriceMillis = (accepted.Price is { } amount ? SmsPrice.Told(amount, accepted.Currency, policy) : null) ?? SmsPrice.Estimated(parts, policy) };
    }

    private async Task<SendResult?> FindSentAsync(OutboundMessage message, SmsToSend sms, CancellationToken ct)
    {
        // Another message to the same person may carry the same link; those that the provider took have its id.
        var others = await db.OutboundMessages
            .Where(m => m.RecipientId == message.RecipientId && m.Channel == MessageChannel.Sms && m.ProviderId != null && m.OutboundMessageId != message.OutboundMessageId)
            .Select(m => m.ProviderId!).ToListAsync(ct);

        // And of others that were tried the answer may have been lost too: then the link is not enough to tell one from the other.
        var isAlone = !await db.OutboundMessages.AnyAsync(
            m => m.RecipientId == message.RecipientId && m.Channel == MessageChannel.Sms && m.ProviderId == null && m.Attempts > 0 && m.OutboundMessageId != message.OutboundMessageId
                && m.NotAfterUtc >= message.CreatedAtUtc,
            ct);
        return await texts.FindSentAsync(sms with { IsMarkerEnough = isAlone }, message.CreatedAtUtc, others.ToHashSet(), ct);
    }

    /// <summary>A file that is gone since the message was composed leaves the message without it: its link says what is.</summary>
    private async Task<IReadOnlyList<EmailAttachment>> AttachmentsAsync(ComposedMessage composed, CancellationToken ct) =>
        composed.StoredFileId is { } id && await files.OpenAsync(id, ct) is { } file ? [new EmailAttachment(file.Name, file.ContentType, file.Content)] : [];

    private EmailToSend EmailOf(OutboundMessage message, ComposedMessage composed)
    {
        var email = EmailLayout.Compose(composed, message.Kind);
        return new EmailToSend(
            composed.Contact.Email!,
            composed.Contact.GivenName,
            composed.Words!.Subject ?? "DOST",
            email.Text,
            email.Html,
            $"{message.Reference:N}@{new Uri(site.Value).Host}",
            composed.UnsubscribeUrl is null ? null : new Uri(composed.UnsubscribeUrl));
    }

    private SmsToSend SmsOf(OutboundMessage message, ComposedMessage composed, Policy policy)
    {
        var text = SmsText.AsSent(composed.Words!.Body, composed.Contact.Culture, composed.Contact.PlainLetters ?? policy.Transliterate);
        var id = message.Reference.ToString("N");
        return new SmsToSend(
            composed.Contact.Phone!,
            text,
            id,
            options.Value.SmsStatusPath.Length == 0 || new Uri(site.Value).IsLoopback ? null : new Uri($"{site.Value}{options.Value.SmsStatusPath}?m={id}"),
            composed.LinkUrl is { } link && text.Contains(link, StringComparison.Ordinal) ? link : text);
    }
}
