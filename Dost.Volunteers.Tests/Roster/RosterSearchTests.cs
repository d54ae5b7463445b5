using System.Net;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Roster;

/// <summary>Finding a volunteer in the coordinator's list.</summary>
public class RosterSearchTests(TestApp app) : IClassFixture<TestApp>
{
    private static Action<Volunteer> Named(string givenName, string familyName) => v =>
    {
        v.GivenName = givenName;
        v.FamilyName = familyName;
    };

    [Theory]
    [InlineData("əliyeva")]
    [InlineData("ELİYEVA")]
    [InlineData("eliyeva")]
    [InlineData("Aliyeva")]
    [InlineData("Алиева")]
    [InlineData("АЛИЕВА гюнай")]
    [InlineData("Эли")]
    [InlineData("gunay eliyeva")]
    [InlineData("Əliyeva  Günay")]
    [InlineData("əl gü")]
    public async Task A_name_is_found_in_any_case_alphabet_and_order(string typed)
    {
        var (volunteer, _) = await app.AddVolunteerAsync(change: Named("Günay", "Əliyeva"));

        Assert.True(IsOn(await SearchAsync(typed), volunteer));
    }

    [Theory]
    [InlineData("Patrick", "O'Brien", "obrien")]
    [InlineData("Patrick", "O’Brien", "o'brien")]
    [InlineData("Həsən", "Məmmədov-Quliyev", "quliyev")]
    [InlineData("Həsən", "Məmmədov-Quliyev", "Мамедов Гасан")]
    [InlineData("Çingiz", "Xəlilov", "Халилов")]
    [InlineData("Cavid", "Cəfərov", "Джафаров")]
    [InlineData("Анна", "Иванова", "ivanova")]
    public async Task Names_with_signs_and_in_Russian_letters_are_found(string givenName, string familyName, string typed)
    {
        var (volunteer, _) = await app.AddVolunteerAsync(change: Named(givenName, familyName));

        Assert.True(IsOn(await SearchAsync(typed), volunteer));
    }

    [Theory]
    [InlineData("055 765 43 21")]
    [InlineData("0557654321")]
    [InlineData("7654321")]
    [InlineData("65 43")]
    [InlineData("+994 55 765-43-21")]
    [InlineData("00994557654321")]
    [InlineData("(055) 765")]
    [InlineData("leyla 765 43")]
    public async Task A_part_of_the_phone_is_found_as_people_write_it(string typed)
    {
        await app.QueryAsync(db => db.Volunteers.Where(v => v.Phone == "+994557654321").ExecuteUpdateAsync(set => set.SetProperty(v => v.Phone, TestData.NewPhone())));
        var (volunteer, _) = await app.AddVolunteerAsync(change: v => v.Phone = "+994557654321");

        Assert.True(IsOn(await SearchAsync(typed), volunteer));
    }

    [Fact]
    public async Task Who_was_renamed_is_found_by_the_new_name_only_and_who_is_deleted_not_at_all()
    {
        var (volunteer, account) = await app.AddVolunteerAsync(change: Named("Könül", "Babazadə"));
        Assert.True(IsOn(await SearchAsync("babazade"), volunteer));

        await using (var scope = app.NewScope())
        {
            var changed = await scope.Db.Volunteers.SingleAsync(v => v.VolunteerId == volunteer.VolunteerId);
            changed.FamilyName = "Vəkilova";
            await scope.Db.SaveChangesAsync();
        }

        Assert.False(IsOn(await SearchAsync("babazade"), volunteer));
        Assert.True(IsOn(await SearchAsync("vekilova"), volunteer));

        await using (var scope = app.NewScope())
        {
            await scope.Db.Users.Where(u => u.Id == account.Id).ExecuteDeleteAsync();
            scope.Db.Volunteers.Remove(await scope.Db.Volunteers.SingleAsync(v => v.VolunteerId == volunteer.VolunteerId));
            await scope.Db.SaveChangesAsync();
        }

        Assert.Equal(0, await app.QueryAsync(db => db.VolunteerSearchTerms.CountAsync(t => t.VolunteerId == volunteer.VolunteerId)));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("'\"<script>;--")]
    [InlineData("zzzz'\"<script>")]
    [InlineData("\u202e\u200f")]
    [InlineData("😀")]
    [InlineData("Əliyev%")]
    public async Task Hostile_signs_find_nobody_and_break_nothing(string typed)
    {
        await app.AddVolunteerAsync(change: Named("Orxan", "Zeynallı"));
        var page = await SearchAsync(typed);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.All("#results script"));
        Assert.DoesNotContain("Zeynallı", page.Text("#results"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_signs_and_a_sign_that_turns_the_line_are_read_as_far_as_a_name_goes()
    {
        var (volunteer, _) = await app.AddVolunteerAsync(change: Named("Sevinc", "Paşazadə"));

        Assert.Equal(HttpStatusCode.OK, (await SearchAsync(new string('ə', 10_000))).Status);
        Assert.True(IsOn(await SearchAsync("\u202ePaşazadə\u200f"), volunteer));
        Assert.True(IsOn(await SearchAsync("Paşazadə " + new string(' ', 10_000)), volunteer));
    }

    [Fact]
    public async Task Nobody_found_says_what_to_do_next() => Assert.Equal("Heç kim tapılmadı", (await SearchAsync("Wrzesniewski")).Text(".empty-state__title"));

    [Fact]
    public async Task What_was_typed_is_in_no_address_of_the_page()
    {
        for (var i = 0; i < 27; i++)
        {
            await app.AddVolunteerAsync("barda", change: Named("Ad", $"Qızılgül{(char)('a' + i)}"));
        }

        var browser = await CoordinatorOfAsync("barda");
        var page = await SearchAsync("Qızılgül", browser);
        var next = await browser.GetPageAsync(page.LinkTo("Növbəti"));

        foreach (var shown in new[] { page, next })
        {
            var addresses = shown.All("[href], [action]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("action")!).Append(shown.Path);
            Assert.DoesNotContain(addresses, a => Uri.UnescapeDataString(a).Contains("zılg", StringComparison.OrdinalIgnoreCase) || a.Contains("qizil", StringComparison.OrdinalIgnoreCase));
            Assert.Equal("Qızılgül", shown.Value("q"));
        }

        Assert.Equal(25, page.All("#results li.card-row").Count);
        Assert.Equal(2, next.All("#results li.card-row").Count);
        Assert.Equal(page.All(".card-row__title").Select(t => t.TextContent), (await browser.GetPageAsync(next.LinkTo("Əvvəlki"))).All(".card-row__title").Select(t => t.TextContent));
    }

    [Fact]
    public async Task The_sealed_search_opens_for_nobody_else_and_not_after_a_day()
    {
        await using var own = await TestApp.StartAsync();
        var (volunteer, _) = await own.AddVolunteerAsync(change: Named("Aytən", "Nərimanova"));
        await own.AddVolunteerAsync(change: Named("Başqa", "Adam"));
        var browser = await own.NewBrowserAsync(await own.AddCoordinatorAsync());
        var page = await SearchAsync("nerimanova", browser);
        Assert.Single(page.All("#results li.card-row"));

        var other = await (await own.NewBrowserAsync(await own.AddCoordinatorAsync())).GetPageAsync(page.Path);
        Assert.Equal("", other.Value("q"));
        Assert.Equal(2, other.All("#results li.card-row").Count);

        own.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("", (await browser.GetPageAsync(page.Path)).Value("q"));
        Assert.Equal("", (await browser.GetPageAsync("/desk/volunteers?s=nonsense&q=nerimanova")).Value("q"));
        Assert.NotEqual(Guid.Empty, volunteer.VolunteerId);
    }

    [Fact]
    public async Task The_list_goes_forward_and_back_without_leaving_anybody_out()
    {
        await using var own = await TestApp.StartAsync();

        for (var i = 0; i < 60; i++)
        {
            await own.AddVolunteerAsync(i % 2 == 0 ? "yasamal" : "khazar", change: Named("Ad", $"Soyad{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"));
        }

        foreach (var account in new[] { await own.AddCoordinatorAsync("1", "2"), await own.AddAdministratorAsync() })
        {
            var browser = await own.NewBrowserAsync(account);
            var first = await browser.GetPageAsync("/desk/volunteers");
            var second = await browser.GetPageAsync(first.LinkTo("Növbəti"));
            var third = await browser.GetPageAsync(second.LinkTo("Növbəti"));
            var names = new[] { first, second, third }.SelectMany(Names).ToList();

            Assert.Equal(60, names.Count);
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
            Assert.Equal(Names(second), Names(await browser.GetPageAsync(third.LinkTo("Əvvəlki"))));
            Assert.Equal(Names(first), Names(await browser.GetPageAsync(second.LinkTo("Əvvəlki"))));
            Assert.Empty(third.All("a[rel=next]"));
        }
    }

    private static List<string> Names(WebPage page) => [.. page.All("#results .card-row__title").Select(t => t.TextContent.Trim())];

    private static bool IsOn(WebPage page, Volunteer volunteer) =>
        page.All("#results a").Any(a => a.GetAttribute("href")!.EndsWith(volunteer.VolunteerId.ToString(), StringComparison.Ordinal));

    private async Task<Browser> CoordinatorOfAsync(string district)
    {
        var centre = await app.QueryAsync(db => db.Districts.Where(d => d.DistrictCode == district).Join(db.Centres, d => d.CentreId, c => c.CentreId, (d, c) => c.Code).SingleAsync());

        return await app.NewBrowserAsync(await app.AddCoordinatorAsync(centre));
    }

    private async Task<WebPage> SearchAsync(string typed, Browser? browser = null)
    {
        browser ??= await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        return await browser.SubmitAsync(await browser.GetPageAsync("/desk/volunteers"), "form[role=search]", ("q", typed));
    }
}
