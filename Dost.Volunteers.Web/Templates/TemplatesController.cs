using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Templates;

/// <summary>The words of messages: each kind on each channel in three languages, shown as it will arrive, changed, tried on oneself, and taken back.</summary>
[Authorize(Policy = Access.Administrator), Route("admin/messages")]
public sealed class TemplatesController(TemplateService templates, TemplatePreviews previews, IStringLocalizer<Text> t) : Controller
{
    private const int VersionsAPage = 20;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? show, CancellationToken ct) => View(await previews.ListAsync(await templates.AllAsync(ct), TemplateList.Known(show), ct));

    [HttpGet("{kind}/{channel}")]
    public async Task<IActionResult> Edit(string kind, string channel, CancellationToken ct)
    {
        if (await FindAsync(kind, channel, ct) is not { } found)
        {
            return NotFound();
        }

        var form = TemplateForm.Of(found);
        await previews.ShowAsync(form, found, ct);

        return View(form);
    }

    [HttpPost("{kind}/{channel}")]
    public async Task<IActionResult> Save(string kind, string channel, TemplateForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await FindAsync(kind, channel, ct) is not { } found)
        {
            return NotFound();
        }

        await previews.ShowAsync(form, found, ct);

        if (!Accepts(form, found[0].Channel, form.Languages))
        {
            return this.FormView(form, nameof(Edit));
        }

        switch (await templates.SaveAsync(found[0].Kind, found[0].Channel, form.ToChanges(found[0].Channel), ct))
        {
            case TemplateOutcome.Saved:
                TempData.Notice(t["The words are saved. Messages that go out from now on have them."]);
                break;
            case TemplateOutcome.Nothing:
                TempData.Notice(t["These words stand already: there was nothing to save."]);
                break;
            case TemplateOutcome.ChangedMeanwhile:
                return await MeanwhileAsync(form, found, ct);
        }

        return RedirectToAction(nameof(Edit), Address(found[0]));
    }

    /// <summary>What was typed, as it would arrive; nothing is kept. It is longer than an address, so that the answer is the page itself.</summary>
    [HttpPost("{kind}/{channel}/preview")]
    public async Task<IActionResult> Preview(string kind, string channel, TemplateForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await FindAsync(kind, channel, ct) is not { } found)
        {
            return NotFound();
        }

        await previews.ShowAsync(form, found, ct);

        return View(nameof(Edit), form);
    }

    /// <summary>The e-mail itself, for a frame: with the words that stand.</summary>
    [HttpGet("{kind}/{channel}/email")]
    public async Task<IActionResult> Email(string kind, string channel, string? language, CancellationToken ct) =>
        await FindAsync(kind, channel, ct) is { } found && found.FirstOrDefault(s => s.Culture == language && s.Channel is MessageChannel.Email) is { } state
            ? Framed(state, state.Words)
            : NotFound();

    /// <summary>The same with what was typed.</summary>
    [HttpPost("{kind}/{channel}/email")]
    public async Task<IActionResult> Email(string kind, string channel, string? language, TemplateForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        return await FindAsync(kind, channel, ct) is { } found && found.FirstOrDefault(s => s.Culture == language && s.Channel is MessageChannel.Email) is { } state
            ? Framed(state, form.In(state.Culture).ToWords(state.Channel))
            : NotFound();
    }

    /// <summary>Sends what was typed in one language to the phone or mailbox of who is signed in. The page comes back as it was typed.</summary>
    [HttpPost("{kind}/{channel}/test")]
    public async Task<IActionResult> Test(string kind, string channel, string? language, TemplateForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (await FindAsync(kind, channel, ct) is not { } found || found.FirstOrDefault(s => s.Culture == language) is not { } state)
        {
            return NotFound();
        }

        await previews.ShowAsync(form, found, ct);

        if (!Accepts(form, state.Channel, [form.In(state.Culture)]))
        {
            return this.FormView(form, nameof(Edit));
        }

        (ViewData["Said"], ViewData["Tone"]) = await templates.TryAsync(state.Kind, state.Channel, state.Culture, form.In(state.Culture).ToWords(state.Channel), ct) switch
        {
            TrialOutcome.Owed => (t["The test is on its way to you, with the example values."].Value, "good"),
            TrialOutcome.NoAddress => (state.Channel is MessageChannel.Sms ? t["Your account has no phone number, so there is nowhere to send it."].Value : t["Your account has no e-mail address, so there is nowhere to send it."].Value, "wait"),
            TrialOutcome.TooMany => (t["You have sent many tests within an hour. Wait a while, or look at the preview."].Value, "wait"),
        };

        return View(nameof(Edit), form);
    }

    /// <summary>What was kept of a text, and by whom, beside the supplied words.</summary>
    [HttpGet("{kind}/{channel}/versions")]
    public async Task<IActionResult> Versions(string kind, string channel, int? page, CancellationToken ct) => await FindAsync(kind, channel, ct) is { } found
        ? View(new TemplateVersionsPage(found, await templates.HistoryAsync(found[0].Kind, found[0].Channel, Math.Clamp(page ?? 1, 1, 100_000), VersionsAPage, ct)))
        : NotFound();

    /// <summary>Takes an older version again, or the supplied text (number 0), as a further version.</summary>
    [HttpPost("{kind}/{channel}/again")]
    public async Task<IActionResult> Again(string kind, string channel, string? language, int? number, int? seen, CancellationToken ct)
    {
        if (await FindAsync(kind, channel, ct) is not { } found || found.FirstOrDefault(s => s.Culture == language) is not { } state)
        {
            return NotFound();
        }

        var older = number is > 0 ? await templates.FindAsync(state.Kind, state.Channel, state.Culture, number.Value, ct) : null;

        if (number is null or < 0 || (number > 0 && older is null))
        {
            return NotFound();
        }

        var words = older?.Words ?? state.Supplied;

        // What is older than the program may ask for what it no longer has.
        if (TemplateCheck.Complaints(state.Kind, state.Channel, words).Any(c => !c.IsAdvice))
        {
            TempData.Warning(t["That text asks for something that this message no longer has. Copy what you need of it into the text of today."]);
        }
        else if (await templates.SaveAsync(state.Kind, state.Channel, [new TemplateChange(state.Culture, seen ?? 0, words)], ct) is TemplateOutcome.ChangedMeanwhile)
        {
            TempData.Warning(t["Somebody has changed this text meanwhile. Nothing was saved: look at it as it is now."]);
        }
        else
        {
            TempData.Notice(t["The words are saved. Messages that go out from now on have them."]);
        }

        return RedirectToAction(nameof(Edit), Address(state));
    }

    /// <summary>Nothing typed is lost: it stands in the fields, the words of the other person beside it, and saving again replaces them knowingly.</summary>
    private async Task<IActionResult> MeanwhileAsync(TemplateForm form, IReadOnlyList<TemplateState> seen, CancellationToken ct)
    {
        var now = await templates.ReadAsync(seen[0].Kind, seen[0].Channel, ct);

        foreach (var state in now.Where(s => s.Number != form.In(s.Culture).Seen))
        {
            var language = form.In(state.Culture);
            language.Others = state.Words;
            language.Seen = state.Number;
            ModelState.Remove($"{TemplateForm.NameOf(state.Culture)}.{nameof(LanguageForm.Seen)}");
            ModelState.AddModelError($"{TemplateForm.NameOf(state.Culture)}.{nameof(LanguageForm.Body)}", t["{0}: somebody has saved other words meanwhile. Compare them with yours, then save again", t.NameOfLanguage(state.Culture)]);
        }

        await previews.ShowAsync(form, now, ct);

        return this.FormView(form, nameof(Edit));
    }

    private bool Accepts(TemplateForm form, MessageChannel channel, IEnumerable<LanguageForm> languages)
    {
        foreach (var language in languages)
        {
            foreach (var complaint in language.Shown!.Complaints.Where(c => !c.IsAdvice))
            {
                var field = complaint.IsOfSubject ? nameof(LanguageForm.Subject) : nameof(LanguageForm.Body);
                ModelState.AddModelError($"{TemplateForm.NameOf(language.Shown.State.Culture)}.{field}", $"{t.NameOfLanguage(language.Shown.State.Culture)}: {t.Says(complaint, channel)}");
            }
        }

        return ModelState.IsValid;
    }

    private ContentResult Framed(TemplateState state, MessageWords words)
    {
        Response.Headers.ContentSecurityPolicy = EmailFrame.Policy(EmailFrame.Ourselves);

        return Content(previews.Html(state, words), "text/html; charset=utf-8");
    }

    private async Task<IReadOnlyList<TemplateState>?> FindAsync(string kind, string channel, CancellationToken ct) =>
        ByName<MessageKind>(kind) is { } known && ByName<MessageChannel>(channel) is { } by && await templates.ReadAsync(known, by, ct) is { Count: > 0 } found ? found : null;

    /// <summary>By name, in any case; a number is no name.</summary>
    private static T? ByName<T>(string typed)
        where T : struct, Enum => Enum.GetNames<T>().FirstOrDefault(n => string.Equals(n, typed, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;

    private static object Address(TemplateState state) => new { kind = state.Kind.ToString(), channel = state.Channel.ToString() };
}

/// <summary>A text in three languages, and its versions.</summary>
public sealed record TemplateVersionsPage(IReadOnlyList<TemplateState> States, Page<TemplateHistoryRow> Versions);
