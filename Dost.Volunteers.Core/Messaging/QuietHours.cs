using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>The hours, Baku time, in which only urgent messages go out: those of the night, and besides them a person's own.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>So much of the day must be left to write in, or nothing ever comes.</summary>
    public const int LeastOpenMinutes = 4 * 60;

    private const int MinutesOfDay = 24 * 60;
    private static readonly DateOnly _anyDay = new(2026, 1, 1);

    /// <summary>Two stretches meet at most so often.</summary>
    private const int MostSteps = 4;

    public QuietHours? Also { get; init; }

    /// <summary>The hours that a person set for themselves, if they did.</summary>
    public static QuietHours? Own(TimeOnly? from, TimeOnly? to) => from is { } begin && to is { } end && begin != end ? new QuietHours(begin, end) : null;

    public bool Contain(DateTime utc) => ContainThemselves(utc) || Also?.Contain(utc) == true;

    /// <summary>Minutes of the day that are not quiet.</summary>
    public int OpenMinutes => Enumerable.Range(0, MinutesOfDay).Count(minute => !Contain(BakuTime.ToUtc(_anyDay, TimeOnly.MinValue.AddMinutes(minute))));

    /// <summary>The first moment at or after the given one that is not in the quiet hours.</summary>
    public DateTime NextAllowed(DateTime utc)
    {
        for (var step = 0; step < MostSteps && Contain(utc); step++)
        {
            utc = ContainThemselves(utc) ? EndAfter(utc) : Also!.NextAllowed(utc);
        }

        return utc;
    }

    /// <summary>When the quiet hours began that the moment lies in.</summary>
    public DateTime LastBegin(DateTime utc)
    {
        var begin = Also?.Contain(utc) == true && !ContainThemselves(utc) ? Also.LastBegin(utc) : OwnBegin(utc);

        for (var step = 0; step < MostSteps && Contain(begin.AddMinutes(-1)); step++)
        {
            var before = begin.AddMinutes(-1);
            begin = ContainThemselves(before) ? OwnBegin(before) : Also!.LastBegin(before);
        }

        return begin;
    }

    private bool ContainThemselves(DateTime utc) => From != To && BakuTime.TimeOf(utc).IsBetween(From, To);

    private DateTime EndAfter(DateTime utc)
    {
        var day = BakuTime.DateOf(utc);
        var end = BakuTime.ToUtc(day, To);

        return end > utc ? end : BakuTime.ToUtc(day.AddDays(1), To);
    }

    private DateTime OwnBegin(DateTime utc)
    {
        var begin = BakuTime.ToUtc(BakuTime.DateOf(utc), From);

        return begin <= utc ? begin : BakuTime.ToUtc(BakuTime.DateOf(utc).AddDays(-1), From);
    }
}
