using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Roster;

/// <summary>Which volunteers are asked for. What is null asks for nothing.</summary>
public sealed record RosterFilter
{
    /// <summary>A name, part of a phone number or an e-mail address, as it was typed.</summary>
    public string? Text { get; init; }
    public VolunteerState? State { get; init; }
    public Programme? Programme { get; init; }
    public Guid? CentreId { get; init; }
    public string? DistrictCode { get; init; }
    public string? SkillCode { get; init; }
    public string? LanguageCode { get; init; }
    public Guid? TagId { get; init; }

    /// <summary>A training, check or document that is good on the day: the one asked for, or today.</summary>
    public string? CredentialCode { get; init; }

    /// <summary>Not those who hold the credential, but those who lack it.</summary>
    public bool LacksCredential { get; init; }

    /// <summary>Can serve on this day: there is a window on that day of the week, and they are not away.</summary>
    public DateOnly? AvailableOn { get; init; }
    public int? MinHours { get; init; }
    public int? MaxHours { get; init; }

    public bool IsEmpty => this == new RosterFilter();
}

/// <summary>One volunteer on the list: nothing but what tells them apart.</summary>
public sealed record RosterRow
{
    public required Guid VolunteerId { get; init; }
    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }
    public required VolunteerState State { get; init; }
    public required Programme Programme { get; init; }
    public required Common.LocalName District { get; init; }
    public required DateOnly BornOn { get; init; }
    public required DateTime AppliedAtUtc { get; init; }
    public required bool IsPhoneConfirmed { get; init; }

    /// <summary>Messages to the number or the address came back.</summary>
    public bool HasFailedContact { get; init; }
    public required int ServedMinutes { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    public string FullName => $"{GivenName} {FamilyName}";
}

/// <summary>
/// A part of the list. Pages follow one another by the person at their edge, not by a number: the hundredth costs what the first costs, and
/// nobody is passed over when the list changes meanwhile.
/// </summary>
public sealed record RosterSlice(IReadOnlyList<RosterRow> Rows, bool HasEarlier, bool HasLater, RosterCount Count);

/// <summary>How many fit; counted to a limit, beyond which nobody reads the number.</summary>
public sealed record RosterCount(int Number, bool IsMore)
{
    public const int Limit = 1000;

    public static RosterCount Of(int counted) => new(Math.Min(counted, Limit), counted > Limit);
}
