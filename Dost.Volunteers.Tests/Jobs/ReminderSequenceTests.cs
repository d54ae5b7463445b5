using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>
/// Whatever happens between the sweeps, and however long nobody sweeps: the reminders that are owed in the end are those of the plain rule, worked
/// out afterwards from what was noted along the way.
/// </summary>
public sealed class ReminderSequenceTests : JobTest
{
    private const int Steps = 45;
    private static readonly string[] _codes = ["72h", "24h", "2h", "5h"];
    private readonly List<Seen> _seen = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Any_order_of_time_and_changes_leaves_the_messages_of_the_plain_rule(int seed)
    {
        var random = new Random(seed);
        var people = new[] { await AddVolunteerAsync(), await AddVolunteerAsync(), await AddVolunteerAsync() };
        List<Shift> shifts = [];

        for (var n = 0; n < 6; n++)
        {
            shifts.Add(await App.AddShiftAsync(daysAhead: 2 + n, hour: 9 + (3 * random.Next(4)), capacity: 2));
        }

        for (var step = 0; step < Steps; step++)
        {
            await ChangeAsync(random, shifts[random.Next(shifts.Count)], people[random.Next(people.Length)].VolunteerId);
            App.Clock.Advance(TimeSpan.FromMinutes(random.Next(5, 420)));

            // Now and then nobody sweeps: the worker is down.
            if (random.Next(4) > 0)
            {
                await NoteAsync();
                await RunAsync("QueueShiftReminders");
            }
        }

        var expected = _seen.SelectMany(Plain).Distinct().Order().ToList();
        var owed = (await MessagesAsync(MessageKind.ShiftReminder)).ConvertAll(m => $"{m.SubjectId} {m.SubjectVersion} {m.Stage} {m.Channel}");

        Assert.NotEmpty(expected);
        Assert.Equal(expected, owed.Order());
    }

    private async Task ChangeAsync(Random random, Shift shift, Guid volunteerId)
    {
        var place = await App.AssignmentAsync(shift, volunteerId);
        await using var scope = App.NewScope();

        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                await App.SignUpAsync(shift, volunteerId);
                break;
            case 3 when place is not null:
                await App.WithdrawAsync(place.AssignmentId);
                break;
            case 4 or 5:
                var now = await scope.Db.Shifts.AsNoTracking().SingleAsync(s => s.ShiftId == shift.ShiftId);
                var start = now.StartsAtUtc.AddHours(random.Next(-30, 50));

                if (start > Now)
                {
                    await scope.Get<ShiftService>().MoveAsync(shift.ShiftId, now.Version, new NewTime(start, start.AddHours(2), "Giriş"), default);
                }

                break;
            case 6 when random.Next(4) == 0:
                await scope.Get<ShiftService>().CancelAsync(shift.ShiftId, "Su yoxdur", default);
                break;
            case 7:
                await SetStagesAsync(random, shift.CentreId);
                break;
            default:
                break;
        }
    }

    private Task<int> SetStagesAsync(Random random, Guid centreId) => App.QueryAsync(async db =>
    {
        await db.ReminderStages.Where(s => s.CentreId == centreId).ExecuteDeleteAsync();
        db.ReminderStages.AddRange(_codes.Where(_ => random.Next(3) > 0).Select(code => new ReminderStage
        {
            ReminderStageId = Guid.CreateVersion7(),
            CentreId = centreId,
            Code = code,
            LeadMinutes = int.Parse(code[..^1], System.Globalization.CultureInfo.InvariantCulture) * 60,
            BySms = random.Next(2) == 0,
            ByEmail = true,
        }));

        return await db.SaveChangesAsync();
    });

    /// <summary>How things stand at a sweep: each place that is held, since when its time is known, and the stages.</summary>
    private Task<int> NoteAsync() => App.QueryAsync(async db =>
    {
        var own = await db.ReminderStages.AsNoTracking().ToListAsync();
        var moved = (await db.OutboundMessages.AsNoTracking().Where(m => m.Kind == MessageKind.ShiftMoved).ToListAsync()).ToLookup(m => (m.SubjectId, m.SubjectVersion), m => m.CreatedAtUtc);

        foreach (var place in await db.Assignments.AsNoTracking().Include(a => a.Shift).Where(a => a.State == AssignmentState.Confirmed && a.Shift.State == ShiftState.Published).ToListAsync())
        {
            var version = Outbox.VersionOf(place, place.Shift);
            var stages = own.Where(s => s.CentreId == place.Shift.CentreId).ToList();
            var told = moved[(place.AssignmentId, version)].Append(place.AnsweredAtUtc!.Value).Max();
            _seen.Add(new Seen(Now, place.AssignmentId, version, place.Shift.StartsAtUtc, told, stages.Count > 0 ? stages : [.. ReminderStage.Defaults(place.Shift.CentreId)]));
        }

        return 0;
    });

    /// <summary>The plain rule: of the stages whose moment has come the last, if nobody has just read the time; on its channels.</summary>
    private static IEnumerable<string> Plain(Seen seen)
    {
        if (seen.StartsAtUtc <= seen.AtUtc)
        {
            return [];
        }

        var come = seen.Stages.Select(s => (Stage: s, Moment: Moment(s, seen.StartsAtUtc))).Where(s => s.Moment <= seen.AtUtc).OrderBy(s => s.Moment).ThenByDescending(s => s.Stage.LeadMinutes).ToList();

        return come.Count == 0 || come[^1].Moment <= seen.ToldAtUtc
            ? []
            : new[] { (come[^1].Stage.BySms, Channel: "Sms"), (come[^1].Stage.ByEmail, Channel: "Email") }.Where(c => c.Item1).Select(c => $"{seen.AssignmentId} {seen.Version} {come[^1].Stage.Code} {c.Channel}");
    }

    /// <summary>By the clock of Baku: never between nine in the evening and nine in the morning; the morning if an hour is left then, else half past eight the evening before.</summary>
    private static DateTime Moment(ReminderStage stage, DateTime startsAtUtc)
    {
        var asked = startsAtUtc.AddMinutes(-stage.LeadMinutes);
        var (day, hour) = (BakuTime.DateOf(asked), BakuTime.TimeOf(asked).Hour);

        if (hour is >= 9 and < 21)
        {
            return asked;
        }

        var morning = BakuTime.ToUtc(hour < 9 ? day : day.AddDays(1), new TimeOnly(9, 0));

        return morning.AddHours(1) <= startsAtUtc ? morning : BakuTime.ToUtc(hour < 9 ? day.AddDays(-1) : day, new TimeOnly(20, 30));
    }

    private sealed record Seen(DateTime AtUtc, Guid AssignmentId, int Version, DateTime StartsAtUtc, DateTime ToldAtUtc, IReadOnlyList<ReminderStage> Stages);
}
