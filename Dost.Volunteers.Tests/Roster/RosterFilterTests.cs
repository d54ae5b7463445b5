using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Roster;

/// <summary>The filters of the coordinator's list, and the filters that one keeps.</summary>
public class RosterFilterTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Each_filter_keeps_those_who_fit_and_only_them()
    {
        var fits = await AddAsync(v =>
        {
            v.Programme = Programme.Virtual;
            v.Skills.Add(new VolunteerSkill { VolunteerId = v.VolunteerId, SkillCode = "nursing" });
            v.Languages.Add(new VolunteerLanguage { VolunteerId = v.VolunteerId, LanguageCode = "en" });
            v.Availability.Add(Window(v, DayOfWeek.Tuesday));
        });
        var other = await AddAsync(v => v.Availability.Add(Window(v, DayOfWeek.Friday)));
        await AddHoursAsync(fits, 600);
        await AddHoursAsync(other, 60);
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        foreach (var query in new[] { "programme=Virtual", "skill=nursing", "language=en", "on=2026-11-24", "from=10", "from=5&to=10", "district=sabail&programme=Virtual&skill=nursing&on=2026-11-24" })
        {
            var page = await browser.GetPageAsync("/desk/volunteers?district=sabail&" + query);
            Assert.True(IsOn(page, fits), query);
            Assert.False(IsOn(page, other), query);
        }

        Assert.False(IsOn(await browser.GetPageAsync("/desk/volunteers?district=yasamal"), fits));
        Assert.False(IsOn(await browser.GetPageAsync("/desk/volunteers?district=sabail&from=11"), fits));
        Assert.True(IsOn(await browser.GetPageAsync("/desk/volunteers?district=sabail&to=1"), other));
    }

    [Fact]
    public async Task Who_is_away_on_the_day_is_not_available()
    {
        var volunteer = await AddAsync(v =>
        {
            v.Availability.Add(Window(v, DayOfWeek.Wednesday));
            v.Blackouts.Add(new BlackoutPeriod { BlackoutPeriodId = Guid.CreateVersion7(), VolunteerId = v.VolunteerId, FirstOn = new DateOnly(2026, 11, 20), LastOn = new DateOnly(2026, 11, 25) });
        });
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        Assert.False(IsOn(await browser.GetPageAsync("/desk/volunteers?district=sabail&on=2026-11-25"), volunteer));
        Assert.True(IsOn(await browser.GetPageAsync("/desk/volunteers?district=sabail&on=2026-12-02"), volunteer));
    }

    [Fact]
    public async Task A_credential_counts_while_it_is_good_and_who_lacks_it_can_be_asked_for()
    {
        var holds = await AddAsync(_ => { });
        var expired = await AddAsync(_ => { });
        await using (var scope = app.NewScope())
        {
            var type = await scope.Db.CredentialTypes.OrderBy(t => t.Position).FirstAsync(t => !scope.Db.Credentials.Any(c => c.CredentialTypeCode == t.CredentialTypeCode));
            var today = new DateOnly(2026, 11, 23);
            scope.Db.Credentials.Add(Credential.Held(holds.VolunteerId, type, new CredentialDates(today.AddDays(-3), today.AddDays(300)), null, app.NowUtc));
            var old = new Credential { CredentialId = Guid.CreateVersion7(), VolunteerId = expired.VolunteerId, CredentialTypeCode = type.CredentialTypeCode, IssuedOn = today.AddYears(-3), SubmittedAtUtc = app.NowUtc };
            Assert.True(old.Verify(today.AddYears(-3), today.AddDays(-1), null, app.NowUtc));
            scope.Db.Credentials.Add(old);
            await scope.Db.SaveChangesAsync();
            var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
            var have = await browser.GetPageAsync($"/desk/volunteers?district=sabail&credential={type.CredentialTypeCode}");
            var lack = await browser.GetPageAsync($"/desk/volunteers?district=sabail&credential=not-{type.CredentialTypeCode}");
            var before = await browser.GetPageAsync($"/desk/volunteers?district=sabail&on=2026-11-22&credential={type.CredentialTypeCode}");

            Assert.True(IsOn(have, holds) && !IsOn(have, expired));
            Assert.True(IsOn(lack, expired) && !IsOn(lack, holds));
            Assert.False(IsOn(before, expired), "there is no window on that day");
        }
    }

    [Theory]
    [InlineData("?after=nonsense&before=0")]
    [InlineData("?after=00000000-0000-0000-0000-000000000000")]
    [InlineData("?state=7&programme=x&district=%27&skill=%27%20or%201=1&on=2026-13-45&from=-1&to=99999999999&tag=x&centre=y")]
    [InlineData("?page=1000000000&q=%25")]
    public async Task Nonsense_in_the_address_shows_the_whole_list(string query)
    {
        var volunteer = await AddAsync(v => v.FamilyName = "Aaaa");
        var page = await (await app.NewBrowserAsync(await app.AddCoordinatorAsync())).GetPageAsync("/desk/volunteers" + query);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(IsOn(page, volunteer));
    }

    [Fact]
    public async Task A_coordinator_finds_only_their_own_people_by_search_filter_and_page()
    {
        var (elsewhere, _) = await app.AddVolunteerAsync("khazar", change: v => v.FamilyName = "Kənaroğlu");
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var list = await browser.GetPageAsync("/desk/volunteers");

        Assert.False(IsOn(await browser.SubmitAsync(list, "form[role=search]", ("q", "kenaroglu")), elsewhere));
        Assert.False(IsOn(await browser.SubmitAsync(list, "form[role=search]", ("q", elsewhere.Phone)), elsewhere));
        Assert.False(IsOn(await browser.GetPageAsync($"/desk/volunteers?centre={elsewhere.CentreId}"), elsewhere));
        Assert.False(IsOn(await browser.GetPageAsync("/desk/volunteers?district=khazar"), elsewhere));
        Assert.DoesNotContain("Kənaroğlu", (await browser.GetPageAsync($"/desk/volunteers?after={elsewhere.VolunteerId}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_in_all_follow_approval_and_are_put_right_where_they_are_wrong()
    {
        var volunteer = await AddAsync(_ => { });
        await AddHoursAsync(volunteer, 90);
        await AddHoursAsync(volunteer, -30);
        Assert.Equal(60, await ServedAsync(volunteer));

        await app.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteer.VolunteerId).ExecuteUpdateAsync(set => set.SetProperty(v => v.ServedMinutes, 7)));
        await app.QueryAsync(db => db.VolunteerSearchTerms.Where(t => t.VolunteerId == volunteer.VolunteerId).ExecuteDeleteAsync());

        await using (var scope = app.NewScope())
        {
            var repair = scope.Get<RosterRepair>();
            Assert.Equal(1, await repair.CountHoursAsync(CancellationToken.None));
            Assert.Equal(1, await repair.AddMissingTermsAsync(CancellationToken.None));
            Assert.Equal(0, await repair.AddMissingTermsAsync(CancellationToken.None));
        }

        Assert.Equal(60, await ServedAsync(volunteer));
        Assert.NotEqual(0, await app.QueryAsync(db => db.VolunteerSearchTerms.CountAsync(t => t.VolunteerId == volunteer.VolunteerId)));
    }

    [Fact]
    public async Task A_filter_is_kept_under_a_name_opened_by_default_and_deleted()
    {
        var account = await app.AddCoordinatorAsync();
        var browser = await app.NewBrowserAsync(account);
        await AddAsync(v => v.Programme = Programme.Silver);
        var page = await browser.GetPageAsync("/desk/volunteers?programme=Silver&district=sabail");

        var kept = await browser.SubmitAsync(page, "form[action$='/filters']", ("name", "Sabail, Gümüş"), ("usual", "true"));
        Assert.Contains("Sabail, Gümüş", kept.All(".tabs__link[aria-current]").Select(a => a.TextContent));

        var opened = await browser.GetPageAsync("/desk/volunteers");
        Assert.EndsWith("/desk/volunteers?programme=Silver&district=sabail", opened.Path, StringComparison.Ordinal);
        Assert.EndsWith("?all=true", (await browser.GetPageAsync("/desk/volunteers?all=true")).Path, StringComparison.Ordinal);

        var forgotten = await browser.SubmitAsync(opened, "form[action$='/forget']");
        Assert.Empty(forgotten.All(".tabs"));
        Assert.EndsWith("/desk/volunteers", (await browser.GetPageAsync("/desk/volunteers")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_filter_is_ones_own_and_holds_nothing_that_was_typed()
    {
        var owner = await app.AddCoordinatorAsync();
        var first = await app.NewBrowserAsync(owner);
        var (volunteer, _) = await app.AddVolunteerAsync("sabail", change: v => v.FamilyName = "Gizlinova");
        var found = await first.SubmitAsync(await first.GetPageAsync("/desk/volunteers"), "form[role=search]", ("q", "gizlinova"), ("district", "sabail"));
        Assert.True(IsOn(found, volunteer));
        await first.SubmitAsync(found, "form[action$='/filters']", ("name", "Mənim"));
        var saved = await app.QueryAsync(db => db.SavedFilters.SingleAsync(f => f.UserAccountId == owner.Id));
        Assert.Equal("?district=sabail", saved.Query);

        var second = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var list = await second.GetPageAsync("/desk/volunteers");
        Assert.DoesNotContain("Mənim", list.Text("main"), StringComparison.Ordinal);
        var token = ("__RequestVerificationToken", list.One("input[name=__RequestVerificationToken]").GetAttribute("value")!);
        Assert.Equal(HttpStatusCode.NotFound, (await second.PostAsync($"/desk/volunteers/filters/{saved.SavedFilterId}/forget", token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await second.PostAsync($"/desk/volunteers/filters/{saved.SavedFilterId}/usual", token, ("on", "true"))).Status);
        Assert.Equal(1, await app.QueryAsync(db => db.SavedFilters.CountAsync(f => f.SavedFilterId == saved.SavedFilterId)));
    }

    [Fact]
    public async Task There_are_no_more_kept_filters_than_one_can_tell_apart()
    {
        var account = await app.AddCoordinatorAsync();
        await using var scope = app.NewScope();
        var user = scope.Get<CurrentUser>();
        (user.AccountId, user.IsCoordinator) = (account.Id, true);
        var service = scope.Get<SavedFilterService>();

        for (var i = 0; i < SavedFilter.MostPerAccount; i++)
        {
            Assert.True(await service.SaveAsync($"F{i}", "?state=Active", isDefault: false, CancellationToken.None));
        }

        Assert.False(await service.SaveAsync("noch einer", "?state=Active", isDefault: false, CancellationToken.None));
        Assert.True(await service.SaveAsync("F3", "?state=Paused", isDefault: true, CancellationToken.None));
        Assert.Equal("?state=Paused", await service.DefaultAsync(CancellationToken.None));
    }

    private static bool IsOn(WebPage page, Volunteer volunteer) => page.Text("#results").Length > 0 && page.One("#results").InnerHtml.Contains(volunteer.VolunteerId.ToString(), StringComparison.Ordinal);

    private static AvailabilityWindow Window(Volunteer volunteer, DayOfWeek day) =>
        new() { AvailabilityWindowId = Guid.CreateVersion7(), VolunteerId = volunteer.VolunteerId, Day = day, StartsAt = new TimeOnly(9, 0), EndsAt = new TimeOnly(12, 0) };

    private async Task<Volunteer> AddAsync(Action<Volunteer> change) => (await app.AddVolunteerAsync("sabail", change: change)).Volunteer;

    private Task<int> ServedAsync(Volunteer volunteer) => app.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteer.VolunteerId).Select(v => v.ServedMinutes).SingleAsync());

    private async Task AddHoursAsync(Volunteer volunteer, int minutes)
    {
        await using var scope = app.NewScope();
        var entry = await scope.Get<HoursLedger>().AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, new DateOnly(2026, 11, 20), minutes, app.NowUtc, CancellationToken.None);
        await scope.Db.SaveChangesAsync();
        Assert.True(entry.Approve(Guid.NewGuid(), app.NowUtc));
        await scope.Db.SaveChangesAsync();
    }
}
