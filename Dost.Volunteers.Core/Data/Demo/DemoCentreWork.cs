using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>Work at the centres by their opening grids, the hotline, and what comes up once: two weeks past and two to come.</summary>
internal sealed class DemoCentreWork(DemoWorld world, DemoStaffing staffing)
{
    private const int Days = 14;

    /// <summary>The hotline works in blocks of three hours round the clock, so that at any moment somebody serves.</summary>
    private const int HotlineHours = 3;

    private readonly HashSet<DateOnly> _holidays = [.. world.Db.Holidays.Select(h => h.OnDate)];

    private static readonly string[] _deskWork = ["reception", "queue", "opinion-poll"];

    public void Add()
    {
        foreach (var centre in world.Centres)
        {
            AddGrid(centre);
            AddHotline(centre);
            AddOnce(centre);
        }

        AddOpenOffers();
        AddQueues();
        AddChanges();
    }

    private void AddGrid(Centre centre)
    {
        var tasks = _deskWork.ToDictionary(c => c, c => NewTask(centre, c, PlaceKind.Centre));

        for (var offset = -Days; offset < Days; offset++)
        {
            var day = world.Today.AddDays(offset);

            foreach (var (number, block) in centre.OpeningGrid.Where(b => b.Day == day.DayOfWeek).OrderBy(b => b.StartsAt).Index())
            {
                var category = number == 1 ? "queue" : number == 2 && world.Chance(35) ? "opinion-poll" : "reception";
                var capacity = category is "reception" && centre.Code is not "2" ? 3 : 2;
                AddShift(tasks[category], BakuTime.ToUtc(day, block.StartsAt), BakuTime.ToUtc(day, block.EndsAt), [new NewRole(RoleName(category), capacity)], offset);
            }
        }
    }

    private void AddHotline(Centre centre)
    {
        var task = NewTask(centre, "friendly-call", PlaceKind.Remote, world.Texts.One("taskTitles", "hotline"));
        var role = new NewRole(RoleName("hotline"), 2) { MinimumAge = 18 };
        var hour = BakuTime.TimeOf(world.NowUtc).Hour / HotlineHours * HotlineHours;
        var current = BakuTime.ToUtc(world.Today, new TimeOnly(hour, 0));
        var running = AddShift(task, current, current.AddHours(HotlineHours), [role with { Capacity = 3 }], offset: -1);
        staffing.Fill(running, running.Roles[0], running.Roles[0].PlacesLeft, world.NowUtc.AddDays(-4));

        for (var offset = -Days; offset < Days; offset += 2)
        {
            var start = BakuTime.ToUtc(world.Today.AddDays(offset), new TimeOnly(18, 0));

            if (start != current)
            {
                AddShift(task, start, start.AddHours(HotlineHours), [role], offset);
            }
        }
    }

    /// <summary>A lesson each Wednesday, and warm clothes handed out on the coming Saturday and the last one.</summary>
    private void AddOnce(Centre centre)
    {
        var lesson = NewTask(centre, "forms", PlaceKind.Centre, world.Texts.One("taskTitles", "lesson"), TaskKind.Standing);
        var clothes = NewTask(centre, "other", PlaceKind.Centre, world.Texts.One("taskTitles", "clothes"));

        for (var offset = -Days; offset < Days; offset++)
        {
            var day = world.Today.AddDays(offset);
            var afternoon = BakuTime.ToUtc(day, new TimeOnly(15, 0));

            if (day.DayOfWeek is DayOfWeek.Wednesday && !_holidays.Contains(day))
            {
                AddShift(lesson, afternoon, afternoon.AddHours(2), [new NewRole(RoleName("teacher"), 2) { Skills = ["computer-help"] }], offset);
            }
            else if (day.DayOfWeek is DayOfWeek.Saturday && offset is > -8 and < 8)
            {
                var morning = BakuTime.ToUtc(day, new TimeOnly(10, 0));
                NewRole[] roles = [new(RoleName("packing"), 8), new(RoleName("driver"), 2) { Skills = ["driver", "own-car"], MinimumAge = 18 }];
                AddShift(clothes, morning, morning.AddHours(4), roles, offset);
            }
        }
    }

    private Shift AddShift(VolunteerTask task, DateTime start, DateTime end, IReadOnlyList<NewRole> roles, int offset)
    {
        var openedAt = staffing.OpeningOf(start);
        var meetingPoint = world.Pick(world.Texts.List("meetingPoints", task.IsRemote ? "remote" : "centre"));
        var isDraft = offset >= 9 && world.Chance(40);
        var shift = staffing.Open(task, new NewShift(start, end, meetingPoint, roles), openedAt, publish: !isDraft);

        if (isDraft)
        {
            return shift;
        }

        var isPast = start <= world.NowUtc;
        var share = isPast ? 92 : offset <= 4 ? 78 : 30;

        foreach (var role in shift.Roles)
        {
            staffing.Fill(shift, role, Enumerable.Range(0, role.Capacity).Count(_ => world.Chance(share)), openedAt);
        }

        AddRefusals(shift, openedAt);

        // Now and then a shift is called off, the last time yesterday.
        if (world.Chance(3) && end < world.NowUtc.AddDays(-1))
        {
            staffing.CallOff(shift, world.Pick(world.Texts.List("shiftCancellations")), start.AddHours(-world.Between(5, 40)));
        }

        return shift;
    }

    /// <summary>Those who were asked and said no, or nothing, or gave the place back.</summary>
    private void AddRefusals(Shift shift, DateTime openedAt)
    {
        var role = shift.Roles[0];
        var until = shift.StartsAtUtc < world.NowUtc ? shift.StartsAtUtc : world.NowUtc;
        var askedAt = world.MomentBetween(openedAt.AddMinutes(15), openedAt.AddHours(20));

        if (askedAt.AddHours(26) >= until)
        {
            return;
        }

        foreach (var person in staffing.Candidates(shift, role).Where(p => p.FromUtc < askedAt && !p.IsShown).Take(2).ToList())
        {
            switch (world.Between(1, 10))
            {
                case <= 2:
                    staffing.Offer(shift, role, person, askedAt).Decline(askedAt.AddMinutes(world.Between(5, 600)));
                    break;
                case 3:
                    staffing.Offer(shift, role, person, askedAt).Expire(askedAt.AddHours(24));
                    break;
                case 4 when role.PlacesLeft > 0:
                    var assignment = staffing.Confirm(shift, role, person, askedAt, offered: false);
                    staffing.Withdraw(shift, assignment, until.AddHours(-2));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Offers that wait for an answer, one of them for a volunteer that one can sign in as.</summary>
    private void AddOpenOffers()
    {
        foreach (var centre in world.Centres)
        {
            var coming = Coming(centre).Where(s => s.StartsAtUtc > world.NowUtc.AddDays(2) && s.Roles[0].PlacesLeft > 0).Take(5);

            foreach (var shift in coming)
            {
                var people = staffing.Candidates(shift, shift.Roles[0]).Where(p => p.FromUtc < world.NowUtc.AddHours(-10)).OrderByDescending(p => p.IsShown);

                foreach (var person in people.Take(world.Between(1, 3)).ToList())
                {
                    staffing.Offer(shift, shift.Roles[0], person, world.NowUtc.AddMinutes(-world.Between(20, 540)));
                }
            }
        }
    }

    /// <summary>Full shifts with people who wait for a place.</summary>
    private void AddQueues()
    {
        foreach (var centre in world.Centres)
        {
            foreach (var shift in Coming(centre).Where(s => s.StartsAtUtc > world.NowUtc.AddDays(1) && s.Roles[0].PlacesLeft == 0).Take(3))
            {
                foreach (var person in staffing.Candidates(shift, shift.Roles[0]).Where(p => p.FromUtc < world.NowUtc.AddDays(-1)).Take(world.Between(1, 3)).ToList())
                {
                    staffing.Queue(shift, shift.Roles[0], person, world.MomentBetween(world.NowUtc.AddHours(-20), world.NowUtc.AddMinutes(-5)));
                }
            }
        }
    }

    /// <summary>A coming shift called off and one moved by an hour, at each centre.</summary>
    private void AddChanges()
    {
        foreach (var centre in world.Centres)
        {
            var coming = Coming(centre).Where(s => s.StartsAtUtc > world.NowUtc.AddDays(5) && s.Revision == 0).ToList();
            staffing.CallOff(coming[0], world.Pick(world.Texts.List("shiftCancellations")), world.NowUtc.AddHours(-world.Between(4, 12)));

            var at = world.NowUtc.AddHours(-world.Between(13, 30));
            _ = coming.Skip(1).Where(s => s.Assignments.Exists(a => a.State is AssignmentState.Confirmed) && s.Assignments.TrueForAll(a => a.State is not AssignmentState.Offered))
                .Any(s => staffing.Move(s, TimeSpan.FromMinutes(30), at) || staffing.Move(s, TimeSpan.FromMinutes(-30), at));
        }
    }

    private IEnumerable<Shift> Coming(Centre centre) => staffing.Shifts
        .Where(s => s.CentreId == centre.CentreId && s.IsOpen(world.NowUtc) && s.VolunteerTask.HelpRequestId is null).OrderBy(s => s.StartsAtUtc);

    private VolunteerTask NewTask(Centre centre, string category, PlaceKind kind, string? title = null, TaskKind keptAs = TaskKind.Once)
    {
        var task = new VolunteerTask
        {
            VolunteerTaskId = world.NewId(world.NowUtc.AddDays(-40)),
            CentreId = centre.CentreId,
            HelpCategoryCode = category,
            Kind = keptAs,
            Title = title,
            Instructions = world.Pick(world.Texts.List("taskInstructions", category)),
            PlaceKind = kind,
            DistrictCode = centre.DistrictCode,
            Latitude = centre.Latitude,
            Longitude = centre.Longitude,
            Priority = world.Categories[category].Priority,
        };
        world.Db.VolunteerTasks.Add(task);

        return task;
    }

    private string RoleName(string key) => world.Texts.One("roleNames", key);
}
