using Dost.Volunteers.Core.Safeguarding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Incidents;

/// <summary>Incidents in words.</summary>
internal static class IncidentWords
{
    public static string Says(this IStringLocalizer t, IncidentSeverity severity) => severity switch
    {
        IncidentSeverity.Minor => t["Minor"],
        IncidentSeverity.Serious => t["Serious"],
        IncidentSeverity.Grave => t["Grave"],
    };

    public static string Says(this IStringLocalizer t, IncidentKind kind) => kind switch
    {
        IncidentKind.Injury => t["Somebody was hurt or fell ill"],
        IncidentKind.Abuse => t["Violence, threat or humiliation"],
        IncidentKind.Theft => t["Money or things are missing"],
        IncidentKind.Behaviour => t["Somebody behaved badly"],
        IncidentKind.Privacy => t["Personal data got into wrong hands"],
        IncidentKind.Property => t["Something was damaged"],
        IncidentKind.Other => t["Something else"],
    };

    public static string Says(this IStringLocalizer t, IncidentState state) => state switch
    {
        IncidentState.Open => t["Nobody has taken it up"],
        IncidentState.InHand => t["In hand"],
        IncidentState.Closed => t["Closed"],
    };

    public static string Says(this IStringLocalizer t, IncidentReporter reporter) => reporter switch
    {
        IncidentReporter.Asker => t["Reported by who asked for help"],
        IncidentReporter.Volunteer => t["Reported by the volunteer"],
        IncidentReporter.Staff => t["Written down by staff"],
    };

    public static string Says(this IStringLocalizer t, IncidentDeed deed) => deed switch
    {
        IncidentDeed.Noted => t["Noted down"],
        IncidentDeed.TakenUp => t["Taken up"],
        IncidentDeed.Escalated => t["Laid before the administrators"],
        IncidentDeed.SeverityChanged => t["Severity changed"],
        IncidentDeed.PairBlocked => t["The two are kept apart"],
        IncidentDeed.PairUnblocked => t["The two may meet again"],
        IncidentDeed.Closed => t["Closed"],
    };

    public static string Tone(this IncidentSeverity severity) => severity switch
    {
        IncidentSeverity.Minor => "tag--wait",
        IncidentSeverity.Serious or IncidentSeverity.Grave => "tag--bad",
    };

    public static IEnumerable<SelectListItem> Kinds(this IStringLocalizer t) => Enum.GetValues<IncidentKind>().Select(k => new SelectListItem(t.Says(k), k.ToString())).Prepend(new SelectListItem(t["Please choose"], ""));

    /// <summary>What it can be judged to be instead.</summary>
    public static IEnumerable<SelectListItem> OtherSeverities(this IStringLocalizer t, IncidentSeverity current) =>
        t.Severities().Where(item => item.Value != current.ToString()).Prepend(new SelectListItem(t["As it is"], ""));

    public static IEnumerable<SelectListItem> Severities(this IStringLocalizer t) =>
    [
        new(t["Minor: something was not right"], nameof(IncidentSeverity.Minor)),
        new(t["Serious: somebody was harmed, or could have been"], nameof(IncidentSeverity.Serious)),
        new(t["Grave: somebody is in danger, or a crime may have happened"], nameof(IncidentSeverity.Grave)),
    ];
}
