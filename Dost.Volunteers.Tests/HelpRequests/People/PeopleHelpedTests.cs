using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests.People;

/// <summary>The record of the person helped, as coordinators keep it.</summary>
public sealed class PeopleHelpedTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_person_is_found_by_name_and_by_the_phone_of_a_contact_and_no_word_of_it_stands_in_the_address()
    {
        var request = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Gülzar Şıxəliyeva" });
        var browser = await StaffAsync();
        await AddContactAsync(browser, request, "050 302 20 01");

        foreach (var words in (string[])["gulzar sixeliyeva", "0503022001"])
        {
            var found = await browser.SubmitAsync(await browser.GetPageAsync("/az/desk/people-helped"), "form[role=search]", ("Words", words));
            Assert.Equal("/az/desk/people-helped?search=True", found.Path);
            Assert.Contains("Gülzar Şıxəliyeva", found.Words, StringComparison.Ordinal);
        }

        foreach (var words in (string[])["'; --", "zzzz", "%"])
        {
            var none = await browser.SubmitAsync(await browser.GetPageAsync("/az/desk/people-helped"), "form[role=search]", ("Words", words));
            Assert.DoesNotContain("Gülzar", none.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_record_is_for_the_centre_and_each_look_at_it_is_recorded()
    {
        var request = await app.AddHelpRequestAsync();
        var coordinator = await app.AddCoordinatorAsync();
        var browser = await app.NewBrowserAsync(coordinator);

        Assert.Contains(request.TrackingCode, (await browser.GetPageAsync(Path(request))).Words, StringComparison.Ordinal);
        Assert.True(await app.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Kind == AuditKind.Looked && e.ActorId == coordinator.Id && e.Subject == AuditSubject.Beneficiary && e.SubjectId == request.BeneficiaryId)));

        var elsewhere = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync(Path(request))).Status);
        var calls = await app.NewBrowserAsync(await app.AddOperatorAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await calls.GetPageAsync(Path(request))).Status);
    }

    [Fact]
    public async Task Other_needs_change_the_coming_visits_and_name_who_no_longer_fits()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var (volunteer, _) = await app.AddVolunteerAsync(change: v => v.Gender = Gender.Male);
        await app.PlaceAsync(shift, volunteer);
        var browser = await StaffAsync();

        var changed = await browser.SubmitAsync(
            await browser.GetPageAsync(Path(request) + "/needs"), "main form", ("VisitorGender", "Female"), ("Vetting", "Safeguarding"), ("VisitedByTwo", "true"), ("KnownVisitorsOnly", "true"), ("HealthNotes", "Penisillinə allergiya"));

        Assert.Contains(volunteer.FullName, changed.Text("section[aria-labelledby=coming]"), StringComparison.Ordinal);
        Assert.NotEmpty(changed.All("section[aria-labelledby=coming] .notice"));
        Assert.Contains("Penisillinə allergiya", changed.Words, StringComparison.Ordinal);
        Assert.Equal((VettingLevel.Safeguarding, Gender.Female, true, 2, 2), await RoleAsync(shift.ShiftId));
        Assert.DoesNotContain("Penisillin", (await PersonAsync(request)).HealthNotesEncrypted!, StringComparison.Ordinal);

        // What was demanded for the needs goes with them, once a second person agrees; the kind of help demands what it did.
        await browser.SubmitAsync(
            await browser.GetPageAsync(Path(request) + "/needs"), "main form", ("VisitorGender", ""), ("Vetting", "None"), ("VisitedByTwo", "false"), ("KnownVisitorsOnly", "false"), ("WhyLess", "Qızı onunla yaşayır"));
        Assert.Equal((VettingLevel.Safeguarding, null, true, 2, 2), await RoleAsync(shift.ShiftId));
        var second = await StaffAsync();

        for (var left = 3; left > 0; left--)
        {
            var record = await second.GetPageAsync(Path(request));
            Assert.Equal(left, record.All("form[action$='/agree']").Count(f => f.GetAttribute("action")!.Contains("/easings/", StringComparison.Ordinal)));
            await second.SubmitAsync(record, "form[action*='/easings/'][action$='/agree']");
        }

        var (vetting, gender, knownOnly, least, _) = await RoleAsync(shift.ShiftId);
        Assert.Equal((VettingLevel.HomeVisit, null, false, 1), (vetting, gender, knownOnly, least));
    }

    [Fact]
    public async Task Of_two_coordinators_at_once_the_second_looks_again()
    {
        var request = await app.AddHelpRequestAsync();
        var (first, second) = (await StaffAsync(), await StaffAsync());
        var (one, other) = (await first.GetPageAsync(Path(request) + "/facts"), await second.GetPageAsync(Path(request) + "/facts"));

        await first.SubmitAsync(one, "main form", ("Wishes", "Səhər gəlin"));
        var late = await second.SubmitAsync(other, "main form", ("Wishes", "Axşam gəlin"));

        Assert.Contains("həmkarınız", late.Notice!, StringComparison.Ordinal);
        Assert.Equal("Səhər gəlin", (await PersonAsync(request)).Wishes);
    }

    [Fact]
    public async Task Who_no_longer_agrees_is_not_planned_for_until_they_agree_again()
    {
        var request = await app.AddHelpRequestAsync();
        var browser = await StaffAsync();
        await browser.SubmitAsync(await browser.GetPageAsync($"/az/desk/requests/{request.HelpRequestId}"), "form[action$='/triage']", ("Urgency", "Normal"));

        var record = await browser.SubmitAsync(await browser.GetPageAsync(Path(request)), "form[action$='/withdraw']");
        var refused = await browser.GetPageAsync($"/az/desk/requests/{request.HelpRequestId}/plan");
        Assert.Equal($"/az/desk/requests/{request.HelpRequestId}", refused.Path);
        Assert.Contains("razılığını geri götürüb", refused.Notice!, StringComparison.Ordinal);

        await browser.SubmitAsync(record, "form[action$='/agree']");
        Assert.EndsWith("/plan", (await browser.GetPageAsync($"/az/desk/requests/{request.HelpRequestId}/plan")).Path, StringComparison.Ordinal);
        Assert.Equal(2, await app.QueryAsync(db => db.Consents.CountAsync(c => c.HelpRequestId == request.HelpRequestId)));
    }

    [Fact]
    public async Task A_note_is_encrypted_written_once_and_never_changed()
    {
        var request = await app.AddHelpRequestAsync();
        var browser = await StaffAsync();
        var page = await browser.GetPageAsync(Path(request));

        await browser.SubmitAsync(page, "form[action$='/notes']", ("Note", "Qızı ilə danışdıq"));
        var read = await browser.SubmitAsync(page, "form[action$='/notes']", ("Note", "Qızı ilə danışdıq"));

        Assert.Contains("Qızı ilə danışdıq", read.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("danışdıq", await app.QueryAsync(db => db.BeneficiaryNotes.Where(n => n.BeneficiaryId == request.BeneficiaryId).Select(n => n.TextEncrypted).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_is_added_once_changed_and_removed()
    {
        var request = await app.AddHelpRequestAsync();
        var browser = await StaffAsync();
        var form = await browser.GetPageAsync(Path(request) + "/contacts/new");
        (string, string?)[] typed = [("Name", "Nigar O'Səfərova"), ("Relation", "qızı"), ("Phone", "050 302 20 02")];

        await browser.SubmitAsync(form, typed);
        await browser.SubmitAsync(form, typed);
        var contact = await app.QueryAsync(db => db.BeneficiaryContacts.SingleAsync(c => c.BeneficiaryId == request.BeneficiaryId));
        var change = await browser.GetPageAsync($"{Path(request)}/contacts/{contact.BeneficiaryContactId}");
        await browser.SubmitAsync(change, "main form:not(.section)", ("Relation", "nəvəsi"));
        Assert.Equal("nəvəsi", await app.QueryAsync(db => db.BeneficiaryContacts.Where(c => c.BeneficiaryId == request.BeneficiaryId).Select(c => c.Relation).SingleAsync()));
        await browser.SubmitAsync(change, "form[action$='/remove']");
        Assert.Equal(0, await app.QueryAsync(db => db.BeneficiaryContacts.CountAsync(c => c.BeneficiaryId == request.BeneficiaryId)));
    }

    [Fact]
    public async Task A_volunteer_is_named_as_known_or_kept_away_and_only_an_administrator_joins_whom_an_incident_parted()
    {
        var request = await app.AddHelpRequestAsync();
        var (volunteer, _) = await app.AddVolunteerAsync(change: v => v.FamilyName = "Rəsulzadəyeva");
        var browser = await StaffAsync();
        var found = await browser.SubmitAsync(await browser.GetPageAsync(Path(request) + "/volunteers"), "form[role=search]", ("Words", "resulzade"));

        await browser.SubmitAsync(found, "form[action$='/known']");
        Assert.Equal(1, await app.QueryAsync(db => db.KnownVisitors.CountAsync(v => v.BeneficiaryId == request.BeneficiaryId)));
        await browser.SubmitAsync(found, "form[action$='/excluded']");
        Assert.Equal(0, await app.QueryAsync(db => db.KnownVisitors.CountAsync(v => v.BeneficiaryId == request.BeneficiaryId)));
        var refused = await browser.SubmitAsync(found, "form[action$='/known']");
        Assert.NotNull(refused.Notice);
        Assert.Equal(0, await app.QueryAsync(db => db.KnownVisitors.CountAsync(v => v.BeneficiaryId == request.BeneficiaryId)));

        await app.QueryAsync(async db => await db.ExcludedPairs.Where(p => p.BeneficiaryId == request.BeneficiaryId).ExecuteDeleteAsync());
        await PartByIncidentAsync(request, volunteer.VolunteerId);
        await using (var scope = app.NewScope())
        {
            scope.Get<Core.Accounts.CurrentUser>().IsCoordinator = true;
            scope.Get<Core.Accounts.CurrentUser>().CentreIds = [request.CentreId];
            Assert.Equal(PersonOutcome.ForAdministrator, await scope.Get<PersonService>().AllowAsync(request.BeneficiaryId, volunteer.VolunteerId, null, default));
        }

        await using var administrator = await app.AsAdministratorAsync();
        Assert.Equal(PersonOutcome.Done, await administrator.Get<PersonService>().AllowAsync(request.BeneficiaryId, volunteer.VolunteerId, null, default));
    }

    private static string Path(HelpRequest request) => $"/az/desk/people-helped/{request.BeneficiaryId}";

    private async Task<Browser> StaffAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());

    private Task<Beneficiary> PersonAsync(HelpRequest request) => app.QueryAsync(db => db.Beneficiaries.AsNoTracking().SingleAsync(b => b.BeneficiaryId == request.BeneficiaryId));

    private Task<(VettingLevel, Gender?, bool, int, int)> RoleAsync(Guid shiftId) => app.QueryAsync(db => db.Shifts.Where(s => s.ShiftId == shiftId)
        .SelectMany(s => s.Roles, (s, r) => new ValueTuple<VettingLevel, Gender?, bool, int, int>(r.Vetting, r.Gender, r.KnownVisitorsOnly, s.LeastPeople, r.Capacity)).SingleAsync());

    private static async Task AddContactAsync(Browser browser, HelpRequest request, string phone) =>
        await browser.SubmitAsync(await browser.GetPageAsync(Path(request) + "/contacts/new"), ("Name", "Nigar Səfərova"), ("Relation", "qızı"), ("Phone", phone));

    private async Task PartByIncidentAsync(HelpRequest request, Guid volunteerId)
    {
        await using var scope = app.NewScope();
        var incident = new Incident
        {
            IncidentId = Guid.CreateVersion7(),
            CentreId = request.CentreId,
            Reporter = IncidentReporter.Staff,
            ReportedAtUtc = app.NowUtc,
            Kind = IncidentKind.Behaviour,
            Severity = IncidentSeverity.Serious,
            WhatEncrypted = "-",
        };
        scope.Db.Add(incident);
        scope.Db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = request.BeneficiaryId, VolunteerId = volunteerId, IncidentId = incident.IncidentId, ExcludedAtUtc = app.NowUtc });
        await scope.Db.SaveChangesAsync();
    }
}
