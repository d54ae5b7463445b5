namespace Dost.Volunteers.Core.Volunteers.Terms;

/// <summary>A term of service: from a day to a day, both included, in one programme. Kept for good: they are the history of the service.</summary>
public class ServiceTerm
{
    public required Guid ServiceTermId { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;
    public required Programme Programme { get; init; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day; a later one after an extension.</summary>
    public DateOnly EndsOn { get; private set; }
    public int Extensions { get; private set; }
    public ServiceTermState State { get; private set; } = ServiceTermState.Running;

    /// <summary>The day on which it was completed or ended early.</summary>
    public DateOnly? ClosedOn { get; private set; }

    internal static ServiceTerm Begin(Volunteer volunteer, DateOnly today, int months) => new()
    {
        ServiceTermId = Guid.CreateVersion7(),
        VolunteerId = volunteer.VolunteerId,
        Programme = volunteer.Programme,
        StartsOn = today,
        EndsOn = today.AddMonths(months),
    };

    internal bool Extend(DateOnly endsOn)
    {
        if (State is not ServiceTermState.Running || endsOn <= EndsOn)
        {
            return false;
        }

        EndsOn = endsOn;
        Extensions++;

        return true;
    }

    internal void Close(ServiceTermState state, DateOnly today)
    {
        State = state;
        ClosedOn = today;
    }
}

/// <summary>Running → Completed, or Ended before its time.</summary>
public enum ServiceTermState { Running, Completed, Ended }
