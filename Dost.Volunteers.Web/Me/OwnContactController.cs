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

/// <summary>A number or address on which our messages do not arrive: the volunteer says whether it is right, or gives the right one.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/contact")]
public sealed class OwnContactController(VolunteersDbContext db, CurrentUser user, OwnProfileService profile, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => await ReadAsync(null, ct) is { } page ? View(page) : NotFound();

    [HttpPost("email"), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Email(OwnEmailForm form, [FromServices] IValidator<OwnEmailForm> validator, CancellationToken ct)
    {
        if (await ReadAsync(form, ct) is not { } page)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(page, nameof(Index));
        }

        await profile.CorrectEmailAsync(user.VolunteerId!.Value, form.Email!.Trim(), ct);
        TempData.Notice(t["Thank you. We sent a link to the address: open it, and we know that it works."]);

        return RedirectToAction(nameof(MeController.Index), "Me");
    }

    [HttpPost("phone")]
    public async Task<IActionResult> Phone(CancellationToken ct)
    {
        if (user.VolunteerId is not { } own || !await profile.TryPhoneAgainAsync(own, ct))
        {
            return NotFound();
        }

        TempData.Notice(t["Thank you. We write to this number again."]);

        return RedirectToAction(nameof(MeController.Index), "Me");
    }

    private async Task<OwnContactPage?> ReadAsync(OwnEmailForm? form, CancellationToken ct)
    {
        var own = user.VolunteerId;

        return await db.Volunteers.AsNoTracking().Where(v => v.VolunteerId == own)
            .Select(v => new OwnContactPage(v.Phone, v.PhoneFailedAtUtc != null, v.EmailFailedAtUtc != null, form ?? new OwnEmailForm { Email = v.Email })).SingleOrDefaultAsync(ct);
    }
}

public sealed record OwnContactPage(string Phone, bool PhoneFailed, bool EmailFailed, OwnEmailForm Form);

/// <summary>The right e-mail address.</summary>
public sealed class OwnEmailForm
{
    public string? Email { get; set; }
}

public sealed class OwnEmailFormValidator : AbstractValidator<OwnEmailForm>
{
    public OwnEmailFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Email).NotEmpty().WithMessage(_ => t["Enter your e-mail address"])
        .EmailAddress().WithMessage(_ => t["Enter the address like this: name@example.az"]).MaximumLength(Volunteer.EmailMaxLength).WithMessage(_ => t["At most {0} characters, please", Volunteer.EmailMaxLength]);
}
