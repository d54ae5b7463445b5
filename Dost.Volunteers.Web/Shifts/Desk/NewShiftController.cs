using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Adds work at a centre.</summary>
[Authorize(Policy = Access.Staff), Route("desk/shifts/new")]
public sealed class NewShiftController(
    VolunteersDbContext db, CurrentUser user, ShiftService shifts, RoleChoicesReader roleChoices, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Add(CancellationToken ct)
    {
        var form = await WithChoicesAsync(new NewShiftForm { Date = clock.TodayInBaku().AddDays(1) }, ct);
        form.Roles[0].Name = t["Helper"];
        form.Roles[0].People = 1;

        if (form.Choices.Centres.Count == 1)
        {
            form.CentreId = Guid.Parse(form.Choices.Centres[0].Value, CultureInfo.InvariantCulture);
            var address = await db.Centres.AsNoTracking().Where(c => c.CentreId == form.CentreId).Select(c => c.Address).SingleAsync(ct);
            form.MeetingPoint = address.In(CultureInfo.CurrentUICulture);
        }

        return View(form);
    }

    [HttpPost("")]
    public async Task<IActionResult> Add(NewShiftForm form, [FromServices] IValidator<NewShiftForm> validator, CancellationToken ct)
    {
        await WithChoicesAsync(form, ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        var shift = await shifts.AddAtCentreAsync(form.ToNewCentreTask(), form.ToNewShift(), form.Publish, ct);
        TempData.Notice(form.Publish ? t["The shift is published. Volunteers can see it now."] : t["The shift is kept as a draft. Nobody sees it until you publish it."]);

        return Redirect($"~/desk/shifts/{shift.ShiftId}");
    }

    private async Task<NewShiftForm> WithChoicesAsync(NewShiftForm form, CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var centres = await db.Centres.AsNoTracking().Include(c => c.OpeningGrid).Where(c => c.IsActive && (user.IsAdministrator || user.CentreIds.Contains(c.CentreId)))
            .OrderBy(c => c.Code).ToListAsync(ct);
        var categories = await db.HelpCategories.AsNoTracking().Where(c => !c.IsPublic).OrderBy(c => c.Position).ToListAsync(ct);
        var grid = centres.SelectMany(c => c.OpeningGrid).Select(b => new OpenBlock(b.CentreId, b.Day, b.StartsAt, b.EndsAt)).ToList();
        form.Choices = new NewShiftChoices
        {
            Centres = [.. centres.Select(c => new SelectListItem(c.Name.In(culture), c.CentreId.ToString()))],
            Categories = [.. categories.Select(c => new SelectListItem(c.Name.In(culture), c.HelpCategoryCode))],
            Blocks =
            [
                .. grid.Select(b => (b.StartsAt, b.EndsAt)).Distinct().Order()
                    .Select(b => new SelectListItem(string.Create(CultureInfo.InvariantCulture, $"{b.StartsAt:HH:mm}–{b.EndsAt:HH:mm}"), NewShiftForm.BlockOf(b.StartsAt, b.EndsAt))),
                new SelectListItem(t["Other hours"], NewShiftForm.OwnHours),
            ],
            OpeningGrid = grid,
            NowUtc = clock.UtcNow(),
        };

        var choices = await roleChoices.ReadAsync(VettingLevel.None, wish: null, ct);
        RoleForm.FillUp(form.Roles, choices);

        return form;
    }
}
