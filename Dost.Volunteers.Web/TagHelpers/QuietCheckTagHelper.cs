using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>What <see cref="QuietCheck"/> needs in a form: a field that is neither seen, heard nor reached by the keyboard, and when the form was shown.</summary>
[HtmlTargetElement("quiet-check", TagStructure = TagStructure.WithoutEndTag)]
public sealed class QuietCheckTagHelper(QuietCheck check, IStringLocalizer<Text> t) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "unseen");
        output.Attributes.SetAttribute("aria-hidden", "true");

        // A browser without style sheets shows it: the words say what to do.
        var label = new TagBuilder("label");
        label.Attributes["for"] = QuietCheck.UnseenField;
        label.InnerHtml.Append(t["Leave this field empty"]);
        output.Content.AppendHtml(label);
        output.Content.AppendHtml(Input("text", QuietCheck.UnseenField, ""));
        output.Content.AppendHtml(Input("hidden", QuietCheck.ShownField, check.Stamp(ViewContext.HttpContext)));
    }

    private static TagBuilder Input(string type, string name, string value)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = type;
        input.Attributes["name"] = name;
        input.Attributes["value"] = value;

        if (type == "text")
        {
            input.Attributes["id"] = name;
            input.Attributes["autocomplete"] = "off";
            input.Attributes["tabindex"] = "-1";
        }

        return input;
    }
}
