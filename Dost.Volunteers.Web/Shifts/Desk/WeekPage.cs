using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>The shifts of a week at the coordinator's centres.</summary>
public sealed record WeekPage
{
    public required DateOnly Monday { get; init; }
    public required ShiftState? State { get; init; }
    public required Page<ShiftRow> Rows { get; init; }
    public required int PlacesWanted { get; init; }
    public required int PlacesTaken { get; init; }
}

public sealed record ShiftRow
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
    public required int Wanted { get; init; }
    public required int Taken { get; init; }
    public required int Offered { get; init; }
    public required int Waiting { get; init; }
}
