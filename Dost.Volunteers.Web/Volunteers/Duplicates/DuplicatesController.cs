using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Merging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Duplicates;

/// <summary>Records that may be of one person: which they are, side by side, and what the coordinator says.</summary>
[Authorize(Policy = Access.Staff), Route("desk/duplicates")]
public sealed class DuplicatesController(
    VolunteersDbContext db, CurrentUser user, DuplicateService duplicates, MergePlanner planner, MergeService merging, AuditLog audit, FieldCipher cipher, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? page, CancellationToken ct)
    {
        var open = db.LikelyDuplicates.AsNoTracking().Where(Visible.Duplicates(user)).Where(d => d.State == DuplicateState.Open);
        var total = await open.CountAsync(ct);
        var asked = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var shown = Paging.Within(asked, total);

        // The surest first: "High" stands before "Low".
        var rows = await open.OrderBy(d => d.Likeness).ThenByDescending(d => d.FoundAtUtc).ThenBy(d => d.LikelyDuplicateId)
            .Skip(Paging.Offset(shown, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(d => new DuplicateRow(
                d.LikelyDuplicateId,
                new DuplicatePerson(d.First.GivenName + " " + d.First.FamilyName, d.First.State, d.First.Centre.Name, d.First.BornOn),
                new DuplicatePerson(d.Second.GivenName + " " + d.Second.FamilyName, d.Second.State, d.Second.Centre.Name, d.Second.BornOn),
                d.FoundAtUtc)
            { Likeness = d.Likeness, Names = d.Names, HasTurnedBirthday = d.HasTurnedBirthday, SharesPhone = d.SharesPhone, HasCloseFin = d.HasCloseFin })
            .ToListAsync(ct);

        return View(new Page<DuplicateRow>(rows, shown, Paging.DefaultSize, total));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Compare(Guid id, Guid? keep, CancellationToken ct)
    {
        if (await ReadAsync(id, new MergeForm { Keep = keep }, ct) is { } form)
        {
            return View(form);
        }

        // Merged a moment ago, here or by a colleague.
        return await KeptOfAsync(id, ct) is { } kept ? RedirectToPerson(kept) : NotFound();
    }

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Merge(Guid id, MergeForm form, [FromServices] IValidator<MergeForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await ReadAsync(id, form, ct) is null)
        {
            return await KeptOfAsync(id, ct) is { } kept ? RedirectToPerson(kept) : NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form, nameof(Compare));
        }

        var outcome = await merging.MergeAsync(new MergeOrder
        {
            LikelyDuplicateId = id,
            KeptId = form.Plan.Kept.VolunteerId,
            FromMerged = form.FromMerged,
            Note = t.NoteOf(form.Plan, form.Reason!.Trim()),
            Seen = form.Seen ?? "",
        }, ct);
        var complaint = outcome switch
        {
            MergeOutcome.Done => null,
            MergeOutcome.NotFound => t["These records are no longer two. Look at the list again"].Value,
            MergeOutcome.ChangedMeanwhile => t["One of the records was changed while you looked. Look at both once more, and confirm again"].Value,
            MergeOutcome.Refused => t["Something must be settled first; it stands above"].Value,
            MergeOutcome.MessageOnItsWay => t["A message to this person is going out at this moment. Try again in a minute"].Value,
        };

        if (complaint is null)
        {
            TempData.Notice(t["The two records are one now. All that was on the other one is kept here."]);

            return RedirectToPerson(form.Plan.Kept.VolunteerId);
        }

        ModelState.AddModelError("", complaint);

        return await ReadAsync(id, form, ct) is { } again ? this.FormView(again, nameof(Compare)) : RedirectToAction(nameof(Index));
    }

    [HttpPost("{id:guid}/two")]
    public async Task<IActionResult> Two(Guid id, CancellationToken ct)
    {
        if (!await db.LikelyDuplicates.Where(Visible.Duplicates(user)).AnyAsync(d => d.LikelyDuplicateId == id, ct))
        {
            return NotFound();
        }

        if (await duplicates.SayTheyAreTwoAsync(id, ct))
        {
            TempData.Notice(t["Noted: they are two people. This pair will not be shown again."]);
        }

        return RedirectToAction(nameof(Index));
    }

    /// <summary>Both records as they stand, with the look at both recorded first; null if they are not for who asks.</summary>
    private async Task<MergeForm?> ReadAsync(Guid id, MergeForm form, CancellationToken ct)
    {
        var pair = await db.LikelyDuplicates.AsNoTracking().Where(Visible.Duplicates(user)).Where(d => d.LikelyDuplicateId == id)
            .Select(d => new { d.FirstId, d.SecondId, FirstState = d.First.State, SecondState = d.Second.State, FirstAt = d.First.AppliedAtUtc, SecondAt = d.Second.AppliedAtUtc })
            .SingleOrDefaultAsync(ct);

        if (pair is null || (form.Keep is { } asked && asked != pair.FirstId && asked != pair.SecondId))
        {
            return null;
        }

        var isFirst = (Rank(pair.FirstState), pair.SecondAt).CompareTo((Rank(pair.SecondState), pair.FirstAt)) >= 0;
        form.Keep ??= isFirst ? pair.FirstId : pair.SecondId;
        await audit.LookedAsync("VolunteerCompared", AuditSubject.Volunteer, pair.FirstId, ct);
        await audit.LookedAsync("VolunteerCompared", AuditSubject.Volunteer, pair.SecondId, ct);

        if (await planner.ReadAsync(id, form.Keep.Value, form.FromMerged, ct) is not { } plan)
        {
            return null;
        }

        form.Show(plan);

        if (form.AsksFin)
        {
            await audit.LookedAsync("VolunteerFin", AuditSubject.Volunteer, pair.FirstId, ct);
            await audit.LookedAsync("VolunteerFin", AuditSubject.Volunteer, pair.SecondId, ct);
            (form.KeptFin, form.MergedFin) = (cipher.Decrypt(plan.Kept.FinEncrypted!), cipher.Decrypt(plan.Merged.FinEncrypted!));
        }

        return form;
    }

    /// <summary>The record that a merged pair became, if it may be seen.</summary>
    private async Task<Guid?> KeptOfAsync(Guid id, CancellationToken ct) => await db.Volunteers.Where(Visible.Volunteers(user))
        .Where(v => db.LikelyDuplicates.Any(d => d.LikelyDuplicateId == id && d.State == DuplicateState.Merged && (d.First.MergedIntoId == v.VolunteerId || d.Second.MergedIntoId == v.VolunteerId)))
        .Select(v => (Guid?)v.VolunteerId).FirstOrDefaultAsync(ct);

    private LocalRedirectResult RedirectToPerson(Guid volunteerId) => LocalRedirect(Url.Content($"~/desk/volunteers/{volunteerId:D}"));

    /// <summary>Whoever came further is suggested to be kept; of two who stand at the same place, who came first.</summary>
    private static int Rank(VolunteerState state) => state switch
    {
        VolunteerState.Paused => 7,
        VolunteerState.Active => 6,
        VolunteerState.Training => 5,
        VolunteerState.Completed => 4,
        VolunteerState.Interview => 3,
        VolunteerState.Left => 2,
        VolunteerState.Applied => 1,
        VolunteerState.Rejected => 0,
    };
}
