using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Accounts;

/// <summary>A password of one's own, for who is signed in.</summary>
[Authorize, Route("account/password")]
public sealed class PasswordController(UserManager<UserAccount> accounts, SignInManager<UserAccount> signIn, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index() => await Page(new PasswordForm());

    [HttpPost(""), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Index(PasswordForm form, [FromServices] IValidator<PasswordForm> validator, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return await Page(form);
        }

        var account = await CurrentAsync();
        var result = account.PasswordHash is null
            ? await accounts.AddPasswordAsync(account, form.NewPassword!)
            : await accounts.ChangePasswordAsync(account, form.CurrentPassword ?? "", form.NewPassword!);

        if (!result.Succeeded)
        {
            Complain(result);

            return await Page(form);
        }

        // A new password signs out every other device; this one stays.
        await signIn.RefreshSignInAsync(account);
        TempData.Notice(t["Your new password is set."]);

        return LocalRedirect(Url.Content("~/account"));
    }

    private void Complain(IdentityResult result)
    {
        foreach (var error in result.Errors)
        {
            if (error.Code == nameof(IdentityErrorDescriber.PasswordMismatch))
            {
                ModelState.TryAddModelError(nameof(PasswordForm.CurrentPassword), t["This is not your present password"]);
            }
            else
            {
                ModelState.TryAddModelError(nameof(PasswordForm.NewPassword), t["Take a longer password: at least {0} characters, for example three words", accounts.Options.Password.RequiredLength]);
            }
        }
    }

    private async Task<IActionResult> Page(PasswordForm form)
    {
        var account = await CurrentAsync();
        ViewData["HasPassword"] = account.PasswordHash is not null;
        ViewData["Email"] = account.Email;
        ViewData["Length"] = accounts.Options.Password.RequiredLength;

        return ModelState.IsValid ? View(form) : this.FormView(form);
    }

    private async Task<UserAccount> CurrentAsync() =>
        await accounts.GetUserAsync(User) ?? throw new InvalidOperationException("The account of the sign-in is gone.");
}
