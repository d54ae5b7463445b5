namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>What the parts of a day are on the clock of Baku, as who asks for help reads them.</summary>
public static class PartsOfDay
{
    public static TimeOnly StartOf(PartOfDay part) => part switch
    {
        PartOfDay.AnyTime or PartOfDay.Morning => new TimeOnly(9, 0),
        PartOfDay.Afternoon => new TimeOnly(12, 0),
        PartOfDay.Evening => new TimeOnly(16, 0),
    };

    public static TimeOnly EndOf(PartOfDay part) => part switch
    {
        PartOfDay.Morning => new TimeOnly(12, 0),
        PartOfDay.Afternoon => new TimeOnly(16, 0),
        PartOfDay.AnyTime or PartOfDay.Evening => new TimeOnly(19, 0),
    };

    /// <summary>The part in which a time lies.</summary>
    public static PartOfDay Of(TimeOnly time) => time < EndOf(PartOfDay.Morning) ? PartOfDay.Morning : time < EndOf(PartOfDay.Afternoon) ? PartOfDay.Afternoon : PartOfDay.Evening;
}
