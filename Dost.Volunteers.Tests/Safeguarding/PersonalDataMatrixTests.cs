using System.Collections.Concurrent;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
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
        Assert.DoesNotContain(seen, s => s.Marker is Health or AskerName or AskerPhone);
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

    private async Task<IReadOnlyList<(string Kind, string Marker)>> SeenAsync(UserAccount? account, Guid? place = null, IEnumerable<string>? starts = null)
    {
        var browser = account is null ? App.NewBrowser() : await App.NewBrowserAsync(account);
        var crawl = new Crawl(browser.WithLanguage("az"));
        var found = await crawl.FindAsync(_markers, ["/", "/help", "/me", "/desk", .. place is { } id ? [$"/me/shifts/{id}"] : Array.Empty<string>(), .. starts ?? []]);
        Assert.True(crawl.Pages > 5, $"{crawl.Pages} pages");

        return found;
    }

    private Task<bool> LookedAsync(UserAccount account, HelpRequest request) => App.QueryAsync(db => db.AuditEntries.AnyAsync(
        e => e.Kind == AuditKind.Looked && e.ActorId == account.Id && e.Subject == AuditSubject.Beneficiary && e.SubjectId == request.BeneficiaryId));

    /// <summary>A visit tomorrow from 10 to 12 to somebody whose every word is a marker, asked for by a daughter.</summary>
    private async Task<(HelpRequest Request, Shift Shift)> PlanAsync()
    {
        var request = await App.AddHelpRequestAsync(w => w with
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
        await using var scope = App.NewScope();
        var requests = scope.Get<HelpRequestService>();
        Assert.True(await requests.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None));
        var start = Core.Common.BakuTime.ToUtc(Core.Common.BakuTime.DateOf(App.NowUtc).AddDays(1), new TimeOnly(10, 0));
        var options = new NewShift(start, start.AddHours(2), "Blokun qarşısı", [new NewRole("Könüllü", 1) { Vetting = VettingLevel.HomeVisit }]);

        return (request, (await requests.PlanAsync(request.HelpRequestId, options, "Zəngi iki dəfə basın", CancellationToken.None))!);
    }
}
