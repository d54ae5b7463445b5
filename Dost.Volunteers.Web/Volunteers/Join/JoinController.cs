using System.Globalization;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>From "I want to help" to an application. The code that proves the phone is asked for by <c>CodeController</c>.</summary>
[Route("join")]
public sealed class JoinController(IntakeService intake) : Controller
{
    [HttpGet(""), PublicPage]
    public async Task<IActionResult> Index([FromServices] JoinChoicesReader choices, CancellationToken ct) =>
        View(new JoinForm { Choices = await choices.ReadAsync(ct), Languages = [CultureInfo.CurrentUICulture.Name] });

    [HttpPost(""), AllowAnonymous, EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Index(
        JoinForm form,
        [FromServices] JoinChoicesReader choices,
        [FromServices] IValidator<JoinForm> validator,
        [FromServices] PendingCode pending,
        CancellationToken ct)
    {
        form.Choices = await choices.ReadAsync(ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        var application = form.ToNewVolunteer(CultureInfo.CurrentUICulture.Name);
        var result = await intake.ApplyAsync(application, ct);
        pending.Remember(result.SubjectId, result.Purpose, application.Phone);

        return LocalRedirect(Url.Content("~/join/confirm"));
    }

    /// <summary>The phone is confirmed and the person signed in: what comes next.</summary>
    [HttpGet("done")]
    public IActionResult Done() => View();
}
