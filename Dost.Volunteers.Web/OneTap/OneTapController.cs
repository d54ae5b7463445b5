using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.OneTap;

/// <summary>What a link from a message opens. Opening changes nothing, since phones and mail servers open links by themselves.</summary>
[AllowAnonymous, Route("t/{token}")]
public sealed class OneTapController(OwnShiftReader places, InterviewService interviews, OwnProfileService profile, VolunteersDbContext db, FollowPass pass, AskerPass asker) : OneTapPage
{
    private const string OneClickField = "List-Unsubscribe";
    private const string OneClickValue = "One-Click";

    [HttpGet(""), OneTap(LinkPurpose.AnswerAssignment, LinkPurpose.ConfirmEmail, LinkPurpose.FollowHelpRequest, LinkPurpose.Unsubscribe, LinkPurpose.BookInterview, LinkPurpose.StopErasure, LinkPurpose.ResumeSignUp, LinkPurpose.AnswerSwap)]
    public async Task<IActionResult> Show(CancellationToken ct) => Link.Purpose switch
    {
        LinkPurpose.AnswerAssignment => View("Answer", new AnswerPage(Token, (await places.FindAsync(Link.SubjectId, ct))!, WasJustAnswered: false)),
        LinkPurpose.ConfirmEmail => View("ConfirmEmail", await AddressAsync(ct)),
        LinkPurpose.Unsubscribe => View("Unsubscribe", await AddressAsync(ct)),
        LinkPurpose.FollowHelpRequest => Follow(),
        LinkPurpose.BookInterview => View("Interview", new InterviewPlan($"~/t/{Token}/interview", await interviews.ReadAsync(Link.SubjectId, ct))),
        LinkPurpose.AnswerSwap => LocalRedirect(Url.Content($"~/t/{Token}/swap")),
        LinkPurpose.ResumeSignUp => View("ResumeSignUp", new ResumeForm { Token = Token }),
        LinkPurpose.StopErasure => View("StopErasure", new StopErasurePage(Token, await db.Erasures.AsNoTracking().SingleAsync(e => e.ErasureId == Link.SubjectId, ct))),
    };

    /// <summary>
    /// RFC 8058: the reader's mail program has the mail server post this line to the address of the List-Unsubscribe header. It comes
    /// without cookies, so an antiforgery token is impossible; the signed link itself is what shows that the sender may ask for it, and
    /// the only effect is that this one person gets no more e-mail, which they can undo. It must answer itself, not redirect.
    /// </summary>
    [HttpPost(""), IgnoreAntiforgeryToken, OneTap(LinkPurpose.Unsubscribe)]
    public async Task<IActionResult> OneClick(CancellationToken ct)
    {
        if (!Request.HasFormContentType || (await Request.ReadFormAsync(ct))[OneClickField] != OneClickValue)
        {
            return BadRequest();
        }

        await profile.SetEmailOptOutAsync(Link.SubjectId, optedOut: true, ct);

        return Ok();
    }

    private LocalRedirectResult Follow()
    {
        pass.Grant(HttpContext, Link.SubjectId);
        asker.Grant(HttpContext, Link.SubjectId);

        return LocalRedirect(Url.Content("~/help/status"));
    }

    private async Task<AddressPage> AddressAsync(CancellationToken ct) => await db.Volunteers.AsNoTracking()
        .Where(v => v.VolunteerId == (db.Volunteers.Where(m => m.VolunteerId == Link.SubjectId).Select(m => m.MergedIntoId).FirstOrDefault() ?? Link.SubjectId))
        .Select(v => new AddressPage(Token, v.GivenName, v.Email, v.EmailConfirmedAtUtc != null, v.EmailOptedOut)).SingleAsync(ct);
}

/// <summary>A volunteer's place as a link shows it.</summary>
public sealed record AnswerPage(string Token, OwnShift Place, bool WasJustAnswered);

/// <summary>A volunteer's e-mail address as a link shows it.</summary>
public sealed record AddressPage(string Token, string GivenName, string? Email, bool IsConfirmed, bool IsOptedOut)
{
    /// <summary>Enough to know it by: <c>l•••@example.az</c>. Who forwards the mail need not give the address away.</summary>
    public string MaskedEmail => Email is { } email && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{email[0]}•••{email[at..]}" : "";
}
