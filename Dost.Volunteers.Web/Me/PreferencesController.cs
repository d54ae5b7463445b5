using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>What a volunteer is written to about, on which channel, in which language and when not.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/preferences")]
public sealed class PreferencesController(
    VolunteersDbContext db, CurrentUser user, OwnProfileService profile, PolicyReader policies, SignInManager<UserAccount> signIn, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var own = user.VolunteerId;
        var known = await db.Volunteers.AsNoTracking().Where(v => own != null && v.VolunteerId == own)
            .Select(v => new { v.Culture, v.SmsOptedOut, v.EmailOptedOut, v.PlainLetters, v.QuietFrom, v.QuietTo }).SingleOrDefaultAsync(ct);

        if (known is null)
        {
            return NotFound();
        }

        var muted = (await db.MutedTopics.AsNoTracking().Where(m => m.VolunteerId == own).Select(m => new { m.Topic, m.Channel }).ToListAsync(ct))
            .Select(m => PreferencesForm.CellOf(m.Topic, m.Channel)).ToHashSet();
        await ShowNightAsync(ct);

        return View("Index", new PreferencesForm
        {
            Language = known.Culture,
            BySms = !known.SmsOptedOut,
            ByEmail = !known.EmailOptedOut,
            Wanted =
            [
                .. from topic in MessageTopics.OfChoice
                   from channel in Enum.GetValues<MessageChannel>()
                   let cell = PreferencesForm.CellOf(topic, channel)
                   where !muted.Contains(cell)
                   select cell,
            ],
            Letters = known.PlainLetters switch { true => PreferencesForm.PlainChoice, false => PreferencesForm.FullChoice, null => "" },
            QuietFrom = known.QuietFrom,
            QuietTo = known.QuietTo,
        });
    }

    [HttpPost("")]
    public async Task<IActionResult> Change(PreferencesForm form, [FromServices] IValidator<PreferencesForm> validator, CancellationToken ct)
    {
        if (user.VolunteerId is not { } own)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            await ShowNightAsync(ct);

            return this.FormView(form, "Index");
        }

        var culture = Cultures.Known(form.Language)!;
        var wished = new OwnPreferences(culture, form.BySms, form.ByEmail) { Muted = form.Muted, Quiet = QuietHours.Own(form.QuietFrom, form.QuietTo), PlainLetters = form.PlainLetters };
        await profile.SetAsync(own, wished, ct);

        if (await signIn.UserManager.GetUserAsync(User) is { } account)
        {
            // The cookie of the sign-in holds the language.
            await signIn.RefreshSignInAsync(account);
        }

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        TempData.Notice(t["Your choice is saved."]);

        // Without the language of this address, so that the new one shows.
        return Redirect(HttpContext.SitePathBase().Add($"/{culture}/me/preferences").ToUriComponent());
    }

    private async Task ShowNightAsync(CancellationToken ct)
    {
        var policy = await policies.ReadAsync(ct);
        ViewData["Night"] = string.Create(CultureInfo.InvariantCulture, $"{policy.QuietFrom:HH\\:mm}–{policy.QuietTo:HH\\:mm}");
    }
}
