using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>How an entry of hours stands, as it is said to the volunteer.</summary>
public static class OwnHoursWords
{
    public static (string Text, string Tone) Tag(this IStringLocalizer<Text> t, HoursState state) => state switch
    {
        HoursState.Submitted => (t["Waits for approval"], "wait"),
        HoursState.Approved => (t["Counts"], "good"),
        HoursState.Returned => (t["Sent back"], "bad"),
        HoursState.TakenBack => (t["Taken back"], "muted"),
    };
}
