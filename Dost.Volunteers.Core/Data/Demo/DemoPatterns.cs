using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Core.Tasks;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>What repeats at the centres: two templates each, and the weekly lesson as a running series.</summary>
internal sealed class DemoPatterns(DemoWorld world, DemoStaffing staffing)
{
    private static readonly string[] _templates = ["reception", "queue"];
    private static readonly DayBlock _lesson = new(new TimeOnly(15, 0), new TimeOnly(17, 0));

    public void Add()
    {
        foreach (var centre in world.Centres)
        {
            foreach (var category in _templates)
            {
                AddTemplate(centre, category);
            }

            AddSeries(centre);
        }
    }

    private void AddTemplate(Centre centre, string category)
    {
        var template = new VolunteerTask
        {
            VolunteerTaskId = world.NewId(world.NowUtc.AddDays(-60)),
            CentreId = centre.CentreId,
            Kind = TaskKind.Template,
            HelpCategoryCode = category,
            Instructions = world.Texts.List("taskInstructions", category)[0],
            PlaceKind = PlaceKind.Centre,
            DistrictCode = centre.DistrictCode,
            Latitude = centre.Latitude,
            Longitude = centre.Longitude,
            Priority = world.Categories[category].Priority,
        };
        Keep(template, new TaskRole(world.Texts.One("roleNames", category), 2));
        world.Db.VolunteerTasks.Add(template);
    }

    private void AddSeries(Centre centre)
    {
        var shifts = staffing.Shifts.Where(s => s.CentreId == centre.CentreId && s.VolunteerTask.Kind is TaskKind.Standing).OrderBy(s => s.StartsAtUtc).ToList();

        if (shifts.Count == 0)
        {
            return;
        }

        var task = shifts[0].VolunteerTask;
        var role = new TaskRole(world.Texts.One("roleNames", "teacher"), 2) { Skills = ["computer-help"] };
        Keep(task, role);
        var series = new ShiftSeries
        {
            ShiftSeriesId = world.NewId(world.NowUtc.AddDays(-40)),
            VolunteerTaskId = task.VolunteerTaskId,
            CentreId = centre.CentreId,
            PatternText = WeeklyPattern.Of([DayOfWeek.Wednesday], [_lesson]).ToString(),
            FromOn = Common.BakuTime.DateOf(shifts[0].StartsAtUtc),
            MeetingPoint = task.MeetingPoint!,
            RolesAsJson = TaskRole.Write([role])!,
            PublishesItself = true,
            CreatedAtUtc = world.NowUtc.AddDays(-40),
        };
        world.Db.ShiftSeries.Add(series);

        foreach (var shift in shifts)
        {
            shift.BelongTo(series.ShiftSeriesId, Common.BakuTime.DateOf(shift.StartsAtUtc), _lesson.StartsAt);

            // Each lesson had a room of its own; a change of the series leaves those as they are.
            shift.KeepFromSeries();
        }
    }

    private void Keep(VolunteerTask task, TaskRole role)
    {
        task.MeetingPoint = world.Texts.List("meetingPoints", "centre")[0];
        task.SetRoles([role]);
        task.Touch(world.Categories[task.HelpCategoryCode].Name, world.NowUtc.AddDays(-40));
    }
}
