using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shared;

/// <summary>An interview as its applicant sees it, on their page or by a link; the address is where the forms go. Without a view there is none.</summary>
public sealed record InterviewPlan(string Address, InterviewView? View);

public static class InterviewPlanWords
{
    /// <summary>What became of a choice; null where nothing was chosen.</summary>
    public static (string Text, bool IsDone) Booked(this IStringLocalizer<Text> t, BookOutcome? outcome) => outcome is null ? (t["Choose a time first."], false) : outcome.Value switch
    {
        BookOutcome.Done => (t["Your time is booked. We send you a message with it."], true),
        BookOutcome.Taken => (t["Somebody else took this time a moment ago. Please choose another."], false),
        BookOutcome.NotOpen => (t["Nothing was changed: this time can no longer be chosen. How it stands now is written here."], false),
    };

    public static (string Text, bool IsDone) GivenUp(this IStringLocalizer<Text> t, BookOutcome outcome) => outcome switch
    {
        BookOutcome.Done => (t["You have given the time up. Choose another when it suits you."], true),
        BookOutcome.Taken or BookOutcome.NotOpen => (t["Nothing was changed: this time can no longer be chosen. How it stands now is written here."], false),
    };
}
