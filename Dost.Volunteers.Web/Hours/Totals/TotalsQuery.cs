using System.Globalization;
using Dost.Volunteers.Core.Hours;
using Microsoft.AspNetCore.Http.Extensions;

namespace Dost.Volunteers.Web.Hours.Totals;

/// <summary>Which totals are asked for, as it stands in the address. What is nonsense is left out.</summary>
public sealed class TotalsQuery
{
    public string? By { get; set; }
    public string? From { get; set; }
    public string? Until { get; set; }
    public string? Centre { get; set; }
    public string? Sort { get; set; }
    public string? Page { get; set; }

    public TotalsBy ChosenBy => Chosen<TotalsBy>(By) ?? TotalsBy.Person;

    public TotalsOrder ChosenOrder => Chosen<TotalsOrder>(Sort) ?? TotalsOrder.Usual;

    public int PageNumber => int.TryParse(Page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;

    /// <summary>This year until today, unless other days are said.</summary>
    public TotalsFilter Read(DateOnly today)
    {
        var until = Day(Until) ?? today;
        var from = Day(From) ?? new DateOnly(until.Year, 1, 1);

        return new TotalsFilter(ChosenBy, from, until, Guid.TryParse(Centre, out var centreId) ? centreId : null, ChosenOrder);
    }

    public string With(TotalsBy by) => Address(by, ChosenOrder);

    public string With(TotalsOrder order) => Address(ChosenBy, order);

    private string Address(TotalsBy by, TotalsOrder order)
    {
        (string Name, string? Value)[] fields = [("by", by.ToString()), ("from", Day(From) is null ? null : From), ("until", Day(Until) is null ? null : Until), ("centre", Centre), ("sort", order is TotalsOrder.Usual ? null : order.ToString())];

        return "~/desk/hours/totals" + new QueryBuilder(fields.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => KeyValuePair.Create(f.Name, f.Value!))).ToQueryString().ToUriComponent();
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static T? Chosen<T>(string? text)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => v.ToString() == text);
}
