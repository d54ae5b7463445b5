using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>Confirms the phone of a volunteer who came to an account in another way than by the sign-up form.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/phone")]
public sealed class PhoneController(VolunteersDbContext db, CurrentUser user, IntakeService intake, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => await IsOpenAsync(ct) ? View("Index", new PhoneForm()) : Home();

    [HttpPost("send"), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Send(CancellationToken ct)
    {
        if (await IsOpenAsync(ct) && await intake.ResendCodeAsync(user.VolunteerId!.Value, ct))
        {
            TempData.Notice(t["The code is on its way by SMS. It is valid for ten minutes."]);
        }
        else
        {
            TempData.Warning(t["No further code was sent: several went out in the last hour. Try again later, or call 142."]);
        }

        return RedirectToAction(nameof(Index));
    }

    [HttpPost(""), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Confirm(PhoneForm form, [FromServices] IValidator<PhoneForm> validator, CancellationToken ct)
    {
        if (!await IsOpenAsync(ct))
        {
            return Home();
        }

        if (await ModelState.AcceptsAsync(form, validator, ct))
        {
            var outcome = await intake.ConfirmPhoneAsync(user.VolunteerId!.Value, form.Code, ct);

            if (outcome is CodeOutcome.Right)
            {
                TempData.Notice(t["Your phone is confirmed."]);

                return Home();
            }

            ModelState.AddModelError(nameof(form.Code), outcome switch
            {
                CodeOutcome.Wrong => t["This is not the code. Look at the newest SMS"],
                CodeOutcome.Expired => t["This code has run out. Ask for a new one"],
                CodeOutcome.TooManyAttempts => t["There were too many attempts. Ask for a new code"],
                CodeOutcome.Right => throw new InvalidOperationException("It was right."),
            });
        }

        return this.FormView(form, "Index");
    }

    private LocalRedirectResult Home() => LocalRedirect(Url.Content("~/me"));

    private async Task<bool> IsOpenAsync(CancellationToken ct)
    {
        var own = user.VolunteerId;

        return own is not null && await db.Volunteers.AnyAsync(v => v.VolunteerId == own && v.PhoneConfirmedAtUtc == null, ct);
    }
}
