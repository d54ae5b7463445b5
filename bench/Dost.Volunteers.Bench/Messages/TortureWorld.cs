namespace Dost.Volunteers.Bench.Messages;

/// <summary>What the driver knows of somebody because it did it itself; the database is not asked.</summary>
internal sealed class Person(Guid id, string phone, string? email, TimeOnly? quietFrom, TimeOnly? quietTo)
{
    public Guid Id { get; } = id;
    public string Phone { get; } = phone;
    public string? Email { get; } = email;

    /// <summary>Hours of their own in which nothing comes that can wait.</summary>
    public TimeOnly? QuietFrom { get; } = quietFrom;
    public TimeOnly? QuietTo { get; } = quietTo;
    public DateTime? SmsOutUtc { get; set; }
    public DateTime? EmailOutUtc { get; set; }
}

/// <summary>A time that a shift has, from when on.</summary>
internal sealed record ShiftTime(DateTime FromUtc, DateTime StartsAtUtc, DateTime EndsAtUtc);

internal sealed class TortureShift(Guid id, Guid roleId, string title, ShiftTime first)
{
    public Guid Id { get; } = id;
    public Guid RoleId { get; } = roleId;
    public string Title { get; } = title;

    /// <summary>The number of one is the revision.</summary>
    public List<ShiftTime> Times { get; } = [first];
    public DateTime? CancelledAtUtc { get; set; }
    public ShiftTime Now => Times[^1];
}

/// <summary>Somebody's place in a shift.</summary>
internal sealed class TorturePlace(Guid id, Person person, TortureShift shift, int round, DateTime fromUtc)
{
    public Guid Id { get; } = id;
    public Person Person { get; } = person;
    public TortureShift Shift { get; } = shift;
    public int Round { get; } = round;
    public DateTime FromUtc { get; } = fromUtc;

    /// <summary>Signed up by themselves, which has a receipt.</summary>
    public bool HasReceipt { get; init; }
    public DateTime? GoneAtUtc { get; set; }

    /// <summary>Gone because a coordinator took them off.</summary>
    public bool WasRemoved { get; set; }
}

/// <summary>A moment at which nothing was left to do: all that was owed by then had been tried at the provider.</summary>
/// <param name="SweptFromUtc">All that was owed by then had been queued.</param>
internal sealed record Settled(DateTime SweptFromUtc, DateTime AtUtc);
