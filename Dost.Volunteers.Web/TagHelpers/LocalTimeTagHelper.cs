using System.Globalization;
using Dost.Volunteers.Core.Common;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>
/// A moment as a person says it, with the exact time for machines and on pointing: <c>&lt;local-time utc="…" /&gt;</c>, a span with
/// <c>until</c>, a day without a clock with <c>date</c>. <c>start-line</c> begins with a capital.
/// </summary>
[HtmlTargetElement("local-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LocalTimeTagHelper(TimeProvider clock) : TagHelper
{
    public DateTime? Utc { get; set; }

    public DateTime? Until { get; set; }

    public DateOnly? Date { get; set; }

    public bool StartLine { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var culture = CultureInfo.CurrentUICulture;
        var spoken = Spoken(clock.UtcNow(), culture);

        if (spoken is null)
        {
            output.SuppressOutput();

            return;
        }

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Exact());
        output.Attributes.SetAttribute("title", Title());
        output.Content.SetContent(StartLine ? SpokenTime.StartLine(spoken, culture) : spoken);
    }

    private string? Spoken(DateTime now, CultureInfo culture) => (Utc, Until, Date) switch
    {
        ({ } from, { } until, _) => SpokenTime.Range(from, until, now, culture),
        ({ } at, null, _) => SpokenTime.Moment(at, now, culture),
        (null, _, { } date) => SpokenTime.Date(date, BakuTime.DateOf(now), culture),
        _ => null,
    };

    private string Exact() => Utc is { } utc
        ? DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
        : Date!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Title() => Utc is { } utc
        ? BakuTime.FromUtc(utc).ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture)
        : Date!.Value.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
