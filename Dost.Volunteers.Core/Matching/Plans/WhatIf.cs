using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching.Planning;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>What would be different: people who are not there, and a further block like one that there is. Nothing of it is kept.</summary>
public sealed record WhatIfQuestion
{
    /// <summary>How many of those who can serve would leave, drawn by the seed.</summary>
    public int Leavers { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>A shift that would take place a further time on a day.</summary>
    public Guid? LikeShiftId { get; init; }

    public DateOnly? OnDate { get; init; }
}

/// <summary>Answers "what if" by the same planner on a changed copy, beside the same question unchanged.</summary>
public sealed class WhatIfService(VolunteersDbContext db, MatchPlanService plans, PlanReader reader)
{
    /// <summary>How long each of the two is looked for.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    /// <summary>The two answers; null where the plan is not there, or the shift is none of its.</summary>
    public async Task<WhatIfAnswer?> AnswerAsync(Guid matchPlanId, WhatIfQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);

        var plan = await plans.Seen.AsNoTracking().Include(p => p.Centres).Include(p => p.Wishes).SingleOrDefaultAsync(p => p.MatchPlanId == matchPlanId, ct);

        if (plan is null || (question.LikeShiftId is { } like && !await db.MatchPlanRoles.AnyAsync(r => r.MatchPlanId == matchPlanId && r.ShiftId == like, ct)))
        {
            return null;
        }

        var facts = await reader.ReadAsync(PlanWorker.ScopeOf(plan), ct);
        var changed = Change(facts, question);
        var pins = PlanWorker.PairsOf(plan, PlanWishKind.Pin);
        var forbidden = PlanWorker.PairsOf(plan, PlanWishKind.Forbid).ToHashSet();
        var (today, then) = await Task.Run(() => (Solve(facts, pins, forbidden, ct), Solve(changed, pins, forbidden, ct)), ct);

        return Compare(facts, changed, question, today, then);
    }

    internal static PlanFacts Change(PlanFacts facts, WhatIfQuestion question)
    {
        var people = facts.People;

        if (question.Leavers > 0)
        {
            // The same seed lets the same people go, so that two questions can be compared.
            var order = Enumerable.Range(0, people.Count).ToArray();
            new Random(question.Seed).Shuffle(order);
            var gone = order.Take(question.Leavers).ToHashSet();
            people = [.. people.Where((_, number) => !gone.Contains(number))];
        }

        var roles = facts.Roles;

        if (question is { LikeShiftId: { } shiftId, OnDate: { } day })
        {
            var newShift = Guid.CreateVersion7();
            roles = [.. roles, .. facts.Roles.Where(r => r.Place.ShiftId == shiftId).Select(r => Copy(r, newShift, day))];
        }

        return facts with { People = people, Roles = roles };
    }

    private static RoleFacts Copy(RoleFacts role, Guid shiftId, DateOnly day)
    {
        var days = day.DayNumber - role.OnDate.DayNumber;

        return role with
        {
            ShiftRoleId = Guid.CreateVersion7(),
            OnDate = day,
            Place = role.Place with { ShiftId = shiftId, StartsAtUtc = role.Place.StartsAtUtc.AddDays(days), EndsAtUtc = role.Place.EndsAtUtc.AddDays(days) },
        };
    }

    private static Solved Solve(PlanFacts facts, IReadOnlyList<PlanPair> pins, IReadOnlySet<PlanPair> forbidden, CancellationToken ct)
    {
        var draft = PlanDraft.Of(facts, pins, forbidden);
        var plan = Planner.Solve(draft.Problem, new PlanOptions { TimeLimit = _limit }, progress: null, ct);
        ct.ThrowIfCancellationRequested();
        var places = draft.PlacesOf(plan);

        return new Solved(
            places.GroupBy(p => facts.Roles[p.Role].ShiftRoleId).ToDictionary(g => g.Key, g => g.Count()),
            new PlanFigures(
                draft.PlacesWanted, places.Count, plan.PlacesUpperBound + draft.Pinned.Count, plan.Value + draft.PinnedValue, plan.UpperBound + draft.PinnedValue,
                places.Sum(p => RuleBook.Minutes(facts.Roles[p.Role].Place.StartsAtUtc, facts.Roles[p.Role].Place.EndsAtUtc)), places.Select(p => p.Person).Distinct().Count()));
    }

    private static WhatIfAnswer Compare(PlanFacts facts, PlanFacts changed, WhatIfQuestion question, Solved today, Solved then)
    {
        // A further shift is made of the roles of one that there is, in their order.
        var known = facts.Roles.Select(r => r.ShiftRoleId).ToHashSet();
        var models = question.LikeShiftId is { } shiftId ? facts.Roles.Where(r => r.Place.ShiftId == shiftId).Select(r => r.ShiftRoleId).ToList() : [];
        var further = changed.Roles.Where(r => !known.Contains(r.ShiftRoleId)).Select((r, i) => (r.ShiftRoleId, Model: models[i])).ToDictionary(r => r.ShiftRoleId, r => r.Model);

        return new WhatIfAnswer(
            today.Figures, then.Figures, facts.People.Count - changed.People.Count,
            [
                .. changed.Roles.Select(r => new WhatIfRole(
                        further.GetValueOrDefault(r.ShiftRoleId, r.ShiftRoleId), further.ContainsKey(r.ShiftRoleId), r.Place.StartsAtUtc, r.Place.EndsAtUtc, r.Free,
                        today.Filled.GetValueOrDefault(r.ShiftRoleId), then.Filled.GetValueOrDefault(r.ShiftRoleId)))
                    .Where(r => r.IsNew || r.FilledThen != r.FilledToday).OrderBy(r => r.StartsAtUtc).ThenBy(r => r.ShiftRoleId),
            ]);
    }

    private sealed record Solved(Dictionary<Guid, int> Filled, PlanFigures Figures);
}

/// <summary>What a plan comes to.</summary>
public sealed record PlanFigures(int PlacesWanted, int PlacesFilled, int PlacesUpperBound, double Value, double UpperBound, int Minutes, int People);

/// <summary>A role that would be filled otherwise, or is new: then the id is that of the role that it is like.</summary>
public sealed record WhatIfRole(Guid ShiftRoleId, bool IsNew, DateTime StartsAtUtc, DateTime EndsAtUtc, int Wanted, int FilledToday, int FilledThen);

/// <summary>The plan as things stand and as they would be, how many would have left, and the roles in which it shows.</summary>
public sealed record WhatIfAnswer(PlanFigures Today, PlanFigures Then, int Left, IReadOnlyList<WhatIfRole> Roles);
