using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests.VisitDays;

/// <summary>A visit day from the requests to the visits, on a real database.</summary>
public class VisitDayTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Many_requests_become_one_day_with_one_shift_in_an_order_that_keeps_their_hours()
    {
        var late = await app.AddTriagedAsync(w => w with { WantedPart = PartOfDay.Evening });
        var early = await app.AddTriagedAsync();
        var result = await app.TryVisitDayAsync(await app.NewVisitDayAsync([late.ToStop(from: 15), early.ToStop(to: 10)]));

        var day = await app.DayAsync(result.VisitDayId!.Value);
        Assert.Equal([early.HelpRequestId, late.HelpRequestId], day.Stops.Select(s => s.HelpRequestId));
        Assert.Equal([1, 2], day.Stops.Select(s => s.Position));
        Assert.Equal(Core.Common.BakuTime.ToUtc(app.Tomorrow(), new TimeOnly(15, 0)), day.Stops[1].ArrivesAtUtc);
        var role = Assert.Single(day.Shift.Roles);
        Assert.Equal((VettingLevel.HomeVisit, 2), (role.Vetting, role.Visits.Count));
        Assert.All(await StatesAsync(late, early), state => Assert.Equal(HelpRequestState.Planned, state));
    }

    [Fact]
    public async Task Where_the_team_was_already_stays_before_what_is_put_in_order_anew()
    {
        var day = await app.MakeVisitDayAsync(requests: [await app.AddTriagedAsync(), await app.AddTriagedAsync(), await app.AddTriagedAsync()]);
        var (last, dropped) = (day.Stops[2], day.Stops[0]);
        await app.QueryAsync(async db =>
        {
            Assert.True((await db.VisitStops.SingleAsync(s => s.VisitStopId == last.VisitStopId)).Note(VisitStopState.Done, app.NowUtc));

            return await db.SaveChangesAsync();
        });

        Assert.Equal(VisitDayOutcome.Done, (await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.ComputeAsync(day.VisitDayId, v, CancellationToken.None))).Outcome);
        var anew = await app.DayAsync(day.VisitDayId);
        Assert.Equal(last.VisitStopId, anew.Stops[0].VisitStopId);
        Assert.Equal([1, 2, 3], anew.Stops.Select(s => s.Position));
        Assert.Equal(anew.Stops.Select(s => s.ArrivesAtUtc).Order(), anew.Stops.Select(s => s.ArrivesAtUtc));

        // A household that drops out changes nothing about it either.
        Assert.Equal(VisitDayOutcome.Done, (await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.RemoveAsync(day.VisitDayId, v, dropped.VisitStopId, CancellationToken.None))).Outcome);
        Assert.Equal([last.VisitStopId, day.Stops[1].VisitStopId], (await app.DayAsync(day.VisitDayId)).Stops.Select(s => s.VisitStopId));
    }

    [Fact]
    public async Task Of_two_coordinators_who_choose_the_same_request_the_second_is_told_which()
    {
        var (shared, own) = (await app.AddTriagedAsync(), await app.AddTriagedAsync());
        await app.MakeVisitDayAsync(requests: shared);

        var second = await app.TryVisitDayAsync(await app.NewVisitDayAsync([shared.ToStop(), own.ToStop()]));

        Assert.Equal(VisitDayOutcome.Taken, second.Outcome);
        Assert.Equal([shared.TrackingCode], second.Names);
        Assert.Equal([HelpRequestState.Triaged], await StatesAsync(own));
    }

    [Fact]
    public async Task At_the_same_moment_one_of_two_gets_the_request()
    {
        var shared = await app.AddTriagedAsync();
        var wish = await app.NewVisitDayAsync([shared.ToStop()]);

        var results = await Task.WhenAll(app.TryVisitDayAsync(wish), app.TryVisitDayAsync(wish));

        Assert.Equal([VisitDayOutcome.Done, VisitDayOutcome.Taken], results.Select(r => r.Outcome).Order());
        Assert.Equal(1, await app.QueryAsync(db => db.VisitStops.CountAsync(s => s.HelpRequestId == shared.HelpRequestId)));
    }

    [Fact]
    public async Task The_team_must_be_what_the_strictest_household_demands()
    {
        var two = await app.AddTriagedAsync(w => w with { VisitorGender = Gender.Female });
        await app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == two.BeneficiaryId)
            .ExecuteUpdateAsync(u => u.SetProperty(b => b.VisitedByTwo, true).SetProperty(b => b.Vetting, VettingLevel.Safeguarding)));
        var result = await app.TryVisitDayAsync(await app.NewVisitDayAsync([two.ToStop(), (await app.AddTriagedAsync()).ToStop()], people: 1));

        var shift = (await app.DayAsync(result.VisitDayId!.Value)).Shift;
        Assert.Equal((2, 2, VettingLevel.Safeguarding, Gender.Female), (shift.LeastPeople, shift.Roles[0].Capacity, shift.Roles[0].Vetting, shift.Roles[0].Gender!.Value));
    }

    [Fact]
    public async Task Who_wishes_for_women_and_who_wishes_for_men_cannot_be_on_one_day()
    {
        var (woman, man) = (await app.AddTriagedAsync(w => w with { VisitorGender = Gender.Female }), await app.AddTriagedAsync(w => w with { VisitorGender = Gender.Male }));

        var result = await app.TryVisitDayAsync(await app.NewVisitDayAsync([woman.ToStop(), man.ToStop()]));

        Assert.Equal(VisitDayOutcome.Genders, result.Outcome);
        Assert.Equal(new[] { woman.TrackingCode, man.TrackingCode }.Order(), result.Names.Order());
        Assert.All(await StatesAsync(woman, man), state => Assert.Equal(HelpRequestState.Triaged, state));
    }

    [Fact]
    public async Task Who_may_not_visit_one_household_gets_no_place_in_the_team()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var request = await app.AddTriagedAsync();
        await PartAsync(request, volunteer);
        var day = await app.MakeVisitDayAsync(requests: [request, await app.AddTriagedAsync()]);
        await using var scope = app.NewScope();

        var result = await scope.Get<PlacementService>().SignUpAsync(day.Shift.Roles[0].ShiftRoleId, volunteer.VolunteerId, CancellationToken.None);

        Assert.Equal(PlacementOutcome.RuleBroken, result.Outcome);
    }

    [Fact]
    public async Task A_household_that_somebody_of_the_team_may_not_visit_is_not_added_and_the_name_is_said()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var day = await app.MakeVisitDayAsync();
        await app.PlaceAsync(day.Shift, volunteer);
        var other = await app.AddTriagedAsync();
        await PartAsync(other, volunteer);

        var result = await app.ChangeDayAsync(day.VisitDayId, (s, version) => s.AddAsync(day.VisitDayId, version, [other.ToStop()], CancellationToken.None));

        Assert.Equal(VisitDayOutcome.TeamUnfit, result.Outcome);
        Assert.Equal([$"{volunteer.GivenName} {volunteer.FamilyName}"], result.Names);
        Assert.Equal([HelpRequestState.Triaged], await StatesAsync(other));
        Assert.Single((await app.DayAsync(day.VisitDayId)).Shift.Roles[0].Visits);
    }

    [Fact]
    public async Task Households_come_and_go_with_what_they_demand()
    {
        var (first, strict) = (await app.AddTriagedAsync(), await app.AddTriagedAsync(w => w with { VisitorGender = Gender.Female }));
        var day = await app.MakeVisitDayAsync(requests: first);

        Assert.Equal(VisitDayOutcome.Done, (await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.AddAsync(day.VisitDayId, v, [strict.ToStop()], CancellationToken.None))).Outcome);
        var both = await app.DayAsync(day.VisitDayId);
        Assert.Equal((Gender.Female, 2, 2), (both.Shift.Roles[0].Gender!.Value, both.Shift.Roles[0].Visits.Count, both.Stops.Count));

        var stop = both.Stops.Single(s => s.HelpRequestId == strict.HelpRequestId);
        Assert.Equal(VisitDayOutcome.Done, (await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.RemoveAsync(day.VisitDayId, v, stop.VisitStopId, CancellationToken.None))).Outcome);
        var one = await app.DayAsync(day.VisitDayId);
        Assert.Equal((null, 1, 1), (one.Shift.Roles[0].Gender, one.Shift.Roles[0].Visits.Count, one.Stops.Count));
        Assert.Equal([HelpRequestState.Triaged], await StatesAsync(strict));
    }

    [Fact]
    public async Task A_household_is_told_once_and_again_only_when_its_hours_change()
    {
        var (first, second) = (await app.AddTriagedAsync(), await app.AddTriagedAsync());
        var day = await app.MakeVisitDayAsync(requests: [first, second]);

        Assert.Equal(2, (await TellAsync(day)).Told);
        Assert.Equal(VisitDayOutcome.NothingNew, (await TellAsync(day)).Outcome);
        Assert.Equal((2, 2), (await MessagesAsync(first, MessageKind.VisitWindowTold), await MessagesAsync(second, MessageKind.VisitWindowTold)));

        var stops = (await app.DayAsync(day.VisitDayId)).Stops;
        Assert.All(stops, s => Assert.True(s.ToldStartsAtUtc <= s.ArrivesAtUtc && s.ToldEndsAtUtc >= s.ArrivesAtUtc.AddMinutes(45) && s.ToldStartsAtUtc!.Value.Minute % 15 == 0 && s.ToldEndsAtUtc!.Value.Minute % 15 == 0));

        // The last is visited in the afternoon; the first keeps its hours.
        var moved = stops[^1];
        await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.ArrangeAsync(
            day.VisitDayId, v, [.. stops.Select(x => new StopChange(x.VisitStopId, x.Position, x == moved ? new TimeOnly(15, 0) : x.WindowFrom, x.WindowTo, x.Minutes))], CancellationToken.None));

        Assert.Equal(1, (await TellAsync(day)).Told);
        var (changed, same) = moved.HelpRequestId == first.HelpRequestId ? (first, second) : (second, first);
        Assert.Equal((4, 2), (await MessagesAsync(changed, MessageKind.VisitWindowTold), await MessagesAsync(same, MessageKind.VisitWindowTold)));
    }

    [Fact]
    public async Task An_order_by_hand_stays_until_it_is_computed_anew()
    {
        HelpRequest[] requests = [await app.AddTriagedAsync(), await app.AddTriagedAsync(), await app.AddTriagedAsync()];
        var day = await app.MakeVisitDayAsync(requests: requests);
        List<Guid> turned = [.. day.Stops.Select(s => s.VisitStopId).Reverse()];

        await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.ArrangeAsync(
            day.VisitDayId, v, [.. day.Stops.Select(x => new StopChange(x.VisitStopId, turned.IndexOf(x.VisitStopId) + 1, x.WindowFrom, x.WindowTo, x.Minutes))], CancellationToken.None));
        var added = await app.AddTriagedAsync();
        await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.AddAsync(day.VisitDayId, v, [added.ToStop()], CancellationToken.None));

        var byHand = await app.DayAsync(day.VisitDayId);
        Assert.True(byHand.IsOrderedByHand);
        Assert.Equal(turned, byHand.Stops.Take(3).Select(s => s.VisitStopId));
        await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.ComputeAsync(day.VisitDayId, v, CancellationToken.None));
        Assert.False((await app.DayAsync(day.VisitDayId)).IsOrderedByHand);
    }

    [Fact]
    public async Task Of_two_who_change_a_day_the_second_is_told()
    {
        var day = await app.MakeVisitDayAsync();
        await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.ComputeAsync(day.VisitDayId, v, CancellationToken.None));
        await using var scope = app.NewScope();

        Assert.Equal(VisitDayOutcome.ChangedMeanwhile, (await scope.Get<VisitDayService>().ComputeAsync(day.VisitDayId, day.Version, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task A_day_that_is_called_off_tells_who_knew_of_it_and_its_requests_wait_again()
    {
        var (told, untold) = (await app.AddTriagedAsync(), await app.AddTriagedAsync());
        var day = await app.MakeVisitDayAsync(requests: told);
        await TellAsync(day);
        await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.AddAsync(day.VisitDayId, v, [untold.ToStop()], CancellationToken.None));
        await using var scope = app.NewScope();

        // Also where the shift is called off as any other is.
        Assert.True(await scope.Get<ShiftService>().CancelAsync(day.ShiftId, "Avtomobil xarabdır", CancellationToken.None));

        Assert.Equal(VisitDayState.CalledOff, (await app.DayAsync(day.VisitDayId)).State);
        Assert.All(await StatesAsync(told, untold), state => Assert.Equal(HelpRequestState.Triaged, state));
        Assert.Equal((2, 0), (await MessagesAsync(told, MessageKind.VisitCalledOff), await MessagesAsync(untold, MessageKind.VisitCalledOff)));
        Assert.Equal(VisitDayState.Draft, (await app.MakeVisitDayAsync(requests: [told, untold])).State);
    }

    [Fact]
    public async Task Who_calls_the_help_off_leaves_the_day_and_the_others_keep_their_times()
    {
        var (leaves, stays) = (await app.AddTriagedAsync(), await app.AddTriagedAsync());
        var day = await app.MakeVisitDayAsync(requests: [leaves, stays]);
        var before = day.Stops.Single(s => s.HelpRequestId == stays.HelpRequestId).ArrivesAtUtc;
        await using var scope = app.NewScope();

        Assert.True(await scope.Get<HelpRequestService>().CancelAsync(leaves.HelpRequestId, "Lazım deyil", CancellationToken.None));

        var after = await app.DayAsync(day.VisitDayId);
        var left = Assert.Single(after.Stops);
        Assert.Equal((stays.HelpRequestId, 1, before), (left.HelpRequestId, left.Position, left.ArrivesAtUtc));
        Assert.Equal([stays.BeneficiaryId], after.Shift.Roles[0].Visits.Select(v => v.BeneficiaryId));
        Assert.Equal(ShiftState.Published, after.Shift.State);
    }

    [Fact]
    public async Task What_the_team_must_be_is_changed_by_its_households_alone()
    {
        var day = await app.MakeVisitDayAsync();
        await using var scope = app.NewScope();
        var roles = await scope.Get<ShiftRoleService>().ChangeAsync(day.ShiftId, day.Shift.Version, [new RoleChange(day.Shift.Roles[0].ShiftRoleId, new NewRole("Komanda", 2))], confirmed: true, CancellationToken.None);
        var move = await scope.Get<ShiftService>().MoveAsync(day.ShiftId, day.Shift.Version, new NewTime(day.Shift.StartsAtUtc.AddDays(1), day.Shift.EndsAtUtc.AddDays(1), "Giriş"), CancellationToken.None);

        Assert.Equal((RolesOutcome.NotAllowed, MoveOutcome.NotAllowed), (roles.Outcome, move.Outcome));
    }

    private Task<VisitDayResult> TellAsync(VisitDay day) => app.ChangeDayAsync(day.VisitDayId, (s, v) => s.TellAsync(day.VisitDayId, v, CancellationToken.None));

    private Task<int> MessagesAsync(HelpRequest request, MessageKind kind) => app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.SubjectId == request.HelpRequestId && m.Kind == kind));

    private Task<List<HelpRequestState>> StatesAsync(params HelpRequest[] requests)
    {
        var ids = requests.Select(r => r.HelpRequestId).ToList();

        return app.QueryAsync(db => db.HelpRequests.Where(r => ids.Contains(r.HelpRequestId)).Select(r => r.State).ToListAsync());
    }

    private Task<int> PartAsync(HelpRequest request, Volunteer volunteer) => app.QueryAsync(db =>
    {
        db.Set<ExcludedPair>().Add(new ExcludedPair { BeneficiaryId = request.BeneficiaryId, VolunteerId = volunteer.VolunteerId });

        return db.SaveChangesAsync();
    });
}
