using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Attendance;

/// <summary>What a phone kept while it had no connection, and sends when it is back.</summary>
[Authorize(Policy = Access.Volunteer)]
public sealed class KeptController(VolunteersDbContext db, CurrentUser user, KeptEventService kept, IStringLocalizer<Text> t) : Controller
{
    /// <summary>Shows what is kept, and carries the token with which the phone sends it.</summary>
    [HttpGet("me/kept")]
    public IActionResult Index() => View();

    /// <summary>Answered for the script: whether it was taken, and what to tell the volunteer.</summary>
    [HttpPost("me/shifts/{assignmentId:guid}/kept")]
    public async Task<IActionResult> Take(Guid assignmentId, KeptEventForm form, CancellationToken ct)
    {
        if (!await db.Assignments.Where(Visible.OwnAssignments(user)).AnyAsync(a => a.AssignmentId == assignmentId, ct))
        {
            return NotFound();
        }

        var age = form.Seconds is >= -86_400 and <= 31_622_400 ? TimeSpan.FromSeconds(form.Seconds.Value) : TimeSpan.MaxValue;
        var proof = new AttendanceProof(AttendanceMethod.Tap, form.Pin) { KeptId = form.Event, Age = age };
        var outcome = form.Kind is { } kind ? await kept.TakeAsync(assignmentId, kind, proof, ct) : AttendanceOutcome.NotPossible;

        return Json(new { done = outcome is AttendanceOutcome.Done, words = t.Said(outcome, form.Kind is AttendanceKind.CheckIn) });
    }
}

/// <summary>A coming or going as the phone kept it.</summary>
public sealed class KeptEventForm
{
    /// <summary>What the phone calls it.</summary>
    public Guid? Event { get; set; }
    public AttendanceKind? Kind { get; set; }

    /// <summary>How long ago it was by the clock of the phone, which may be wrong: only the difference is taken from it.</summary>
    public int? Seconds { get; set; }
    public string? Pin { get; set; }
}
