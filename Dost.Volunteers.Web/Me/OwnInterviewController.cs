using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>An applicant's interview: choose a time, move it, give it up.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/interview")]
public sealed class OwnInterviewController(VolunteersDbContext db, CurrentUser user, InterviewService interviews, CalendarFile calendar, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await PageAsync(ct));

    [HttpPost("book")]
    public async Task<IActionResult> Book(Guid? slot, CancellationToken ct)
    {
        if (await NewestAsync(ct) is not { } interviewId)
        {
            return NotFound();
        }

        var (text, isDone) = t.Booked(slot is null ? null : await interviews.BookAsync(interviewId, slot.Value, ct));
        Tell(text, isDone);

        return LocalRedirect(Url.Content("~/me/interview"));
    }

    [HttpPost("give-up")]
    public async Task<IActionResult> GiveUp(CancellationToken ct)
    {
        if (await NewestAsync(ct) is not { } interviewId)
        {
            return NotFound();
        }

        var (text, isDone) = t.GivenUp(await interviews.GiveUpAsync(interviewId, ct));
        Tell(text, isDone);

        return LocalRedirect(Url.Content("~/me/interview"));
    }

    [HttpGet("calendar")]
    public async Task<IActionResult> Calendar(CancellationToken ct) => await PageAsync(ct) is { View.Interview.Slot: not null } page
        ? calendar.OfInterview(page.View!.Interview)
        : LocalRedirect(Url.Content("~/me/interview"));

    private void Tell(string text, bool isDone)
    {
        if (isDone)
        {
            TempData.Notice(text);
        }
        else
        {
            TempData.Warning(text);
        }
    }

    private async Task<InterviewPlan> PageAsync(CancellationToken ct) =>
        new("~/me/interview", await NewestAsync(ct) is { } interviewId ? await interviews.ReadAsync(interviewId, ct) : null);

    private async Task<Guid?> NewestAsync(CancellationToken ct) =>
        await db.Interviews.Where(Visible.OwnInterviews(user)).OrderByDescending(i => i.InvitedAtUtc).ThenByDescending(i => i.InterviewId).Select(i => (Guid?)i.InterviewId).FirstOrDefaultAsync(ct);
}
