using Dost.Volunteers.Core.Shifts;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Whom a coordinator could put into a shift: those who fit, or those with a name; and why others cannot.</summary>
public sealed record PeoplePage
{
    /// <summary>The shift and the role that somebody is looked for; null where the list is only to be dragged from.</summary>
    public ShiftHead? Facts { get; init; }
    public IReadOnlyList<RoleChoice> Roles { get; init; } = [];
    public RoleChoice? Role { get; init; }

    /// <summary>What was seen of the shift, to be sent along.</summary>
    public string? Stamp { get; init; }
    public Guid? CentreId { get; init; }

    /// <summary>What was typed, and its sealed form.</summary>
    public string? Typed { get; init; }
    public required IReadOnlyList<PersonChoice> People { get; init; }

    /// <summary>How many fit or were found in all, and why the others cannot, counted.</summary>
    public required int Total { get; init; }
    public IReadOnlyList<string> WhyNot { get; init; } = [];
    public int CannotCount { get; init; }
    public bool IsOpen { get; init; }
}

public sealed record RoleChoice(Guid ShiftRoleId, string Name, int Capacity, int Taken)
{
    public int PlacesLeft => Capacity - Taken;
}

/// <param name="Reasons">What speaks for them and what less.</param>
/// <param name="Against">What forbids it; nothing where they can come.</param>
/// <param name="Before">How it stands with this shift already.</param>
public sealed record PersonChoice(Guid VolunteerId, string FullName, IReadOnlyList<CandidateReason> Reasons, string? Against, AssignmentState? Before);

/// <summary>Who is asked for a role or put into it: one of the two buttons carries the volunteer.</summary>
public sealed class PlaceForm
{
    public Guid Role { get; set; }

    /// <summary>What was seen of the shift.</summary>
    public string? Seen { get; set; }

    public Guid? Ask { get; set; }

    public Guid? PutIn { get; set; }
}

/// <summary>Where somebody is moved to.</summary>
public sealed class TransferForm
{
    /// <summary>The role, and what was seen of its shift: <c>role:stamp</c>, since each choice has a shift of its own.</summary>
    public string? To { get; set; }

    /// <summary>What was seen of the shift that is left.</summary>
    public string? Seen { get; set; }

    public (Guid Role, string Stamp)? Read() =>
        To?.Split(':') is [var role, var stamp] && Guid.TryParse(role, out var id) ? (id, stamp) : null;
}

/// <summary>Somebody with a place or an offer, and where they could be instead.</summary>
public sealed record TransferPage(ShiftHead Facts, AssignedLine Assigned, string Stamp, IReadOnlyList<TransferChoice> Choices);

/// <param name="To">What the form sends.</param>
/// <param name="Against">What forbids it; nothing where they can be moved there.</param>
public sealed record TransferChoice(string To, ShiftHead Facts, string RoleName, int PlacesLeft, string? Against);
