using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Me;

/// <summary>The ledger of the volunteer's hours, newest first.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/hours")]
public sealed class OwnHoursController(VolunteersDbContext db, CurrentUser user, RemoteHoursService remote) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int? page, CancellationToken ct)
    {
        var own = user.VolunteerId;
        var entries = db.HoursEntries.AsNoTracking().Where(h => own != null && h.VolunteerId == own);
        var sums = await entries.GroupBy(h => h.State).Select(g => new { g.Key, Minutes = g.Sum(h => h.Minutes), Count = g.Count() }).ToDictionaryAsync(g => g.Key, ct);
        var total = sums.Values.Sum(s => s.Count);
        var number = Paging.Within(page ?? 1, total);
        var names = await db.HelpCategories.AsNoTracking().ToDictionaryAsync(c => c.HelpCategoryCode, c => c.Name, ct);
        var rows = await entries.OrderByDescending(h => h.Sequence).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(h => new
            {
                h.HoursEntryId,
                h.ServiceDate,
                h.Minutes,
                h.State,
                h.ReturnReason,
                h.Source,
                h.Words,
                h.AssignmentId,
                h.Assignment!.Shift.VolunteerTask.Title,
                Code = h.Assignment.Shift.VolunteerTask.HelpCategoryCode,
            })
            .ToListAsync(ct);
        var culture = CultureInfo.CurrentUICulture;

        return View(new OwnHoursPage(
            sums.GetValueOrDefault(HoursState.Approved)?.Minutes ?? 0,
            sums.GetValueOrDefault(HoursState.Submitted)?.Minutes ?? 0,
            new Page<OwnHoursRow>(
                rows.ConvertAll(r => new OwnHoursRow(r.ServiceDate, r.AssignmentId is null ? null : r.Title ?? names[r.Code].In(culture), r.AssignmentId, r.Minutes, r.State, r.ReturnReason) { HoursEntryId = r.HoursEntryId, Source = r.Source, Words = r.Words }),
                number, Paging.DefaultSize, total),
            await remote.MayReportAsync(ct))
        {
            Months = [.. (await entries.Where(h => h.State == HoursState.Approved).GroupBy(h => new { h.ServiceDate.Year, h.ServiceDate.Month })
                .Select(g => new { g.Key.Year, g.Key.Month, Minutes = g.Sum(h => h.Minutes) }).ToListAsync(ct)).Where(m => m.Minutes != 0)
                .Select(m => new OwnMonth(new DateOnly(m.Year, m.Month, 1), m.Minutes)).OrderByDescending(m => m.Month)],
            Terms = await db.ServiceTerms.AsNoTracking().Where(s => own != null && s.VolunteerId == own).OrderByDescending(s => s.StartsOn)
                .Select(s => new OwnTerm(s.StartsOn, s.EndsOn, entries.Where(h => h.State == HoursState.Approved && h.ServiceDate >= s.StartsOn && h.ServiceDate <= s.EndsOn).Sum(h => h.Minutes))).ToListAsync(ct),
        });
    }
}

/// <summary>The ledger with its sums.</summary>
public sealed record OwnHoursPage(int ApprovedMinutes, int WaitingMinutes, Page<OwnHoursRow> Entries, bool MayReport)
{
    /// <summary>Months with approved minutes, the newest first.</summary>
    public required IReadOnlyList<OwnMonth> Months { get; init; }

    /// <summary>The terms of service, the newest first.</summary>
    public required IReadOnlyList<OwnTerm> Terms { get; init; }
}

public sealed record OwnMonth(DateOnly Month, int Minutes);

/// <summary>A term, both days included, and the approved minutes of its days.</summary>
public sealed record OwnTerm(DateOnly StartsOn, DateOnly EndsOn, int Minutes);

/// <summary>An entry; a correction has no work.</summary>
public sealed record OwnHoursRow(DateOnly ServiceDate, string? Work, Guid? AssignmentId, int Minutes, HoursState State, string? ReturnReason)
{
    public required Guid HoursEntryId { get; init; }
    public HoursSource Source { get; init; }

    /// <summary>What was done, or why it was corrected.</summary>
    public string? Words { get; init; }
}
