using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.HelpRequests.Board;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>The board of requests and what is done from it: order, columns, needs, contacts, referring.</summary>
public sealed class RequestBoardTests : IAsyncLifetime
{
    private TestApp App { get; } = new();

    public Task InitializeAsync() => App.InitializeAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();

    [Fact]
    public async Task What_is_due_first_stands_first_and_what_is_late_says_so_in_words()
    {
        var later = await AskAsync("Sonrakı");
        var late = await AskAsync("Gecikən");
        var soon = await AskAsync("Tezliklə");
        await DueAsync(later, hours: 30);
        await DueAsync(late, hours: -2);
        await DueAsync(soon, hours: 3);
        var browser = await StaffAsync();

        var page = await browser.GetPageAsync("/en/desk/requests");
        var cards = page.All("#column-New ~ ul > li").Select(c => c.TextContent).ToList();

        Assert.Equal(["Gecikən", "Tezliklə", "Sonrakı"], cards.Select(c => new[] { "Gecikən", "Tezliklə", "Sonrakı" }.Single(c.Contains)));
        Assert.Contains("late by 2 hours", cards[0], StringComparison.Ordinal);
        Assert.Contains("Contact: due in 3 hours", cards[1], StringComparison.Ordinal);
        Assert.Contains("1 request is late", page.Words, StringComparison.Ordinal);

        var onlyLate = await browser.GetPageAsync("/en/desk/requests?late=true");
        Assert.Contains(late.TrackingCode, onlyLate.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(soon.TrackingCode, onlyLate.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_request_stands_in_the_column_of_its_state()
    {
        var states = new List<(HelpRequest Request, RequestColumn Column)>();

        foreach (var (column, act) in new (RequestColumn, Action<HelpRequest>)[]
        {
            (RequestColumn.New, _ => { }),
            (RequestColumn.Triaged, Triage),
            (RequestColumn.Planned, r => { Triage(r); r.Plan(App.NowUtc); }),
            (RequestColumn.InProgress, r => { Triage(r); r.Plan(App.NowUtc); r.Start(App.NowUtc); }),
            (RequestColumn.Over, r => { Triage(r); r.Plan(App.NowUtc); r.Finish(true, App.NowUtc); }),
            (RequestColumn.Over, r => r.Cancel(App.NowUtc)),
        })
        {
            var request = await AskAsync("Kimsə");
            await ChangeAsync(request, act);
            states.Add((request, column));
        }

        var page = await (await StaffAsync()).GetPageAsync("/en/desk/requests");

        foreach (var (request, column) in states)
        {
            Assert.Contains(request.TrackingCode, page.One($"section[aria-labelledby='column-{column}']").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_column_shows_its_first_cards_with_their_number_and_leads_to_all_of_them()
    {
        for (var i = 0; i < RequestBoardReader.CardsShown + 2; i++)
        {
            await AskAsync($"Nömrə {i}");
        }

        var browser = await StaffAsync();
        var page = await browser.GetPageAsync("/en/desk/requests");
        Assert.Equal(RequestBoardReader.CardsShown, page.All("#column-New ~ ul > li").Count);
        Assert.Equal("27", page.Text("#column-New .tabs__count"));

        var second = await browser.GetPageAsync("/en/desk/requests?column=New&page=2");
        Assert.Equal(2, second.All("#column-New ~ ul > li").Count);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPageAsync("/en/desk/requests?column=Nothing&centre=abc&urgency=9&page=99999999999999")).Status);
    }

    [Fact]
    public async Task Filters_keep_what_is_alike_and_other_centres_are_not_there()
    {
        var urgent = await AskAsync("Təcili");
        await ChangeAsync(urgent, r => r.Triage(Urgency.Urgent, RiskLevel.High, App.NowUtc.AddHours(4), App.NowUtc));
        var normal = await App.AddHelpRequestAsync(w => w with { HelpCategoryCode = "medicine" });
        var browser = await StaffAsync();

        var page = await browser.GetPageAsync("/en/desk/requests?urgency=Urgent");
        Assert.Contains(urgent.TrackingCode, page.Words, StringComparison.Ordinal);
        Assert.Contains("High risk", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(normal.TrackingCode, page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(urgent.TrackingCode, (await browser.GetPageAsync("/en/desk/requests?kind=medicine")).Words, StringComparison.Ordinal);
        Assert.Contains(normal.TrackingCode, (await browser.GetPageAsync("/en/desk/requests?district=yasamal")).Words, StringComparison.Ordinal);

        var elsewhere = await App.NewBrowserAsync(await App.AddCoordinatorAsync("2"));
        Assert.DoesNotContain(normal.TrackingCode, (await elsewhere.GetPageAsync($"/en/desk/requests?centre={normal.CentreId:D}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judging_saves_urgency_risk_and_what_the_person_needs_in_one_step()
    {
        var request = await AskAsync("Zərifə");
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}");

        await browser.SubmitAsync(
            page, "form[action$='/triage']", ("Urgency", "Urgent"), ("Risk", "High"), ("Vetting", "Safeguarding"), ("VisitedByTwo", "true"), ("VisitorGender", "Female"), ("HealthNotes", "Penisillinə allergiya"));

        var found = await App.QueryAsync(db => db.HelpRequests.Include(r => r.Beneficiary).SingleAsync(r => r.HelpRequestId == request.HelpRequestId));
        Assert.Equal((HelpRequestState.Triaged, Urgency.Urgent, RiskLevel.High), (found.State, found.Urgency, found.Risk));
        Assert.Equal((VettingLevel.Safeguarding, true, false, Gender.Female), (found.Beneficiary.Vetting, found.Beneficiary.VisitedByTwo, found.Beneficiary.KnownVisitorsOnly, found.Beneficiary.VisitorGender));
        Assert.DoesNotContain("allergiya", found.Beneficiary.HealthNotesEncrypted, StringComparison.Ordinal);
        Assert.Equal(found.HelpDueAtUtc, found.DueAtUtc);

        var again = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}");
        Assert.Equal("Penisillinə allergiya", again.Value("HealthNotes")?.Trim());
        Assert.Contains("Two people visit together", again.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_that_a_colleague_changed_meanwhile_are_not_overwritten_and_the_request_waits()
    {
        var request = await AskAsync("Zərifə");
        var (first, second) = (await StaffAsync(), await StaffAsync());
        var path = $"/en/desk/requests/{request.HelpRequestId}";
        var (seenByFirst, seenBySecond) = (await first.GetPageAsync(path), await second.GetPageAsync(path));

        await first.SubmitAsync(seenByFirst, "form[action$='/triage']", ("VisitedByTwo", "true"));
        var late = await second.SubmitAsync(seenBySecond, "form[action$='/triage']", ("Urgency", "Urgent"));

        Assert.StartsWith("Somebody else has changed what this person needs", late.Notice, StringComparison.Ordinal);
        var found = await App.QueryAsync(db => db.HelpRequests.Include(r => r.Beneficiary).SingleAsync(r => r.HelpRequestId == request.HelpRequestId));
        Assert.Equal((Urgency.Normal, true), (found.Urgency, found.Beneficiary.VisitedByTwo));
    }

    [Fact]
    public async Task Needs_are_saved_for_who_may_see_the_person_and_only_against_the_version_that_was_seen()
    {
        var request = await AskAsync("Zərifə");
        var seen = await App.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).Select(b => b.Version).SingleAsync());
        var two = new PersonNeeds { VisitedByTwo = true };

        Assert.Equal(NeedsOutcome.NotThere, await SaveAsync(Guid.NewGuid(), two, seen));
        Assert.Equal(NeedsOutcome.ChangedMeanwhile, await SaveAsync(request.BeneficiaryId, two, Guid.NewGuid()));
        Assert.Equal(NeedsOutcome.Saved, await SaveAsync(request.BeneficiaryId, two, seen));
        Assert.Equal(NeedsOutcome.Saved, await SaveAsync(request.BeneficiaryId, two, seen));
        Assert.Equal(NeedsOutcome.ChangedMeanwhile, await SaveAsync(request.BeneficiaryId, two with { KnownVisitorsOnly = true }, seen));

        await using var stranger = App.NewScope();
        stranger.Get<CurrentUser>().IsCoordinator = true;
        Assert.Equal(NeedsOutcome.NotThere, await stranger.Get<NeedsService>().SaveAsync(request.BeneficiaryId, new PersonNeeds(), null, seen, CancellationToken.None));
    }

    [Fact]
    public async Task Being_in_touch_stops_the_first_clock_and_stands_on_the_timeline_with_who_did_it()
    {
        var request = await AskAsync("Zərifə");
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}");

        var after = await browser.SubmitAsync(page, "form[action$='/contacted']", ("ContactNote", "Qızı ilə danışdım"));

        Assert.Contains("Somebody of the centre was in touch.", after.Text("section[aria-labelledby=history]"), StringComparison.Ordinal);
        Assert.Contains("Qızı ilə danışdım", after.Text("section[aria-labelledby=history]"), StringComparison.Ordinal);
        Assert.Contains("Aysel Məmmədova", after.Text("section[aria-labelledby=history]"), StringComparison.Ordinal);
        var found = await FindAsync(request);
        Assert.Equal((App.NowUtc, found.HelpDueAtUtc, HelpRequestState.New), (found.FirstContactAtUtc, found.DueAtUtc, found.State));
    }

    [Fact]
    public async Task Referring_needs_an_office_and_a_reason_and_tells_who_asked_once()
    {
        var request = await AskAsync("Zərifə");
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync($"/en/desk/requests/{request.HelpRequestId}");

        var without = await browser.SubmitAsync(page, "form[action$='/refer']", ("Why", "Bu sənədi yalnız onlar verir"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Write which office helps, and its phone"), (without.Status, without.ComplaintOf("Office")));
        Assert.Equal("Bu sənədi yalnız onlar verir", without.Value("Why")?.Trim());

        await browser.SubmitAsync(page, "form[action$='/refer']", ("Office", "Sosial Müdafiə Şöbəsi, 012 555 11 22"), ("Why", "Bu sənədi yalnız onlar verir"));
        var second = await browser.SubmitAsync(page, "form[action$='/refer']", ("Office", "Başqa"), ("Why", "Başqa"));

        Assert.StartsWith("Somebody else was first", second.Notice, StringComparison.Ordinal);
        var found = await FindAsync(request);
        Assert.Equal((HelpRequestState.Rejected, "Sosial Müdafiə Şöbəsi, 012 555 11 22", "Bu sənədi yalnız onlar verir"), (found.State, found.ReferredTo, found.StateReason));
        Assert.Equal(
            [MessageChannel.Sms, MessageChannel.Email],
            await App.QueryAsync(db => db.OutboundMessages.Where(m => m.SubjectId == request.HelpRequestId && m.Kind == MessageKind.HelpRequestReferred).OrderByDescending(m => m.Channel).Select(m => m.Channel).ToListAsync()));
        Assert.Equal(0, await App.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.SubjectId == request.HelpRequestId && m.Kind == MessageKind.HelpRequestRejected)));
    }

    [Fact]
    public async Task Earlier_requests_of_the_person_and_of_the_phone_are_linked()
    {
        var first = await AskAsync("Zərifə");
        var second = await App.AddHelpRequestAsync(w => w with { ContactPhone = first.ContactPhone, BeneficiaryPhone = first.ContactPhone });

        var page = await (await StaffAsync()).GetPageAsync($"/en/desk/requests/{second.HelpRequestId}");

        Assert.NotEmpty(page.All($"a[href$='/desk/requests/{first.HelpRequestId}']"));
    }

    private static void Triage(HelpRequest request) => request.Triage(Urgency.Normal, RiskLevel.Low, request.HelpDueAtUtc, request.AskedAtUtc);

    private Task<HelpRequest> AskAsync(string name) => App.AddHelpRequestAsync(w => w with { BeneficiaryName = $"{name} Abbasova" });

    private async Task<Browser> StaffAsync() => await App.NewBrowserAsync(await App.AddCoordinatorAsync());

    private Task<HelpRequest> FindAsync(HelpRequest request) => App.QueryAsync(db => db.HelpRequests.SingleAsync(r => r.HelpRequestId == request.HelpRequestId));

    private Task<int> DueAsync(HelpRequest request, int hours)
    {
        var due = App.NowUtc.AddHours(hours);

        return App.QueryAsync(db => db.HelpRequests.Where(r => r.HelpRequestId == request.HelpRequestId).ExecuteUpdateAsync(s => s.SetProperty(r => r.DueAtUtc, due)));
    }

    private async Task ChangeAsync(HelpRequest request, Action<HelpRequest> act)
    {
        await using var scope = App.NewScope();
        act(await scope.Db.HelpRequests.SingleAsync(r => r.HelpRequestId == request.HelpRequestId));
        await scope.Db.SaveChangesAsync();
    }

    private async Task<NeedsOutcome> SaveAsync(Guid beneficiaryId, PersonNeeds needs, Guid seen)
    {
        await using var scope = await App.AsAdministratorAsync();

        return await scope.Get<NeedsService>().SaveAsync(beneficiaryId, needs, null, seen, CancellationToken.None);
    }
}
