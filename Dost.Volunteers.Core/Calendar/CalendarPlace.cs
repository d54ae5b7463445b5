using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;

namespace Dost.Volunteers.Core.Calendar;

/// <summary>A place in a shift as a calendar may know it: the work, the time, the public place. Nothing of the person visited.</summary>
public sealed record CalendarPlace
{
    public required Guid AssignmentId { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }
    public required PlaceKind PlaceKind { get; init; }
    public required LocalName Centre { get; init; }
    public required LocalName CentreAddress { get; init; }
    public required LocalName District { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required CalendarStatus Status { get; init; }
    public required int Sequence { get; init; }
    public required DateTime ChangedAtUtc { get; init; }

    public string NameIn(CultureInfo culture) => Title ?? Category.In(culture);

    /// <summary>A centre with its address, so that a phone can show the way; a home only by its district.</summary>
    public string PlaceIn(CultureInfo culture)
    {
        var name = PublicPlace.NameIn(PlaceKind, Centre, District, culture);

        return PlaceKind is PlaceKind.Centre ? $"{name}, {CentreAddress.In(culture)}" : name;
    }

    /// <summary>
    /// Grows with all that changes the entry: the moves of the shift, its cancellation, and the steps of the assignment. A round has three
    /// steps at most (offered, taken, out) and the next round begins above them, so that the sum never falls and never stands still.
    /// </summary>
    internal static int SequenceOf(Assignment assignment, Shift shift) =>
        shift.Revision + (shift.State is ShiftState.Cancelled ? 1 : 0) + (4 * assignment.Round) + StatusOf(assignment.State) switch
        {
            CalendarStatus.Tentative => 0,
            CalendarStatus.Confirmed => 1,
            CalendarStatus.Cancelled => 2,
        };

    internal static CalendarStatus StatusOf(AssignmentState state) => state switch
    {
        AssignmentState.Offered or AssignmentState.Waitlisted => CalendarStatus.Tentative,
        AssignmentState.Confirmed or AssignmentState.CheckedIn or AssignmentState.Attended or AssignmentState.NoShow => CalendarStatus.Confirmed,
        AssignmentState.Declined or AssignmentState.Expired or AssignmentState.Withdrawn or AssignmentState.Removed => CalendarStatus.Cancelled,
    };
}

/// <summary>How an entry stands: asked for, fixed, or called off.</summary>
public enum CalendarStatus { Tentative, Confirmed, Cancelled }
