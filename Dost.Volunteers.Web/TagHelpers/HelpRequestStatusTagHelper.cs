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
            HelpRequestState.New => ("wait", t["new"].Value),
            HelpRequestState.Triaged => ("calm", t["taken up"].Value),
            HelpRequestState.Planned => ("good", t["planned"].Value),
            HelpRequestState.InProgress => ("good", t["under way"].Value),
            HelpRequestState.Done => ("done", t["done"].Value),
            HelpRequestState.Closed => ("done", t["closed"].Value),
            HelpRequestState.Rejected => ("muted", t["declined"].Value),
            HelpRequestState.Cancelled => ("muted", t["withdrawn"].Value),
            HelpRequestState.NotDone => ("bad", t["not done"].Value),
        };

        StatusTag.Show(output, tone, words);
    }
}
