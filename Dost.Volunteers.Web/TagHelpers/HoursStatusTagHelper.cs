using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>What became of hours: <c>&lt;status-tag hours="@row.State" /&gt;</c>.</summary>
[HtmlTargetElement("status-tag", Attributes = "hours", TagStructure = TagStructure.WithoutEndTag)]
public sealed class HoursStatusTagHelper(IStringLocalizer<Text> t) : TagHelper
{
    public HoursState Hours { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (tone, words) = Hours switch
        {
            HoursState.Submitted => ("wait", t["Waits for approval"].Value),
            HoursState.Approved => ("good", t["Approved"].Value),
            HoursState.Returned => ("bad", t["Returned"].Value),
            HoursState.TakenBack => ("muted", t["Taken back"].Value),
        };

        StatusTag.Show(output, tone, words);
    }
}
