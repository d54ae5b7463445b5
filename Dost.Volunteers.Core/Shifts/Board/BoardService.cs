using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts.Board;

/// <summary>
/// What a coordinator does on the board of the week: asks somebody, puts somebody in, moves somebody to another shift. Each says what was seen
/// of the shifts; if they have changed since, nothing is done.
/// </summary>
public sealed class BoardService(
    VolunteersDbContext db, PlacementService placement, Places places, PlaceJudge judge, Waitlist waitlist, QueueReader queues, PolicyReader policyReader, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Offers a place to somebody, who gets a message and answers.</summary>
    public async Task<BoardResult> AskAsync(Guid shiftRoleId, Guid volunteerId, string? seen, CancellationToken ct)
    {
        var shiftId = await db.ShiftRoles.Where(r => r.ShiftRoleId == shiftRoleId).Select(r => r.ShiftId).SingleAsync(ct);

        if (await StampAsync(shiftId, ct) != seen)
        {
            return new BoardResult(BoardOutcome.ChangedMeanwhile);
        }

        var result = await placement.OfferAsync(shiftRoleId, [volunteerId], ct);

        if (result.Offered.Count > 0)
        {
            return new BoardResult(BoardOutcome.Asked);
        }

        return result.Outcome is PlacementOutcome.Done ? await WhyNotAsync(shiftRoleId, shiftId, volunteerId, ct) : Of(new PlacementResult(result.Outcome));
    }

    /// <summary>Gives a place at once to somebody who has said yes already, by phone or at the desk; they get a receipt.</summary>
    public Task<BoardResult> PutInAsync(Guid shiftRoleId, Guid volunteerId, string? seen, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var shift = await db.ShiftsWithRole(shiftRoleId).ForPlacing().SingleAsync(ct);

        if (!await BelongsAsync(volunteerId, shift, ct))
        {
            return new BoardResult(BoardOutcome.NotOfThisCentre);
        }

        var place = await PlaceInAsync(shift, shiftRoleId, volunteerId, ct);

        if (await StampAsync(shift.ShiftId, ct) != seen)
        {
            return Nothing(new BoardResult(BoardOutcome.ChangedMeanwhile));
        }

        return place.HoldsPlace && place.Round > 0 ? Nothing(new BoardResult(BoardOutcome.AlreadyThere)) : await TakeAsync(place, leaves: null, ct);
    });

    /// <summary>
    /// Moves who has a place or an offer to another role or shift: both happen, or nothing. Who had a place has one there, who was asked is asked
    /// anew; the place that is left goes to the queue.
    /// </summary>
    public Task<BoardResult> MoveAsync(Guid assignmentId, Guid toRoleId, string? seenFrom, string? seenTo, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var leaving = await places.LoadAsync(assignmentId, ct);
        var (from, fromRoleId) = (leaving.Shift, leaving.ShiftRoleId);
        var to = await db.ShiftsWithRole(toRoleId).ForPlacing().SingleAsync(ct);

        if (await StampAsync(from.ShiftId, ct) != seenFrom || await StampAsync(to.ShiftId, ct) != seenTo)
        {
            return Nothing(new BoardResult(BoardOutcome.ChangedMeanwhile));
        }

        if (!from.IsOpen(now) || !to.IsOpen(now))
        {
            return Nothing(new BoardResult(BoardOutcome.ShiftClosed));
        }

        if (leaving.State is not (AssignmentState.Confirmed or AssignmentState.Offered) || fromRoleId == toRoleId)
        {
            return Nothing(new BoardResult(fromRoleId == toRoleId ? BoardOutcome.AlreadyThere : BoardOutcome.NotThereAnyMore));
        }

        if (!await BelongsAsync(leaving.VolunteerId, to, ct))
        {
            return Nothing(new BoardResult(BoardOutcome.NotOfThisCentre));
        }

        var hadPlace = leaving.HoldsPlace;
        var isSameShift = from.ShiftId == to.ShiftId;
        var place = isSameShift ? leaving : await PlaceInAsync(to, toRoleId, leaving.VolunteerId, ct);

        if (!isSameShift && place is { HoldsPlace: true, Round: > 0 })
        {
            return Nothing(new BoardResult(BoardOutcome.AlreadyThere));
        }

        await LeaveAsync(leaving, isSameShift, now, ct);
        place.ShiftRoleId = toRoleId;

        return hadPlace ? await TakeAsync(place, from.ShiftId, ct) : await OfferAsync(place, to, now, ct);
    });

    /// <summary>What there is to be seen of a shift now.</summary>
    public async Task<string> StampAsync(Guid shiftId, CancellationToken ct) => (await StampsAsync([shiftId], ct))[shiftId];

    /// <summary>What there is to be seen of each shift now. Read past what is tracked: whoever saved meanwhile must show.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> StampsAsync(IReadOnlyCollection<Guid> shiftIds, CancellationToken ct)
    {
        var own = await db.Shifts.Where(s => shiftIds.Contains(s.ShiftId)).Select(s => new { s.ShiftId, s.Version }).ToListAsync(ct);
        var roles = await db.ShiftRoles.Where(r => shiftIds.Contains(r.ShiftId)).Select(r => new { r.ShiftId, r.Version }).ToListAsync(ct);
        var assignments = await db.Assignments.Where(a => shiftIds.Contains(a.ShiftId)).Select(a => new { a.ShiftId, a.Version }).ToListAsync(ct);

        return own.Concat(roles).Concat(assignments).GroupBy(v => v.ShiftId).ToDictionary(g => g.Key, g => BoardStamp.Of(g.Select(v => v.Version)));
    }

    /// <summary>Gives the old place free, with all that this owes; nothing is saved yet.</summary>
    private async Task LeaveAsync(Assignment leaving, bool isSameShift, DateTime now, CancellationToken ct)
    {
        var (shift, roleId) = (leaving.Shift, leaving.ShiftRoleId);

        if (leaving.HoldsPlace)
        {
            Places.Free(leaving);
        }

        if (!isSameShift || leaving.State is AssignmentState.Offered)
        {
            leaving.Remove(now);
        }

        if (!isSameShift)
        {
            outbox.AboutAssignment(MessageKind.AssignmentRemoved, leaving, shift);
            audit.Changed("AssignmentRemoved", AuditSubject.Assignment, leaving.AssignmentId);
        }

        await waitlist.OfferToNextAsync(roleId, now, ct);
    }

    /// <summary>The row of a volunteer in a shift: the one that stands, or a new one.</summary>
    private async Task<Assignment> PlaceInAsync(Shift shift, Guid roleId, Guid volunteerId, CancellationToken ct)
    {
        var place = await db.Assignments.SingleOrDefaultAsync(a => a.ShiftId == shift.ShiftId && a.VolunteerId == volunteerId, ct);
        await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteerId, ct);

        if (place is null)
        {
            place = Places.New(shift, shift.Roles.Single(r => r.ShiftRoleId == roleId), volunteerId);
            db.Assignments.Add(place);
        }
        else if (!place.HoldsPlace)
        {
            place.ShiftRoleId = roleId;
        }

        return place;
    }

    private async Task<BoardResult> TakeAsync(Assignment place, Guid? leaves, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var promised = await queues.PromisedAsync(place.ShiftRoleId, place.VolunteerId, ct);
        var result = await places.TakeAsync(place, promised, now, ct, leaves);

        return result.Outcome is PlacementOutcome.Done ? new BoardResult(BoardOutcome.PutIn) : Nothing(Of(result, promised > 0));
    }

    private async Task<BoardResult> OfferAsync(Assignment place, Shift shift, DateTime now, CancellationToken ct)
    {
        var role = shift.Roles.Single(r => r.ShiftRoleId == place.ShiftRoleId);

        if (await judge.CheckAsync(shift, role, place.VolunteerId, ct) is { Count: > 0 } breaches)
        {
            return Nothing(new BoardResult(BoardOutcome.RuleBroken, breaches));
        }

        if (role.PlacesLeft <= 0 || !place.Offer(now, Waitlist.ExpiryOf(shift, await policyReader.ReadAsync(ct), now)))
        {
            return Nothing(new BoardResult(role.PlacesLeft <= 0 ? BoardOutcome.PlaceTaken : BoardOutcome.AlreadyThere));
        }

        outbox.AboutAssignment(MessageKind.ShiftOffer, place, shift);
        audit.Changed("ShiftOffered", AuditSubject.Assignment, place.AssignmentId);
        await db.SaveChangesAsync(ct);

        return new BoardResult(BoardOutcome.Asked);
    }

    private async Task<BoardResult> WhyNotAsync(Guid shiftRoleId, Guid shiftId, Guid volunteerId, CancellationToken ct)
    {
        if (!await BelongsAsync(volunteerId, await db.Shifts.Include(s => s.VolunteerTask).AsNoTracking().SingleAsync(s => s.ShiftId == shiftId, ct), ct))
        {
            return new BoardResult(BoardOutcome.NotOfThisCentre);
        }

        var breaches = await placement.CheckAsync(shiftRoleId, volunteerId, ct);

        return breaches.Count > 0 ? new BoardResult(BoardOutcome.RuleBroken, breaches) : new BoardResult(BoardOutcome.AlreadyThere);
    }

    private Task<bool> BelongsAsync(Guid volunteerId, Shift shift, CancellationToken ct) =>
        db.Volunteers.OfShift(shift).AnyAsync(v => v.VolunteerId == volunteerId, ct);

    /// <summary>What was begun must not be saved by whoever saves next.</summary>
    private BoardResult Nothing(BoardResult result)
    {
        db.ChangeTracker.Clear();

        return result;
    }

    private static BoardResult Of(PlacementResult result, bool isPromised = false) => result.Outcome switch
    {
        PlacementOutcome.Done => new BoardResult(BoardOutcome.PutIn),
        PlacementOutcome.RuleBroken => new BoardResult(BoardOutcome.RuleBroken, result.Breaches),
        PlacementOutcome.ShiftClosed => new BoardResult(BoardOutcome.ShiftClosed),
        PlacementOutcome.AlreadyThere => new BoardResult(BoardOutcome.AlreadyThere),
        PlacementOutcome.PlaceTaken or PlacementOutcome.Waitlisted => new BoardResult(isPromised ? BoardOutcome.PlacePromised : BoardOutcome.PlaceTaken),
        PlacementOutcome.NoLongerOffered or PlacementOutcome.OfferExpired or PlacementOutcome.ReasonNeeded => new BoardResult(BoardOutcome.NotThereAnyMore),
    };
}

public enum BoardOutcome { Asked, PutIn, ChangedMeanwhile, ShiftClosed, PlaceTaken, PlacePromised, AlreadyThere, NotThereAnyMore, NotOfThisCentre, RuleBroken }

/// <summary>How it went; the rules that it would break where it does.</summary>
public sealed record BoardResult(BoardOutcome Outcome, IReadOnlyList<RuleBreach>? Breaches = null)
{
    public bool IsDone => Outcome is BoardOutcome.Asked or BoardOutcome.PutIn;
}
