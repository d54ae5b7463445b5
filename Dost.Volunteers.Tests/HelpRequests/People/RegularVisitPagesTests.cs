using System.Net;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests.People;

/// <summary>Regular visits on the record of the person helped, over HTTP.</summary>
public sealed class RegularVisitPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Form = "main form.form";

    [Fact]
    public async Task A_record_without_any_says_what_they_are_and_one_that_is_made_stands_on_it()
    {
        var (request, usual, browser) = await KnownAsync();
        var record = await browser.GetPageAsync(Path(request));
        Assert.Contains("None yet.", record.Words, StringComparison.Ordinal);

        var made = await browser.SubmitAsync(await browser.GetPageAsync($"{Path(request)}/regular/new"), Form, Wish(usual));

        Assert.Equal(Path(request), made.Path);
        Assert.Contains("2 visits are planned.", made.Notice, StringComparison.Ordinal);
        Assert.Contains("10:00–11:00", made.Words, StringComparison.Ordinal);
        Assert.Equal(["tomorrow, 24 November", "not set", "Leyla Quliyeva"], made.All("section[aria-labelledby=regular] .facts dd").Select(d => d.TextContent.Trim()));
        Assert.Equal([usual, usual], (await VisitsAsync(request)).SelectMany(v => v.Assignments).Select(a => a.VolunteerId));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_begins_once()
    {
        var (request, usual, browser) = await KnownAsync();
        var form = await browser.GetPageAsync($"{Path(request)}/regular/new");

        await browser.SubmitAsync(form, Form, Wish(usual));
        await browser.SubmitAsync(form, Form, Wish(usual));

        Assert.Equal(1, await app.QueryAsync(db => db.RegularVisits.CountAsync(v => v.BeneficiaryId == request.BeneficiaryId)));
        Assert.Equal(2, (await VisitsAsync(request)).Count);
    }

    [Theory]
    [InlineData("HelpCategoryCode", "", "Choose what kind of help it is")]
    [InlineData("Description", "", "Write what is to be done at each visit")]
    [InlineData("Day", "", "Choose the day of the week")]
    [InlineData("StartsAt", "", "Write when it begins, for example 10:00")]
    [InlineData("Minutes", "5", "Between 15 and 720 minutes")]
    [InlineData("EveryWeeks", "9", "Choose how often")]
    [InlineData("FromOn", "2026-11-01", "Choose a day from today to a year ahead")]
    [InlineData("UntilOn", "2026-11-23", "The last day must not be before the first")]
    [InlineData("VolunteerId", "00000000-0000-0000-0000-000000000001", "Choose somebody from the list")]
    public async Task A_mistake_is_said_beside_its_field_and_keeps_what_was_typed(string field, string value, string said)
    {
        var (request, usual, browser) = await KnownAsync();

        var again = await browser.SubmitAsync(await browser.GetPageAsync($"{Path(request)}/regular/new"), Form, [.. Wish(usual).Where(w => w.Name != field), (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal(said, again.ComplaintOf(field));
        Assert.Equal([said], again.Complaints);
        Assert.All(Wish(usual).Where(w => w.Name != field), w => Assert.Equal(w.Value, again.Value(w.Name)));
        Assert.Empty(await VisitsAsync(request));
    }

    [Fact]
    public async Task Ended_it_is_gone_from_the_record_and_only_what_was_confirmed_stays()
    {
        var (request, usual, browser) = await KnownAsync();
        var record = await browser.SubmitAsync(await browser.GetPageAsync($"{Path(request)}/regular/new"), Form, Wish(usual));
        var first = (await VisitsAsync(request))[0].Assignments.Single();
        Assert.Equal(PlacementOutcome.Done, (await app.AcceptAsync(first.AssignmentId)).Outcome);
        var page = await browser.GetPageAsync(record.LinkTo("Change or end"));

        var ended = await browser.SubmitAsync(page, "form[action$='/end']");
        var again = await browser.SubmitAsync(page, "form[action$='/end']");

        Assert.Contains("24.11.2026 (Leyla Quliyeva)", ended.Notice, StringComparison.Ordinal);
        Assert.Contains("None yet.", ended.Words, StringComparison.Ordinal);
        Assert.Equal("This regular visit is ended already.", again.Notice);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync(page.Path)).Status);
        Assert.Equal([ShiftState.Published, ShiftState.Cancelled], (await VisitsAsync(request)).Select(v => v.State));
    }

    [Fact]
    public async Task Other_hours_call_off_what_nobody_has_confirmed_and_of_two_who_change_it_the_second_looks_again()
    {
        var (request, usual, browser) = await KnownAsync();
        var record = await browser.SubmitAsync(await browser.GetPageAsync($"{Path(request)}/regular/new"), Form, Wish(usual));
        var page = await browser.GetPageAsync(record.LinkTo("Change or end"));

        var moved = await browser.SubmitAsync(page, Form, ("StartsAt", "15:00"));
        var late = await browser.SubmitAsync(page, Form, ("StartsAt", "17:00"));

        Assert.Contains("15:00–16:00", moved.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("17:00", late.Words, StringComparison.Ordinal);
        var visits = await VisitsAsync(request);
        Assert.Equal((2, 2), (visits.Count(v => v.State is ShiftState.Cancelled), visits.Count(v => v.State is ShiftState.Published)));
    }

    [Fact]
    public async Task Nothing_is_begun_for_who_took_their_agreement_back()
    {
        var (request, usual, browser) = await KnownAsync();
        var form = await browser.GetPageAsync($"{Path(request)}/regular/new");
        await app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).ExecuteUpdateAsync(u => u.SetProperty(b => b.ConsentWithdrawnAtUtc, app.NowUtc)));

        var refused = await browser.SubmitAsync(form, Form, Wish(usual));

        Assert.Equal("Nothing new can be planned until they agree again.", refused.Notice);
        Assert.Empty(await VisitsAsync(request));
        Assert.DoesNotContain("/regular/new", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_centre_an_operator_and_a_volunteer_come_to_nothing()
    {
        var (request, _, browser) = await KnownAsync();
        var regular = await app.AddRegularAsync(request);
        string[] paths = [$"{Path(request)}/regular/new", $"{Path(request)}/regular/{regular.RegularVisitId}"];
        var elsewhere = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));
        var own = await elsewhere.GetPageAsync($"{Path(await app.AddHelpRequestAsync(w => w with { DistrictCode = "khazar" }))}/regular/new");
        Assert.All(await Task.WhenAll(paths.Select(browser.GetPageAsync)), p => Assert.Equal(HttpStatusCode.OK, p.Status));

        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.SubmitToAsync(own, Form, path, Wish(null))).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await app.NewBrowserAsync(await app.AddOperatorAsync())).GetPageAsync(path)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await app.NewBrowserAsync((await app.AddVolunteerAsync()).Account)).GetPageAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.SubmitToAsync(own, Form, $"{Path(request)}/regular/{regular.RegularVisitId}/end")).Status);
        Assert.Null(await app.QueryAsync(db => db.RegularVisits.Where(v => v.RegularVisitId == regular.RegularVisitId).Select(v => v.EndedAtUtc).SingleAsync()));
    }

    private static (string Name, string? Value)[] Wish(Guid? usual) =>
    [
        ("HelpCategoryCode", "shopping"), ("Description", "Çörək və süd"), ("Day", nameof(DayOfWeek.Tuesday)), ("StartsAt", "10:00"), ("Minutes", "60"),
        ("EveryWeeks", "1"), ("FromOn", "2026-11-24"), ("UntilOn", ""), ("VolunteerId", usual?.ToString() ?? ""),
    ];

    private static string Path(HelpRequest request) => $"/en/desk/people-helped/{request.BeneficiaryId}";

    private async Task<(HelpRequest Request, Guid Usual, Browser Browser)> KnownAsync()
    {
        var request = await app.AddHelpRequestAsync();
        var usual = await app.AddVolunteerIdAsync();
        await app.AddKnownAsync(request.BeneficiaryId, usual);

        return (request, usual, await app.NewBrowserAsync(await app.AddCoordinatorAsync()));
    }

    /// <summary>The visits that were made for the person, by time.</summary>
    private Task<List<Shift>> VisitsAsync(HelpRequest request) => app.QueryAsync(db => db.Shifts.AsNoTracking().Include(s => s.Assignments)
        .Where(s => s.VolunteerTask.HelpRequest!.BeneficiaryId == request.BeneficiaryId).OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).ToListAsync());
}
