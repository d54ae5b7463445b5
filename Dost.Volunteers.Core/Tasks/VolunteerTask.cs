using System.Globalization;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Reference;

namespace Dost.Volunteers.Core.Tasks;

/// <summary>A piece of work with its demands and its place, without a date. Its dated blocks are shifts.</summary>
public class VolunteerTask
{
    public const int TitleMaxLength = 120;
    public const int InstructionsMaxLength = 2000;
    public const int AddressMaxLength = 300;
    public const int ContactNameMaxLength = 120;
    public const int MeetingPointMaxLength = 200;

    public required Guid VolunteerTaskId { get; init; }
    public required Guid CentreId { get; init; }
    public Centre Centre { get; private set; } = null!;
    public required string HelpCategoryCode { get; set; }
    public HelpCategory HelpCategory { get; private set; } = null!;

    /// <summary>Made with one shift or request, kept at the desk for many shifts, or a pattern for further tasks.</summary>
    public TaskKind Kind { get; init; } = TaskKind.Once;

    /// <summary>A title of its own; without one it is called as its category. Public: never a person's name.</summary>
    public string? Title { get; set; }

    /// <summary>What to do and how; only those assigned see it.</summary>
    public string? Instructions { get; set; }
    public required PlaceKind PlaceKind { get; set; }

    /// <summary>The address of work that is neither at the centre nor at the home of who asked; only those assigned see it.</summary>
    public string? Address { get; set; }

    /// <summary>Where to meet, as its shifts say it unless they say otherwise.</summary>
    public string? MeetingPoint { get; set; }

    /// <summary>Whom those assigned can ask; in E.164.</summary>
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }

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

    /// <summary>The roles that its shifts usually have, as JSON: a plan, which each shift copies.</summary>
    public string? RolesAsJson { get; private set; }
    public string? SearchText { get; private set; }
    public DateTime? ChangedAtUtc { get; private set; }

    /// <summary>Taken out of the lists; its shifts stay.</summary>
    public DateTime? ArchivedAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();
    public List<TaskAttachment> Attachments { get; } = [];

    public bool IsRemote => PlaceKind is PlaceKind.Remote;

    public IReadOnlyList<TaskRole> Roles => TaskRole.Read(RolesAsJson);

    public string NameIn(CultureInfo culture) => Title ?? HelpCategory.Name.In(culture);

    public void SetRoles(IReadOnlyList<TaskRole> roles) => RolesAsJson = TaskRole.Write(roles);

    /// <summary>Whoever saves what somebody else has changed meanwhile collides here.</summary>
    public void Touch(LocalName category, DateTime nowUtc)
    {
        var text = Common.SearchText.Fold($"{Title} {category.Az} {category.Ru} {category.En}");
        SearchText = text[..Math.Min(text.Length, Common.SearchText.MaxLength)];
        ChangedAtUtc = nowUtc;
        Version = Guid.NewGuid();
    }

    public void Archive(DateTime nowUtc)
    {
        ArchivedAtUtc ??= nowUtc;
        Version = Guid.NewGuid();
    }

    public void Restore()
    {
        ArchivedAtUtc = null;
        Version = Guid.NewGuid();
    }
}

public enum TaskKind { Once, Standing, Template }

/// <summary>At a centre, at an address that only those assigned learn, or by telephone and internet.</summary>
public enum PlaceKind { Centre, Address, Remote }

/// <summary>A file with a task, such as a form to fill in: for staff, and for those assigned.</summary>
public class TaskAttachment
{
    /// <summary>Files that a task may have.</summary>
    public const int Most = 5;

    public required Guid TaskAttachmentId { get; init; }
    public required Guid VolunteerTaskId { get; init; }

    /// <summary>A copy of a template shares its files.</summary>
    public required Guid StoredFileId { get; init; }
    public required DateTime AddedAtUtc { get; init; }
}
