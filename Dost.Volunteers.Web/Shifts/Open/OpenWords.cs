using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Open;

/// <summary>The words of the open shifts.</summary>
internal static class OpenWords
{
    public static string NameOf(this IStringLocalizer<Text> t, TimeOfDay time) => time switch
    {
        TimeOfDay.Morning => t["Before noon"],
        TimeOfDay.Afternoon => t["From 12:00 to 17:00"],
        TimeOfDay.Evening => t["From 17:00 on"],
    };

    public static string OpenPlace(this IStringLocalizer<Text> t, PlaceKind place) => place switch
    {
        PlaceKind.Centre => t["At a DOST centre"],
        PlaceKind.Address => t["In the district, at people's homes or elsewhere"],
        PlaceKind.Remote => t["Remotely, by phone or internet"],
    };

    public static string NameOf(this IStringLocalizer<Text> t, OpenView view) => view switch
    {
        OpenView.List => t["List"],
        OpenView.Calendar => t["Calendar"],
        OpenView.Map => t["Map"],
    };

    /// <summary>Where a volunteer can do something about what stands in the way; nowhere for what only time or the centre can change.</summary>
    public static ReasonHelp? HelpAgainst(this IStringLocalizer<Text> t, RuleBreach breach) => breach.Rule switch
    {
        Rule.MissingSkill or Rule.MissingLanguage => new ReasonHelp(t["Add it to my page"], "~/me/profile"),
        Rule.MissingCredential or Rule.Vetting => new ReasonHelp(t["My trainings and documents"], "~/me/credentials"),
        Rule.NotAvailable or Rule.Blackout => new ReasonHelp(t["Change when I am free"], "~/me/availability"),
        Rule.WeeklyCap or Rule.Overlap or Rule.TravelGap => new ReasonHelp(t["Look at my shifts"], "~/me"),
        Rule.NotActive or Rule.Programme or Rule.TooYoung or Rule.Gender or Rule.ExcludedPair or Rule.UnknownVisitor => null,
    };
}
