using System.Globalization;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging.Costs;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Costs;

/// <summary>What was sent, what it cost, and the limit of each centre.</summary>
[Authorize(Policy = Access.Staff), Route("desk/costs")]
public sealed class CostsController(CostReader costs, CostSettings settings, VolunteersDbContext db, AuditLog audit, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    private const int MillisPerManat = 1000;

    [HttpGet("")]
    public async Task<IActionResult> Index(CostQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);

        return View(new CostsPage(query, await costs.ReadAsync(query.Read(clock.UtcNow()), query.CentreId, ct), CostMonth.At(clock.UtcNow())));
    }

    /// <summary>The same as a file for a spreadsheet; that it was taken along is kept.</summary>
    [HttpPost("csv")]
    public async Task<IActionResult> Csv(CostQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        var sheet = await costs.ReadAsync(query.Read(clock.UtcNow()), query.CentreId, ct);
        audit.Changed("CostsExported", AuditSubject.Export, Guid.CreateVersion7());
        await db.SaveChangesAsync(ct);
        var file = new MemoryStream();
        await RosterFile.WriteAsync(RosterFormat.Csv, file, [t["Centre"], t["Message"], t["Channel"], t["Messages"], t["Parts"], t["Price (AZN)"]], LinesAsync(sheet), ct);
        file.Position = 0;

        return File(file, "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"dost-messages-{sheet.Month.FirstOn:yyyy-MM}.csv"));
    }

    [HttpPost("limit/{centreId:guid}"), Authorize(Policy = Access.Administrator)]
    public async Task<IActionResult> SetLimit(Guid centreId, LimitForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (!ModelState.IsValid || form.Manats is < 0 or > CostSettings.MostMillis / MillisPerManat)
        {
            TempData.Warning(t["Write the limit as a whole number of manats, or leave it empty for no limit. Nothing was changed."]);
        }
        else if (await settings.SetLimitAsync(centreId, form.Manats * MillisPerManat, form.Seen, ct))
        {
            TempData.Notice(t["The limit is saved. What waited for it goes out within minutes, where the limit now allows it."]);
        }
        else
        {
            TempData.Warning(t["Somebody has changed the limit meanwhile. Nothing was saved: look at it as it is now."]);
        }

        return RedirectToAction(nameof(Index));
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> LinesAsync(CostSheet sheet)
    {
        var names = sheet.Centres.ToDictionary(c => c.CentreId, c => c.Name.In(CultureInfo.CurrentUICulture));

        foreach (var line in sheet.Lines)
        {
            yield return
            [
                line.CentreId is { } id ? names.GetValueOrDefault(id, "") : "",
                t.About(line.Kind),
                t.Name(line.Channel),
                line.Messages.ToString(CultureInfo.InvariantCulture),
                line.Parts.ToString(CultureInfo.InvariantCulture),
                (line.PriceMillis / (decimal)MillisPerManat).ToString("0.000", CultureInfo.GetCultureInfo("az")),
            ];
        }

        await Task.CompletedTask;
    }
}

/// <summary>The costs of a month, and which month it is now.</summary>
public sealed record CostsPage(CostQuery Query, CostSheet Sheet, CostMonth Now);
