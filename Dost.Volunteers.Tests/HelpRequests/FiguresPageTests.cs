using System.Net;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Reviews;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>Figures and the week looked back at, over HTTP. The clock stands on Monday, 23 November 2026, 10:00 in Baku.</summary>
public sealed class FiguresPageTests : IAsyncLifetime
{
    private const string LastWeek = "/en/desk/figures/review/2026-11-16";
    private TestApp App { get; } = new();

    public Task InitializeAsync() => App.InitializeAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();

    [Fact]
    public async Task The_figures_of_a_week_are_those_reckoned_by_hand()
    {
        await HelpedAsync(contactMinutes: 30, helpHours: 5, stars: 5);
        await HelpedAsync(contactMinutes: 90, helpHours: 7, stars: 4);
        await HelpedAsync(contactMinutes: 60, helpHours: 100, stars: null);
        var browser = await StaffAsync();

        var page = await browser.GetPageAsync("/en/desk/figures");
        var row = page.All("#by-week ~ .table-wrap tbody tr").Select(r => r.TextContent).Single(r => r.Contains("16 November", StringComparison.Ordinal));

        foreach (var figure in (string[])["1 hour", "1 hour 30 minutes", "7 hours", "4 days 4 hours", "67%", "4.5"])
        {
            Assert.Contains(figure, row, StringComparison.Ordinal);
        }

        Assert.Equal(4, page.All("svg.trend[role=img][aria-label]").Count);
        var csv = await browser.SubmitAsync(page, "form[action$='/csv']");
        Assert.Contains("2026-11-16;3;60;90;3;420;6000;2;3;2;4,50", csv.Html.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Abbasova", csv.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_are_of_ones_own_centres_and_an_administrator_reads_all()
    {
        await HelpedAsync(contactMinutes: 30, helpHours: 5, stars: 5);

        Assert.Contains("Nobody has asked for help", (await (await App.NewBrowserAsync(await App.AddCoordinatorAsync("2"))).GetPageAsync("/en/desk/figures")).Words, StringComparison.Ordinal);
        Assert.Contains("By centre", (await (await App.NewBrowserAsync(await App.AddAdministratorAsync())).GetPageAsync("/en/desk/figures")).Words, StringComparison.Ordinal);
        var centre = (await App.CentreAsync()).CentreId;
        Assert.Equal(HttpStatusCode.NotFound, (await (await App.NewBrowserAsync(await App.AddCoordinatorAsync("2"))).GetPageAsync($"{LastWeek}?centre={centre:D}")).Status);
    }

    [Fact]
    public async Task What_was_late_is_explained_and_what_changes_is_written_down()
    {
        var late = await HelpedAsync(contactMinutes: 30, helpHours: 100, stars: null);
        var inTime = await HelpedAsync(contactMinutes: 30, helpHours: 5, stars: null);
        var browser = await StaffAsync();

        var page = await browser.GetPageAsync(LastWeek);
        Assert.Contains($"/late/{late.HelpRequestId}", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/late/{inTime.HelpRequestId}", page.Html, StringComparison.Ordinal);
        Assert.Contains("Not explained yet: 1", page.Words, StringComparison.Ordinal);

        var form = await browser.GetPageAsync($"/en/desk/figures/late/{late.HelpRequestId}?week=2026-11-16");
        var without = await browser.SubmitAsync(form, ("Reason", "Other"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Say in a few words what it was"), (without.Status, without.ComplaintOf("Note")));
        var explained = await browser.SubmitAsync(form, ("Reason", "Transport"), ("Note", "Yol bağlı idi"));
        Assert.Contains("transport. Yol bağlı idi", explained.Words, StringComparison.Ordinal);
        Assert.Equal(LateReason.Transport, await App.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == late.HelpRequestId).Select(r => r.LateReason).SingleAsync()));

        var written = await browser.SubmitAsync(explained, "form:has(#WhatChanged)", ("WhatChanged", "Səhər zəng edirik"));
        Assert.Contains("Səhər zəng edirik", written.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_write_about_a_week_the_second_reads_the_first_and_loses_nothing()
    {
        var (first, second) = (await StaffAsync(), await StaffAsync());
        var (seenByFirst, seenBySecond) = (await first.GetPageAsync(LastWeek), await second.GetPageAsync(LastWeek));

        await first.SubmitAsync(seenByFirst, "form:has(#WhatChanged)", ("WhatChanged", "Birinci söz"));
        var clash = await second.SubmitAsync(seenBySecond, "form:has(#WhatChanged)", ("WhatChanged", "İkinci söz"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, clash.Status);
        Assert.Equal(("İkinci söz", "Birinci söz"), (clash.Value("WhatChanged")?.Trim(), clash.Text("#changes ~ blockquote")));
        await second.SubmitAsync(clash, "form:has(#WhatChanged)", ("WhatChanged", "Birinci və ikinci söz"));
        Assert.Equal("Birinci və ikinci söz", await App.QueryAsync(db => db.WeeklyReviews.Select(r => r.WhatChanged).SingleAsync()));
    }

    [Theory]
    [InlineData("/desk/figures/review/2026-11-16", HttpStatusCode.OK)]
    [InlineData("/desk/figures/review/2026-11-18", HttpStatusCode.OK)]
    [InlineData("/desk/figures/review/2026-11-30", HttpStatusCode.NotFound)]
    [InlineData("/desk/figures/review/0001-01-01", HttpStatusCode.NotFound)]
    [InlineData("/desk/figures/review/abc", HttpStatusCode.NotFound)]
    [InlineData("/desk/figures/review/2026-11-16?page=99999999999", HttpStatusCode.OK)]
    [InlineData("/desk/figures/review/2026-11-16?centre=abc", HttpStatusCode.NotFound)]
    [InlineData("/desk/figures/review", HttpStatusCode.OK)]
    [InlineData("/desk/figures?centre=abc", HttpStatusCode.OK)]
    public async Task Addresses_of_weeks_are_answered_calmly(string path, HttpStatusCode status)
    {
        Assert.Equal(status, (await (await StaffAsync()).GetPageAsync(path)).Status);
        Assert.StartsWith("/account/sign-in", (await App.NewBrowser().GetPageAsync(path)).Path, StringComparison.Ordinal);
    }

    private async Task<Browser> StaffAsync() => await App.NewBrowserAsync(await App.AddCoordinatorAsync());

    /// <summary>Asked last Monday at ten, due within three days of that.</summary>
    private async Task<HelpRequest> HelpedAsync(int contactMinutes, int helpHours, int? stars)
    {
        var request = await App.AddHelpRequestAsync();
        var asked = App.NowUtc.AddDays(-7);
        Assert.Equal(new DateOnly(2026, 11, 16), ReviewWeek.Of(asked));
        var contact = asked.AddMinutes(contactMinutes);
        var helped = asked.AddHours(helpHours);
        var (contactDue, helpDue) = (asked.AddHours(24), asked.AddHours(72));
        await App.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).ExecuteUpdateAsync(s => s
            .SetProperty(r => r.AskedAtUtc, asked)
            .SetProperty(r => r.WantedOn, BakuTime.DateOf(asked))
            .SetProperty(r => r.ContactDueAtUtc, contactDue)
            .SetProperty(r => r.HelpDueAtUtc, helpDue)
            .SetProperty(r => r.FirstContactAtUtc, contact)
            .SetProperty(r => r.HelpedAtUtc, helped)
            .SetProperty(r => r.State, stars is null ? HelpRequestState.Done : HelpRequestState.Closed)
            .SetProperty(r => r.DueAtUtc, (DateTime?)null)
            .SetProperty(r => r.Stars, stars)));

        return request;
    }
}
