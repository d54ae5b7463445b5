using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Ladders;

/// <summary>
/// Looks for who comes to an urgent visit, a few people at a time. Each step is one unit of work: the offers, the messages, the note on the
/// timeline and the time of the next step are saved together, so that a worker killed between two steps loses and repeats nothing.
/// </summary>
public sealed class LadderService(
    VolunteersDbContext db, CurrentUser user, LadderGroups groups, Offers offers, Waitlist waitlist, PolicyReader policyReader, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Lets a search begin for each role of a visit that is being planned; saved with the plan.</summary>
    internal void Begin(HelpRequest request, Shift shift)
    {
        var now = clock.UtcNow();

        foreach (var role in shift.Roles)
        {
            db.Ladders.Add(new Ladder { LadderId = Guid.CreateVersion7(), HelpRequestId = request.HelpRequestId, ShiftRoleId = role.ShiftRoleId, StartedAtUtc = now, NextAtUtc = now });
        }

        request.Note(HelpRequestEventKind.LadderStarted, now, user.AccountId);
    }

    /// <summary>A coordinator lets the search begin, or go on. False if there is nothing to search for.</summary>
    public Task<bool> StartAsync(Guid helpRequestId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var shift = await ComingVisitAsync(helpRequestId, now, ct);

        if (shift?.VolunteerTask.HelpRequest is not { State: HelpRequestState.Planned } request || shift.PlacesTaken >= shift.PlacesWanted)
        {
            return false;
        }

        var roleIds = shift.Roles.ConvertAll(r => r.ShiftRoleId);
        var standing = await db.Ladders.Where(l => roleIds.Contains(l.ShiftRoleId)).ToListAsync(ct);

        if (standing.Count == 0)
        {
            Begin(request, shift);
        }
        else if (standing.FindAll(l => l.Resume(now)).Count > 0)
        {
            request.Note(HelpRequestEventKind.LadderStarted, now, user.AccountId);
        }

        audit.Changed("LadderStarted", AuditSubject.HelpRequest, helpRequestId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>A coordinator takes over: nobody more is asked. Offers that stand stay.</summary>
    public Task<bool> StopAsync(Guid helpRequestId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var climbing = await db.Ladders.Where(l => l.HelpRequestId == helpRequestId && l.State == LadderState.Climbing).ToListAsync(ct);

        if (climbing.Count == 0)
        {
            return false;
        }

        climbing.ForEach(l => l.End(LadderState.Stopped, now));
        (await db.HelpRequests.SingleAsync(r => r.HelpRequestId == helpRequestId, ct)).Note(HelpRequestEventKind.LadderStopped, now, user.AccountId);
        audit.Changed("LadderStopped", AuditSubject.HelpRequest, helpRequestId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Somebody said no on the telephone: neither the ladder nor the call list names them again for this request.</summary>
    public Task NoteNoAsync(Guid helpRequestId, Guid volunteerId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var place = await db.Assignments.SingleOrDefaultAsync(
            a => a.VolunteerId == volunteerId && a.State == AssignmentState.Offered && a.Shift.VolunteerTask.HelpRequestId == helpRequestId && a.Shift.State == ShiftState.Published && a.Shift.StartsAtUtc > now, ct);
        place?.Decline(now);

        foreach (var ask in await db.LadderAsks.Where(a => a.VolunteerId == volunteerId && a.Answer == null && db.Ladders.Any(l => l.LadderId == a.LadderId && l.HelpRequestId == helpRequestId)).ToListAsync(ct))
        {
            ask.Answer = AssignmentState.Declined;
        }

        var request = await db.HelpRequests.SingleAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (!await db.HelpRequestEvents.AnyAsync(e => e.HelpRequestId == helpRequestId && e.VolunteerId == volunteerId && e.Kind == HelpRequestEventKind.LadderSaidNo, ct))
        {
            request.Note(HelpRequestEventKind.LadderSaidNo, now, user.AccountId, volunteerId);
        }

        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>The ladders to look at now: those that climb, and those whose place was given back.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(int batch, CancellationToken ct)
    {
        var now = clock.UtcNow();

        return await db.Ladders
            .Where(l => l.State == LadderState.Climbing || (l.State == LadderState.Filled && db.ShiftRoles.Any(r => r.ShiftRoleId == l.ShiftRoleId && r.PlacesTaken < r.Capacity
                && db.Shifts.Any(s => s.ShiftId == r.ShiftId && s.State == ShiftState.Published && s.StartsAtUtc > now))))
            .OrderBy(l => l.NextAtUtc).Take(batch).Select(l => l.LadderId).ToListAsync(ct);
    }

    /// <summary>Takes in the answers, and asks the next group where it is time for it.</summary>
    public Task ClimbAsync(Guid ladderId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var ladder = await db.Ladders.Include(l => l.Asks).SingleAsync(l => l.LadderId == ladderId, ct);
        var shift = await db.ShiftsWithRole(ladder.ShiftRoleId).ForPlacing().SingleAsync(ct);
        var role = shift.Roles.Single(r => r.ShiftRoleId == ladder.ShiftRoleId);
        var request = shift.VolunteerTask.HelpRequest!;
        var thinking = await TakeAnswersAsync(ladder, request, now, ct);

        if (!shift.IsOpen(now) || request.State is not HelpRequestState.Planned)
        {
            End(ladder, request, LadderState.Stopped, HelpRequestEventKind.LadderStopped, now);
        }
        else if (role.PlacesLeft == 0)
        {
            End(ladder, request, LadderState.Filled, HelpRequestEventKind.LadderFilled, now);
        }
        else if (ladder.State is LadderState.Filled ? ladder.Resume(now) : ladder.State is LadderState.Climbing && (ladder.NextAtUtc <= now || (ladder.Step > 0 && thinking == 0)))
        {
            await AskNextAsync(ladder, shift, role, request, now, ct);
        }

        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Writes down what those who were asked have answered; how many are still thinking.</summary>
    private async Task<int> TakeAnswersAsync(Ladder ladder, HelpRequest request, DateTime now, CancellationToken ct)
    {
        var open = ladder.Asks.Where(a => a.Answer is null).ToList();
        var ids = open.ConvertAll(a => a.AssignmentId);
        var places = await db.Assignments.Where(a => ids.Contains(a.AssignmentId)).ToDictionaryAsync(a => a.AssignmentId, ct);
        var thinking = 0;

        foreach (var ask in open)
        {
            if (places.GetValueOrDefault(ask.AssignmentId) is not { } place || place.IsOpenOffer(now))
            {
                thinking++;
                continue;
            }

            ask.Answer = place.State;
            var kind =
                place.HoldsPlace ? HelpRequestEventKind.LadderSaidYes
                : place.State is AssignmentState.Declined or AssignmentState.Withdrawn ? HelpRequestEventKind.LadderSaidNo
                : HelpRequestEventKind.LadderNoAnswer;
            request.Note(kind, place.AnsweredAtUtc ?? now, volunteerId: ask.VolunteerId, number: ask.Step);
        }

        return thinking;
    }

    private async Task AskNextAsync(Ladder ladder, Shift shift, ShiftRole role, HelpRequest request, DateTime now, CancellationToken ct)
    {
        var plan = LadderPlan.Of(await policyReader.ReadAsync(ct));

        // A step that finds nobody costs no time.
        while (plan.RungOf(ladder.Step + 1) is { } rung)
        {
            ladder.Climb(rung, plan.NextAt(ladder.Step + 1, shift.StartsAtUtc, now));
            var asked = rung is LadderRung.Waitlist ? await AskWaitingAsync(ladder, role, now, ct) : await AskGroupAsync(ladder, shift, role, plan, ct);

            foreach (var place in asked)
            {
                ladder.Asks.Add(new LadderAsk
                {
                    LadderAskId = Guid.CreateVersion7(),
                    LadderId = ladder.LadderId,
                    VolunteerId = place.VolunteerId,
                    AssignmentId = place.AssignmentId,
                    Step = ladder.Step,
                    Rung = rung,
                    AskedAtUtc = now,
                });
                request.Note(HelpRequestEventKind.LadderAsked, now, volunteerId: place.VolunteerId, number: ladder.Step);
            }

            if (asked.Count > 0)
            {
                return;
            }

            if (rung is not LadderRung.Waitlist)
            {
                request.Note(HelpRequestEventKind.LadderStepEmpty, now, number: ladder.Step);
            }
        }

        End(ladder, request, LadderState.CallList, HelpRequestEventKind.LadderCallList, now);
        await AlarmAsync(ladder, shift, ct);
    }

    /// <summary>Offers to the next of the best who may come, were not asked by this ladder, and have not been asked too often this week.</summary>
    private async Task<IReadOnlyList<Assignment>> AskGroupAsync(Ladder ladder, Shift shift, ShiftRole role, LadderPlan plan, CancellationToken ct)
    {
        var wanted = await groups.NextAsync(ladder, shift, plan, ct);

        if (wanted.Count == 0)
        {
            return [];
        }

        // Two ladders that ask the same person at the same moment collide here: the week's budget holds for both together.
        foreach (var volunteer in await db.Volunteers.Where(v => wanted.Contains(v.VolunteerId)).ToListAsync(ct))
        {
            volunteer.TouchCommitments();
        }

        var lines = await offers.AddAsync(
            db.Shifts.Where(s => s.ShiftId == shift.ShiftId), db.Volunteers.Where(v => wanted.Contains(v.VolunteerId)), [.. wanted.Select(v => new OfferWish(role.ShiftRoleId, v))],
            fewerThanPlaces: false, ct, ofAnyCentre: ladder.Rung is LadderRung.WiderRing);

        return [.. lines.Where(l => l.Verdict is OfferVerdict.Offered).Select(l => l.Assignment!)];
    }

    /// <summary>Those who wait for a place of this shift: a place that is free is offered to them in their order.</summary>
    private async Task<IReadOnlyList<Assignment>> AskWaitingAsync(Ladder ladder, ShiftRole role, DateTime now, CancellationToken ct)
    {
        await waitlist.OfferToNextAsync(role.ShiftRoleId, now, ct);
        var before = ladder.Asks.Select(a => a.VolunteerId).ToHashSet();

        return [.. db.Assignments.Local.Where(a => a.ShiftRoleId == role.ShiftRoleId && a.OfferedAtUtc == now && a.IsOpenOffer(now) && !before.Contains(a.VolunteerId))];
    }

    private static void End(Ladder ladder, HelpRequest request, LadderState state, HelpRequestEventKind kind, DateTime now)
    {
        if (ladder.End(state, now))
        {
            request.Note(kind, now, number: ladder.Step);
        }
    }

    /// <summary>Everybody who coordinates the centre learns that the telephone is what is left.</summary>
    private async Task AlarmAsync(Ladder ladder, Shift shift, CancellationToken ct)
    {
        foreach (var accountId in await db.CoordinatorsOf(shift.CentreId).ToListAsync(ct))
        {
            outbox.OnBothChannels(MessageKind.LadderCallList, Recipient.Account(accountId), ladder.LadderId, ladder.Asks.Count, shift.StartsAtUtc, isUrgent: true);
        }
    }

    private Task<Shift?> ComingVisitAsync(Guid helpRequestId, DateTime now, CancellationToken ct) => db.Shifts.ForPlacing()
        .Where(s => s.VolunteerTask.HelpRequestId == helpRequestId && s.State == ShiftState.Published && s.StartsAtUtc > now)
        .OrderBy(s => s.StartsAtUtc).FirstOrDefaultAsync(ct);
}
