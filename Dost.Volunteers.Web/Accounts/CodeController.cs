using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Accounts;

/// <summary>
/// Asks for the code that was sent to a phone: after an application, and for signing in. A wrong code, an old one and one that was never
/// sent get the same answer.
/// </summary>
[AllowAnonymous]
public sealed class CodeController(
    PendingCode pending, AccountSignIn accounts, IntakeService intake, OneTimeCodeService codes, SignUpPass signUp, SignUpDrafts drafts, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("join/confirm"), HttpGet("account/code")]
    public IActionResult Index() => pending.Read() is { } wait ? Page(wait, new CodeForm()) : BackToStart();

    [HttpPost("join/confirm"), HttpPost("account/code"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Index(CodeForm form, [FromServices] IValidator<CodeForm> validator, CancellationToken ct)
    {
        if (pending.Read() is not { } wait)
        {
            return BackToStart();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return Page(wait, form);
        }

        if (await accounts.AsAsync(await CheckedAsync(wait, form.Code, ct), wait.Stay) is null)
        {
            ModelState.AddModelError(nameof(form.Code), t["This code is wrong or no longer valid. Take the newest SMS, or ask for a new code"]);

            return Page(wait, form);
        }

        pending.Forget();
        await ForgetSignUpAsync(ct);

        return AfterSignIn(wait);
    }

    [HttpPost("join/confirm/again"), HttpPost("account/code/again"), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Again(CancellationToken ct)
    {
        if (pending.Read() is not { } wait)
        {
            return BackToStart();
        }

        if (wait.Purpose is OneTimeCodePurpose.ConfirmPhone)
        {
            await intake.ResendCodeAsync(wait.SubjectId, ct);
        }
        else
        {
            await accounts.SendCodeAsync(wait.SubjectId, ct);
        }

        TempData.Notice(t["If everything is in order with the number, a new code is on its way."]);

        return LocalRedirect(Url.Content(IsAfterApplication ? "~/join/confirm" : "~/account/code"));
    }

    /// <summary>The phone is proven: what the sign-up kept to put a wrong number right is needed no more.</summary>
    private async Task ForgetSignUpAsync(CancellationToken ct)
    {
        if (IsAfterApplication && signUp.Read(HttpContext) is { } draftId)
        {
            await drafts.ForgetAsync(draftId, ct);
            signUp.Drop(HttpContext);
        }
    }

    private bool IsAfterApplication => Request.Path.StartsWithSegments("/join", StringComparison.OrdinalIgnoreCase);

    private async Task<UserAccount?> CheckedAsync(CodeWait wait, string? code, CancellationToken ct) => wait.Purpose switch
    {
        OneTimeCodePurpose.ConfirmPhone => await intake.ConfirmPhoneAsync(wait.SubjectId, code, ct) is CodeOutcome.Right
            ? await accounts.FindOfVolunteerAsync(wait.SubjectId, ct)
            : null,
        OneTimeCodePurpose.SignIn => await codes.CheckAsync(OneTimeCodePurpose.SignIn, wait.SubjectId, code, ct) is CodeOutcome.Right
            ? await accounts.FindAsync(wait.SubjectId, ct)
            : null,

        // These codes sign a contract, show who asks for all their data, or whose phone a request is answered on; nobody signs in with them.
        OneTimeCodePurpose.SignContract or OneTimeCodePurpose.SignAsGuardian or OneTimeCodePurpose.ExportData or OneTimeCodePurpose.EraseData or OneTimeCodePurpose.ConfirmRequestPhone => null,
    };

    private LocalRedirectResult AfterSignIn(CodeWait wait)
    {
        if (wait.Purpose is OneTimeCodePurpose.ConfirmPhone)
        {
            return LocalRedirect(Url.Content("~/join/done"));
        }

        if (IsAfterApplication)
        {
            TempData.Notice(t["You are with us already: you are signed in now."]);
        }

        return LocalRedirect(Url.IsLocalUrl(wait.ReturnUrl) ? wait.ReturnUrl! : Url.Content("~/account"));
    }

    private ViewResult Page(CodeWait wait, CodeForm form)
    {
        ViewData["Phone"] = PhoneNumber.Display(wait.Phone);
        ViewData["Action"] = Url.Content(IsAfterApplication ? "~/join/confirm" : "~/account/code");

        return ModelState.IsValid ? View("Code", form) : this.FormView(form, "Code");
    }

    private LocalRedirectResult BackToStart() => LocalRedirect(Url.Content(IsAfterApplication ? "~/join" : "~/account/sign-in"));
}
