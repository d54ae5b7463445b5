using Dost.Volunteers.Core.HelpRequests.Reviews;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>The figures, computed by hand beside.</summary>
public class WeekFiguresTests
{
    private static readonly DateTime _now = new(2026, 11, 23, 6, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime _asked = new(2026, 11, 16, 6, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_week_without_requests_has_no_times_and_no_shares()
    {
        var none = WeekFigures.Of([], _now);

        Assert.Equal((0, null, null, null, null), (none.Asked, none.ContactMedian, none.ContactNinety, none.HelpMedian, none.HelpNinety));
        Assert.Equal((null, null, null), (none.InTimePercent, none.AnswersPercent, none.Stars));
    }

    [Fact]
    public void One_request_is_its_own_middle_and_its_own_nine_of_ten()
    {
        var one = WeekFigures.Of([Fact(contact: 45, help: 300, due: 300, stars: 4)], _now);

        Assert.Equal((1, 45, 45, 300, 300), (one.Asked, one.ContactMedian, one.ContactNinety, one.HelpMedian, one.HelpNinety));
        Assert.Equal((100, 100, 4.0), (one.InTimePercent, one.AnswersPercent, one.Stars));
    }

    [Fact]
    public void Ten_requests_as_reckoned_by_hand()
    {
        // Contact after 10, 20, … 100 minutes: the middle is 55, nine of ten are within 90. Help after as many hours, due after 75: seven in time.
        var figures = WeekFigures.Of([.. Enumerable.Range(1, 10).Select(i => Fact(contact: 10 * i, help: 600 * i, due: 75 * 60, stars: i <= 4 ? i : null))], _now.AddDays(7));

        Assert.Equal((55, 90, 3300, 5400), (figures.ContactMedian, figures.ContactNinety, figures.HelpMedian, figures.HelpNinety));
        Assert.Equal((7, 10, 70), (figures.InTime, figures.Decided, figures.InTimePercent));
        Assert.Equal((4, 10, 40, 2.5), (figures.Answers, figures.MayAnswer, figures.AnswersPercent, figures.Stars));
    }

    [Fact]
    public void What_is_still_open_counts_as_late_only_after_its_time()
    {
        var due = (int)(_now - _asked).TotalMinutes;

        Assert.Equal(0, WeekFigures.Of([Fact(contact: 5, help: null, due: due)], _now).Decided);
        Assert.Equal((0, 1), (WeekFigures.Of([Fact(contact: 5, help: null, due: due - 1)], _now) is var late ? late.InTime : -1, late.Decided));
    }

    [Fact]
    public void Help_at_the_very_moment_is_in_time_and_a_second_later_is_not()
    {
        var atOnce = Fact(contact: 5, help: 60, due: 60);

        Assert.Equal(100, WeekFigures.Of([atOnce], _now).InTimePercent);
        Assert.Equal(0, WeekFigures.Of([atOnce with { HelpedAtUtc = atOnce.HelpedAtUtc!.Value.AddSeconds(1) }], _now).InTimePercent);
    }

    [Fact]
    public void Who_was_declined_was_owed_no_help_and_a_regular_visit_waited_for_no_answer()
    {
        var figures = WeekFigures.Of([Fact(contact: 30, help: null, due: 60) with { IsOwedHelp = false }, Fact(contact: 9000, help: 9000, due: 9000) with { IsRegular = true }], _now);

        Assert.Equal((2, 30, null), (figures.Asked, figures.ContactMedian, figures.HelpMedian));
        Assert.Equal((1, 1), (figures.InTime, figures.Decided));
    }

    [Theory]
    [InlineData("2026-11-22T19:59:59Z", "2026-11-16")]
    [InlineData("2026-11-22T20:00:00Z", "2026-11-23")]
    [InlineData("2026-12-31T20:00:00Z", "2026-12-28")]
    public void A_week_turns_at_midnight_of_Monday_in_Baku(string utc, string monday)
    {
        var moment = DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
        var week = DateOnly.Parse(monday, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(week, ReviewWeek.Of(moment));
        var (from, until) = ReviewWeek.Span(week);
        Assert.True(from <= moment && moment < until);
        Assert.Equal(TimeSpan.FromDays(7), until - from);
    }

    private static RequestFact Fact(int? contact, int? help, int due, int? stars = null) => new(
        _asked, contact is { } c ? _asked.AddMinutes(c) : null, help is { } h ? _asked.AddMinutes(h) : null, _asked.AddMinutes(due), IsOwedHelp: true, IsVisitOver: help is not null, IsRegular: false, stars);
}
