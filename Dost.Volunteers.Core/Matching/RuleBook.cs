using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Matching;

/// <summary>
/// The hard rules, in one place: the pages, sign-up, offers, one-tap answers and the matcher all ask <see cref="Check"/>. It is a pure
/// function of facts; who calls it in a transaction decides what the database guards besides. Who judges very many asks its two parts:
/// <see cref="CheckPerson"/>, which holds for a role whenever it is, and <see cref="CheckTime"/>. Nothing is made in memory where no rule is broken.
/// </summary>
public static class RuleBook
{
    /// <summary>All rules that the pair breaks; none if the volunteer can take the place. What lasts comes first, then what is so on the day.</summary>
    public static IReadOnlyList<RuleBreach> Check(VolunteerFacts volunteer, PlaceFacts place, RuleLimits limits)
    {
        var found = new Findings();
        OfPerson(volunteer, place, ref found);
        OfTime(volunteer, place, limits, ref found);

        return found.All;
    }

    /// <summary>The part of <see cref="Check"/> that asks who somebody is and what the role demands, and never when it is or what else they do.</summary>
    public static IReadOnlyList<RuleBreach> CheckPerson(VolunteerFacts volunteer, PlaceFacts place)
    {
        var found = new Findings();
        OfPerson(volunteer, place, ref found);

        return found.All;
    }

    /// <summary>The part of <see cref="Check"/> that hangs on when it is: age, checks and credentials on the day, the volunteer's week, other shifts.</summary>
    public static IReadOnlyList<RuleBreach> CheckTime(VolunteerFacts volunteer, PlaceFacts place, RuleLimits limits)
    {
        var found = new Findings();
        OfTime(volunteer, place, limits, ref found);

        return found.All;
    }

    /// <summary>
    /// The part of the rules that a calendar can break after a place was given: the check and the credentials must be good on each day of
    /// the shift, in Baku. Asked again before somebody confirms or begins.
    /// </summary>
    public static IReadOnlyList<RuleBreach> CheckTrust(IReadOnlyList<HeldCredential> held, PlaceFacts place)
    {
        var found = new Findings();
        OfTrust(held, place, PlaceTime.Of(place), ref found);

        return found.All;
    }

    /// <summary>The part of the rules that volunteers set themselves: no day of a block is one on which they are away, and it lies in their week.</summary>
    public static IReadOnlyList<RuleBreach> CheckAvailability(IReadOnlyList<WeeklyWindow> windows, IReadOnlyList<DateRange> away, DateTime startsAtUtc, DateTime endsAtUtc)
    {
        var found = new Findings();
        OfAvailability(IsAvailable(windows, startsAtUtc, endsAtUtc), away, PlaceTime.Of(startsAtUtc, endsAtUtc), ref found);

        return found.All;
    }

    /// <summary>The first of <see cref="CheckTime"/>, for who judges very many: what all of them share is given, and whether the block lies in the volunteer's week.</summary>
    internal static RuleBreach? FirstOfTime(in TimedFacts volunteer, bool isAvailable, PlaceFacts place, in PlaceTime time, RuleLimits limits)
    {
        var found = new Findings { OnlyFirst = true };
        OfTime(volunteer, isAvailable, place, time, limits, ref found);

        return found.First;
    }

    private static void OfPerson(VolunteerFacts volunteer, PlaceFacts place, ref Findings found)
    {
        found.Need(volunteer.State is VolunteerState.Active, Rule.NotActive);
        found.Need(volunteer.Programme is not Programme.Virtual || place.IsRemote, Rule.Programme);
        found.Need(place.Gender is null || volunteer.Gender == place.Gender, Rule.Gender);
        found.Need(place.BeneficiaryId is not { } person || !volunteer.ExcludedBeneficiaries.Contains(person), Rule.ExcludedPair);

        for (var i = 0; i < place.Skills.Count; i++)
        {
            found.Need(volunteer.Skills.Contains(place.Skills[i]), Rule.MissingSkill, place.Skills[i]);
        }

        for (var i = 0; i < place.Languages.Count; i++)
        {
            found.Need(volunteer.Languages.Contains(place.Languages[i]), Rule.MissingLanguage, place.Languages[i]);
        }
    }

    private static void OfTime(VolunteerFacts volunteer, PlaceFacts place, RuleLimits limits, ref Findings found) =>
        OfTime(
            new TimedFacts(volunteer.BornOn, volunteer.WeeklyCapMinutes, volunteer.Credentials, volunteer.Blackouts, volunteer.Commitments),
            IsAvailable(volunteer.Availability, place.StartsAtUtc, place.EndsAtUtc), place, PlaceTime.Of(place), limits, ref found);

    private static void OfTime(in TimedFacts volunteer, bool isAvailable, PlaceFacts place, in PlaceTime time, RuleLimits limits, ref Findings found)
    {
        found.Need(AgeOn(volunteer.BornOn, time.FirstDay) >= Math.Max(place.MinimumAge, limits.MinimumAge), Rule.TooYoung);
        OfTrust(volunteer.Credentials, place, time, ref found);
        OfAvailability(isAvailable, volunteer.Blackouts, time, ref found);
        OfCommitments(volunteer, place, time, limits, ref found);
    }

    private static void OfTrust(IReadOnlyList<HeldCredential> held, PlaceFacts place, in PlaceTime time, ref Findings found)
    {
        found.Need(place.Vetting is VettingLevel.None || HoldsEachDay(held, place.Vetting, type: null, time), Rule.Vetting);

        for (var i = 0; i < place.Credentials.Count; i++)
        {
            found.Need(HoldsEachDay(held, VettingLevel.None, place.Credentials[i], time), Rule.MissingCredential, place.Credentials[i]);
        }
    }

    /// <summary>Whether on each of the days one of them is good; on another day it may be another one.</summary>
    private static bool HoldsEachDay(IReadOnlyList<HeldCredential> held, VettingLevel vetting, string? type, in PlaceTime time)
    {
        for (var day = time.FirstDay; day <= time.LastDay; day = day.AddDays(1))
        {
            var holds = false;

            for (var i = 0; i < held.Count && !holds; i++)
            {
                holds = held[i].Vetting >= vetting && (type is null || held[i].TypeCode == type) && held[i].IsValidOn(day);
            }

            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    private static void OfAvailability(bool isAvailable, IReadOnlyList<DateRange> away, in PlaceTime time, ref Findings found)
    {
        var isAway = false;

        for (var i = 0; i < away.Count; i++)
        {
            isAway |= away[i].FirstOn <= time.LastDay && away[i].LastOn >= time.FirstDay;
        }

        found.Need(!isAway, Rule.Blackout);
        found.Need(isAvailable, Rule.NotAvailable);
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

    private static void OfCommitments(in TimedFacts volunteer, PlaceFacts place, in PlaceTime time, RuleLimits limits, ref Findings found)
    {
        var (overlaps, isTooClose, served) = (false, false, 0);

        for (var i = 0; i < volunteer.Commitments.Count; i++)
        {
            var other = volunteer.Commitments[i];

            if (other.ShiftId == place.ShiftId)
            {
                continue;
            }

            var clash = ClashOf(time.Block, other, limits.TravelGapMinutes);
            overlaps |= clash is Clash.Overlap;
            isTooClose |= clash is Clash.TravelGap;

            // A shift counts whole, in the week of the day on which it starts.
            served += WeekOf(other.StartsAtUtc) == time.Week ? Minutes(other.StartsAtUtc, other.EndsAtUtc) : 0;
        }

        found.Need(!overlaps, Rule.Overlap);
        found.Need(!isTooClose, Rule.TravelGap);
        found.Need(served + time.Minutes <= Math.Min(volunteer.WeeklyCapMinutes ?? int.MaxValue, limits.WeeklyCapMinutes), Rule.WeeklyCap);
    }

    /// <summary>The Monday of the ISO week in Baku.</summary>
    public static DateOnly WeekOf(DateTime utc) => CalendarWeek.MondayOf(BakuTime.DateOf(utc));

    internal static int Minutes(DateTime fromUtc, DateTime toUtc) => (int)(toUtc - fromUtc).TotalMinutes;

    private static int AgeOn(DateOnly bornOn, DateOnly day)
    {
        var years = day.Year - bornOn.Year;
        return years - (day < bornOn.AddYears(years) ? 1 : 0);
    }

    /// <summary>The block must lie inside the windows of its day, touching ones joined. Who named no window at all is always free.</summary>
    internal static bool IsAvailable(IReadOnlyList<WeeklyWindow> windows, DateTime startsAtUtc, DateTime endsAtUtc)
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

    private static bool Covers(IReadOnlyList<WeeklyWindow> windows, DayOfWeek day, TimeOnly from, TimeOnly to)
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

    /// <summary>Collects what is broken: all of it, or only the first.</summary>
    private struct Findings
    {
        private List<RuleBreach>? _all;

        public bool OnlyFirst { get; init; }

        public RuleBreach? First { get; private set; }

        public readonly IReadOnlyList<RuleBreach> All => _all ?? (IReadOnlyList<RuleBreach>)[];

        public void Need(bool holds, Rule rule, string? detail = null)
        {
            if (holds || (OnlyFirst && First is not null))
            {
                return;
            }

            var breach = detail is null ? RuleBreach.Of(rule) : new RuleBreach(rule, detail);
            First ??= breach;

            if (!OnlyFirst)
            {
                (_all ??= []).Add(breach);
            }
        }
    }
}

/// <summary>What <see cref="RuleBook.CheckTime"/> needs to know of a volunteer, besides the week.</summary>
internal readonly record struct TimedFacts(
    DateOnly BornOn, int? WeeklyCapMinutes, IReadOnlyList<HeldCredential> Credentials, IReadOnlyList<DateRange> Blackouts, IReadOnlyList<Commitment> Commitments);

/// <summary>When a place is: its days in Baku, both included, the Monday of its week, and its minutes. Worked out once for many volunteers.</summary>
internal readonly record struct PlaceTime(Commitment Block, DateOnly FirstDay, DateOnly LastDay, DateOnly Week, int Minutes)
{
    public static PlaceTime Of(PlaceFacts place) => Of(new Commitment(place.ShiftId, place.StartsAtUtc, place.EndsAtUtc, place.PlaceKey));

    public static PlaceTime Of(DateTime startsAtUtc, DateTime endsAtUtc) => Of(new Commitment(Guid.Empty, startsAtUtc, endsAtUtc, null));

    private static PlaceTime Of(Commitment block)
    {
        var first = BakuTime.DateOf(block.StartsAtUtc);

        return new PlaceTime(block, first, BakuTime.DateOf(block.EndsAtUtc.AddTicks(-1)), CalendarWeek.MondayOf(first), RuleBook.Minutes(block.StartsAtUtc, block.EndsAtUtc));
    }
}

/// <summary>The hard rules. A page says each in words of its own.</summary>
public enum Rule { NotActive, Programme, TooYoung, Vetting, MissingCredential, MissingSkill, MissingLanguage, Gender, ExcludedPair, Blackout, NotAvailable, Overlap, TravelGap, WeeklyCap }

/// <summary>A rule that a pair breaks; the detail is the code of the credential, skill or language that is missing.</summary>
public sealed record RuleBreach(Rule Rule, string? Detail = null)
{
    private static readonly RuleBreach[] _plain = [.. Enum.GetValues<Rule>().Select(r => new RuleBreach(r))];

    /// <summary>One without a detail; the same each time.</summary>
    internal static RuleBreach Of(Rule rule) => _plain[(int)rule];

    /// <summary>Rules that protect people; no coordinator can set them aside alone.</summary>
    public bool IsSafeguarding => Rule is Rule.Vetting or Rule.MissingCredential or Rule.ExcludedPair or Rule.Gender or Rule.TooYoung or Rule.NotActive;
}

public enum Clash { None, Overlap, TravelGap }
