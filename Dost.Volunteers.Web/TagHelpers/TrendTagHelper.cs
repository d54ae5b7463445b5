using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>
/// A line over the weeks, and a second, dashed one if there is: <c>&lt;trend values="…" second="…" label="…" top="…" from="…" until="…" /&gt;</c>. The
/// label says in words what it shows; the values themselves stand in a table beside it. A week without a value is a gap.
/// </summary>
[HtmlTargetElement("trend", Attributes = "values", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TrendTagHelper : TagHelper
{
    private const int Width = 420;
    private const int Height = 150;
    private const int Left = 10;
    private const int Top = 26;
    private const int Bottom = 26;

    public IReadOnlyList<double?> Values { get; set; } = [];

    public IReadOnlyList<double?> Second { get; set; } = [];

    public string Label { get; set; } = "";

    /// <summary>The upper end; the greatest value where it is not given.</summary>
    public double? Most { get; set; }

    /// <summary>What the upper end stands for, in words.</summary>
    public string UpperWords { get; set; } = "";

    public string From { get; set; } = "";

    public string Until { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "trend");
        output.Attributes.SetAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}"));
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", Label);

        foreach (var y in (int[])[Top, Height - Bottom])
        {
            output.Content.AppendHtml(Shape("line", "trend__grid", ("x1", Left), ("x2", Width - Left), ("y1", y), ("y2", y)));
        }

        output.Content.AppendHtml(Words(UpperWords, Left, Top - 8, "start"));
        output.Content.AppendHtml(Words(From, Left, Height - 8, "start"));
        output.Content.AppendHtml(Words(Until, Width - Left, Height - 8, "end"));
        var upper = Most ?? Values.Concat(Second).Max() ?? 0;

        foreach (var (values, suffix) in (ReadOnlySpan<(IReadOnlyList<double?>, string)>)[(Second, "--second"), (Values, "")])
        {
            Draw(output, values, upper, suffix);
        }
    }

    private static void Draw(TagHelperOutput output, IReadOnlyList<double?> values, double upper, string suffix)
    {
        var points = values.Select((value, i) => value is { } v ? PointOf(i, values.Count, v, upper) : ((double X, double Y)?)null).ToList();
        var line = string.Concat(points.Select((p, i) => p is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"{(i > 0 && points[i - 1] is not null ? 'L' : 'M')}{at.X:0.#} {at.Y:0.#}")
            : ""));

        if (line.Length > 0)
        {
            output.Content.AppendHtml(Shape("path", $"trend__line{(suffix.Length > 0 ? " trend__line" + suffix : "")}", ("d", line)));
        }

        foreach (var at in points.OfType<(double X, double Y)>())
        {
            output.Content.AppendHtml(Shape("circle", $"trend__point{(suffix.Length > 0 ? " trend__point" + suffix : "")}", ("cx", at.X), ("cy", at.Y), ("r", 3.5)));
        }
    }

    private static (double X, double Y) PointOf(int index, int count, double value, double upper) => (
        Left + 4 + (count < 2 ? 0 : index * (Width - (2.0 * Left) - 8) / (count - 1)),
        Height - Bottom - (upper <= 0 ? 0 : Math.Min(value, upper) / upper * (Height - Top - Bottom)));

    private static TagBuilder Words(string words, int x, int y, string anchor)
    {
        var text = Shape("text", "trend__text", ("x", x), ("y", y), ("text-anchor", anchor));
        text.InnerHtml.Append(words);

        return text;
    }

    private static TagBuilder Shape(string name, string cssClass, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var shape = new TagBuilder(name);
        shape.AddCssClass(cssClass);

        foreach (var (attribute, value) in attributes)
        {
            shape.Attributes[attribute] = string.Create(CultureInfo.InvariantCulture, $"{value}");
        }

        return shape;
    }
}
