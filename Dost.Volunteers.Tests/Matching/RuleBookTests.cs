using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Tests.Matching;

/// <summary>Each hard rule at its edges.</summary>
public class RuleBookTests
{
    private static readonly Guid[] _others = [Guid.NewGuid(), Guid.NewGuid()];
    private static readonly RuleLimits _limits = new(MinimumAge: 16, WeeklyCapMinutes: 900, TravelGapMinutes: 30);

    // Wednesday 25 November 2026, 10 to 13 in Baku, at an address.
    private static readonly PlaceFacts _visit = new()
    {
        ShiftId = Guid.NewGuid(),
        StartsAtUtc = Baku(25, 10),
        EndsAtUtc = Baku(25, 13),
        PlaceKey = "visit",
        IsRemote = false,
        Vetting = VettingLevel.HomeVisit,
        MinimumAge = 0,
        Gender = null,
        Skills = [],
        Languages = [],
        Credentials = [],
        BeneficiaryId = Guid.NewGuid(),
    };

    private static readonly VolunteerFacts _leyla = new()
    {
        VolunteerId = Guid.NewGuid(),
        State = VolunteerState.Active,
        Programme = Programme.Young,
        BornOn = new DateOnly(1998, 3, 14),
        Gender = Gender.Female,
        Credentials = [Checked(VettingLevel.HomeVisit)],
        Skills = ["first-aid"],
        Languages = ["az", "ru"],
        Availability = [],
        Blackouts = [],
        ExcludedBeneficiaries = [],
        Commitments = [],
    };

    [Fact]
    public void Where_only_known_visitors_are_let_in_somebody_must_be_known_to_all_who_are_visited()
    {
        var alone = _visit with { KnownVisitorsOnly = true };
        var many = alone with { BeneficiaryId = null, OthersVisited = _others };

        Assert.Equal([Rule.UnknownVisitor], Check(_leyla, alone));
        Assert.Empty(Check(_leyla with { KnownBeneficiaries = [_visit.BeneficiaryId!.Value] }, alone));
        Assert.Equal([Rule.UnknownVisitor], Check(_leyla with { KnownBeneficiaries = [_others[0]] }, many));
        Assert.Empty(Check(_leyla with { KnownBeneficiaries = [.. _others, Guid.NewGuid()] }, many));
        Assert.True(RuleBreach.Of(Rule.UnknownVisitor).IsSafeguarding);
    }

    [Fact]
    public void Who_breaks_no_rule_can_take_the_place() => Assert.Empty(Check(_leyla, _visit));

    [Fact]
    public void The_two_parts_together_are_all_of_it_and_a_rule_is_in_one_of_them()
    {
        var person = _leyla with { State = VolunteerState.Paused, Programme = Programme.Virtual, Gender = Gender.Male, ExcludedBeneficiaries = [_visit.BeneficiaryId!.Value], Skills = [], Languages = [] };
        var anyone = person with
        {
            BornOn = new DateOnly(2015, 1, 1),
            Credentials = [],
            Availability = [new WeeklyWindow(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(10, 0))],
            Blackouts = [new DateRange(Day(20), Day(30))],
            Commitments = [Block(Baku(25, 9), Baku(25, 11), "visit"), Block(Baku(25, 13), Baku(25, 14), "elsewhere")],
            WeeklyCapMinutes = 60,
        };
        var place = _visit with { Gender = Gender.Female, Skills = ["driver"], Languages = ["en"], Credentials = ["training"], KnownVisitorsOnly = true };

        var breaches = RuleBook.Check(anyone, place, _limits);

        Assert.Equal(breaches, RuleBook.CheckPerson(anyone, place).Concat(RuleBook.CheckTime(anyone, place, _limits)));
        Assert.Equal(Enum.GetValues<Rule>(), breaches.Select(b => b.Rule).Order());
        Assert.Equal(breaches.Where(b => b.Rule is not Rule.NotActive), RuleBook.Check(anyone with { State = VolunteerState.Active }, place, _limits));
        Assert.Empty(RuleBook.CheckTime(_leyla with { State = VolunteerState.Paused, Gender = Gender.Male, Skills = [], Languages = [] }, _visit, _limits));
    }

    [Theory]
    [InlineData(VolunteerState.Applied)]
    [InlineData(VolunteerState.Interview)]
    [InlineData(VolunteerState.Training)]
    [InlineData(VolunteerState.Completed)]
    [InlineData(VolunteerState.Paused)]
    [InlineData(VolunteerState.Left)]
    [InlineData(VolunteerState.Rejected)]
    public void Only_the_active_serve(VolunteerState state) => Assert.Equal([Rule.NotActive], Check(_leyla with { State = state }, _visit));

    [Fact]
    public void The_virtual_programme_serves_from_afar_only()
    {
        var virtualOne = _leyla with { Programme = Programme.Virtual };

        Assert.Equal([Rule.Programme], Check(virtualOne, _visit));
        Assert.Empty(Check(virtualOne, _visit with { IsRemote = true, PlaceKey = null }));
        Assert.Empty(Check(_leyla with { Programme = Programme.Silver }, _visit with { IsRemote = true, PlaceKey = null }));
    }

    [Theory]
    [InlineData("2010-11-25", true)] // sixteen on the day
    [InlineData("2010-11-26", false)] // a day later
    [InlineData("2010-11-24", true)]
    public void On_the_birthday_one_is_old_enough(string bornOn, bool can) =>
        Assert.Equal(can ? [] : [Rule.TooYoung], Check(_leyla with { BornOn = DateOnly.Parse(bornOn, System.Globalization.CultureInfo.InvariantCulture) }, _visit));

    [Fact]
    public void The_day_of_the_shift_counts_and_not_today()
    {
        var soonSixteen = _leyla with { BornOn = new DateOnly(2010, 12, 1) };

        Assert.Equal([Rule.TooYoung], Check(soonSixteen, _visit));
        Assert.Empty(Check(soonSixteen, _visit with { StartsAtUtc = _visit.StartsAtUtc.AddDays(6), EndsAtUtc = _visit.EndsAtUtc.AddDays(6) }));
    }

    [Theory]
    [InlineData(2028, 2, 28, false)] // born on a leap day, in a leap year: the day itself
    [InlineData(2028, 2, 29, true)]
    [InlineData(2030, 2, 27, false)] // in another year the last day of February
    [InlineData(2030, 2, 28, true)]
    public void Who_was_born_on_a_leap_day_has_a_birthday_every_year(int year, int month, int day, bool can)
    {
        var bornOn = new DateOnly(2012, 2, 29);
        var age = year - bornOn.Year;
        var start = BakuTime.ToUtc(new DateOnly(year, month, day), new TimeOnly(10, 0));
        var place = _visit with { StartsAtUtc = start, EndsAtUtc = start.AddHours(2), MinimumAge = age };

        Assert.Equal(can ? [] : [Rule.TooYoung], Check(_leyla with { BornOn = bornOn }, place));
    }

    [Fact]
    public void A_place_may_ask_for_more_years_than_the_law_but_not_for_fewer()
    {
        var seventeen = _leyla with { BornOn = new DateOnly(2009, 1, 1) };
        var fifteen = _leyla with { BornOn = new DateOnly(2011, 6, 1) };

        Assert.Equal([Rule.TooYoung], Check(seventeen, _visit with { MinimumAge = 18 }));
        Assert.Empty(Check(seventeen, _visit));
        Assert.Equal([Rule.TooYoung], Check(fifteen, _visit with { MinimumAge = 14 }));
    }

    [Theory]
    [InlineData(VettingLevel.None, VettingLevel.HomeVisit, false)]
    [InlineData(VettingLevel.HomeVisit, VettingLevel.HomeVisit, true)]
    [InlineData(VettingLevel.Safeguarding, VettingLevel.HomeVisit, true)]
    [InlineData(VettingLevel.HomeVisit, VettingLevel.Safeguarding, false)]
    [InlineData(VettingLevel.None, VettingLevel.None, true)]
    public void A_higher_vetting_holds_the_lower_ones(VettingLevel has, VettingLevel needs, bool can) =>
        Assert.Equal(can ? [] : [Rule.Vetting], Check(_leyla with { Credentials = [Checked(has)] }, _visit with { Vetting = needs }));

    [Fact]
    public void Every_skill_and_language_that_is_missing_is_named()
    {
        var place = _visit with { Skills = ["first-aid", "driver", "own-car"], Languages = ["ru", "lez"] };

        Assert.Equal(
            [new RuleBreach(Rule.MissingSkill, "driver"), new RuleBreach(Rule.MissingSkill, "own-car"), new RuleBreach(Rule.MissingLanguage, "lez")],
            RuleBook.Check(_leyla, place, _limits));
    }

    [Fact]
    public void A_wish_for_the_same_gender_is_kept()
    {
        Assert.Empty(Check(_leyla, _visit with { Gender = Gender.Female }));
        Assert.Equal([Rule.Gender], Check(_leyla, _visit with { Gender = Gender.Male }));
    }

    [Fact]
    public void An_excluded_pair_does_not_meet()
    {
        Assert.Equal([Rule.ExcludedPair], Check(_leyla with { ExcludedBeneficiaries = [_visit.BeneficiaryId!.Value] }, _visit));
        Assert.Equal([Rule.ExcludedPair], Check(_leyla with { ExcludedBeneficiaries = [_others[1]] }, _visit with { BeneficiaryId = null, OthersVisited = _others }));
        Assert.Empty(Check(_leyla with { ExcludedBeneficiaries = [Guid.NewGuid()] }, _visit));
        Assert.Empty(Check(_leyla with { ExcludedBeneficiaries = [Guid.NewGuid()] }, _visit with { BeneficiaryId = null }));
    }

    [Theory]
    [InlineData(24, 24, true)]
    [InlineData(26, 27, true)]
    [InlineData(25, 25, false)]
    [InlineData(20, 25, false)]
    [InlineData(25, 30, false)]
    public void Days_off_hold_with_both_their_ends(int first, int last, bool can) =>
        Assert.Equal(can ? [] : [Rule.Blackout], Check(_leyla with { Blackouts = [new(Day(first), Day(last))] }, _visit));

    [Fact]
    public void A_night_shift_is_refused_by_a_day_off_on_either_day_but_one_that_ends_at_midnight_only_by_the_first()
    {
        var dayOff = _leyla with { Blackouts = [new(Day(26), Day(26))] };
        var night = _visit with { StartsAtUtc = Baku(25, 22), EndsAtUtc = Baku(26, 2) };

        Assert.Equal([Rule.Blackout], Check(dayOff, night));
        Assert.Empty(Check(dayOff, night with { EndsAtUtc = Baku(26, 0) }));
    }

    [Theory]
    [InlineData("10:00-13:00", true)]
    [InlineData("09:00-13:00", true)]
    [InlineData("10:01-13:00", false)]
    [InlineData("10:00-12:59", false)]
    [InlineData("09:00-11:30 11:30-14:00", true)] // touching windows join
    [InlineData("11:30-14:00 09:00-11:30", true)] // in whatever order they were typed
    [InlineData("09:00-11:30 11:31-14:00", false)] // a minute between them
    [InlineData("09:00-12:00 11:00-14:00", true)] // overlapping ones too
    [InlineData("09:00-14:00 10:00-11:00", true)] // one inside the other
    [InlineData("14:00-18:00", false)]
    public void The_block_lies_inside_the_windows_of_the_day(string windows, bool can) =>
        Assert.Equal(can ? [] : [Rule.NotAvailable], Check(_leyla with { Availability = Windows(DayOfWeek.Wednesday, windows) }, _visit));

    [Fact]
    public void Windows_of_another_day_do_not_help() =>
        Assert.Equal([Rule.NotAvailable], Check(_leyla with { Availability = Windows(DayOfWeek.Thursday, "00:00-23:59") }, _visit));

    [Fact]
    public void Over_midnight_both_days_must_be_free_and_the_last_minute_stands_for_midnight()
    {
        var night = _visit with { StartsAtUtc = Baku(25, 22), EndsAtUtc = Baku(26, 2) };
        var evening = Windows(DayOfWeek.Wednesday, "20:00-23:59");
        var morning = Windows(DayOfWeek.Thursday, "00:00-02:00");

        Assert.Empty(Check(_leyla with { Availability = [.. evening, .. morning] }, night));
        Assert.Equal([Rule.NotAvailable], Check(_leyla with { Availability = evening }, night));
        Assert.Equal([Rule.NotAvailable], Check(_leyla with { Availability = morning }, night));
        Assert.Equal([Rule.NotAvailable], Check(_leyla with { Availability = [.. evening, .. Windows(DayOfWeek.Thursday, "00:00-01:59")] }, night));
        Assert.Equal([Rule.NotAvailable], Check(_leyla with { Availability = [.. Windows(DayOfWeek.Wednesday, "20:00-23:58"), .. morning] }, night));
    }

    [Fact]
    public void A_block_that_ends_at_midnight_needs_the_first_day_only()
    {
        var evening = _visit with { StartsAtUtc = Baku(25, 21), EndsAtUtc = Baku(26, 0) };

        Assert.Empty(Check(_leyla with { Availability = Windows(DayOfWeek.Wednesday, "21:00-23:59") }, evening));
        Assert.Equal([Rule.NotAvailable], Check(_leyla with { Availability = Windows(DayOfWeek.Wednesday, "21:00-23:00") }, evening));
    }

    [Theory]
    [InlineData(7, 10, null)] // one ends as the other begins, at the same place
    [InlineData(13, 15, null)]
    [InlineData(9, 11, Rule.Overlap)]
    [InlineData(11, 12, Rule.Overlap)] // inside
    [InlineData(9, 14, Rule.Overlap)] // around
    public void Blocks_at_one_place_may_touch_but_not_overlap(int from, int to, Rule? broken) =>
        Assert.Equal(broken is { } rule ? [rule] : [], Check(_leyla with { Commitments = [Block(Baku(25, from), Baku(25, to), "visit")] }, _visit));

    [Theory]
    [InlineData(30, null)] // the gap exactly
    [InlineData(29, Rule.TravelGap)]
    [InlineData(0, Rule.TravelGap)]
    [InlineData(31, null)]
    public void Between_two_places_lies_the_way(int minutes, Rule? broken)
    {
        var before = Block(Baku(25, 8), _visit.StartsAtUtc.AddMinutes(-minutes), "elsewhere");
        var after = Block(_visit.EndsAtUtc.AddMinutes(minutes), Baku(25, 18), "elsewhere");
        Rule[] expected = broken is { } rule ? [rule] : [];

        Assert.Equal(expected, Check(_leyla with { Commitments = [before] }, _visit));
        Assert.Equal(expected, Check(_leyla with { Commitments = [after] }, _visit));
    }

    [Fact]
    public void To_a_telephone_there_is_no_way_but_one_voice_is_in_one_place()
    {
        Assert.Empty(Check(_leyla with { Commitments = [Block(Baku(25, 13), Baku(25, 14), placeKey: null)] }, _visit));
        Assert.Equal([Rule.Overlap], Check(_leyla with { Commitments = [Block(Baku(25, 12), Baku(25, 14), placeKey: null)] }, _visit));
    }

    [Fact]
    public void The_shift_in_question_does_not_stand_in_its_own_way() =>
        Assert.Empty(Check(_leyla with { Commitments = [new(_visit.ShiftId, _visit.StartsAtUtc, _visit.EndsAtUtc, _visit.PlaceKey)] }, _visit));

    [Theory]
    [InlineData(720, true)] // with the three hours of the visit the cap exactly
    [InlineData(721, false)]
    public void The_cap_of_the_week_may_be_reached_and_not_passed(int served, bool can) =>
        Assert.Equal(can ? [] : [Rule.WeeklyCap], Check(_leyla with { Commitments = [Block(Baku(23, 8), Baku(23, 8).AddMinutes(served), "visit")] }, _visit));

    [Fact]
    public void Ones_own_cap_counts_where_it_is_lower()
    {
        Assert.Empty(Check(_leyla with { WeeklyCapMinutes = 180 }, _visit));
        Assert.Equal([Rule.WeeklyCap], Check(_leyla with { WeeklyCapMinutes = 179 }, _visit));
        Assert.Equal([Rule.WeeklyCap], Check(_leyla with { WeeklyCapMinutes = 5000, Commitments = [Block(Baku(23, 8), Baku(23, 8).AddMinutes(721), "visit")] }, _visit));
    }

    [Fact]
    public void The_week_runs_from_Monday_to_Sunday_on_the_clock_of_Baku()
    {
        var full = TimeSpan.FromMinutes(900);

        // Sunday 22 November and Monday 30 November are other weeks.
        Assert.Empty(Check(_leyla with { Commitments = [Block(Baku(22, 8), Baku(22, 8) + full, "visit"), Block(Baku(30, 8), Baku(30, 8) + full, "visit")] }, _visit));

        // Half past midnight on Monday is still Sunday in Greenwich.
        Assert.Equal([Rule.WeeklyCap], Check(_leyla with { Commitments = [Block(Baku(23, 0).AddMinutes(30), Baku(23, 0).AddMinutes(930), "visit")] }, _visit));

        // A shift that begins on Sunday evening counts whole in the old week.
        Assert.Empty(Check(_leyla with { Commitments = [Block(Baku(22, 20), Baku(22, 20) + full, "visit")] }, _visit));
    }

    [Fact]
    public void All_that_is_broken_is_said_and_what_protects_people_is_known()
    {
        var breaches = RuleBook.Check(
            _leyla with { State = VolunteerState.Paused, Credentials = [], Blackouts = [new(Day(25), Day(25))] }, _visit with { Gender = Gender.Male, Skills = ["driver"] }, _limits);

        Assert.Equal([Rule.NotActive, Rule.Gender, Rule.MissingSkill, Rule.Vetting, Rule.Blackout], breaches.Select(b => b.Rule));
        Assert.Equal([true, true, false, true, false], breaches.Select(b => b.IsSafeguarding));
    }

    [Theory]
    [InlineData(PlaceKind.Centre, true)]
    [InlineData(PlaceKind.Address, false)]
    public void Two_tasks_of_a_centre_are_at_one_place_and_two_homes_are_not(PlaceKind kind, bool same)
    {
        var centre = Guid.NewGuid();

        Assert.Equal(same, PlaceFacts.KeyOf(kind, centre, Guid.NewGuid()) == PlaceFacts.KeyOf(kind, centre, Guid.NewGuid()));
        Assert.Null(PlaceFacts.KeyOf(PlaceKind.Remote, centre, Guid.NewGuid()));
    }

    private static IEnumerable<Rule> Check(VolunteerFacts volunteer, PlaceFacts place) => RuleBook.Check(volunteer, place, _limits).Select(b => b.Rule);

    private static Commitment Block(DateTime from, DateTime to, string? placeKey) => new(Guid.NewGuid(), from, to, placeKey);

    private static List<WeeklyWindow> Windows(DayOfWeek day, string windows) =>
        [.. windows.Split(' ').Select(w => w.Split('-')).Select(w => new WeeklyWindow(day, Time(w[0]), Time(w[1])))];

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static DateTime Baku(int day, int hour) => BakuTime.ToUtc(Day(day), new TimeOnly(hour, 0));

    private static HeldCredential Checked(VettingLevel level) => new("check", level, new DateOnly(2026, 1, 1), LastOn: null);
}
