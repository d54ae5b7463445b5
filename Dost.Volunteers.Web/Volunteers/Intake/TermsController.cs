using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Intake;

/// <summary>The running terms in the order in which they end, to extend or complete many at once.</summary>
[Authorize(Policy = Access.Staff), Route("desk/intake/terms")]
public sealed class TermsController(VolunteersDbContext db, CurrentUser user, TermService terms, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(BoardQuery query, CancellationToken ct)
    {
        var running = db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user)).Where(v => v.State == VolunteerState.Active || v.State == VolunteerState.Paused);
        running = query.ChosenProgramme is { } programme ? running.Where(v => v.Programme == programme) : running;
        var total = await running.CountAsync(ct);
        var number = Paging.Within(query.ToFilter().Page, total, PageSize);
        var now = clock.UtcNow();
        var rows = await running.OrderBy(v => v.TermEndsOn).ThenBy(v => v.VolunteerId).Skip(Paging.Offset(number, PageSize)).Take(PageSize)
            .Select(v => new TermRow(
                v.VolunteerId, v.FamilyName + " " + v.GivenName, v.Programme, v.State, v.TermEndsOn!.Value,
                db.Assignments.Count(a => a.VolunteerId == v.VolunteerId && a.State == Core.Shifts.AssignmentState.Confirmed && a.Shift.EndsAtUtc > now)))
            .ToListAsync(ct);

        return View(new TermsPage(query, new Page<TermRow>(rows, number, PageSize, total)));
    }

    [HttpPost("extend")]
    public async Task<IActionResult> Extend(List<Guid> ids, int months, CancellationToken ct)
    {
        var result = await terms.ExtendAsync(ids, months, ct);
        Tell(result, t.Plural(result.Changed, "{0} term is extended. The volunteer will be told.|{0} terms are extended. The volunteers will be told."));

        return LocalRedirect(Url.Content("~/desk/intake/terms"));
    }

    [HttpPost("complete")]
    public async Task<IActionResult> Complete(List<Guid> ids, CancellationToken ct)
    {
        var result = await terms.CompleteAsync(ids, ct);
        Tell(result, t.Plural(result.Changed, "{0} term is completed. The volunteer is thanked.|{0} terms are completed. The volunteers are thanked."));

        return LocalRedirect(Url.Content("~/desk/intake/terms"));
    }

    private void Tell(TermsResult result, string done)
    {
        var left = result.StillBound == 0 ? "" : " " + t.Plural(result.StillBound, "{0} person still has a place in a coming shift and was left.|{0} people still have a place in a coming shift and were left.");

        if (result.Changed > 0)
        {
            TempData.Notice(done + left);
        }
        else
        {
            TempData.Warning(t["Nothing was changed: tick at least one person."] + left);
        }
    }
}

public sealed record TermsPage(BoardQuery Query, Page<TermRow> Rows);

public sealed record TermRow(Guid VolunteerId, string Name, Programme Programme, VolunteerState State, DateOnly EndsOn, int ComingShifts);
