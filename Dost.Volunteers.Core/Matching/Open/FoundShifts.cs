using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Matching.Open;

/// <summary>What was found, in the order of time: what fits (or, for who is no volunteer, all), and the rest by reason, the most frequent first.</summary>
/// <param name="Fitting">What can be taken, and what the volunteer has a part in already.</param>
/// <param name="Unfit">The rest.</param>
/// <param name="IsCut">There were more than are looked at.</param>
public sealed record FoundShifts(IReadOnlyList<FoundShift> Fitting, IReadOnlyList<UnfitShifts> Unfit, bool IsCut);

/// <summary>An open shift: when, where as far as everybody may know, and the roles that the volunteer could take.</summary>
public sealed record FoundShift(
    Guid ShiftId, DateTime StartsAtUtc, PlaceKind PlaceKind, Guid CentreId, string DistrictCode, IReadOnlyList<Guid> RoleIds, OwnPart? Own);

/// <summary>Shifts against which the same thing stands.</summary>
public sealed record UnfitShifts(RuleBreach Breach, IReadOnlyList<FoundShift> Shifts);

/// <summary>What the volunteer has to do with a shift already.</summary>
public sealed record OwnPart(Guid AssignmentId, Guid ShiftRoleId, AssignmentState State)
{
    /// <summary>Stands for having been taken off a shift, which is no rule of the book.</summary>
    public static RuleBreach TakenOff { get; } = new(Rule.NotActive, "taken-off");

    internal bool IsOut => State is AssignmentState.Removed or AssignmentState.NoShow;
}

/// <summary>A role of an open shift with all that the rules ask about, flat, as it is read by the thousand.</summary>
internal sealed record OpenRoleFacts
{
    public required Guid ShiftId { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required Guid CentreId { get; init; }
    public required Guid VolunteerTaskId { get; init; }
    public required PlaceKind PlaceKind { get; init; }
    public required string DistrictCode { get; init; }
    public required Guid? BeneficiaryId { get; init; }
    public required bool KnownVisitorsOnly { get; init; }
    public required Guid ShiftRoleId { get; init; }
    public required string RoleName { get; init; }
    public required VettingLevel Vetting { get; init; }
    public required int MinimumAge { get; init; }
    public required Gender? Gender { get; init; }
    public required bool IsFree { get; init; }

    public PlaceFacts AsPlace(RoleDemands demands) => new()
    {
        ShiftId = ShiftId,
        StartsAtUtc = StartsAtUtc,
        EndsAtUtc = EndsAtUtc,
        PlaceKey = PlaceFacts.KeyOf(PlaceKind, CentreId, VolunteerTaskId),
        IsRemote = PlaceKind is PlaceKind.Remote,
        Vetting = Vetting,
        MinimumAge = MinimumAge,
        Gender = Gender,
        Skills = [.. demands.Skills[ShiftRoleId]],
        Languages = [.. demands.Languages[ShiftRoleId]],
        Credentials = [.. demands.Credentials[ShiftRoleId]],
        BeneficiaryId = BeneficiaryId,
        OthersVisited = [.. demands.Visits[ShiftRoleId]],
        KnownVisitorsOnly = KnownVisitorsOnly,
    };
}

/// <summary>What roles demand, by their ids.</summary>
internal sealed record RoleDemands(ILookup<Guid, string> Skills, ILookup<Guid, string> Languages, ILookup<Guid, string> Credentials, ILookup<Guid, Guid> Visits);
