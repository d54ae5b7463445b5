using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching.Planning;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>
/// Makes plans that were asked for: takes one under a lease, reads, solves, keeps. A worker that dies leaves the plan to the next one when its lease
/// is over; one that comes too late with its answer keeps nothing.
/// </summary>
public sealed class PlanWorker(VolunteersDbContext db, PlanReader reader, TimeProvider clock)
{
    /// <summary>So many pairs of a place and a person are soon looked at, and the plan is made while one waits.</summary>
    private const long SoonDone = 200_000;

    /// <summary>Of the reasons against people, the most frequent ones are kept.</summary>
    private const int MostReasons = 12;

    private static readonly TimeSpan _atOnce = TimeSpan.FromSeconds(1);

    /// <summary>The plan that waits longest for a worker, taken by this one; null where there is none.</summary>
    public Task<MatchPlan?> ClaimNextAsync(Guid worker, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var waiting = await db.MatchPlans.Include(p => p.Centres).Where(p => p.State == MatchPlanState.Queued || p.State == MatchPlanState.Working
                || p.State == MatchPlanState.Applying || p.State == MatchPlanState.Undoing)
            .Where(p => p.LeasedUntilUtc == null || p.LeasedUntilUtc <= now).OrderBy(p => p.AskedAtUtc).ToListAsync(ct);
        var taken = waiting.Find(p => p.Claim(worker, now));
        await db.SaveChangesAsync(ct);

        return taken;
    });

    /// <summary>Makes the plan here and now where that is soon done; else it waits for the job, and this says false.</summary>
    public async Task<bool> MakeAtOnceAsync(Guid matchPlanId, CancellationToken ct)
    {
        var worker = Guid.CreateVersion7();
        var plan = await ConcurrentChange.RetryAsync(db, async () =>
        {
            var found = await db.MatchPlans.Include(p => p.Centres).SingleAsync(p => p.MatchPlanId == matchPlanId, ct);

            if (found.State is not MatchPlanState.Queued || await reader.SizeAsync(ScopeOf(found), ct) > SoonDone || !found.Claim(worker, clock.UtcNow()))
            {
                return null;
            }

            await db.SaveChangesAsync(ct);

            return found;
        });

        return plan is not null && await MakeAsync(plan.MatchPlanId, worker, new PlanOptions { TimeLimit = _atOnce }, progress: null, stop: CancellationToken.None, ct);
    }

    /// <summary>Reads, solves and keeps a plan that this worker has. False where it has it no more: another one took it over.</summary>
    /// <param name="matchPlanId">The plan.</param>
    /// <param name="worker">Who has it.</param>
    /// <param name="options">How long to look.</param>
    /// <param name="progress">Told how far the search is.</param>
    /// <param name="stop">Ends the search; the best so far is kept, and said to be.</param>
    /// <param name="ct">Ends the work; nothing is kept.</param>
    public async Task<bool> MakeAsync(Guid matchPlanId, Guid worker, PlanOptions options, IProgress<PlanProgress>? progress, CancellationToken stop, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var asked = await db.MatchPlans.AsNoTracking().Include(p => p.Centres).Include(p => p.Wishes).SingleAsync(p => p.MatchPlanId == matchPlanId, ct);
        var facts = await reader.ReadAsync(ScopeOf(asked), ct);
        var draft = PlanDraft.Of(facts, PairsOf(asked, PlanWishKind.Pin), PairsOf(asked, PlanWishKind.Forbid).ToHashSet());
        var (solved, wasStopped) = await Task.Run(() =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, ct);
            var plan = Planner.Solve(draft.Problem, options, progress, either.Token);

            return (plan, stop.IsCancellationRequested);
        }, CancellationToken.None);
        ct.ThrowIfCancellationRequested();

        return await KeepAsync(matchPlanId, worker, draft, solved, wasStopped, ct);
    }

    /// <summary>Says how far the search is and keeps the lease; whether it is to go on, to stop with what it has, or the plan belongs to another one.</summary>
    public async Task<WorkOrder> ReportAsync(Guid matchPlanId, Guid worker, PlanProgress? progress, CancellationToken ct)
    {
        var until = clock.UtcNow() + MatchPlan.LeaseTime;
        var own = db.MatchPlans.Where(p => p.MatchPlanId == matchPlanId && p.LeasedBy == worker);
        var kept = progress is { } known && double.IsFinite(known.UpperBound) && double.IsFinite(known.Value)
            ? await own.ExecuteUpdateAsync(
                set => set.SetProperty(p => p.LeasedUntilUtc, until).SetProperty(p => p.Done, known.Done).SetProperty(p => p.Value, known.Value)
                    .SetProperty(p => p.UpperBound, known.UpperBound).SetProperty(p => p.PlacesFilled, known.PlacesFilled), ct)
            : await own.ExecuteUpdateAsync(set => set.SetProperty(p => p.LeasedUntilUtc, until), ct);

        return kept == 0 ? WorkOrder.NotYours : await own.AnyAsync(p => p.StopAsked, ct) ? WorkOrder.Stop : WorkOrder.GoOn;
    }

    public static PlanScope ScopeOf(MatchPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);

        return new PlanScope([.. plan.Centres.Select(c => c.CentreId).Order()], plan.FirstOn, plan.LastOn);
    }

    internal static IReadOnlyList<PlanPair> PairsOf(MatchPlan plan, PlanWishKind kind) => [.. plan.Wishes.Where(w => w.Kind == kind).Select(w => new PlanPair(w.ShiftRoleId, w.VolunteerId))];

    /// <summary>The new answer in place of an earlier one, in one transaction.</summary>
    private Task<bool> KeepAsync(Guid matchPlanId, Guid worker, PlanDraft draft, Plan solved, bool wasStopped, CancellationToken ct) =>
        ConcurrentChange.RetryAsync(db, () => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var plan = await db.MatchPlans.Include(p => p.Wishes).SingleAsync(p => p.MatchPlanId == matchPlanId, ct);
            var places = draft.PlacesOf(solved);
            var answer = new PlanAnswer(
                draft.Facts.ReadAtUtc, draft.Facts.Stamp, wasStopped, solved.Value + draft.PinnedValue, solved.UpperBound + draft.PinnedValue,
                draft.PlacesWanted, places.Count, solved.PlacesUpperBound + draft.Pinned.Count);

            if (!plan.Keep(worker, answer))
            {
                return false;
            }

            foreach (var wish in plan.Wishes.Where(w => w.Kind is PlanWishKind.Pin))
            {
                wish.BrokenAsJson = draft.Broken.FirstOrDefault(b => b.Pair == new PlanPair(wish.ShiftRoleId, wish.VolunteerId)) is { } broken ? PlanJson.OfBreaches(broken.Breaches) : null;
            }

            await db.MatchPlanPlaces.Where(p => p.MatchPlanId == matchPlanId).ExecuteDeleteAsync(ct);
            await db.MatchPlanRoles.Where(p => p.MatchPlanId == matchPlanId).ExecuteDeleteAsync(ct);
            await db.MatchPlanPeople.Where(p => p.MatchPlanId == matchPlanId).ExecuteDeleteAsync(ct);
            Add(matchPlanId, draft, places);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);

            return true;
        }));

    private void Add(Guid matchPlanId, PlanDraft draft, IReadOnlyList<DraftPlace> places)
    {
        var facts = draft.Facts;
        var gaps = draft.GapsOf(places);
        var filled = places.ToLookup(p => p.Role);

        for (var number = 0; number < facts.Roles.Count; number++)
        {
            var role = facts.Roles[number];
            var gap = gaps.GetValueOrDefault(number);
            db.MatchPlanRoles.Add(new MatchPlanRole
            {
                MatchPlanId = matchPlanId,
                ShiftRoleId = role.ShiftRoleId,
                ShiftId = role.Place.ShiftId,
                StartsAtUtc = role.Place.StartsAtUtc,
                OnDate = role.OnDate,
                Wanted = role.Free,
                Filled = filled[number].Count(),
                Able = gap?.Able ?? 0,
                NeededElsewhere = gap?.NeededElsewhere ?? 0,
                WeekIsFull = gap?.WeekIsFull ?? 0,
                AgainstAsJson = PlanJson.OfReasons([.. (gap?.Against ?? []).Take(MostReasons)]),
            });
        }

        db.MatchPlanPlaces.AddRange(places.Select(p => new MatchPlanPlace
        {
            MatchPlanId = matchPlanId,
            ShiftRoleId = facts.Roles[p.Role].ShiftRoleId,
            VolunteerId = facts.People[p.Person].Facts.VolunteerId,
            Score = p.Score.Value,
            PartsAsJson = PlanJson.OfParts(p.Score.Parts),
            IsPinned = p.IsPinned,
        }));
        AddPeople(matchPlanId, draft, places);
    }

    /// <summary>Everybody who could have been given something, or serves in these days already.</summary>
    private void AddPeople(Guid matchPlanId, PlanDraft draft, IReadOnlyList<DraftPlace> places)
    {
        var facts = draft.Facts;
        var (from, until) = (BakuTime.ToUtc(facts.Scope.FirstOn, TimeOnly.MinValue), BakuTime.ToUtc(facts.Scope.LastOn.AddDays(1), TimeOnly.MinValue));
        var planned = places.ToLookup(p => p.Person, p => facts.Roles[p.Role].Place);

        for (var person = 0; person < facts.People.Count; person++)
        {
            var volunteer = facts.People[person].Facts;
            var before = volunteer.Commitments.Where(c => c.StartsAtUtc >= from && c.StartsAtUtc < until).Sum(c => RuleBook.Minutes(c.StartsAtUtc, c.EndsAtUtc));

            if (before > 0 || planned[person].Any() || draft.Problem.PairStart[person + 1] > draft.Problem.PairStart[person])
            {
                db.MatchPlanPeople.Add(new MatchPlanPerson
                {
                    MatchPlanId = matchPlanId,
                    VolunteerId = volunteer.VolunteerId,
                    MinutesBefore = before,
                    MinutesAfter = before + planned[person].Sum(p => RuleBook.Minutes(p.StartsAtUtc, p.EndsAtUtc)),
                    Shifts = planned[person].Count(),
                });
            }
        }
    }
}

public enum WorkOrder { GoOn, Stop, NotYours }
