using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Volunteers.Intake;

/// <summary>The intake as a board.</summary>
[Authorize(Policy = Access.Staff), Route("desk/intake")]
public sealed class BoardController(IntakeBoardReader boards, VolunteersDbContext db) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(BoardQuery query, CancellationToken ct) =>
        View(new BoardPage(query, await boards.ReadAsync(query.ToFilter(), ct), await db.CredentialNamesAsync(ct)));
}

/// <summary>What a coordinator asks the board for. Read as text, so that an address with nonsense in it shows the whole board.</summary>
public sealed class BoardQuery
{
    private const int MaxPage = 100_000;

    public string? Programme { get; set; }
    public string? Term { get; set; }
    public string? Column { get; set; }
    public string? Page { get; set; }

    public Programme? ChosenProgramme => Enum.GetValues<Programme>().Cast<Programme?>().FirstOrDefault(p => p.ToString() == Programme);

    /// <summary>The first day of the month in which terms end: 2027-01.</summary>
    public DateOnly? ChosenTerm => DateOnly.TryParseExact(Term, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    public VolunteerState? ChosenColumn => IntakeBoardReader.Columns.Cast<VolunteerState?>().FirstOrDefault(c => c.ToString() == Column);

    public BoardFilter ToFilter() => new(ChosenProgramme, ChosenTerm, ChosenColumn, int.TryParse(Page, out var number) ? Math.Clamp(number, 1, MaxPage) : 1);

    /// <summary>The same question for one column, or for all.</summary>
    public string AddressOf(VolunteerState? column) => "/desk/intake" + new Microsoft.AspNetCore.Http.Extensions.QueryBuilder(new (string Name, string? Value)[]
        {
            ("programme", ChosenProgramme?.ToString()), ("term", ChosenTerm?.ToString("yyyy-MM", CultureInfo.InvariantCulture)), ("column", column?.ToString()),
        }.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value!)));
}

public sealed record BoardPage(BoardQuery Query, IntakeBoard Board, IReadOnlyDictionary<string, LocalName> CredentialNames)
{
    public bool IsEmpty => Board.Columns.All(c => c.Cards.Total == 0);

    /// <summary>The column that a phone shows.</summary>
    public VolunteerState Shown => Query.ChosenColumn ?? Board.Columns.FirstOrDefault(c => c.Cards.Total > 0)?.State ?? VolunteerState.Applied;
}

internal static class CredentialNames
{
    /// <summary>What may be missing, by code.</summary>
    public static async Task<IReadOnlyDictionary<string, LocalName>> CredentialNamesAsync(this VolunteersDbContext db, CancellationToken ct) =>
        await db.CredentialTypes.AsNoTracking().ToDictionaryAsync(t => t.CredentialTypeCode, t => t.Name, ct);
}
