using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>The picture of a kind of help, beside its words: <c>&lt;symbol name="@category.Symbol" /&gt;</c>. It says nothing by itself, so a screen reader passes it over.</summary>
[HtmlTargetElement("symbol", Attributes = "name", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SymbolTagHelper : TagHelper
{
    /// <summary>The name of an icon in <c>wwwroot/lib/icons</c>.</summary>
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);

        output.TagName = "img";
        output.TagMode = TagMode.StartTagOnly;
        output.Attributes.SetAttribute("class", "symbol");
        output.Attributes.SetAttribute("src", $"/lib/icons/{Name}.svg");
        output.Attributes.SetAttribute("alt", "");
    }
}
