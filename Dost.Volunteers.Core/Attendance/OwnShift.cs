using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>A volunteer's place in a shift, with what they may know of it at this moment, and what they can do.</summary>
public sealed record OwnShift
{
    public required Guid AssignmentId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required string GivenName { get; init; }
    public required ShiftFacts Facts { get; init; }
    public required AssignmentState State { get; init; }
    public required DateTime? OfferExpiresAtUtc { get; init; }
    public required bool IsReconfirmed { get; init; }
    public required DateTime CheckInOpensAtUtc { get; init; }
    public required DateTime? CheckedInAtUtc { get; init; }
    public required DateTime? CheckedOutAtUtc { get; init; }
    public required bool WasClosedBySystem { get; init; }

    /// <summary>Where to meet; at a person's home only who has the place learns it.</summary>
    public required string? MeetingPoint { get; init; }

    /// <summary>What to do and how; only who has the place learns it.</summary>
    public required string? Instructions { get; init; }

    /// <summary>The address, the contact person and the files of the task: from the yes until a day after.</summary>
    public required TaskContact? Task { get; init; }

    /// <summary>A visit, whose PIN the person visited tells; demanded, or a further proof.</summary>
    public required bool HasPin { get; init; }
    public required bool IsPinNeeded { get; init; }

    /// <summary>How the coming was noted; one of coming and going was kept on the phone and sent later.</summary>
    public required AttendanceMethod? CheckedInBy { get; init; }
    public required bool WasSentLater { get; init; }

    /// <summary>The name, phone and address of the person visited can be seen now.</summary>
    public required bool HasContact { get; init; }

    /// <summary>They can be seen from acceptance on: there is a person to visit, but no place yet.</summary>
    public required bool HasContactLater { get; init; }

    /// <summary>What the role demands and does not hold on the days of the shift; while it is so, nobody can promise to come or check in.</summary>
    public required IReadOnlyList<RuleBreach> Lapsed { get; init; }

    /// <summary>Which in the queue of the role, from 1; null for who does not wait.</summary>
    public required int? QueueNumber { get; init; }

    public bool CanAnswer(DateTime nowUtc) => State is AssignmentState.Offered && Facts.IsOpen(nowUtc) && OfferExpiresAtUtc > nowUtc;

    public bool CanReconfirm(DateTime nowUtc) => State is AssignmentState.Confirmed && Facts.IsOpen(nowUtc);

    public bool CanWithdraw(DateTime nowUtc) => State is AssignmentState.Confirmed or AssignmentState.Waitlisted && Facts.IsOpen(nowUtc);

    /// <summary>From then on a place is given back only with a reason.</summary>
    public required DateTime FreelyUntilUtc { get; init; }

    public bool IsLateToWithdraw(DateTime nowUtc) => State is AssignmentState.Confirmed && nowUtc > FreelyUntilUtc;

    public bool CanCheckIn(DateTime nowUtc) =>
        State is AssignmentState.Confirmed && Lapsed.Count == 0 && Facts.State is ShiftState.Published && nowUtc >= CheckInOpensAtUtc && nowUtc < Facts.EndsAtUtc;

    /// <summary>Can tell the person visited that they have set out.</summary>
    public bool CanSayOnTheWay(DateTime nowUtc) =>
        State is AssignmentState.Confirmed && HasPin && Facts.PlaceKind is PlaceKind.Address && Facts.State is ShiftState.Published && nowUtc >= Facts.StartsAtUtc - OnTheWay.OpensBefore && nowUtc < Facts.EndsAtUtc;

    public bool CanCheckOut(DateTime nowUtc) => State is AssignmentState.CheckedIn && nowUtc >= Facts.StartsAtUtc;
}

/// <summary>The person visited, as an assigned volunteer sees them.</summary>
public sealed record VisitContact(string FullName, string Phone, string Address, string DistrictCode, Common.LocalName District, string Need)
{
    /// <summary>What the visitor must know at the door: health, allergies, access. For who has signed in alone.</summary>
    public string? HealthNotes { get; init; }

    /// <summary>What the person likes and how.</summary>
    public string? Wishes { get; init; }
}

/// <summary>What who is assigned may know of a task besides its instructions; the phone in E.164.</summary>
public sealed record TaskContact(string? Address, string? ContactName, string? ContactPhone, IReadOnlyList<TaskFile> Files);

/// <summary>A file of a task, by the id of the attachment.</summary>
public sealed record TaskFile(Guid TaskAttachmentId, string Name, int Length);
