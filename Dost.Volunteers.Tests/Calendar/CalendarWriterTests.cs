using System.Text;
using Dost.Volunteers.Core.Calendar;
using Dost.Volunteers.Core.Common;
using FsCheck.Xunit;

namespace Dost.Volunteers.Tests.Calendar;

/// <summary>The file itself, read by the letter of the standard.</summary>
public class CalendarWriterTests
{
    private static readonly CalendarEntry _entry = new()
    {
        EntryId = Guid.Parse("0a0a0a0a-0000-7000-8000-000000000001"),
        Sequence = 7,
        ChangedAtUtc = new DateTime(2026, 11, 23, 6, 0, 0, DateTimeKind.Utc),
        StartsAtUtc = BakuTime.ToUtc(new DateOnly(2026, 11, 24), new TimeOnly(9, 0)),
        EndsAtUtc = BakuTime.ToUtc(new DateOnly(2026, 11, 24), new TimeOnly(12, 0)),
        Summary = "DOST: Qəbul",
        Description = "Ətraflı: https://localhost/az/me/shifts/1?a=b;c,d",
        Location = "1 nömrəli DOST mərkəzi, Yasamal; giriş",
        Page = new Uri("https://localhost/az/me/shifts/1"),
        Status = CalendarStatus.Confirmed,
        Alarms = [new CalendarAlarm(24 * 60, "Sabah"), new CalendarAlarm(60, "Bir saata")],
    };

    [Fact]
    public void Nine_in_Baku_is_five_in_UTC_which_every_program_shows_right()
    {
        var read = Read(_entry).Events.Single();

        Assert.Equal(("20261124T050000Z", "20261124T080000Z"), (read["DTSTART"], read["DTEND"]));
    }

    [Fact]
    public void An_entry_holds_what_programs_need()
    {
        var file = Read(_entry);
        var read = file.Events.Single();

        Assert.Equal("2.0", file["VERSION"]);
        Assert.Equal("-//DOST//Volunteers//EN", file["PRODID"]);
        Assert.Equal(("7", "CONFIRMED", "OPAQUE", "PRIVATE"), (read["SEQUENCE"], read["STATUS"], read["TRANSP"], read["CLASS"]));
        Assert.Equal(("20261123T060000Z", "20261123T060000Z"), (read["DTSTAMP"], read["LAST-MODIFIED"]));
        Assert.Equal((_entry.Summary, _entry.Description, _entry.Location), (read["SUMMARY"], read["DESCRIPTION"], read["LOCATION"]));
        Assert.Equal("https://localhost/az/me/shifts/1", read["URL"]);
        Assert.Equal(["TRIGGER:-P1D", "TRIGGER:-PT1H"], file.Alarms.Where(a => a.StartsWith("TRIGGER", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(CalendarStatus.Tentative, "TENTATIVE")]
    [InlineData(CalendarStatus.Cancelled, "CANCELLED")]
    public void What_is_not_sure_neither_blocks_the_time_nor_rings(CalendarStatus status, string word)
    {
        var file = Read(_entry with { Status = status });

        Assert.Equal((word, "TRANSPARENT"), (file.Events[0]["STATUS"], file.Events[0]["TRANSP"]));
        Assert.Empty(file.Alarms);
    }

    [Fact]
    public void A_feed_says_its_name_and_how_often_to_ask()
    {
        var file = CalendarText.Read(Encoding.UTF8.GetBytes(CalendarWriter.Feed("DOST növbələrim", [])));

        Assert.Equal("DOST növbələrim", file["X-WR-CALNAME"]);
        Assert.Equal(("PT1H", "VALUE=DURATION"), (file["REFRESH-INTERVAL"], file.ParametersOf("REFRESH-INTERVAL")));
        Assert.Equal("PT1H", file["X-PUBLISHED-TTL"]);
        Assert.Empty(file.Events);
    }

    [Theory]
    [InlineData("əəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəəə")]
    [InlineData("a,b;c\\d\nBEGIN:VEVENT\r\nEND:VCALENDAR")]
    [InlineData("\\n is not a line, \\, neither")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    public void Whatever_the_words_are_they_come_back(string words) =>
        Assert.Equal(words.ReplaceLineEndings("\n"), Read(_entry with { Summary = words }).Events.Single()["SUMMARY"]);

    [Property(MaxTest = 300)]
    public bool Any_words_make_a_file_that_can_be_read(string? summary, string? location)
    {
        var clean = new Func<string?, string>(text => new string([.. (text ?? "").Where(c => !char.IsSurrogate(c))]));
        var read = Read(_entry with { Summary = "x" + clean(summary), Location = "x" + clean(location) });

        return read.Events.Single()["SUMMARY"].StartsWith('x') && read.Events.Single()["LOCATION"].StartsWith('x');
    }

    private static CalendarText Read(CalendarEntry entry) => CalendarText.Read(Encoding.UTF8.GetBytes(CalendarWriter.File(entry)));
}
