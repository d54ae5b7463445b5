using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>The coordinator's shifts: the week, candidates and offers, work at a centre, moving and calling off.</summary>
public class DeskShiftsTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_week_shows_its_shifts_and_leads_to_the_next()
    {
        var shift = await app.AddShiftAsync(daysAhead: 1, title: "Qapıda qarşılamaq");
        var browser = await StaffAsync();

        var week = await browser.GetPageAsync("/az/desk/shifts");
        Assert.Contains("Qapıda qarşılamaq", week.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Qapıda qarşılamaq", (await browser.GetPageAsync(week.LinkTo("Növbəti həftə"))).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Qapıda qarşılamaq", (await browser.GetPageAsync("/az/desk/shifts?state=Draft")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Qapıda qarşılamaq", (await (await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"))).GetPageAsync("/az/desk/shifts")).Words, StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, shift.ShiftId);
    }

    [Theory]
    [InlineData("week=0001-01-01")]
    [InlineData("week=9999-12-31")]
    [InlineData("week=tomorrow")]
    [InlineData("state=Nothing")]
    [InlineData("state=99")]
    [InlineData("page=1000000000")]
    public async Task A_week_that_cannot_be_read_is_answered_calmly(string query) =>
        Assert.Equal(HttpStatusCode.OK, (await (await StaffAsync()).GetPageAsync($"/desk/shifts?{query}")).Status);

    [Fact]
    public async Task Candidates_are_ranked_with_reasons_and_who_cannot_is_counted_by_reason()
    {
        var shift = await app.AddShiftAsync(centreCode: "3", role: new NewRole("Tərcüməçi", 1) { Vetting = VettingLevel.Safeguarding });
        var (fits, _) = await app.AddVolunteerAsync(districtCode: "nizami", vetting: VettingLevel.Safeguarding, change: v => v.GivenName = "Nərgiz");
        await app.AddVolunteerAsync(districtCode: "nizami", vetting: VettingLevel.HomeVisit, change: v => v.GivenName = "Kənan");
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync("3"));

        var page = await browser.GetPageAsync($"/az/desk/shifts/{shift.ShiftId}");

        Assert.Equal(["Nərgiz Quliyeva"], page.All(".candidate label").Select(l => l.Text().Trim()));
        Assert.Contains("hələ xidmət etməyib, ilk növbəsini gözləyir", page.Words, StringComparison.Ordinal);
        Assert.Contains("1 nəfər lazımi yoxlamadan keçməyib", page.Words, StringComparison.Ordinal);
        Assert.Matches(@"^0,\d\d$", page.Text(".candidate .tag--calm"));
        Assert.NotEqual(Guid.Empty, fits.VolunteerId);
    }

    [Fact]
    public async Task A_shift_is_offered_to_the_ticked_ones_and_the_page_says_to_whom()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2);
        var (first, _) = await app.AddVolunteerAsync(change: v => v.GivenName = "Aynur");
        var (second, _) = await app.AddVolunteerAsync(change: v => v.GivenName = "Günel");
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync($"/en/desk/shifts/{shift.ShiftId}");

        var nobody = await browser.SubmitAsync(page, "form[action$='/offer']");
        Assert.StartsWith("Tick the volunteers", nobody.Notice, StringComparison.Ordinal);

        var offered = await browser.SubmitAsync(
            page, "form[action$='/offer']", ("Chosen", first.VolunteerId.ToString()), ("Chosen", second.VolunteerId.ToString()), ("Chosen", Guid.NewGuid().ToString()));

        Assert.Contains("Aynur Quliyeva", offered.Notice, StringComparison.Ordinal);
        Assert.Contains("Günel Quliyeva", offered.Notice, StringComparison.Ordinal);
        Assert.Equal(2, await app.QueryAsync(db => db.Assignments.CountAsync(a => a.ShiftId == shift.ShiftId && a.State == AssignmentState.Offered)));
        Assert.Equal(2, offered.All(".people .tag").Count(tag => tag.Text() == "Asked"));
    }

    [Fact]
    public async Task A_volunteer_of_another_centre_cannot_be_smuggled_into_an_offer()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2);
        var (elsewhere, _) = await app.AddVolunteerAsync(districtCode: "khazar");
        var (here, _) = await app.AddVolunteerAsync();
        var browser = await StaffAsync();

        var page = await browser.SubmitAsync(
            await browser.GetPageAsync($"/en/desk/shifts/{shift.ShiftId}"), "form[action$='/offer']", ("Chosen", elsewhere.VolunteerId.ToString()), ("Chosen", here.VolunteerId.ToString()));

        Assert.Null(await app.AssignmentAsync(shift, elsewhere.VolunteerId));
        Assert.NotNull(await app.AssignmentAsync(shift, here.VolunteerId));
        Assert.StartsWith("Asked:", page.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shift_of_another_centre_is_not_there()
    {
        var shift = await app.AddShiftAsync(daysAhead: 2);
        var elsewhere = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));
        var token = (await elsewhere.GetPageAsync("/desk/shifts/new")).One("input[name='__RequestVerificationToken']").GetAttribute("value")!;

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync($"/desk/shifts/{shift.ShiftId}")).Status);
        foreach (var act in new[] { "offer", "publish", "move", "cancel" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.PostAsync($"/desk/shifts/{shift.ShiftId}/{act}", ("__RequestVerificationToken", token), ("Reason", "x"))).Status);
        }

        Assert.Equal(ShiftState.Published, await app.QueryAsync(db => db.Shifts.Where(s => s.ShiftId == shift.ShiftId).Select(s => s.State).SingleAsync()));
    }

    [Fact]
    public async Task Work_at_a_centre_is_added_as_a_draft_in_a_block_and_published()
    {
        var browser = await StaffAsync();

        var page = await AddAsync(browser, ("Publish", "false"), ("Roles[1].Name", "Operator"), ("Roles[1].People", "2"));

        Assert.StartsWith("/en/desk/shifts/", page.Path, StringComparison.Ordinal);
        var shiftId = Guid.Parse(page.Path.Split('/')[^1].Split('?')[0], CultureInfo.InvariantCulture);
        var shift = await app.QueryAsync(db => db.Shifts.Include(s => s.Roles).Include(s => s.VolunteerTask).SingleAsync(s => s.ShiftId == shiftId));
        Assert.Equal((ShiftState.Draft, 5, 2), (shift.State, shift.PlacesWanted, shift.Roles.Count));
        Assert.Equal((new TimeOnly(9, 0), new TimeOnly(12, 0)), (BakuTime.TimeOf(shift.StartsAtUtc), BakuTime.TimeOf(shift.EndsAtUtc)));
        Assert.Empty(page.All("main form[action$='/offer'] button"));

        var published = await browser.SubmitAsync(page, "form[action$='/publish']");
        Assert.StartsWith("The shift is published.", published.Notice, StringComparison.Ordinal);
        var again = await browser.SubmitAsync(page, "form[action$='/publish']");
        Assert.StartsWith("The shift cannot be published", again.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_hours_and_demands_are_taken()
    {
        var browser = await StaffAsync();

        var page = await AddAsync(
            browser, ("Publish", "true"), ("Block", "own"), ("StartsAt", "18:30"), ("EndsAt", "20.00"), ("Roles[0].Skills", "first-aid"), ("Roles[0].Languages", "ru"), ("Roles[0].MinimumAge", "18"));

        Assert.Contains("18:30–20:00", page.Words, StringComparison.Ordinal);
        Assert.Contains("languages: Russian", page.Words, StringComparison.Ordinal);
        Assert.Contains("at least 18 years old", page.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CategoryCode", "shopping", "Choose the kind of work")]
    [InlineData("CategoryCode", null, "Choose the kind of work")]
    [InlineData("Block", null, "Choose a block, or your own hours")]
    [InlineData("Block", "03:00-04:00", "Choose a block, or your own hours")]
    [InlineData("Date", "2026-11-29", "The centre is not open in this block on that day. Choose another, or your own hours")]
    [InlineData("Date", "2026-11-22", "This day is over. Choose today or a later day")]
    [InlineData("MeetingPoint", "", "Write where to meet")]
    [InlineData("Roles[0].People", "", "Write how many people are needed")]
    [InlineData("Roles[0].People", "many", null)]
    [InlineData("Roles[2].Name", "Sürücü", "Write how many people are needed")]
    [InlineData("CentreId", "00000000-0000-0000-0000-000000000001", "Choose the centre")]
    public async Task A_new_shift_that_cannot_be_comes_back_with_what_to_correct(string field, string? typed, string? complaint)
    {
        await using var fresh = new TestApp();
        await fresh.InitializeAsync();
        var browser = await fresh.NewBrowserAsync(await fresh.AddCoordinatorAsync());

        var page = await AddAsync(browser, ("Publish", "true"), (field, typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Single(page.Complaints);
        Assert.Equal(complaint ?? page.Complaints[0], page.Complaints[0]);
        Assert.Equal("Sakit iş", page.Value("Title"));
    }

    [Fact]
    public async Task A_shift_is_moved_with_clashes_and_conflicts_said_by_name()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3);
        var (volunteer, _) = await app.AddVolunteerAsync(change: v => v.GivenName = "Sevinc");
        await app.SignUpAsync(shift, volunteer.VolunteerId);
        var other = await app.AddShiftAsync(daysAhead: 4);
        await app.SignUpAsync(other, volunteer.VolunteerId);
        var browser = await StaffAsync();
        var form = await browser.GetPageAsync($"/en/desk/shifts/{shift.ShiftId}/move");
        var colleague = await StaffAsync();
        var staleForm = await colleague.GetPageAsync($"/en/desk/shifts/{shift.ShiftId}/move");

        var clash = await browser.SubmitAsync(form, ("Date", DayAhead(4)));
        Assert.Contains("Sevinc Quliyeva", clash.ComplaintOf("Date"), StringComparison.Ordinal);

        var moved = await browser.SubmitAsync(form, ("Date", DayAhead(5)), ("MeetingPoint", "İkinci mərtəbə"));
        Assert.StartsWith("The shift is moved.", moved.Notice, StringComparison.Ordinal);

        var conflict = await colleague.SubmitAsync(staleForm, ("Date", DayAhead(6)));
        Assert.StartsWith("Somebody else has changed this shift meanwhile", conflict.ComplaintOf("Date"), StringComparison.Ordinal);
        Assert.Equal(DayAhead(6), conflict.Value("Date"));

        var agreed = await colleague.SubmitAsync(conflict);
        Assert.StartsWith("The shift is moved.", agreed.Notice, StringComparison.Ordinal);
        Assert.Equal(BakuTime.DateOf(app.NowUtc).AddDays(6), BakuTime.DateOf(await app.QueryAsync(db => db.Shifts.Where(s => s.ShiftId == shift.ShiftId).Select(s => s.StartsAtUtc).SingleAsync())));
    }

    [Fact]
    public async Task A_shift_is_called_off_with_a_reason()
    {
        var shift = await app.AddShiftAsync(daysAhead: 7);
        var (_, comes) = await app.AddSignedUpAsync(shift);
        var browser = await StaffAsync();
        var form = await browser.GetPageAsync($"/en/desk/shifts/{shift.ShiftId}/cancel");

        Assert.Equal("Write the reason", (await browser.SubmitAsync(form, ("Reason", " "))).ComplaintOf("Reason"));
        var page = await browser.SubmitAsync(form, ("Reason", "Bina bağlıdır"));
        var again = await browser.SubmitAsync(form, ("Reason", "Yenə"));

        Assert.Contains("Bina bağlıdır", page.Words, StringComparison.Ordinal);
        Assert.StartsWith("The shift cannot be called off", again.Notice, StringComparison.Ordinal);
        Assert.Equal(2, await app.MessagesAsync(MessageKind.ShiftCancelled, comes));
    }

    [Fact]
    public async Task A_volunteer_is_taken_off_after_a_question()
    {
        var shift = await app.AddShiftAsync(daysAhead: 8);
        var (_, assignmentId) = await app.AddSignedUpAsync(shift);
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync($"/en/desk/shifts/{shift.ShiftId}");

        var question = await browser.GetPageAsync(page.LinkTo("Take off"));
        var done = await browser.SubmitAsync(question);

        Assert.Equal("Leyla Quliyeva is taken off and will be told.", done.Notice);
        Assert.Equal(AssignmentState.Removed, await app.StateAsync(assignmentId));
        Assert.Equal(0, await app.PlacesTakenAsync(shift));
    }

    private static string DayAhead(int days) => new DateOnly(2026, 11, 23).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<Browser> StaffAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());

    private static async Task<WebPage> AddAsync(Browser browser, params (string Name, string? Value)[] other)
    {
        var form = await browser.GetPageAsync("/en/desk/shifts/new");
        var fields = new Dictionary<string, string?>
        {
            ["CategoryCode"] = "reception",
            ["Title"] = "Sakit iş",
            ["Date"] = DayAhead(4),
            ["Block"] = "09:00-12:00",
            ["MeetingPoint"] = "Giriş",
            ["Roles[0].Name"] = "Köməkçi",
            ["Roles[0].People"] = "3",
        };

        foreach (var (name, value) in other)
        {
            fields[name] = value;
        }

        return await browser.SubmitAsync(form, [.. fields.Select(f => (f.Key, f.Value))]);
    }
}
