using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.Asking;

/// <summary>Asking for help, without an account: what one can ask, the form, and the thanks with the tracking code.</summary>
[Route("help")]
public sealed class HelpController(VolunteersDbContext db, HelpRequestService requests, AskChoicesReader choices, MapTiles tiles, FollowPass pass, AskerPass asker) : Controller
{
    [HttpGet(""), PublicPage]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await CategoriesAsync(ct));

    [HttpGet("ask/{category}"), AllowAnonymous]
    public async Task<IActionResult> Ask(string category, CancellationToken ct)
    {
        AllowTiles();

        return await choices.ReadAsync(category, ct) is { } offered
            ? View(new AskForm
            {
                FormId = Guid.NewGuid(),
                For = AskForm.Myself,
                WantedOn = offered.Today.AddDays(1),
                WantedPart = PartOfDay.AnyTime,
                OwnTextVersion = offered.OwnText.Version,
                BehalfTextVersion = offered.BehalfText.Version,
                Choices = offered,
            })
            : NotFound();
    }

    [HttpPost("ask/{category}"), AllowAnonymous, EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Ask(string category, AskForm form, [FromServices] IValidator<AskForm> validator, [FromServices] QuietCheck check, CancellationToken ct)
    {
        if (await choices.ReadAsync(category, ct) is not { } offered)
        {
            return NotFound();
        }

        AllowTiles();
        form.Choices = offered;

        // Whatever sent it twice is let through: somebody may be waiting for bread.
        if (!await ModelState.AcceptsAsync(form, validator, ct) | !check.Accepts(HttpContext, ModelState, "help", out _))
        {
            // What is agreed to is what stands on the page now.
            ModelState.Remove(nameof(form.OwnTextVersion));
            ModelState.Remove(nameof(form.BehalfTextVersion));
            form.OwnTextVersion = offered.OwnText.Version;
            form.BehalfTextVersion = offered.BehalfText.Version;

            return this.FormView(form);
        }

        var request = await requests.AskAsync(form.ToNewHelpRequest(), ct);
        pass.Grant(HttpContext, request.HelpRequestId);
        asker.Grant(HttpContext, request.HelpRequestId);

        return RedirectToAction(nameof(ConfirmController.Index), "Confirm");
    }

    /// <summary>Shows the tracking code to whoever has just asked; the code stands in no address.</summary>
    [HttpGet("thanks"), AllowAnonymous]
    public async Task<IActionResult> Thanks(CancellationToken ct)
    {
        var id = asker.Read(HttpContext);
        var request = await db.HelpRequests.AsNoTracking().Where(r => r.HelpRequestId == id)
            .Select(r => new ThanksPage(r.TrackingCode, r.HelpCategory.Name, r.WantedOn, r.WantedPart, r.ContactPhone, r.ContactEmail != null, r.PhoneConfirmedAtUtc != null, r.CallbackAskedAtUtc != null && r.CallbackDoneAtUtc == null)).SingleOrDefaultAsync(ct);

        return request is null ? Redirect("~/help/track") : View(request);
    }

    /// <summary>What stands on the map where it has no pictures; fetched when the map is opened.</summary>
    [HttpGet("ground"), AllowAnonymous]
    public async Task<IActionResult> Ground(CancellationToken ct) =>
        Json((await choices.GroundAsync(ct)).Districts.Select(d => new { d.Code, d.Name, Lat = d.Latitude, Lng = d.Longitude, d.IsPart }));

    private void AllowTiles()
    {
        if (tiles.Origin is { } origin)
        {
            Response.Headers.ContentSecurityPolicy = SecurityHeadersMiddleware.PolicyWithImagesFrom(origin);
        }
    }

    private async Task<IReadOnlyList<HelpCategory>> CategoriesAsync(CancellationToken ct) =>
        await db.HelpCategories.AsNoTracking().Where(c => c.IsPublic).OrderBy(c => c.Position).ToListAsync(ct);
}
