using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dost.Volunteers.Tests.Matching;

/// <summary>What holds for whatever comes in: tried with a few hundred inputs that a machine thinks up.</summary>
public class AlwaysTests
{
    private static readonly DateTime _monday = BakuTime.ToUtc(new DateOnly(2026, 11, 23), TimeOnly.MinValue);

    [Property(MaxTest = 300)]
    public bool A_clash_does_not_depend_on_who_is_asked_first(NonNegativeInt from, PositiveInt minutes, NonNegativeInt otherFrom, PositiveInt otherMinutes, byte place, byte otherPlace, byte gap)
    {
        var one = Block(from.Get, minutes.Get, place);
        var other = Block(otherFrom.Get, otherMinutes.Get, otherPlace);

        return RuleBook.ClashOf(one, other, gap) == RuleBook.ClashOf(other, one, gap);
    }

    [Property(MaxTest = 300)]
    public bool A_longer_way_makes_no_clash_go_away(NonNegativeInt from, PositiveInt minutes, NonNegativeInt otherFrom, PositiveInt otherMinutes, byte gap, byte more)
    {
        var one = Block(from.Get, minutes.Get, 1);
        var other = Block(otherFrom.Get, otherMinutes.Get, 2);

        return RuleBook.ClashOf(one, other, gap) is Clash.None || RuleBook.ClashOf(one, other, gap + more) is not Clash.None;
    }

    [Property(MaxTest = 300)]
    public bool The_week_begins_on_a_Monday_not_after_the_moment(int minutes)
    {
        var moment = _monday.AddMinutes(minutes % 10_000_000);
        var week = RuleBook.WeekOf(moment);

        return week.DayOfWeek is DayOfWeek.Monday && week <= BakuTime.DateOf(moment) && BakuTime.DateOf(moment).DayNumber - week.DayNumber < 7;
    }

    [Property(MaxTest = 500)]
    public bool Folding_what_is_folded_changes_nothing(string? text)
    {
        var folded = SearchText.Fold(text);

        return SearchText.Fold(folded) == folded && folded.Length <= SearchText.MaxLength;
    }

    [Property(MaxTest = 300)]
    public Property A_number_that_is_shown_can_be_typed_again() => Prop.ForAll(
        Gen.Choose(100_000_000, 999_999_999).ToArbitrary(),
        national => PhoneNumber.TryParse($"+994{national}", out var e164) && PhoneNumber.TryParse(PhoneNumber.Display(e164), out var again) && again == e164);

    [Property(MaxTest = 300)]
    public bool Whatever_is_typed_as_a_number_either_is_none_or_fits_its_column(string? typed) =>
        !PhoneNumber.TryParse(typed, out var e164) || (e164.Length <= PhoneNumber.MaxLength && e164[0] is '+' && e164[1..].All(char.IsAsciiDigit));

    [Property(MaxTest = 300)]
    public bool The_next_moment_that_is_allowed_is_never_quiet(int minutes, byte from, byte to)
    {
        var quiet = new QuietHours(new TimeOnly(from % 24, 0), new TimeOnly(to % 24, 30));
        var moment = _monday.AddMinutes(minutes % 1_000_000);
        var allowed = quiet.NextAllowed(moment);

        return !quiet.Contain(allowed) && allowed >= moment && allowed - moment <= TimeSpan.FromDays(1) && (quiet.Contain(moment) || allowed == moment);
    }

    [Property(MaxTest = 300)]
    public bool The_quiet_hours_began_before_the_moment_in_them(int minutes, byte from)
    {
        var quiet = new QuietHours(new TimeOnly(from % 24, 0), new TimeOnly((from + 9) % 24, 0));
        var moment = _monday.AddMinutes(minutes % 1_000_000);
        var begin = quiet.LastBegin(moment);

        return begin <= moment && moment - begin < TimeSpan.FromDays(1) && BakuTime.TimeOf(begin) == quiet.From;
    }

    [Property(MaxTest = 300)]
    public bool A_tracking_code_is_read_as_it_was_made_however_it_is_typed(bool small, bool spaced)
    {
        var code = TrackingCode.Make();
        var typed = spaced ? code.Replace("-", " ", StringComparison.Ordinal) : code;

        return TrackingCode.Normalise(small ? typed.ToLowerInvariant() : typed) == code && code.Length == TrackingCode.MaxLength;
    }

    [Property(MaxTest = 300)]
    public bool What_is_no_tracking_code_is_none_or_fits_its_column(string? typed) => TrackingCode.Normalise(typed) is null or { Length: TrackingCode.MaxLength };

    [Property(MaxTest = 300)]
    public bool What_is_taken_as_a_FIN_is_one(string? typed) =>
        !Fin.TryParse(typed, out var fin) || (fin.Length == Fin.Length && !fin.Contains('I', StringComparison.Ordinal) && !fin.Contains('O', StringComparison.Ordinal) && fin.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)));

    [Property(MaxTest = 300)]
    public bool Clock_time_in_Baku_goes_there_and_back(int minutes)
    {
        var moment = _monday.AddMinutes(minutes % 5_000_000);

        return moment.Year < 2016 || BakuTime.ToUtc(BakuTime.FromUtc(moment)) == moment;
    }

    [Property(MaxTest = 300)]
    public bool A_score_lies_between_nothing_and_all(NonNegativeInt km, NonNegativeInt days, NonNegativeInt attended, NonNegativeInt missed, NonNegativeInt minutes)
    {
        var score = Score.Of(
            new ScoreFacts
            {
                DistanceKm = km.Get,
                DaysSinceService = days.Get,
                Attended = attended.Get,
                NoShows = missed.Get,
                MinutesThisWeek = minutes.Get,
                WeeklyCapMinutes = 900,
                HasBeneficiary = true,
                VisitsToBeneficiary = attended.Get,
            },
            new ScoreWeights());

        return score.Value is >= 0 and <= 1 && score.Parts.All(p => p.Value is >= 0 and <= 1);
    }

    private static Commitment Block(int from, int minutes, int place) =>
        new(Guid.NewGuid(), _monday.AddMinutes(from % 3000), _monday.AddMinutes((from % 3000) + 1 + (minutes % 600)), (place % 3) switch { 0 => null, 1 => "here", _ => "there" });
}
