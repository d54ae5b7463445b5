using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Hours.Totals;

/// <summary>The sums of approved hours over a period: by person, centre, programme or month; on the page, and as a file.</summary>
[Authorize(Policy = Access.Staff), Route("desk/hours/totals")]
public sealed class HoursTotalsController(
    HoursTotalsReader totals, VolunteersDbContext db, CurrentUser user, ReferenceChoices choices, AuditLog audit, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(TotalsQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = query.Read(clock.TodayInBaku());

        return View(new TotalsPage(
            query,
            filter,
            await totals.PageAsync(filter, query.PageNumber, Paging.DefaultSize, ct),
            await totals.MinutesAsync(filter, ct),
            [new SelectListItem(t["All centres"], ""), .. await choices.OwnCentresAsync(ct)])
        {
            MayOpen = row => !row.IsErased && row.CentreId is { } centreId && user.MayManage(centreId),
        });
    }

    /// <summary>The same as a file for a spreadsheet; that it was taken along is kept.</summary>
    [HttpPost("csv")]
    public async Task<IActionResult> Csv(TotalsQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = query.Read(clock.TodayInBaku());
        audit.Changed("HoursTotalsExported", AuditSubject.Export, Guid.CreateVersion7());
        await db.SaveChangesAsync(ct);

        // Written to a file that goes when it was sent: a failure is a page and not half a table.
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 65536, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

        try
        {
            await RosterFile.WriteAsync(RosterFormat.Csv, file, Header(filter.By), LinesAsync(filter, ct), ct);
            file.Position = 0;
        }
        catch
        {
            await file.DisposeAsync();

            throw;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"dost-hours-{filter.FromOn:yyyy-MM-dd}-{filter.UntilOn:yyyy-MM-dd}.csv");

        return File(file, "text/csv; charset=utf-8", name);
    }

    private string[] Header(TotalsBy by) => by is TotalsBy.Person
        ? [t.NameOf(by), t["Centre"], t["Programme"], t["Times served"], t["Hours"], t["Minutes"]]
        : [t.NameOf(by), t["People"], t["Times served"], t["Hours"], t["Minutes"]];

    private async IAsyncEnumerable<IReadOnlyList<string>> LinesAsync(TotalsFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;

        await foreach (var row in totals.AllAsync(filter, ct))
        {
            // A comma as spreadsheets here read it, in every language of the page.
            var hours = (row.Minutes / 60.0).ToString("0.##", CultureInfo.GetCultureInfo("az"));
            string[] figures = [row.Entries.ToString(CultureInfo.InvariantCulture), hours, row.Minutes.ToString(CultureInfo.InvariantCulture)];

            yield return filter.By is TotalsBy.Person
                ? [t.NameOf(row, filter.By), row.Centre!.In(culture), t.NameOf(row.Programme!.Value), .. figures]
                : [t.NameOf(row, filter.By), row.People.ToString(CultureInfo.InvariantCulture), .. figures];
        }
    }
}

/// <summary>One page of totals, and the minutes of all.</summary>
public sealed record TotalsPage(TotalsQuery Query, TotalsFilter Filter, Page<TotalsRow> Rows, int Minutes, IReadOnlyList<SelectListItem> Centres)
{
    /// <summary>Whether the page of the person can be opened.</summary>
    public required Func<TotalsRow, bool> MayOpen { get; init; }
}
