namespace Dost.Volunteers.Core.Volunteers;

/// <summary>A skill that the volunteer has.</summary>
public class VolunteerSkill
{
    public required Guid VolunteerId { get; init; }
    public required string SkillCode { get; init; }
}

/// <summary>A language that the volunteer speaks.</summary>
public class VolunteerLanguage
{
    public required Guid VolunteerId { get; init; }
    public required string LanguageCode { get; init; }
}

/// <summary>A kind of work that the volunteer likes to be asked for. Who names none is asked for all alike.</summary>
public class LikedKind
{
    public required Guid VolunteerId { get; init; }
    public required string HelpCategoryCode { get; init; }
}

/// <summary>A weekly window in which the volunteer can serve, wall-clock time in Baku. Touching windows of a day join.</summary>
public class AvailabilityWindow
{
    public required Guid AvailabilityWindowId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required DayOfWeek Day { get; init; }
    public required TimeOnly StartsAt { get; init; }

    /// <summary>The end; midnight at the end of the day is 23:59.</summary>
    public required TimeOnly EndsAt { get; init; }
}

/// <summary>Days on which the volunteer cannot serve whatever the week says, both ends included.</summary>
public class BlackoutPeriod
{
    public required Guid BlackoutPeriodId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required DateOnly FirstOn { get; init; }
    public required DateOnly LastOn { get; init; }
}
