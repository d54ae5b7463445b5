using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Calls;
using Dost.Volunteers.Web.HelpRequests.Asking;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Calls;

/// <summary>
/// The operator's screen of the hotline 142: one page by keyboard, for every district of the country. A number is only ever posted, and shows
/// no more than a call needs.
/// </summary>
[Authorize(Policy = Access.Hotline), Route("hotline"), EnableRateLimiting(RateLimits.Calls)]
public sealed class HotlineController(
    VolunteersDbContext db, CurrentUser user, HelpRequestService requests, CallerReader callers, CallService calls, HotlineChoicesReader choices, IStringLocalizer<Text> t) : Controller
{
    private const string DoneKey = "hotline.done";
    private const string NotedKey = "hotline.noted";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var offered = await choices.ReadAsync(ct);

        return View(new HotlineForm
        {
            FormId = Guid.NewGuid(),
            For = AskForm.Myself,
            WantedOn = offered.Today.AddDays(1),
            WantedPart = PartOfDay.AnyTime,
            Urgency = Urgency.Normal,
            Culture = Cultures.Default,
            OwnTextVersion = offered.OwnText.Version,
            BehalfTextVersion = offered.BehalfText.Version,
            Choices = offered,
        });
    }

    [HttpPost("")]
    public async Task<IActionResult> Index(HotlineForm form, [FromServices] IValidator<HotlineForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Choices = await choices.ReadAsync(ct);

        if (!await ModelState.AcceptsAsync(form, validator, ct) | !await IsPickKnownAsync(form, ct))
        {
            return await AgainAsync(form, ct);
        }

        var wish = form.ToNewHelpRequest(user.AccountId!.Value);

        if (!form.IsAnother && await requests.FindSentAsync(wish, ct) is null)
        {
            form.Duplicates = await callers.DuplicatesAsync(form.CleanPhone!, form.BeneficiaryId, form.HelpCategoryCode!, ct);

            if (form.Duplicates.Count > 0)
            {
                return await AgainAsync(form, ct);
            }
        }

        var request = await requests.AskAsync(wish, ct);
        TempData[DoneKey] = request.HelpRequestId.ToString("D");
        TempData.Remove(NotedKey);

        return RedirectToAction(nameof(Done));
    }

    /// <summary>Who is known by the number that was typed so far; the form stays as it is.</summary>
    [HttpPost("callers")]
    public async Task<IActionResult> Callers(HotlineForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        await PrepareAsync(form, ct);

        return View(nameof(Index), form);
    }

    /// <summary>Fills the form with what is known of the person; without one it is for somebody new.</summary>
    [HttpPost("pick")]
    public async Task<IActionResult> Pick(HotlineForm form, Guid? pick, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        await PrepareAsync(form, ct);
        (form.BeneficiaryId, form.Focus) = (null, nameof(form.Name));

        if (pick is not null)
        {
            if (form.Callers?.FirstOrDefault(c => c.BeneficiaryId == pick) is not { } person)
            {
                return NotFound();
            }

            form.Fill(person, form.CleanPhone!);
            form.Focus = nameof(form.HelpCategoryCode);
        }

        return View(nameof(Index), form);
    }

    /// <summary>The call is about a request that stands: it is noted there, and nothing new is made.</summary>
    [HttpPost("same")]
    public async Task<IActionResult> Same(HotlineForm form, Guid? same, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (form.CleanPhone is not { } phone || same is not { } id || await calls.NoteAsync(phone, id, NoteOf(form), ct) is null)
        {
            return NotFound();
        }

        TempData[DoneKey] = id.ToString("D");
        TempData[NotedKey] = true;

        return RedirectToAction(nameof(Done));
    }

    /// <summary>The code to read aloud. It stands in no address.</summary>
    [HttpGet("done")]
    public async Task<IActionResult> Done(CancellationToken ct)
    {
        var isNoted = TempData.Peek(NotedKey) is true;

        // What looks like an id comes back out of the cookie as one.
        if (!Guid.TryParse(TempData.Peek(DoneKey)?.ToString(), out var id)
            || await db.HelpRequests.AsNoTracking().Where(r => r.HelpRequestId == id)
                .Select(r => new CallDonePage(r.TrackingCode, r.HelpCategory.Name, r.WantedOn, r.WantedPart, r.ContactPhone, !isNoted)).SingleOrDefaultAsync(ct) is not { } page)
        {
            return RedirectToAction(nameof(Index));
        }

        return View(page);
    }

    /// <summary>A page that comes back with what was typed and no complaints: unreadable parts of a form that is not finished are no mistakes yet.</summary>
    private async Task PrepareAsync(HotlineForm form, CancellationToken ct)
    {
        ModelState.Clear();
        form.Choices = await choices.ReadAsync(ct);
        form.IsAnother = false;
        await FindCallersAsync(form, ct);
        ShowTexts(form);
    }

    private async Task<IActionResult> AgainAsync(HotlineForm form, CancellationToken ct)
    {
        await FindCallersAsync(form, ct);
        ModelState.Remove(nameof(form.OwnTextVersion));
        ModelState.Remove(nameof(form.BehalfTextVersion));
        ModelState.Remove(nameof(form.BeneficiaryId));
        ShowTexts(form);

        return this.FormView(form, nameof(Index));
    }

    private async Task FindCallersAsync(HotlineForm form, CancellationToken ct)
    {
        form.Callers = form.CleanPhone is { } phone ? await callers.FindAsync(phone, ct) : null;

        if (form.Picked is null)
        {
            form.BeneficiaryId = null;
        }
    }

    /// <summary>Nobody is picked by an id that the number does not lead to, such as after the number was changed.</summary>
    private async Task<bool> IsPickKnownAsync(HotlineForm form, CancellationToken ct)
    {
        if (form.BeneficiaryId is not { } picked || (form.CleanPhone is { } phone && await callers.IsKnownAsync(phone, picked, ct)))
        {
            return true;
        }

        ModelState.AddModelError(nameof(form.Phone), t["The number has changed meanwhile. Pick the person anew, or go on with somebody new"]);

        return false;
    }

    /// <summary>What is agreed to is what stands on the page now.</summary>
    private static void ShowTexts(HotlineForm form) => (form.OwnTextVersion, form.BehalfTextVersion) = (form.Choices.OwnText.Version, form.Choices.BehalfText.Version);

    private string NoteOf(HotlineForm form)
    {
        var words = string.IsNullOrWhiteSpace(form.Description) ? t["They called 142 about it."].Value : t["They called 142 about it: {0}", form.Description.Trim()].Value;

        return words.Length <= HelpRequestEvent.NoteMaxLength ? words : words[..HelpRequestEvent.NoteMaxLength];
    }
}
