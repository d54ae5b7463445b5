using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>The names of the texts that people agree to. The texts are data; one that is new is called by its code.</summary>
public static class ConsentWords
{
    public static string NameOfText(this IStringLocalizer<Text> t, string code) => code switch
    {
        ConsentText.VolunteerTerms => t["Terms for volunteers"],
        ConsentText.PersonalData => t["Use of personal data"],
        ConsentText.Guardian => t["Consent of the parent or guardian"],
        _ => code,
    };
}
