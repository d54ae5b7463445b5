using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.TagHelpers;

/// <summary>What could go wrong at a visit: <c>&lt;status-tag risk="@row.Risk" /&gt;</c>. Nothing where there is no special risk.</summary>
[HtmlTargetElement("status-tag", Attributes = "risk", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RiskStatusTagHelper(IStringLocalizer<Text> t) : TagHelper
{
    public RiskLevel Risk { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var sign = Risk switch
        {
            RiskLevel.Low => default((string Tone, string Words)?),
            RiskLevel.Raised => ("wait", t["Raised risk"].Value),
            RiskLevel.High => ("bad", t["High risk"].Value),
        };

        if (sign is { } shown)
        {
            StatusTag.Show(output, shown.Tone, shown.Words);
        }
        else
        {
            output.SuppressOutput();
        }
    }
}
