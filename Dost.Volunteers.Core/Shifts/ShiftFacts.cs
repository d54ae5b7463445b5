using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>What anybody may know of a place in a published shift: the work, when, the public place, what is demanded. Never a person.</summary>
public sealed record ShiftFacts
{
    public required Guid ShiftId { get; init; }
    public required Guid ShiftRoleId { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }

    /// <summary>About the work; where people ask for it themselves, it is worded as what they are promised.</summary>
    public required LocalName Hint { get; init; }
    public required bool IsPromise { get; init; }
    public required string RoleName { get; init; }
    public required PlaceKind PlaceKind { get; init; }
    public required LocalName Centre { get; init; }
    public required LocalName CentreAddress { get; init; }
    public required double CentreLatitude { get; init; }
    public required double CentreLongitude { get; init; }
    public required LocalName District { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required ShiftState State { get; init; }
    public required int Revision { get; init; }
    public required int PlacesLeft { get; init; }
    public required VettingLevel Vetting { get; init; }
    public required int MinimumAge { get; init; }
    public required Gender? Gender { get; init; }
    public required IReadOnlyList<LocalName> Skills { get; init; }
    public required IReadOnlyList<LocalName> Languages { get; init; }
    public required IReadOnlyList<LocalName> Credentials { get; init; }

    public int Minutes => (int)(EndsAtUtc - StartsAtUtc).TotalMinutes;

    public string NameIn(CultureInfo culture) => Title ?? Category.In(culture);

    public string PlaceIn(CultureInfo culture) => PublicPlace.NameIn(PlaceKind, Centre, District, culture);

    public bool IsOpen(DateTime nowUtc) => State is ShiftState.Published && StartsAtUtc > nowUtc;

    /// <summary>The facts of a role whose shift, task, category, district and centre are loaded.</summary>
    internal static ShiftFacts Of(Shift shift, ShiftRole role, ReferenceNames names)
    {
        var task = shift.VolunteerTask;

        return new ShiftFacts
        {
            ShiftId = shift.ShiftId,
            ShiftRoleId = role.ShiftRoleId,
            Title = task.Title,
            Category = task.HelpCategory.Name,
            Hint = task.HelpCategory.Hint,
            IsPromise = task.HelpCategory.IsPublic,
            RoleName = role.Name,
            PlaceKind = task.PlaceKind,
            Centre = shift.Centre.Name,
            CentreAddress = shift.Centre.Address,
            CentreLatitude = shift.Centre.Latitude,
            CentreLongitude = shift.Centre.Longitude,
            District = task.District.Name,
            StartsAtUtc = shift.StartsAtUtc,
            EndsAtUtc = shift.EndsAtUtc,
            State = shift.State,
            Revision = shift.Revision,
            PlacesLeft = role.PlacesLeft,
            Vetting = role.Vetting,
            MinimumAge = role.MinimumAge,
            Gender = role.Gender,
            Skills = [.. role.Skills.Select(s => names.Skills[s.SkillCode])],
            Languages = [.. role.Languages.Select(l => names.Languages[l.LanguageCode])],
            Credentials = [.. role.Credentials.Select(c => names.Credentials[c.CredentialTypeCode])],
        };
    }
}

/// <summary>What the codes of a role's demands are called.</summary>
internal sealed record ReferenceNames(
    IReadOnlyDictionary<string, LocalName> Skills, IReadOnlyDictionary<string, LocalName> Languages, IReadOnlyDictionary<string, LocalName> Credentials)
{
    public static ReferenceNames None { get; } = new(new Dictionary<string, LocalName>(), new Dictionary<string, LocalName>(), new Dictionary<string, LocalName>());
}
