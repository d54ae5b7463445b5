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
        var facts = RuleFacts.Of(volunteer);
        var found = new Findings();
        OfPerson(facts, place, ref found);
        OfTime(facts, place, PlaceTime.Of(place), limits, ref found);

        return found.All;
    }

    /// <summary>The part of <see cref="Check"/> that asks who somebody is and what the role demands, and never when it is or what else they do.</summary>
    public static IReadOnlyList<RuleBreach> CheckPerson(VolunteerFacts volunteer, PlaceFacts place)
    {
        var found = new Findings();
        OfPerson(RuleFacts.Of(volunteer), place, ref found);

        return found.All;
    }

    /// <summary>The part of <see cref="Check"/> that hangs on when it is: age, checks and credentials on the day, the volunteer's week, other shifts.</summary>
    public static IReadOnlyList<RuleBreach> CheckTime(VolunteerFacts volunteer, PlaceFacts place, RuleLimits limits)
    {
        var found = new Findings();
        OfTime(RuleFacts.Of(volunteer), place, PlaceTime.Of(place), limits, ref found);

        return found.All;
    }

    /// <summary>The first of <see cref="Check"/>, for who judges very many; the time is that of the place, worked out once.</summary>
    internal static RuleBreach? First(in RuleFacts volunteer, PlaceFacts place, in PlaceTime time, RuleLimits limits)
    {
        var found = new Findings { OnlyFirst = true };
        OfPerson(volunteer, place, ref found);

        if (found.First is null)
        {
            OfTime(volunteer, place, time, limits, ref found);
        }

        return found.First;
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
        OfAvailability(windows, away, PlaceTime.Of(startsAtUtc, endsAtUtc), ref found);

        return found.All;
    }

    private static void OfPerson(in RuleFacts volunteer, PlaceFacts place, ref Findings found)
    {
        found.Need(volunteer.State is VolunteerState.Active, Rule.NotActive);
        found.Need(volunteer.Programme is not Programme.Virtual || place.IsRemote, Rule.Programme);
        found.Need(place.Gender is null || volunteer.Gender == place.Gender, Rule.Gender);
        found.Need(!VisitsAny(place, volunteer.ExcludedBeneficiaries), Rule.ExcludedPair);
        found.Need(!place.KnownVisitorsOnly || VisitsOnly(place, volunteer.KnownBeneficiaries), Rule.UnknownVisitor);

        for (var i = 0; i < place.Skills.Count; i++)
        {
            found.Need(volunteer.Skills.Contains(place.Skills[i]), Rule.MissingSkill, place.Skills[i]);
        }

        for (var i = 0; i < place.Languages.Count; i++)
        {
            found.Need(volunteer.Languages.Contains(place.Languages[i]), Rule.MissingLanguage, place.Languages[i]);
        }
    }

    private static bool VisitsAny(PlaceFacts place, IReadOnlyList<Guid> people)
    {
        var visits = place.BeneficiaryId is { } person && people.Contains(person);

        for (var i = 0; i < place.OthersVisited.Count && !visits; i++)
        {
            visits = people.Contains(place.OthersVisited[i]);
        }

        return visits;
    }

    private static bool VisitsOnly(PlaceFacts place, IReadOnlyList<Guid> people)
    {
        var onlyThem = place.BeneficiaryId is not { } person || people.Contains(person);

        for (var i = 0; i < place.OthersVisited.Count && onlyThem; i++)
        {
            onlyThem = people.Contains(place.OthersVisited[i]);
        }

        return onlyThem;
    }

    private static void OfTime(in RuleFacts volunteer, PlaceFacts place, in PlaceTime time, RuleLimits limits, ref Findings found)
    {
        found.Need(AgeOn(volunteer.BornOn, time.FirstDay) >= Math.Max(place.MinimumAge, limits.MinimumAge), Rule.TooYoung);
        OfTrust(volunteer.Credentials, place, time, ref found);
        OfAvailability(volunteer.Availability, volunteer.Blackouts, time, ref found);
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

    private static void OfAvailability(IReadOnlyList<WeeklyWindow> windows, IReadOnlyList<DateRange> away, in PlaceTime time, ref Findings found)
    {
        var isAway = false;

        for (var i = 0; i < away.Count; i++)
        {
            isAway |= away[i].FirstOn <= time.LastDay && away[i].LastOn >= time.FirstDay;
        }

        found.Need(!isAway, Rule.Blackout);
        found.Need(IsAvailable(windows, time), Rule.NotAvailable);
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

    private static void OfCommitments(in RuleFacts volunteer, PlaceFacts place, in PlaceTime time, RuleLimits limits, ref Findings found)
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
    private static bool IsAvailable(IReadOnlyList<WeeklyWindow> windows, in PlaceTime time)
    {
        if (windows.Count == 0)
        {
            return true;
        }

        if (time.IsOverMidnight)
        {
            // Free on both days from the start to the end.
            return Covers(windows, time.FirstDay.DayOfWeek, time.From, TimeOnly.MaxValue) && Covers(windows, time.FirstDay.AddDays(1).DayOfWeek, TimeOnly.MinValue, time.To);
        }

        return Covers(windows, time.FirstDay.DayOfWeek, time.From, time.To == TimeOnly.MinValue ? TimeOnly.MaxValue : time.To);
    }

    private static bool Covers(IReadOnlyList<WeeklyWindow> windows, DayOfWeek day, TimeOnly from, TimeOnly to)
    {
        var reached = from;
        bool goesOn;

        // Whatever order they are in: there are a handful a day.
        do
        {
            goesOn = false;

            for (var i = 0; i < windows.Count; i++)
            {
                var window = windows[i];

                if (window.Day == day && window.StartsAt <= reached && window.EndsAt > reached)
                {
                    reached = window.EndsAt;
                    goesOn = true;
                }
            }
        }
        while (goesOn);

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

/// <summary>What the rules ask of a volunteer, however it is kept.</summary>
internal readonly record struct RuleFacts
{
    public required VolunteerState State { get; init; }
    public required Programme Programme { get; init; }
    public required Gender Gender { get; init; }
    public required DateOnly BornOn { get; init; }
    public required int? WeeklyCapMinutes { get; init; }
    public required IReadOnlyList<string> Skills { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public required IReadOnlyList<Guid> ExcludedBeneficiaries { get; init; }
    public required IReadOnlyList<Guid> KnownBeneficiaries { get; init; }
    public required IReadOnlyList<HeldCredential> Credentials { get; init; }
    public required IReadOnlyList<WeeklyWindow> Availability { get; init; }
    public required IReadOnlyList<DateRange> Blackouts { get; init; }
    public required IReadOnlyList<Commitment> Commitments { get; init; }

    public static RuleFacts Of(VolunteerFacts volunteer) => new()
    {
        State = volunteer.State,
        Programme = volunteer.Programme,
        Gender = volunteer.Gender,
        BornOn = volunteer.BornOn,
        WeeklyCapMinutes = volunteer.WeeklyCapMinutes,
        Skills = volunteer.Skills,
        Languages = volunteer.Languages,
        ExcludedBeneficiaries = volunteer.ExcludedBeneficiaries,
        KnownBeneficiaries = volunteer.KnownBeneficiaries,
        Credentials = volunteer.Credentials,
        Availability = volunteer.Availability,
        Blackouts = volunteer.Blackouts,
        Commitments = volunteer.Commitments,
    };
}

/// <summary>When a place is, by the clock in Baku: its days, both included, the Monday of its week. Worked out once for many volunteers.</summary>
internal readonly record struct PlaceTime
{
    public required Commitment Block { get; init; }
    public required DateOnly FirstDay { get; init; }
    public required DateOnly LastDay { get; init; }
    public required TimeOnly From { get; init; }
    public required TimeOnly To { get; init; }
    public required bool IsOverMidnight { get; init; }
    public required DateOnly Week { get; init; }

    public int Minutes => RuleBook.Minutes(Block.StartsAtUtc, Block.EndsAtUtc);

    public static PlaceTime Of(PlaceFacts place) => Of(new Commitment(place.ShiftId, place.StartsAtUtc, place.EndsAtUtc, place.PlaceKey));

    public static PlaceTime Of(DateTime startsAtUtc, DateTime endsAtUtc) => Of(new Commitment(Guid.Empty, startsAtUtc, endsAtUtc, null));

    private static PlaceTime Of(Commitment block)
    {
        var first = BakuTime.DateOf(block.StartsAtUtc);

        return new PlaceTime
        {
            Block = block,
            FirstDay = first,
            LastDay = BakuTime.DateOf(block.EndsAtUtc.AddTicks(-1)),
            From = BakuTime.TimeOf(block.StartsAtUtc),
            To = BakuTime.TimeOf(block.EndsAtUtc),
            IsOverMidnight = BakuTime.DateOf(block.EndsAtUtc.AddMinutes(-1)) != first,
            Week = CalendarWeek.MondayOf(first),
        };
    }
}

/// <summary>The hard rules. A page says each in words of its own.</summary>
public enum Rule { NotActive, Programme, TooYoung, Vetting, MissingCredential, MissingSkill, MissingLanguage, Gender, ExcludedPair, UnknownVisitor, Blackout, NotAvailable, Overlap, TravelGap, WeeklyCap }

/// <summary>A rule that a pair breaks; the detail is the code of the credential, skill or language that is missing.</summary>
public sealed record RuleBreach(Rule Rule, string? Detail = null)
{
    private static readonly RuleBreach[] _plain = [.. Enum.GetValues<Rule>().Select(r => new RuleBreach(r))];

    /// <summary>One without a detail; the same each time.</summary>
    internal static RuleBreach Of(Rule rule) => _plain[(int)rule];

    /// <summary>Rules that protect people; no coordinator can set them aside alone.</summary>
    public bool IsSafeguarding => Rule is Rule.Vetting or Rule.MissingCredential or Rule.ExcludedPair or Rule.UnknownVisitor or Rule.Gender or Rule.TooYoung or Rule.NotActive;
}

public enum Clash { None, Overlap, TravelGap }
