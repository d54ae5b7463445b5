using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Plans;

/// <summary>A plan in words: how far it is, how good, why places stay empty and what would fill them.</summary>
public sealed class PlanWords(RuleWords rules, IStringLocalizer<Text> t)
{
    private const int MostReasons = 3;
    private const int Noon = 12;
    private const int Evening = 17;

    public static (string Tone, string Words) TagOf(IStringLocalizer<Text> t, MatchPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(t);

        return plan.State switch
        {
            MatchPlanState.Queued => ("calm", t["Waits to be made"]),
            MatchPlanState.Working => ("calm", t["Is being made"]),
            MatchPlanState.Ready => ("wait", t["Ready, not offered yet"]),
            MatchPlanState.Applying => ("calm", t["Is being offered"]),
            MatchPlanState.Applied => ("good", t["Offered"]),
            MatchPlanState.Undoing => ("calm", t["Is being taken back"]),
            MatchPlanState.Undone => ("muted", t["Taken back"]),
            MatchPlanState.Stopped => ("muted", t["Stopped"]),
            MatchPlanState.Failed => ("bad", t["Could not be made"]),
        };
    }

    /// <summary>"30 November – 6 December".</summary>
    public static string DaysOf(MatchPlan plan, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(plan);

        var culture = CultureInfo.CurrentUICulture;

        return plan.FirstOn == plan.LastOn
            ? SpokenTime.DayAndMonth(plan.FirstOn, today, culture)
            : $"{SpokenTime.DayAndMonth(plan.FirstOn, today, culture)} – {SpokenTime.DayAndMonth(plan.LastOn, today, culture)}";
    }

    /// <summary>The certificate: what is filled, what no plan can exceed, and how far the value may be from the best.</summary>
    public static IReadOnlyList<string> CertificateOf(IStringLocalizer<Text> t, MatchPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(t);

        List<string> lines = [];

        if (plan.PlacesFilled >= plan.PlacesWanted)
        {
            lines.Add(t.Plural(plan.PlacesWanted, "The one place is filled.|All {0} places are filled."));
        }
        else
        {
            lines.Add(t["{0} of {1} places are filled.", Counted.Number(plan.PlacesFilled), Counted.Number(plan.PlacesWanted)]);
            lines.Add(plan.PlacesUpperBound <= plan.PlacesFilled
                ? t["No plan can fill more: that is proven."]
                : t["No plan can fill more than {0}.", Counted.Number(plan.PlacesUpperBound)]);
        }

        lines.Add(plan.IsProven
            ? t["And none matches people and places better: that is proven too."]
            : t["By urgency and fit together, no plan is better than this one by more than {0} %.", Percent(plan.Gap)]);

        if (plan.WasStopped)
        {
            lines.Add(t["The search was stopped: this is the best that was found until then."]);
        }

        return lines;
    }

    /// <summary>"3 more: driver, Saturday, 28 November, in the morning".</summary>
    public string Lack(int missing, string role, DateOnly day, DateTime startsAtUtc, DateOnly today)
    {
        var hour = BakuTime.TimeOf(startsAtUtc).Hour;
        var part = hour < Noon ? t["in the morning"] : hour < Evening ? t["in the afternoon"] : t["in the evening"];

        return t.Plural(missing, "{0} more is needed: {1}, {2}, {3}|{0} more are needed: {1}, {2}, {3}", role, SpokenTime.Date(day, today, CultureInfo.CurrentUICulture), part.Value);
    }

    /// <summary>Which part of the day it is, for what is missing at about the same time.</summary>
    public static int PartOf(DateTime startsAtUtc) => BakuTime.TimeOf(startsAtUtc).Hour switch { < Noon => 0, < Evening => 1, _ => 2 };

    /// <summary>For each role with empty places why they are empty, and what would fill them. The names are read once for all.</summary>
    public async Task<IReadOnlyDictionary<Guid, (IReadOnlyList<string> Why, IReadOnlyList<string> Helps)>> GapsAsync(IReadOnlyCollection<MatchPlanRole> roles, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roles);

        var open = roles.Where(r => r.Filled < r.Wanted).Select(r => (Role: r, Against: r.ReadAgainst())).ToList();
        var shown = open.SelectMany(o => o.Against.Take(MostReasons).Select(a => (o.Role.ShiftRoleId, Reason: a))).ToList();
        var counted = await rules.CountedAsync([.. shown.Select(s => new IneligibleCount(s.Reason.Breach, s.Reason.People))], ct);
        var words = shown.Zip(counted, (s, w) => (s.ShiftRoleId, Words: w)).ToLookup(s => s.ShiftRoleId, s => s.Words);
        var against = await rules.AgainstAsync([.. open.SelectMany(o => o.Against).Select(a => a.Breach)], ct);

        return open.ToDictionary(
            o => o.Role.ShiftRoleId,
            o => ((IReadOnlyList<string>)[.. Busy(o.Role), .. words[o.Role.ShiftRoleId]],
                (IReadOnlyList<string>)[.. o.Against.Where(a => a.Alone > 0).OrderByDescending(a => a.Alone).Take(MostReasons)
                    .Select(a => t.Plural(a.Alone, "{0} person could come but for one thing: {1}|{0} people could come but for one thing: each {1}", against[a.Breach]))]));
    }

    /// <summary>The rules of broken wishes or refused offers, each in a few words that follow a name.</summary>
    public Task<IReadOnlyDictionary<RuleBreach, string>> AgainstAsync(IEnumerable<RuleBreach> breaches, CancellationToken ct) => rules.AgainstAsync([.. breaches], ct);

    /// <summary>Why somebody was not asked, as the offers were made.</summary>
    public string Refusal(OfferVerdict verdict, IReadOnlyList<RuleBreach> breaches, IReadOnlyDictionary<RuleBreach, string> against) => verdict switch
    {
        OfferVerdict.Offered => "",
        OfferVerdict.PlaceTaken => t["the place was taken meanwhile"],
        OfferVerdict.ShiftClosed => t["the shift was called off, moved away or has begun"],
        OfferVerdict.RuleBroken => string.Join("; ", breaches.Select(b => against.GetValueOrDefault(b, ""))),
        OfferVerdict.AskedAlready => t["was asked already, or is in the shift"],
        OfferVerdict.OfAnotherCentre => t["is not a volunteer of this centre any more"],
    };

    private IEnumerable<string> Busy(MatchPlanRole role)
    {
        if (role.Able == 0)
        {
            yield return t["Nobody who is free by the rules is left for it."];
        }

        if (role.NeededElsewhere > 0)
        {
            yield return t.Plural(role.NeededElsewhere, "{0} person could come, but the plan needs them elsewhere at that time|{0} people could come, but the plan needs them elsewhere at that time");
        }

        if (role.WeekIsFull > 0)
        {
            yield return t.Plural(role.WeekIsFull, "{0} person could come, but serves enough that week by the plan|{0} people could come, but serve enough that week by the plan");
        }
    }

    private static string Percent(double gap) => (Math.Ceiling(gap * 10000) / 100).ToString("0.##", CultureInfo.CurrentCulture);
}
