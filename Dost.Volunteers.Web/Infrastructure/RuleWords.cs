using System.Globalization;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>The rules of the rule book in words: to the volunteer who meets one, and counted to a coordinator.</summary>
public sealed class RuleWords(VolunteersDbContext db, IStringLocalizer<Text> t)
{
    /// <summary>What the volunteer is told: one sentence a rule.</summary>
    public async Task<IReadOnlyList<string>> ToVolunteerAsync(IReadOnlyCollection<RuleBreach> breaches, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(breaches);

        var names = await NamesAsync(breaches, ct);

        return [.. breaches.Select(b => ToVolunteer(b.Rule, names.GetValueOrDefault(b, ""))).Distinct()];
    }

    /// <summary>Why people cannot take a place, with how many: "71 people have not been checked for home visits".</summary>
    public async Task<IReadOnlyList<string>> CountedAsync(IReadOnlyCollection<IneligibleCount> counts, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(counts);

        var names = await NamesAsync([.. counts.Select(c => c.Breach)], ct);

        return [.. counts.Select(c => Counted(c.Breach.Rule, c.People, names.GetValueOrDefault(c.Breach, "")))];
    }

    /// <summary>What a person lacks who has a place already, in a word or two each.</summary>
    public async Task<IReadOnlyDictionary<RuleBreach, string>> LackedAsync(IReadOnlyCollection<RuleBreach> breaches, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(breaches);

        var names = await NamesAsync(breaches, ct);

        return breaches.Distinct().ToDictionary(b => b, b => b.Rule is Rule.Vetting ? t["the check does not last until that day"].Value : t["not valid on that day: {0}", names.GetValueOrDefault(b, "")].Value);
    }

    /// <summary>Why further shifts do not fit the volunteer who asks, with how many: "12 more need a skill that is not on your page: driving".</summary>
    public async Task<IReadOnlyList<string>> MoreShiftsAsync(IReadOnlyList<(RuleBreach Breach, int Shifts)> counts, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(counts);

        var names = await NamesAsync([.. counts.Select(c => c.Breach)], ct);

        return [.. counts.Select(c => c.Breach == OwnPart.TakenOff
            ? t.Plural(c.Shifts, "You were taken off {0} more shift; your coordinator knows why|You were taken off {0} more shifts; your coordinator knows why")
            : MoreShifts(c.Breach.Rule, c.Shifts, names.GetValueOrDefault(c.Breach, "")))];
    }

    private string MoreShifts(Rule rule, int shifts, string name) => rule switch
    {
        Rule.NotActive => t.Plural(shifts, "{0} shift waits until you are in an active term|{0} shifts wait until you are in an active term"),
        Rule.Programme => t.Plural(shifts, "{0} more is on site, and your programme is for remote work|{0} more are on site, and your programme is for remote work"),
        Rule.TooYoung => t.Plural(shifts, "{0} more is for older volunteers|{0} more are for older volunteers"),
        Rule.Vetting => t.Plural(shifts, "{0} more needs a check that you do not have yet|{0} more need a check that you do not have yet"),
        Rule.MissingCredential => t.Plural(shifts, "{0} more needs what you do not have, or not until that day: {1}|{0} more need what you do not have, or not until that day: {1}", name),
        Rule.MissingSkill => t.Plural(shifts, "{0} more needs a skill that is not on your page: {1}|{0} more need a skill that is not on your page: {1}", name),
        Rule.MissingLanguage => t.Plural(shifts, "{0} more needs a language that is not on your page: {1}|{0} more need a language that is not on your page: {1}", name),
        Rule.Gender or Rule.ExcludedPair or Rule.UnknownVisitor => t.Plural(shifts, "For {0} more the person who is visited asked for another volunteer|For {0} more the people who are visited asked for another volunteer"),
        Rule.Blackout => t.Plural(shifts, "{0} more is on a day that you marked as not free|{0} more are on days that you marked as not free"),
        Rule.NotAvailable => t.Plural(shifts, "{0} more is outside the hours in which you are free|{0} more are outside the hours in which you are free"),
        Rule.Overlap => t.Plural(shifts, "{0} more is at the time of another shift of yours|{0} more are at the time of another shift of yours"),
        Rule.TravelGap => t.Plural(shifts, "{0} more is too close to another shift of yours: no time for the way|{0} more are too close to another shift of yours: no time for the way"),
        Rule.WeeklyCap => t.Plural(shifts, "{0} more would be too much for that week|{0} more would be too much for those weeks"),
    };

    /// <summary>What stands against somebody, to a coordinator who wants to put them in: a few words each, to follow the name.</summary>
    public async Task<IReadOnlyDictionary<RuleBreach, string>> AgainstAsync(IReadOnlyCollection<RuleBreach> breaches, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(breaches);

        var names = await NamesAsync(breaches, ct);

        return breaches.Distinct().ToDictionary(b => b, b => Against(b.Rule, names.GetValueOrDefault(b, "")));
    }

    private string Against(Rule rule, string name) => rule switch
    {
        Rule.NotActive => t["is not in an active term"],
        Rule.Programme => t["serves only remotely"],
        Rule.TooYoung => t["is too young for it"],
        Rule.Vetting => t["lacks the check that it needs"],
        Rule.MissingCredential => t["does not hold on that day: {0}", name],
        Rule.MissingSkill => t["lacks the skill: {0}", name],
        Rule.MissingLanguage => t["does not speak the language: {0}", name],
        Rule.Gender => t["is not of the gender wished for"],
        Rule.ExcludedPair => t["is not to visit this person"],
        Rule.UnknownVisitor => t["is not among the known visitors of the person"],
        Rule.Blackout => t["is away that day"],
        Rule.NotAvailable => t["is not free at that time"],
        Rule.Overlap => t["has another shift at that time"],
        Rule.TravelGap => t["has another shift too close to it: no time for the way"],
        Rule.WeeklyCap => t["would serve more hours that week than allowed"],
    };

    private string ToVolunteer(Rule rule, string name) => rule switch
    {
        Rule.NotActive => t["You are not in an active term now. Your coordinator can tell you more."],
        Rule.Programme => t["Your programme is for remote work, and this shift is on site."],
        Rule.TooYoung => t["This shift is for older volunteers."],
        Rule.Vetting => t["This shift needs a check that you do not have yet. Ask your coordinator about it."],
        Rule.MissingCredential => t["This shift needs what you do not have, or not until that day: {0}. See “My trainings and documents”.", name],
        Rule.MissingSkill => t["This shift needs a skill that is not on your page: {0}.", name],
        Rule.MissingLanguage => t["This shift needs a language that is not on your page: {0}.", name],
        Rule.Gender => t["The person who is visited asked for another volunteer."],
        Rule.ExcludedPair or Rule.UnknownVisitor => t["The person who is visited asked for another volunteer."],
        Rule.Blackout => t["You marked that day as not free."],
        Rule.NotAvailable => t["This is outside the hours in which you said you are free."],
        Rule.Overlap => t["You have another shift at that time."],
        Rule.TravelGap => t["You have another shift too close to it: there would be no time for the way."],
        Rule.WeeklyCap => t["With this shift you would serve more hours that week than allowed."],
    };

    private string Counted(Rule rule, int people, string name) => rule switch
    {
        Rule.NotActive => t.Plural(people, "{0} person is not active|{0} people are not active"),
        Rule.Programme => t.Plural(people, "{0} person serves only remotely|{0} people serve only remotely"),
        Rule.TooYoung => t.Plural(people, "{0} person is too young for it|{0} people are too young for it"),
        Rule.Vetting => t.Plural(people, "{0} person lacks the check that it needs|{0} people lack the check that it needs"),
        Rule.MissingCredential => t.Plural(people, "{0} person does not hold, or not until that day: {1}|{0} people do not hold, or not until that day: {1}", name),
        Rule.MissingSkill => t.Plural(people, "{0} person lacks the skill: {1}|{0} people lack the skill: {1}", name),
        Rule.MissingLanguage => t.Plural(people, "{0} person does not speak the language: {1}|{0} people do not speak the language: {1}", name),
        Rule.Gender => t.Plural(people, "{0} person is not of the gender wished for|{0} people are not of the gender wished for"),
        Rule.ExcludedPair => t.Plural(people, "{0} person is not to visit this person|{0} people are not to visit this person"),
        Rule.UnknownVisitor => t.Plural(people, "{0} person is not among the known visitors|{0} people are not among the known visitors"),
        Rule.Blackout => t.Plural(people, "{0} person is away that day|{0} people are away that day"),
        Rule.NotAvailable => t.Plural(people, "{0} person is not free at that time|{0} people are not free at that time"),
        Rule.Overlap => t.Plural(people, "{0} person has another shift at that time|{0} people have another shift at that time"),
        Rule.TravelGap => t.Plural(people, "{0} person would have no time for the way from another shift|{0} people would have no time for the way from another shift"),
        Rule.WeeklyCap => t.Plural(people, "{0} person has reached the weekly limit of hours|{0} people have reached the weekly limit of hours"),
    };

    /// <summary>The names of the credentials, skills and languages that the breaches are about.</summary>
    private async Task<Dictionary<RuleBreach, string>> NamesAsync(IReadOnlyCollection<RuleBreach> breaches, CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var skills = breaches.Where(b => b.Rule is Rule.MissingSkill).Select(b => b.Detail!).Distinct().ToList();
        var languages = breaches.Where(b => b.Rule is Rule.MissingLanguage).Select(b => b.Detail!).Distinct().ToList();
        var skillNames = skills.Count == 0 ? [] : await db.Skills.AsNoTracking().Where(s => skills.Contains(s.SkillCode)).ToDictionaryAsync(s => s.SkillCode, s => s.Name, ct);
        var languageNames = languages.Count == 0
            ? []
            : await db.Languages.AsNoTracking().Where(l => languages.Contains(l.LanguageCode)).ToDictionaryAsync(l => l.LanguageCode, l => l.Name, ct);

        var credentials = breaches.Where(b => b.Rule is Rule.MissingCredential).Select(b => b.Detail!).Distinct().ToList();
        var credentialNames = credentials.Count == 0
            ? []
            : await db.CredentialTypes.AsNoTracking().Where(c => credentials.Contains(c.CredentialTypeCode)).ToDictionaryAsync(c => c.CredentialTypeCode, c => c.Name, ct);

        return breaches.Distinct().Where(b => b.Detail is not null).ToDictionary(
            b => b,
            b => (b.Rule is Rule.MissingSkill ? skillNames : b.Rule is Rule.MissingCredential ? credentialNames : languageNames).GetValueOrDefault(b.Detail!)?.In(culture) ?? b.Detail!);
    }
}
