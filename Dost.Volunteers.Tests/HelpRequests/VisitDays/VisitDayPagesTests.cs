using System.Net;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests.VisitDays;

/// <summary>The coordinator's visit days over HTTP.</summary>
public class VisitDayPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_coordinator_makes_a_day_arranges_it_tells_the_households_and_calls_it_off()
    {
        var (first, second) = (await app.AddTriagedAsync(), await app.AddTriagedAsync(w => w with { BeneficiaryName = "Gülnarə O'Konnor-Əliyeva" }));
        var browser = await StaffAsync();

        var page = await browser.GetPageAsync($"/desk/visit-days/new?DistrictCode=yasamal&On={app.Tomorrow():yyyy-MM-dd}");
        Assert.Contains("Gülnarə O'Konnor-Əliyeva", page.Words, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "main form[method=post]", [("Vehicle", "10-DO-142"), .. Boxes(page, first, second)]);
        Assert.StartsWith("/desk/visit-days/", page.Path, StringComparison.Ordinal);
        var id = Guid.Parse(page.Path.Split('/')[^1]);
        Assert.Equal(2, page.All("#stops > li").Count);

        var order = (await app.DayAsync(id)).Stops.ConvertAll(s => s.VisitStopId);
        page = await browser.PostAsync($"/desk/visit-days/{id}/arrange", [.. Fields(page), ("Down", order[0].ToString())]);
        Assert.Equal(Enumerable.Reverse(order), (await app.DayAsync(id)).Stops.Select(s => s.VisitStopId));

        page = await browser.SubmitAsync(page, "form[action$='/tell']");
        Assert.Equal(2, await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.SubjectId == first.HelpRequestId && m.Kind == MessageKind.VisitWindowTold)));
        Assert.Empty(page.All("form[action$='/tell']"));

        page = await browser.SubmitAsync(await browser.GetPageAsync($"/desk/visit-days/{id}/call-off"), "main form", ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        await browser.SubmitAsync(page, "main form", ("Reason", "Avtomobil xarabdır"));
        Assert.Equal(VisitDayState.CalledOff, (await app.DayAsync(id)).State);
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_what_is_wrong()
    {
        var request = await app.AddTriagedAsync();
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync($"/desk/visit-days/new?DistrictCode=yasamal&On={app.Tomorrow():yyyy-MM-dd}");

        page = await browser.SubmitAsync(page, "main form[method=post]", [("Vehicle", "Nar & Co"), ("People", "yüz"), .. Boxes(page, request)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Nar & Co", page.Value("Vehicle"));
        Assert.NotNull(page.ComplaintOf("People"));
        Assert.Single(page.All("input[type=checkbox][name$='IsChosen'][checked]"));
        Assert.Equal(HelpRequestState.Triaged, await app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.State).SingleAsync()));
    }

    [Fact]
    public async Task The_list_for_the_team_names_nobody_and_that_for_staff_records_each_look()
    {
        var request = await app.AddTriagedAsync(w => w with { BeneficiaryName = "Şəfiqə Zamanova" });
        var day = await app.MakeVisitDayAsync(requests: request);
        var browser = await StaffAsync();

        var team = await browser.GetPageAsync($"/desk/visit-days/{day.VisitDayId}/team-list");
        var staff = await browser.GetPageAsync($"/desk/visit-days/{day.VisitDayId}/list");

        Assert.DoesNotContain("Zamanova", team.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Şərifzadə", team.Html, StringComparison.Ordinal);
        Assert.Contains("Zamanova", staff.Words, StringComparison.Ordinal);
        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.SubjectId == request.BeneficiaryId && e.Action == "VisitDayList")));
    }

    [Fact]
    public async Task A_day_of_another_centre_is_not_there()
    {
        var day = await app.MakeVisitDayAsync();
        var elsewhere = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));

        foreach (var path in new[] { "", "/list", "/team-list", "/add", "/call-off" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync($"/desk/visit-days/{day.VisitDayId}{path}")).Status);
        }
    }

    [Fact]
    public async Task Odd_addresses_are_answered_calmly()
    {
        var browser = await StaffAsync();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync("/desk/visit-days?past=ha&page=1000000000")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync("/desk/visit-days/new?CentreId=x&DistrictCode=%3Cb%3E&On=yesterday")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync("/desk/visit-days/abc")).Status);
    }

    private static IEnumerable<(string Name, string? Value)> Boxes(WebPage page, params HelpRequest[] requests) => requests.Select(r =>
        (page.One($"input[type=hidden][value='{r.HelpRequestId}']").GetAttribute("name")!.Replace("HelpRequestId", "IsChosen", StringComparison.Ordinal), (string?)"true"));

    private static IEnumerable<(string Name, string Value)> Fields(WebPage page) =>
        page.All("form[action$='/arrange'] input").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));

    private async Task<Browser> StaffAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());
}
