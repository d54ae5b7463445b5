using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests.VisitDays;

/// <summary>The day on the phone of the team: who sees whom and when, and what a press does.</summary>
public class VisitRoundTests
{
    private const string Name = "Zərifə Abbasova";

    [Fact]
    public async Task A_member_of_the_team_sees_the_household_from_the_yes_until_a_day_after_and_each_look_is_recorded()
    {
        await using var app = await TestApp.StartAsync();
        var (day, request, account) = await TeamAsync(app);
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.GetPageAsync($"/me/visit-days/{day.VisitDayId}");
        Assert.Contains(Name, page.Words, StringComparison.Ordinal);
        Assert.Contains("Şərifzadə küçəsi 12", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, page.Title, StringComparison.Ordinal);
        Assert.Equal(1, await LooksAsync(app, request, account));

        app.Clock.SetUtcNow(new DateTimeOffset(day.Shift.EndsAtUtc.AddHours(23), TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync($"/me/visit-days/{day.VisitDayId}")).Status);
        app.Clock.Advance(TimeSpan.FromHours(2));
        var over = await browser.GetPageAsync($"/me/visit-days/{day.VisitDayId}/stops/{day.Stops[0].VisitStopId}");
        Assert.Equal(HttpStatusCode.NotFound, over.Status);
        Assert.DoesNotContain(Name, over.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_outside_the_team_sees_anything()
    {
        await using var app = await TestApp.StartAsync();
        var (day, request, _) = await TeamAsync(app);
        var (offered, offeredAccount) = await app.AddVolunteerAsync();
        await app.OfferAsync(day.Shift, offered);
        var (_, stranger) = await app.AddVolunteerAsync();
        var path = $"/me/visit-days/{day.VisitDayId}";

        foreach (var account in new[] { offeredAccount, stranger })
        {
            var browser = await app.NewBrowserAsync(account);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"{path}/stops/{day.Stops[0].VisitStopId}")).Status);
            Assert.Equal(0, await LooksAsync(app, request, account));
        }

        Assert.StartsWith("/account/sign-in", (await app.NewBrowser().GetPageAsync(path)).Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.NewBrowserAsync(await app.AddCoordinatorAsync())).GetPageAsync(path)).Status);
    }

    [Fact]
    public async Task Who_was_parted_from_a_person_since_sees_nothing_of_them()
    {
        await using var app = await TestApp.StartAsync();
        var (day, request, account) = await TeamAsync(app);
        await app.QueryAsync(db =>
        {
            db.Set<ExcludedPair>().Add(new ExcludedPair { BeneficiaryId = request.BeneficiaryId, VolunteerId = account.VolunteerId!.Value });

            return db.SaveChangesAsync();
        });

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync($"/me/visit-days/{day.VisitDayId}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain(Name, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_way_arrived_and_done_are_noted_once_however_often_they_are_pressed()
    {
        await using var app = await TestApp.StartAsync();
        var (day, request, account) = await TeamAsync(app);
        app.Clock.SetUtcNow(new DateTimeOffset(day.Stops[0].ArrivesAtUtc.AddMinutes(-20), TimeSpan.Zero));
        var browser = await app.NewBrowserAsync(account);
        var page = await browser.GetPageAsync($"/me/visit-days/{day.VisitDayId}");
        var before = await browser.GetPageAsync($"/me/visit-days/{day.VisitDayId}");

        page = await browser.SubmitAsync(page, "form[action$='/on-the-way']");
        await browser.SubmitAsync(before, "form[action$='/on-the-way']");
        Assert.Equal(2, await MessagesAsync(app, request, MessageKind.HelpRequestOnTheWay));
        Assert.Contains("yolda", page.Notice!, StringComparison.OrdinalIgnoreCase);

        var wrong = await browser.SubmitAsync(page, "form[action$='/arrived']", ("pin", WrongPin(app, day)));
        Assert.Equal(HelpRequestState.Planned, await StateAsync(app, request));
        page = await browser.SubmitAsync(wrong, "form[action$='/arrived']", ("pin", VisitPin.Of(app.Services.GetService(typeof(PrivacyKeys)) as PrivacyKeys ?? throw new InvalidOperationException(), day.Stops[0].VisitStopId)));
        Assert.Equal(HelpRequestState.InProgress, await StateAsync(app, request));
        await browser.SubmitAsync(page, "form[action$='/done']");
        await browser.SubmitAsync(page, "form[action$='/not-home']");

        Assert.Equal(HelpRequestState.Done, await StateAsync(app, request));
        Assert.Equal(2, await MessagesAsync(app, request, MessageKind.HelpRequestDone));
        Assert.Equal(
            [HelpRequestEventKind.VisitOnTheWay, HelpRequestEventKind.VisitArrived],
            await app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).SelectMany(r => r.Events)
                .Where(e => e.Kind == HelpRequestEventKind.VisitOnTheWay || e.Kind == HelpRequestEventKind.VisitArrived || e.Kind == HelpRequestEventKind.VisitNotHome).OrderBy(e => e.AtUtc).Select(e => e.Kind).ToListAsync()));
    }

    [Fact]
    public async Task Nobody_goes_alone_to_who_is_visited_by_two()
    {
        await using var app = await TestApp.StartAsync();
        var (day, request, account) = await TeamAsync(app, byTwo: true);
        app.Clock.SetUtcNow(new DateTimeOffset(day.Shift.StartsAtUtc, TimeSpan.Zero));
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync($"/me/visit-days/{day.VisitDayId}"), "form[action$='/on-the-way']");

        Assert.Contains("tək", page.Notice!, StringComparison.Ordinal);
        Assert.Equal(0, await MessagesAsync(app, request, MessageKind.HelpRequestOnTheWay));
    }

    [Fact]
    public async Task Who_follows_the_request_sees_the_hours_that_they_were_told_and_who_comes()
    {
        await using var app = await TestApp.StartAsync();
        var (day, request, _) = await TeamAsync(app);
        await using var scope = app.NewScope();
        Assert.Null(await scope.Get<VisitDayNews>().FindAsync(request.HelpRequestId, CancellationToken.None));

        await app.ChangeDayAsync(day.VisitDayId, (s, v) => s.TellAsync(day.VisitDayId, v, CancellationToken.None));

        var news = await scope.Get<VisitDayNews>().FindAsync(request.HelpRequestId, CancellationToken.None);
        Assert.Equal(["Leyla"], news!.GivenNames);
        Assert.True(news.FromUtc <= day.Stops[0].ArrivesAtUtc && news.ToUtc > day.Stops[0].ArrivesAtUtc);
    }

    private static string WrongPin(TestApp app, VisitDay day)
    {
        var right = VisitPin.Of((PrivacyKeys)app.Services.GetService(typeof(PrivacyKeys))!, day.Stops[0].VisitStopId);

        return right is "0000" ? "0001" : "0000";
    }

    private static async Task<(VisitDay Day, HelpRequest Request, UserAccount Account)> TeamAsync(TestApp app, bool byTwo = false)
    {
        var (volunteer, account) = await app.AddVolunteerAsync(vetting: VettingLevel.Safeguarding);
        var request = await app.AddTriagedAsync();

        if (byTwo)
        {
            await app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).ExecuteUpdateAsync(u => u.SetProperty(b => b.VisitedByTwo, true)));
        }

        var day = await app.MakeVisitDayAsync(requests: request);
        await app.PlaceAsync(day.Shift, volunteer);

        return (await app.DayAsync(day.VisitDayId), request, account);
    }

    private static Task<int> LooksAsync(TestApp app, HelpRequest request, UserAccount account) =>
        app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Kind == AuditKind.Looked && e.Subject == AuditSubject.Beneficiary && e.SubjectId == request.BeneficiaryId && e.ActorId == account.Id));

    private static Task<int> MessagesAsync(TestApp app, HelpRequest request, MessageKind kind) =>
        app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.SubjectId == request.HelpRequestId && m.Kind == kind));

    private static Task<HelpRequestState> StateAsync(TestApp app, HelpRequest request) =>
        app.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).Select(r => r.State).SingleAsync());
}
