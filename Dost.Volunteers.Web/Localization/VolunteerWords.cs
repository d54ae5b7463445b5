using Dost.Volunteers.Core.Volunteers;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Localization;

/// <summary>What the kinds and states of volunteers are called.</summary>
public static class VolunteerWords
{
    public static string NameOf(this IStringLocalizer t, VolunteerState state) => state switch
    {
        VolunteerState.Applied => t["applied"],
        VolunteerState.Interview => t["invited to an interview"],
        VolunteerState.Training => t["in training"],
        VolunteerState.Active => t["active"],
        VolunteerState.Completed => t["term completed"],
        VolunteerState.Paused => t["pausing"],
        VolunteerState.Left => t["has left"],
        VolunteerState.Rejected => t["not accepted"],
    };

    public static string NameOf(this IStringLocalizer t, Programme programme) => programme switch
    {
        Programme.Young => t["Young DOST"],
        Programme.Silver => t["Silver DOST"],
        Programme.Virtual => t["Virtual DOST"],
    };

    public static string NameOf(this IStringLocalizer t, VettingLevel level) => level switch
    {
        VettingLevel.None => t["no check: only work at a centre or by phone"],
        VettingLevel.HomeVisit => t["checked for home visits"],
        VettingLevel.Safeguarding => t["checked for work with vulnerable people"],
    };

    public static string NameOf(this IStringLocalizer t, Gender gender) => gender switch
    {
        Gender.Female => t["Woman"],
        Gender.Male => t["Man"],
    };

    /// <summary>What a text that people agree to is called.</summary>
    public static string ConsentName(this IStringLocalizer t, string code) => code switch
    {
        ConsentText.VolunteerTerms => t["Rules for volunteers"],
        ConsentText.PersonalData => t["Use of personal data"],
        ConsentText.Guardian => t["Consent of a parent or guardian"],
        _ => code,
    };
}
