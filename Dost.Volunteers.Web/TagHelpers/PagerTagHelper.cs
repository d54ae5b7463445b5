using System.Globalization;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>To the page before and after, with the filters of this one: <c>&lt;pager number="2" pages="9" /&gt;</c>.</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PagerTagHelper(IStringLocalizer<Text> t) : TagHelper
{
    public int Number { get; set; }

    public int Pages { get; set; }

    /// <summary>The name of the page number in the address.</summary>
    public string Parameter { get; set; } = "page";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages <= 1)
        {
            output.SuppressOutput();

            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", t["Pages"].Value);

        if (Number > 1)
        {
            output.Content.AppendHtml(LinkTo(Number - 1, "prev", t["Previous"]));
        }

        var place = new TagBuilder("span");
        place.AddCssClass("pager__place");
        place.InnerHtml.Append(t["Page {0} of {1}", Number, Pages]);
        output.Content.AppendHtml(place);

        if (Number < Pages)
        {
            output.Content.AppendHtml(LinkTo(Number + 1, "next", t["Next"]));
        }
    }

    private TagBuilder LinkTo(int number, string relation, string text)
    {
        var request = ViewContext.HttpContext.Request;
        var query = request.Query.Where(pair => pair.Key != Parameter).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        var address = new QueryBuilder(query) { { Parameter, number.ToString(CultureInfo.InvariantCulture) } };

        var link = new TagBuilder("a");
        link.AddCssClass("button button--quiet");
        link.Attributes["rel"] = relation;
        link.Attributes["href"] = request.PathBase.Add(request.Path).ToUriComponent() + address.ToQueryString().ToUriComponent();
        link.InnerHtml.Append(text);

        return link;
    }
}
