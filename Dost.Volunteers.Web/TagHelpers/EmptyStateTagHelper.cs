using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>A list with nothing on it says so, and what to do next: the words inside, and links as buttons.</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        var title = new TagBuilder("p");
        title.AddCssClass("empty-state__title");
        title.InnerHtml.Append(Title);

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "empty-state");
        output.Content.AppendHtml(title);
        output.Content.AppendHtml(words);
    }
}
