using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>What the coordinators decided on the hours: old ones are approved, some sent back and corrected, the newest wait.</summary>
internal sealed class DemoHours(DemoWorld world, DemoStaffing staffing, HoursLedger ledger, Outbox outbox, AuditLog audit)
{
    public async Task DecideAsync(CancellationToken ct)
    {
        var reasons = world.Texts.List("hoursReturns");
        var entries = world.Db.HoursEntries.Local.OrderBy(h => h.SubmittedAtUtc).ToList();

        foreach (var (number, entry) in entries.Index())
        {
            var decidedAt = world.MomentBetween(entry.SubmittedAtUtc.AddHours(10), entry.SubmittedAtUtc.AddHours(60));

            if (decidedAt >= world.NowUtc)
            {
                continue;
            }

            var coordinator = world.CoordinatorOf[entry.CentreId];
            staffing.Act(decidedAt, coordinator);

            if (number % 23 != 11)
            {
                entry.Approve(coordinator, decidedAt);
                outbox.News(MessageKind.HoursApproved, Recipient.Volunteer(entry.VolunteerId), entry.HoursEntryId, 0, MessageChannel.Email);
                audit.Changed("HoursApproved", AuditSubject.HoursEntry, entry.HoursEntryId);
                continue;
            }

            entry.Return(world.Pick(reasons), coordinator, decidedAt);
            outbox.News(MessageKind.HoursReturned, Recipient.Volunteer(entry.VolunteerId), entry.HoursEntryId, 0, MessageChannel.Sms, MessageChannel.Email);
            audit.Changed("HoursReturned", AuditSubject.HoursEntry, entry.HoursEntryId);

            // The right minutes are a further entry, behind all others of the volunteer.
            var correction = await ledger.AddAsync(entry.VolunteerId, entry.CentreId, null, entry.ServiceDate, Math.Max(15, entry.Minutes - 30), world.Clock.MomentUtc, ct);

            if (number % 2 == 0)
            {
                correction.Approve(coordinator, world.Clock.MomentUtc);
            }
        }
    }
}
