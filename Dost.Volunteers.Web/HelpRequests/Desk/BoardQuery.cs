using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Board;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>What of the board is to be seen, as it stands in the address. What cannot be read there does not count.</summary>
public sealed class BoardQuery
{
    [FromQuery(Name = "column")]
    public string? Column { get; set; }

    [FromQuery(Name = "page")]
    public string? Page { get; set; }

    [FromQuery(Name = "centre")]
    public string? Centre { get; set; }

    [FromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [FromQuery(Name = "district")]
    public string? District { get; set; }

    [FromQuery(Name = "urgency")]
    public string? Urgency { get; set; }

    [FromQuery(Name = "late")]
    public string? Late { get; set; }

    public int PageNumber => int.TryParse(Page, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 1;

    public bool IsFiltered => Read() with { Column = null, Page = 1 } != new RequestBoardFilter();

    public RequestBoardFilter Read() => new()
    {
        Column = ReadName<RequestColumn>(Column),
        Page = PageNumber,
        CentreId = Guid.TryParseExact(Centre, "D", out var centre) ? centre : null,
        HelpCategoryCode = string.IsNullOrEmpty(Kind) ? null : Kind,
        DistrictCode = string.IsNullOrEmpty(District) ? null : District,
        Urgency = ReadName<Urgency>(Urgency),
        OnlyLate = Late == "true",
    };

    /// <summary>The same filters with another column; with none the whole board.</summary>
    public string AddressOf(RequestColumn? column)
    {
        (string Name, string? Value)[] all = [("column", column?.ToString()), ("centre", Centre), ("kind", Kind), ("district", District), ("urgency", Urgency), ("late", Late)];
        var set = all.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();

        return "/desk/requests" + (set.Count > 0 ? "?" + string.Join('&', set) : "");
    }

    private static T? ReadName<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => v.ToString() == name).Select(v => (T?)v).FirstOrDefault();
}
