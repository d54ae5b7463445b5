using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Turns a request that was taken up into a shift.</summary>
[Authorize(Policy = Access.Staff), Route("desk/requests/{id:guid}/plan")]
public sealed class PlanController(
    VolunteersDbContext db, CurrentUser user, HelpRequestService requests, RoleChoicesReader roleChoices, AuditLog audit, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Plan(Guid id, CancellationToken ct)
    {
        if (await FactsAsync(id, ct) is not { } facts)
        {
            return NotFound();
        }

        if (facts.State is not HelpRequestState.Triaged || facts.ConsentIsWithdrawn)
        {
            return ToRequest(id, facts);
        }

        return View(await WithChoicesAsync(Suggested(facts), facts, ct));
    }

    [HttpPost("")]
    public async Task<IActionResult> Plan(Guid id, PlanForm form, [FromServices] IValidator<PlanForm> validator, CancellationToken ct)
    {
        if (await FactsAsync(id, ct) is not { } facts)
        {
            return NotFound();
        }

        form.NowUtc = clock.UtcNow();
        await WithChoicesAsync(form, facts, ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        var instructions = string.IsNullOrWhiteSpace(form.Instructions) ? null : form.Instructions.Trim();

        if (await requests.PlanAsync(id, form.ToNewShift(), instructions, ct) is not { } shift)
        {
            return ToRequest(id, await FactsAsync(id, ct) ?? facts);
        }

        TempData.Notice(t["The help is planned. Now offer it to volunteers."]);

        return Redirect($"~/desk/shifts/{shift.ShiftId}");
    }

    private async Task<PlanFacts?> FactsAsync(Guid id, CancellationToken ct)
    {
        var facts = await db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user)).Where(r => r.HelpRequestId == id).Select(r => new PlanFacts
        {
            HelpRequestId = r.HelpRequestId,
            State = r.State,
            Category = r.HelpCategory.Name,
            UsualMinutes = r.HelpCategory.UsualMinutes,
            Vetting = r.HelpCategory.Vetting,
            IsAtHome = r.HelpCategory.IsAtHome,
            IsRemote = r.HelpCategory.IsRemote,
            Description = r.Description,
            WantedOn = r.WantedOn,
            WantedPart = r.WantedPart,
            VisitorGender = r.Beneficiary.VisitorGender,
            Culture = r.Beneficiary.Culture,
            District = r.Beneficiary.District.Name,
            CentreAddress = r.Centre.Address,
            BeneficiaryId = r.BeneficiaryId,
            ConsentIsWithdrawn = r.Beneficiary.ConsentWithdrawnAtUtc != null,
        }).SingleOrDefaultAsync(ct);

        if (facts is not null)
        {
            await audit.LookedAsync("PlanPage", AuditSubject.HelpRequest, id, ct);
        }

        return facts;
    }

    private PlanForm Suggested(PlanFacts facts)
    {
        var now = BakuTime.FromUtc(clock.UtcNow());
        var today = DateOnly.FromDateTime(now);
        var start = facts.UsualStart;
        var date = facts.WantedOn > today ? facts.WantedOn : facts.WantedOn == today && start > TimeOnly.FromDateTime(now) ? today : today.AddDays(1);

        return new PlanForm
        {
            Date = date,
            StartsAt = start,
            EndsAt = start.AddMinutes(facts.UsualMinutes),
            MeetingPoint = facts.IsRemote ? t["By phone"] : facts.IsAtHome ? t["At the person’s home"] : facts.CentreAddress.In(CultureInfo.CurrentUICulture),
            Instructions = facts.Description,
            Role = new RoleForm
            {
                Name = t["Helper"],
                People = 1,
                Vetting = facts.Vetting,
                Gender = facts.VisitorGender,

                // Azerbaijani is taken for granted.
                Languages = facts.Culture is "az" ? [] : [facts.Culture],
            },
        };
    }

    private async Task<PlanForm> WithChoicesAsync(PlanForm form, PlanFacts facts, CancellationToken ct)
    {
        form.Facts = facts;
        form.Role.Choices = await roleChoices.ReadAsync(facts.Vetting, facts.VisitorGender, ct);

        return form;
    }

    private RedirectResult ToRequest(Guid id, PlanFacts facts)
    {
        TempData.Warning(facts.ConsentIsWithdrawn
            ? t["The person took their agreement back: nothing can be planned until they give it again. Their record says since when."]
            : facts.State is HelpRequestState.New
            ? t["First take the request up: say how urgent it is."]
            : t["Somebody else was first: the request has moved on meanwhile. This is how it stands now."]);

        return Redirect($"~/desk/requests/{id}");
    }
}
