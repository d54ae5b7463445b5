using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>What to correct, at the top of a form that came back: takes the focus, and each line leads to its field.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<Text> t) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var order = FieldsInOrder();
        var complaints = ViewContext.ViewData.ModelState
            .SelectMany(entry => entry.Value!.Errors.Take(1), (entry, error) => (Field: entry.Key, Text: error.ErrorMessage))
            .Where(complaint => complaint.Text.Length > 0)
            .OrderBy(complaint => order.GetValueOrDefault(FirstPart(complaint.Field), int.MaxValue))
            .ToList();

        if (complaints.Count == 0)
        {
            output.SuppressOutput();

            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("aria-labelledby", "error-summary-title");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        output.Attributes.SetAttribute("data-module", "focus");

        output.Content.AppendHtml(Title());
        output.Content.AppendHtml(Lines(complaints));
    }

    /// <summary>The order in which the form declares its fields, which is that of the page.</summary>
    private Dictionary<string, int> FieldsInOrder() =>
        ViewContext.ViewData.ModelMetadata.Properties.Index().ToDictionary(field => field.Item.Name!, field => field.Index, StringComparer.OrdinalIgnoreCase);

    private static string FirstPart(string field) => field.Split('.', '[')[0];

    private TagBuilder Title()
    {
        var title = new TagBuilder("h2");
        title.AddCssClass("error-summary__title");
        title.Attributes["id"] = "error-summary-title";
        title.InnerHtml.Append(t["Please check what you wrote"]);

        return title;
    }

    private static TagBuilder Lines(IEnumerable<(string Field, string Text)> complaints)
    {
        var list = new TagBuilder("ul");

        foreach (var (field, text) in complaints)
        {
            var line = new TagBuilder("li");

            if (field.Length == 0)
            {
                line.InnerHtml.Append(text);
            }
            else
            {
                var link = new TagBuilder("a");
                link.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(field, "_");
                link.InnerHtml.Append(text);
                line.InnerHtml.AppendHtml(link);
            }

            list.InnerHtml.AppendHtml(line);
        }

        return list;
    }
}
