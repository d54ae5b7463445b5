using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>A request on paper that somebody's data be deleted. The person is told, and has the same days to stop it as on the site.</summary>
[Authorize(Policy = Access.Administrator), Route("desk/volunteers/{id:guid}/erase")]
public sealed class PaperErasureController(
    VolunteersDbContext db, CurrentUser user, ErasureService erasures, PolicyReader policies, AuditLog audit, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Ask(Guid id, CancellationToken ct) => await ReadAsync(id, new PaperErasureForm(), ct) is { } form ? View("Ask", form) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Ask(Guid id, PaperErasureForm form, [FromServices] IValidator<PaperErasureForm> validator, CancellationToken ct)
    {
        if (await ReadAsync(id, form, ct) is null)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Ask");
        }

        switch (await erasures.AskAsync(id, ErasureCause.OnPaper, ct))
        {
            case ErasureOutcome.Done:
                TempData.Notice(t["It is noted, and the person is told the day and how to stop it."]);
                break;
            case ErasureOutcome.AskedAlready:
                TempData.Warning(t["This was asked for already."]);
                break;
            case ErasureOutcome.ServingNow:
                TempData.Warning(t["The person is serving at this moment, or the end of the shift is not noted yet. Try again afterwards."]);
                break;
        }

        return RedirectToAction(nameof(Ask), new { id });
    }

    [HttpPost("stop")]
    public async Task<IActionResult> Stop(Guid id, CancellationToken ct)
    {
        if (!await db.Volunteers.Where(Visible.Volunteers(user)).AnyAsync(v => v.VolunteerId == id, ct))
        {
            return NotFound();
        }

        if (await erasures.FindOpenAsync(id, ct) is { } erasure && await erasures.StopAsync(erasure.ErasureId, ct))
        {
            TempData.Notice(t["Nothing is deleted."]);
        }

        return RedirectToAction(nameof(Ask), new { id });
    }

    private async Task<PaperErasureForm?> ReadAsync(Guid id, PaperErasureForm form, CancellationToken ct)
    {
        var person = await db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user)).SingleOrDefaultAsync(v => v.VolunteerId == id, ct);

        if (person is null)
        {
            return null;
        }

        await audit.LookedAsync("VolunteerErasure", AuditSubject.Volunteer, id, ct);
        form.VolunteerId = id;
        form.FullName = person.FullName;
        form.Erasure = await erasures.FindOpenAsync(id, ct);
        form.Days = (await policies.ReadAsync(ct)).ErasureCoolingOffDays;

        return form;
    }
}

/// <summary>That the paper was seen, and who brought it.</summary>
public sealed class PaperErasureForm
{
    public bool HasPaper { get; set; }

    internal Guid VolunteerId { get; set; }
    internal string FullName { get; set; } = "";
    internal Erasure? Erasure { get; set; }
    internal int Days { get; set; }
}

public sealed class PaperErasureFormValidator : AbstractValidator<PaperErasureForm>
{
    public PaperErasureFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.HasPaper).Equal(true).WithMessage(_ => t["Tick this only with the signed paper before you"]);
}
