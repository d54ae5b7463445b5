using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Policies;

/// <summary>An administrator sees every setting, changes it within its bounds, and what it was before stays to be seen.</summary>
public sealed class SettingsPagesTests
{
    [Fact]
    public async Task Every_setting_has_a_place_on_a_page()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var index = await browser.GetPageAsync("/en/admin/settings");
        var forms = index.All("a[href*='/admin/settings/']").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        var fields = new List<string>();

        foreach (var form in forms)
        {
            fields.AddRange((await browser.GetPageAsync(form)).All("main form [name^='Values[']").Select(f => f.GetAttribute("name")!));
        }

        Assert.Equal(SettingCatalogue.All.Count, index.All("main dl.facts dt").Count);
        Assert.Equal(SettingCatalogue.All.Where(d => d.Page is SettingPage.Settings).Select(d => $"Values[{d.Key}]").Order(), fields.Distinct().Order());
        Assert.NotEmpty(index.All("a[href$='/admin/matching']"));
        Assert.NotEmpty(index.All("a[href$='/admin/messages/letters']"));
        Assert.NotEmpty((await browser.GetPageAsync("/en/admin/jobs")).All("main a[href$='/admin/settings']"));
    }

    [Fact]
    public async Task What_is_saved_holds_at_once_and_stays_to_be_seen_with_what_was_before()
    {
        await using var app = await TestApp.StartAsync();
        var administrator = await app.AddAdministratorAsync();
        var browser = await app.NewBrowserAsync(administrator);

        var done = await browser.SubmitAsync(await browser.GetPageAsync("/en/admin/settings/messages"), ("Values[Messaging.QuietFrom]", "22:30"), ("Values[Messaging.DigestOn]", "Friday"), ("Values[Messaging.SmsRepliesArrive]", "true"));

        Assert.Equal("The settings are saved, and hold from now on.", done.Notice);
        var policy = await PolicyAsync(app);
        Assert.Equal((new TimeOnly(22, 30), DayOfWeek.Friday, true), (policy.QuietFrom, policy.DigestOn, policy.SmsRepliesArrive));
        var changes = await app.QueryAsync(db => db.SettingChanges.OrderBy(c => c.SettingKey).ToListAsync());
        Assert.Equal([("Messaging.DigestOn", "Monday", "Friday"), ("Messaging.QuietFrom", "21:00", "22:30"), ("Messaging.SmsRepliesArrive", "false", "true")], changes.Select(c => (c.SettingKey, c.Before, c.After)));
        Assert.All(changes, c => Assert.Equal(administrator.Id, c.UserAccountId));
        Assert.Equal(changes.Select(c => c.SettingChangeId).Order(), await app.QueryAsync(db => db.AuditEntries.Where(e => e.Action == "SettingChanged" && e.Subject == AuditSubject.Setting && e.ActorId == administrator.Id).Select(e => e.SubjectId).OrderBy(id => id).ToListAsync()));
        var row = done.All("main tbody tr").Select(r => r.TextContent).Single(r => r.Contains("Quiet hours from", StringComparison.Ordinal));
        Assert.Contains("21:00", row, StringComparison.Ordinal);
        Assert.Contains("22:30", row, StringComparison.Ordinal);

        // A second press changes nothing and writes nothing down.
        var again = await browser.SubmitAsync(await browser.GetPageAsync("/en/admin/settings/messages"));
        Assert.Equal("Nothing was changed.", again.Notice);
        Assert.Equal(3, await app.QueryAsync(db => db.SettingChanges.CountAsync()));
    }

    [Theory]
    [InlineData("volunteers", "Volunteers.MinimumAge", "200", "Write a whole number from 14 to 30")]
    [InlineData("volunteers", "Credentials.ReminderDays", "otuz", "Write days from 1 to 366")]
    [InlineData("messages", "Messaging.DigestAt", "9", "Write an hour as 09:30")]
    [InlineData("messages", "Messaging.DigestOn", "Someday", "Choose a day of the week")]
    [InlineData("messages", "Messaging.QuietTo", "20:00", "Leave at least four hours")]
    [InlineData("messages", "Phones.MobilePrefixes", "+994", "Write prefixes of two digits")]
    [InlineData("attendance", "Attendance.VisitPinRequired", "perhaps", "Choose yes or no")]
    public async Task What_is_wrong_is_said_nothing_is_saved_and_the_rest_stays_as_typed(string subject, string key, string typed, string said)
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        var page = await browser.SubmitAsync(await browser.GetPageAsync($"/en/admin/settings/{subject}"), ($"Values[{key}]", typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(said, page.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Single(page.All(".field--wrong"));
        Assert.Equal(0, await app.QueryAsync(db => db.SettingChanges.CountAsync()));
    }

    [Fact]
    public async Task A_field_that_was_not_sent_is_asked_for_and_another_subjects_setting_is_not_taken()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        var missing = await browser.SubmitAsync(await browser.GetPageAsync("/en/admin/settings/hours"), ("Values[Hours.NightFrom]", null));
        var smuggled = await browser.SubmitAsync(await browser.GetPageAsync("/en/admin/settings/hours"), ("Values[Volunteers.MinimumAge]", "20"), ("Values[Privacy.SecretCheck]", "x"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.Status);
        Assert.Equal("Nothing was changed.", smuggled.Notice);
        Assert.Equal(16, (await PolicyAsync(app)).MinimumAge);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_subject_the_second_keeps_what_was_typed_and_decides()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var second = await browser.GetPageAsync("/en/admin/settings/shifts");
        await browser.SubmitAsync(await browser.GetPageAsync("/en/admin/settings/shifts"), ("Values[Shifts.OfferExpiryHours]", "36"));

        var told = await browser.SubmitAsync(second, ("Values[Shifts.OfferExpiryHours]", "12"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.Contains("Somebody has changed these settings meanwhile.", told.Words, StringComparison.Ordinal);
        Assert.Contains("Now: 36 hours.", told.Words, StringComparison.Ordinal);
        Assert.Equal("12", told.Value("Values_Shifts_OfferExpiryHours_"));
        Assert.Equal(36, (await PolicyAsync(app)).OfferExpiryHours);

        await browser.SubmitAsync(told, "main form:first-of-type");
        Assert.Equal(12, (await PolicyAsync(app)).OfferExpiryHours);
    }

    [Fact]
    public async Task One_press_brings_back_what_came_with_the_program()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        await browser.SubmitAsync(await browser.GetPageAsync("/en/admin/settings/privacy"), ("Values[Privacy.KeepLeftMonths]", "48"));
        var page = await browser.GetPageAsync("/en/admin/settings/privacy");
        Assert.Equal("Back to 36 months: Who left", page.Text("form[action$='/default'] button"));

        await browser.SubmitAsync(page, "form[action$='/default']");

        Assert.Equal(36, (await PolicyAsync(app)).KeepLeftMonths);
        Assert.Equal([("36", "48"), ("48", "36")], (await app.QueryAsync(db => db.SettingChanges.OrderBy(c => c.SettingChangeId).ToListAsync())).Select(c => (c.Before, c.After)));

        // The same press again, from a page that was left open.
        await browser.SubmitAsync(page, "form[action$='/default']");
        Assert.Equal(2, await app.QueryAsync(db => db.SettingChanges.CountAsync()));
    }

    [Theory]
    [InlineData("/en/admin/settings/matching")]
    [InlineData("/en/admin/settings/Messages")]
    [InlineData("/en/admin/settings/0")]
    public async Task What_is_no_subject_of_this_page_is_not_found(string path)
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync(path)).Status);
    }

    [Fact]
    public async Task Only_an_administrator_sees_them()
    {
        await using var app = await TestApp.StartAsync();
        var coordinator = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        Assert.NotEqual(HttpStatusCode.OK, (await coordinator.GetPageAsync("/en/admin/settings")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await coordinator.GetPageAsync("/en/admin/settings/messages")).Status);
    }

    private static async Task<Policy> PolicyAsync(TestApp app)
    {
        await using var scope = app.NewScope();

        return await scope.Get<PolicyReader>().ReadAsync(CancellationToken.None);
    }
}
