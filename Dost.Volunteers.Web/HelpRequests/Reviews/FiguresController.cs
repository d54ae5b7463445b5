using System.Globalization;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.Reviews;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Reviews;

/// <summary>How soon people are helped, by centre and week: on the page, and as a file. No figure names anybody.</summary>
[Authorize(Policy = Access.Staff), Route("desk/figures")]
public sealed class FiguresController(FiguresReader figures, VolunteersDbContext db, AuditLog audit, TimeProvider clock, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? centre, CancellationToken ct)
    {
        var all = await figures.CentresAsync(ct);
        var chosen = Chosen(all, centre);

        return View(new FiguresPage(all, chosen, await figures.ReadAsync(chosen is null ? all : [chosen], ct)));
    }

    /// <summary>A line for each centre and week; that it was taken along is kept.</summary>
    [HttpPost("csv")]
    public async Task<IActionResult> Csv(string? centre, CancellationToken ct)
    {
        var all = await figures.CentresAsync(ct);
        var read = await figures.ReadAsync(Chosen(all, centre) is { } one ? [one] : all, ct);
        audit.Changed("FiguresExported", AuditSubject.Export, Guid.CreateVersion7());
        await db.SaveChangesAsync(ct);
        var file = new MemoryStream();
        await RosterFile.WriteAsync(
            RosterFormat.Csv,
            file,
            [
                t["Centre"], t["Week from"], t["Requests"], t["Minutes to the first contact, middle"], t["Minutes to the first contact, nine of ten"], t["Helped"],
                t["Minutes to the help, middle"], t["Minutes to the help, nine of ten"], t["Helped in time"], t["To be helped by then"], t["Answers"], t["Stars on average"],
            ],
            LinesAsync(read),
            ct);
        file.Position = 0;

        return File(file, "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"dost-figures-{clock.TodayInBaku():yyyy-MM-dd}.csv"));
    }

    private static FiguresCentre? Chosen(IReadOnlyList<FiguresCentre> all, string? centre) =>
        all.Count == 1 ? all[0] : Guid.TryParse(centre, out var id) ? all.FirstOrDefault(c => c.CentreId == id) : null;

    private static async IAsyncEnumerable<IReadOnlyList<string>> LinesAsync(Figures read)
    {
        static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

        foreach (var centre in read.Centres)
        {
            foreach (var week in read.Weeks)
            {
                var of = read.Of(centre.CentreId, week);

                yield return
                [
                    centre.Name.In(CultureInfo.CurrentUICulture),
                    week.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    Number(of.Asked), Number(of.ContactMedian), Number(of.ContactNinety), Number(of.Helped), Number(of.HelpMedian), Number(of.HelpNinety), Number(of.InTime), Number(of.Decided), Number(of.Answers),

                    // A comma as spreadsheets here read it, in every language of the page.
                    of.Stars?.ToString("0.00", CultureInfo.GetCultureInfo("az")) ?? "",
                ];
            }
        }

        await Task.CompletedTask;
    }
}

/// <summary>The figures of the chosen centre, or of all that one reads.</summary>
public sealed record FiguresPage(IReadOnlyList<FiguresCentre> Centres, FiguresCentre? Chosen, Figures Figures);
