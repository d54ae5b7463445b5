using Dost.Volunteers.Core.Centres;

namespace Dost.Volunteers.Core.Volunteers.Interviews;

/// <summary>A time at which a centre talks with applicants. The places taken are counted here, and the database holds the count to the capacity.</summary>
public class InterviewSlot
{
    public const int WhereMaxLength = 200;
    public const int MaxCapacity = 20;
    public const int MinMinutes = 5;
    public const int MaxMinutes = 240;

    public required Guid InterviewSlotId { get; init; }
    public required Guid CentreId { get; init; }
    public Centre Centre { get; private set; } = null!;

    /// <summary>The account of who holds it.</summary>
    public required Guid CoordinatorId { get; init; }
    public required DateTime StartsAtUtc { get; set; }
    public required int Minutes { get; set; }
    public required InterviewWay Way { get; set; }

    /// <summary>The room, or the address of the video call; none where the coordinator calls.</summary>
    public string? Where { get; set; }
    public required int Capacity { get; init; }
    public int Booked { get; private set; }
    public DateTime? CancelledAtUtc { get; private set; }

    /// <summary>Counts the moves.</summary>
    public int Revision { get; private set; }
    public DateTime? PreviousStartsAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    public DateTime EndsAtUtc => StartsAtUtc.AddMinutes(Minutes);
    public int PlacesLeft => Capacity - Booked;

    public bool IsOpen(DateTime nowUtc) => CancelledAtUtc is null && StartsAtUtc > nowUtc;

    /// <summary>Two who take the last place at once collide on the version here: one succeeds, the other tries again on fresh data.</summary>
    public bool TakePlace(DateTime nowUtc)
    {
        if (!IsOpen(nowUtc) || PlacesLeft <= 0)
        {
            return false;
        }

        Booked++;
        Version = Guid.NewGuid();

        return true;
    }

    public void FreePlace()
    {
        Booked--;
        Version = Guid.NewGuid();
    }

    /// <summary>Moves a time that is still to come to another that is still to come.</summary>
    public bool Move(DateTime startsAtUtc, int minutes, InterviewWay way, string? where, DateTime nowUtc)
    {
        if (!IsOpen(nowUtc) || startsAtUtc <= nowUtc)
        {
            return false;
        }

        PreviousStartsAtUtc = StartsAtUtc;
        StartsAtUtc = startsAtUtc;
        Minutes = minutes;
        Way = way;
        Where = where;
        Revision++;
        Version = Guid.NewGuid();

        return true;
    }

    public bool Cancel(DateTime nowUtc)
    {
        if (!IsOpen(nowUtc))
        {
            return false;
        }

        CancelledAtUtc = nowUtc;
        Booked = 0;
        Version = Guid.NewGuid();

        return true;
    }
}

public enum InterviewWay { AtCentre, Phone, Video }
