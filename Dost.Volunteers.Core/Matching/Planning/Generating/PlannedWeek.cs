using System.Globalization;

namespace Dost.Volunteers.Core.Matching.Planning.Generating;

/// <summary>The week that made-up problems are about.</summary>
internal static class PlannedWeek
{
    private static readonly DateTime _monday = new(2026, 12, 7, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>A minute since the Monday, on the clock of Baku, as it is written in a file.</summary>
    public static string Text(int minute) => _monday.AddMinutes(minute).ToString("yyyy-MM-dd'T'HH:mm:ss'+04:00'", CultureInfo.InvariantCulture);
}
