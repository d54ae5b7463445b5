using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>The steps of a visit day as the team presses them: on the way, arrived, done, nobody home. Each has one effect, however often and by whomever it is pressed.</summary>
public sealed class VisitRound(VolunteersDbContext db, VisitRoundReader reader, CurrentUser user, PolicyReader policyReader, PrivacyKeys keys, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Somebody of the team notes a step. Not found is a stop that they may not see now.</summary>
    public Task<VisitStepOutcome> NoteAsync(Guid visitDayId, Guid visitStopId, VisitStopState step, string? pin, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (await WithAll((await reader.OwnStopsAsync(ct)).Where(s => s.VisitDayId == visitDayId && s.VisitStopId == visitStopId)).SingleOrDefaultAsync(ct) is not { } stop)
        {
            return VisitStepOutcome.NotFound;
        }

        var shift = stop.VisitDay.Shift;

        if (clock.UtcNow() < shift.StartsAtUtc - OnTheWay.OpensBefore)
        {
            return VisitStepOutcome.TooEarly;
        }

        // Nobody visits alone who is to be visited by two.
        if (shift.Assignments.Count(a => a.IsCommitment) < LeastPeople(stop))
        {
            return VisitStepOutcome.TooFew;
        }

        var own = shift.Assignments.Single(a => a.VolunteerId == user.VolunteerId);

        if (step is VisitStopState.Arrived && stop.State < step && await PinAsync(own, stop, pin, ct) is { } refused)
        {
            return refused;
        }

        return await TakeAsync(stop, step, ct);
    });

    /// <summary>A coordinator notes what the team told them, or forgot to press. The caller has seen that they may.</summary>
    public Task<VisitStepOutcome> NoteByStaffAsync(Guid visitDayId, Guid visitStopId, VisitStopState step, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var stop = await WithAll(db.VisitStops.Where(s => s.VisitDayId == visitDayId && s.VisitStopId == visitStopId && s.VisitDay.State != VisitDayState.CalledOff)).SingleOrDefaultAsync(ct);

        return stop is null ? VisitStepOutcome.NotFound
            : clock.UtcNow() < stop.VisitDay.Shift.StartsAtUtc - OnTheWay.OpensBefore ? VisitStepOutcome.TooEarly
            : await TakeAsync(stop, step, ct);
    });

    private static int LeastPeople(VisitStop stop) => stop.HelpRequest.Beneficiary.VisitedByTwo ? Math.Max(2, stop.VisitDay.Shift.LeastPeople) : 1;

    private async Task<VisitStepOutcome> TakeAsync(VisitStop stop, VisitStopState step, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var request = stop.HelpRequest;

        if (request.State is not (HelpRequestState.Planned or HelpRequestState.InProgress))
        {
            return stop.State is VisitStopState.Done or VisitStopState.NotHome ? VisitStepOutcome.Done : VisitStepOutcome.NoLonger;
        }

        if (!stop.Note(step, now))
        {
            return VisitStepOutcome.Done;
        }

        switch (step)
        {
            case VisitStopState.OnTheWay:
                request.Note(HelpRequestEventKind.VisitOnTheWay, now, user.AccountId, user.VolunteerId, stop.Position);

                // They wait at the door: the night does not hold it.
                outbox.OnBothChannels(MessageKind.HelpRequestOnTheWay, Recipient.Asker(request.HelpRequestId), request.HelpRequestId, Outbox.VersionOf(request, stop.VisitDay.Shift), stop.VisitDay.Shift.EndsAtUtc, isUrgent: true);
                break;
            case VisitStopState.Arrived:
                request.Note(HelpRequestEventKind.VisitArrived, now, user.AccountId, user.VolunteerId, stop.Position);
                request.Start(now);
                break;
            case VisitStopState.Done:
                request.Start(now);

                if (request.Finish(wasHelped: true, now))
                {
                    outbox.AboutRequest(MessageKind.HelpRequestDone, request);
                }

                break;
            case VisitStopState.NotHome:
                request.Note(HelpRequestEventKind.VisitNotHome, now, user.AccountId, user.VolunteerId, stop.Position);
                request.Finish(wasHelped: false, now);
                break;
        }

        audit.Changed($"Visit{step}", AuditSubject.HelpRequest, request.HelpRequestId);
        await db.SaveChangesAsync(ct);

        return VisitStepOutcome.Done;
    }

    /// <summary>The number that the household tells, where it was typed or is demanded; a wrong one is counted and saved. Null if nothing stands in the way.</summary>
    private async Task<VisitStepOutcome?> PinAsync(Assignment own, VisitStop stop, string? pin, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(pin))
        {
            return (await policyReader.ReadAsync(ct)).VisitPinRequired ? VisitStepOutcome.PinNeeded : null;
        }

        if (own.WrongPins >= VisitPin.MaxWrong)
        {
            return VisitStepOutcome.PinSpent;
        }

        if (VisitPin.IsRight(keys, stop.VisitStopId, pin))
        {
            return null;
        }

        own.CountWrongPin();
        await db.SaveChangesAsync(ct);

        return own.WrongPins >= VisitPin.MaxWrong ? VisitStepOutcome.PinSpent : VisitStepOutcome.WrongPin;
    }

    private static IQueryable<VisitStop> WithAll(IQueryable<VisitStop> stops) => stops
        .Include(s => s.HelpRequest).ThenInclude(r => r.Beneficiary)
        .Include(s => s.VisitDay).ThenInclude(d => d.Shift).ThenInclude(s => s.Assignments)
        .AsSplitQuery();
}

/// <summary>Too few: the household is visited by two, and the team has one. No longer: the request was closed or planned otherwise meanwhile.</summary>
public enum VisitStepOutcome { Done, NotFound, TooEarly, TooFew, NoLonger, PinNeeded, WrongPin, PinSpent }
