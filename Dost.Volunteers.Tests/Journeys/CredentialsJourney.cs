using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Tests.Credentials;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>Trainings, checks and documents in a real browser, with the demonstration's people, in three languages, on a phone and on a desk.</summary>
[Trait("Category", "Browser")]
public sealed class CredentialsJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task A_document_is_sent_from_a_phone_and_checked_at_the_desk()
    {
        await site.AddDemonstrationAsync();

        var mine = await site.SignedInAsync(DemoAccounts.Silver, "ru");
        await mine.GotoAsync("/ru/me/credentials");
        await mine.LooksRightOnBothAsync("my-credentials");
        await mine.GotoAsync("/ru/me/credentials/new");
        await mine.LooksRightOnBothAsync("my-credentials-choose");
        await mine.GotoAsync("/ru/me/credentials/new/student-card");
        await mine.Locator("main form button").First.ClickAsync();
        await mine.Locator(".error-summary").WaitForAsync();
        await mine.LooksRightOnBothAsync("my-credentials-wrong");

        // By keyboard: the day, the last day, and the button.
        await mine.FillAsync("#IssuedOn", "2026-09-15");
        await mine.FillAsync("#ExpiresOn", "2027-06-30");
        await mine.SetInputFilesAsync("#File", new FilePayload { Name = "билет.pdf", MimeType = "application/pdf", Buffer = Papers.Pdf });
        await mine.Locator("main form button").First.FocusAsync();
        await mine.Keyboard.PressAsync("Enter");
        await mine.Locator(".notice").WaitForAsync();
        await mine.LooksRightAsync("my-credentials-sent");

        var desk = await site.SignedInAsync(DemoAccounts.Yasamal, "az");
        var waiting = await site.App.QueryAsync(db => db.Credentials.Where(c => c.Volunteer.Email == DemoAccounts.Silver && c.CredentialTypeCode == "student-card").OrderByDescending(c => c.SubmittedAtUtc).FirstAsync());

        foreach (var path in (string[])
            ["/az/desk/credentials", "/az/desk/credentials?show=expiring", $"/az/desk/credentials/{waiting.CredentialId}", "/az/desk/credentials/add", $"/az/desk/volunteers/{waiting.VolunteerId}", "/az/desk", "/az/desk/shifts/new"])
        {
            await desk.GotoAsync(path);
            await desk.LooksRightOnBothAsync("desk-credentials" + path[8..].Replace('/', '-').Replace('?', '-')[..Math.Min(20, path.Length - 8)]);
        }

        await desk.GotoAsync($"/en/desk/credentials/{waiting.CredentialId}");
        await desk.Locator("form[action$='/verify'] button").ClickAsync();
        await desk.Locator(".notice").WaitForAsync();
        await desk.LooksRightAsync("desk-credentials-verified");
        Assert.Empty(site.ForeignRequests);
    }

    [ChromiumFact]
    public async Task Who_lost_what_a_place_demands_is_told_in_plain_words()
    {
        var (volunteer, account) = await site.App.AddVolunteerAsync();
        var day = BakuTime.DateOf(site.App.NowUtc);
        var credential = await site.App.HoldAsync(volunteer, "mobility-help-training", day.AddDays(-9));
        var place = await site.App.PlaceAsync(await site.App.AddShiftAsync(daysAhead: 2, role: new("Müşayiətçi", 1) { Credentials = ["mobility-help-training"] }), volunteer);
        await site.App.QueryAsync(db => db.Credentials.Where(c => c.CredentialId == credential).ExecuteUpdateAsync(s => s.SetProperty(c => c.ExpiresOn, day)));
        var page = await site.NewPersonAsync(360, "az", ColorScheme.Dark);
        await page.SignInAsync(account.Email!, TestData.Password);

        await page.GotoAsync("/az/me");
        await page.LooksRightAsync("me-lapsed");
        await page.GotoAsync($"/az/me/shifts/{place}");
        await page.LooksRightOnBothAsync("me-shift-lapsed");
        await page.GotoAsync("/az/me/credentials");
        await page.LooksRightOnBothAsync("my-credentials-dark");
    }
}
