using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>What is to be eased and what became of it, in words.</summary>
public static class EasingWords
{
    public static string What(this IStringLocalizer<Text> t, EasingLine line)
    {
        ArgumentNullException.ThrowIfNull(line);

        return (line.Vetting is { } level ? t.Vetting(level) : line.Volunteer) is { } which ? $"{t.Eased(line.Kind)}: {which}" : t.Eased(line.Kind);
    }

    public static string NameOf(this IStringLocalizer<Text> t, EasingState state) => state switch
    {
        EasingState.Waiting => t["waits for a second person"],
        EasingState.Agreed => t["agreed"],
        EasingState.Refused => t["refused by the second person"],
        EasingState.TakenBack => t["taken back by who asked"],
        EasingState.Lapsed => t["lapsed, since something changed"],
    };

    public static string WhyLessMissing(this IStringLocalizer<Text> t) => t["You ease something: write why less is enough"];

    public static string Asked(this IStringLocalizer<Text> t) => t["What is stricter holds at once. What you eased waits until a second person agrees: another coordinator of the centre, or an administrator."];

    public static string WaitsAlready(this IStringLocalizer<Text> t) => t["A colleague has asked to ease the same already. Look at it on the person’s record: agree, or refuse."];
}
