using System.Globalization;
using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Hours;

/// <summary>Remote work that volunteers report. It is Monday, ten o'clock.</summary>
public sealed class RemoteHoursTests(TestApp app) : IClassFixture<TestApp>
{
    private DateOnly Today => BakuTime.DateOf(app.NowUtc);

    [Fact]
    public async Task What_is_reported_waits_and_can_be_taken_back()
    {
        var (volunteer, account) = await VirtualAsync();
        var browser = await app.NewBrowserAsync(account);
        var form = await browser.GetPageAsync("/me/hours/report");

        var done = await browser.SubmitAsync(form, ("Date", Today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("Minutes", "45"), ("Words", "Zəng etdim"));
        Assert.Equal("Saatlarınız qeyd olundu. Koordinator təsdiqləyən kimi sayılacaq.", done.Notice);
        Assert.Contains("Zəng etdim", done.Words, StringComparison.Ordinal);

        // A second press of the button notes nothing more.
        await browser.SubmitAsync(form, ("Date", Today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("Minutes", "45"), ("Words", "Zəng etdim"));
        var entry = await app.QueryAsync(db => db.HoursEntries.SingleAsync(h => h.VolunteerId == volunteer.VolunteerId));
        Assert.Equal((HoursState.Submitted, HoursSource.Remote, 45), (entry.State, entry.Source, entry.Minutes));

        Assert.Equal("Bildirdiyiniz saatları geri götürdünüz. Onlar sayılmır.", (await browser.SubmitAsync(done, "form[action$='/take-back']")).Notice);
        Assert.Equal("Bu saatlar artıq gözləmir.", (await browser.SubmitAsync(done, "form[action$='/take-back']")).Notice);
        Assert.Equal(HoursState.TakenBack, await app.QueryAsync(db => db.HoursEntries.Where(h => h.HoursEntryId == entry.HoursEntryId).Select(h => h.State).SingleAsync()));
        await using var scope = app.NewScope();
        Assert.Null(await scope.Get<HoursLedger>().FirstBrokenAsync(volunteer.VolunteerId, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_what_to_correct()
    {
        var browser = await app.NewBrowserAsync((await VirtualAsync()).Account);

        var wrong = await browser.SubmitAsync(await browser.GetPageAsync("/me/hours/report"), ("Words", "Tərcümə"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("İşlədiyiniz günü yazın", wrong.ComplaintOf("Date"));
        Assert.Equal("Saat neçədən neçəyədək və ya neçə dəqiqə işlədiyinizi yazın", wrong.ComplaintOf("Minutes"));
        Assert.Equal("Tərcümə", wrong.Value("Words"));
    }

    [Fact]
    public async Task The_limits_hold()
    {
        var (volunteer, _) = await VirtualAsync();

        Assert.Equal(RemoteOutcome.InTheFuture, await ReportAsync(volunteer, Report(daysAgo: 0, "09:00", "10:30")));
        Assert.Equal(RemoteOutcome.InTheFuture, await ReportAsync(volunteer, Report(daysAgo: -1, "09:00", "10:00")));
        Assert.Equal(RemoteOutcome.TooLongAgo, await ReportAsync(volunteer, Report(daysAgo: 15, "09:00", "10:00")));
        Assert.Equal(RemoteOutcome.Reported, await ReportAsync(volunteer, Report(daysAgo: 14, "09:00", "12:00")));
        Assert.Equal(RemoteOutcome.Overlaps, await ReportAsync(volunteer, Report(daysAgo: 14, "11:59", "13:00")));
        Assert.Equal(RemoteOutcome.Reported, await ReportAsync(volunteer, Report(daysAgo: 14, "12:00", "15:00")));
        Assert.Equal(RemoteOutcome.TooMuchForADay, await ReportAsync(volunteer, Report(daysAgo: 14, "16:00", "16:05")));
    }

    [Fact]
    public async Task Who_serves_at_the_centre_reports_only_a_day_with_a_remote_shift()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        Assert.StartsWith("Məsafədən işi", (await (await app.NewBrowserAsync(account)).GetPageAsync("/me/hours/report")).Notice, StringComparison.Ordinal);
        Assert.Equal(RemoteOutcome.NotAllowed, await ReportAsync(volunteer, Report(daysAgo: 1, "09:00", "10:00")));

        await app.PlaceAsync(await app.AddShiftAsync(place: PlaceKind.Remote), volunteer);
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(RemoteOutcome.Reported, await ReportAsync(volunteer, Report(daysAgo: 1, "10:00", "11:00")));
        Assert.Equal(RemoteOutcome.NotAllowed, await ReportAsync(volunteer, Report(daysAgo: 2, "07:00", "08:00")));
    }

    private RemoteReport Report(int daysAgo, string from, string until) => new(Today.AddDays(-daysAgo), TimeOnly.ParseExact(from, "HH:mm"), TimeOnly.ParseExact(until, "HH:mm"), null, "Zəng");

    private async Task<RemoteOutcome> ReportAsync(Volunteer volunteer, RemoteReport report)
    {
        await using var scope = app.NewScope();
        (scope.Get<CurrentUser>().AccountId, scope.Get<CurrentUser>().VolunteerId) = (Guid.CreateVersion7(), volunteer.VolunteerId);

        return await scope.Get<RemoteHoursService>().ReportAsync(report, CancellationToken.None);
    }

    private Task<(Volunteer Volunteer, UserAccount Account)> VirtualAsync() => app.AddVolunteerAsync(change: v => v.Programme = Programme.Virtual);
}
