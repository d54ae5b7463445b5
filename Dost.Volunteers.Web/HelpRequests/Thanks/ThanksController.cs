using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.Thanks;

/// <summary>The words of thanks that a volunteer was given, by those to whom they came. Nobody else's, and without a name.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/thanks")]
public sealed class ThanksController(VolunteersDbContext db, CurrentUser user) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        // A page number that cannot be read is no mistake that a person has to correct.
        ModelState.Clear();
        var volunteerId = user.VolunteerId;
        var own = db.HelpRequests.AsNoTracking().Where(r => r.Thanks != null
            && db.Assignments.Any(a => a.VolunteerId == volunteerId && a.State == AssignmentState.Attended && a.Shift.VolunteerTask.HelpRequestId == r.HelpRequestId));
        var total = await own.CountAsync(ct);
        var number = Paging.Within(page, total);
        var items = await own.OrderByDescending(r => r.ThankedAtUtc).ThenBy(r => r.HelpRequestId).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(r => new ReceivedThanks(r.HelpCategory.Name, r.ThankedAtUtc!.Value, r.Thanks!)).ToListAsync(ct);

        return View(new Page<ReceivedThanks>(items, number, Paging.DefaultSize, total));
    }
}

/// <summary>Words of thanks: for what kind of help, when, and how they were said.</summary>
public sealed record ReceivedThanks(LocalName Category, DateTime AtUtc, string Words);
