using System.Net;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Hours;

/// <summary>The queue of hours to approve. Each test has a site of its own: the queue is one for a centre.</summary>
public sealed class DeskHoursTests : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();

    public Task InitializeAsync() => ((IAsyncLifetime)_app).InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_app).DisposeAsync();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task An_empty_queue_says_so()
    {
        var page = await (await CoordinatorAsync()).GetPageAsync("/desk/hours");

        Assert.Equal("Bütün saatlar təsdiqlənib", page.Text(".empty-state__title"));
    }

    [Fact]
    public async Task What_is_ticked_is_approved_and_the_rest_waits()
    {
        var (one, two, three) = (await AddHoursAsync(), await AddHoursAsync(), await AddHoursAsync());
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync("/desk/hours");

        var done = await browser.SubmitAsync(page, "form[action$='/approve']", ("ids", one.ToString()), ("ids", two.ToString()));

        Assert.Equal("2 qeyd təsdiqləndi.", done.Notice);
        Assert.Equal([HoursState.Approved, HoursState.Approved, HoursState.Submitted], [await StateAsync(one), await StateAsync(two), await StateAsync(three)]);

        // The same page, sent once more.
        var again = await browser.SubmitAsync(page, "form[action$='/approve']", ("ids", one.ToString()), ("ids", three.ToString()));
        Assert.StartsWith("1 qeyd təsdiqləndi. Qalanları artıq gözləmir", again.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_ticked_approves_nothing_and_says_what_to_do()
    {
        var entry = await AddHoursAsync();
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync("/desk/hours");

        Assert.StartsWith("Heç nə seçilməyib", (await browser.SubmitAsync(page, "form[action$='/approve']")).Notice, StringComparison.Ordinal);
        Assert.StartsWith("Heç nə seçilməyib", (await browser.SubmitAsync(page, "form[action$='/approve']", ("ids", "nonsense"))).Notice, StringComparison.Ordinal);
        Assert.Equal(HoursState.Submitted, await StateAsync(entry));
    }

    [Fact]
    public async Task Hours_of_another_centre_are_not_there_and_cannot_be_approved()
    {
        var entry = await AddHoursAsync("2");
        var own = await AddHoursAsync();
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync("/desk/hours");

        Assert.DoesNotContain(entry.ToString(), page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/desk/hours/{entry}/return")).Status);
        await browser.SubmitAsync(page, "form[action$='/approve']", ("ids", entry.ToString()), ("ids", own.ToString()));
        Assert.Equal([HoursState.Submitted, HoursState.Approved], [await StateAsync(entry), await StateAsync(own)]);
    }

    [Fact]
    public async Task Hours_go_back_with_a_reason()
    {
        var entry = await AddHoursAsync();
        var browser = await CoordinatorAsync();
        var form = await browser.GetPageAsync((await browser.GetPageAsync("/desk/hours")).LinkTo("Səbəb yazıb geri qaytar"));

        var wrong = await browser.SubmitAsync(form, ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("Nəyin səhv olduğunu yazın: könüllü bunu oxuyacaq", wrong.ComplaintOf("Reason"));

        var done = await browser.SubmitAsync(wrong, ("Reason", "Bir saat tez getmisiniz"));
        Assert.Equal("Saatlar geri qaytarıldı. Səbəb könüllüyə bildiriləcək.", done.Notice);
        Assert.Equal("Bir saat tez getmisiniz", await _app.QueryAsync(db => db.HoursEntries.Where(h => h.HoursEntryId == entry).Select(h => h.ReturnReason).SingleAsync()));

        var late = await browser.SubmitAsync(form, ("Reason", "Bir daha"));
        Assert.Equal("Bu arada həmin saatlar barədə qərar verilib.", late.Notice);
    }

    [Fact]
    public async Task What_needs_a_second_look_is_marked()
    {
        await AddHoursAsync(closedBySystem: true);
        await AddCorrectionAsync(-30);
        var words = (await (await CoordinatorAsync()).GetPageAsync("/desk/hours")).Words;

        Assert.Contains("Gedişi qeyd etməyib: sistem bağlayıb", words, StringComparison.Ordinal);
        Assert.Contains("Növbəsiz", words, StringComparison.Ordinal);
        Assert.Contains("−30 dəqiqə", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_minutes_than_the_shift_had_are_marked()
    {
        await AddHoursAsync(minutes: 200);

        Assert.Contains("Növbədən uzundur", (await (await CoordinatorAsync()).GetPageAsync("/desk/hours")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_odd_is_shown_with_its_sum_before_it_is_approved_together()
    {
        var (fine, alsoFine, odd) = (await AddHoursAsync(), await AddHoursAsync(), await AddHoursAsync(minutes: 200));
        var browser = await CoordinatorAsync();
        var page = await browser.GetPageAsync("/desk/hours");
        var fields = page.All("input[name=seen], form[action$='/approve'] input[name=__RequestVerificationToken]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)).ToArray();

        var preview = await browser.PostAsync("/desk/hours/preview", fields);
        Assert.Contains("2 adi qeyd, 4 saat", preview.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(odd.ToString(), preview.Html, StringComparison.Ordinal);

        var done = await browser.SubmitAsync(preview, "form[action$='/approve']");
        Assert.Equal("2 qeyd təsdiqləndi.", done.Notice);
        Assert.Equal([HoursState.Approved, HoursState.Approved, HoursState.Submitted], [await StateAsync(fine), await StateAsync(alsoFine), await StateAsync(odd)]);
    }

    [Fact]
    public async Task The_queue_shows_one_kind_of_odd_hours()
    {
        var (fine, odd) = (await AddHoursAsync(), await AddHoursAsync(minutes: 200));
        var browser = await CoordinatorAsync();

        Assert.Equal([odd.ToString()], (await browser.GetPageAsync("/desk/hours?show=LongerThanShift")).All("input[name=ids]").Select(i => i.GetAttribute("value")));
        Assert.Equal([fine.ToString()], (await browser.GetPageAsync("/desk/hours?show=Fine")).All("input[name=ids]").Select(i => i.GetAttribute("value")));
        Assert.Equal("Gözləyən belə saat yoxdur", (await browser.GetPageAsync("/desk/hours?show=AtNight")).Text(".empty-state__title"));
        Assert.Equal(2, (await browser.GetPageAsync("/desk/hours?show=nonsense")).All("input[name=ids]").Count);
    }

    [Fact]
    public async Task Decided_hours_are_corrected_once_by_a_further_entry()
    {
        var entry = await AddHoursAsync();
        var browser = await CoordinatorAsync();
        await browser.SubmitAsync(await browser.GetPageAsync("/desk/hours"), "form[action$='/approve']", ("ids", entry.ToString()));
        var form = await browser.GetPageAsync($"/desk/hours/{entry}/correct");

        var wrong = await browser.SubmitAsync(form, ("Minutes", "90"), ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        var done = await browser.SubmitAsync(wrong, ("Minutes", "90"), ("Reason", "Yarım saat tez getmisiniz"));
        Assert.Equal("Saatlar əlavə qeydlə düzəldildi. Könüllüyə xəbər veriləcək.", done.Notice);

        // The second click, and somebody else who had the page open, change nothing.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(form, ("Minutes", "90"), ("Reason", "Bir daha"))).Status);
        var entries = await _app.QueryAsync(db => db.HoursEntries.OrderBy(h => h.Sequence).Select(h => new { h.VolunteerId, h.Minutes, h.State, h.CorrectsId }).ToListAsync());
        Assert.Equal([(120, HoursState.Approved), (-30, HoursState.Approved)], entries.Select(e => (e.Minutes, e.State)));
        Assert.Equal(entry, entries[1].CorrectsId);
        await using var scope = _app.NewScope();
        Assert.Null(await scope.Get<HoursLedger>().FirstBrokenAsync(entries[0].VolunteerId, CancellationToken.None));
    }

    [Fact]
    public async Task A_long_queue_comes_in_pages()
    {
        var (volunteer, _) = await _app.AddVolunteerAsync();

        for (var i = 0; i < 26; i++)
        {
            await AddCorrectionAsync(10, volunteer);
        }

        var browser = await CoordinatorAsync();

        Assert.Equal(25, (await browser.GetPageAsync("/desk/hours")).All("input[name=ids]").Count);
        Assert.Single((await browser.GetPageAsync("/desk/hours?page=2")).All("input[name=ids]"));
        Assert.Single((await browser.GetPageAsync("/desk/hours?page=1000000000")).All("input[name=ids]"));
        Assert.Equal(25, (await browser.GetPageAsync("/desk/hours?page=0")).All("input[name=ids]").Count);
    }

    private async Task<Browser> CoordinatorAsync() => await _app.NewBrowserAsync(await _app.AddCoordinatorAsync());

    private Task<HoursState> StateAsync(Guid id) => _app.QueryAsync(db => db.HoursEntries.Where(h => h.HoursEntryId == id).Select(h => h.State).SingleAsync());

    /// <summary>Two hours of tomorrow morning, served and waiting.</summary>
    private async Task<Guid> AddHoursAsync(string centreCode = "1", bool closedBySystem = false, int minutes = 120)
    {
        var (volunteer, _) = await _app.AddVolunteerAsync();
        var shift = await _app.AddShiftAsync(centreCode);
        await using var scope = _app.NewScope();
        var role = await scope.Db.ShiftRoles.SingleAsync(r => r.ShiftId == shift.ShiftId);
        role.TakePlace();
        var assignment = new Assignment { AssignmentId = Guid.CreateVersion7(), ShiftId = shift.ShiftId, ShiftRoleId = role.ShiftRoleId, VolunteerId = volunteer.VolunteerId };
        assignment.Offer(_app.NowUtc, shift.StartsAtUtc);
        assignment.Confirm(_app.NowUtc);
        assignment.CheckIn(shift.StartsAtUtc);
        assignment.CheckOut(shift.EndsAtUtc, closedBySystem);
        scope.Db.Assignments.Add(assignment);
        var day = Core.Common.BakuTime.DateOf(shift.StartsAtUtc);
        var hours = new NewHours(volunteer.VolunteerId, shift.CentreId, day, minutes) { AssignmentId = assignment.AssignmentId, ShiftMinutes = 120, StartsAtUtc = shift.StartsAtUtc, EndsAtUtc = shift.EndsAtUtc };
        var entry = await scope.Get<HoursLedger>().AddAsync(hours, _app.NowUtc, CancellationToken.None);
        await scope.Db.SaveChangesAsync();

        return entry.HoursEntryId;
    }

    private async Task AddCorrectionAsync(int minutes, Volunteer? volunteer = null)
    {
        volunteer ??= (await _app.AddVolunteerAsync()).Volunteer;
        await using var scope = _app.NewScope();
        await scope.Get<HoursLedger>().AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, Core.Common.BakuTime.DateOf(_app.NowUtc), minutes, _app.NowUtc, CancellationToken.None);
        await scope.Db.SaveChangesAsync();
    }
}
