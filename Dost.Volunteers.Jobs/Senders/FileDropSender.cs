using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Keeps messages in a folder in place of sending them: the default, and what development uses.</summary>
internal sealed class FileDropSender(FileDrop drop, TimeProvider clock) : IEmailSender, ISmsSender
{
    public async Task<SendResult> SendAsync(EmailToSend email, CancellationToken ct)
    {
        await drop.AddAsync(
            new DroppedMessage
            {
                Id = email.MessageId,
                Channel = DroppedChannel.Email,
                DroppedAtUtc = clock.UtcNow(),
                To = email.ToAddress,
                ToName = email.ToName,
                Subject = email.Subject,
                Text = email.Text,
                Html = email.Html,
                Attachments = [.. email.Attachments.Select(a => new DroppedFile(a.Name, a.Content.Length))],
                ListUnsubscribeUrl = email.ListUnsubscribeUrl,
            },
            ct);
        return new SendResult.Accepted(email.MessageId);
    }

    public async Task<SendResult> SendAsync(SmsToSend sms, CancellationToken ct)
    {
        await drop.AddAsync(
            new DroppedMessage
            {
                Id = sms.ReferenceId,
                Channel = DroppedChannel.Sms,
                DroppedAtUtc = clock.UtcNow(),
                To = sms.To,
                Text = sms.Text,
                StatusCallback = sms.StatusCallback,
            },
            ct);
        return new SendResult.Accepted(sms.ReferenceId);
    }

    public async Task<SendResult?> FindSentAsync(SmsToSend sms, DateTime sinceUtc, IReadOnlySet<string> otherIds, CancellationToken ct) =>
        await drop.FindAsync(sms.ReferenceId, ct) is null ? null : new SendResult.Accepted(sms.ReferenceId);
}
