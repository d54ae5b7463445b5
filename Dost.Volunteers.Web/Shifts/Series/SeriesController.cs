using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shifts.Work;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Series;

/// <summary>One series: its coming shifts, changing it from a day on, ending it.</summary>
[Authorize(Policy = Access.Staff), Route("desk/series/{id:guid}")]
public sealed class SeriesController(VolunteersDbContext db, CurrentUser user, SeriesService series, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, int page = 1, CancellationToken ct = default) => await FindAsync(id, page, ct) is { } found ? View("Show", found) : NotFound();

    [HttpGet("change")]
    public async Task<IActionResult> Change(Guid id, DateOnly? from, CancellationToken ct)
    {
        ModelState.Clear();

        if (await FindAsync(id, 1, ct) is not { } page)
        {
            return NotFound();
        }

        return View("Change", new ChangeSeriesForm
        {
            Version = page.Series.Version,
            FromOn = from is { } day && day > page.Today ? day : page.Today,
            Hours = [.. page.Series.Pattern.Blocks.Select(b => new HoursForm { StartsAt = b.StartsAt, EndsAt = b.EndsAt })],
            MeetingPoint = page.Series.MeetingPoint,
            Page = page,
        });
    }

    [HttpPost("change")]
    public async Task<IActionResult> Change(Guid id, ChangeSeriesForm form, [FromServices] IValidator<ChangeSeriesForm> validator, CancellationToken ct)
    {
        if (await FindAsync(id, 1, ct) is not { } page)
        {
            return NotFound();
        }

        form.Page = page;

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Change");
        }

        var roles = form.TakeRoles && page.Series.VolunteerTask.Roles.Count > 0 ? page.Series.VolunteerTask.Roles : page.Series.Roles;
        var change = new SeriesChange(form.FromOn!.Value, [.. form.Hours.Select(h => new DayBlock(h.StartsAt!.Value, h.EndsAt!.Value))], form.MeetingPoint!.Trim(), roles);
        var result = await series.ChangeAsync(id, form.Version, change, ct);

        return Told(result, t.Said(result));
    }

    [HttpGet("end")]
    public async Task<IActionResult> End(Guid id, CancellationToken ct) => await FindAsync(id, 1, ct) is { } page
        ? View("End", new EndSeriesForm { Version = page.Series.Version, LastOn = page.Today, Page = page })
        : NotFound();

    [HttpPost("end")]
    public async Task<IActionResult> End(Guid id, EndSeriesForm form, [FromServices] IValidator<EndSeriesForm> validator, CancellationToken ct)
    {
        if (await FindAsync(id, 1, ct) is not { } page)
        {
            return NotFound();
        }

        form.Page = page;

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "End");
        }

        var result = await series.EndAsync(id, form.Version, form.LastOn!.Value, form.Reason!.Trim(), ct);

        return Told(result, t.Plural(result.CalledOff, "The series ends. {0} shift after it is called off.|The series ends. {0} shifts after it are called off."));
    }

    private IActionResult Told(SeriesResult result, string done)
    {
        switch (result.Outcome)
        {
            case SeriesOutcome.Done:
                TempData.Notice(done);
                break;
            case SeriesOutcome.NotFound:
                return NotFound();
            case SeriesOutcome.ChangedMeanwhile:
                TempData.Warning(t["Nothing was changed: somebody else has changed this series meanwhile. Look at how it stands now."]);
                break;
            case SeriesOutcome.NotRunning:
                TempData.Warning(t["Nothing was changed: the series has ended."]);
                break;
        }

        return LocalRedirect(Url.Content($"~/desk/series/{result.ShiftSeriesId}"));
    }

    private async Task<SeriesPage?> FindAsync(Guid id, int page, CancellationToken ct)
    {
        var found = await db.ShiftSeries.AsNoTracking().Include(s => s.VolunteerTask).ThenInclude(x => x.HelpCategory).Include(s => s.VolunteerTask).ThenInclude(x => x.District).Include(s => s.Centre)
            .Where(Visible.Series(user)).SingleOrDefaultAsync(s => s.ShiftSeriesId == id, ct);

        if (found is null)
        {
            return null;
        }

        var now = clock.UtcNow();
        var coming = db.Shifts.AsNoTracking().Where(s => s.ShiftSeriesId == id && s.StartsAtUtc > now);
        var total = await coming.CountAsync(ct);
        var number = Paging.Within(page, total);
        var rows = await coming.OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(s => new ComingShift(s.ShiftId, s.StartsAtUtc, s.EndsAtUtc, s.State, s.Roles.Sum(r => r.PlacesTaken), s.Roles.Sum(r => r.Capacity))).ToListAsync(ct);

        return new SeriesPage(found, new Page<ComingShift>(rows, number, Paging.DefaultSize, total), clock.TodayInBaku());
    }
}
