using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Policies;

/// <summary>Every setting that there is: what it is now, what it does, and who changed it.</summary>
[Authorize(Policy = Access.Administrator), Route("admin/settings")]
public sealed class SettingsController(SettingsService settings, VolunteersDbContext db, IStringLocalizer<Text> t) : Controller
{
    private const int ChangesShown = 30;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var changes = await db.SettingChanges.AsNoTracking().OrderByDescending(c => c.AtUtc).ThenByDescending(c => c.SettingChangeId).Take(ChangesShown)
            .Select(c => new SettingChangeRow(c.SettingKey, c.Before, c.After, c.AtUtc, db.Users.Where(u => u.Id == c.UserAccountId).Select(u => u.DisplayName).FirstOrDefault())).ToListAsync(ct);

        return View(new SettingsPage(await settings.ReadAsync(ct), changes));
    }

    [HttpGet("{subject}")]
    public async Task<IActionResult> Change(string subject, CancellationToken ct) =>
        GroupOf(subject) is { } group ? View(SettingsForm.Of(group, await settings.ReadAsync(ct))) : NotFound();

    [HttpPost("{subject}")]
    public async Task<IActionResult> Change(string subject, SettingsForm form, [FromServices] IValidator<SettingsForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (GroupOf(subject) is not { } group)
        {
            return NotFound();
        }

        form.Take(group, await settings.ReadAsync(ct));

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(form);
        }

        if (await settings.SetAsync(group, form.Wanted, form.Seen, ct) is { } changed)
        {
            TempData.Notice(changed > 0 ? t["The settings are saved, and hold from now on."] : t["Nothing was changed."]);

            return RedirectToAction(nameof(Index));
        }

        // What was typed stays; the next press is for what stands now.
        ModelState.Remove(nameof(form.Seen));
        form.Take(group, await settings.ReadAsync(ct));
        form.Seen = form.Now!.Seen(group);
        form.CameSecond = true;
        ModelState.AddModelError("", t["Somebody has changed these settings meanwhile. What you typed is here; beside it stands what holds now. Save again if it is still right."]);

        return this.FormView(form);
    }

    /// <summary>Sets one setting to what comes with the program.</summary>
    [HttpPost("{subject}/default")]
    public async Task<IActionResult> Default(string subject, string? key, string? seen, CancellationToken ct)
    {
        if (GroupOf(subject) is not { } group || SettingCatalogue.Of(group).FirstOrDefault(d => d.Key == key) is not { } definition)
        {
            return NotFound();
        }

        if (await settings.SetAsync(group, new Dictionary<string, string> { [definition.Key] = definition.Default }, seen, ct) is not null)
        {
            TempData.Notice(t["The settings are saved, and hold from now on."]);
        }
        else
        {
            TempData.Warning(t["Somebody has changed these settings meanwhile. Nothing was saved: look at them as they are now."]);
        }

        return RedirectToAction(nameof(Change), new { subject });
    }

    /// <summary>The subject in an address; those that have pages of their own have none here.</summary>
    private static SettingGroup? GroupOf(string subject) =>
        Enum.GetValues<SettingGroup>().Where(g => SettingWords.PathOf(g) == subject && SettingCatalogue.Of(g).Count > 0).Select(g => (SettingGroup?)g).FirstOrDefault();
}

/// <summary>All settings with the last changes.</summary>
public sealed record SettingsPage(SettingValues Values, IReadOnlyList<SettingChangeRow> Changes);

public sealed record SettingChangeRow(string Key, string Before, string After, DateTime AtUtc, string? By);
