using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>The words of visit days, for the desk and for the team.</summary>
public static class VisitDayWords
{
    public static (string Text, string Tone) Tag(this IStringLocalizer<Text> t, VisitDayState state) => state switch
    {
        VisitDayState.Draft => (t["Households not told yet"], "wait"),
        VisitDayState.Told => (t["Households told"], "good"),
        VisitDayState.Over => (t["Over"], "done"),
        VisitDayState.CalledOff => (t["Called off"], "muted"),
    };

    public static (string Text, string Tone) Tag(this IStringLocalizer<Text> t, VisitStopState state) => state switch
    {
        VisitStopState.Waiting => (t["Still to come"], "calm"),
        VisitStopState.OnTheWay => (t["On the way"], "wait"),
        VisitStopState.Arrived => (t["The team is there"], "wait"),
        VisitStopState.Done => (t["Done"], "good"),
        VisitStopState.NotHome => (t["Nobody was home"], "bad"),
    };

    public static string StepTaken(this IStringLocalizer<Text> t, VisitStopState step) => step switch
    {
        VisitStopState.Waiting => "",
        VisitStopState.OnTheWay => t["The household is told that you are on the way."],
        VisitStopState.Arrived => t["Noted that you have arrived."],
        VisitStopState.Done => t["Noted. Thank you!"],
        VisitStopState.NotHome => t["Noted that nobody was home. The coordinator sees it."],
    };

    public static string StepNotTaken(this IStringLocalizer<Text> t, VisitStepOutcome outcome) => outcome switch
    {
        VisitStepOutcome.Done => "",
        VisitStepOutcome.NotFound => t["This visit can no longer be seen."],
        VisitStepOutcome.TooEarly => t["It is too early: this can be noted from two hours before the beginning."],
        VisitStepOutcome.TooFew => t["Nobody visits this person alone, and only one of you has said yes. Call your coordinator."],
        VisitStepOutcome.NoLonger => t["This request was closed meanwhile. Call your coordinator."],
        VisitStepOutcome.PinNeeded => t["Ask for the four digits that the household got by SMS."],
        VisitStepOutcome.WrongPin => t["These are not the digits of this household. Ask once more."],
        VisitStepOutcome.PinSpent => t["Too many wrong tries. Call your coordinator, who notes it for you."],
    };
}
