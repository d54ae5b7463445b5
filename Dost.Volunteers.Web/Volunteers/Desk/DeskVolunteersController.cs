using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>One of the coordinator's volunteers, and the decision on an applicant.</summary>
[Authorize(Policy = Access.Staff), Route("desk/volunteers")]
public sealed class DeskVolunteersController(
    VolunteersDbContext db, CurrentUser user, IntakeService intake, AuditLog audit, TimelineReader timeline, NoteService notes, FieldCipher cipher, IStringLocalizer<Text> t) : Controller
{
    private const string FinShown = "fin.shown";
    private const int LatestShown = 8;

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct)
    {
        // Asked for by the button a moment ago: shown in this one answer, gone with the next.
        var showFin = TempData[FinShown] as string == id.ToString("N");

        if (await PageAsync(id, page => showFin && page.Volunteer.FinEncrypted is { } fin ? page with { Fin = cipher.Decrypt(fin) } : page, ct) is { } page)
        {
            return View(page);
        }

        return await KeptOfAsync(id, ct) is { } kept ? RedirectToAction(nameof(Details), new { id = kept }) : NotFound();
    }

    /// <summary>Records the look before anything is shown.</summary>
    [HttpPost("{id:guid}/fin")]
    public async Task<IActionResult> ShowFin(Guid id, CancellationToken ct)
    {
        if (!await IsVisibleAsync(id, ct))
        {
            return NotFound();
        }

        await audit.LookedAsync("VolunteerFin", AuditSubject.Volunteer, id, ct);
        TempData[FinShown] = id.ToString("N");

        return RedirectToAction(nameof(Details), new { id });
    }

    /// <summary>For who signed up on paper: the code goes to their phone, and they read it out.</summary>
    [HttpPost("{id:guid}/code")]
    public async Task<IActionResult> SendCode(Guid id, CancellationToken ct)
    {
        if (!await IsVisibleAsync(id, ct))
        {
            return NotFound();
        }

        if (await intake.ResendCodeAsync(id, ct))
        {
            TempData.Notice(t["A code is on its way to the phone. Ask the person to read it out."]);
        }
        else
        {
            TempData.Warning(t["No code was sent: the phone is confirmed already, or there were too many codes within an hour."]);
        }

        return RedirectToAction(nameof(Details), new { id });
    }

    [HttpPost("{id:guid}/phone")]
    public async Task<IActionResult> ConfirmPhone(Guid id, PhoneCodeForm form, [FromServices] IValidator<PhoneCodeForm> validator, CancellationToken ct)
    {
        if (!await IsVisibleAsync(id, ct))
        {
            return NotFound();
        }

        if (await ModelState.AcceptsAsync(form, validator, ct) && Complaint(await intake.ConfirmPhoneAsync(id, form.Code, ct)) is { } complaint)
        {
            ModelState.AddModelError(nameof(form.Code), complaint);
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync(id, page => page with { PhoneCode = form }, ct);
        }

        TempData.Notice(t["The phone is confirmed."]);

        return RedirectToAction(nameof(Details), new { id });
    }

    /// <summary>An old address of a record that was merged into another one leads there.</summary>
    private Task<Guid?> KeptOfAsync(Guid id, CancellationToken ct) => db.Volunteers.Where(Visible.Volunteers(user))
        .Where(v => db.Volunteers.Any(m => m.VolunteerId == id && m.MergedIntoId == v.VolunteerId)).Select(v => (Guid?)v.VolunteerId).SingleOrDefaultAsync(ct);

    private Task<bool> IsVisibleAsync(Guid id, CancellationToken ct) => db.Volunteers.Where(Visible.Volunteers(user)).AnyAsync(v => v.VolunteerId == id, ct);

    private async Task<VolunteerPage?> PageAsync(Guid id, Func<VolunteerPage, VolunteerPage> with, CancellationToken ct)
    {
        if (!await IsVisibleAsync(id, ct))
        {
            return null;
        }

        await audit.LookedAsync("VolunteerPage", AuditSubject.Volunteer, id, ct);
        var page = await db.FindVolunteerAsync(user, id, ct);

        return page is null ? null : with(page) with
        {
            OwnCentres = user.IsAdministrator ? null : user.CentreIds,
            Latest = await timeline.LatestAsync(id, LatestShown, ct),
            LastNote = await notes.LastAsync(id, ct),
        };
    }

    private async Task<IActionResult> AgainAsync(Guid id, Func<VolunteerPage, VolunteerPage> with, CancellationToken ct) =>
        await PageAsync(id, with, ct) is { } page ? this.FormView(page, nameof(Details)) : NotFound();

    private string? Complaint(CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Right => null,
        CodeOutcome.Wrong => t["This is not the code of the newest SMS. Ask for the digits again"].Value,
        CodeOutcome.Expired => t["This code is no longer valid. Send a new one"].Value,
        CodeOutcome.TooManyAttempts => t["There were too many wrong attempts. Send a new code"].Value,
    };
}
