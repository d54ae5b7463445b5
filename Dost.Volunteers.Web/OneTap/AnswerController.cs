using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.OneTap;

/// <summary>The answer to an offer, a reminder or a moved shift, without signing in.</summary>
[AllowAnonymous, Route("t/{token}"), OneTap(LinkPurpose.AnswerAssignment)]
public sealed class AnswerController(
    PlacementService placements, OwnShiftReader places, AttendanceService attendance, OnTheWay onTheWay, RuleWords ruleWords, CalendarFile calendar, IStringLocalizer<Text> t, TimeProvider clock) : OneTapPage
{
    /// <summary>Yes to an offer, and "I will come" to a reminder.</summary>
    [HttpPost("yes")]
    public async Task<IActionResult> Yes(CancellationToken ct)
    {
        var result = await placements.AcceptAsync(Link.SubjectId, ct);

        return result.Outcome is PlacementOutcome.Done ? ToPage("thanks") : await ExplainAsync(result, ct);
    }

    [HttpPost("no")]
    public async Task<IActionResult> No(CancellationToken ct)
    {
        var result = await placements.DeclineAsync(Link.SubjectId, ct);

        return result.Outcome is PlacementOutcome.Done ? ToPage() : await ExplainAsync(result, ct);
    }

    /// <summary>A turn in the queue, where all places are taken.</summary>
    [HttpPost("queue")]
    public async Task<IActionResult> Queue(CancellationToken ct)
    {
        var place = await PlaceAsync(ct);
        var result = await placements.SignUpAsync(place.Facts.ShiftRoleId, place.VolunteerId, ct);

        return result.Outcome switch
        {
            PlacementOutcome.Done => ToPage("thanks"),
            PlacementOutcome.Waitlisted => ToPage(),
            PlacementOutcome.PlaceTaken or PlacementOutcome.OfferExpired or PlacementOutcome.NoLongerOffered or PlacementOutcome.AlreadyThere
                or PlacementOutcome.ShiftClosed or PlacementOutcome.RuleBroken or PlacementOutcome.ReasonNeeded => await ExplainAsync(result, ct),
        };
    }

    /// <summary>The volunteer is there: one tap, without signing in.</summary>
    [HttpPost("check-in")]
    public async Task<IActionResult> CheckIn(string? pin, CancellationToken ct) =>
        ToPage(await attendance.CheckInAsync(Link.SubjectId, AttendanceProof.Tap with { Pin = pin }, ct), o => t.Said(o, isCheckIn: true));

    /// <summary>The person visited hears that the volunteer has set out.</summary>
    [HttpPost("on-the-way")]
    public async Task<IActionResult> SayOnTheWay(CancellationToken ct) => ToPage(await onTheWay.SayAsync(Link.SubjectId, ct), t.SaidOnTheWay);

    private IActionResult ToPage(AttendanceOutcome outcome, Func<AttendanceOutcome, string> said)
    {
        if (outcome is AttendanceOutcome.Done)
        {
            TempData.Notice(said(outcome));
        }
        else
        {
            TempData.Warning(said(outcome));
        }

        return ToPage();
    }

    /// <summary>After a yes: thanks, and what comes next. Where it is not a yes (any more), how it stands.</summary>
    [HttpGet("thanks")]
    public async Task<IActionResult> Thanks(CancellationToken ct)
    {
        var place = await PlaceAsync(ct);

        return place.State is AssignmentState.Confirmed ? View("Answer", new AnswerPage(Token, place, WasJustAnswered: true)) : ToPage();
    }

    /// <summary>Asks once more before a place is given back.</summary>
    [HttpGet("leave")]
    public async Task<IActionResult> Leave(CancellationToken ct)
    {
        var place = await PlaceAsync(ct);

        return place.CanWithdraw(clock.UtcNow()) ? View("Leave", GiveBack(place, reason: null)) : ToPage();
    }

    [HttpPost("leave")]
    public async Task<IActionResult> LeaveNow(string? reason, CancellationToken ct)
    {
        var place = await PlaceAsync(ct);

        if (GiveBackPage.Accept(place, reason, clock.UtcNow(), ModelState, t) is not { } said)
        {
            return this.FormView(GiveBack(place, reason), "Leave");
        }

        var result = await placements.WithdrawAsync(Link.SubjectId, said, ct);

        return result.Outcome is PlacementOutcome.Done ? ToPage() : await ExplainAsync(result, ct);
    }

    /// <summary>
    /// The person visited. A page of its own that one must tap for: previews of the message open the link, and neither they nor whoever
    /// only looks at the time of the shift need a name and an address.
    /// </summary>
    [HttpGet("contact")]
    public async Task<IActionResult> Contact(CancellationToken ct)
    {
        var place = await PlaceAsync(ct);
        var contact = await places.ContactAsync(place, "OneTapContact", ct);

        return contact is null ? ToPage() : View("Contact", new ContactPage(Token, place, contact));
    }

    [HttpGet("calendar")]
    public async Task<IActionResult> Calendar(CancellationToken ct)
    {
        var place = await PlaceAsync(ct);

        return place.State is AssignmentState.Confirmed
            ? await calendar.OfPlaceAsync(place.AssignmentId, ct)
            : ToPage();
    }

    private async Task<OwnShift> PlaceAsync(CancellationToken ct) =>
        await places.FindAsync(Link.SubjectId, ct) ?? throw new InvalidOperationException("The link was opened, so its place is there.");

    private GiveBackPage GiveBack(OwnShift place, string? reason) => new(place, $"~/t/{Token}") { Reason = reason };

    private async Task<IActionResult> ExplainAsync(PlacementResult result, CancellationToken ct)
    {
        TempData.Warning(string.Join(' ', (string[])[t.NotDone(result.Outcome), .. await ruleWords.ToVolunteerAsync(result.Breaches ?? [], ct)]));

        return ToPage();
    }
}

/// <summary>The person visited, as a link shows them.</summary>
public sealed record ContactPage(string Token, OwnShift Place, VisitContact Contact);
