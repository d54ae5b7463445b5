using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Tasks;

namespace Dost.Volunteers.Core.Shifts.Board;

/// <summary>Which shifts are asked for: a week, or one day of it; of one centre, in one state, or all that one may see.</summary>
public sealed record WeekQuestion(DateOnly Monday)
{
    public DateOnly? Day { get; init; }
    public Guid? CentreId { get; init; }
    public ShiftState? State { get; init; }

    /// <summary>The part of a long day, from 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>The shifts of a week by their days, and the stamp of all that there is to be seen.</summary>
public sealed record WeekBoard
{
    public required string Stamp { get; init; }
    public required IReadOnlyList<BoardDay> Days { get; init; }

    /// <summary>Places of shifts at which somebody is awaited.</summary>
    public required int PlacesWanted { get; init; }
    public required int PlacesTaken { get; init; }

    /// <summary>The part of the day, where one day is asked for.</summary>
    public required int Page { get; init; }
    public required int Pages { get; init; }
}

/// <summary>One day: how many shifts and free places there are in all, and the shifts that are shown, those that need somebody first.</summary>
public sealed record BoardDay(DateOnly Date, int Shifts, int PlacesFree, IReadOnlyList<BoardShift> Shown)
{
    public int More => Shifts - Shown.Count;
}

public sealed record BoardShift
{
    public required Guid ShiftId { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }
    public required string Symbol { get; init; }
    public required PlaceKind PlaceKind { get; init; }
    public required LocalName District { get; init; }
    public required LocalName Centre { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required ShiftState State { get; init; }
    public required bool IsOpen { get; init; }

    /// <summary>What was seen of it, to be sent along with what is done to it.</summary>
    public required string Stamp { get; init; }
    public required IReadOnlyList<BoardRole> Roles { get; init; }

    public int PlacesFree => Roles.Sum(r => r.PlacesLeft);

    public string NameIn(CultureInfo culture) => Title ?? Category.In(culture);
}

/// <summary>A role with those who are in it or were asked, as far as they are shown, and how many more and how many wait.</summary>
public sealed record BoardRole(Guid ShiftRoleId, string Name, int Capacity, int Taken, IReadOnlyList<BoardPerson> People, int More, int Waiting)
{
    public int PlacesLeft => Capacity - Taken;
}

/// <param name="IsAtRisk">Has a place, and lacks a check or credential on the day.</param>
public sealed record BoardPerson(Guid AssignmentId, string FullName, AssignmentState State, bool IsAtRisk)
{
    /// <summary>Can be moved to another shift, while this one has not begun.</summary>
    public bool CanBeMoved => State is AssignmentState.Confirmed or AssignmentState.Offered;
}
