using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.Board;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>Reads the board with the answers that its filters offer.</summary>
public sealed class BoardPageReader(VolunteersDbContext db, CurrentUser user, RequestBoardReader board, ReferenceChoices choices, IStringLocalizer<Text> t)
{
    public async Task<BoardPage> ReadAsync(BoardQuery query, CancellationToken ct)
    {
        var filter = query.Read();

        return new BoardPage(
            query,
            await board.ReadAsync(filter, ct),
            Chosen(query.Centre, t["All centres"], await choices.OwnCentresAsync(ct)),
            Chosen(query.Kind, t["All kinds of help"], await KindsAsync(ct)),
            Chosen(query.District, t["All districts"], await DistrictsAsync(ct)));
    }

    private async Task<IReadOnlyList<SelectListItem>> KindsAsync(CancellationToken ct)
    {
        var kinds = await db.HelpCategories.AsNoTracking().OrderBy(c => c.Position).Select(c => new { c.HelpCategoryCode, c.Name }).ToListAsync(ct);

        return [.. kinds.Select(c => new SelectListItem(c.Name.In(CultureInfo.CurrentUICulture), c.HelpCategoryCode))];
    }

    private async Task<IReadOnlyList<SelectListItem>> DistrictsAsync(CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var (all, own) = (user.IsAdministrator, user.CentreIds);
        var districts = await db.Districts.AsNoTracking().Where(d => d.CentreId != null && (all || own.Contains(d.CentreId.Value))).Select(d => new { d.DistrictCode, d.Name }).ToListAsync(ct);

        return [.. districts.Select(d => new SelectListItem(d.Name.In(culture), d.DistrictCode)).OrderBy(d => d.Text, StringComparer.Create(culture, ignoreCase: true))];
    }

    private static IReadOnlyList<SelectListItem> Chosen(string? chosen, string everything, IReadOnlyList<SelectListItem> items) =>
        [new SelectListItem(everything, ""), .. items.Select(i => new SelectListItem(i.Text, i.Value, i.Value == chosen))];
}
