using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Jobs.Reminders;

/// <summary>Queues a reminder a day before a booked interview, once for each time that was chosen.</summary>
internal sealed class QueueInterviewRemindersJob(VolunteersDbContext db, PolicyReader policies, TimeProvider clock) : IRecurringJob
{
    private static readonly ReminderStage _dayBefore = new() { ReminderStageId = Guid.Empty, CentreId = Guid.Empty, Code = "24h", LeadMinutes = 24 * 60, BySms = true, ByEmail = true };

    public Task RunAsync(CancellationToken ct) => ConcurrentChange.RetryAsync(db, () => QueueAsync(ct));

    private async Task<int> QueueAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var policy = await policies.ReadAsync(ct);
        var quiet = policy.Quiet;
        var until = now.AddMinutes(_dayBefore.LeadMinutes) + ReminderPlan.MostBroughtForward;
        var booked = db.Interviews.Where(i => i.State == InterviewState.Booked && i.Slot!.CancelledAtUtc == null && i.Slot.StartsAtUtc > now && i.Slot.StartsAtUtc <= until);

        var interviews = await booked.Select(i => new { i.InterviewId, i.VolunteerId, i.Round, i.BookedAtUtc, i.Slot!.StartsAtUtc, i.Slot.Revision }).ToListAsync(ct);
        var said = (await db.OutboundMessages
                .Where(m => (m.Kind == MessageKind.InterviewReminder || m.Kind == MessageKind.InterviewChanged) && booked.Select(i => i.InterviewId).Contains(m.SubjectId))
                .Select(m => new { m.SubjectId, m.SubjectVersion, m.Kind, m.CreatedAtUtc }).ToListAsync(ct))
            .ToLookup(m => (m.SubjectId, m.SubjectVersion));

        foreach (var interview in interviews)
        {
            var version = Outbox.VersionOf(interview.Revision, interview.Round);
            var of = said[(interview.InterviewId, version)].ToList();
            var told = of.Where(m => m.Kind is MessageKind.InterviewChanged).Select(m => m.CreatedAtUtc).Append(interview.BookedAtUtc ?? DateTime.MinValue).Max();

            if (of.Exists(m => m.Kind is MessageKind.InterviewReminder) || ReminderPlan.Due([_dayBefore], interview.StartsAtUtc, told, quiet, now) is not { } due)
            {
                continue;
            }

            foreach (var channel in Enum.GetValues<MessageChannel>())
            {
                db.OutboundMessages.Add(OutboundMessage.For(
                    MessageKind.InterviewReminder, channel, Recipient.Volunteer(interview.VolunteerId), interview.InterviewId, now, due.NotAfterUtc, version, _dayBefore.Code));
            }
        }

        return await db.SaveChangesAsync(ct);
    }
}
