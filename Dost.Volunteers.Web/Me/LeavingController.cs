using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>A break, coming back, and going.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/leaving")]
public sealed class LeavingController(VolunteersDbContext db, CurrentUser user, LeavingService leaving, ErasureService erasures, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => await ReadAsync(ct) is { } page ? View("Index", page) : NotFound();

    [HttpGet("pause")]
    public async Task<IActionResult> Pause(CancellationToken ct) => await ReadAsync(ct) switch
    {
        null => NotFound(),
        { State: VolunteerState.Active } page => View("Pause", new LeavingForm { Page = page }),
        _ => Back(),
    };

    [HttpPost("pause")]
    public Task<IActionResult> Pause(LeavingForm form, [FromServices] IValidator<LeavingForm> validator, CancellationToken ct) =>
        GoAsync("Pause", form, validator, own => leaving.PauseAsync(own, form.Reason, ct), t["Enjoy your break. Nothing is offered to you until you come back."], ct);

    [HttpPost("resume")]
    public async Task<IActionResult> Resume(CancellationToken ct)
    {
        if (user.VolunteerId is not { } own)
        {
            return NotFound();
        }

        if (await leaving.ResumeAsync(own, ct) is LeavingOutcome.Done)
        {
            TempData.Notice(t["Welcome back! You can take shifts again."]);
        }
        else
        {
            TempData.Warning(t["You cannot go on by yourself: something must be renewed, or your coordinator ended your service for now. Speak to your coordinator."]);
        }

        return Back();
    }

    [HttpGet("leave")]
    public async Task<IActionResult> Leave(CancellationToken ct) => await ReadAsync(ct) switch
    {
        null => NotFound(),
        { CanLeave: true } page => View("Leave", new LeavingForm { Page = page }),
        _ => Back(),
    };

    [HttpPost("leave")]
    public Task<IActionResult> Leave(LeavingForm form, [FromServices] IValidator<LeavingForm> validator, CancellationToken ct) =>
        GoAsync("Leave", form, validator, own => leaving.LeaveAsync(own, form.Reason, ct), t["Thank you for every hour that you gave. Your hours stay with you."], ct);

    private async Task<IActionResult> GoAsync(
        string view, LeavingForm form, IValidator<LeavingForm> validator, Func<Guid, Task<LeavingOutcome>> go, string done, CancellationToken ct)
    {
        if (user.VolunteerId is not { } own || await ReadAsync(ct) is not { } page)
        {
            return NotFound();
        }

        form.Page = page;

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, view);
        }

        switch (await go(own))
        {
            case LeavingOutcome.Done:
                TempData.Notice(done);
                break;
            case LeavingOutcome.ServingNow:
                TempData.Warning(t["Your shift is still running, or its end is not noted yet. Check out first, or try again in an hour."]);
                break;
            case LeavingOutcome.NotAllowed:
                TempData.Warning(t["Nothing was changed: how you stand with us has changed meanwhile."]);
                break;
        }

        return Back();
    }

    private RedirectToActionResult Back() => RedirectToAction(nameof(Index));

    private async Task<LeavingPage?> ReadAsync(CancellationToken ct)
    {
        var own = user.VolunteerId;
        var me = await db.Volunteers.AsNoTracking().Where(v => own != null && v.VolunteerId == own).Select(v => new { v.VolunteerId, v.State }).SingleOrDefaultAsync(ct);

        return me is null
            ? null
            : new LeavingPage(me.State, await leaving.Coming(me.VolunteerId).CountAsync(ct), await leaving.MayResumeAsync(me.VolunteerId, ct), await erasures.FindOpenAsync(me.VolunteerId, ct));
    }
}

/// <summary>Where a volunteer stands who may want to go.</summary>
public sealed record LeavingPage(VolunteerState State, int ComingPlaces, bool MayResume, Erasure? Erasure)
{
    public bool CanLeave => State is not (VolunteerState.Completed or VolunteerState.Left or VolunteerState.Rejected);
}

/// <summary>A break or a goodbye; why need not be said.</summary>
public sealed class LeavingForm
{
    public string? Reason { get; set; }

    internal LeavingPage? Page { get; set; }
}

public sealed class LeavingFormValidator : AbstractValidator<LeavingForm>
{
    public LeavingFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Reason)
        .MaximumLength(Volunteer.ReasonMaxLength).WithMessage(_ => t["At most {0} characters, please", Volunteer.ReasonMaxLength]);
}
