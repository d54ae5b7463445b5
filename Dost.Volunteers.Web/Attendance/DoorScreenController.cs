using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Attendance;

/// <summary>What a tablet or monitor at the entrance of a centre shows: the clock, and a code that is another one each minute. Nothing personal.</summary>
[Authorize(Policy = Access.Staff), Route("desk/door")]
public sealed class DoorScreenController(VolunteersDbContext db, CurrentUser user, DoorCodes codes, PublicUrl site, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var centres = await Centres().OrderBy(c => c.Code).Select(c => new DoorCentre(c.Code, c.Name)).ToListAsync(ct);

        return centres.Count == 1 ? RedirectToAction(nameof(Show), new { code = centres[0].Code }) : View(centres);
    }

    [HttpGet("{code}")]
    public async Task<IActionResult> Show(string code, CancellationToken ct)
    {
        if (await Centres().Where(c => c.Code == code).Select(c => new { c.CentreId, c.Name }).SingleOrDefaultAsync(ct) is not { } centre)
        {
            return NotFound();
        }

        var now = clock.UtcNow();
        var shown = codes.Now(centre.CentreId);
        var link = $"{site.Value}/door/{Uri.EscapeDataString(code)}/{shown.Token}";

        return View(new DoorScreen(centre.Name, now, QrCode.Of(link), link, $"{shown.Number[..3]} {shown.Number[3..]}", Math.Max(1, (int)Math.Ceiling((shown.ValidUntilUtc - now).TotalSeconds))));
    }

    private IQueryable<Core.Centres.Centre> Centres()
    {
        var (all, own) = (user.IsAdministrator, user.CentreIds);

        return db.Centres.AsNoTracking().Where(c => c.IsActive && (all || own.Contains(c.CentreId)));
    }
}

public sealed record DoorCentre(string Code, LocalName Name);

/// <param name="Centre">The centre at whose door it is shown.</param>
/// <param name="NowUtc">The clock.</param>
/// <param name="Code">The link as a picture.</param>
/// <param name="Link">The link.</param>
/// <param name="Number">For who has no camera.</param>
/// <param name="SecondsLeft">Until the next code.</param>
public sealed record DoorScreen(LocalName Centre, DateTime NowUtc, QrCode Code, string Link, string Number, int SecondsLeft)
{
    public string Clock => BakuTime.TimeOf(NowUtc).ToString("HH:mm", CultureInfo.InvariantCulture);
}
