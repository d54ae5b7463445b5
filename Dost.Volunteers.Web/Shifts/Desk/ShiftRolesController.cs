using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Changing the roles of a standing shift.</summary>
[Authorize(Policy = Access.Staff), Route("desk/shifts/{id:guid}/roles")]
public sealed class ShiftRolesController(
    VolunteersDbContext db, ShiftPageReader pages, ShiftRoleService service, RoleChoicesReader roleChoices, RuleWords ruleWords, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Roles(Guid id, CancellationToken ct)
    {
        if (await pages.FactsAsync(id, ct) is not { } facts)
        {
            return NotFound();
        }

        var roles = await db.ShiftRoles.AsNoTracking().Where(r => r.ShiftId == id).Include(r => r.Skills).Include(r => r.Languages).AsSplitQuery().OrderBy(r => r.ShiftRoleId).ToListAsync(ct);

        return View("Roles", await PreparedAsync(new ShiftRolesForm { Version = facts.Version, Roles = roles.ConvertAll(r => RoleForm.Of(NewRole.Of(r), r.ShiftRoleId)) }, facts, ct));
    }

    [HttpPost("")]
    public async Task<IActionResult> Roles(Guid id, ShiftRolesForm form, [FromServices] IValidator<ShiftRolesForm> validator, CancellationToken ct)
    {
        if (await pages.FactsAsync(id, ct) is not { } facts)
        {
            return NotFound();
        }

        await PreparedAsync(form, facts, ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "Roles");
        }

        var result = await service.ChangeAsync(id, form.Version, [.. form.Roles.Where(r => !r.IsEmpty).Select(r => new RoleChange(r.ShiftRoleId, r.ToNewRole()))], form.Confirmed, ct);

        switch (result.Outcome)
        {
            case RolesOutcome.Done:
                TempData.Notice(t["The roles are changed."]);

                return Redirect($"~/desk/shifts/{id}");
            case RolesOutcome.NotAllowed:
                TempData.Warning(t["The roles stay as they are: the shift has begun, is over or was called off."]);

                return Redirect($"~/desk/shifts/{id}");
            case RolesOutcome.ChangedMeanwhile:
                TempData.Warning(t["Nothing was changed: somebody else has changed this shift meanwhile. Here it is as it stands now."]);

                return Redirect($"~/desk/shifts/{id}/roles");
            case RolesOutcome.TooFewPlaces:
                ModelState.AddModelError("Roles[0].People", t["“{0}”: {1} places are taken already. Take somebody off first, or leave as many places", result.RoleName!, result.Taken]);
                break;
            case RolesOutcome.RoleInUse:
                ModelState.AddModelError("Roles[0].Name", t["“{0}” cannot be left out: people were asked to it", result.RoleName!]);
                break;
            case RolesOutcome.TooFewPeople:
                ModelState.AddModelError("Roles[0].People", t["Nobody visits this person alone: leave at least {0} places", result.Least]);
                break;
            case RolesOutcome.BelowNeeds:
                ModelState.AddModelError("Roles[0].Vetting", t["This work needs a higher check. It protects the person who is helped"]);
                break;
            case RolesOutcome.Unmet:
                await WarnAsync(form, result, ct);
                break;
        }

        return this.FormView(form, "Roles");
    }

    private async Task WarnAsync(ShiftRolesForm form, RolesResult result, CancellationToken ct)
    {
        var words = await ruleWords.LackedAsync([.. result.Unmet.SelectMany(u => u.Breaches)], ct);
        form.Unmet = [.. result.Unmet.Select(u => $"{u.FullName}: {string.Join(", ", u.Breaches.Select(b => words.GetValueOrDefault(b) ?? b.Rule.ToString()))}")];
        ModelState.AddModelError(nameof(form.Confirmed), t["Some who have a place or an offer do not meet these demands. Look at the names and say whether it shall be so"]);
    }

    private async Task<ShiftRolesForm> PreparedAsync(ShiftRolesForm form, ShiftHead facts, CancellationToken ct)
    {
        var visit = await db.Shifts.AsNoTracking().Where(s => s.ShiftId == facts.ShiftId && s.VolunteerTask.HelpRequestId != null)
            .Select(s => new { Person = s.VolunteerTask.HelpRequest!.Beneficiary, Category = s.VolunteerTask.HelpCategory }).SingleOrDefaultAsync(ct);
        var demands = visit is null ? null : VisitDemands.Of(visit.Person, visit.Category);
        form.Facts = facts;
        RoleForm.FillUp(form.Roles, await roleChoices.ReadAsync(demands?.Vetting ?? VettingLevel.None, demands?.Gender, ct));

        return form;
    }
}

/// <summary>The roles of a shift as they should be; a standing one that is left empty goes.</summary>
public sealed class ShiftRolesForm
{
    public Guid Version { get; set; }

    public List<RoleForm> Roles { get; set; } = [];

    /// <summary>The names were seen, and it shall be so.</summary>
    public bool Confirmed { get; set; }

    [BindNever]
    public ShiftHead Facts { get; set; } = null!;

    /// <summary>Who does not meet the demands, and what of them.</summary>
    [BindNever]
    public IReadOnlyList<string> Unmet { get; set; } = [];
}

public sealed class ShiftRolesFormValidator : AbstractValidator<ShiftRolesForm>
{
    public ShiftRolesFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Roles).Must(roles => roles.Exists(r => !r.IsEmpty)).WithMessage(_ => t["Say who is needed, in one to four roles"]);
        this.RoleRules(f => f.Roles, f => f.Roles, t);
    }
}
