using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Matching.Plans;

/// <summary>Plans for many shifts: what they may propose, wishes, offers, and taking them back.</summary>
public sealed class MatchPlanTests : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();
    private UserAccount _coordinator = null!;

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _coordinator = await _app.AddCoordinatorAsync("1");
    }

    public async Task DisposeAsync() => await ((IAsyncLifetime)_app).DisposeAsync();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_plan_fills_places_with_whom_the_rules_allow_and_says_why_it_is_them()
    {
        var shift = await _app.AddShiftAsync(capacity: 2);
        var (one, other) = (await _app.AddVolunteerIdAsync(), await _app.AddVolunteerIdAsync());
        await _app.AddVolunteerAsync(districtCode: "khazar");

        var plan = await _app.PlanAsync(_coordinator);

        Assert.Equal(MatchPlanState.Ready, plan.State);
        Assert.Equal((2, 2), (plan.PlacesWanted, plan.PlacesFilled));
        Assert.True(plan.PlacesUpperBound >= 2 && plan.UpperBound >= plan.Value && plan.Value > 0);
        Assert.Equal(new HashSet<Guid> { one, other }, plan.Places().Select(p => p.VolunteerId).ToHashSet());
        Assert.All(plan.Places(), p => Assert.NotEmpty(p.ReadParts()));
        Assert.All(plan.Places(), p => Assert.Equal(shift.Roles[0].ShiftRoleId, p.ShiftRoleId));
        Assert.Equal([120, 120], plan.People.Select(p => p.MinutesAfter - p.MinutesBefore));
        Assert.Equal(0, await _app.QueryAsync(db => db.Assignments.CountAsync()));
    }

    [Fact]
    public async Task Whoever_the_rule_book_refuses_is_in_no_plan_and_an_empty_place_says_what_is_missing()
    {
        await _app.AddShiftAsync(capacity: 2, role: new NewRole("Tərcüməçi", 2) { Languages = ["azsl"] });
        var speaks = (await _app.AddVolunteerAsync(change: v => v.Languages.Add(new VolunteerLanguage { VolunteerId = v.VolunteerId, LanguageCode = "azsl" }))).Volunteer.VolunteerId;
        await _app.AddVolunteerAsync();
        await _app.AddVolunteerAsync(change: v => v.Availability.Add(Window(v, DayOfWeek.Sunday)));

        var plan = await _app.PlanAsync(_coordinator);
        var role = Assert.Single(plan.Roles);

        Assert.Equal([speaks], plan.Places().Select(p => p.VolunteerId));
        Assert.Equal((2, 1, 0), (role.Wanted, role.Filled, role.Able));
        var reason = Assert.Single(role.ReadAgainst());
        Assert.Equal(new PlanReason(new RuleBreach(Rule.MissingLanguage, "azsl"), People: 2, Alone: 1), reason);
    }

    [Fact]
    public async Task One_person_is_not_in_two_places_at_once_and_the_gap_says_they_are_needed_elsewhere()
    {
        await _app.AddShiftAsync(capacity: 1, hour: 10);
        await _app.AddShiftAsync(capacity: 1, hour: 11);
        await _app.AddVolunteerAsync();

        var plan = await _app.PlanAsync(_coordinator);

        Assert.Single(plan.Places());
        Assert.Equal((1, 1), plan.Roles.Where(r => r.Filled == 0).Select(r => (r.Able, r.NeededElsewhere)).Single());
    }

    [Fact]
    public async Task A_standing_offer_counts_as_a_place_and_binds_who_has_it()
    {
        var shift = await _app.AddShiftAsync(capacity: 2);
        await _app.AddShiftAsync(capacity: 1, hour: 11);
        var (asked, _) = await _app.AddOfferedAsync(shift);

        var plan = await _app.PlanAsync(_coordinator);

        Assert.Equal(2, plan.PlacesWanted);
        Assert.DoesNotContain(plan.Places(), p => p.VolunteerId == asked);
    }

    [Fact]
    public async Task Who_said_no_is_not_proposed_again()
    {
        var shift = await _app.AddShiftAsync(capacity: 1);
        var (_, assignmentId) = await _app.AddOfferedAsync(shift);
        await _app.DeclineAsync(assignmentId);

        Assert.Empty((await _app.PlanAsync(_coordinator)).Places());
    }

    [Fact]
    public async Task Drafts_past_shifts_and_other_centres_are_not_planned()
    {
        await _app.AddShiftAsync(publish: false);
        await _app.AddShiftAsync(daysAhead: 0, hour: 9);
        await _app.AddShiftAsync(centreCode: "2");
        await _app.AddVolunteerAsync();

        Assert.Equal(0, (await _app.PlanAsync(_coordinator)).PlacesWanted);
    }

    [Fact]
    public async Task Remote_work_is_for_volunteers_of_every_centre()
    {
        await _app.AddShiftAsync(place: PlaceKind.Remote, capacity: 1);
        var (elsewhere, _) = await _app.AddVolunteerAsync(districtCode: "khazar");

        Assert.Equal([elsewhere.VolunteerId], (await _app.PlanAsync(_coordinator)).Places().Select(p => p.VolunteerId));
    }

    [Fact]
    public async Task A_pin_and_a_ban_hold_when_the_plan_is_made_again_in_place()
    {
        var shift = await _app.AddShiftAsync(capacity: 1);
        var (one, other) = (await _app.AddVolunteerIdAsync(), await _app.AddVolunteerIdAsync());
        var first = await _app.PlanAsync(_coordinator);
        var chosen = first.Places().Single().VolunteerId;
        var left = chosen == one ? other : one;
        var role = shift.Roles[0].ShiftRoleId;

        Assert.Equal(PlanChangeOutcome.Done, await _app.WishAsync(_coordinator, first, new PlanPair(role, chosen), PlanWishKind.Forbid));
        Assert.True((await _app.ReadPlanAsync(first.MatchPlanId)).HasNewWishes);
        var second = await _app.MakeAgainAsync(_coordinator, first.MatchPlanId);
        Assert.Equal([left], second.Places().Select(p => p.VolunteerId));
        Assert.False(second.HasNewWishes);

        Assert.Equal(PlanChangeOutcome.Done, await _app.WishAsync(_coordinator, second, new PlanPair(role, chosen), PlanWishKind.Pin));
        var third = await _app.MakeAgainAsync(_coordinator, first.MatchPlanId);
        var place = Assert.Single(third.Places());
        Assert.Equal((chosen, true), (place.VolunteerId, place.IsPinned));
        Assert.Equal((1, 1), (third.PlacesFilled, third.PlacesWanted));
        Assert.True(third.UpperBound >= third.Value);
    }

    [Fact]
    public async Task A_pin_that_cannot_be_kept_is_said_and_breaks_nothing()
    {
        var shift = await _app.AddShiftAsync(capacity: 1);
        var volunteer = await _app.AddVolunteerIdAsync();
        var plan = await _app.PlanAsync(_coordinator);
        await _app.WishAsync(_coordinator, plan, new PlanPair(shift.Roles[0].ShiftRoleId, volunteer), PlanWishKind.Pin);
        await _app.QueryAsync(async db =>
        {
            db.BlackoutPeriods.Add(new BlackoutPeriod { BlackoutPeriodId = Guid.CreateVersion7(), VolunteerId = volunteer, FirstOn = new DateOnly(2026, 11, 20), LastOn = new DateOnly(2026, 12, 20) });

            return await db.SaveChangesAsync();
        });

        var again = await _app.MakeAgainAsync(_coordinator, plan.MatchPlanId);

        Assert.Empty(again.Places());
        Assert.Equal([Rule.Blackout], again.Wishes.Single().ReadBroken().Select(b => b.Rule));
    }

    [Fact]
    public async Task Of_two_who_change_a_plan_the_second_is_told()
    {
        var shift = await _app.AddShiftAsync(capacity: 1);
        var volunteer = await _app.AddVolunteerIdAsync();
        var plan = await _app.PlanAsync(_coordinator);
        var pair = new PlanPair(shift.Roles[0].ShiftRoleId, volunteer);

        Assert.Equal(PlanChangeOutcome.Done, await _app.WishAsync(_coordinator, plan, pair, PlanWishKind.Pin));
        Assert.Equal(PlanChangeOutcome.ChangedMeanwhile, await _app.WishAsync(_coordinator, plan, pair, PlanWishKind.Forbid));
        Assert.Equal(ApplyOutcome.ChangedMeanwhile, await _app.ApplyAsync(_coordinator, plan));
    }

    [Fact]
    public async Task Somebody_else_is_chosen_for_one_place_and_nothing_else_moves()
    {
        var shift = await _app.AddShiftAsync(capacity: 1);
        await _app.AddShiftAsync(capacity: 1, daysAhead: 3);
        var (one, other) = (await _app.AddVolunteerIdAsync(), await _app.AddVolunteerIdAsync());
        var plan = await _app.PlanAsync(_coordinator);
        var role = shift.Roles[0].ShiftRoleId;
        var from = plan.Places().Single(p => p.ShiftRoleId == role).VolunteerId;
        var to = from == one ? other : one;

        await using (var scope = await _app.AsAsync(_coordinator))
        {
            var result = await scope.Get<MatchPlanService>().ChooseAsync(plan.MatchPlanId, plan.Version, new PlanPair(role, from), to, CancellationToken.None);
            Assert.Equal(PlanChangeOutcome.Done, result.Outcome);
        }

        var changed = await _app.ReadPlanAsync(plan.MatchPlanId);
        Assert.Equal(to, changed.Places().Single(p => p.ShiftRoleId == role).VolunteerId);
        Assert.Equal(plan.Places().Single(p => p.ShiftRoleId != role).VolunteerId, changed.Places().Single(p => p.ShiftRoleId != role).VolunteerId);
        Assert.Equal(plan.UpperBound, changed.UpperBound);
        Assert.Contains(changed.Wishes, w => w.VolunteerId == to && w.Kind is PlanWishKind.Pin);
        Assert.Equal(240, changed.People.Sum(p => p.MinutesAfter));
    }

    [Fact]
    public async Task Nobody_is_chosen_whom_the_plan_needs_at_that_time_elsewhere()
    {
        var shift = await _app.AddShiftAsync(capacity: 1, hour: 10);
        await _app.AddShiftAsync(capacity: 1, hour: 11);
        var (one, other) = (await _app.AddVolunteerIdAsync(), await _app.AddVolunteerIdAsync());
        var plan = await _app.PlanAsync(_coordinator);
        var role = shift.Roles[0].ShiftRoleId;
        var from = plan.Places().Single(p => p.ShiftRoleId == role).VolunteerId;

        await using var scope = await _app.AsAsync(_coordinator);
        var result = await scope.Get<MatchPlanService>().ChooseAsync(plan.MatchPlanId, plan.Version, new PlanPair(role, from), from == one ? other : one, CancellationToken.None);

        Assert.Equal(PlanChangeOutcome.RuleBroken, result.Outcome);
        Assert.Equal([Rule.Overlap], result.Breaches!.Select(b => b.Rule));
    }

    [Fact]
    public async Task A_plan_applied_is_offers_and_applied_twice_is_applied_once()
    {
        var shift = await _app.AddShiftAsync(capacity: 2);
        await _app.AddVolunteerAsync();
        await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);

        Assert.Equal(ApplyOutcome.Done, await _app.ApplyAsync(_coordinator, plan));
        Assert.Equal(ApplyOutcome.AppliedBefore, await _app.ApplyAsync(_coordinator, plan));

        var applied = await _app.ReadPlanAsync(plan.MatchPlanId);
        Assert.Equal(MatchPlanState.Applied, applied.State);
        Assert.All(applied.Places(), p => Assert.Equal(PlanPlaceState.Offered, p.State));
        Assert.Equal(2, await _app.QueryAsync(db => db.Assignments.CountAsync(a => a.ShiftId == shift.ShiftId && a.State == AssignmentState.Offered && a.Round == 1)));
        Assert.Equal(4, await _app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.ShiftOffer)));
    }

    [Fact]
    public async Task What_has_changed_meanwhile_is_left_out_with_its_reason_and_the_rest_is_offered()
    {
        var (full, off, fine, away) = (await _app.AddShiftAsync(capacity: 1, daysAhead: 2), await _app.AddShiftAsync(capacity: 1, daysAhead: 3), await _app.AddShiftAsync(capacity: 1, daysAhead: 4), await _app.AddShiftAsync(capacity: 1, daysAhead: 5));

        foreach (var _ in Enumerable.Range(0, 4))
        {
            await _app.AddVolunteerAsync();
        }

        var plan = await _app.PlanAsync(_coordinator);
        Assert.Equal(4, plan.PlacesFilled);
        MatchPlanPlace Of(MatchPlan p, Shift s) => p.Places().Single(x => x.ShiftRoleId == s.Roles[0].ShiftRoleId);
        await _app.AddSignedUpAsync(full);
        await using (var scope = _app.NewScope())
        {
            Assert.True(await scope.Get<ShiftService>().CancelAsync(off.ShiftId, "Yağış", CancellationToken.None));
        }

        await _app.QueryAsync(async db =>
        {
            db.BlackoutPeriods.Add(new BlackoutPeriod { BlackoutPeriodId = Guid.CreateVersion7(), VolunteerId = Of(plan, away).VolunteerId, FirstOn = new DateOnly(2026, 11, 28), LastOn = new DateOnly(2026, 11, 28) });

            return await db.SaveChangesAsync();
        });

        Assert.Equal(ApplyOutcome.Done, await _app.ApplyAsync(_coordinator, plan));

        var applied = await _app.ReadPlanAsync(plan.MatchPlanId);
        Assert.Equal(OfferVerdict.PlaceTaken, Of(applied, full).Refusal);
        Assert.Equal(OfferVerdict.ShiftClosed, Of(applied, off).Refusal);
        Assert.Equal(PlanPlaceState.Offered, Of(applied, fine).State);
        Assert.Equal(OfferVerdict.RuleBroken, Of(applied, away).Refusal);
        Assert.Equal([Rule.Blackout], Of(applied, away).ReadRefusedRules().Select(b => b.Rule));
        Assert.Equal(1, await _app.QueryAsync(db => db.Assignments.CountAsync(a => a.State == AssignmentState.Offered && a.Round > 0)));
    }

    [Fact]
    public async Task An_applied_plan_is_taken_back_while_nobody_has_answered()
    {
        await _app.AddShiftAsync(capacity: 2);
        await _app.AddVolunteerAsync();
        await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);
        await _app.ApplyAsync(_coordinator, plan);

        Assert.Equal(UndoOutcome.Done, await _app.UndoAsync(_coordinator, plan.MatchPlanId));
        Assert.Equal(UndoOutcome.UndoneBefore, await _app.UndoAsync(_coordinator, plan.MatchPlanId));

        Assert.Equal(0, await _app.QueryAsync(db => db.Assignments.CountAsync(a => a.State == AssignmentState.Offered)));
        Assert.All((await _app.ReadPlanAsync(plan.MatchPlanId)).Places(), p => Assert.Equal(PlanPlaceState.TakenBack, p.State));
        Assert.Equal(0, await _app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.AssignmentRemoved)));
        await using var scope = _app.NewScope();
        var waiting = await scope.Db.OutboundMessages.Where(m => m.Kind == MessageKind.ShiftOffer).ToListAsync();
        Assert.All((await scope.Get<OccasionReader>().ReadAsync(waiting, CancellationToken.None)).Values, occasion => Assert.False(occasion.Stands));

        // And it can be planned again with the same people.
        Assert.Equal(2, (await _app.MakeAgainAsync(_coordinator, plan.MatchPlanId)).PlacesFilled);
    }

    [Fact]
    public async Task Who_has_read_of_an_offer_is_told_that_it_is_taken_back()
    {
        await _app.AddShiftAsync(capacity: 1);
        await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);
        await _app.ApplyAsync(_coordinator, plan);
        await _app.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.ShiftOffer && m.Channel == MessageChannel.Sms).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sent)));

        Assert.Equal(UndoOutcome.Done, await _app.UndoAsync(_coordinator, plan.MatchPlanId));

        Assert.Equal(2, await _app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.AssignmentRemoved)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_the_first_answer_a_plan_is_not_taken_back(bool saysYes)
    {
        await _app.AddShiftAsync(capacity: 2);
        await _app.AddVolunteerAsync();
        await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);
        await _app.ApplyAsync(_coordinator, plan);
        var offer = (await _app.ReadPlanAsync(plan.MatchPlanId)).Places().First().AssignmentId!.Value;
        Assert.Equal(PlacementOutcome.Done, (await (saysYes ? _app.AcceptAsync(offer) : _app.DeclineAsync(offer))).Outcome);

        Assert.Equal(UndoOutcome.SomebodyAnswered, await _app.UndoAsync(_coordinator, plan.MatchPlanId));
        Assert.Equal(1, await _app.QueryAsync(db => db.Assignments.CountAsync(a => a.State == AssignmentState.Offered)));
    }

    [Fact]
    public async Task What_if_changes_nothing_and_shows_the_difference()
    {
        var shift = await _app.AddShiftAsync(capacity: 2);
        await _app.AddVolunteerAsync();
        await _app.AddVolunteerAsync();
        var plan = await _app.PlanAsync(_coordinator);

        await using var scope = await _app.AsAsync(_coordinator);
        var fewer = await scope.Get<WhatIfService>().AnswerAsync(plan.MatchPlanId, new WhatIfQuestion { Leavers = 1 }, CancellationToken.None);
        var more = await scope.Get<WhatIfService>().AnswerAsync(plan.MatchPlanId, new WhatIfQuestion { LikeShiftId = shift.ShiftId, OnDate = new DateOnly(2026, 11, 29) }, CancellationToken.None);

        Assert.Equal((2, 1, 1), (fewer!.Today.PlacesFilled, fewer.Then.PlacesFilled, fewer.Left));
        Assert.Equal((2, 1), (Assert.Single(fewer.Roles).FilledToday, fewer.Roles[0].FilledThen));
        Assert.Equal((2, 4, 4), (more!.Today.PlacesFilled, more.Then.PlacesFilled, more.Then.PlacesWanted));
        var further = Assert.Single(more.Roles);
        Assert.Equal((true, shift.Roles[0].ShiftRoleId), (further.IsNew, further.ShiftRoleId));
        Assert.Equal(plan.Version, (await _app.ReadPlanAsync(plan.MatchPlanId)).Version);
    }

    private static AvailabilityWindow Window(Volunteer volunteer, DayOfWeek day) => new()
    {
        AvailabilityWindowId = Guid.CreateVersion7(),
        VolunteerId = volunteer.VolunteerId,
        Day = day,
        StartsAt = new TimeOnly(9, 0),
        EndsAt = new TimeOnly(12, 0),
    };
}
