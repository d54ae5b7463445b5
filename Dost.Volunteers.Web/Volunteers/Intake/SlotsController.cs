using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Intake;

/// <summary>The times at which a centre talks with applicants.</summary>
[Authorize(Policy = Access.Staff), Route("desk/intake/slots")]
public sealed class SlotsController(VolunteersDbContext db, CurrentUser user, InterviewDesk interviews, ReferenceChoices choices, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int? page, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var since = now.AddHours(-12);
        var coming = db.InterviewSlots.AsNoTracking().Where(Visible.InterviewSlots(user)).Where(s => s.CancelledAtUtc == null && s.StartsAtUtc > since);
        var total = await coming.CountAsync(ct);
        var number = Paging.Within(page ?? 1, total);
        var rows = await coming.OrderBy(s => s.StartsAtUtc).ThenBy(s => s.InterviewSlotId).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(s => new SlotRow
            {
                InterviewSlotId = s.InterviewSlotId,
                StartsAtUtc = s.StartsAtUtc,
                Minutes = s.Minutes,
                Way = s.Way,
                Where = s.Where,
                Centre = s.Centre.Name,
                Coordinator = db.Users.Where(u => u.Id == s.CoordinatorId).Select(u => u.DisplayName).FirstOrDefault(),
                Capacity = s.Capacity,
                Booked = s.Booked,
                People = db.Interviews.Where(i => i.InterviewSlotId == s.InterviewSlotId && i.State == InterviewState.Booked).OrderBy(i => i.BookedAtUtc)
                    .Select(i => new SlotPerson(i.VolunteerId, i.Volunteer.GivenName + " " + i.Volunteer.FamilyName, i.Volunteer.Phone)).ToList(),
            }).AsSplitQuery().ToListAsync(ct);

        return View(new SlotsPage(new Page<SlotRow>(rows, number, Paging.DefaultSize, total), (await choices.OwnCentresAsync(ct)).Count > 1));
    }

    [HttpGet("new")]
    public async Task<IActionResult> One(CancellationToken ct) =>
        View(new SlotForm { Centres = await choices.OwnCentresAsync(ct), Date = clock.TodayInBaku().AddDays(1), StartsAt = new TimeOnly(10, 0) });

    [HttpPost("new")]
    public async Task<IActionResult> One(SlotForm form, [FromServices] IValidator<SlotForm> validator, CancellationToken ct)
    {
        form.Centres = await choices.OwnCentresAsync(ct);

        return await ModelState.AcceptsAsync(form, validator, ct) && CentreOf(form) is { } centre ? await OpenedAsync(centre, form.ToSlots(), ct) : this.FormView(form);
    }

    [HttpGet("week")]
    public async Task<IActionResult> Week(CancellationToken ct) => View(new WeekForm { Centres = await choices.OwnCentresAsync(ct), Week = clock.TodayInBaku().AddDays(7) });

    [HttpPost("week")]
    public async Task<IActionResult> Week(WeekForm form, [FromServices] IValidator<WeekForm> validator, CancellationToken ct)
    {
        form.Centres = await choices.OwnCentresAsync(ct);

        return await ModelState.AcceptsAsync(form, validator, ct) && CentreOf(form) is { } centre ? await OpenedAsync(centre, form.ToSlots(), ct) : this.FormView(form);
    }

    [HttpGet("{id:guid}/move")]
    public async Task<IActionResult> Move(Guid id, CancellationToken ct) => await FindAsync(id, ct) is { } slot
        ? View(new SlotForm
        {
            Moved = slot,
            Version = slot.Version,
            Date = BakuTime.DateOf(slot.StartsAtUtc),
            StartsAt = BakuTime.TimeOf(slot.StartsAtUtc),
            Minutes = slot.Minutes,
            Way = slot.Way,
            Where = slot.Where,
            Capacity = slot.Capacity,
        })
        : NotFound();

    [HttpPost("{id:guid}/move")]
    public async Task<IActionResult> Move(Guid id, SlotForm form, [FromServices] IValidator<SlotForm> validator, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } slot)
        {
            return NotFound();
        }

        form.Moved = slot;
        form.Capacity = slot.Capacity;

        return await ModelState.AcceptsAsync(form, validator, ct)
            ? Told(await interviews.MoveAsync(id, form.Version ?? Guid.Empty, form.ToSlots(), ct), t["The time is moved. Whoever had chosen it is told."])
            : this.FormView(form);
    }

    [HttpGet("{id:guid}/cancel")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken ct) => await FindAsync(id, ct) is { } slot ? View(slot) : NotFound();

    [HttpPost("{id:guid}/cancel")]
    public async Task<IActionResult> CancelNow(Guid id, Guid version, CancellationToken ct) => await FindAsync(id, ct) is null
        ? NotFound()
        : Told(await interviews.CancelAsync(id, version, ct), t["The time is called off. Whoever had chosen it is asked to choose another."]);

    private async Task<IActionResult> OpenedAsync(Guid centreId, NewSlots wish, CancellationToken ct)
    {
        var count = await interviews.OpenAsync(centreId, wish, ct);

        if (count > 0)
        {
            TempData.Notice(t.Plural(count, "{0} time is open. Applicants can choose it.|{0} times are open. Applicants can choose them."));
        }
        else
        {
            TempData.Warning(t["No time was opened: these hours are over, or you have opened them already."]);
        }

        return LocalRedirect(Url.Content("~/desk/intake/slots"));
    }

    private LocalRedirectResult Told(SlotOutcome outcome, string done)
    {
        if (outcome is SlotOutcome.Done)
        {
            TempData.Notice(done);
        }
        else
        {
            TempData.Warning(t["Nothing was changed: the time is over, or somebody else has changed it meanwhile. Look again."]);
        }

        return LocalRedirect(Url.Content("~/desk/intake/slots"));
    }

    private Task<InterviewSlot?> FindAsync(Guid id, CancellationToken ct)
    {
        var now = clock.UtcNow();

        return db.InterviewSlots.AsNoTracking().Include(s => s.Centre).Where(Visible.InterviewSlots(user)).SingleOrDefaultAsync(s => s.InterviewSlotId == id && s.CancelledAtUtc == null && s.StartsAtUtc > now, ct);
    }

    /// <summary>The centre chosen; the only one where there is no choice.</summary>
    private Guid? CentreOf(SlotFields form)
    {
        var chosen = form.Centres.Count == 1 ? form.Centres[0].Value : form.Centres.Select(c => c.Value).FirstOrDefault(c => c == form.Centre?.ToString());

        if (!Guid.TryParse(chosen, out var centre))
        {
            ModelState.AddModelError(nameof(form.Centre), t["Choose the centre"]);

            return null;
        }

        return centre;
    }
}

public sealed record SlotsPage(Page<SlotRow> Rows, bool ShowsCentre);

public sealed record SlotRow
{
    public required Guid InterviewSlotId { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required int Minutes { get; init; }
    public required InterviewWay Way { get; init; }
    public required string? Where { get; init; }
    public required LocalName Centre { get; init; }
    public required string? Coordinator { get; init; }
    public required int Capacity { get; init; }
    public required int Booked { get; init; }
    public required IReadOnlyList<SlotPerson> People { get; init; }
}

public sealed record SlotPerson(Guid VolunteerId, string FullName, string Phone);
