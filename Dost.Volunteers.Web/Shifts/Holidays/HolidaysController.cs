using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Holidays;

/// <summary>The holidays, year by year: what series and copied weeks skip.</summary>
[Authorize(Policy = Access.Administrator), Route("admin/holidays")]
public sealed class HolidaysController(HolidayService holidays, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? year, CancellationToken ct)
    {
        var today = clock.TodayInBaku();
        var asked = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : today.Year;
        var shown = Math.Clamp(asked, today.Year - HolidayService.MostYears, today.Year + HolidayService.MostYears);

        return View(new HolidaysPage(shown, today, await holidays.YearAsync(shown, ct)));
    }

    [HttpGet("add")]
    public IActionResult Add() => View(new HolidayForm { IsDayOff = true, IsOfficial = true });

    [HttpPost("add")]
    public async Task<IActionResult> Add(HolidayForm form, [FromServices] IValidator<HolidayForm> validator, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        return await holidays.AddAsync(form.ToWords(), ct) is HolidayOutcome.Done ? await DoneAsync(form.OnDate!.Value, ct) : Taken(form, nameof(Add));
    }

    [HttpGet("{on}/change")]
    public async Task<IActionResult> Change(string on, CancellationToken ct) => await FindAsync(on, ct) is { } row ? View(HolidayForm.Of(row)) : NotFound();

    [HttpPost("{on}/change")]
    public async Task<IActionResult> Change(string on, HolidayForm form, [FromServices] IValidator<HolidayForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await FindAsync(on, ct) is not { } row)
        {
            return NotFound();
        }

        form.On = row.Holiday.OnDate;
        form.IsKept = row.IsKept;

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        return await holidays.ChangeAsync(row.Holiday.OnDate, form.Seen, form.ToWords(), ct) switch
        {
            HolidayOutcome.Done => await DoneAsync(form.OnDate!.Value, ct),
            HolidayOutcome.AlreadyThere => Taken(form, nameof(Change)),
            HolidayOutcome.ChangedMeanwhile or HolidayOutcome.Gone => Meanwhile(row.Holiday.OnDate),
        };
    }

    [HttpPost("{on}/remove")]
    public async Task<IActionResult> Remove(string on, string? seen, CancellationToken ct)
    {
        if (await FindAsync(on, ct) is not { } row)
        {
            return NotFound();
        }

        if (await holidays.RemoveAsync(row.Holiday.OnDate, seen, ct) is not HolidayOutcome.Done)
        {
            return Meanwhile(row.Holiday.OnDate);
        }

        TempData.Notice(t["Series treat the day as any other from now on; the next run fills it."]);

        return LocalRedirect(Address(row.Holiday.OnDate));
    }

    private async Task<HolidayRow?> FindAsync(string on, CancellationToken ct) =>
        DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? await holidays.FindAsync(day, ct) : null;

    /// <summary>Says what stands on the day already: it is not called off by itself.</summary>
    private async Task<IActionResult> DoneAsync(DateOnly on, CancellationToken ct)
    {
        if (await holidays.FindAsync(on, ct) is { Holiday.IsDayOff: true, Shifts: > 0 } row)
        {
            TempData.Warning(t.Plural(
                row.Shifts,
                "Saved. {0} shift of a series stands on that day already: look whether it is to be called off.|Saved. {0} shifts of series stand on that day already: look whether they are to be called off."));
        }
        else
        {
            TempData.Notice(t["The holiday is saved."]);
        }

        return LocalRedirect(Address(on));
    }

    private ViewResult Taken(HolidayForm form, string view)
    {
        ModelState.AddModelError(nameof(form.OnDate), t["There is a holiday on that day already: change that one"]);

        return this.FormView(form, view);
    }

    private LocalRedirectResult Meanwhile(DateOnly on)
    {
        TempData.Warning(t["Somebody has changed this holiday meanwhile. Nothing was saved: look at it as it is now."]);

        return LocalRedirect(Address(on));
    }

    private string Address(DateOnly on) => Url.Content(string.Create(CultureInfo.InvariantCulture, $"~/admin/holidays?year={on.Year}"));
}

/// <summary>The holidays of a year.</summary>
public sealed record HolidaysPage(int Year, DateOnly Today, IReadOnlyList<HolidayRow> Rows);
