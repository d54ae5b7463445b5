using System.Globalization;
using Dost.Volunteers.Core.Messaging.Costs;

namespace Dost.Volunteers.Web.Costs;

/// <summary>Which costs are asked for, as it stands in the address. What is nonsense is left out.</summary>
public sealed class CostQuery
{
    private const int FirstYear = 2020;
    private const int LastYear = 2100;

    /// <summary>yyyy-MM.</summary>
    public string? Month { get; set; }
    public string? Centre { get; set; }

    public Guid? CentreId => Guid.TryParse(Centre, out var id) ? id : null;

    public CostMonth Read(DateTime nowUtc) =>
        DateOnly.TryParseExact(Month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= FirstYear and < LastYear ? CostMonth.Of(day) : CostMonth.At(nowUtc);
}

/// <summary>The limit of a centre as an administrator types it: whole manats, or nothing for no limit.</summary>
public sealed class LimitForm
{
    public int? Manats { get; set; }

    /// <summary>The limit that was there when the page was opened, in millis.</summary>
    public int? Seen { get; set; }
}
