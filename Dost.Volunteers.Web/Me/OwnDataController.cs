using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>All that is known of the volunteer, to take along or to have deleted: each behind a fresh code, since a phone may lie open on a table.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/leaving")]
public sealed class OwnDataController(
    VolunteersDbContext db, CurrentUser user, OneTimeCodeService codes, PersonalDataReader reader, ErasureService erasures, PolicyReader policies, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("export")]
    public IActionResult Export() => user.VolunteerId is null ? NotFound() : View("Export", new OwnDataForm());

    [HttpPost("export/code"), EnableRateLimiting(RateLimits.Sms)]
    public Task<IActionResult> ExportCode(CancellationToken ct) => SendAsync(OneTimeCodePurpose.ExportData, nameof(Export), ct);

    /// <summary>The answer is the file itself: kept by nobody on the way, and a second one needs a second code.</summary>
    [HttpPost("export"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Export(OwnDataForm form, [FromServices] IValidator<OwnDataForm> validator, [FromServices] ExportWriter writer, CancellationToken ct)
    {
        if (user.VolunteerId is not { } own)
        {
            return NotFound();
        }

        if (!await IsRightAsync(form, validator, OneTimeCodePurpose.ExportData, own, ct) || await reader.ReadAsync(own, ct) is not { } known)
        {
            return this.FormView(form, "Export");
        }

        Response.Headers.CacheControl = "no-store";
        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"dost-{clock.TodayInBaku():yyyy-MM-dd}.zip\"");

        // The archive writes the end of each entry at once, which the server allows only where it is asked for. To gather the file first would keep it.
        HttpContext.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        await writer.WriteAsync(known, Response.Body, ct);

        return new EmptyResult();
    }

    [HttpGet("erase")]
    public async Task<IActionResult> Erase(CancellationToken ct) => await PageAsync(new OwnDataForm(), ct) is { } form ? View("Erase", form) : Home();

    [HttpPost("erase/code"), EnableRateLimiting(RateLimits.Sms)]
    public Task<IActionResult> EraseCode(CancellationToken ct) => SendAsync(OneTimeCodePurpose.EraseData, nameof(Erase), ct);

    [HttpPost("erase"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Erase(OwnDataForm form, [FromServices] IValidator<OwnDataForm> validator, CancellationToken ct)
    {
        if (user.VolunteerId is not { } own || await PageAsync(form, ct) is null)
        {
            return Home();
        }

        if (!await IsRightAsync(form, validator, OneTimeCodePurpose.EraseData, own, ct))
        {
            return this.FormView(form, "Erase");
        }

        if (await erasures.AskAsync(own, ErasureCause.Asked, ct) is ErasureOutcome.ServingNow)
        {
            TempData.Warning(t["Your shift is still running, or its end is not noted yet. Check out first, or try again in an hour."]);
        }
        else
        {
            TempData.Notice(t["It is noted. We have sent you the day, and a link to change your mind."]);
        }

        return Home();
    }

    [HttpPost("keep")]
    public async Task<IActionResult> Keep(CancellationToken ct)
    {
        if (user.VolunteerId is { } own && await erasures.FindOpenAsync(own, ct) is { } erasure && await erasures.StopAsync(erasure.ErasureId, ct))
        {
            TempData.Notice(t["Nothing is deleted. We are glad that you stay."]);
        }

        return Home();
    }

    private LocalRedirectResult Home() => LocalRedirect(Url.Content("~/me/leaving"));

    /// <summary>None where it was asked for already.</summary>
    private async Task<OwnDataForm?> PageAsync(OwnDataForm form, CancellationToken ct)
    {
        if (user.VolunteerId is not { } own || !await db.Volunteers.AnyAsync(v => v.VolunteerId == own, ct) || await erasures.FindOpenAsync(own, ct) is { Cause: not ErasureCause.Retention })
        {
            return null;
        }

        form.Days = (await policies.ReadAsync(ct)).ErasureCoolingOffDays;

        return form;
    }

    private async Task<IActionResult> SendAsync(OneTimeCodePurpose purpose, string back, CancellationToken ct)
    {
        if (user.VolunteerId is { } own && await codes.IssueAsync(purpose, own, Recipient.Volunteer(own), ct))
        {
            TempData.Notice(t["The code is on its way by SMS. It is valid for ten minutes."]);
        }
        else
        {
            TempData.Warning(t["No further code was sent: several went out in the last hour. Try again later, or call 142."]);
        }

        return RedirectToAction(back);
    }

    private async Task<bool> IsRightAsync(OwnDataForm form, IValidator<OwnDataForm> validator, OneTimeCodePurpose purpose, Guid own, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return false;
        }

        var outcome = await codes.CheckAsync(purpose, own, form.Code, ct);

        if (outcome is not CodeOutcome.Right)
        {
            ModelState.AddModelError(nameof(form.Code), outcome switch
            {
                CodeOutcome.Wrong => t["This is not the code. Look at the newest SMS"],
                CodeOutcome.Expired => t["This code has run out. Ask for a new one"],
                CodeOutcome.TooManyAttempts => t["There were too many attempts. Ask for a new code"],
                CodeOutcome.Right => throw new InvalidOperationException("It was right."),
            });
        }

        return ModelState.IsValid;
    }
}

/// <summary>The code from the SMS that shows who asks.</summary>
public sealed class OwnDataForm
{
    public string? Code { get; set; }

    /// <summary>Days in which one can change one's mind.</summary>
    internal int Days { get; set; }
}

public sealed class OwnDataFormValidator : AbstractValidator<OwnDataForm>
{
    public OwnDataFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Code)
        .Must(code => code?.Count(char.IsAsciiDigit) == OneTimeCodeService.Digits).WithMessage(_ => t["Type the six digits of the SMS"]);
}
