using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Tasks;

namespace Dost.Volunteers.Core.Matching.Open;

/// <summary>What somebody looks for among the open shifts. Days are those of Baku, both ends included.</summary>
public sealed record OpenShiftFilter
{
    /// <summary>Days that are looked at where none are said.</summary>
    public const int UsualDays = 28;

    /// <summary>Days that are looked at in any case: who wants to see further goes on from there.</summary>
    public const int MostDays = 92;

    public required DateOnly FromOn { get; init; }
    public required DateOnly UntilOn { get; init; }

    /// <summary>The last day that is looked at.</summary>
    public DateOnly LastOn => UntilOn < FromOn.AddDays(MostDays) ? UntilOn : FromOn.AddDays(MostDays);

    /// <summary>Days of the week; all of them where there are none.</summary>
    public IReadOnlyCollection<DayOfWeek> Days { get; init; } = [];
    public TimeOfDay? Time { get; init; }
    public Guid? CentreId { get; init; }
    public string? DistrictCode { get; init; }
    public PlaceKind? PlaceKind { get; init; }

    /// <summary>Kilometres from the volunteer's district to that of the work; remote work is always near.</summary>
    public int? WithinKm { get; init; }
    public string? CategoryCode { get; init; }
    public bool OnlyFree { get; init; }

    /// <summary>What the database is not asked for: it knows UTC, and these are of the clock on the wall.</summary>
    internal bool Takes(DateTime startsAtUtc)
    {
        if (Days.Count == 0 && Time is null)
        {
            return true;
        }

        var local = BakuTime.FromUtc(startsAtUtc);

        return (Days.Count == 0 || Days.Contains(local.DayOfWeek)) && (Time is null || Time == PartOf(local.Hour));
    }

    private static TimeOfDay PartOf(int hour) => hour < 12 ? TimeOfDay.Morning : hour < 17 ? TimeOfDay.Afternoon : TimeOfDay.Evening;
}

/// <summary>When a shift begins: before noon, before five, or later.</summary>
public enum TimeOfDay { Morning, Afternoon, Evening }
