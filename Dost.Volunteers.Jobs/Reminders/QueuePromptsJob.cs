using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Jobs.Reminders;

/// <summary>
/// Asks who should be at a shift by now to check in, and a day after help was given how it was, where nobody has said. It looks at what should
/// have been asked by now, so what was missed through downtime is made up for while it makes sense.
/// </summary>
internal sealed class QueuePromptsJob(VolunteersDbContext db, Outbox outbox, TimeProvider clock) : IRecurringJob
{
    private static readonly TimeSpan _askAfter = TimeSpan.FromHours(24);

    /// <summary>Later than this nobody remembers well.</summary>
    private static readonly TimeSpan _askUntil = TimeSpan.FromDays(4);

    public Task RunAsync(CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        await AskToCheckInAsync(ct);
        await AskHowItWasAsync(ct);

        return await db.SaveChangesAsync(ct);
    });

    private async Task AskToCheckInAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var awaited = db.Assignments.Where(a => a.State == AssignmentState.Confirmed && a.Shift.State == ShiftState.Published && a.Shift.StartsAtUtc <= now && a.Shift.EndsAtUtc > now);
        var places = await awaited.Select(a => new { a.AssignmentId, a.VolunteerId, a.Round, a.Shift.Revision, a.Shift.EndsAtUtc }).ToListAsync(ct);
        var asked = (await db.OutboundMessages.Where(m => m.Kind == MessageKind.CheckInPrompt && awaited.Select(a => a.AssignmentId).Contains(m.SubjectId))
                .Select(m => new { m.SubjectId, m.SubjectVersion }).ToListAsync(ct))
            .Select(m => (m.SubjectId, m.SubjectVersion)).ToHashSet();

        foreach (var place in places.Where(p => !asked.Contains((p.AssignmentId, Outbox.VersionOf(p.Revision, p.Round)))))
        {
            db.OutboundMessages.Add(OutboundMessage.For(
                MessageKind.CheckInPrompt, MessageChannel.Sms, Recipient.Volunteer(place.VolunteerId), place.AssignmentId, now, place.EndsAtUtc, Outbox.VersionOf(place.Revision, place.Round)));
        }
    }

    private async Task AskHowItWasAsync(CancellationToken ct)
    {
        var (from, until) = (clock.UtcNow() - _askUntil, clock.UtcNow() - _askAfter);
        var silent = await db.HelpRequests
            .Where(r => r.State == HelpRequestState.Done && r.Steps.Any(s => s.State == HelpRequestState.Done && s.AtUtc > from && s.AtUtc <= until)
                && !db.OutboundMessages.Any(m => m.SubjectId == r.HelpRequestId && m.Kind == MessageKind.HelpRequestHowWasIt))
            .ToListAsync(ct);

        foreach (var request in silent)
        {
            outbox.AboutRequest(MessageKind.HelpRequestHowWasIt, request);
        }
    }
}
