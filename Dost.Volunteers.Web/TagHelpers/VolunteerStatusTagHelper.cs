using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>Where a volunteer stands: <c>&lt;status-tag volunteer="@row.State" /&gt;</c>.</summary>
[HtmlTargetElement("status-tag", Attributes = "volunteer", TagStructure = TagStructure.WithoutEndTag)]
public sealed class VolunteerStatusTagHelper(IStringLocalizer<Text> t) : TagHelper
{
    public VolunteerState Volunteer { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var tone = Volunteer switch
        {
            VolunteerState.Applied => "wait",
            VolunteerState.Interview or VolunteerState.Training => "calm",
            VolunteerState.Active => "good",
            VolunteerState.Completed => "done",
            VolunteerState.Paused or VolunteerState.Left => "muted",
            VolunteerState.Rejected => "bad",
        };

        StatusTag.Show(output, tone, SpokenTime.StartLine(t.NameOf(Volunteer), CultureInfo.CurrentUICulture));
    }
}
