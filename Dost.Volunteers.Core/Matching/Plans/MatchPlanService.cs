using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>What a coordinator does with a plan before it is offered: asks for it, stops it, wishes for pairs, changes a place, has it made again.</summary>
public sealed class MatchPlanService(VolunteersDbContext db, CurrentUser user, PlanReader reader, AuditLog audit, TimeProvider clock)
{
    /// <summary>How long a plan is kept after its last day.</summary>
    private const int KeptDays = 60;

    /// <summary>Plans that who asks may see.</summary>
    public IQueryable<MatchPlan> Seen => db.MatchPlans.Where(Visible.MatchPlans(user));

    /// <summary>Asks for a plan. The id comes from the form, so that a second press asks for the same one.</summary>
    public async Task<AskPlanOutcome> AskAsync(Guid matchPlanId, PlanScope scope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);

        if (user.AccountId is not { } accountId)
        {
            throw new InvalidOperationException("Somebody who is signed in plans.");
        }

        if (scope.CentreIds.Count == 0 || !scope.CentreIds.All(user.MayManage))
        {
            return AskPlanOutcome.NotYours;
        }

        if (scope.LastOn < scope.FirstOn || scope.LastOn.DayNumber - scope.FirstOn.DayNumber >= MatchPlan.MostDays || scope.LastOn < clock.TodayInBaku())
        {
            return AskPlanOutcome.WrongDays;
        }

        if (await db.MatchPlans.AnyAsync(p => p.MatchPlanId == matchPlanId, ct))
        {
            return await Seen.AnyAsync(p => p.MatchPlanId == matchPlanId, ct) ? AskPlanOutcome.Asked : AskPlanOutcome.NotYours;
        }

        var plan = new MatchPlan { MatchPlanId = matchPlanId, UserAccountId = accountId, FirstOn = scope.FirstOn, LastOn = scope.LastOn, AskedAtUtc = clock.UtcNow() };
        plan.Centres.AddRange(scope.CentreIds.Distinct().Select(c => new MatchPlanCentre { MatchPlanId = matchPlanId, CentreId = c }));
        db.MatchPlans.Add(plan);
        audit.Changed("PlanAsked", AuditSubject.Plan, matchPlanId);

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (db.Entry(plan).State is EntityState.Added)
        {
            // The other press of two was faster.
            db.ChangeTracker.Clear();

            if (!await Seen.AnyAsync(p => p.MatchPlanId == matchPlanId, ct))
            {
                throw;
            }
        }

        return AskPlanOutcome.Asked;
    }

    public Task<PlanChangeOutcome> StopAsync(Guid matchPlanId, CancellationToken ct) => ChangeAsync(matchPlanId, seen: null, plan => plan.Stop(), ct);

    /// <summary>Has it looked for anew in place: the same address, the wishes as they are, the shifts as they are now.</summary>
    public Task<PlanChangeOutcome> MakeAgainAsync(Guid matchPlanId, Guid seenVersion, CancellationToken ct) => ChangeAsync(matchPlanId, seenVersion, plan => plan.MakeAgain(), ct);

    /// <summary>Wishes for a pair or against it, or takes the wish back; it counts when the plan is made again.</summary>
    public Task<PlanChangeOutcome> WishAsync(Guid matchPlanId, Guid seenVersion, PlanPair pair, PlanWishKind? kind, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var plan = await Seen.Include(p => p.Wishes).SingleOrDefaultAsync(p => p.MatchPlanId == matchPlanId, ct);

        if (plan is null)
        {
            return PlanChangeOutcome.Gone;
        }

        var known = await db.MatchPlanRoles.AnyAsync(r => r.MatchPlanId == matchPlanId && r.ShiftRoleId == pair.ShiftRoleId, ct)
            && await db.MatchPlanPeople.AnyAsync(p => p.MatchPlanId == matchPlanId && p.VolunteerId == pair.VolunteerId, ct);
        var wish = plan.Wishes.Find(w => w.ShiftRoleId == pair.ShiftRoleId && w.VolunteerId == pair.VolunteerId);

        if (!known && wish is null)
        {
            return PlanChangeOutcome.Gone;
        }

        if (plan.Version != seenVersion || !plan.CanBeChanged)
        {
            return PlanChangeOutcome.ChangedMeanwhile;
        }

        if (wish is null && kind is { } wanted)
        {
            plan.Wishes.Add(new MatchPlanWish { MatchPlanId = matchPlanId, ShiftRoleId = pair.ShiftRoleId, VolunteerId = pair.VolunteerId, Kind = wanted });
        }
        else if (wish is not null && kind is { } other)
        {
            (wish.Kind, wish.BrokenAsJson) = (other, null);
        }
        else if (wish is not null)
        {
            plan.Wishes.Remove(wish);
            db.MatchPlanWishes.Remove(wish);
        }

        plan.Wished();
        await db.SaveChangesAsync(ct);

        return PlanChangeOutcome.Done;
    });

    /// <summary>
    /// Gives a place of the plan to somebody else who may take it beside what the plan gives them already; nothing else in the plan moves. The
    /// bound holds as before, and the choice is pinned for when the plan is made again.
    /// </summary>
    public Task<ChooseResult> ChooseAsync(Guid matchPlanId, Guid seenVersion, PlanPair from, Guid toVolunteerId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var plan = await Seen.Include(p => p.Centres).Include(p => p.Wishes).SingleOrDefaultAsync(p => p.MatchPlanId == matchPlanId, ct);
        var place = await db.MatchPlanPlaces.SingleOrDefaultAsync(p => p.MatchPlanId == matchPlanId && p.ShiftRoleId == from.ShiftRoleId && p.VolunteerId == from.VolunteerId, ct);

        if (plan is null || place is null)
        {
            return new ChooseResult(PlanChangeOutcome.Gone);
        }

        if (plan.Version != seenVersion || !plan.CanBeChanged)
        {
            return new ChooseResult(PlanChangeOutcome.ChangedMeanwhile);
        }

        var candidates = await ForPlaceAsync(plan, from, ct);

        if (candidates?.People.FirstOrDefault(c => c.VolunteerId == toVolunteerId) is not { } chosen)
        {
            return new ChooseResult(PlanChangeOutcome.RuleBroken);
        }

        if (chosen.InTheWay.Count > 0)
        {
            return new ChooseResult(PlanChangeOutcome.RuleBroken, chosen.InTheWay);
        }

        db.MatchPlanPlaces.Remove(place);
        db.MatchPlanPlaces.Add(new MatchPlanPlace
        {
            MatchPlanId = matchPlanId,
            ShiftRoleId = from.ShiftRoleId,
            VolunteerId = toVolunteerId,
            Score = chosen.Score.Value,
            PartsAsJson = PlanJson.OfParts(chosen.Score.Parts),
            IsPinned = true,
        });
        await MoveMinutesAsync(matchPlanId, from.VolunteerId, toVolunteerId, candidates.Minutes, ct);
        KeepChoice(plan, from, toVolunteerId);
        plan.Changed(chosen.Score.Value - place.Score);
        await db.SaveChangesAsync(ct);

        return new ChooseResult(PlanChangeOutcome.Done);
    });

    /// <summary>Who else may take a place of a plan, best first, and what the plan gives them that stands in the way; null where there is no such place.</summary>
    public async Task<PlaceCandidates?> CandidatesAsync(Guid matchPlanId, PlanPair place, CancellationToken ct)
    {
        var plan = await Seen.AsNoTracking().Include(p => p.Centres).SingleOrDefaultAsync(p => p.MatchPlanId == matchPlanId, ct);

        return plan is { CanBeChanged: true } ? await ForPlaceAsync(plan, place, ct) : null;
    }

    /// <summary>Deletes plans whose days are long over; how many.</summary>
    public Task<int> ForgetOldAsync(CancellationToken ct)
    {
        var before = clock.TodayInBaku().AddDays(-KeptDays);

        return db.MatchPlans.Where(p => p.LastOn < before).ExecuteDeleteAsync(ct);
    }

    private async Task<PlaceCandidates?> ForPlaceAsync(MatchPlan plan, PlanPair place, CancellationToken ct)
    {
        var day = await db.MatchPlanRoles.Where(r => r.MatchPlanId == plan.MatchPlanId && r.ShiftRoleId == place.ShiftRoleId).Select(r => (DateOnly?)r.OnDate).SingleOrDefaultAsync(ct);

        if (day is not { } onDate)
        {
            return null;
        }

        // Only the shifts of that day are read: of the plan's other places only when they are matters.
        var facts = await reader.ReadAsync(new PlanScope([.. plan.Centres.Select(c => c.CentreId)], onDate, onDate), ct);

        if (facts.Roles.FirstOrDefault(r => r.ShiftRoleId == place.ShiftRoleId) is not { } role)
        {
            return null;
        }

        var draft = PlanDraft.Of(facts with { Roles = [role] }, [], new HashSet<PlanPair>());
        var id = plan.MatchPlanId;
        var planned = (await db.MatchPlanPlaces.Where(p => p.MatchPlanId == id)
                .Join(db.MatchPlanRoles.Where(r => r.MatchPlanId == id), p => p.ShiftRoleId, r => r.ShiftRoleId, (p, r) => new { p.VolunteerId, r.ShiftId, r.Shift.StartsAtUtc, r.Shift.EndsAtUtc, r.Shift.VolunteerTask.PlaceKind, r.Shift.CentreId, r.Shift.VolunteerTaskId })
                .ToListAsync(ct))
            .ToLookup(p => p.VolunteerId, p => new Commitment(p.ShiftId, p.StartsAtUtc, p.EndsAtUtc, PlaceFacts.KeyOf(p.PlaceKind, p.CentreId, p.VolunteerTaskId)));
        var able = draft.AbleFor(place.ShiftRoleId);

        IReadOnlyList<RuleBreach> InTheWay(VolunteerFacts volunteer) =>
            planned[volunteer.VolunteerId].Any(c => c.ShiftId == role.Place.ShiftId)
                ? [new RuleBreach(Rule.Overlap)]
                : RuleBook.Check(volunteer with { Commitments = [.. volunteer.Commitments, .. planned[volunteer.VolunteerId]] }, role.Place, facts.Limits);

        return new PlaceCandidates(
            role.Place.StartsAtUtc, role.Place.EndsAtUtc, RuleBook.Minutes(role.Place.StartsAtUtc, role.Place.EndsAtUtc),
            [
                .. able.Select(a => (Volunteer: facts.People[a.Person].Facts, a.Score)).Where(a => a.Volunteer.VolunteerId != place.VolunteerId)
                    .Select(a => new PlaceCandidate(a.Volunteer.VolunteerId, a.Score, InTheWay(a.Volunteer)))
                    .OrderBy(c => c.InTheWay.Count > 0).ThenByDescending(c => c.Score.Value).ThenBy(c => c.VolunteerId),
            ]);
    }

    /// <summary>The choice is pinned, and a pin of who had the place before is none any more.</summary>
    private void KeepChoice(MatchPlan plan, PlanPair from, Guid toVolunteerId)
    {
        foreach (var old in plan.Wishes.Where(w => w.ShiftRoleId == from.ShiftRoleId && w.VolunteerId == from.VolunteerId).ToList())
        {
            db.MatchPlanWishes.Remove(old);
        }

        if (plan.Wishes.Find(w => w.ShiftRoleId == from.ShiftRoleId && w.VolunteerId == toVolunteerId) is { } wish)
        {
            (wish.Kind, wish.BrokenAsJson) = (PlanWishKind.Pin, null);
        }
        else
        {
            db.MatchPlanWishes.Add(new MatchPlanWish { MatchPlanId = plan.MatchPlanId, ShiftRoleId = from.ShiftRoleId, VolunteerId = toVolunteerId, Kind = PlanWishKind.Pin });
        }
    }

    private async Task MoveMinutesAsync(Guid matchPlanId, Guid from, Guid to, int minutes, CancellationToken ct)
    {
        foreach (var person in await db.MatchPlanPeople.Where(p => p.MatchPlanId == matchPlanId && (p.VolunteerId == from || p.VolunteerId == to)).ToListAsync(ct))
        {
            var sign = person.VolunteerId == from ? -1 : 1;
            person.MinutesAfter += sign * minutes;
            person.Shifts += sign;
        }
    }

    private Task<PlanChangeOutcome> ChangeAsync(Guid matchPlanId, Guid? seen, Func<MatchPlan, bool> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var plan = await Seen.SingleOrDefaultAsync(p => p.MatchPlanId == matchPlanId, ct);

        if (plan is null)
        {
            return PlanChangeOutcome.Gone;
        }

        if ((seen is { } version && plan.Version != version) || !change(plan))
        {
            return PlanChangeOutcome.ChangedMeanwhile;
        }

        await db.SaveChangesAsync(ct);

        return PlanChangeOutcome.Done;
    });
}

public enum AskPlanOutcome { Asked, NotYours, WrongDays }

public enum PlanChangeOutcome { Done, Gone, ChangedMeanwhile, RuleBroken }

/// <summary>How the change of a place went; the rules that stood against it.</summary>
public sealed record ChooseResult(PlanChangeOutcome Outcome, IReadOnlyList<RuleBreach>? Breaches = null);

/// <summary>Who else may take a place.</summary>
public sealed record PlaceCandidates(DateTime StartsAtUtc, DateTime EndsAtUtc, int Minutes, IReadOnlyList<PlaceCandidate> People);

/// <summary>Somebody the rules allow, and what else the plan gives them that stands in the way.</summary>
public sealed record PlaceCandidate(Guid VolunteerId, CandidateScore Score, IReadOnlyList<RuleBreach> InTheWay);
