using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>How urgent a request is: <c>&lt;status-tag urgency="@row.Urgency" /&gt;</c>.</summary>
[HtmlTargetElement("status-tag", Attributes = "urgency", TagStructure = TagStructure.WithoutEndTag)]
public sealed class UrgencyStatusTagHelper(IStringLocalizer<Text> t) : TagHelper
{
    public Urgency Urgency { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (tone, words) = Urgency switch
        {
            Urgency.Normal => ("muted", t["Can wait its turn"].Value),
            Urgency.Soon => ("wait", t["Soon"].Value),
            Urgency.Urgent => ("bad", t["Urgent"].Value),
        };

        StatusTag.Show(output, tone, words);
    }
}
