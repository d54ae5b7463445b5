using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>An open shift, by the id of a role or of the shift: whether it fits the volunteer who is signed in, and taking a place.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/open/{shiftRoleId:guid}")]
public sealed class OpenShiftController(
    VolunteersDbContext db, CurrentUser user, OwnShiftReader places, PlacementService placements, QueueReader queues, RuleWords ruleWords, IStringLocalizer<Text> t, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid shiftRoleId, CancellationToken ct)
    {
        var roles = await places.OpenRolesAsync(shiftRoleId, ct);

        if (roles.Count == 0 || user.VolunteerId is not { } volunteerId)
        {
            return NotFound();
        }

        if (await OwnPlaceAsync(roles[0].ShiftId, ct) is { } own)
        {
            return RedirectToAction("Show", "OwnShifts", new { assignmentId = own });
        }

        var waiting = await queues.ReadAsync([.. roles.Select(r => r.ShiftRoleId)], volunteerId, ct);
        List<OpenRole> choices = [];

        foreach (var role in roles)
        {
            // A shift has a few roles at most, and each has rules of its own.
            var queue = waiting.GetValueOrDefault(role.ShiftRoleId, QueueOfRole.Empty);
            choices.Add(new OpenRole(role, await ruleWords.ToVolunteerAsync(await placements.CheckAsync(role.ShiftRoleId, volunteerId, ct), ct), Math.Max(0, role.PlacesLeft - queue.Promised), queue.NextNumber));
        }

        return View("Show", new OpenShiftPage(roles[0], choices, roles[0].IsOpen(clock.UtcNow())));
    }

    [HttpPost("")]
    public async Task<IActionResult> SignUp(Guid shiftRoleId, CancellationToken ct)
    {
        var role = (await places.OpenRolesAsync(shiftRoleId, ct)).FirstOrDefault(r => r.ShiftRoleId == shiftRoleId);

        if (role is null || user.VolunteerId is not { } volunteerId)
        {
            return NotFound();
        }

        var result = await placements.SignUpAsync(shiftRoleId, volunteerId, ct);

        if (result.Outcome is PlacementOutcome.Done)
        {
            TempData.Notice(t["Your place is confirmed. Thank you!"]);
        }
        else
        {
            TempData.Warning(string.Join(' ', (string[])[t.NotDone(result.Outcome), .. await ruleWords.ToVolunteerAsync(result.Breaches ?? [], ct)]));
        }

        return await OwnPlaceAsync(role.ShiftId, ct) is { } own
            ? RedirectToAction("Show", "OwnShifts", new { assignmentId = own })
            : RedirectToAction(nameof(Show), new { shiftRoleId });
    }

    /// <summary>The volunteer's part in the shift, unless they are out of it and may come back.</summary>
    private async Task<Guid?> OwnPlaceAsync(Guid shiftId, CancellationToken ct) => await db.Assignments.AsNoTracking().Where(Visible.OwnAssignments(user))
        .Where(a => a.ShiftId == shiftId && a.State != AssignmentState.Declined && a.State != AssignmentState.Expired && a.State != AssignmentState.Withdrawn)
        .Select(a => (Guid?)a.AssignmentId).SingleOrDefaultAsync(ct);
}

/// <summary>An open shift with the roles that can be taken in it.</summary>
public sealed record OpenShiftPage(ShiftFacts Shift, IReadOnlyList<OpenRole> Roles, bool IsOpen);

/// <summary>A role, and why the volunteer cannot take it; nothing if they can. Free is what is not promised to the queue, in which they would have the number.</summary>
public sealed record OpenRole(ShiftFacts Facts, IReadOnlyList<string> Obstacles, int FreePlaces, int NextNumber);
