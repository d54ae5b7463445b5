using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests.People;

/// <summary>Two records of the same person become one.</summary>
public sealed class PersonJoinTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_record_with_the_same_phone_or_the_same_name_in_the_district_is_likely_and_one_of_another_centre_is_not_shown()
    {
        var request = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Səyyarə Mirzəzadə" });
        var byPhone = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Mirzəzadə S.", BeneficiaryPhone = request.ContactPhone, DistrictCode = "yasamal" });
        var byName = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Mirzezade Seyyare" });
        await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Səyyarə Mirzəzadəli" });
        await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Səyyarə Mirzəzadə", BeneficiaryPhone = request.ContactPhone, DistrictCode = "khazar" });
        var browser = await app.NewBrowserAsync(await app.AddCoordinatorAsync());

        var record = await browser.GetPageAsync(Path(request));
        Assert.Equal(
            [byPhone.BeneficiaryId.ToString(), byName.BeneficiaryId.ToString()],
            record.All("section[aria-labelledby=likely] a[href*='/join/']").Select(a => a.GetAttribute("href")!.Split('/')[^1]));

        var page = await browser.GetPageAsync($"/az/desk/requests/{request.HelpRequestId}");
        Assert.Equal([byPhone.BeneficiaryId.ToString()], page.All("a[href*='/join/']").Select(a => a.GetAttribute("href")!.Split('/')[^1]));
    }

    [Fact]
    public async Task All_that_hangs_on_the_other_record_moves_the_stricter_need_wins_and_nothing_personal_stays_behind()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var (other, otherShift) = await app.PlanVisitAsync();
        var (known, _) = await app.AddVolunteerAsync();
        await using (var scope = await app.AsAdministratorAsync())
        {
            var cipher = scope.Get<FieldCipher>();
            var (one, two) = (await scope.Db.Beneficiaries.SingleAsync(b => b.BeneficiaryId == request.BeneficiaryId), await scope.Db.Beneficiaries.SingleAsync(b => b.BeneficiaryId == other.BeneficiaryId));
            (one.KnownVisitorsOnly, one.HealthNotesEncrypted, one.Wishes) = (true, cipher.Encrypt("Şəkər xəstəliyi"), "Səhər");
            (two.VisitedByTwo, two.Vetting, two.VisitorGender, two.HealthNotesEncrypted, two.Wishes) = (true, VettingLevel.Safeguarding, Gender.Female, cipher.Encrypt("Penisillinə allergiya"), "Yavaş danışın");
            scope.Db.KnownVisitors.Add(new KnownVisitor { BeneficiaryId = two.BeneficiaryId, VolunteerId = known.VolunteerId, NamedAtUtc = app.NowUtc, NamedById = null });
            scope.Db.BeneficiaryContacts.Add(new BeneficiaryContact { BeneficiaryContactId = Guid.CreateVersion7(), BeneficiaryId = two.BeneficiaryId, Name = "Nigar", Phone = "+994503022077" });
            await scope.Db.SaveChangesAsync();
            await scope.Get<PersonNotes>().AddAsync(Guid.CreateVersion7(), two.BeneficiaryId, "Qapını gec açır", default);
        }

        Assert.Equal(PersonJoinOutcome.Done, await JoinAsync(request, other));

        await using var after = await app.AsAdministratorAsync();
        var kept = await after.Db.Beneficiaries.Include(b => b.Contacts).Include(b => b.KnownVisitors).SingleAsync(b => b.BeneficiaryId == request.BeneficiaryId);
        Assert.Equal((VettingLevel.Safeguarding, true, true, Gender.Female, "Səhər\nYavaş danışın"), (kept.Vetting, kept.VisitedByTwo, kept.KnownVisitorsOnly, kept.VisitorGender, kept.Wishes));
        Assert.Equal("Şəkər xəstəliyi\nPenisillinə allergiya", NeedsService.Of(kept, after.Get<FieldCipher>()).HealthNotes);
        Assert.Equal("Nigar", Assert.Single(kept.Contacts).Name);
        Assert.Equal(known.VolunteerId, Assert.Single(kept.KnownVisitors).VolunteerId);
        Assert.Equal(["Qapını gec açır", "o biri"], (await after.Get<PersonNotes>().ListAsync(request.BeneficiaryId, default)).Select(n => n.Text).Order(StringComparer.Ordinal));
        Assert.Equal(request.BeneficiaryId, await after.Db.HelpRequests.Where(r => r.HelpRequestId == other.HelpRequestId).Select(r => r.BeneficiaryId).SingleAsync());
        Assert.Contains(HelpRequestEventKind.JoinedPerson, await app.EventsAsync(other));
        Assert.DoesNotContain(HelpRequestEventKind.JoinedPerson, await app.EventsAsync(request));

        foreach (var visit in new[] { shift, otherShift })
        {
            var stands = await after.Db.Shifts.Include(s => s.Roles).SingleAsync(s => s.ShiftId == visit.ShiftId);
            var role = Assert.Single(stands.Roles);
            Assert.Equal((VettingLevel.Safeguarding, Gender.Female, true, 2, 2), (role.Vetting, role.Gender, role.KnownVisitorsOnly, stands.LeastPeople, role.Capacity));
        }

        var empty = await after.Db.Beneficiaries.Include(b => b.Contacts).Include(b => b.KnownVisitors).AsNoTracking().SingleAsync(b => b.BeneficiaryId == other.BeneficiaryId);
        Assert.Equal(("–", "", "", "", null, null, null), (empty.FullName, empty.Phone, empty.Address, empty.SearchText, empty.HealthNotesEncrypted, empty.Wishes, empty.VisitorGender));
        Assert.Equal((request.BeneficiaryId, 0, 0), (empty.MergedIntoId, empty.Contacts.Count, empty.KnownVisitors.Count));
        Assert.Equal(2, await after.Db.AuditEntries.CountAsync(e => e.Kind == AuditKind.Changed && (e.Action == "PersonJoined" || e.Action == "PersonJoinedToOther") && (e.SubjectId == request.BeneficiaryId || e.SubjectId == other.BeneficiaryId)));
    }

    [Fact]
    public async Task Who_was_not_to_visit_the_other_does_not_visit_the_kept_one_either()
    {
        var (request, shift) = await app.PlanVisitAsync();
        var other = await app.AddHelpRequestAsync();
        var (volunteer, _) = await app.AddVolunteerAsync();
        await app.ReportAsync(volunteer, other, IncidentSeverity.Minor);
        await using (var scope = app.NewScope())
        {
            scope.Db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = other.BeneficiaryId, VolunteerId = volunteer.VolunteerId, ExcludedAtUtc = app.NowUtc });
            scope.Db.KnownVisitors.Add(new KnownVisitor { BeneficiaryId = request.BeneficiaryId, VolunteerId = volunteer.VolunteerId, NamedAtUtc = app.NowUtc, NamedById = null });
            await scope.Db.SaveChangesAsync();
        }

        var assignmentId = await app.OfferAsync(shift, volunteer);
        Assert.Equal(PersonJoinOutcome.Done, await JoinAsync(request, other));

        Assert.Equal([request.BeneficiaryId], await app.QueryAsync(db => db.ExcludedPairs.Where(p => p.VolunteerId == volunteer.VolunteerId).Select(p => p.BeneficiaryId).ToListAsync()));
        Assert.False(await app.QueryAsync(db => db.KnownVisitors.AnyAsync(k => k.VolunteerId == volunteer.VolunteerId)));
        Assert.Equal(request.BeneficiaryId, await app.QueryAsync(db => db.Incidents.Where(i => i.VolunteerId == volunteer.VolunteerId).Select(i => i.BeneficiaryId).SingleAsync()));

        await using var administrator = await app.AsAdministratorAsync();
        var refused = await administrator.Get<PlacementService>().AcceptAsync(assignmentId, CancellationToken.None);
        Assert.Contains(refused.Breaches!, b => b.Rule is Rule.ExcludedPair);
    }

    [Fact]
    public async Task Of_two_who_join_at_once_in_opposite_directions_one_does_it_and_the_other_is_told()
    {
        var (request, other) = (await app.AddHelpRequestAsync(), await app.AddHelpRequestAsync());
        var (there, back) = (await SeenAsync(request, other), await SeenAsync(other, request));

        var outcomes = await Task.WhenAll(JoinAsync(there), JoinAsync(back));

        Assert.Equal([PersonJoinOutcome.Done, PersonJoinOutcome.JoinedMeanwhile], outcomes.Order());
        var merged = await app.QueryAsync(db => db.Beneficiaries.Where(b => (b.BeneficiaryId == request.BeneficiaryId || b.BeneficiaryId == other.BeneficiaryId) && b.MergedIntoId != null).ToListAsync());
        var keptId = Assert.Single(merged).MergedIntoId;
        Assert.Equal(2, await app.QueryAsync(db => db.HelpRequests.CountAsync(r => r.BeneficiaryId == keptId)));
        Assert.Equal(PersonJoinOutcome.NotFound, await JoinAsync(there with { OtherId = there.KeptId }));
    }

    [Fact]
    public async Task An_agreement_taken_back_stays_so_unless_the_person_agreed_later()
    {
        var (request, other, later) = (await app.AddHelpRequestAsync(), await app.AddHelpRequestAsync(), await app.AddHelpRequestAsync());
        var withdrawn = app.NowUtc.AddMinutes(1);
        await app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == other.BeneficiaryId).ExecuteUpdateAsync(set => set.SetProperty(b => b.ConsentWithdrawnAtUtc, withdrawn)));

        Assert.Equal(PersonJoinOutcome.Done, await JoinAsync(request, other));
        Assert.Equal(withdrawn, await app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).Select(b => b.ConsentWithdrawnAtUtc).SingleAsync()));

        await app.QueryAsync(db => db.Consents.Where(c => c.HelpRequestId == later.HelpRequestId).ExecuteUpdateAsync(set => set.SetProperty(c => c.GivenAtUtc, withdrawn.AddMinutes(1))));
        Assert.Equal(PersonJoinOutcome.Done, await JoinAsync(request, later));
        Assert.Null(await app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).Select(b => b.ConsentWithdrawnAtUtc).SingleAsync()));
    }

    [Fact]
    public async Task A_coordinator_compares_chooses_and_joins_and_the_old_address_leads_to_the_record_that_stayed()
    {
        var request = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "Tamara O'Kərimova" });
        var other = await app.AddHelpRequestAsync(w => w with { BeneficiaryName = "T. Kərimova", BeneficiaryPhone = request.ContactPhone });
        var coordinator = await app.AddCoordinatorAsync();
        var browser = await app.NewBrowserAsync(coordinator);
        var join = $"{Path(request)}/join/{other.BeneficiaryId}";
        var compare = await browser.GetPageAsync(join);
        Assert.Equal(2, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "PeopleCompared" && e.ActorId == coordinator.Id && (e.SubjectId == request.BeneficiaryId || e.SubjectId == other.BeneficiaryId))));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(compare, "main form")).Status);
        var elsewhere = await app.NewBrowserAsync(await app.AddCoordinatorAsync("2"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync(join)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"{Path(request)}/join/{request.BeneficiaryId}")).Status);

        // A colleague writes at the record meanwhile: nothing is joined until it was seen.
        await browser.SubmitAsync(await browser.GetPageAsync(Path(other) + "/facts"), "main form", ("Wishes", "Axşam"));
        var changed = await browser.SubmitAsync(compare, "main form", ("Keep", request.BeneficiaryId.ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, changed.Status);
        Assert.Contains("Axşam", changed.Words, StringComparison.Ordinal);

        var joined = await browser.SubmitAsync(changed, "main form", ("Keep", request.BeneficiaryId.ToString()));
        Assert.Equal(Path(request), joined.Path);
        Assert.Contains("T. Kərimova", joined.Text("section[aria-labelledby=notes]"), StringComparison.Ordinal);
        Assert.Contains(other.TrackingCode, joined.Words, StringComparison.Ordinal);
        Assert.Equal(Path(request), (await browser.GetPageAsync(Path(other))).Path);
        Assert.Equal(Path(request), (await browser.GetPageAsync(join)).Path);
        var late = await browser.SubmitAsync(changed, "main form", ("Keep", other.BeneficiaryId.ToString()));
        Assert.Equal(Path(request), late.Path);
        Assert.Contains("qabaqladı", late.Notice!, StringComparison.Ordinal);
    }

    private static string Path(HelpRequest request) => $"/az/desk/people-helped/{request.BeneficiaryId}";

    private async Task<PersonJoinOutcome> JoinAsync(HelpRequest kept, HelpRequest other) => await JoinAsync(await SeenAsync(kept, other));

    private async Task<PersonJoinOutcome> JoinAsync(PersonJoin join)
    {
        await using var scope = await app.AsAdministratorAsync();

        return await scope.Get<PersonJoinService>().JoinAsync(join, CancellationToken.None);
    }

    private async Task<PersonJoin> SeenAsync(HelpRequest kept, HelpRequest other)
    {
        var versions = await app.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == kept.BeneficiaryId || b.BeneficiaryId == other.BeneficiaryId).ToDictionaryAsync(b => b.BeneficiaryId, b => b.Version));

        return new PersonJoin(kept.BeneficiaryId, versions[kept.BeneficiaryId], other.BeneficiaryId, versions[other.BeneficiaryId], "o biri");
    }
}
