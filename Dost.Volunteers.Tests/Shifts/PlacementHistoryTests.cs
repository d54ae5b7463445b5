using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>
/// Whatever people do with places, in whatever order, and whatever the clock does: after each step nothing is overbooked, nobody is in two places
/// at once, the queue is kept, the minutes are those that were approved, and no place has taken a way that is not there.
/// </summary>
public sealed class PlacementHistoryTests
{
    private const int Steps = 150;
    private const int People = 6;
    private const int StatesWanted = 6;

    private static readonly HashSet<(AssignmentState?, AssignmentState)> _ways =
    [
        (null, AssignmentState.Offered), (null, AssignmentState.Confirmed), (null, AssignmentState.Waitlisted),
        (AssignmentState.Offered, AssignmentState.Confirmed), (AssignmentState.Offered, AssignmentState.Declined), (AssignmentState.Offered, AssignmentState.Expired),
        (AssignmentState.Offered, AssignmentState.Removed), (AssignmentState.Offered, AssignmentState.Waitlisted),
        (AssignmentState.Waitlisted, AssignmentState.Offered), (AssignmentState.Waitlisted, AssignmentState.Confirmed),
        (AssignmentState.Waitlisted, AssignmentState.Withdrawn), (AssignmentState.Waitlisted, AssignmentState.Removed),
        (AssignmentState.Confirmed, AssignmentState.CheckedIn), (AssignmentState.Confirmed, AssignmentState.Withdrawn),
        (AssignmentState.Confirmed, AssignmentState.Removed), (AssignmentState.Confirmed, AssignmentState.NoShow),
        (AssignmentState.CheckedIn, AssignmentState.Attended),
        .. from left in new[] { AssignmentState.Declined, AssignmentState.Expired, AssignmentState.Withdrawn }
           from again in new[] { AssignmentState.Offered, AssignmentState.Confirmed, AssignmentState.Waitlisted }
           select ((AssignmentState?)left, again),
        (AssignmentState.Removed, AssignmentState.Offered),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task No_history_breaks_a_rule(int seed)
    {
        await using var app = await TestApp.StartAsync();
        var dice = new Random(seed);
        List<Guid> people = [];
        List<Shift> shifts = [];

        for (var i = 0; i < People; i++)
        {
            people.Add(await app.AddVolunteerIdAsync());
        }

        for (var i = 0; i < 6; i++)
        {
            shifts.Add(await app.AddShiftAsync(daysAhead: 1 + (i / 2), hour: 9 + (2 * (i % 2)), minutes: 150, capacity: 1 + (i % 3)));
        }

        var before = await StandingAsync(app);
        HashSet<AssignmentState> seen = [];

        // Ids are made by chance and ties are broken by them, so one seed can give more than one history: each goes on until enough has happened.
        for (var step = 0; step < Steps || (step < 4 * Steps && seen.Count < StatesWanted); step++)
        {
            if (step % 25 == 24)
            {
                // The clock runs and shifts are called off: there must be something left to do.
                shifts.Add(await app.AddShiftAsync(daysAhead: 1 + (step % 3), hour: 9 + (2 * (step % 2)), minutes: 150, capacity: 2));
            }

            var move = await MoveAsync(app, dice, people, shifts);
            var after = await StandingAsync(app);
            await AssertSoundAsync(app, before, after, $"seed {seed}, step {step}: {move}");
            seen.UnionWith(after.Select(a => a.State));
            before = after;
        }

        var swapped = await app.QueryAsync(db => db.Swaps.Select(s => s.State).Distinct().ToListAsync());
        Assert.True(swapped.Count >= 2, $"Too few swaps for this to prove anything: {string.Join(", ", swapped)}");
        Assert.True(seen.Count >= StatesWanted, $"Too little happened for this to prove anything: {string.Join(", ", seen)}");
    }

    private static async Task<string> MoveAsync(TestApp app, Random dice, List<Guid> people, List<Shift> shifts)
    {
        var (person, shift) = (people[dice.Next(people.Count)], shifts[dice.Next(shifts.Count)]);
        var places = await app.QueryAsync(db => db.Assignments.AsNoTracking().OrderBy(a => a.AssignmentId).ToListAsync());
        var place = places.Count == 0 ? Guid.Empty : places[dice.Next(places.Count)].AssignmentId;
        var kind = dice.Next(18);

        switch (kind)
        {
            case 0 or 1 or 2 or 17:
                return $"sign up: {(await app.SignUpAsync(shift, person)).Outcome}";
            case 3:
                return $"offer: {(await app.OfferAsync(shift, person, people[dice.Next(people.Count)])).Outcome}";
            case 10:
                return $"move: {await MoveShiftAsync(app, shift, dice.Next(-3, 4))}";
            case 11 when dice.Next(6) == 0:
                await using (var scope = app.NewScope())
                {
                    return $"cancel: {await scope.Get<ShiftService>().CancelAsync(shift.ShiftId, "Təmir", CancellationToken.None)}";
                }

            case 12 or 16:
                await StepClockAsync(app, dice);
                return "clock";
            case 13:
                return $"approve: {await ApproveAsync(app)}";
            case var _ when place == Guid.Empty:
                return "nothing yet";
            case 4 or 5:
                return $"accept: {(await app.AcceptAsync(place)).Outcome}";
            case 6:
                return $"decline: {(await app.DeclineAsync(place)).Outcome}";
            case 7:
                return $"withdraw: {(await app.WithdrawAsync(place)).Outcome}";
            case 14 or 15:
                return await SwapAsync(app, dice, place, people[dice.Next(people.Count)]);
            case 8 when dice.Next(3) == 0:
                return $"remove: {(await app.RemoveAsync(place)).Outcome}";
            default:
                return await AttendAsync(app, place);
        }
    }

    /// <summary>A colleague is asked, or what was asked goes a step on: yes, no, agreed, refused, or called off.</summary>
    private static async Task<string> SwapAsync(TestApp app, Random dice, Guid place, Guid colleague)
    {
        var open = await app.QueryAsync(db => db.Swaps.Where(s => s.State == SwapState.Asked || s.State == SwapState.Accepted).OrderBy(s => s.SwapId).Select(s => new { s.SwapId, s.AssignmentId }).FirstOrDefaultAsync());

        if (open is null || dice.Next(4) == 0)
        {
            return $"ask to swap: {await app.SwapAsync(s => s.AskAsync(place, colleague, CancellationToken.None))}";
        }

        await using var scope = await app.AsAdministratorAsync();
        var swaps = scope.Get<SwapService>();

        return dice.Next(8) switch
        {
            0 => $"no to a swap: {await swaps.DeclineAsync(open.SwapId, CancellationToken.None)}",
            1 => $"swap called off: {await swaps.CallOffAsync(open.AssignmentId, open.SwapId, CancellationToken.None)}",
            2 => $"swap refused: {await swaps.RefuseAsync(open.SwapId, "Olmaz", CancellationToken.None)}",
            3 or 4 => $"swap agreed: {(await swaps.ApproveAsync(open.SwapId, CancellationToken.None)).Outcome}",
            _ => $"yes to a swap: {(await swaps.AcceptAsync(open.SwapId, CancellationToken.None)).Outcome}",
        };
    }

    private static async Task<string> AttendAsync(TestApp app, Guid place)
    {
        await using var scope = app.NewScope();
        var attendance = scope.Get<AttendanceService>();

        return await app.StateAsync(place) is AssignmentState.CheckedIn
            ? $"check out: {await attendance.CheckOutAsync(place, CancellationToken.None)}"
            : $"check in: {await attendance.CheckInAsync(place, CancellationToken.None)}";
    }

    private static async Task<MoveOutcome> MoveShiftAsync(TestApp app, Shift shift, int hours)
    {
        await using var scope = app.NewScope();
        var now = await scope.Db.Shifts.AsNoTracking().SingleAsync(s => s.ShiftId == shift.ShiftId);

        return (await scope.Get<ShiftService>().MoveAsync(shift.ShiftId, now.Version, new NewTime(now.StartsAtUtc.AddHours(hours), now.EndsAtUtc.AddHours(hours), "Giriş"), CancellationToken.None)).Outcome;
    }

    private static async Task StepClockAsync(TestApp app, Random dice)
    {
        // Long enough that a place is reached, short enough that most shifts are still to come.
        app.Clock.Advance(TimeSpan.FromMinutes(dice.Next(1, 300)));
        await app.RunJobAsync("ExpireOffers");
        await app.RunJobAsync("CloseForgottenAttendance");
    }

    private static async Task<int> ApproveAsync(TestApp app)
    {
        await using var scope = await app.AsAdministratorAsync();
        var waiting = await scope.Db.HoursEntries.Where(h => h.State == HoursState.Submitted).OrderBy(h => h.HoursEntryId).Select(h => h.HoursEntryId).Take(3).ToListAsync();

        return await scope.Get<HoursService>().ApproveAsync(waiting, CancellationToken.None);
    }

    private static async Task AssertSoundAsync(TestApp app, List<Assignment> before, List<Assignment> after, string step)
    {
        await using var scope = app.NewScope();
        var shifts = await scope.Db.Shifts.AsNoTracking().Include(s => s.Roles).ToDictionaryAsync(s => s.ShiftId);

        foreach (var role in shifts.Values.SelectMany(s => s.Roles))
        {
            var holding = after.Count(a => a.ShiftRoleId == role.ShiftRoleId && a.HoldsPlace);
            Assert.True(role.PlacesTaken == holding && holding <= role.Capacity, $"{step}: {holding} of {role.Capacity} hold a place, {role.PlacesTaken} are counted");
        }

        Assert.True(after.Select(a => (a.ShiftId, a.VolunteerId)).Distinct().Count() == after.Count, $"{step}: somebody is twice in a shift");

        foreach (var own in after.Where(a => a.IsCommitment).GroupBy(a => a.VolunteerId))
        {
            var times = own.Select(a => shifts[a.ShiftId]).OrderBy(s => s.StartsAtUtc).ToList();
            Assert.True(times.Zip(times.Skip(1)).All(pair => pair.First.EndsAtUtc <= pair.Second.StartsAtUtc), $"{step}: somebody is in two places at once");
            Assert.Null(await scope.Get<HoursLedger>().FirstBrokenAsync(own.Key, CancellationToken.None));
        }

        var old = before.ToDictionary(a => a.AssignmentId, a => a.State);
        var moved = after.Select(a => (From: old.TryGetValue(a.AssignmentId, out var from) ? from : (AssignmentState?)null, a.State)).Where(m => m.From != m.State).ToList();
        Assert.True(moved.TrueForAll(_ways.Contains), $"{step}: {string.Join(", ", moved.Where(m => !_ways.Contains(m)))} is no way");
        await AssertQueueAsync(scope, old, after, step);
        await AssertMinutesAsync(scope, after, step);
    }

    /// <summary>Who was asked from the queue in this step passed nobody over who could have come.</summary>
    private static async Task AssertQueueAsync(TestScope scope, Dictionary<Guid, AssignmentState> before, List<Assignment> after, string step)
    {
        var asked = after.Where(a => a.State is AssignmentState.Offered && a.WaitlistedAtUtc is not null && before.GetValueOrDefault(a.AssignmentId) is AssignmentState.Waitlisted);

        foreach (var next in asked)
        {
            foreach (var earlier in after.Where(a => a.ShiftRoleId == next.ShiftRoleId && a.State is AssignmentState.Waitlisted && a.WaitlistedAtUtc < next.WaitlistedAtUtc))
            {
                Assert.True((await scope.Get<PlacementService>().CheckAsync(earlier.ShiftRoleId, earlier.VolunteerId, CancellationToken.None)).Count > 0, $"{step}: somebody was passed over in the queue");
            }
        }
    }

    private static async Task AssertMinutesAsync(TestScope scope, List<Assignment> after, string step)
    {
        var entries = await scope.Db.HoursEntries.AsNoTracking().ToListAsync();
        var attended = after.Where(a => a.State is AssignmentState.Attended).Select(a => a.AssignmentId).Order().ToList();
        Assert.True(attended.SequenceEqual(entries.Select(h => h.AssignmentId!.Value).Order()), $"{step}: the entries are not those of the shifts that were served");

        foreach (var served in await scope.Db.Volunteers.AsNoTracking().Select(v => new { v.VolunteerId, v.ServedMinutes }).ToListAsync())
        {
            Assert.Equal(entries.Where(h => h.VolunteerId == served.VolunteerId && h.State is HoursState.Approved).Sum(h => h.Minutes), served.ServedMinutes);
        }
    }

    private static Task<List<Assignment>> StandingAsync(TestApp app) => app.QueryAsync(db => db.Assignments.AsNoTracking().OrderBy(a => a.AssignmentId).ToListAsync());
}
