using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Jobs.Reminders;

/// <summary>Queues the reminders that confirmed volunteers should have by now and do not have.</summary>
internal sealed class QueueShiftRemindersJob(VolunteersDbContext db, PolicyReader policies, TimeProvider clock) : IRecurringJob
{
    /// <summary>Places dealt with at a time, so that nobody who signs up meanwhile waits for the database longer than a moment.</summary>
    private const int Part = 500;

    public Task RunAsync(CancellationToken ct) => ConcurrentChange.RetryAsync(db, () => QueueAsync(ct));

    private async Task<int> QueueAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var policy = await policies.ReadAsync(ct);
        var quiet = policy.Quiet;
        var stages = await StagesAsync(ct);
        var until = now.AddMinutes(stages.Values.SelectMany(s => s).Select(s => s.LeadMinutes).DefaultIfEmpty().Max()) + ReminderPlan.MostBroughtForward;
        var upcoming = db.Assignments.Where(a =>
            a.State == AssignmentState.Confirmed && a.Shift.State == ShiftState.Published && a.Shift.StartsAtUtc > now && a.Shift.StartsAtUtc <= until);

        var places = await upcoming
            .Select(a => new Place(a.AssignmentId, a.VolunteerId, a.Round, a.AnsweredAtUtc, a.Shift.StartsAtUtc, a.Shift.Revision, a.Shift.CentreId, a.Volunteer.QuietFrom, a.Volunteer.QuietTo))
            .ToListAsync(ct);
        var said = (await db.OutboundMessages
                .Where(m => (m.Kind == MessageKind.ShiftReminder || m.Kind == MessageKind.ShiftMoved) && upcoming.Select(a => a.AssignmentId).Contains(m.SubjectId))
                .Select(m => new Said(m.SubjectId, m.SubjectVersion, m.Kind, m.Stage, m.Channel, m.CreatedAtUtc))
                .ToListAsync(ct))
            .ToLookup(s => (s.SubjectId, s.Version));

        var count = 0;
        foreach (var part in places.Chunk(Part))
        {
            foreach (var place in part)
            {
                Queue(place, stages[place.CentreId], said[(place.AssignmentId, place.Version)].ToList(), quiet with { Also = QuietHours.Own(place.QuietFrom, place.QuietTo) }, now);
            }

            count += await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }

        return count;
    }

    private void Queue(Place place, IReadOnlyCollection<ReminderStage> stages, List<Said> said, QuietHours quiet, DateTime now)
    {
        var told = said.Where(s => s.Kind is MessageKind.ShiftMoved).Select(s => s.CreatedAtUtc).Append(place.AnsweredAtUtc ?? DateTime.MinValue).Max();
        if (ReminderPlan.Due(stages, place.StartsAtUtc, told, quiet, now) is not { } due)
        {
            return;
        }

        foreach (var channel in ChannelsOf(due.Stage))
        {
            if (!said.Exists(s => s.Kind is MessageKind.ShiftReminder && s.Stage == due.Stage.Code && s.Channel == channel))
            {
                db.OutboundMessages.Add(OutboundMessage.For(
                    MessageKind.ShiftReminder, channel, Recipient.Volunteer(place.VolunteerId), place.AssignmentId, now, due.NotAfterUtc, place.Version, due.Stage.Code));
            }
        }
    }

    private static IEnumerable<MessageChannel> ChannelsOf(ReminderStage stage)
    {
        if (stage.BySms)
        {
            yield return MessageChannel.Sms;
        }

        if (stage.ByEmail)
        {
            yield return MessageChannel.Email;
        }
    }

    private async Task<Dictionary<Guid, List<ReminderStage>>> StagesAsync(CancellationToken ct)
    {
        var centres = await db.Centres.AsNoTracking().Select(c => c.CentreId).ToListAsync(ct);
        var own = (await db.ReminderStages.AsNoTracking().ToListAsync(ct)).ToLookup(s => s.CentreId);
        return centres.ToDictionary(id => id, id => own[id].Any() ? own[id].ToList() : [.. ReminderStage.Defaults(id)]);
    }

    private sealed record Place(Guid AssignmentId, Guid VolunteerId, int Round, DateTime? AnsweredAtUtc, DateTime StartsAtUtc, int Revision, Guid CentreId, TimeOnly? QuietFrom, TimeOnly? QuietTo)
    {
        public int Version => Outbox.VersionOf(Revision, Round);
    }

    private sealed record Said(Guid SubjectId, int Version, MessageKind Kind, string Stage, MessageChannel Channel, DateTime CreatedAtUtc);
}
