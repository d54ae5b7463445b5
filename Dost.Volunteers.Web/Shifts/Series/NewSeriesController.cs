using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shifts.Work;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Series;

/// <summary>Begins a series of a task: first looked at, then made.</summary>
[Authorize(Policy = Access.Staff), Route("desk/tasks/{id:guid}/series")]
public sealed class NewSeriesController(TaskReader tasks, SeriesMaker maker, SeriesService series, IValidator<SeriesForm> validator, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Add(Guid id, SeriesForm form, bool look, CancellationToken ct)
    {
        if (!await PrepareAsync(id, form, ct))
        {
            return NotFound();
        }

        if (!look)
        {
            ModelState.Clear();
            form.SeriesId = Guid.CreateVersion7();
            form.FromOn = clock.TodayInBaku().AddDays(1);
            form.MeetingPoint = form.Task.Task.MeetingPoint;
            form.Publish = true;

            return View("Add", form);
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Add");
        }

        form.Preview = await maker.PreviewAsync(form.Pattern, form.FromOn!.Value, form.UntilOn, ct);

        return View("Add", form);
    }

    [HttpPost("")]
    public async Task<IActionResult> Make(Guid id, SeriesForm form, CancellationToken ct)
    {
        if (!await PrepareAsync(id, form, ct))
        {
            return NotFound();
        }

        form.SeriesId ??= Guid.CreateVersion7();

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Add");
        }

        var result = await series.AddAsync(form.ToSeries(), ct);

        if (result.Outcome is not SeriesOutcome.Done)
        {
            return NotFound();
        }

        TempData.Notice(t.Plural(result.Made, "The series is kept: {0} shift was made.|The series is kept: {0} shifts were made."));

        return LocalRedirect(Url.Content($"~/desk/series/{form.SeriesId}"));
    }

    private async Task<bool> PrepareAsync(Guid id, SeriesForm form, CancellationToken ct)
    {
        if (await tasks.FindAsync(id, ct) is not { IsTemplate: false, IsArchived: false } task || task.Roles.Count == 0)
        {
            return false;
        }

        form.Task = task;
        form.Today = clock.TodayInBaku();
        form.DayChoices = [.. Enumerable.Range(1, 7).Select(n => (DayOfWeek)(n % 7)).Select(day => new SelectListItem(SeriesWords.DayName(day), day.ToString()))];
        form.BlockChoices =
        [
            .. task.Task.Centre.OpeningGrid.Select(b => new DayBlock(b.StartsAt, b.EndsAt)).Distinct().OrderBy(b => b.StartsAt)
                .Select(b => new SelectListItem(b.ToString().Replace('-', '–'), b.ToString())),
        ];

        return true;
    }
}
