using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Shifts.Series;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>Changing the roles of a standing shift takes nothing from anybody unsaid.</summary>
public class ShiftRolesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Fewer_places_than_are_taken_are_refused()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3, capacity: 3);
        await app.AddSignedUpAsync(shift);
        await app.AddSignedUpAsync(shift);

        var result = await ChangeAsync(shift, new NewRole("Köməkçi", 1));

        Assert.Equal((RolesOutcome.TooFewPlaces, 2), (result.Outcome, result.Taken));
        Assert.Equal(RolesOutcome.Done, (await ChangeAsync(shift, new NewRole("Köməkçi", 2))).Outcome);
    }

    [Fact]
    public async Task Who_no_longer_meets_a_demand_is_named_and_stays_when_confirmed()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3);
        var (_, comes) = await app.AddSignedUpAsync(shift);
        var wish = new NewRole("Tərcüməçi", 2) { Skills = ["first-aid"], Vetting = VettingLevel.Safeguarding };

        var warned = await ChangeAsync(shift, wish);
        Assert.Equal(RolesOutcome.Unmet, warned.Outcome);
        Assert.Equal(["Leyla Quliyeva"], warned.Unmet.Select(u => u.FullName));
        Assert.Equal("Köməkçi", await app.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId).Select(r => r.Name).SingleAsync()));

        Assert.Equal(RolesOutcome.Done, (await ChangeAsync(shift, wish, confirmed: true)).Outcome);
        Assert.Equal(AssignmentState.Confirmed, await app.StateAsync(comes));
        Assert.Equal("first-aid", await app.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId).SelectMany(r => r.Skills).Select(s => s.SkillCode).SingleAsync()));
    }

    [Fact]
    public async Task Roles_are_added_and_those_nobody_was_asked_to_go()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3);
        await app.AddOfferedAsync(shift);
        var kept = new RoleChange(shift.Roles[0].ShiftRoleId, new NewRole("Köməkçi", 2));

        Assert.Equal(RolesOutcome.Done, (await ChangeAsync(shift, kept, new RoleChange(null, new NewRole("Sürücü", 1) { MinimumAge = 18 }))).Outcome);
        Assert.Equal(3, await app.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId).SumAsync(r => r.Capacity)));
        Assert.Equal(RolesOutcome.RoleInUse, (await ChangeAsync(shift, new RoleChange(null, new NewRole("Sürücü", 1)))).Outcome);
        Assert.Equal(RolesOutcome.Done, (await ChangeAsync(shift, kept)).Outcome);
        Assert.Equal(1, await app.QueryAsync(db => db.ShiftRoles.CountAsync(r => r.ShiftId == shift.ShiftId)));
    }

    [Fact]
    public async Task A_place_that_is_added_is_offered_to_who_waits()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3, capacity: 1);
        await app.AddSignedUpAsync(shift);
        var (_, waits) = await app.AddSignedUpAsync(shift, PlacementOutcome.Waitlisted);

        Assert.Equal(RolesOutcome.Done, (await ChangeAsync(shift, new NewRole("Köməkçi", 2))).Outcome);
        Assert.Equal(AssignmentState.Offered, await app.StateAsync(waits));
    }

    [Fact]
    public async Task What_somebody_else_has_changed_meanwhile_is_not_overwritten()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3);
        var change = new RoleChange(shift.Roles[0].ShiftRoleId, new NewRole("Köməkçi", 5));
        Assert.Equal(RolesOutcome.Done, (await ChangeAsync(shift, change)).Outcome);

        Assert.Equal(RolesOutcome.ChangedMeanwhile, (await app.ActAsync((ShiftRoleService s) => s.ChangeAsync(shift.ShiftId, shift.Version, [change], false, CancellationToken.None))).Outcome);
    }

    private Task<RolesResult> ChangeAsync(Shift shift, NewRole role, bool confirmed = false) => ChangeAsync(shift, confirmed, new RoleChange(shift.Roles[0].ShiftRoleId, role));

    private Task<RolesResult> ChangeAsync(Shift shift, params RoleChange[] changes) => ChangeAsync(shift, confirmed: false, changes);

    private async Task<RolesResult> ChangeAsync(Shift shift, bool confirmed, params RoleChange[] changes)
    {
        var seen = await app.QueryAsync(db => db.Shifts.Where(s => s.ShiftId == shift.ShiftId).Select(s => s.Version).SingleAsync());

        return await app.ActAsync((ShiftRoleService s) => s.ChangeAsync(shift.ShiftId, seen, changes, confirmed, CancellationToken.None));
    }
}
