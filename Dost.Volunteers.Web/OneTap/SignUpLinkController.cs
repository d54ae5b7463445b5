using System.Globalization;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.OneTap;

/// <summary>Going on with a sign-up by the link that was asked for, on this or another phone.</summary>
[AllowAnonymous, Route("t/{token}/go-on"), OneTap(LinkPurpose.ResumeSignUp)]
public sealed class SignUpLinkController(SignUpDrafts drafts, SignUpPass pass, GuessGuard guard, IStringLocalizer<Text> t) : OneTapPage
{
    [HttpPost(""), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Resume(ResumeForm form, [FromServices] IValidator<ResumeForm> validator, CancellationToken ct)
    {
        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, "ResumeSignUp");
        }

        switch (await drafts.ResumeAsync(Link.SubjectId, form.BornOn!.Value, ct))
        {
            case ResumeOutcome.Resumed:
                pass.Grant(HttpContext, Link.SubjectId);

                // The link has no language in its address: the pages go on in that of the application.
                return LocalRedirect($"{HttpContext.SitePathBase()}/{CultureInfo.CurrentUICulture.Name}/join/go-on");
            case ResumeOutcome.Wrong:
                guard.CountWrong(HttpContext);
                ModelState.AddModelError(nameof(form.BornOn), t["This is not the date of birth in the application. Check it; after five wrong ones the link stops working"]);

                return this.FormView(form, "ResumeSignUp");
            default:
                return ToPage();
        }
    }
}

/// <summary>What shows that whoever holds the link is the one who began.</summary>
public sealed class ResumeForm
{
    /// <summary>From the address.</summary>
    public string? Token { get; set; }
    public DateOnly? BornOn { get; set; }
}

public sealed class ResumeFormValidator : AbstractValidator<ResumeForm>
{
    public ResumeFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.BornOn).NotNull().WithMessage(_ => t["Write your date of birth"]);
}
