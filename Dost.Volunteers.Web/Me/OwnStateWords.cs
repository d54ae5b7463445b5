using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>Where a volunteer stands with us, as it is said to themselves, and what comes next.</summary>
public static class OwnStateWords
{
    public static (string Heading, string Tone) Standing(this IStringLocalizer<Text> t, VolunteerState state) => state switch
    {
        VolunteerState.Applied => (t["Your application is with the coordinator"], "calm"),
        VolunteerState.Interview => (t["You are invited to an interview"], "calm"),
        VolunteerState.Training => (t["You are in training"], "calm"),
        VolunteerState.Active => (t["You are an active volunteer"], "good"),
        VolunteerState.Completed => (t["Your term is complete"], "good"),
        VolunteerState.Paused => (t["You are taking a break"], "wait"),
        VolunteerState.Left => (t["You have left the volunteers"], "wait"),
        VolunteerState.Rejected => (t["We could not accept your application"], "wait"),
    };

    public static string Meaning(this IStringLocalizer<Text> t, VolunteerState state, string centre) => state switch
    {
        VolunteerState.Applied => t["{0} looks at it and calls you to agree on a short talk. You need not do anything for now; keep your phone at hand.", centre],
        VolunteerState.Interview => t["{0} agrees with you on a time for a short talk. Bring your identity card.", centre],
        VolunteerState.Training => t["After the training you are accepted and can take your first shift. {0} tells you when and where.", centre],
        VolunteerState.Active => t["You can take shifts."],
        VolunteerState.Completed => t["Thank you for all that you have done. If you want to go on, tell {0}.", centre],
        VolunteerState.Paused => t["No shifts are offered to you. When you want to go on, tell {0}.", centre],
        VolunteerState.Left => t["No shifts are offered to you. Your hours stay with you. If you want to come back, tell {0}.", centre],
        VolunteerState.Rejected => t["Thank you for your wish to help. If things change you can apply again; if you disagree, call 142."],
    };
}
