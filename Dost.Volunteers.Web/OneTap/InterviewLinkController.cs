using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.OneTap;

/// <summary>Choosing the time of an interview by the link of the invitation, without signing in.</summary>
[AllowAnonymous, Route("t/{token}/interview"), OneTap(LinkPurpose.BookInterview)]
public sealed class InterviewLinkController(InterviewService interviews, CalendarFile calendar, IStringLocalizer<Text> t) : OneTapPage
{
    [HttpPost("book")]
    public async Task<IActionResult> Book(Guid? slot, CancellationToken ct) =>
        Told(t.Booked(slot is null ? null : await interviews.BookAsync(Link.SubjectId, slot.Value, ct)));

    [HttpPost("give-up")]
    public async Task<IActionResult> GiveUp(CancellationToken ct) => Told(t.GivenUp(await interviews.GiveUpAsync(Link.SubjectId, ct)));

    [HttpGet("calendar")]
    public async Task<IActionResult> Calendar(CancellationToken ct) => await interviews.ReadAsync(Link.SubjectId, ct) is { Interview.Slot: not null } view
        ? calendar.OfInterview(view.Interview)
        : ToPage();

    private IActionResult Told((string Text, bool IsDone) said)
    {
        if (said.IsDone)
        {
            TempData.Notice(said.Text);
        }
        else
        {
            TempData.Warning(said.Text);
        }

        return ToPage();
    }
}
