using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Jobs.Senders;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Jobs.Dispatch;

/// <summary>What became of a letter in the mailbox of returned e-mails.</summary>
public enum ReturnedMailOutcome
{
    /// <summary>No report: somebody wrote, or a machine that says who is away.</summary>
    NoReport,

    /// <summary>The server tries again by itself; nothing is done.</summary>
    ForNow,

    /// <summary>An e-mail that is not ours, or is no longer known.</summary>
    Unknown,
    Failed,
}

/// <summary>Takes letters that tell of e-mails that came back. A letter that is taken twice has one effect.</summary>
public sealed class ReturnedMailService(VolunteersDbContext db, DeliveryReports reports, TimeProvider clock)
{
    /// <summary>Servers give up within so long; what was sent before is not what came back.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromDays(7);

    public async Task<ReturnedMailOutcome> TakeAsync(ReturnedMail? mail, CancellationToken ct)
    {
        if (mail is null)
        {
            return ReturnedMailOutcome.NoReport;
        }

        if (!mail.IsFinal)
        {
            return ReturnedMailOutcome.ForNow;
        }

        var id = mail.MessageId ?? await FindByAddressAsync(mail, ct);

        return id is { } known && await reports.RecordReturnAsync(known, mail.Status, ct) ? ReturnedMailOutcome.Failed : ReturnedMailOutcome.Unknown;
    }

    /// <summary>
    /// The last e-mail that had gone to the address when the report was written, whatever became of it since: so the same report leads to
    /// the same e-mail again, and never to a later one.
    /// </summary>
    private async Task<Guid?> FindByAddressAsync(ReturnedMail mail, CancellationToken ct)
    {
        var at = mail.At.UtcDateTime;
        if (mail.Address is not { } address || at > clock.UtcNow() || at == DateTime.MinValue)
        {
            return null;
        }

        var since = at - _longest;
        var upper = address.ToUpperInvariant();
        var sent = db.OutboundMessages.AsNoTracking().Where(m => m.Channel == MessageChannel.Email && m.SentAtUtc <= at && m.SentAtUtc >= since);
        var found = await sent.Where(m =>
                (m.RecipientKind == RecipientKind.Volunteer && db.Volunteers.Any(v => v.VolunteerId == m.RecipientId && v.Email == address))
                || (m.RecipientKind == RecipientKind.Asker && db.HelpRequests.Any(r => r.HelpRequestId == m.RecipientId && r.ContactEmail == address))
                || (m.RecipientKind == RecipientKind.Account && db.Users.Any(u => u.Id == m.RecipientId && u.NormalizedEmail == upper)))
            .OrderByDescending(m => m.SentAtUtc).ThenBy(m => m.OutboundMessageId).Select(m => (Guid?)(m.SetId ?? m.OutboundMessageId)).FirstOrDefaultAsync(ct);

        return found;
    }
}
