using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Accounts;

/// <summary>Signing in and out.</summary>
[Route("account")]
public sealed class SignInController(AccountSignIn accounts, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("sign-in"), AllowAnonymous]
    public IActionResult Index(string? returnUrl) =>
        User.Identity?.IsAuthenticated == true ? LocalRedirect(Url.Content("~/account")) : View(new SignInForm { ReturnUrl = returnUrl });

    [HttpPost("sign-in"), AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Index(SignInForm form, [FromServices] IValidator<SignInForm> validator, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        if (!await accounts.ByPasswordAsync(form.Email!, form.Password!, form.Stay))
        {
            ModelState.AddModelError(nameof(form.Email), t["This e-mail and password do not fit together. After five wrong attempts the account is closed for 15 minutes"]);

            return this.FormView(form);
        }

        return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl! : Url.Content("~/account"));
    }

    [HttpPost("sign-in/phone"), AllowAnonymous, EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Phone(
        PhoneForm form, [FromServices] IValidator<PhoneForm> validator, [FromServices] PendingCode pending, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct) || !PhoneNumber.TryParse(form.Phone, out var phone))
        {
            return this.FormView(new SignInForm { ReturnUrl = form.ReturnUrl }, nameof(Index));
        }

        var sent = await accounts.SendCodeAsync(phone, ct);
        pending.Remember(sent.SubjectId, sent.Purpose, phone, form.ReturnUrl, form.StayByPhone);

        return LocalRedirect(Url.Content("~/account/code"));
    }

    /// <summary>To the first page of one's own work.</summary>
    [HttpGet("")]
    public IActionResult Home() => LocalRedirect(Url.Content(User.IsInRole(Roles.Volunteer) ? "~/me" : User.IsInRole(Roles.Operator) ? "~/hotline" : "~/desk"));

    [HttpPost("sign-out"), AllowAnonymous]
    public async Task<IActionResult> Leave()
    {
        await accounts.SignOutAsync();
        TempData.Notice(t["You have signed out."]);

        return LocalRedirect(Url.Content("~/"));
    }
}
