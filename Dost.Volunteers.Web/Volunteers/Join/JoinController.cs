using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>The way into the sign-up and out of it: the start, a link to go on later, starting again. The code that proves the phone is asked for by <c>CodeController</c>.</summary>
[Route("join")]
public sealed class JoinController(SignUpDrafts drafts, SignUpFinish finish, SignUpPass pass, IStringLocalizer<Text> t) : Controller
{
    [HttpGet(""), PublicPage]
    public async Task<IActionResult> Index([FromServices] JoinChoicesReader choices, CancellationToken ct)
    {
        var draftId = pass.Read(HttpContext);

        return View(new StartPage(
            draftId is { } begun ? await drafts.FindAsync(begun, ct) : null,
            draftId is { } done && await finish.ResultAsync(done, ct) is not null,
            await choices.GuardianConsentAgeAsync(ct)));
    }

    /// <summary>To the first page that is not answered.</summary>
    [HttpGet("go-on"), AllowAnonymous]
    public async Task<IActionResult> GoOn([FromServices] JoinChoicesReader choices, [FromServices] SignUpGuide guide, CancellationToken ct) =>
        pass.Read(HttpContext) is { } draftId && await drafts.FindAsync(draftId, ct) is { } draft
            ? LocalRedirect(Url.Content(SignUpGuide.PathOf(await guide.NextAsync(draft, await choices.ReadAsync(ct), ct))))
            : LocalRedirect(Url.Content("~/join"));

    /// <summary>Sends a link to go on later. Nothing of it depends on who is known.</summary>
    [HttpPost("link"), AllowAnonymous, EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> SendLink(CancellationToken ct)
    {
        if (pass.Read(HttpContext) is { } draftId)
        {
            await drafts.SendLinkAsync(draftId, ct);
        }

        TempData.Notice(t["If everything is in order with the number, a link to go on is on its way. One goes out a day."]);

        return LocalRedirect(Url.Content("~/join/go-on"));
    }

    [HttpPost("start-again"), AllowAnonymous, EnableRateLimiting(RateLimits.Form)]
    public async Task<IActionResult> StartAgain(CancellationToken ct)
    {
        if (pass.Read(HttpContext) is { } draftId)
        {
            await drafts.ForgetAsync(draftId, ct);
            pass.Drop(HttpContext);
        }

        TempData.Notice(t["What you wrote is deleted."]);

        return LocalRedirect(Url.Content("~/join"));
    }

    /// <summary>The application was sent with a wrong number: back to the first page, with all that was written.</summary>
    [HttpPost("change-number"), AllowAnonymous, EnableRateLimiting(RateLimits.Form)]
    public async Task<IActionResult> ChangeNumber([FromServices] PendingCode pending, CancellationToken ct)
    {
        if (pass.Read(HttpContext) is not { } draftId || !await finish.ReopenAsync(draftId, ct))
        {
            return LocalRedirect(Url.Content("~/join"));
        }

        pending.Forget();

        return LocalRedirect(Url.Content(SignUpGuide.PathOf(SignUpStage.Person)));
    }

    /// <summary>The phone is confirmed and the person signed in: what comes next.</summary>
    [HttpGet("done")]
    public IActionResult Done() => View();
}

/// <summary>The start of the sign-up: with a draft that this browser may go on with, or an application that waits for its code.</summary>
public sealed record StartPage(OpenDraft? Draft, bool AwaitsCode, int GuardianConsentAge);
