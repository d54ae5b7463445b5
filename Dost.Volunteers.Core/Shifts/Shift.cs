using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>A dated block of a task that needs volunteers in one or more roles.</summary>
public class Shift
{
    public const int MeetingPointMaxLength = 200;
    public const int ReasonMaxLength = 400;

    public required Guid ShiftId { get; init; }
    public required Guid VolunteerTaskId { get; init; }
    public VolunteerTask VolunteerTask { get; init; } = null!;

    /// <summary>The centre of the task, kept here for lists and rights.</summary>
    public required Guid CentreId { get; init; }
    public Centre Centre { get; private set; } = null!;
    public required DateTime StartsAtUtc { get; set; }
    public required DateTime EndsAtUtc { get; set; }
    public required string MeetingPoint { get; set; }

    /// <summary>With fewer people who hold a place it does not begin: 2 where nobody visits alone.</summary>
    public int LeastPeople { get; set; } = 1;
    public ShiftState State { get; private set; } = ShiftState.Draft;
    public string? CancelReason { get; private set; }

    /// <summary>Counts the moves: what was said about an earlier time is no longer true.</summary>
    public int Revision { get; private set; }

    /// <summary>The time before the last move, for the notice about it.</summary>
    public DateTime? PreviousStartsAtUtc { get; private set; }
    public DateTime? PreviousEndsAtUtc { get; private set; }

    /// <summary>When it was last moved or called off, for calendars.</summary>
    public DateTime? ChangedAtUtc { get; private set; }

    /// <summary>The series that made it, and its place in the pattern, which stays whatever becomes of the shift.</summary>
    public Guid? ShiftSeriesId { get; private set; }
    public DateOnly? SeriesOn { get; private set; }
    public TimeOnly? SeriesStartsAt { get; private set; }

    /// <summary>Somebody changed it by itself: a change of the series leaves it as it is.</summary>
    public bool IsChangedByHand { get; private set; }

    /// <summary>The shift of another week that it was copied from, and the Monday of the week that it was copied to.</summary>
    public Guid? CopiedFromId { get; private set; }
    public DateOnly? CopiedToWeek { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();
    public List<ShiftRole> Roles { get; } = [];
    public List<Assignment> Assignments { get; } = [];

    public int PlacesWanted => Roles.Sum(r => r.Capacity);
    public int PlacesTaken => Roles.Sum(r => r.PlacesTaken);

    public bool IsOpen(DateTime nowUtc) => State is ShiftState.Published && StartsAtUtc > nowUtc;

    public bool Publish(DateTime nowUtc)
    {
        if (State is not ShiftState.Draft || StartsAtUtc <= nowUtc)
        {
            return false;
        }

        State = ShiftState.Published;
        Touch();

        return true;
    }

    /// <summary>
    /// Moves a shift that has not begun and at which nobody has arrived. The caller has loaded the assignments and seen that nobody
    /// assigned is elsewhere at the new time.
    /// </summary>
    public bool Move(DateTime startsAtUtc, DateTime endsAtUtc, string meetingPoint, DateTime nowUtc)
    {
        if (State is ShiftState.Completed or ShiftState.Cancelled || StartsAtUtc <= nowUtc || startsAtUtc <= nowUtc || endsAtUtc <= startsAtUtc || SomebodyCame)
        {
            return false;
        }

        PreviousStartsAtUtc = StartsAtUtc;
        PreviousEndsAtUtc = EndsAtUtc;
        StartsAtUtc = startsAtUtc;
        EndsAtUtc = endsAtUtc;
        MeetingPoint = meetingPoint;
        Revision++;
        ChangedAtUtc = nowUtc;
        TouchWithRoles();

        return true;
    }

    /// <summary>Calls it off, unless it is over or somebody has come already: their time counts, and their request is under way.</summary>
    public bool Cancel(string reason, DateTime nowUtc)
    {
        if (State is not (ShiftState.Draft or ShiftState.Published) || EndsAtUtc <= nowUtc || SomebodyCame)
        {
            return false;
        }

        State = ShiftState.Cancelled;
        CancelReason = reason;
        ChangedAtUtc = nowUtc;
        TouchWithRoles();

        return true;
    }

    /// <summary>Closes a shift that is over and in which nobody is still checked in or awaited.</summary>
    public bool Complete(DateTime nowUtc)
    {
        if (State is not ShiftState.Published || EndsAtUtc > nowUtc || Assignments.Any(a => a.State is AssignmentState.Confirmed or AssignmentState.CheckedIn))
        {
            return false;
        }

        State = ShiftState.Completed;
        Touch();

        return true;
    }

    /// <summary>Somebody was there after all, as a phone says that had no connection: it is closed again when that is clear.</summary>
    internal void Reopen()
    {
        if (State is ShiftState.Completed)
        {
            State = ShiftState.Published;
            Touch();
        }
    }

    internal void BelongTo(Guid seriesId, DateOnly on, TimeOnly startsAt)
    {
        ShiftSeriesId = seriesId;
        SeriesOn = on;
        SeriesStartsAt = startsAt;
    }

    internal void NoteCopy(Guid ofShiftId, DateOnly monday)
    {
        CopiedFromId = ofShiftId;
        CopiedToWeek = monday;
    }

    /// <summary>From now on it is not changed with its series.</summary>
    internal void KeepFromSeries() => IsChangedByHand = ShiftSeriesId is not null;

    /// <summary>Its roles have changed: whoever saw the earlier ones decides again.</summary>
    internal void TouchRoles() => TouchWithRoles();

    private bool SomebodyCame => Assignments.Any(a => a.State is AssignmentState.CheckedIn or AssignmentState.Attended);

    private void Touch() => Version = Guid.NewGuid();

    /// <summary>Whoever takes a place at this moment collides with the roles, and asks again for the shift as it is now.</summary>
    private void TouchWithRoles()
    {
        Touch();
        Roles.ForEach(role => role.Touch());
    }
}

public enum ShiftState { Draft, Published, Completed, Cancelled }

/// <summary>How many people of which skills a shift needs. The places taken are counted here, and the database holds the count to the capacity.</summary>
public class ShiftRole
{
    public const int NameMaxLength = 80;
    public const int MaxCapacity = 500;

    public required Guid ShiftRoleId { get; init; }
    public required Guid ShiftId { get; init; }
    public required string Name { get; set; }
    public required int Capacity { get; set; }
    public int PlacesTaken { get; private set; }
    public VettingLevel Vetting { get; set; }

    /// <summary>Years; zero where the age of the programme is enough.</summary>
    public int MinimumAge { get; set; }

    /// <summary>The wish of the person visited.</summary>
    public Gender? Gender { get; set; }

    /// <summary>Only who is a known visitor of all the people visited.</summary>
    public bool KnownVisitorsOnly { get; set; }

    /// <summary>The people visited on a day of many visits; a shift for one request knows its person by the request. Always loaded, as <see cref="Credentials"/>.</summary>
    public List<ShiftRoleVisit> Visits { get; } = [];
    public List<ShiftRoleSkill> Skills { get; } = [];
    public List<ShiftRoleLanguage> Languages { get; } = [];

    /// <summary>Always loaded with the role: what protects people must not hang on a query that remembers it.</summary>
    public List<ShiftRoleCredential> Credentials { get; } = [];
    public Guid Version { get; private set; } = Guid.NewGuid();

    public int PlacesLeft => Capacity - PlacesTaken;

    /// <summary>Two people who take the last place at once collide on the version here: one succeeds, the other tries again on fresh data.</summary>
    public bool TakePlace()
    {
        if (PlacesLeft <= 0)
        {
            return false;
        }

        PlacesTaken++;
        Touch();

        return true;
    }

    public void FreePlace()
    {
        PlacesTaken--;
        Touch();
    }

    /// <summary>What was decided by the places and offers of this role holds only if nobody else changes them meanwhile.</summary>
    public void Touch() => Version = Guid.NewGuid();
}

/// <summary>A skill that a role demands.</summary>
public class ShiftRoleSkill
{
    public required Guid ShiftRoleId { get; init; }
    public required string SkillCode { get; init; }
}

/// <summary>A language that a role demands.</summary>
public class ShiftRoleLanguage
{
    public required Guid ShiftRoleId { get; init; }
    public required string LanguageCode { get; init; }
}

/// <summary>A training, check or document that a role demands on each day of the shift.</summary>
public class ShiftRoleCredential
{
    public required Guid ShiftRoleId { get; init; }
    public required string CredentialTypeCode { get; init; }
}

/// <summary>Somebody whom the people in a role visit, among others.</summary>
public class ShiftRoleVisit
{
    public required Guid ShiftRoleId { get; init; }
    public required Guid BeneficiaryId { get; init; }
}
