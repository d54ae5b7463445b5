using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts.Open;

/// <summary>What of the open shifts fits a volunteer, and what the filters find.</summary>
public sealed class OpenShiftFinderTests
{
    private static readonly DateOnly _monday = new(2026, 11, 23);

    [Fact]
    public async Task What_fits_is_what_the_rule_book_lets_one_take()
    {
        await using var app = await TestApp.StartAsync();
        await using var scope = app.NewScope();
        Assert.True(await scope.Get<DemoData>().AddAsync(CancellationToken.None));
        var people = await scope.Db.Volunteers.Where(v => v.State == VolunteerState.Active).OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).Take(3).ToListAsync();
        var (fitted, refused) = (0, 0);

        foreach (var volunteerId in people)
        {
            var found = await scope.Get<OpenShiftFinder>().FindForAsync(volunteerId, All(), CancellationToken.None);
            Assert.Equal(await scope.Db.Shifts.CountAsync(s => s.State == ShiftState.Published && s.StartsAtUtc > app.NowUtc && s.StartsAtUtc < BakuTime.DayOf(_monday.AddDays(29)).FromUtc), found.Fitting.Count + found.Unfit.Sum(u => u.Shifts.Count));

            foreach (var shift in found.Fitting.Where(s => s.Own is null).Take(15))
            {
                Assert.NotEmpty(shift.RoleIds);
                Assert.All(await BreachesAsync(scope, shift.RoleIds, volunteerId), Assert.Empty);
                fitted++;
            }

            foreach (var (reason, shift) in found.Unfit.Where(u => u.Breach != OwnPart.TakenOff).SelectMany(u => u.Shifts.Take(4).Select(s => (u.Breach, s))))
            {
                var roles = await scope.Db.Shifts.Where(s => s.ShiftId == shift.ShiftId).SelectMany(s => s.Roles).Select(r => r.ShiftRoleId).ToListAsync();
                var breaches = await BreachesAsync(scope, roles, volunteerId);
                Assert.All(breaches, Assert.NotEmpty);
                Assert.Contains(breaches, b => b[0] == reason || b[0].Rule is Rule.ExcludedPair);
                refused++;
            }
        }

        Assert.True(fitted > 5 && refused > 5, $"{fitted} fit, {refused} do not");
    }

    [Fact]
    public async Task Days_and_times_are_those_of_the_clock_on_the_wall()
    {
        await using var app = await TestApp.StartAsync();

        // Two in the night of Wednesday in Baku is still Tuesday in UTC.
        var night = await app.AddShiftAsync(daysAhead: 2, hour: 2);
        var noon = await app.AddShiftAsync(daysAhead: 2, hour: 12);
        await app.AddShiftAsync(daysAhead: 3, hour: 18);

        Assert.Equal([night.ShiftId, noon.ShiftId], await FoundAsync(app, All() with { Days = [DayOfWeek.Wednesday] }));
        Assert.Equal([night.ShiftId], await FoundAsync(app, All() with { Time = TimeOfDay.Morning }));
        Assert.Equal([noon.ShiftId], await FoundAsync(app, All() with { Time = TimeOfDay.Afternoon }));
        Assert.Equal([night.ShiftId, noon.ShiftId], await FoundAsync(app, All() with { UntilOn = _monday.AddDays(2) }));
        Assert.Empty(await FoundAsync(app, All() with { FromOn = _monday.AddDays(4), UntilOn = _monday.AddDays(40) }));
    }

    [Fact]
    public async Task Place_distance_and_free_places_narrow_the_search()
    {
        await using var app = await TestApp.StartAsync();
        var (near, _) = await app.AddVolunteerAsync("yasamal");
        var here = await app.AddShiftAsync("1", hour: 9, capacity: 1);
        var far = await app.AddShiftAsync("2", hour: 12);
        var call = await app.AddShiftAsync("2", hour: 15, place: PlaceKind.Remote);
        var visit = await app.AddShiftAsync("1", hour: 18, place: PlaceKind.Address);
        var centre = (await app.CentreAsync("2")).CentreId;

        Assert.Equal([here.ShiftId, call.ShiftId, visit.ShiftId], await FoundAsync(app, All() with { WithinKm = 5 }, near));
        Assert.Equal([far.ShiftId, call.ShiftId], await FoundAsync(app, All() with { CentreId = centre }, near));
        Assert.Equal([visit.ShiftId], await FoundAsync(app, All() with { PlaceKind = PlaceKind.Address }, near));
        Assert.Equal([here.ShiftId, visit.ShiftId], await FoundAsync(app, All() with { DistrictCode = here.VolunteerTask.DistrictCode }, near));

        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(here, await app.AddVolunteerIdAsync())).Outcome);
        Assert.Equal([far.ShiftId, call.ShiftId, visit.ShiftId], await FoundAsync(app, All() with { OnlyFree = true }, near));
    }

    [Fact]
    public async Task One_role_that_can_be_taken_is_enough_and_else_the_nearest_says_why_not()
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, _) = await app.AddVolunteerAsync(vetting: VettingLevel.None);
        var mixed = await app.AddShiftAsync(hour: 9, role: new NewRole("Sürücü", 1) { Skills = ["driver"] });
        await using (var scope = app.NewScope())
        {
            scope.Db.ShiftRoles.Add(new ShiftRole { ShiftRoleId = Guid.CreateVersion7(), ShiftId = mixed.ShiftId, Name = "Köməkçi", Capacity = 1 });
            await scope.Db.SaveChangesAsync();
        }

        await app.AddShiftAsync(hour: 12, role: new NewRole("Sürücü", 1) { Skills = ["driver"] });
        await app.AddShiftAsync(hour: 15, role: new NewRole("Sürücü", 1) { Skills = ["driver"] });
        await app.AddShiftAsync(hour: 18, role: new NewRole("Qonaq", 1) { Vetting = VettingLevel.HomeVisit });

        var found = await FindAsync(app, All(), volunteer);

        Assert.Equal([mixed.ShiftId], found.Fitting.Select(s => s.ShiftId));
        Assert.Single(found.Fitting[0].RoleIds);
        Assert.Equal([(new RuleBreach(Rule.MissingSkill, "driver"), 2), (new RuleBreach(Rule.Vetting), 1)], found.Unfit.Select(u => (u.Breach, u.Shifts.Count)));
    }

    [Fact]
    public async Task Own_places_stay_in_the_list_and_who_was_taken_off_reads_so()
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        var mine = await app.AddShiftAsync(hour: 9);
        var lost = await app.AddShiftAsync(hour: 15);
        await app.PlaceAsync(mine, volunteer);
        Assert.Equal(PlacementOutcome.Done, (await app.RemoveAsync(await app.PlaceAsync(lost, volunteer))).Outcome);

        var found = await FindAsync(app, All(), volunteer);

        Assert.Equal([AssignmentState.Confirmed], found.Fitting.Select(s => s.Own!.State));
        Assert.Equal([lost.ShiftId], Assert.Single(found.Unfit, u => u.Breach == OwnPart.TakenOff).Shifts.Select(s => s.ShiftId));
    }

    [Fact]
    public async Task The_queue_says_who_is_which_and_what_is_promised()
    {
        await using var app = await TestApp.StartAsync();
        var shift = await app.AddShiftAsync(capacity: 1);
        var (_, place) = await app.AddSignedUpAsync(shift);
        List<Guid> waiting = [];

        for (var i = 0; i < 3; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            waiting.Add((await app.AddSignedUpAsync(shift, PlacementOutcome.Waitlisted)).VolunteerId);
        }

        Assert.Equal(new QueueOfRole(3, 0, 2), await QueueAsync(app, shift, waiting[1]));
        Assert.Equal(4, (await QueueAsync(app, shift, Guid.NewGuid())).NextNumber);

        // The place goes to the first of the queue, and is not for the taking meanwhile.
        await app.WithdrawAsync(place);
        Assert.Equal(new QueueOfRole(2, 1, 1), await QueueAsync(app, shift, waiting[1]));
    }

    private static OpenShiftFilter All() => new() { FromOn = _monday, UntilOn = _monday.AddDays(28) };

    private static async Task<QueueOfRole> QueueAsync(TestApp app, Shift shift, Guid volunteerId)
    {
        await using var scope = app.NewScope();

        return (await scope.Get<QueueReader>().ReadAsync([shift.Roles[0].ShiftRoleId], volunteerId, CancellationToken.None))[shift.Roles[0].ShiftRoleId];
    }

    private static async Task<FoundShifts> FindAsync(TestApp app, OpenShiftFilter filter, Volunteer? volunteer = null)
    {
        await using var scope = app.NewScope();
        var finder = scope.Get<OpenShiftFinder>();

        return volunteer is null ? await finder.FindAsync(filter, CancellationToken.None) : await finder.FindForAsync(volunteer.VolunteerId, filter, CancellationToken.None);
    }

    private static async Task<IReadOnlyList<Guid>> FoundAsync(TestApp app, OpenShiftFilter filter, Volunteer? volunteer = null) =>
        [.. (await FindAsync(app, filter, volunteer)).Fitting.Select(s => s.ShiftId)];

    private static async Task<List<IReadOnlyList<RuleBreach>>> BreachesAsync(TestScope scope, IEnumerable<Guid> roleIds, Guid volunteerId)
    {
        List<IReadOnlyList<RuleBreach>> all = [];

        foreach (var roleId in roleIds)
        {
            all.Add(await scope.Get<PlacementService>().CheckAsync(roleId, volunteerId, CancellationToken.None));
        }

        return all;
    }
}
