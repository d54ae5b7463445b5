using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Board;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>What the address of the board asks for. What cannot be read asks for nothing.</summary>
public sealed class WeekQuery
{
    private static readonly DateOnly _first = new(2020, 1, 6);
    private static readonly DateOnly _last = new(2100, 1, 4);

    public DateOnly? Week { get; set; }

    public DateOnly? Day { get; set; }

    public Guid? Centre { get; set; }

    public ShiftState? State { get; set; }

    public int Page { get; set; } = 1;

    public WeekQuestion Read(DateOnly today)
    {
        var day = Day is { } asked ? Within(asked) : (DateOnly?)null;

        return new WeekQuestion(CalendarWeek.MondayOf(day ?? Within(Week ?? today)))
        {
            Day = day,
            CentreId = Centre,
            State = State is { } state && Enum.IsDefined(state) ? state : null,
            Page = Page,
        };
    }

    internal static DateOnly Within(DateOnly day) => day < _first ? _first : day > _last ? _last : day;
}

/// <summary>The board of a week, or of one day of it.</summary>
public sealed record WeekPage(WeekQuestion Question, WeekBoard Board, IReadOnlyList<SelectListItem> Centres)
{
    /// <summary>Saturday and Sunday stand on the board only where something is on them.</summary>
    public IReadOnlyList<BoardDay> Days { get; } =
        [.. Board.Days.Where(d => Question.Day is not null || d.Shifts > 0 || d.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];

    public bool IsEmpty => Board.Days.All(d => d.Shifts == 0);

    public string Here => AddressOf(Question);

    /// <summary>The address of another week, day or state of the same board.</summary>
    public static string AddressOf(WeekQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);

        var query = new QueryBuilder { question.Day is { } day ? ("day", Iso(day)) : ("week", Iso(question.Monday)) };

        if (question.CentreId is { } centre)
        {
            query.Add("centre", centre.ToString("D"));
        }

        if (question.State is { } state)
        {
            query.Add("state", state.ToString());
        }

        return "/desk/shifts" + query;
    }

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal static class QueryPairs
{
    public static void Add(this QueryBuilder query, (string Key, string Value) pair) => query.Add(pair.Key, pair.Value);
}
