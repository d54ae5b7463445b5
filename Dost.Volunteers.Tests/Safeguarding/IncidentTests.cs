using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Safeguarding;

/// <summary>What must not happen is reported by anybody, parts the two at once, and is read by few.</summary>
public sealed class IncidentTests : JobTest
{
    private const string What = "Səsini qaldırdı və qapını çırpdı";

    [Fact]
    public async Task A_serious_report_parts_the_two_at_once_in_every_way()
    {
        var (volunteer, account) = await App.AddVolunteerAsync();
        var (request, shift) = await App.PlanVisitAsync();
        var place = await App.PlaceAsync(shift, volunteer);
        var browser = await App.NewBrowserAsync(account);
        Assert.Contains("Zərifə", (await browser.GetPageAsync($"/me/shifts/{place}")).Words, StringComparison.Ordinal);

        await App.ReportAsync(volunteer, request);

        // The place is gone, the address is gone, and no way leads back.
        Assert.Equal(AssignmentState.Removed, await App.StateAsync(place));
        var page = await browser.GetPageAsync($"/me/shifts/{place}");
        Assert.DoesNotContain("Zərifə", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Şərifzadə", page.Words, StringComparison.Ordinal);
        var judged = await App.PlaceAsync(p => p.CheckAsync(shift.Roles[0].ShiftRoleId, volunteer.VolunteerId, default));
        Assert.Contains(judged, b => b.Rule is Rule.ExcludedPair);
    }

    [Fact]
    public async Task The_address_closes_also_for_a_visit_that_is_over()
    {
        var (volunteer, account) = await App.AddVolunteerAsync();
        var (request, shift) = await App.PlanVisitAsync();
        var place = await App.PlaceAsync(shift, volunteer);
        GoTo(10, 0, daysOn: 1);
        await App.CheckInAsync(place);
        GoTo(12, 0);
        await App.CheckOutAsync(place);
        var browser = await App.NewBrowserAsync(account);
        Assert.Contains("Şərifzadə", (await browser.GetPageAsync($"/me/shifts/{place}")).Words, StringComparison.Ordinal);

        await App.ReportAsync(volunteer, request);

        Assert.DoesNotContain("Şərifzadə", (await browser.GetPageAsync($"/me/shifts/{place}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_minor_one_parts_nobody_and_the_same_form_twice_is_one()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        var (request, shift) = await App.PlanVisitAsync();
        var place = await App.PlaceAsync(shift, volunteer);

        await App.ReportAsync(volunteer, request, IncidentSeverity.Minor);

        Assert.Equal(AssignmentState.Confirmed, await App.StateAsync(place));
        Assert.Single(await App.EventsAsync(request), HelpRequestEventKind.IncidentReported);
        Assert.False(await App.QueryAsync(db => db.ExcludedPairs.AnyAsync()));
    }

    [Fact]
    public async Task Judged_graver_it_parts_the_two_and_goes_to_the_administrators()
    {
        var (coordinator, administrator) = (await App.AddCoordinatorAsync("1"), await App.AddAdministratorAsync());
        var (volunteer, _) = await App.AddVolunteerAsync();
        var (request, shift) = await App.PlanVisitAsync();
        var place = await App.PlaceAsync(shift, volunteer);
        var id = await App.ReportAsync(volunteer, request, IncidentSeverity.Minor);
        var browser = await App.NewBrowserAsync(coordinator);

        var unchosen = await browser.SubmitToAsync(await browser.GetPageAsync($"/desk/incidents/{id}"), "form[action$='/note']", $"/desk/incidents/{id}/severity", ("Words", "Əl qaldırıb"));
        Assert.Contains("Nə qədər ağır olduğunu seçin", unchosen.Words, StringComparison.Ordinal);
        Assert.Equal("Əl qaldırıb", unchosen.Document.QuerySelector("[name='Words']")!.TextContent.Trim());

        await browser.SubmitToAsync(unchosen, "form[action$='/note']", $"/desk/incidents/{id}/severity", ("Severity", nameof(IncidentSeverity.Grave)));

        Assert.Equal(AssignmentState.Removed, await App.StateAsync(place));
        Assert.True(await App.QueryAsync(db => db.ExcludedPairs.AnyAsync(p => p.VolunteerId == volunteer.VolunteerId && p.IncidentId == id)));
        Assert.NotNull(await EscalatedAsync(id));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/desk/incidents/{id}")).Status);

        // Less grave brings nobody together again.
        Assert.True(await App.ActOnIncidentsAsync(administrator, isAdministrator: true, i => i.ChangeSeverityAsync(id, IncidentSeverity.Minor, "Anlaşılmazlıq idi", default)));
        Assert.True(await App.QueryAsync(db => db.ExcludedPairs.AnyAsync(p => p.VolunteerId == volunteer.VolunteerId)));
    }

    [Fact]
    public async Task Who_may_meet_again_is_parted_anew_when_it_is_judged_graver()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        var administrator = await App.AddAdministratorAsync();
        var id = await App.ReportAsync(volunteer);
        Assert.True(await App.ActOnIncidentsAsync(administrator, isAdministrator: true, i => i.UnblockAsync(id, "Anlaşılmazlıq idi", default)));

        Assert.True(await App.ActOnIncidentsAsync(administrator, isAdministrator: true, i => i.ChangeSeverityAsync(id, IncidentSeverity.Grave, "Şahid tapıldı", default)));

        Assert.True(await App.QueryAsync(db => db.ExcludedPairs.AnyAsync(p => p.VolunteerId == volunteer.VolunteerId)));
        Assert.True(await App.QueryAsync(db => db.Incidents.AnyAsync(i => i.IncidentId == id && i.UnblockedAtUtc == null)));
    }

    [Fact]
    public async Task The_two_of_a_minor_one_can_be_kept_apart_too()
    {
        var coordinator = await App.AddCoordinatorAsync("1");
        var (volunteer, _) = await App.AddVolunteerAsync();
        var (request, shift) = await App.PlanVisitAsync();
        var place = await App.PlaceAsync(shift, volunteer);
        var id = await App.ReportAsync(volunteer, request, IncidentSeverity.Minor);

        Assert.True(await App.ActOnIncidentsAsync(coordinator, isAdministrator: false, i => i.BlockAsync(id, "Bir-birini görmək istəmirlər", default)));
        Assert.False(await App.ActOnIncidentsAsync(coordinator, isAdministrator: false, i => i.BlockAsync(id, "Yenə", default)));

        Assert.Equal(AssignmentState.Removed, await App.StateAsync(place));
        Assert.Equal(1, await App.QueryAsync(db => db.IncidentNotes.CountAsync(n => n.IncidentId == id && n.Deed == IncidentDeed.PairBlocked)));
    }

    [Fact]
    public async Task Coordinators_of_the_centre_are_told_and_read_it_and_their_look_is_recorded()
    {
        var coordinator = await App.AddCoordinatorAsync("1");
        var elsewhere = await App.NewBrowserAsync(await App.AddCoordinatorAsync("2"));
        var id = await App.ReportAsync((await App.AddVolunteerAsync()).Volunteer);
        await RunAsync("SendMessages");
        Assert.Equal(2, await TellingsAsync(coordinator.Id));
        Assert.DoesNotContain(Provider.Texts, t => t.Text.Contains("Zərifə", StringComparison.Ordinal) || t.Text.Contains("Leyla", StringComparison.Ordinal));

        var browser = await App.NewBrowserAsync(coordinator);
        Assert.Contains($"/desk/incidents/{id}", (await browser.GetPageAsync("/desk/incidents")).Html, StringComparison.Ordinal);
        var page = await browser.GetPageAsync($"/desk/incidents/{id}");
        Assert.Contains(What, page.Words, StringComparison.Ordinal);
        Assert.True(await App.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Kind == AuditKind.Looked && e.Subject == AuditSubject.Incident && e.SubjectId == id && e.ActorId == coordinator.Id)));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync($"/desk/incidents/{id}")).Status);
        Assert.DoesNotContain(What, await App.QueryAsync(db => db.Incidents.Select(i => i.WhatEncrypted).SingleAsync()), StringComparison.Ordinal);

        var taken = await browser.SubmitAsync(page, "form[action$='/take-up']");
        var noted = await browser.SubmitAsync(taken, "form[action$='/note']", ("Words", "Hər ikisi ilə danışdım"));
        Assert.Contains("Hər ikisi ilə danışdım", noted.Words, StringComparison.Ordinal);
        Assert.Equal(IncidentState.InHand, await App.QueryAsync(db => db.Incidents.Select(i => i.State).SingleAsync()));
    }

    [Fact]
    public async Task A_grave_one_is_before_the_administrators_at_once_and_no_coordinator_reads_it()
    {
        var (coordinator, administrator) = (await App.AddCoordinatorAsync("1"), await App.AddAdministratorAsync());
        var id = await App.ReportAsync((await App.AddVolunteerAsync()).Volunteer, severity: IncidentSeverity.Grave);
        await RunAsync("SendMessages");

        Assert.Equal((0, 2), (await TellingsAsync(coordinator.Id), await TellingsAsync(administrator.Id)));
        Assert.Equal(HttpStatusCode.NotFound, (await (await App.NewBrowserAsync(coordinator)).GetPageAsync($"/desk/incidents/{id}")).Status);
        Assert.Contains(What, (await (await App.NewBrowserAsync(administrator)).GetPageAsync($"/desk/incidents/{id}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_coordinates_the_centre_the_administrators_hear_of_it()
    {
        await App.AddCoordinatorAsync("2");
        var administrator = await App.AddAdministratorAsync();

        await App.ReportAsync((await App.AddVolunteerAsync()).Volunteer);

        Assert.Equal([administrator.Id, administrator.Id], await App.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.IncidentReported).Select(m => m.RecipientId).ToListAsync()));
    }

    [Fact]
    public async Task A_serious_one_that_nobody_takes_up_goes_to_the_administrators_once()
    {
        await App.AddCoordinatorAsync("1");
        var administrator = await App.AddAdministratorAsync();
        var id = await App.ReportAsync((await App.AddVolunteerAsync()).Volunteer);
        App.Clock.Advance(TimeSpan.FromHours(23));
        await RunAsync("WatchIncidents");
        Assert.Null(await EscalatedAsync(id));

        App.Clock.Advance(TimeSpan.FromHours(1));
        await RunAsync("WatchIncidents");
        await RunAsync("WatchIncidents");

        Assert.NotNull(await EscalatedAsync(id));
        Assert.Equal(2, await App.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.IncidentReported && m.RecipientId == administrator.Id)));
    }

    [Fact]
    public async Task Only_an_administrator_lets_the_two_meet_again()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        var (coordinator, administrator) = (await App.AddCoordinatorAsync("1"), await App.AddAdministratorAsync());
        var id = await App.ReportAsync(volunteer);

        Assert.False(await App.ActOnIncidentsAsync(coordinator, isAdministrator: false, i => i.UnblockAsync(id, "Barışdılar", default)));
        Assert.True(await App.QueryAsync(db => db.ExcludedPairs.AnyAsync()));
        Assert.True(await App.ActOnIncidentsAsync(administrator, isAdministrator: true, i => i.UnblockAsync(id, "Anlaşılmazlıq idi", default)));
        Assert.False(await App.QueryAsync(db => db.ExcludedPairs.AnyAsync()));
    }

    [Fact]
    public async Task The_volunteer_reports_from_the_shift_and_nothing_typed_is_lost()
    {
        var (volunteer, account) = await App.AddVolunteerAsync();
        var (request, shift) = await App.PlanVisitAsync();
        var place = await App.PlaceAsync(shift, volunteer);
        var browser = await App.NewBrowserAsync(account);

        var form = await browser.GetPageAsync($"/me/shifts/{place}/incident");
        var refused = await browser.SubmitAsync(form, ("What", What), ("Kind", "Theft"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal((What, "Nə qədər ciddi olduğunu bildirin"), (refused.One("textarea[name='What']").TextContent.Trim(), refused.ComplaintOf("Severity")));
        await browser.SubmitAsync(refused, ("Severity", "Minor"));
        await browser.SubmitAsync(refused, ("Severity", "Minor"));

        var incident = await App.QueryAsync(db => db.Incidents.SingleAsync());
        Assert.Equal((IncidentReporter.Volunteer, request.HelpRequestId, request.BeneficiaryId, volunteer.VolunteerId), (incident.Reporter, incident.HelpRequestId, incident.BeneficiaryId, incident.VolunteerId));
        var (_, other) = await App.AddVolunteerAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await (await App.NewBrowserAsync(other)).GetPageAsync($"/me/shifts/{place}/incident")).Status);
    }

    private Task<DateTime?> EscalatedAsync(Guid id) => App.QueryAsync(db => db.Incidents.Where(i => i.IncidentId == id).Select(i => i.EscalatedAtUtc).SingleAsync());

    private Task<int> TellingsAsync(Guid accountId) =>
        App.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.IncidentReported && m.RecipientId == accountId && m.State == MessageState.Sent));
}
