using System.Collections.Concurrent;
using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dost.Volunteers.Tests.Safeguarding;

/// <summary>
/// Where the personal data of somebody who is visited stand: whatever each role reaches by links is opened before the yes, during the visit and after the
/// window, and looked through for words that are nobody else's. What is said here is all that is allowed.
/// </summary>
public sealed class PersonalDataMatrixTests : JobTest
{
    private const string Name = "Mərziyyə Nişanverdiyeva";
    private const string Phone = "+994509876543";
    private const string PhoneAsRead = "050 987 65 43";
    private const string Address = "Nişanlı döngəsi 17";
    private const string Health = "Nişan-allergiyası";
    private const string AskerName = "Aygül Nişanlıqızı";
    private const string AskerPhone = "+994509876544";
    private const string Wish = "Nişan-çörəyi";

    private static readonly string[] _markers = [Name, Phone, PhoneAsRead, Address, Health, AskerName, AskerPhone, Wish];
    private static readonly string[] _contact = [Phone, PhoneAsRead, Address];
    private readonly ConcurrentQueue<string> _log = new();

    public PersonalDataMatrixTests() => App.With("Logging:LogLevel:Default", "Information").With(services => services.AddSingleton<ILoggerProvider>(_ => new CapturingLog(_log)));

    [Fact]
    public async Task Only_who_is_assigned_sees_the_person_and_only_from_the_yes_until_a_day_after()
    {
        var (request, shift) = await PlanAsync();
        var (going, goingAccount) = await App.AddVolunteerAsync();
        var (asked, askedAccount) = await App.AddVolunteerAsync();
        var (_, stranger) = await App.AddVolunteerAsync();
        await App.OfferAsync(shift, asked);
        var place = await App.OfferAsync(shift, going);

        // Before the yes: nobody.
        Assert.Empty(await SeenAsync(goingAccount, place));
        Assert.Empty(await SeenAsync(askedAccount));

        // From the yes on: who said it, on the page of their place, with a look in the record.
        await App.PlaceAsync(p => p.AcceptAsync(place, CancellationToken.None));
        var seen = await SeenAsync(goingAccount, place);
        Assert.Contains(seen, s => s.Marker == Address);
        Assert.All(seen, s => Assert.True(s.Kind is "/me/shifts/*" or "/me" or "/me/offline", $"{s.Marker} on {s.Kind}"));

        // What the visitor must know at the door stands on the page of the place alone; who asked is not theirs to know.
        Assert.Equal("/me/shifts/*", Assert.Single(seen.Where(s => s.Marker == Health).Select(s => s.Kind).Distinct()));
        Assert.DoesNotContain(seen, s => s.Marker is AskerName or AskerPhone);
        Assert.True(await LookedAsync(goingAccount, request));
        Assert.Empty(await SeenAsync(askedAccount));
        Assert.Empty(await SeenAsync(stranger));
        Assert.Empty(await SeenAsync(null));

        // A day after the visit it is closed.
        GoTo(10, 0, daysOn: 1);
        await App.CheckInAsync(place);
        GoTo(12, 0);
        await App.CheckOutAsync(place);
        await RunAsync("CloseForgottenAttendance");
        App.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Empty(await SeenAsync(goingAccount, place));
    }

    [Fact]
    public async Task Staff_of_the_centre_see_the_person_where_they_work_on_the_request_and_each_look_is_recorded()
    {
        var (request, _) = await PlanAsync();
        var (own, elsewhere) = (await App.AddCoordinatorAsync("1"), await App.AddCoordinatorAsync("2"));

        Assert.Empty(await SeenAsync(elsewhere));
        Assert.False(await LookedAsync(elsewhere, request));

        var seen = await SeenAsync(own, starts: [$"/desk/requests/{request.HelpRequestId}"]);
        Assert.Contains(seen, s => s.Marker == Health);
        Assert.All(seen.Where(s => _contact.Contains(s.Marker) || s.Marker == Health), s => Assert.Contains(s.Kind, _pagesOfStaff));
        Assert.True(await LookedAsync(own, request));
    }

    [Fact]
    public async Task An_operator_of_the_hotline_sees_a_person_by_the_very_number_and_nowhere_else()
    {
        var (request, _) = await PlanAsync();
        var account = await App.AddOperatorAsync();
        string[] starts = ["/hotline", "/hotline/visits", "/hotline/incident", $"/hotline/visits/{request.HelpRequestId}"];

        // Neither while the coordinators have it, nor when it is for the operators to fill the visit: whom to call is no word of who is visited.
        Assert.Empty(await SeenAsync(account, starts: starts, least: 2));
        await SearchInVainAsync(request);
        await App.AddVolunteerAsync();
        App.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(HttpStatusCode.OK, (await (await App.NewBrowserAsync(account)).GetPageAsync($"/hotline/visits/{request.HelpRequestId}")).Status);
        Assert.Empty(await SeenAsync(account, starts: starts, least: 2));
        Assert.False(await LookedAsync(account, request));

        // Who calls from their number is found by it: who it is, and where they live once that is who calls. Never what is delicate; another number finds nobody.
        Assert.Empty(await SeenByNumberAsync(account, "+994509876545"));
        Assert.False(await LookedAsync(account, request));
        var seen = await SeenByNumberAsync(account, Phone);
        Assert.Equal(new HashSet<string> { Name }, seen);
        Assert.Equal(new HashSet<string> { Name, Address }, await SeenByNumberAsync(account, Phone, request.BeneficiaryId));
        Assert.True(await LookedAsync(account, request));
        Assert.Equal(new HashSet<string> { Name, AskerName }, await SeenByNumberAsync(account, AskerPhone));
    }

    [Fact]
    public async Task The_team_of_a_visit_day_sees_a_household_from_the_yes_until_a_day_after()
    {
        var request = await MarkedAsync();
        var day = await App.MakeVisitDayAsync(requests: [request, await App.AddTriagedAsync()]);
        var (member, account) = await App.AddVolunteerAsync();
        var (asked, askedAccount) = await App.AddVolunteerAsync();
        await App.OfferAsync(day.Shift, asked);
        var place = await App.OfferAsync(day.Shift, member);
        string[] starts = [$"/me/visit-days/{day.VisitDayId}", .. day.Stops.Select(s => $"/me/visit-days/{day.VisitDayId}/stops/{s.VisitStopId}")];

        Assert.Empty(await SeenAsync(account, place, starts));
        Assert.False(await LookedAsync(account, request));

        // From the yes on, on the pages of the day alone, with a look in the record; health too, since the whole team goes in. Who asked is not theirs to know.
        await App.PlaceAsync(p => p.AcceptAsync(place, CancellationToken.None));
        await SeenByTeamAsync();
        Assert.True(await LookedAsync(account, request));
        GoTo(10, 0, daysOn: 1);
        await SeenByTeamAsync();
        Assert.Empty(await SeenAsync(askedAccount, starts: starts));
        Assert.False(await LookedAsync(askedAccount, request));

        // A day after it is over it is closed.
        App.GoTo(day.Shift.EndsAtUtc.AddHours(25));
        Assert.Empty(await SeenAsync(account, place, starts));

        async Task SeenByTeamAsync()
        {
            var seen = await SeenAsync(account, place, starts);
            Assert.True(seen.Select(s => s.Marker).ToHashSet().IsSupersetOf([Name, Address, Health]));
            Assert.All(seen, s => Assert.True(s.Kind is "/me/visit-days/*" or "/me/visit-days/*/stops/*", $"{s.Marker} on {s.Kind}"));
            Assert.DoesNotContain(seen, s => s.Marker is AskerName or AskerPhone);
        }
    }

    [Fact]
    public async Task Messages_and_logs_say_nothing_of_the_person()
    {
        var (_, shift) = await PlanAsync();
        var (volunteer, account) = await App.AddVolunteerAsync();
        await App.AddCoordinatorAsync("1");
        var place = await App.PlaceAsync(shift, volunteer);
        await RunAsync("SendMessages");
        GoTo(10, 0, daysOn: 1);
        await RunAsync("QueueShiftReminders");
        await RunAsync("SendMessages");
        await App.CheckInAsync(place);
        await SeenAsync(account, place);
        await App.PlaceAsync(p => p.WithdrawAsync(place, "xəstə", CancellationToken.None));

        var sent = Provider.Texts.Select(t => t.Text).Concat(Provider.Emails.Select(e => $"{e}")).ToList();
        Assert.NotEmpty(sent);
        Assert.All(sent, text => Assert.All(_markers.Except([AskerName]), m => Assert.DoesNotContain(m, text, StringComparison.OrdinalIgnoreCase)));
        Assert.NotEmpty(_log);
        Assert.All(_log, line => Assert.All(_markers, m => Assert.DoesNotContain(m, line, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task What_is_sensitive_is_not_in_the_database_as_it_was_typed()
    {
        await PlanAsync();
        await App.ReportAsync((await App.AddVolunteerAsync()).Volunteer, await App.QueryAsync(db => db.HelpRequests.AsNoTracking().SingleAsync()));

        Assert.DoesNotContain(Health, await App.QueryAsync(db => db.Beneficiaries.Select(b => b.HealthNotesEncrypted).SingleAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain("qapını", await App.QueryAsync(db => db.Incidents.Select(i => i.WhatEncrypted).SingleAsync()), StringComparison.Ordinal);
    }

    /// <summary>The pages on which staff read how to reach somebody, or what is delicate.</summary>
    private static readonly string[] _pagesOfStaff = ["/desk/requests/*", "/desk/people-helped/*", "/desk/people-helped/*/facts", "/desk/people-helped/*/needs"];

    private async Task<IReadOnlyList<(string Kind, string Marker)>> SeenAsync(UserAccount? account, Guid? place = null, IEnumerable<string>? starts = null, int least = 6)
    {
        var browser = account is null ? App.NewBrowser() : await App.NewBrowserAsync(account);
        var crawl = new Crawl(browser.WithLanguage("az"));
        var found = await crawl.FindAsync(_markers, ["/", "/help", "/me", "/desk", .. place is { } id ? [$"/me/shifts/{id}"] : Array.Empty<string>(), .. starts ?? []]);
        Assert.True(crawl.Pages >= least, $"{crawl.Pages} pages");

        return found;
    }

    private Task<bool> LookedAsync(UserAccount account, HelpRequest request) => App.QueryAsync(db => db.AuditEntries.AnyAsync(
        e => e.Kind == AuditKind.Looked && e.ActorId == account.Id && e.Subject == AuditSubject.Beneficiary && e.SubjectId == request.BeneficiaryId));

    /// <summary>What an operator reads who types a number, in what comes back of the page, and who then says whom the call is for.</summary>
    private async Task<HashSet<string>> SeenByNumberAsync(UserAccount account, string phone, Guid? pick = null)
    {
        var browser = await App.NewBrowserAsync(account);
        var page = await browser.SubmitToAsync(await browser.GetPageAsync("/az/hotline"), "main form.hotline", "/az/hotline/callers", ("Phone", phone));
        page = pick is { } person ? await browser.SubmitToAsync(page, "main form.hotline", "/az/hotline/pick", ("pick", person.ToString())) : page;
        var html = WebUtility.HtmlDecode(page.Html);

        return [.. _markers.Where(m => m != phone && m != PhoneAsRead && html.Contains(m, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Nobody is there whom one could ask, so that the telephone is what is left.</summary>
    private async Task SearchInVainAsync(HelpRequest request)
    {
        await using var scope = App.NewScope();
        Assert.True(await scope.Get<LadderService>().StartAsync(request.HelpRequestId, CancellationToken.None));
        await RunAsync("ClimbLadders");
        Assert.Equal(LadderState.CallList, (await App.LadderOfAsync(request)).State);
    }

    /// <summary>Somebody whose every word is a marker, asked for by a daughter.</summary>
    private Task<HelpRequest> MarkedAsync() => App.AddTriagedAsync(w => w with
    {
        BeneficiaryName = Name,
        BeneficiaryPhone = Phone,
        Address = Address,
        HealthNotes = Health,
        Description = Wish,
        AskerName = AskerName,
        AskerRelation = "qızı",
        ContactPhone = AskerPhone,
        Consent = new AgreedText(ConsentText.OnBehalfConsent, 1),
    });

    /// <summary>A visit to them tomorrow from 10 to 12.</summary>
    private async Task<(HelpRequest Request, Shift Shift)> PlanAsync()
    {
        var request = await MarkedAsync();
        await using var scope = App.NewScope();
        var start = Core.Common.BakuTime.ToUtc(App.Tomorrow(), new TimeOnly(10, 0));
        var options = new NewShift(start, start.AddHours(2), "Blokun qarşısı", [new NewRole("Könüllü", 1) { Vetting = VettingLevel.HomeVisit }]);

        return (request, (await scope.Get<HelpRequestService>().PlanAsync(request.HelpRequestId, options, "Zəngi iki dəfə basın", CancellationToken.None))!);
    }
}
