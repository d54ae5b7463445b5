using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Upkeep;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.Playwright;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>The volunteer's own pages and the links of messages in states that the story does not come through, as on a phone and as on a desk.</summary>
[Trait("Category", "Browser")]
public sealed class OwnPagesJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    private TestApp App => site.App;

    [ChromiumFact]
    public async Task A_busy_volunteer_finds_everything()
    {
        var (volunteer, account) = await App.AddVolunteerAsync();
        var visit = await App.PlaceAsync((await App.PlanVisitAsync()).Shift, volunteer);
        var later = await App.PlaceAsync(await App.AddShiftAsync(daysAhead: 3, category: "queue", capacity: 2), volunteer);
        var offer = await App.OfferAsync(await App.AddShiftAsync(daysAhead: 2), volunteer);
        await AddWaitingAsync(volunteer, account);
        await AddRecordsAsync(volunteer, account);
        var page = await SignedInAsync(account);

        foreach (var path in (string[])
            ["/me", $"/me/shifts/{visit}", $"/me/shifts/{offer}", $"/me/shifts/{later}", $"/me/shifts/{later}/leave", "/me/hours", "/me/profile", "/me/profile/looks", "/me/profile/messages"])
        {
            await LookAsync(page, path);
        }
    }

    [ChromiumFact]
    public async Task Who_sets_wishes_or_goes_finds_the_way()
    {
        var (volunteer, account) = await App.AddVolunteerAsync();
        var page = await SignedInAsync(account);

        foreach (var path in (string[])["/me/preferences", "/me/leaving", "/me/leaving/pause", "/me/leaving/leave", "/me/leaving/export", "/me/leaving/erase"])
        {
            await LookAsync(page, path);
        }

        var erasure = await App.AskErasureAsync(volunteer.VolunteerId);
        await LookAsync(page, "/me/leaving");
        await LookAsync(page, $"/t/{await App.TokenAsync(LinkPurpose.StopErasure, erasure)}");
        await LookAsync(await SignedInAsync(await App.AddAdministratorAsync()), $"/desk/volunteers/{volunteer.VolunteerId}/erase");
    }

    [ChromiumFact]
    public async Task Open_shifts_say_whether_they_fit()
    {
        var (_, account) = await App.AddVolunteerAsync(vetting: VettingLevel.None, change: v => v.Culture = "ru");
        account.Culture = "ru";
        var fits = await App.AddShiftAsync(category: "reception");
        var doesNot = await App.AddShiftAsync(category: "doctor-escort", role: new NewRole("Sürücü", 1) { Vetting = VettingLevel.HomeVisit, Skills = ["driver"], Languages = ["ru"], MinimumAge = 18 });
        var page = await SignedInAsync(account, ColorScheme.Dark);

        await LookAsync(page, $"/me/open/{fits.ShiftId}");
        await LookAsync(page, $"/me/open/{doesNot.ShiftId}");
    }

    [ChromiumFact]
    public async Task An_applicant_reads_what_comes_next()
    {
        var (_, account) = await App.AddVolunteerAsync(active: false, change: v => v.PhoneConfirmedAtUtc = null);
        var page = await SignedInAsync(account);

        await LookAsync(page, "/me");
        await LookAsync(page, "/me/phone");
    }

    [ChromiumFact]
    public async Task Links_show_what_they_are_for()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        var offer = await App.OfferAsync(await App.AddShiftAsync(role: new NewRole("Köməkçi", 1) { Languages = ["ru"], Gender = Gender.Female }), volunteer);
        var page = await site.NewPersonAsync();

        foreach (var address in (string[])
            [$"/t/{await App.TokenAsync(LinkPurpose.AnswerAssignment, offer)}", $"/t/{await App.TokenAsync(LinkPurpose.ConfirmEmail, volunteer.VolunteerId)}",
             $"/t/{await App.TokenAsync(LinkPurpose.Unsubscribe, volunteer.VolunteerId)}", "/t/AAAAAAAAAAAAAAAAAAAA"])
        {
            await LookAsync(page, address);
        }

        await page.GotoAsync($"/t/{await App.TokenAsync(LinkPurpose.AnswerAssignment, offer)}");
        await page.Locator("form[action$='/no'] button").ClickAsync();
        await page.WaitForURLAsync("**/t/*");
        await page.LooksRightOnBothAsync("declined");
    }

    [ChromiumFact]
    public async Task The_administrator_sees_how_the_jobs_run()
    {
        await App.QueryAsync(db =>
        {
            db.JobRuns.Add(new JobRun { JobName = "SendMessages", StartedAtUtc = App.NowUtc, SucceededAtUtc = App.NowUtc, FinishedAtUtc = App.NowUtc, Result = JobResult.Succeeded, DurationMs = 312 });
            db.JobRuns.Add(new JobRun { JobName = "ExpireOffers", StartedAtUtc = App.NowUtc, Result = JobResult.Failed, ErrorType = "SqliteException", DurationMs = 5012 });

            return db.SaveChangesAsync();
        });

        await LookAsync(await SignedInAsync(await App.AddAdministratorAsync()), "/admin/jobs");
    }

    private async Task<IPage> SignedInAsync(UserAccount account, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await site.NewPersonAsync(scheme: scheme);
        var cookies = (await App.NewBrowserAsync(account)).Cookies;
        await page.Context.AddCookiesAsync(cookies.Select(c => new Cookie { Name = c.Key, Value = c.Value, Url = site.Address }));

        return page;
    }

    private static async Task LookAsync(IPage page, string path)
    {
        var answer = await page.GotoAsync(path);
        Assert.True(answer!.Status is 200 or 404 && (answer.Status == 200) == !path.Contains("AAAA", StringComparison.Ordinal), $"{path}: {answer.Status}");
        await page.LooksRightOnBothAsync(string.Concat(path.Where(c => char.IsAsciiLetter(c) || c == '/').Take(24)).Trim('/').Replace('/', '-'));
    }

    private async Task AddWaitingAsync(Volunteer volunteer, UserAccount account)
    {
        var full = await App.AddShiftAsync(daysAhead: 4, capacity: 1);
        var (other, _) = await App.AddVolunteerAsync();
        await App.PlaceAsync(full, other);
        await using var scope = App.NewScope();
        Assert.Equal(PlacementOutcome.Waitlisted, (await scope.Get<PlacementService>().SignUpAsync(full.Roles[0].ShiftRoleId, volunteer.VolunteerId, CancellationToken.None)).Outcome);
        Assert.NotNull(account.VolunteerId);
    }

    private async Task AddRecordsAsync(Volunteer volunteer, UserAccount account)
    {
        var coordinator = await App.AddCoordinatorAsync();
        await using var scope = App.NewScope();
        var ledger = scope.Get<HoursLedger>();

        for (var i = 0; i < 28; i++)
        {
            var entry = await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, new DateOnly(2026, 11, 20).AddDays(-i), 60 + i, App.NowUtc, CancellationToken.None);
            _ = i % 9 == 4 ? entry.Return("Həmin gün mərkəz bağlı idi", account.Id, App.NowUtc) : i > 2 && entry.Approve(account.Id, App.NowUtc);
        }

        scope.Db.AuditEntries.AddRange(Enumerable.Range(0, 3).Select(i => new AuditEntry
        {
            AuditEntryId = Guid.CreateVersion7(),
            AtUtc = App.NowUtc.AddHours(-i),
            ActorId = i == 1 ? null : coordinator.Id,
            Kind = AuditKind.Looked,
            Action = "VolunteerPage",
            Subject = AuditSubject.Volunteer,
            SubjectId = volunteer.VolunteerId,
        }));
        await scope.Db.SaveChangesAsync();
    }
}
