using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Matching.Weights;

/// <summary>How much each reason counts when candidates are ranked, with an example that shows what a change does.</summary>
[Authorize(Policy = Access.Administrator), Route("admin/matching")]
public sealed class WeightsController(MatchingSettings settings, IStringLocalizer<Text> t) : Controller
{
    /// <summary>The weights that hold; or others, tried in the address and not saved.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] WeightsForm tried, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(tried);
        var now = await settings.ReadAsync(ct);
        ModelState.Clear();

        if (tried.Weights.All(w => w is null) && tried.Spread is null)
        {
            return View(WeightsForm.Of(now));
        }

        var form = WeightsForm.Of(tried.ToValues());
        form.Seen = tried.Seen ?? now.Seen;
        ViewData["Tried"] = form.ToValues() != now;

        return View(form);
    }

    /// <summary>Shows what the weights would do.</summary>
    [HttpPost("try")]
    public IActionResult Try(WeightsForm form)
    {
        ArgumentNullException.ThrowIfNull(form);

        return RedirectToAction(nameof(Index), new { form.Skills, form.Distance, form.Idle, form.Reliability, form.ThisWeek, form.Continuity, form.Preference, form.Spread, form.Seen });
    }

    [HttpPost("")]
    public async Task<IActionResult> Save(WeightsForm form, [FromServices] IValidator<WeightsForm> validator, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        return await ModelState.AcceptsAsync(form, validator, ct) ? await SetAsync(form.ToValues(), form.Seen, ct) : this.FormView(form, nameof(Index));
    }

    [HttpPost("recommended")]
    public Task<IActionResult> Recommended(string? seen, CancellationToken ct) => SetAsync(MatchingValues.Recommended, seen, ct);

    private async Task<IActionResult> SetAsync(MatchingValues values, string? seen, CancellationToken ct)
    {
        if (await settings.SetAsync(values, seen, ct))
        {
            TempData.Notice(t["The weights are saved. They hold from the next list of candidates on."]);
        }
        else
        {
            TempData.Warning(t["Somebody has changed the weights meanwhile. Nothing was saved: look at them as they are now."]);
        }

        return RedirectToAction(nameof(Index));
    }
}
