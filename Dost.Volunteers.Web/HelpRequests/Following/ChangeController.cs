using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.HelpRequests.Asking;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Following;

/// <summary>Whoever asked changes the request, as long as no time is planned.</summary>
[AllowAnonymous, Route("help/status/change")]
public sealed class ChangeController(
    VolunteersDbContext db, AskerService asker, AskChoicesReader choices, MapTiles tiles, FollowPass pass, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } request)
        {
            return Redirect("~/help/track");
        }

        AllowTiles();

        return request.CanBeChanged
            ? View(new ChangeForm
            {
                Version = request.Version,
                WantedOn = request.WantedOn,
                WantedPart = request.WantedPart,
                Description = request.Description,
                Choices = await ChoicesAsync(request, ct),
            })
            : TooLate();
    }

    [HttpPost(""), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Index(ChangeForm form, [FromServices] IValidator<ChangeForm> validator, CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } request)
        {
            return Redirect("~/help/track");
        }

        AllowTiles();
        form.Choices = await ChoicesAsync(request, ct);

        if (!request.CanBeChanged)
        {
            return TooLate();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        switch (await asker.ChangeAsync(request.HelpRequestId, form.Version ?? Guid.Empty, form.ToChange(), ct))
        {
            case RequestChangeOutcome.Done:
                TempData.Notice(t["Your request is changed. The coordinator sees it."]);

                return Status();
            case RequestChangeOutcome.TooLate:
                return TooLate();
            case RequestChangeOutcome.PersonIsKnown:
                ModelState.AddModelError(nameof(form.Address), t["We know this person from earlier requests. Ask us to call you, and we change the address and the phone together"]);

                return this.FormView(form);
            default:
                // What stands in the form is kept; pressed again, it counts for the request as it is now.
                ModelState.Remove(nameof(form.Version));
                form.Version = form.Choices.Version;
                ModelState.AddModelError("", t["The request has changed meanwhile. Look once more at what stands here, and press the button again"]);

                return this.FormView(form);
        }
    }

    private RedirectToActionResult TooLate()
    {
        TempData.Warning(t["A time is planned already, so this cannot be changed here. Press “Please call me”, or call 142."]);

        return Status();
    }

    private RedirectToActionResult Status() => RedirectToAction(nameof(FollowController.Status), "Follow");

    private void AllowTiles()
    {
        if (tiles.Origin is { } origin)
        {
            Response.Headers.ContentSecurityPolicy = SecurityHeadersMiddleware.PolicyWithImagesFrom(origin);
        }
    }

    private async Task<HelpRequest?> FindAsync(CancellationToken ct)
    {
        var id = pass.Read(HttpContext);

        return await db.HelpRequests.AsNoTracking().Include(r => r.HelpCategory).Include(r => r.Beneficiary).SingleOrDefaultAsync(r => r.HelpRequestId == id, ct);
    }

    private async Task<ChangeChoices> ChoicesAsync(HelpRequest request, CancellationToken ct) => new(
        request.HelpRequestId,
        request.Version,
        request.HelpCategory.Name,
        request.HelpCategory.IsRemote,
        request.Beneficiary.DistrictCode,
        await asker.OwnsPersonAsync(request, ct),
        choices.Parts(),
        await choices.GroundAsync(ct),
        clock.TodayInBaku(),
        request.WantedOn);
}
