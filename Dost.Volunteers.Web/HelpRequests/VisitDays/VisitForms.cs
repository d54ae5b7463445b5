using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.VisitDays;

/// <summary>What the forms of visit days have in common: choices that come back, and why something was not done.</summary>
internal static class VisitForms
{
    /// <summary>The proposals, with what was typed for those that were on the page. Where the rows have moved meanwhile, complaints about rows would stand at others.</summary>
    public static List<ChoiceForm> Merge(List<ChoiceForm> typed, List<ChoiceForm> proposed, ModelStateDictionary modelState)
    {
        var known = typed.DistinctBy(s => s.HelpRequestId).ToDictionary(s => s.HelpRequestId);
        var merged = proposed.ConvertAll(p => known.GetValueOrDefault(p.HelpRequestId, p));

        if (!merged.Select(s => s.HelpRequestId).SequenceEqual(typed.Select(s => s.HelpRequestId)))
        {
            foreach (var key in modelState.Keys.Where(k => k.StartsWith("Stops[", StringComparison.Ordinal)).ToList())
            {
                modelState.Remove(key);
            }
        }

        return merged;
    }

    public static string NotDone(this IStringLocalizer<Text> t, VisitDayResult result) => result.Outcome switch
    {
        VisitDayOutcome.Done => "",
        VisitDayOutcome.NotOpen => t["The day has passed or was called off: it cannot be changed any more."],
        VisitDayOutcome.TooMany => t["These are too many households for one day. Make a second day."],
        VisitDayOutcome.NoStops => t["Choose at least one household"],
        VisitDayOutcome.Taken when result.Names.Count > 0 => t["Somebody else was first: {0} cannot be planned any more. Nothing was saved.", string.Join(", ", result.Names)],
        VisitDayOutcome.Taken => t["Somebody else was first: some of these requests cannot be planned any more. Nothing was saved."],
        VisitDayOutcome.Genders => t["Some of these people wish for women and some for men: {0}. One team cannot be right for all. Leave out those of one wish.", string.Join(", ", result.Names)],
        VisitDayOutcome.TeamUnfit => t["These people of the team may not visit one of the households: {0}. Take them off the shift first, or leave the household out. Nothing was saved.", string.Join(", ", result.Names)],
        VisitDayOutcome.ChangedMeanwhile => t["Somebody else has changed this day meanwhile. This is how it stands now."],
        VisitDayOutcome.NothingNew => t["There is nothing new to tell: every household knows its hours."],
        VisitDayOutcome.HasBegun => t["The team has begun: this cannot be taken back any more."],
    };
}
