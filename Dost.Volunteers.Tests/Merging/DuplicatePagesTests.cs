using System.Net;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Merging;

/// <summary>The list of pairs, the two side by side, and the merge, over HTTP.</summary>
public sealed class DuplicatePagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_coordinator_merges_from_the_list_and_old_addresses_lead_to_the_kept_record()
    {
        var both = await Twice.AddAsync(app);
        await Twice.AddHoursAsync(app, both.Merged.VolunteerId, 120, BakuTime.DateOf(app.NowUtc), approved: true);
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        Assert.Contains(both.Kept.FullName, (await browser.GetPageAsync("/desk/duplicates")).Words, StringComparison.Ordinal);
        Assert.Single((await browser.GetPageAsync($"/desk/volunteers/{both.Kept.VolunteerId}")).All($"a[href$='/desk/duplicates/{both.PairId}']"));
        var page = await browser.GetPageAsync($"/desk/duplicates/{both.PairId}?keep={both.Kept.VolunteerId}");
        Assert.Contains("2 saat", page.Words, StringComparison.Ordinal);

        page = await browser.SubmitAsync(page, "form.form", ("Phone", "Merged"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Single(page.All("input[name=Phone][value=Merged][checked]"));
        page = await browser.SubmitAsync(page, "form.form", ("Reason", "Telefonla danışdıq"));

        Assert.StartsWith("İki qeyd birləşdi", page.Notice, StringComparison.Ordinal);
        Assert.Equal(both.Merged.Phone, (await app.ReloadAsync(both.Kept)).Phone);
        Assert.Contains(both.Kept.FullName, (await browser.GetPageAsync($"/desk/volunteers/{both.Merged.VolunteerId}")).Words, StringComparison.Ordinal);
        Assert.Contains(both.Kept.FullName, (await browser.GetPageAsync($"/desk/duplicates/{both.PairId}")).Words, StringComparison.Ordinal);
        var notes = (await browser.GetPageAsync($"/desk/volunteers/{both.Kept.VolunteerId}/notes")).Words;
        Assert.Contains("Telefonla danışdıq", notes, StringComparison.Ordinal);
        Assert.Contains(PhoneNumber.Display(both.Merged.Phone), notes, StringComparison.Ordinal);
        Assert.Contains("başqa qeydi buna qoşuldu", (await browser.GetPageAsync($"/desk/volunteers/{both.Kept.VolunteerId}/timeline")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_must_be_of_ones_own_centres()
    {
        var nizami = (await app.CentreAsync("3")).CentreId;
        var both = await Twice.AddAsync(app, merged: v => (v.CentreId, v.DistrictCode) = (nizami, "nizami"));
        var address = $"/desk/duplicates/{both.PairId}";

        foreach (var account in new[] { await app.AddCoordinatorAsync(), await app.AddCoordinatorAsync("3") })
        {
            var browser = await app.NewBrowserAsync(account);
            Assert.DoesNotContain(both.Kept.FamilyName, (await browser.GetPageAsync("/desk/duplicates")).Words, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync(address)).Status);
        }

        foreach (var account in new[] { await app.AddCoordinatorAsync("1", "3"), await app.AddAdministratorAsync() })
        {
            Assert.Contains(both.Kept.FullName, (await (await app.NewBrowserAsync(account)).GetPageAsync(address)).Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_people_are_not_shown_again()
    {
        var both = await Twice.AddAsync(app);
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        var page = await browser.SubmitAsync(await browser.GetPageAsync($"/desk/duplicates/{both.PairId}"), "form[action$='/two']");

        Assert.StartsWith("Qeyd olundu", page.Notice, StringComparison.Ordinal);
        Assert.DoesNotContain(both.Kept.FamilyName, page.All("main ul").Select(e => e.TextContent).DefaultIfEmpty("").First(), StringComparison.Ordinal);
        Assert.Empty((await browser.GetPageAsync($"/desk/duplicates/{both.PairId}")).All("form.form"));
        Assert.Equal(DuplicateState.NotTheSame, await app.QueryAsync(db => db.LikelyDuplicates.Where(d => d.LikelyDuplicateId == both.PairId).Select(d => d.State).SingleAsync()));
    }

    [Fact]
    public async Task What_stands_against_it_is_said_with_a_link_and_a_changed_record_keeps_what_was_typed()
    {
        var both = await Twice.AddAsync(app);
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var address = $"/desk/duplicates/{both.PairId}?keep={both.Kept.VolunteerId}";
        var old = await browser.GetPageAsync(address);
        var shift = await app.AddShiftAsync(daysAhead: 3);
        await app.PlaceAsync(shift, both.Kept);

        var again = await browser.SubmitAsync(old, "form.form", ("Reason", "Yanımda idi"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("Yanımda idi", again.Html, StringComparison.Ordinal);

        await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 3, hour: 11), both.Merged);
        Assert.Equal(2, (await browser.GetPageAsync(address)).All(".notice--bad a[href*='/desk/shifts/']").Count);
        Assert.Empty((await browser.GetPageAsync(address)).All("form.form"));
    }

    [Theory]
    [InlineData("/desk/duplicates?page=0", HttpStatusCode.OK)]
    [InlineData("/desk/duplicates?page=1000000000", HttpStatusCode.OK)]
    [InlineData("/desk/duplicates?page=x", HttpStatusCode.OK)]
    [InlineData("/desk/duplicates/none", HttpStatusCode.NotFound)]
    [InlineData("/desk/duplicates/00000000-0000-0000-0000-000000000001", HttpStatusCode.NotFound)]
    public async Task Odd_addresses_have_an_answer(string path, HttpStatusCode expected) =>
        Assert.Equal(expected, (await (await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"))).GetPageAsync(path)).Status);
}
