using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shared;

/// <summary>A question to take a place over as it is shown, with the page from which the answer goes on.</summary>
/// <param name="Swap">The question.</param>
/// <param name="Shift">What anybody may know of the shift; null where it is not published any more.</param>
/// <param name="Address">The page, <c>~/…</c>.</param>
public sealed record SwapQuestion(AskedSwap Swap, Core.Shifts.ShiftFacts? Shift, string Address);

/// <summary>The words for places that change hands.</summary>
public static class SwapWords
{
    /// <summary>How it stands, to the colleague.</summary>
    public static string Standing(this IStringLocalizer<Text> t, AskedSwap swap)
    {
        ArgumentNullException.ThrowIfNull(swap);

        return swap.State switch
        {
            SwapState.Asked when swap.Stands => t["{0} cannot come and asks you to take the place over. Whatever you answer, thank you: a no does not count against you.", swap.AskedBy.ShortName],
            SwapState.Accepted when swap.Stands => t["You said yes, thank you! The coordinator decides now. Until you hear from us you need not come."],
            SwapState.Done => t["You have taken the place over. It is among your shifts."],
            SwapState.Declined => t["You said no. Thank you for telling us."],
            SwapState.Refused => t["The coordinator did not agree. You need not come."],
            SwapState.CalledOff => t["{0} asks no longer. You need not come.", swap.AskedBy.ShortName],
            SwapState.Asked or SwapState.Accepted or SwapState.Lapsed => t["The question is over: its time has run out, or the shift has changed. You need not come."],
        };
    }

    /// <summary>How it stands, to who asked.</summary>
    public static string Standing(this IStringLocalizer<Text> t, OwnSwap swap)
    {
        ArgumentNullException.ThrowIfNull(swap);

        return swap.State switch
        {
            SwapState.Asked when swap.Stands => t["Asked, not answered yet"],
            SwapState.Accepted when swap.Stands => t["Said yes; the coordinator decides"],
            SwapState.Done => t["Has taken the place over"],
            SwapState.Declined => t["Cannot come"],
            SwapState.Refused => t["The coordinator did not agree: {0}", swap.RefuseReason ?? ""],
            SwapState.CalledOff => t["You asked no longer"],
            SwapState.Asked or SwapState.Accepted or SwapState.Lapsed => t["Did not answer in time, or the shift changed"],
        };
    }

    /// <summary>What became of a step that was not simply done.</summary>
    public static string NotDone(this IStringLocalizer<Text> t, SwapOutcome outcome) => outcome switch
    {
        SwapOutcome.Done => t["Thank you, it is noted."],
        SwapOutcome.AwaitsApproval => t["Thank you! The coordinator decides now, and we tell you."],
        SwapOutcome.AlreadyAsked => t["You have asked somebody already. Wait for the answer, or ask no longer and then somebody else."],
        SwapOutcome.TooManyAsked => t["You have asked {0} colleagues for this shift. Speak to your coordinator, or give the place back.", SwapService.MostAsked],
        SwapOutcome.CannotCome => t["Nothing was changed: the colleague cannot take this place at present."],
        SwapOutcome.Gone => t["Nothing was changed: this was answered before, or the shift has changed. How it stands now is written here."],
    };
}
