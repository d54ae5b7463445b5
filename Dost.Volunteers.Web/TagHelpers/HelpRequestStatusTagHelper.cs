using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>Where a request for help stands: <c>&lt;status-tag help-request="@row.State" /&gt;</c>.</summary>
[HtmlTargetElement("status-tag", Attributes = "help-request", TagStructure = TagStructure.WithoutEndTag)]
public sealed class HelpRequestStatusTagHelper(IStringLocalizer<Text> t) : TagHelper
{
    public HelpRequestState HelpRequest { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (tone, words) = HelpRequest switch
        {
            HelpRequestState.New => ("wait", t["New"].Value),
            HelpRequestState.Triaged => ("calm", t["Taken up"].Value),
            HelpRequestState.Planned => ("good", t["Planned"].Value),
            HelpRequestState.InProgress => ("good", t["Under way"].Value),
            HelpRequestState.Done => ("done", t["Done"].Value),
            HelpRequestState.Closed => ("done", t["Closed"].Value),
            HelpRequestState.Rejected => ("muted", t["Declined"].Value),
            HelpRequestState.Cancelled => ("muted", t["Withdrawn"].Value),
            HelpRequestState.NotDone => ("bad", t["Not done"].Value),
        };

        StatusTag.Show(output, tone, words);
    }
}
