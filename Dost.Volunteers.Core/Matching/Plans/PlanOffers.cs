using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>
/// Makes a plan true: all its offers in one transaction, without those whose shift, place or person has changed meanwhile; and takes them all back, until
/// somebody has answered.
/// </summary>
public sealed class PlanOffers(VolunteersDbContext db, MatchPlanService plans, Offers offers, Outbox outbox, AuditLog audit, CurrentUser user, TimeProvider clock)
{
    /// <summary>So many offers are made while one waits; more are made by the job.</summary>
    public const int MostAtOnce = 300;

    /// <summary>Offers the plan as it was seen. Pressed twice, it is done once.</summary>
    public async Task<ApplyOutcome> ApplyAsync(Guid matchPlanId, Guid seenVersion, CancellationToken ct)
    {
        var (outcome, places) = await ConcurrentChange.RetryAsync(db, async () =>
        {
            var plan = await plans.Seen.SingleOrDefaultAsync(p => p.MatchPlanId == matchPlanId, ct);

            if (plan is null)
            {
                return (ApplyOutcome.Gone, 0);
            }

            if (plan.State is MatchPlanState.Applied or MatchPlanState.Applying)
            {
                return (ApplyOutcome.AppliedBefore, 0);
            }

            var count = await db.MatchPlanPlaces.CountAsync(p => p.MatchPlanId == matchPlanId, ct);

            if (plan.Version != seenVersion || plan.State is not MatchPlanState.Ready)
            {
                return (ApplyOutcome.ChangedMeanwhile, 0);
            }

            if (count == 0)
            {
                return (ApplyOutcome.NothingToOffer, 0);
            }

            plan.BeginApply(user.AccountId);
            audit.Changed("PlanApplied", AuditSubject.Plan, matchPlanId);

            if (count <= MostAtOnce)
            {
                await OfferAsync(plan, ct);
            }

            await db.SaveChangesAsync(ct);

            return (ApplyOutcome.Done, count);
        });

        return outcome is ApplyOutcome.Done && places > MostAtOnce ? ApplyOutcome.ByTheJob : outcome;
    }

    /// <summary>Takes back all offers that the plan made, unless somebody has answered one.</summary>
    public async Task<UndoOutcome> UndoAsync(Guid matchPlanId, Guid seenVersion, CancellationToken ct)
    {
        var (outcome, made) = await ConcurrentChange.RetryAsync(db, async () =>
        {
            var plan = await plans.Seen.SingleOrDefaultAsync(p => p.MatchPlanId == matchPlanId, ct);

            if (plan is null)
            {
                return (UndoOutcome.Gone, 0);
            }

            if (plan.State is MatchPlanState.Undone or MatchPlanState.Undoing)
            {
                return (UndoOutcome.UndoneBefore, 0);
            }

            if (plan.Version != seenVersion || plan.State is not MatchPlanState.Applied)
            {
                return (UndoOutcome.ChangedMeanwhile, 0);
            }

            if (await AnsweredAsync(matchPlanId, ct))
            {
                return (UndoOutcome.SomebodyAnswered, 0);
            }

            var count = await db.MatchPlanPlaces.CountAsync(p => p.MatchPlanId == matchPlanId && p.State == PlanPlaceState.Offered, ct);
            plan.BeginUndo();
            audit.Changed("PlanUndone", AuditSubject.Plan, matchPlanId);

            if (count <= MostAtOnce)
            {
                await TakeBackAsync(plan, ct);
            }

            await db.SaveChangesAsync(ct);

            return (UndoOutcome.Done, count);
        });

        return outcome is UndoOutcome.Done && made > MostAtOnce ? UndoOutcome.ByTheJob : outcome;
    }

    /// <summary>What was begun in a page and left to the job, in the name of who pressed.</summary>
    public Task FinishAsync(Guid matchPlanId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var plan = await db.MatchPlans.SingleAsync(p => p.MatchPlanId == matchPlanId, ct);
        user.AccountId = plan.AppliedById;

        if (plan.State is MatchPlanState.Applying)
        {
            await OfferAsync(plan, ct);
        }
        else if (plan.State is MatchPlanState.Undoing)
        {
            await TakeBackAsync(plan, ct);
        }

        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Whether somebody has said yes or no to an offer of the plan, or was asked anew since.</summary>
    public Task<bool> AnsweredAsync(Guid matchPlanId, CancellationToken ct) => db.MatchPlanPlaces
        .Where(p => p.MatchPlanId == matchPlanId && p.State == PlanPlaceState.Offered)
        .Join(db.Assignments, p => p.AssignmentId, a => a.AssignmentId, (p, a) => new { p.OfferRound, a.Round, a.State })
        .AnyAsync(o => o.Round > o.OfferRound || (o.State != AssignmentState.Offered && o.State != AssignmentState.Expired && o.State != AssignmentState.Removed), ct);

    private async Task OfferAsync(MatchPlan plan, CancellationToken ct)
    {
        var id = plan.MatchPlanId;
        var places = await db.MatchPlanPlaces.Where(p => p.MatchPlanId == id).OrderBy(p => p.ShiftRoleId).ThenByDescending(p => p.Score).ThenBy(p => p.VolunteerId).ToListAsync(ct);
        var lines = await offers.AddAsync(
            db.Shifts.Where(s => db.MatchPlanRoles.Any(r => r.MatchPlanId == id && r.Filled > 0 && r.ShiftId == s.ShiftId)),
            db.Volunteers.Where(v => db.MatchPlanPlaces.Any(p => p.MatchPlanId == id && p.VolunteerId == v.VolunteerId)),
            places.ConvertAll(p => new OfferWish(p.ShiftRoleId, p.VolunteerId)), fewerThanPlaces: true, ct);

        for (var i = 0; i < places.Count; i++)
        {
            places[i].Become(lines[i]);
        }

        plan.FinishApply(clock.UtcNow());
    }

    private async Task TakeBackAsync(MatchPlan plan, CancellationToken ct)
    {
        var (id, now) = (plan.MatchPlanId, clock.UtcNow());

        if (await AnsweredAsync(id, ct))
        {
            plan.FinishUndo(isUndone: false, now);

            return;
        }

        var made = await db.MatchPlanPlaces.Where(p => p.MatchPlanId == id && p.State == PlanPlaceState.Offered).ToListAsync(ct);
        var standing = await db.Assignments.Include(a => a.Shift).Where(a => db.MatchPlanPlaces.Any(p => p.MatchPlanId == id && p.State == PlanPlaceState.Offered && p.AssignmentId == a.AssignmentId))
            .ToDictionaryAsync(a => a.AssignmentId, ct);

        // Who has read of it is told; what waits to be sent is superseded by itself.
        var told = (await db.OutboundMessages
            .Where(m => (m.Kind == MessageKind.ShiftOffer || m.Kind == MessageKind.WaitlistOffer) && (m.State == MessageState.Sent || m.State == MessageState.Sending))
            .Where(m => db.MatchPlanPlaces.Any(p => p.MatchPlanId == id && p.State == PlanPlaceState.Offered && p.AssignmentId == m.SubjectId))
            .Select(m => new { m.SubjectId, m.SubjectVersion }).ToListAsync(ct)).ToHashSet();

        foreach (var place in made)
        {
            place.TakeBack();

            if (place.AssignmentId is not { } assignmentId || !standing.TryGetValue(assignmentId, out var offer) || offer.Round != place.OfferRound || !offer.Remove(now))
            {
                continue;
            }

            if (told.Contains(new { SubjectId = assignmentId, SubjectVersion = Outbox.VersionOf(offer, offer.Shift) }))
            {
                outbox.AboutAssignment(MessageKind.AssignmentRemoved, offer, offer.Shift);
            }

            audit.Changed("OfferTakenBack", AuditSubject.Assignment, assignmentId);
        }

        plan.FinishUndo(isUndone: true, now);
    }
}

public enum ApplyOutcome { Done, ByTheJob, Gone, AppliedBefore, ChangedMeanwhile, NothingToOffer }

public enum UndoOutcome { Done, ByTheJob, Gone, UndoneBefore, ChangedMeanwhile, SomebodyAnswered }
