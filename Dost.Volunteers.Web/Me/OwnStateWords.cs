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
        VolunteerState.Training => (t["You are accepted, and nearly there"], "calm"),
        VolunteerState.Active => (t["You are an active volunteer"], "good"),
        VolunteerState.Completed => (t["Your term is complete"], "good"),
        VolunteerState.Paused => (t["You are taking a break"], "wait"),
        VolunteerState.Left => (t["You have left the volunteers"], "wait"),
        VolunteerState.Rejected => (t["We could not accept your application"], "wait"),
    };

    public static string Meaning(this IStringLocalizer<Text> t, VolunteerState state, string centre) => state switch
    {
        VolunteerState.Applied => t["{0} looks at it and calls you to agree on a short talk. You need not do anything for now; keep your phone at hand.", centre],
        VolunteerState.Interview => t["{0} would like to meet you for a short talk. Choose the time yourself.", centre],
        VolunteerState.Training => t["As soon as the contract is signed and nothing else is missing, your service begins. {0} helps you.", centre],
        VolunteerState.Active => t["You can take shifts."],
        VolunteerState.Completed => t["Thank you for all that you have done. If you want to go on, tell {0}.", centre],
        VolunteerState.Paused => t["No shifts are offered to you. When you want to go on, tell {0}.", centre],
        VolunteerState.Left => t["No shifts are offered to you. Your hours stay with you. If you want to come back, tell {0}.", centre],
        VolunteerState.Rejected => t["Thank you for your wish to help. If things change you can apply again; if you disagree, call 142."],
    };
}
