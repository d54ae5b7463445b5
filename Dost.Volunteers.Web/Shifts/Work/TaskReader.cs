using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shifts.Desk;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Work;

/// <summary>Reads the tasks of one's centres, and what can be chosen for them.</summary>
public sealed class TaskReader(VolunteersDbContext db, CurrentUser user, FileStore files, RoleLineReader lines, RoleChoicesReader roleChoices, ReferenceChoices reference, TimeProvider clock, IStringLocalizer<Text> t)
{
    private const int FewShifts = 10;

    public async Task<TasksPage> ListAsync(TaskShelf shelf, string? q, Guid? centre, int page, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var today = clock.TodayInBaku();
        var tasks = db.VolunteerTasks.AsNoTracking().Where(Visible.Tasks(user));
        tasks = shelf switch
        {
            TaskShelf.Tasks => tasks.Where(x => x.Kind == TaskKind.Standing && x.ArchivedAtUtc == null),
            TaskShelf.Templates => tasks.Where(x => x.Kind == TaskKind.Template && x.ArchivedAtUtc == null),
            TaskShelf.Archive => tasks.Where(x => x.Kind != TaskKind.Once && x.ArchivedAtUtc != null),
        };

        foreach (var word in SearchText.Fold(q).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            tasks = tasks.Where(x => x.SearchText!.Contains(word));
        }

        if (centre is { } only)
        {
            tasks = tasks.Where(x => x.CentreId == only);
        }

        var total = await tasks.CountAsync(ct);
        var number = Paging.Within(page, total);
        var rows = await tasks.OrderByDescending(x => x.ChangedAtUtc).ThenBy(x => x.VolunteerTaskId).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(x => new TaskRow
            {
                VolunteerTaskId = x.VolunteerTaskId,
                Title = x.Title,
                Category = x.HelpCategory.Name,
                Symbol = x.HelpCategory.Symbol,
                PlaceKind = x.PlaceKind,
                District = x.District.Name,
                Centre = x.Centre.Name,
                ComingShifts = db.Shifts.Count(s => s.VolunteerTaskId == x.VolunteerTaskId && s.StartsAtUtc > now && s.State != ShiftState.Cancelled),
                HasSeries = db.ShiftSeries.Any(s => s.VolunteerTaskId == x.VolunteerTaskId && (s.UntilOn == null || s.UntilOn >= today)),
                IsTemplate = x.Kind == TaskKind.Template,
            }).ToListAsync(ct);

        return new TasksPage(new Page<TaskRow>(rows, number, Paging.DefaultSize, total), shelf, q, centre, await reference.OwnCentresAsync(ct));
    }

    public async Task<TaskPage?> FindAsync(Guid taskId, CancellationToken ct)
    {
        var task = await db.VolunteerTasks.AsNoTracking().Include(x => x.HelpCategory).Include(x => x.District).Include(x => x.Centre).ThenInclude(c => c.OpeningGrid).Include(x => x.Attachments).AsSplitQuery()
            .Where(Visible.Tasks(user)).SingleOrDefaultAsync(x => x.VolunteerTaskId == taskId && x.Kind != TaskKind.Once, ct);

        if (task is null)
        {
            return null;
        }

        var now = clock.UtcNow();
        var today = clock.TodayInBaku();
        var facts = await files.FactsAsync([.. task.Attachments.Select(a => a.StoredFileId)], ct);
        var coming = db.Shifts.AsNoTracking().Where(s => s.VolunteerTaskId == taskId && s.StartsAtUtc > now && s.State != ShiftState.Cancelled);
        var series = await db.ShiftSeries.AsNoTracking().Where(s => s.VolunteerTaskId == taskId && (s.UntilOn == null || s.UntilOn >= today)).OrderBy(s => s.FromOn).ThenBy(s => s.CreatedAtUtc).Take(FewShifts)
            .Select(s => new { s.ShiftSeriesId, s.PatternText, s.FromOn, s.UntilOn }).ToListAsync(ct);

        return new TaskPage
        {
            Task = task,
            Roles = await lines.OfAsync([.. task.Roles.Select(r => (Guid.Empty, NewRole.Of(r), 0))], ct),
            Files = [.. task.Attachments.OrderBy(a => a.AddedAtUtc).ThenBy(a => a.TaskAttachmentId).Select(a => new AttachedFile(a.TaskAttachmentId, facts[a.StoredFileId]))],
            Series = series.ConvertAll(s => new SeriesLine(s.ShiftSeriesId, WeeklyPattern.Parse(s.PatternText), s.FromOn, s.UntilOn)),
            ComingCount = await coming.CountAsync(ct),
            Coming = await coming.OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(FewShifts)
                .Select(s => new ComingShift(s.ShiftId, s.StartsAtUtc, s.EndsAtUtc, s.State, s.Roles.Sum(r => r.PlacesTaken), s.Roles.Sum(r => r.Capacity))).ToListAsync(ct),
        };
    }

    /// <summary>The form with what can be chosen; the check that the kind of work needs in any case is the lowest that a role may ask for.</summary>
    public async Task<TaskForm> WithChoicesAsync(TaskForm form, CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var categories = await db.HelpCategories.AsNoTracking().OrderBy(c => c.Position).ToListAsync(ct);
        form.Choices = new TaskChoices(
            await reference.OwnCentresAsync(ct),
            [new SelectListItem(t["Choose the kind of work"], ""), .. categories.Select(c => new SelectListItem(c.Name.In(culture), c.HelpCategoryCode))],
            [new SelectListItem(t["In the centre"], nameof(PlaceKind.Centre)), new SelectListItem(t["At an address"], nameof(PlaceKind.Address)), new SelectListItem(t["From a distance, by phone or internet"], nameof(PlaceKind.Remote))],
            await reference.DistrictsAsync(ct));
        RoleForm.FillUp(form.Roles, await roleChoices.ReadAsync(categories.Find(c => c.HelpCategoryCode == form.CategoryCode)?.Vetting ?? VettingLevel.None, wish: null, ct));

        return form;
    }

    /// <summary>A form that says what a task says.</summary>
    public static TaskForm FormOf(VolunteerTask task) => new()
    {
        Version = task.Version,
        CentreId = task.CentreId,
        CategoryCode = task.HelpCategoryCode,
        Title = task.Title,
        Place = task.PlaceKind,
        DistrictCode = task.PlaceKind is PlaceKind.Address ? task.DistrictCode : null,
        Address = task.Address,
        Point = task.PlaceKind is PlaceKind.Address ? string.Create(CultureInfo.InvariantCulture, $"{task.Latitude:0.#####}, {task.Longitude:0.#####}") : null,
        MeetingPoint = task.MeetingPoint,
        Instructions = task.Instructions,
        ContactName = task.ContactName,
        ContactPhone = task.ContactPhone is { } phone ? PhoneNumber.Display(phone) : null,
        Roles = [.. task.Roles.Select(role => RoleForm.Of(NewRole.Of(role)))],
    };
}
