using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Me;

/// <summary>A volunteer's own page: what is next, what waits for an answer, what was served.</summary>
[Authorize(Policy = Access.Volunteer), Route("me")]
public sealed class MeController(VolunteersDbContext db, CurrentUser user, OwnShiftReader places, TimeProvider clock) : Controller
{
    private const int ReturnedShown = 3;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var own = user.VolunteerId;
        var me = await db.Volunteers.AsNoTracking().Where(v => v.VolunteerId == own)
            .Select(v => new OwnStateOfMe(
                v.GivenName, v.State, v.StateReason, db.RefusalReasons.Where(r => r.RefusalReasonCode == v.RefusalReasonCode).Select(r => r.Words).FirstOrDefault(), v.PhoneConfirmedAtUtc != null, v.Email, v.EmailConfirmedAtUtc != null, v.TermEndsOn, v.Centre.Name, v.SmsOptedOut && v.EmailOptedOut))
            .SingleOrDefaultAsync(ct);

        if (me is null)
        {
            return NotFound();
        }

        var now = clock.UtcNow();
        var coming = await places.ComingAsync(ct);
        var mine = coming.Where(p => p.State is AssignmentState.CheckedIn or AssignmentState.Confirmed).ToList();

        // Who is checked in is there now, whatever else is near.
        var next = mine.FirstOrDefault(p => p.State is AssignmentState.CheckedIn) ?? mine.FirstOrDefault();

        return View(new MePage(
            me,
            next,
            [.. coming.Where(p => p.CanAnswer(now)).OrderBy(p => p.OfferExpiresAtUtc)],
            [.. mine.Where(p => p != next)],
            [.. coming.Where(p => p.State is AssignmentState.Waitlisted)],
            await HoursAsync(ct)));
    }

    private async Task<OwnHours> HoursAsync(CancellationToken ct)
    {
        var own = user.VolunteerId;
        var entries = db.HoursEntries.AsNoTracking().Where(h => h.VolunteerId == own);
        var sums = await entries.GroupBy(h => h.State).Select(g => new { g.Key, Minutes = g.Sum(h => h.Minutes) }).ToDictionaryAsync(g => g.Key, g => g.Minutes, ct);
        var returned = await entries.Where(h => h.State == HoursState.Returned).OrderByDescending(h => h.DecidedAtUtc).ThenByDescending(h => h.Sequence)
            .Take(ReturnedShown).Select(h => new ReturnedHours(h.ServiceDate, h.Minutes, h.ReturnReason ?? "")).ToListAsync(ct);

        return new OwnHours(sums.GetValueOrDefault(HoursState.Approved), sums.GetValueOrDefault(HoursState.Submitted), returned);
    }
}

/// <summary>The first page of a volunteer.</summary>
public sealed record MePage(
    OwnStateOfMe Me, OwnShift? Next, IReadOnlyList<OwnShift> Offers, IReadOnlyList<OwnShift> Coming, IReadOnlyList<OwnShift> Waiting, OwnHours Hours);

/// <summary>Where the volunteer stands with us.</summary>
public sealed record OwnStateOfMe(
    string GivenName, VolunteerState State, string? OwnWords, LocalName? Refusal, bool PhoneConfirmed, string? Email, bool EmailConfirmed, DateOnly? TermEndsOn, LocalName Centre, bool HearsNothing)
{
    /// <summary>Why, in the reader's language.</summary>
    public string StateReason => RefusalReason.MessageIn(CultureInfo.CurrentUICulture, Refusal, OwnWords);
}

/// <summary>Minutes that count, minutes that wait, and what came back last.</summary>
public sealed record OwnHours(int ApprovedMinutes, int WaitingMinutes, IReadOnlyList<ReturnedHours> Returned);

public sealed record ReturnedHours(DateOnly ServiceDate, int Minutes, string Reason);
