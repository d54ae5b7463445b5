using System.Globalization;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Reference;

namespace Dost.Volunteers.Core.Tasks;

/// <summary>A piece of work with its demands and its place, without a date. Its dated blocks are shifts.</summary>
public class VolunteerTask
{
    public const int TitleMaxLength = 120;
    public const int InstructionsMaxLength = 2000;

    public required Guid VolunteerTaskId { get; init; }
    public required Guid CentreId { get; init; }
    public Centre Centre { get; private set; } = null!;
    public required string HelpCategoryCode { get; set; }
    public HelpCategory HelpCategory { get; private set; } = null!;

    /// <summary>A title of its own; without one it is called as its category. Public: never a person's name.</summary>
    public string? Title { get; set; }

    /// <summary>What to do and how; only those assigned see it.</summary>
    public string? Instructions { get; set; }
    public required PlaceKind PlaceKind { get; set; }

    /// <summary>The district of the work: all that strangers are told of a place that is not a centre.</summary>
    public required string DistrictCode { get; set; }
    public District District { get; private set; } = null!;
    public required double Latitude { get; set; }
    public required double Longitude { get; set; }

    /// <summary>1 to 5.</summary>
    public required int Priority { get; set; }

    /// <summary>The request that the task answers; its person, phone and address are read from there.</summary>
    public Guid? HelpRequestId { get; init; }
    public HelpRequest? HelpRequest { get; private set; }

    public bool IsRemote => PlaceKind is PlaceKind.Remote;

    public string NameIn(CultureInfo culture) => Title ?? HelpCategory.Name.In(culture);
}

/// <summary>At a centre, at an address that only those assigned learn, or by telephone and internet.</summary>
public enum PlaceKind { Centre, Address, Remote }
