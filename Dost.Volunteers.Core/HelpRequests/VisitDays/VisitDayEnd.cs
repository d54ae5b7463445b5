using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.VisitDays;

/// <summary>What becomes of a visit day and its requests when its shift is called off or over, or when a household drops out. Saved with the caller's unit of work.</summary>
internal sealed class VisitDayEnd(VolunteersDbContext db, Outbox outbox, TimeProvider clock)
{
    /// <summary>The shift of a day was called off: so is the day. The households that were told are told, and their requests wait to be planned anew.</summary>
    public async Task CallOffAsync(Guid shiftId, CancellationToken ct)
    {
        if (await OpenDays().SingleOrDefaultAsync(d => d.ShiftId == shiftId, ct) is not { } day || !day.Close(VisitDayState.CalledOff))
        {
            return;
        }

        foreach (var stop in day.Stops)
        {
            Release(stop);
        }
    }

    /// <summary>Who asked calls it off: the household leaves its day, and the others keep their times.</summary>
    public async Task LeaveAsync(Guid helpRequestId, CancellationToken ct)
    {
        foreach (var day in await OpenDays().Include(d => d.Shift).ThenInclude(s => s.Roles).Where(d => d.Stops.Any(s => s.HelpRequestId == helpRequestId)).ToListAsync(ct))
        {
            var stop = day.Stops.Single(s => s.HelpRequestId == helpRequestId);
            stop.HelpRequest.Note(HelpRequestEventKind.VisitDayLeft, Now, number: stop.Position);
            Drop(day, stop);
        }
    }

    /// <summary>Takes a stop out of a day whose shift is loaded with its roles; whoever judges the team by it meanwhile asks again.</summary>
    public static void Drop(VisitDay day, VisitStop stop)
    {
        day.Stops.Remove(stop);

        foreach (var (other, position) in VisitRoutes.InOrder(day).Select((s, i) => (s, i + 1)))
        {
            other.Position = position;
        }

        day.Shift.Roles.ForEach(role => TeamDemands.SetVisits(role, [.. day.Stops.Select(s => s.HelpRequest.BeneficiaryId).Distinct()]));
        day.Shift.TouchRoles();
        day.Touch();
    }

    /// <summary>Lets a request go from its stop: it waits to be planned anew, and a household that expects the team is told.</summary>
    public bool Release(VisitStop stop)
    {
        if (!stop.HelpRequest.Unplan(Now))
        {
            return false;
        }

        stop.HelpRequest.Note(HelpRequestEventKind.VisitDayLeft, Now, number: stop.Position);

        if (stop.ToldEndsAtUtc is { } until)
        {
            outbox.OnBothChannels(MessageKind.VisitCalledOff, Recipient.Asker(stop.HelpRequestId), stop.HelpRequestId, stop.HelpRequest.Round, until, outbox.IsSoon(stop.ArrivesAtUtc));
        }

        return true;
    }

    /// <summary>
    /// The shift is over. Where the team arrived the person was helped. What nobody noted the coordinator asks the team about; where nobody of the team came
    /// at all, the requests wait to be planned anew.
    /// </summary>
    public async Task CloseAsync(Guid shiftId, bool somebodyCame, CancellationToken ct)
    {
        if (await OpenDays().SingleOrDefaultAsync(d => d.ShiftId == shiftId, ct) is not { } day || !day.Close(VisitDayState.Over))
        {
            return;
        }

        foreach (var stop in day.Stops)
        {
            if (stop.State is VisitStopState.Arrived && stop.Note(VisitStopState.Done, Now) && stop.HelpRequest.Finish(wasHelped: true, Now))
            {
                outbox.AboutRequest(MessageKind.HelpRequestDone, stop.HelpRequest);
            }
            else if (!somebodyCame && stop.HelpRequest.Unplan(Now))
            {
                stop.HelpRequest.Note(HelpRequestEventKind.VisitDayLeft, Now, number: stop.Position);
            }
        }
    }

    private DateTime Now => clock.UtcNow();

    private IQueryable<VisitDay> OpenDays() => db.VisitDays.Include(d => d.Stops).ThenInclude(s => s.HelpRequest)
        .Where(d => d.State == VisitDayState.Draft || d.State == VisitDayState.Told).AsSplitQuery();
}
