using Dost.Volunteers.Core.HelpRequests.Board;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>The board, or one column of it page by page, and what it can be filtered by.</summary>
public sealed record BoardPage(BoardQuery Query, RequestBoard Board, IReadOnlyList<SelectListItem> Centres, IReadOnlyList<SelectListItem> Kinds, IReadOnlyList<SelectListItem> Districts)
{
    public bool IsOne => Query.Read().Column is not null;

    /// <summary>The column that a phone shows.</summary>
    public RequestColumn Shown => Query.Read().Column ?? Board.Columns.Where(c => c.Cards.Total > 0).Select(c => c.Column).FirstOrDefault();

    public bool IsEmpty => Board.Columns.All(c => c.Cards.Total == 0);
}
