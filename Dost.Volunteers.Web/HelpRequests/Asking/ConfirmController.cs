using Dost.Volunteers.Core.Accounts;
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

namespace Dost.Volunteers.Web.HelpRequests.Asking;

/// <summary>
/// Shows that the phone of a request is that of who asked. The request has been taken before: whoever leaves here, or gets no code, has
/// lost nothing.
/// </summary>
[AllowAnonymous, Route("help/confirm")]
public sealed class ConfirmController(VolunteersDbContext db, AskerService asker, AskerPass pass, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => await WaitingAsync(ct) switch
    {
        null => Redirect("~/help/track"),
        { IsConfirmed: true } or { CodeWasSent: false } => Done(),
        { } page => View(new ConfirmForm { Page = page }),
    };

    [HttpPost(""), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Index(ConfirmForm form, [FromServices] IValidator<ConfirmForm> validator, CancellationToken ct)
    {
        if (await WaitingAsync(ct) is not { } page)
        {
            return Redirect("~/help/track");
        }

        form.Page = page;

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        var outcome = await asker.ConfirmPhoneAsync(page.HelpRequestId, form.Code, ct);

        if (outcome is CodeOutcome.Right)
        {
            return Done();
        }

        ModelState.AddModelError(nameof(form.Code), Words(outcome));

        return this.FormView(form);
    }

    [HttpPost("again"), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Again(CancellationToken ct)
    {
        if (await WaitingAsync(ct) is not { } page)
        {
            return Redirect("~/help/track");
        }

        if (await asker.SendCodeAgainAsync(page.HelpRequestId, ct))
        {
            TempData.Notice(t["A new code is on its way to {0}.", page.Phone]);
        }
        else if (!page.IsConfirmed)
        {
            TempData.Warning(t["We cannot send more codes to this number now. Press “call me”: your request stands all the same."]);
        }

        return RedirectToAction(nameof(Index));
    }

    /// <summary>Whoever gets no code is called.</summary>
    [HttpPost("call"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Call(CancellationToken ct)
    {
        if (await WaitingAsync(ct) is not { } page)
        {
            return Redirect("~/help/track");
        }

        await asker.AskCallbackAsync(page.HelpRequestId, ct);

        return Done();
    }

    [HttpGet("phone")]
    public async Task<IActionResult> Phone(CancellationToken ct) => await WaitingAsync(ct) switch
    {
        null => Redirect("~/help/track"),
        { IsConfirmed: true } => Done(),
        { } page => View(new RightPhoneForm { Page = page }),
    };

    /// <summary>The number was typed wrongly: the right one takes its place, and gets a code.</summary>
    [HttpPost("phone"), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Phone(RightPhoneForm form, [FromServices] IValidator<RightPhoneForm> validator, CancellationToken ct)
    {
        if (await WaitingAsync(ct) is not { } page)
        {
            return Redirect("~/help/track");
        }

        form.Page = page;

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        await asker.CorrectPhoneAsync(page.HelpRequestId, SharedRules.CleanPhone(form.Phone), ct);

        return RedirectToAction(nameof(Index));
    }

    private string Words(CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Wrong or CodeOutcome.Right => t["This is not the code. Look at the newest SMS and write its six digits"],
        CodeOutcome.Expired => t["This code is too old. Ask for a new one below"],
        CodeOutcome.TooManyAttempts => t["The code was wrong too often. Ask for a new one below"],
    };

    private RedirectToActionResult Done() => RedirectToAction(nameof(HelpController.Thanks), "Help");

    private async Task<ConfirmPage?> WaitingAsync(CancellationToken ct)
    {
        var id = pass.Read(HttpContext);

        return await db.HelpRequests.AsNoTracking().Where(r => r.HelpRequestId == id)
            .Select(r => new ConfirmPage(
                r.HelpRequestId,
                r.TrackingCode,
                r.ContactPhone,
                r.PhoneConfirmedAtUtc != null,
                db.OneTimeCodes.Any(c => c.SubjectId == r.HelpRequestId && c.Purpose == OneTimeCodePurpose.ConfirmRequestPhone),
                r.CallbackAskedAtUtc != null && r.CallbackDoneAtUtc == null))
            .SingleOrDefaultAsync(ct);
    }
}
