using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Templates;

/// <summary>Whether text messages in Azerbaijani are sent with all letters or in plain ones: for all, and centre by centre.</summary>
[Authorize(Policy = Access.Administrator), Route("admin/messages/letters")]
public sealed class LettersController(LetterSettings letters, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(LettersForm.Of(await letters.ReadAsync(ct)));

    [HttpPost("")]
    public async Task<IActionResult> Save(LettersForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (!LettersForm.IsChoice(form.ForAll) || form.Centres.Values.Any(c => c is { Length: > 0 } && !LettersForm.IsChoice(c)))
        {
            ModelState.AddModelError(nameof(form.ForAll), t["Choose one of the answers"]);
            form.Now = await letters.ReadAsync(ct);

            return this.FormView(form, nameof(Index));
        }

        if (await letters.SetAsync(form.ForAll == LettersForm.Plain, form.Centres.ToDictionary(c => c.Key, c => LettersForm.ChoiceOf(c.Value)), form.Seen, ct))
        {
            TempData.Notice(t["Your choice is saved."]);
        }
        else
        {
            TempData.Warning(t["Somebody has changed this meanwhile. Nothing was saved: look at it as it is now."]);
        }

        return RedirectToAction(nameof(Index));
    }
}

/// <summary>The letters as they are chosen: "plain", "all", or nothing for a centre that does as all do.</summary>
public sealed class LettersForm
{
    public const string Plain = "plain";
    public const string Full = "all";

    public string? ForAll { get; set; }
    public Dictionary<Guid, string?> Centres { get; set; } = [];

    /// <summary>What was there when the page was opened.</summary>
    public string? Seen { get; set; }

    [BindNever]
    public Letters? Now { get; set; }

    public static LettersForm Of(Letters letters)
    {
        ArgumentNullException.ThrowIfNull(letters);

        return new LettersForm
        {
            ForAll = letters.InPlainLetters ? Plain : Full,
            Centres = letters.Centres.ToDictionary(c => c.CentreId, c => TextOf(c.PlainLetters)),
            Seen = letters.Seen,
            Now = letters,
        };
    }

    internal static bool IsChoice(string? typed) => typed is Plain or Full;

    internal static bool? ChoiceOf(string? typed) => typed switch { Plain => true, Full => false, _ => null };

    private static string? TextOf(bool? inPlainLetters) => inPlainLetters switch { true => Plain, false => Full, null => null };
}
