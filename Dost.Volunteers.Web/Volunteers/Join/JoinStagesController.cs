using System.Globalization;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>
/// The four pages of the sign-up. Each is saved when it is sent, so that a lost connection costs no more than the page at hand; a page whose
/// turn has not come leads to the one whose turn it is.
/// </summary>
[Route("join"), AllowAnonymous]
public sealed class JoinStagesController(
    SignUpDrafts drafts, SignUpFinish finish, SignUpGuide guide, JoinChoicesReader choicesReader, SignUpPass pass, PendingCode pending, QuietCheck check, IStringLocalizer<Text> t) : Controller
{
    private const string FormName = "join";

    [HttpGet("you")]
    public async Task<IActionResult> Person([FromServices] IValidator<PersonForm> validator, CancellationToken ct)
    {
        var draft = await DraftAsync(ct);
        var form = draft?.Answers.Person is { } person ? PersonForm.Of(person) : new PersonForm { FormId = Guid.NewGuid() };

        return await ShowAsync(form, draft, validator, ct);
    }

    [HttpPost("you"), EnableRateLimiting(RateLimits.Form)]
    public async Task<IActionResult> Person(PersonForm form, [FromServices] IValidator<PersonForm> validator, CancellationToken ct) =>
        await TakeAsync(form, await DraftAsync(ct), validator, f => f.ToAnswers(), ct);

    [HttpGet("help")]
    public async Task<IActionResult> Place([FromServices] IValidator<PlaceForm> validator, CancellationToken ct)
    {
        var draft = await DraftAsync(ct);
        var form = draft?.Answers.Place is { } place ? PlaceForm.Of(place) : new PlaceForm { Languages = [CultureInfo.CurrentUICulture.Name] };

        return await ShowAsync(form, draft, validator, ct);
    }

    [HttpPost("help"), EnableRateLimiting(RateLimits.Form)]
    public async Task<IActionResult> Place(PlaceForm form, [FromServices] IValidator<PlaceForm> validator, CancellationToken ct) =>
        await TakeAsync(form, await DraftAsync(ct), validator, f => f.ToAnswers(), ct);

    [HttpGet("times")]
    public async Task<IActionResult> Times([FromServices] IValidator<TimesForm> validator, CancellationToken ct)
    {
        var draft = await DraftAsync(ct);
        var form = draft?.Answers.Times is { } times ? TimesForm.Of(times) : new TimesForm();

        return await ShowAsync(form, draft, validator, ct);
    }

    [HttpPost("times"), EnableRateLimiting(RateLimits.Form)]
    public async Task<IActionResult> Times(TimesForm form, [FromServices] IValidator<TimesForm> validator, CancellationToken ct) =>
        await TakeAsync(form, await DraftAsync(ct), validator, f => f.ToAnswers(), ct);

    [HttpGet("last")]
    public async Task<IActionResult> Last([FromServices] IValidator<LastForm> validator, CancellationToken ct) => await ShowAsync(new LastForm(), await DraftAsync(ct), validator, ct);

    /// <summary>Sends the application. Pressed again, because the answer was lost on the way, it leads to the same page.</summary>
    [HttpPost("last"), EnableRateLimiting(RateLimits.Sms)]
    public async Task<IActionResult> Last(LastForm form, [FromServices] IValidator<LastForm> validator, CancellationToken ct)
    {
        if (await DraftAsync(ct) is not { } draft)
        {
            return await LostAsync(ct);
        }

        if (await PrepareAsync(form, draft, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct) | !check.Accepts(HttpContext, ModelState, FormName, out var isAutomatic))
        {
            return this.FormView(form);
        }

        if (await finish.FinishAsync(draft, form.ToNewVolunteer(CultureInfo.CurrentUICulture.Name), isAutomatic, ct) is { } result)
        {
            return ToCode(result);
        }

        if (await DraftAsync(ct) is not { } changed)
        {
            return await LostAsync(ct);
        }

        form.Draft = changed;
        ModelState.AddModelError("", t["Something was changed in another window meanwhile. Look at what stands here, and press the button again"]);

        return this.FormView(form);
    }

    private async Task<OpenDraft?> DraftAsync(CancellationToken ct) => pass.Read(HttpContext) is { } id ? await drafts.FindAsync(id, ct) : null;

    /// <summary>Shows a page, with complaints if answers of another day no longer fit.</summary>
    private async Task<IActionResult> ShowAsync<TForm>(TForm form, OpenDraft? draft, IValidator<TForm> validator, CancellationToken ct)
        where TForm : StageForm
    {
        if (draft is null && form.Stage is not SignUpStage.Person)
        {
            return await LostAsync(ct);
        }

        if (await PrepareAsync(form, draft, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (draft?.Answers.Of(form.Stage) is not null)
        {
            await ModelState.AcceptsAsync(form, validator, ct);
        }

        return View(form);
    }

    private async Task<IActionResult> TakeAsync<TForm>(TForm form, OpenDraft? draft, IValidator<TForm> validator, Func<TForm, StageAnswers> answersOf, CancellationToken ct)
        where TForm : StageForm
    {
        if (draft is null && form.Stage is not SignUpStage.Person)
        {
            return await LostAsync(ct);
        }

        if (await PrepareAsync(form, draft, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct) | !check.Accepts(HttpContext, ModelState, FormName, out var isAutomatic))
        {
            return this.FormView(form);
        }

        var answers = answersOf(form);
        var culture = CultureInfo.CurrentUICulture.Name;
        var draftId = draft?.SignUpDraftId ?? await StartAsync((form as PersonForm)!.FormId, (PersonAnswers)answers, culture, isAutomatic, ct);
        var outcome = draft is null ? SaveOutcome.Saved : await drafts.SaveAsync(draftId, answers, culture, isAutomatic, ct);

        if (outcome is SaveOutcome.Gone || await drafts.FindAsync(draftId, ct) is not { } saved)
        {
            return await LostAsync(ct);
        }

        if (outcome is SaveOutcome.ChangedElsewhere)
        {
            ModelState.Remove(nameof(form.Revision));
            form.Revision = saved.Answers.Of(form.Stage)!.Revision;
            ModelState.AddModelError("", t["This page was answered in another window meanwhile. What you wrote here stands below: press the button again to keep it"]);

            return this.FormView(form);
        }

        pass.Grant(HttpContext, draftId);

        return LocalRedirect(Url.Content(SignUpGuide.PathOf(await guide.NextAsync(saved, form.Choices, ct))));
    }

    /// <summary>Begins a draft; one that was begun from the same page and says something else is left alone, since the cookie for it was lost on the way.</summary>
    private async Task<Guid> StartAsync(Guid formId, PersonAnswers person, string culture, bool isAutomatic, CancellationToken ct)
    {
        var draftId = formId == Guid.Empty ? Guid.NewGuid() : formId;

        if (await drafts.StartAsync(draftId, person, culture, isAutomatic, ct) is not SaveOutcome.Saved)
        {
            draftId = Guid.NewGuid();
            await drafts.StartAsync(draftId, person, culture, isAutomatic, ct);
        }

        return draftId;
    }

    /// <summary>Gives the form what it offers; a page whose turn has not come answers with the way to the one whose turn it is.</summary>
    private async Task<IActionResult?> PrepareAsync(StageForm form, OpenDraft? draft, CancellationToken ct)
    {
        SignUpGuide.With(form, draft, await choicesReader.ReadAsync(ct));

        if (draft is null)
        {
            return null;
        }

        var next = await guide.NextAsync(draft, form.Choices, ct);

        return next < form.Stage ? LocalRedirect(Url.Content(SignUpGuide.PathOf(next))) : null;
    }

    /// <summary>The draft is not there: it was sent a moment ago, or there is none.</summary>
    private async Task<IActionResult> LostAsync(CancellationToken ct)
    {
        if (pass.Read(HttpContext) is not { } draftId)
        {
            return LocalRedirect(Url.Content("~/join"));
        }

        if (await finish.ResultAsync(draftId, ct) is { } result)
        {
            return ToCode(result);
        }

        pass.Drop(HttpContext);
        TempData.Warning(t["What you began is no longer here: it was deleted, sent from another phone, or is older than we keep it. Please begin again."]);

        return LocalRedirect(Url.Content("~/join"));
    }

    private LocalRedirectResult ToCode(SignedUp result)
    {
        pending.Remember(result.SubjectId, result.Purpose, result.Phone);

        return LocalRedirect(Url.Content("~/join/confirm"));
    }
}
