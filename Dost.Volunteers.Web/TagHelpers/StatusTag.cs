using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>A state as a small sign: words, and a tone that never says anything by itself.</summary>
internal static class StatusTag
{
    public static void Show(TagHelperOutput output, string tone, string words)
    {
        output.TagName = "strong";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"tag tag--{tone}");
        output.Content.SetContent(words);
    }
}
