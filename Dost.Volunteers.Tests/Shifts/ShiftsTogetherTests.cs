using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Shifts.Series;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>One thing for many shifts: done once, told to all, nothing overwritten.</summary>
public class ShiftsTogetherTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Drafts_are_published_together_once()
    {
        var drafts = new[] { await app.AddShiftAsync(daysAhead: 3, publish: false), await app.AddShiftAsync(daysAhead: 4, publish: false) };

        Assert.Equal(new TogetherResult(2, 0), await PublishAsync(drafts));
        Assert.Equal(new TogetherResult(0, 2), await PublishAsync(drafts));
    }

    [Fact]
    public async Task Several_are_called_off_with_one_reason_and_all_touched_are_told_once()
    {
        var first = await app.AddShiftAsync(daysAhead: 3);
        var second = await app.AddShiftAsync(daysAhead: 4);
        var (_, comes) = await app.AddSignedUpAsync(first);
        var (_, asked) = await app.AddOfferedAsync(second);

        Assert.Equal(new TogetherResult(2, 0), await CancelAsync(first, second));
        Assert.Equal(new TogetherResult(0, 2), await CancelAsync(first, second));

        Assert.Equal(2, await app.MessagesAsync(MessageKind.ShiftCancelled, comes));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.ShiftCancelled, asked));
        Assert.Equal(2, await app.QueryAsync(db => db.Shifts.CountAsync(s => (s.ShiftId == first.ShiftId || s.ShiftId == second.ShiftId) && s.CancelReason == "Təmir")));
    }

    [Fact]
    public async Task What_has_changed_since_it_was_seen_is_left()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3);
        await app.ActAsync((ShiftService s) => s.MoveAsync(shift.ShiftId, shift.Version, new NewTime(shift.StartsAtUtc.AddHours(1), shift.EndsAtUtc.AddHours(1), "Həyət"), CancellationToken.None));

        Assert.Equal(new TogetherResult(0, 1), await CancelAsync(shift));
    }

    [Fact]
    public async Task A_week_is_copied_once_as_drafts_with_roles_and_without_people_holidays_and_visits()
    {
        await using var own = await TestApp.StartAsync();
        var centre = await own.CentreAsync();
        var monday = CalendarWeek.MondayOf(BakuTime.DateOf(own.NowUtc));
        var shift = await own.AddShiftAsync(daysAhead: 1, role: new NewRole("Sürücü", 3) { MinimumAge = 18, Skills = ["driver"] });
        await own.AddShiftAsync(daysAhead: 3);
        await own.AddShiftAsync(centreCode: "2", daysAhead: 1);

        // The week of New Year: Thursday 31 December is a holiday.
        var to = new DateOnly(2026, 12, 28);
        var plan = await own.ActAsync((ShiftsTogether s) => s.PlanCopyAsync(centre.CentreId, monday, to, CancellationToken.None));
        Assert.Equal((1, 0, 1, 0), (plan.Copies.Count, plan.AlreadyThere, plan.OnHolidays, plan.Over));

        Assert.Equal(1, await own.ActAsync((ShiftsTogether s) => s.CopyAsync(centre.CentreId, monday, to, CancellationToken.None)));
        Assert.Equal(0, await own.ActAsync((ShiftsTogether s) => s.CopyAsync(centre.CentreId, monday, to, CancellationToken.None)));

        var copy = await own.QueryAsync(db => db.Shifts.Include(s => s.Roles).ThenInclude(r => r.Skills).SingleAsync(s => s.CopiedFromId == shift.ShiftId));
        Assert.Equal((ShiftState.Draft, 3, "driver", 18), (copy.State, copy.PlacesWanted, copy.Roles[0].Skills[0].SkillCode, copy.Roles[0].MinimumAge));
        Assert.Equal((to.AddDays(1), BakuTime.TimeOf(shift.StartsAtUtc)), (BakuTime.DateOf(copy.StartsAtUtc), BakuTime.TimeOf(copy.StartsAtUtc)));

        // Called off, it is not copied again.
        Assert.True(await own.DropAsync(copy.ShiftId));
        Assert.Equal(0, await own.ActAsync((ShiftsTogether s) => s.CopyAsync(centre.CentreId, monday, to, CancellationToken.None)));
    }

    private Task<TogetherResult> PublishAsync(params Shift[] shifts) => app.ActAsync((ShiftsTogether s) => s.PublishAsync([.. shifts.Select(x => new SeenShift(x.ShiftId, x.Version))], CancellationToken.None));

    private Task<TogetherResult> CancelAsync(params Shift[] shifts) => app.ActAsync((ShiftsTogether s) => s.CancelAsync([.. shifts.Select(x => new SeenShift(x.ShiftId, x.Version))], "Təmir", CancellationToken.None));
}
