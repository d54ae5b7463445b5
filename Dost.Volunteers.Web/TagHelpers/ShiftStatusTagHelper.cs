using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>Where a shift stands: <c>&lt;status-tag shift="@row.State" /&gt;</c>.</summary>
[HtmlTargetElement("status-tag", Attributes = "shift", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ShiftStatusTagHelper(IStringLocalizer<Text> t) : TagHelper
{
    public ShiftState Shift { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (tone, words) = Shift switch
        {
            ShiftState.Draft => ("wait", t["Draft"].Value),
            ShiftState.Published => ("good", t["Published"].Value),
            ShiftState.Completed => ("done", t["Over"].Value),
            ShiftState.Cancelled => ("muted", t["Called off"].Value),
        };

        StatusTag.Show(output, tone, words);
    }
}
