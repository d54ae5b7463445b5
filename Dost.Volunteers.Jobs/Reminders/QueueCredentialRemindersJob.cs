using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Jobs.Reminders;

/// <summary>
/// Reminds holders before a training, check or document expires. It looks at who should have been told by now, so a day missed through
/// downtime is made up for; who has handed in the next one is left in peace.
/// </summary>
internal sealed class QueueCredentialRemindersJob(VolunteersDbContext db, PolicyReader policies, TimeProvider clock) : IRecurringJob
{
    private static readonly VolunteerState[] _reminded = [VolunteerState.Applied, VolunteerState.Interview, VolunteerState.Training, VolunteerState.Active, VolunteerState.Paused];

    public Task RunAsync(CancellationToken ct) => ConcurrentChange.RetryAsync(db, () => QueueAsync(ct));

    private async Task<int> QueueAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var today = BakuTime.DateOf(now);
        var stages = (await policies.ReadAsync(ct)).CredentialReminderDays;

        if (stages.Count == 0)
        {
            return 0;
        }

        var until = today.AddDays(stages[0]);
        var expiring = db.Credentials
            .Where(c => c.State == CredentialState.Verified && c.ExpiresOn >= today && c.ExpiresOn <= until && _reminded.Contains(c.Volunteer.State))
            .Where(CredentialReader.IsNotRenewed(db));
        var holders = await expiring.Select(c => new Holder(c.CredentialId, c.VolunteerId, c.ExpiresOn!.Value, c.DecidedAtUtc)).ToListAsync(ct);
        var said = (await db.OutboundMessages
                .Where(m => m.Kind == MessageKind.CredentialExpiring && expiring.Select(c => c.CredentialId).Contains(m.SubjectId))
                .Select(m => new { m.SubjectId, m.Stage, m.Channel }).ToListAsync(ct))
            .Select(m => (m.SubjectId, m.Stage, m.Channel)).ToHashSet();

        foreach (var holder in holders)
        {
            Queue(holder, stages, said, today, now);
        }

        return await db.SaveChangesAsync(ct);
    }

    /// <summary>The last stage that has come, unless it had come before the credential was verified: then the holder has just read the date.</summary>
    private void Queue(Holder holder, IReadOnlyList<int> stages, HashSet<(Guid, string, MessageChannel)> said, DateOnly today, DateTime now)
    {
        var come = stages.Where(days => holder.ExpiresOn.AddDays(-days) <= today).ToList();

        if (come.Count == 0 || BakuTime.DayOf(holder.ExpiresOn.AddDays(-come[^1])).FromUtc <= holder.VerifiedAtUtc)
        {
            return;
        }

        var days = come[^1];
        var next = stages.Where(later => later < days).Select(later => holder.ExpiresOn.AddDays(-later)).Append(holder.ExpiresOn.AddDays(1)).Min();
        var stage = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{days}d");

        // The first one is for planning; the later ones are worth an SMS.
        MessageChannel[] channels = days == stages[0] && stages.Count > 1 ? [MessageChannel.Email] : [MessageChannel.Email, MessageChannel.Sms];

        foreach (var channel in channels.Where(channel => !said.Contains((holder.CredentialId, stage, channel))))
        {
            db.OutboundMessages.Add(OutboundMessage.For(
                MessageKind.CredentialExpiring, channel, Recipient.Volunteer(holder.VolunteerId), holder.CredentialId, now, BakuTime.DayOf(next).FromUtc, version: 0, stage));
        }
    }

    private sealed record Holder(Guid CredentialId, Guid VolunteerId, DateOnly ExpiresOn, DateTime? VerifiedAtUtc);
}
