using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Following;

/// <summary>Following a request without an account: by the tracking code and the phone, or by the pass that a link gave.</summary>
[AllowAnonymous, Route("help")]
public sealed class FollowController(
    VolunteersDbContext db, HelpRequestService requests, AskerService asker, FollowPageReader reader, FollowPass pass, AskerPass askerPass, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("track")]
    public IActionResult Track() => View(new TrackForm());

    [HttpPost("track"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Track(TrackForm form, [FromServices] IValidator<TrackForm> validator, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        var code = TrackingCode.Normalise(form.Code);
        var phone = PhoneNumber.TryParse(form.Phone, out var e164) ? e164 : "";
        var found = await db.HelpRequests.AsNoTracking()
            .Where(r => r.TrackingCode == code && (r.ContactPhone == phone || r.Beneficiary.Phone == phone))
            .Select(r => new { r.HelpRequestId, IsAsker = r.ContactPhone == phone }).SingleOrDefaultAsync(ct);

        if (found is null)
        {
            // Whether the code or the phone was wrong is not for a stranger to learn.
            ModelState.AddModelError(nameof(form.Code), t["We find no request with this code and this phone. Check both, or call 142"]);

            return this.FormView(form);
        }

        pass.Grant(HttpContext, found.HelpRequestId);

        if (found.IsAsker)
        {
            askerPass.Grant(HttpContext, found.HelpRequestId);
        }

        return RedirectToAction(nameof(Status));
    }

    [HttpGet("status")]
    public async Task<IActionResult> Status(CancellationToken ct) => await FollowedAsync(ct) is { } page ? View(page) : RedirectToAction(nameof(Track));

    [HttpGet("status/cancel")]
    public async Task<IActionResult> Cancel(CancellationToken ct) =>
        await FollowedAsync(ct) is not { } page ? RedirectToAction(nameof(Track))
        : page.CanBeCancelled ? View(page)
        : RedirectToAction(nameof(Status));

    [HttpPost("status/cancel")]
    public async Task<IActionResult> CancelNow(CancellationToken ct)
    {
        if (await FollowedAsync(ct) is not { } page)
        {
            return RedirectToAction(nameof(Track));
        }

        if (await requests.CancelAsync(page.HelpRequestId, t["The request was withdrawn."], ct) || page.State is HelpRequestState.Cancelled)
        {
            TempData.Notice(t["Your request is withdrawn. You can ask again at any time."]);
        }
        else
        {
            TempData.Warning(t["It is too late to withdraw here: help is under way or over. Call 142, please."]);
        }

        return RedirectToAction(nameof(Status));
    }

    [HttpPost("status/feedback")]
    public async Task<IActionResult> Feedback(FeedbackForm form, [FromServices] IValidator<FeedbackForm> validator, CancellationToken ct)
    {
        if (await FollowedAsync(ct) is not { } page)
        {
            return RedirectToAction(nameof(Track));
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            form.OffersThanks = page.Feedback.OffersThanks;
            page.Feedback = form;

            return this.FormView(page, nameof(Status));
        }

        if (await asker.TellHowItWasAsync(page.HelpRequestId, form.ToAnswer(), ct))
        {
            TempData.Notice(form.CallMe ? t["Thank you for telling us. We will call you."] : t["Thank you for telling us."]);
        }
        else
        {
            TempData.Warning(t["You can tell us how it was after the visit."]);
        }

        return RedirectToAction(nameof(Status));
    }

    /// <summary>Told once or three times, the centre is called once.</summary>
    [HttpPost("status/nobody-came")]
    public async Task<IActionResult> NobodyCame(CancellationToken ct)
    {
        if (await FollowedAsync(ct) is not { } page)
        {
            return RedirectToAction(nameof(Track));
        }

        if (await asker.TellNobodyCameAsync(page.HelpRequestId, ct) || page.NobodyCameAtUtc is not null)
        {
            TempData.Notice(t["We are sorry. Your centre knows it now and will call you. If it cannot wait, call 142."]);
        }
        else
        {
            TempData.Warning(t["This can be told from the beginning of the visit until four days after it. Call 142, please."]);
        }

        return RedirectToAction(nameof(Status));
    }

    [HttpPost("status/call"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> CallMe(CancellationToken ct)
    {
        if (await FollowedAsync(ct) is not { } page)
        {
            return RedirectToAction(nameof(Track));
        }

        await asker.AskCallbackAsync(page.HelpRequestId, ct);
        TempData.Notice(t["We will call you. If it cannot wait, call 142."]);

        return RedirectToAction(nameof(Status));
    }

    /// <summary>For a shared device: the next person sees nothing of this request.</summary>
    [HttpPost("leave")]
    public IActionResult Leave()
    {
        pass.Drop(HttpContext);

        return Redirect("~/help");
    }

    private async Task<FollowPage?> FollowedAsync(CancellationToken ct) => pass.Read(HttpContext) is { } id ? await reader.ReadAsync(id, isAsker: askerPass.Read(HttpContext) == id, ct) : null;
}
