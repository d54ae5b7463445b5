using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Matching;

/// <summary>
/// The hard rules, in one place: the pages, sign-up, offers, one-tap answers and the matcher all ask <see cref="Check"/>. It is a pure
/// function of facts; who calls it in a transaction decides what the database guards besides.
/// </summary>
public static class RuleBook
{
    /// <summary>All rules that the pair breaks; none if the volunteer can take the place.</summary>
    public static IReadOnlyList<RuleBreach> Check(VolunteerFacts volunteer, PlaceFacts place, RuleLimits limits)
    {
        List<RuleBreach> breaches = [];
        void Need(bool holds, Rule rule, string? detail = null)
        {
            if (!holds)
            {
                breaches.Add(new RuleBreach(rule, detail));
            }
        }

        var day = BakuTime.DateOf(place.StartsAtUtc);
        Need(volunteer.State is VolunteerState.Active, Rule.NotActive);
        Need(volunteer.Programme is not Programme.Virtual || place.IsRemote, Rule.Programme);
        Need(AgeOn(volunteer.BornOn, day) >= Math.Max(place.MinimumAge, limits.MinimumAge), Rule.TooYoung);
        breaches.AddRange(CheckTrust(volunteer.Credentials, place));
        Need(place.Gender is null || volunteer.Gender == place.Gender, Rule.Gender);
        Need(place.BeneficiaryId is not { } person || !volunteer.ExcludedBeneficiaries.Contains(person), Rule.ExcludedPair);

        foreach (var skill in place.Skills.Where(s => !volunteer.Skills.Contains(s)))
        {
            breaches.Add(new RuleBreach(Rule.MissingSkill, skill));
        }

        foreach (var language in place.Languages.Where(l => !volunteer.Languages.Contains(l)))
        {
            breaches.Add(new RuleBreach(Rule.MissingLanguage, language));
        }

        breaches.AddRange(CheckAvailability(volunteer.Availability, volunteer.Blackouts, place.StartsAtUtc, place.EndsAtUtc));
        CheckCommitments(volunteer, place, limits, Need);

        return breaches;
    }

    /// <summary>
    /// The part of the rules that a calendar can break after a place was given: the check and the credentials must be good on each day of
    /// the shift, in Baku. Asked again before somebody confirms or begins.
    /// </summary>
    public static IReadOnlyList<RuleBreach> CheckTrust(IReadOnlyCollection<HeldCredential> held, PlaceFacts place)
    {
        List<RuleBreach> breaches = [];
        var days = place.Days.ToList();

        if (place.Vetting is not VettingLevel.None && !days.TrueForAll(day => held.Any(c => c.Vetting >= place.Vetting && c.IsValidOn(day))))
        {
            breaches.Add(new RuleBreach(Rule.Vetting));
        }

        breaches.AddRange(place.Credentials
            .Where(code => !days.TrueForAll(day => held.Any(c => c.TypeCode == code && c.IsValidOn(day))))
            .Select(code => new RuleBreach(Rule.MissingCredential, code)));

        return breaches;
    }

    /// <summary>The part of the rules that volunteers set themselves: no day of a block is one on which they are away, and it lies in their week.</summary>
    public static IReadOnlyList<RuleBreach> CheckAvailability(
        IReadOnlyCollection<WeeklyWindow> windows, IReadOnlyCollection<DateRange> away, DateTime startsAtUtc, DateTime endsAtUtc)
    {
        List<RuleBreach> breaches = [];

        if (away.Any(b => b.FirstOn <= BakuTime.DateOf(endsAtUtc.AddTicks(-1)) && b.LastOn >= BakuTime.DateOf(startsAtUtc)))
        {
            breaches.Add(new RuleBreach(Rule.Blackout));
        }

        if (!IsAvailable(windows, startsAtUtc, endsAtUtc))
        {
            breaches.Add(new RuleBreach(Rule.NotAvailable));
        }

        return breaches;
    }

    /// <summary>Whether two blocks cannot both be served: they overlap, or lie at different places with less than the gap between.</summary>
    public static Clash ClashOf(Commitment one, Commitment other, int travelGapMinutes) => ClashOf(
        one.StartsAtUtc.Ticks, one.EndsAtUtc.Ticks, other.StartsAtUtc.Ticks, other.EndsAtUtc.Ticks,
        one.PlaceKey == other.PlaceKey || one.PlaceKey is null || other.PlaceKey is null, travelGapMinutes * TimeSpan.TicksPerMinute);

    /// <summary>The same in any unit of time. No way lies between blocks at the same place, nor to work that is nowhere.</summary>
    internal static Clash ClashOf(long from, long to, long otherFrom, long otherTo, bool isSamePlace, long travelGap)
    {
        if (from < otherTo && otherFrom < to)
        {
            return Clash.Overlap;
        }

        var gap = from >= otherTo ? from - otherTo : otherFrom - to;

        return !isSamePlace && gap < travelGap ? Clash.TravelGap : Clash.None;
    }

    private static void CheckCommitments(VolunteerFacts volunteer, PlaceFacts place, RuleLimits limits, Action<bool, Rule, string?> need)
    {
        var block = new Commitment(place.ShiftId, place.StartsAtUtc, place.EndsAtUtc, place.PlaceKey);
        var others = volunteer.Commitments.Where(c => c.ShiftId != place.ShiftId).ToList();
        var clashes = others.Select(c => ClashOf(block, c, limits.TravelGapMinutes)).ToList();
        need(!clashes.Contains(Clash.Overlap), Rule.Overlap, null);
        need(!clashes.Contains(Clash.TravelGap), Rule.TravelGap, null);

        // A shift counts whole, in the week of the day on which it starts.
        var week = WeekOf(place.StartsAtUtc);
        var served = others.Where(c => WeekOf(c.StartsAtUtc) == week).Sum(c => Minutes(c.StartsAtUtc, c.EndsAtUtc));
        var cap = Math.Min(volunteer.WeeklyCapMinutes ?? int.MaxValue, limits.WeeklyCapMinutes);
        need(served + Minutes(place.StartsAtUtc, place.EndsAtUtc) <= cap, Rule.WeeklyCap, null);
    }

    /// <summary>The Monday of the ISO week in Baku.</summary>
    public static DateOnly WeekOf(DateTime utc) => CalendarWeek.MondayOf(BakuTime.DateOf(utc));

    private static int Minutes(DateTime fromUtc, DateTime toUtc) => (int)(toUtc - fromUtc).TotalMinutes;

    private static int AgeOn(DateOnly bornOn, DateOnly day)
    {
        var years = day.Year - bornOn.Year;
        return years - (day < bornOn.AddYears(years) ? 1 : 0);
    }

    /// <summary>The block must lie inside the windows of its day, touching ones joined. Who named no window at all is always free.</summary>
    private static bool IsAvailable(IReadOnlyCollection<WeeklyWindow> windows, DateTime startsAtUtc, DateTime endsAtUtc)
    {
        if (windows.Count == 0)
        {
            return true;
        }

        var day = BakuTime.DateOf(startsAtUtc);
        var from = BakuTime.TimeOf(startsAtUtc);
        var lastMoment = endsAtUtc.AddMinutes(-1);

        if (BakuTime.DateOf(lastMoment) != day)
        {
            // Over midnight: free on both days from the start to the end.
            return Covers(windows, day.DayOfWeek, from, TimeOnly.MaxValue) && Covers(windows, day.AddDays(1).DayOfWeek, TimeOnly.MinValue, BakuTime.TimeOf(endsAtUtc));
        }

        var to = BakuTime.TimeOf(endsAtUtc);

        return Covers(windows, day.DayOfWeek, from, to == TimeOnly.MinValue ? TimeOnly.MaxValue : to);
    }

    private static bool Covers(IReadOnlyCollection<WeeklyWindow> windows, DayOfWeek day, TimeOnly from, TimeOnly to)
    {
        var reached = from;

        foreach (var window in windows.Where(w => w.Day == day).OrderBy(w => w.StartsAt))
        {
            if (window.StartsAt <= reached && window.EndsAt > reached)
            {
                reached = window.EndsAt;
            }
        }

        // The last minute of the day stands for midnight.
        return reached >= to || (reached >= new TimeOnly(23, 59) && to == TimeOnly.MaxValue);
    }
}

/// <summary>The hard rules. A page says each in words of its own.</summary>
public enum Rule { NotActive, Programme, TooYoung, Vetting, MissingCredential, MissingSkill, MissingLanguage, Gender, ExcludedPair, Blackout, NotAvailable, Overlap, TravelGap, WeeklyCap }

/// <summary>A rule that a pair breaks; the detail is the code of the credential, skill or language that is missing.</summary>
public sealed record RuleBreach(Rule Rule, string? Detail = null)
{
    /// <summary>Rules that protect people; no coordinator can set them aside alone.</summary>
    public bool IsSafeguarding => Rule is Rule.Vetting or Rule.MissingCredential or Rule.ExcludedPair or Rule.Gender or Rule.TooYoung or Rule.NotActive;
}

public enum Clash { None, Overlap, TravelGap }
