using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>What the coordinators decided on the hours: old ones are approved, some sent back and corrected, the newest wait.</summary>
internal sealed class DemoHours(DemoWorld world, DemoStaffing staffing, HoursLedger ledger, Outbox outbox, AuditLog audit)
{
    /// <summary>Remote work that volunteers of each centre report: on a usual day, at night, over other hours, and taken back.</summary>
    public async Task ReportAsync(CancellationToken ct)
    {
        foreach (var centre in world.Centres)
        {
            var people = world.People.Where(p => p.Volunteer.CentreId == centre.CentreId && p.Volunteer.State is VolunteerState.Active).OrderByDescending(p => p.Volunteer.Programme is Programme.Virtual).Take(3).ToList();
            var words = world.Texts.List("remoteWork");

            foreach (var (number, person) in people.Index())
            {
                await AddAsync(person.Volunteer, number, number == 0 ? 22 : 10 + number, words[number % words.Count], ct);
            }

            (await AddAsync(people[0].Volunteer, 1, 22, words[0], ct)).TakeBack(people[0].Volunteer.VolunteerId, world.Clock.MomentUtc);
        }
    }

    private Task<HoursEntry> AddAsync(Volunteer volunteer, int daysAgo, int hour, string words, CancellationToken ct)
    {
        var day = world.Today.AddDays(-1 - daysAgo);
        var starts = BakuTime.ToUtc(day, new TimeOnly(hour, 0));
        staffing.Act(BakuTime.ToUtc(day, new TimeOnly(hour + 1, 45)), actor: null);

        return ledger.AddAsync(
            new NewHours(volunteer.VolunteerId, volunteer.CentreId, day, 90) { Source = HoursSource.Remote, StartsAtUtc = starts, EndsAtUtc = starts.AddMinutes(90), Words = words }, world.Clock.MomentUtc, ct);
    }

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
                await ledger.ApproveAsync(entry, coordinator, decidedAt, ct);
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
                await ledger.ApproveAsync(correction, coordinator, world.Clock.MomentUtc, ct);
            }
        }
    }
}
