using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>How it stands with a volunteer and a shift: <c>&lt;status-tag assignment="@row.State" /&gt;</c>.</summary>
[HtmlTargetElement("status-tag", Attributes = "assignment", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AssignmentStatusTagHelper(IStringLocalizer<Text> t) : TagHelper
{
    public AssignmentState Assignment { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (tone, words) = Assignment switch
        {
            AssignmentState.Offered => ("wait", t["Asked"].Value),
            AssignmentState.Confirmed => ("good", t["Confirmed"].Value),
            AssignmentState.CheckedIn => ("good", t["Checked in"].Value),
            AssignmentState.Attended => ("done", t["Served"].Value),
            AssignmentState.Waitlisted => ("calm", t["On the waiting list"].Value),
            AssignmentState.Declined => ("muted", t["Said no"].Value),
            AssignmentState.Expired => ("muted", t["Did not answer"].Value),
            AssignmentState.Withdrawn => ("muted", t["Gave the place back"].Value),
            AssignmentState.Removed => ("muted", t["Taken off"].Value),
            AssignmentState.NoShow => ("bad", t["Did not come"].Value),
        };

        StatusTag.Show(output, tone, words);
    }
}
