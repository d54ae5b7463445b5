using System.Net;
using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Core.Volunteers.Import;
using Dost.Volunteers.Tests.Credentials;
using Dost.Volunteers.Tests.Import;
using Dost.Volunteers.Tests.Shifts.Series;
using Dost.Volunteers.Tests.Support;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Web;

/// <summary>
/// Every address that names a record, as the one whose record it is and as somebody in the same role whose it is not: volunteers own and other,
/// coordinators of the centre and of another one. Whoever adds such an address has to say here which record it names.
/// </summary>
public sealed partial class RecordAccessTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private const string Own = "1";
    private const string Other = "2";

    private Browser _volunteer = null!;
    private Browser _coordinator = null!;
    private (Volunteer Own, Volunteer Other) _volunteers;
    private (UserAccount Own, UserAccount Other) _coordinators;

    public async Task InitializeAsync()
    {
        await using var scope = app.NewScope();
        await scope.Get<DemoData>().AddAsync(CancellationToken.None);

        // Somebody of each centre with all that a volunteer can have.
        var full = scope.Db.Volunteers.Where(v => v.State == VolunteerState.Active && v.Availability.Count > 0 && v.Credentials.Any(c => c.StoredFileId != null) && v.Contracts.Count > 0
            && scope.Db.Assignments.Any(a => a.VolunteerId == v.VolunteerId && a.State == AssignmentState.Confirmed && a.Shift.StartsAtUtc > app.NowUtc) && scope.Db.Users.Any(u => u.VolunteerId == v.VolunteerId));
        var people = await full.OrderBy(v => v.VolunteerId).Take(2).ToListAsync();
        _volunteers = (people[0], people[1]);
        await GiveBlackoutsAsync(scope.Db);
        await GiveCertificatesAsync(scope.Db);
        await GiveHoursAsync(scope.Db, scope.Get<HoursLedger>());
        _coordinators = (await app.AddCoordinatorAsync(Own), await app.AddCoordinatorAsync(Other));
        await GiveOwnListsAsync(_coordinators.Own.Id, Own);
        await GiveOwnListsAsync(_coordinators.Other.Id, Other);
        await GiveTasksAsync();
        await GiveSwapsAsync(scope.Db);
        await GiveIncidentsAsync(scope.Db);
        await GiveEasingsAsync(scope.Db);
        await GiveVisitDaysAsync(scope.Db);
        var account = await scope.Db.Users.SingleAsync(u => u.VolunteerId == _volunteers.Own.VolunteerId);
        _volunteer = await app.NewBrowserAsync(account);
        _coordinator = await app.NewBrowserAsync(_coordinators.Own);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Nobody_reaches_the_record_of_another_volunteer_or_centre()
    {
        var changes = await ChangesAsync();
        var wrong = new List<string>();

        foreach (var (verb, path, browser) in await AddressesAsync(isOwn: false))
        {
            var answer = await AskAsync(browser, verb, path);

            // What takes something of one's own away goes back to the list where there is nothing to take, as after a second click.
            var isTakingAway = verb is "POST" && path.StartsWith("/me/", StringComparison.Ordinal) && (path.EndsWith("/remove", StringComparison.Ordinal) || path.EndsWith("/take-back", StringComparison.Ordinal));

            if (answer is not HttpStatusCode.NotFound && !(isTakingAway && answer is HttpStatusCode.Redirect))
            {
                wrong.Add($"{verb} {path}: {(int)answer}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(changes, await ChangesAsync());
    }

    [Fact]
    public async Task Everybody_reaches_their_own_records()
    {
        var wrong = new List<string>();

        foreach (var (verb, path, browser) in await AddressesAsync(isOwn: true))
        {
            // Looking only: what a form does has tests of its own.
            if (verb is "GET" && await AskAsync(browser, verb, path) is not (HttpStatusCode.OK or HttpStatusCode.Redirect) and var answer)
            {
                wrong.Add($"{verb} {path}: {(int)answer}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private async Task<IReadOnlyList<(string Verb, string Path, Browser Browser)>> AddressesAsync(bool isOwn)
    {
        await using var scope = app.NewScope();
        var actions = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && e.RoutePattern.RawText!.Contains(":guid", StringComparison.Ordinal)).ToList();
        Assert.True(actions.Count > 50, $"{actions.Count} actions");
        var addresses = new List<(string, string, Browser)>();

        foreach (var action in actions)
        {
            var template = action.RoutePattern.RawText!;
            var ids = await IdsAsync(scope.Db, template, isOwn);

            // Who is an administrator sees every centre: there is no record of another.
            if (ids is null)
            {
                continue;
            }

            var next = 0;
            var path = "/" + Parameter().Replace(template, match => match.Value.Contains(":guid", StringComparison.Ordinal) ? ids[next++].ToString() : "1");
            var browser = template.StartsWith("me/", StringComparison.Ordinal) ? _volunteer : _coordinator;
            addresses.AddRange(action.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(verb => (verb, path, browser)));
        }

        return addresses;
    }

    /// <summary>The record that an address names, for each of its parameters: one's own, or that of another volunteer or centre.</summary>
    private async Task<Guid[]?> IdsAsync(VolunteersDbContext db, string template, bool isOwn)
    {
        var centre = isOwn ? Own : Other;
        var volunteerId = (isOwn ? _volunteers.Own : _volunteers.Other).VolunteerId;
        var accountId = (isOwn ? _coordinators.Own : _coordinators.Other).Id;
        var start = Parameter().Split(template)[0];

        return start switch
        {
            "me/shifts/" when template.Contains("/swap/", StringComparison.Ordinal) =>
                await db.Swaps.Where(s => s.Assignment.VolunteerId == volunteerId && s.State == SwapState.Asked).Select(s => new[] { s.AssignmentId, s.SwapId }).FirstAsync(),
            "me/shifts/" => await PlaceWithFileAsync(db, volunteerId),
            "me/swaps/" => [await db.Swaps.Where(s => s.ColleagueId == volunteerId).Select(s => s.SwapId).FirstAsync()],
            "desk/swaps/" => [await db.Swaps.Where(s => s.Assignment.Shift.Centre.Code == centre && s.State == SwapState.Accepted).Select(s => s.SwapId).FirstAsync()],
            "desk/tasks/" => await TaskWithFileAsync(db, centre),
            "desk/plans/" => await db.MatchPlanPlaces.Join(db.MatchPlans.Where(p => p.State == MatchPlanState.Ready && p.Centres.All(c => db.Centres.Any(x => x.CentreId == c.CentreId && x.Code == centre))), p => p.MatchPlanId, p => p.MatchPlanId, (place, _) => place)
                .OrderBy(p => p.ShiftRoleId).Select(p => new[] { p.MatchPlanId, p.ShiftRoleId, p.VolunteerId }).FirstAsync(),
            "desk/series/" => [await db.ShiftSeries.Where(s => s.Centre.Code == centre).Select(s => s.ShiftSeriesId).FirstAsync()],
            "me/credentials/" => [await db.Credentials.Where(c => c.VolunteerId == volunteerId && c.StoredFileId != null).Select(c => c.CredentialId).FirstAsync()],
            "me/hours/" => [await db.HoursEntries.Where(h => h.VolunteerId == volunteerId).Select(h => h.HoursEntryId).FirstAsync()],
            "me/certificates/" => [await db.Certificates.Where(c => c.VolunteerId == volunteerId && c.RevokedAtUtc == null).Select(c => c.CertificateId).FirstAsync()],
            "desk/certificates/" => [await db.Certificates.Where(c => c.Centre.Code == centre && c.RevokedAtUtc == null).Select(c => c.CertificateId).FirstAsync()],
            "desk/certificates/for/" => [await db.Volunteers.Where(v => v.Centre.Code == centre && v.State == VolunteerState.Active).Select(v => v.VolunteerId).FirstAsync()],
            "me/contract/" => [await db.SignedContracts.Where(c => c.VolunteerId == volunteerId).Select(c => c.SignedContractId).FirstAsync()],
            "me/availability/times/" => [await db.Volunteers.Where(v => v.VolunteerId == volunteerId).SelectMany(v => v.Availability).Select(w => w.AvailabilityWindowId).FirstAsync()],
            "me/availability/away/" => [await db.Volunteers.Where(v => v.VolunteerId == volunteerId).SelectMany(v => v.Blackouts).Select(b => b.BlackoutPeriodId).FirstAsync()],
            "me/open/" => isOwn
                ? [await db.Shifts.Where(s => s.State == ShiftState.Published && s.StartsAtUtc > app.NowUtc && s.Centre.Code == Own).SelectMany(s => s.Roles).Select(r => r.ShiftRoleId).FirstAsync()]
                : [await db.Shifts.Where(s => s.State == ShiftState.Draft).SelectMany(s => s.Roles).Select(r => r.ShiftRoleId).FirstAsync()],
            "desk/volunteers/" when template.Contains("/erase", StringComparison.Ordinal) => null,
            "desk/volunteers/" => [await db.Volunteers.Where(v => v.Centre.Code == centre && v.State == VolunteerState.Active).Select(v => v.VolunteerId).FirstAsync(), await db.Tags.Where(t => t.Centre.Code == centre).Select(t => t.TagId).FirstAsync()],
            "desk/intake/" => [await db.Volunteers.Where(v => v.Centre.Code == centre && v.State == VolunteerState.Applied && v.PhoneConfirmedAtUtc != null).Select(v => v.VolunteerId).FirstAsync()],
            "desk/intake/slots/" => [await db.InterviewSlots.Where(s => s.Centre.Code == centre && s.CancelledAtUtc == null && s.StartsAtUtc > app.NowUtc).Select(s => s.InterviewSlotId).FirstAsync()],
            "desk/intake/contracts/" => [await db.SignedContracts.Where(c => c.Volunteer.Centre.Code == centre).Select(c => c.SignedContractId).FirstAsync()],
            "desk/credentials/" => [await db.Credentials.Where(c => c.Volunteer.Centre.Code == centre && c.StoredFileId != null).Select(c => c.CredentialId).FirstAsync()],
            "desk/hours/" => [await db.HoursEntries.Where(h => db.Centres.Any(c => c.CentreId == h.CentreId && c.Code == centre) && h.State == HoursState.Submitted).Select(h => h.HoursEntryId).FirstAsync()],
            "desk/requests/" or "desk/figures/late/" or "hotline/visits/" => await RequestAndVolunteerAsync(db, centre),
            "desk/incidents/" => template.EndsWith("/unblock", StringComparison.Ordinal) ? null : [await db.Incidents.Where(i => db.Centres.Any(c => c.CentreId == i.CentreId && c.Code == centre)).Select(i => i.IncidentId).FirstAsync()],
            "desk/people-helped/" => await PersonAsync(db, template, centre),
            "desk/visit-days/" => [await db.VisitDays.Where(d => d.Centre.Code == centre && d.State == VisitDayState.Draft).Select(d => d.VisitDayId).FirstAsync()],
            "me/visit-days/" => await db.VisitStops.Where(s => s.VisitDay.Shift.StartsAtUtc > app.NowUtc && s.VisitDay.Shift.Assignments.Any(a => a.VolunteerId == volunteerId && a.State == AssignmentState.Confirmed)).Select(s => new[] { s.VisitDayId, s.VisitStopId }).FirstAsync(),
            "desk/shifts/" => [.. await ShiftWithPlaceAsync(db, centre)],
            "desk/volunteers/filters/" => [await db.SavedFilters.Where(f => f.UserAccountId == accountId).Select(f => f.SavedFilterId).FirstAsync()],
            "desk/broadcasts/" => [await db.Broadcasts.Where(b => b.UserAccountId == accountId).Select(b => b.BroadcastId).FirstAsync()],
            "desk/costs/limit/" => null,
            "desk/volunteers/bulk/" => [await db.BulkBatches.Where(b => b.UserAccountId == accountId).Select(b => b.BulkBatchId).FirstAsync()],
            "desk/duplicates/" => [await db.LikelyDuplicates.Where(p => p.First.Centre.Code == centre && p.Second.Centre.Code == centre).Select(p => p.LikelyDuplicateId).FirstAsync()],
            "desk/messages/" => [await db.OutboundMessages.Where(m => m.RecipientKind == RecipientKind.Volunteer && db.Volunteers.Any(v => v.VolunteerId == m.RecipientId && v.Centre.Code == centre)).Select(m => m.OutboundMessageId).FirstAsync()],
            "desk/inbox/" => [await db.InboundSms.Where(i => i.DoneAtUtc == null && i.Volunteer!.Centre.Code == centre).Select(i => i.InboundSmsId).FirstAsync()],
            "desk/import/" => [await db.ImportBatches.Where(b => b.UserAccountId == accountId).Select(b => b.ImportBatchId).FirstAsync()],
            _ => throw new InvalidOperationException($"Nobody has said which record {template} names."),
        };
    }

    private async Task<Guid[]> ShiftWithPlaceAsync(VolunteersDbContext db, string centre)
    {
        var place = await db.Assignments.Where(a => a.Shift.Centre.Code == centre && a.Shift.State == ShiftState.Published && a.Shift.StartsAtUtc > app.NowUtc && a.State == AssignmentState.Confirmed)
            .Select(a => new { a.ShiftId, a.AssignmentId }).FirstAsync();

        return [place.ShiftId, place.AssignmentId];
    }

    private static async Task<Guid[]> PlaceWithFileAsync(VolunteersDbContext db, Guid volunteerId)
    {
        var place = await db.Assignments.Where(a => a.VolunteerId == volunteerId && a.State == AssignmentState.Confirmed).OrderByDescending(a => a.Shift.StartsAtUtc)
            .Select(a => new { a.AssignmentId, a.Shift.VolunteerTaskId }).FirstAsync();

        return [place.AssignmentId, await db.TaskAttachments.Where(a => a.VolunteerTaskId == place.VolunteerTaskId).Select(a => a.TaskAttachmentId).FirstAsync()];
    }

    private static async Task<Guid[]> TaskWithFileAsync(VolunteersDbContext db, string centre)
    {
        var file = await db.VolunteerTasks.Where(t => t.Centre.Code == centre && t.Kind == TaskKind.Standing && t.ArchivedAtUtc == null).OrderBy(t => t.VolunteerTaskId).SelectMany(t => t.Attachments)
            .Select(a => new { a.VolunteerTaskId, a.TaskAttachmentId }).FirstAsync();

        return [file.VolunteerTaskId, file.TaskAttachmentId];
    }

    /// <summary>A file with every task that somebody of the test is assigned to, and with one that each centre keeps, with a series.</summary>
    private async Task GiveTasksAsync()
    {
        foreach (var centre in new[] { Own, Other })
        {
            await app.AddSeriesAsync(await app.AddTaskAsync(centreCode: centre));
        }

        await using var scope = await app.AsAdministratorAsync();
        var (own, other) = (_volunteers.Own.VolunteerId, _volunteers.Other.VolunteerId);
        var file = scope.Get<FileStore>().Add(new IncomingFile(StoredFileKind.Pdf, "vərəq.pdf", Papers.Pdf), byAccountId: null);
        var tasks = await scope.Db.Assignments.Where(a => a.VolunteerId == own || a.VolunteerId == other).Select(a => a.Shift.VolunteerTaskId)
            .Union(scope.Db.VolunteerTasks.Where(t => t.Kind == TaskKind.Standing).Select(t => t.VolunteerTaskId)).ToListAsync();
        scope.Db.TaskAttachments.AddRange(tasks.Select(t => new TaskAttachment { TaskAttachmentId = Guid.CreateVersion7(), VolunteerTaskId = t, StoredFileId = file.StoredFileId, AddedAtUtc = app.NowUtc }));
        await scope.Db.SaveChangesAsync();
    }

    private static async Task<HttpStatusCode> AskAsync(Browser browser, string verb, string path)
    {
        if (verb is not "POST")
        {
            return (await browser.SendAsync(new HttpRequestMessage(new HttpMethod(verb), path))).StatusCode;
        }

        var token = (await browser.GetPageAsync("/account/password")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]) };

        return (await browser.SendAsync(request)).StatusCode;
    }

    /// <summary>What every change leaves behind: an entry of the record, or a message.</summary>
    private Task<(int Entries, int Messages, int Windows, int Credentials)> ChangesAsync() => app.QueryAsync(async db => (
        await db.AuditEntries.CountAsync(), await db.OutboundMessages.CountAsync(), await db.Volunteers.SelectMany(v => v.Availability).CountAsync(), await db.Credentials.CountAsync()));

    private async Task GiveBlackoutsAsync(VolunteersDbContext db)
    {
        foreach (var volunteer in new[] { _volunteers.Own, _volunteers.Other })
        {
            volunteer.Blackouts.Add(new BlackoutPeriod { BlackoutPeriodId = Guid.CreateVersion7(), VolunteerId = volunteer.VolunteerId, FirstOn = new DateOnly(2027, 5, 1), LastOn = new DateOnly(2027, 5, 9) });
        }

        await db.SaveChangesAsync();
    }

    private static async Task AddLikelyDuplicateAsync(VolunteersDbContext db, string centreCode)
    {
        var pair = await db.Volunteers.Where(v => v.Centre.Code == centreCode && v.State == VolunteerState.Active).OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).Take(2).ToListAsync();

        if (!await db.LikelyDuplicates.AnyAsync(p => p.FirstId == pair[0] && p.SecondId == pair[1]))
        {
            db.LikelyDuplicates.Add(LikelyDuplicate.Of(pair[0], pair[1], new Resemblance(Likeness.High, NameLikeness.Same, false, false, false), DateTime.UnixEpoch));
            await db.SaveChangesAsync();
        }
    }

    private async Task GiveHoursAsync(VolunteersDbContext db, HoursLedger ledger)
    {
        foreach (var volunteer in new[] { _volunteers.Own, _volunteers.Other })
        {
            await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, new DateOnly(2026, 11, 2), 60, app.NowUtc, CancellationToken.None);
        }

        await db.SaveChangesAsync();
    }

    private async Task GiveCertificatesAsync(VolunteersDbContext db)
    {
        if (await db.Certificates.AnyAsync(c => c.Year == 2020))
        {
            return;
        }

        var ofCentres = await db.Volunteers.Where(v => (v.Centre.Code == Own || v.Centre.Code == Other) && v.State == VolunteerState.Active).ToListAsync();
        var holders = ofCentres.DistinctBy(v => v.CentreId).Concat([_volunteers.Own, _volunteers.Other]).ToList();
        db.Certificates.AddRange(holders.Select((volunteer, i) => new Certificate
        {
            CertificateId = Guid.CreateVersion7(),
            Year = 2020,
            Serial = i + 1,
            Number = $"DK-2020-{i + 1:000000}",
            VolunteerId = volunteer.VolunteerId,
            CentreId = volunteer.CentreId,
            HolderName = volunteer.FullName,
            Initials = "L. Q.",
            CentreName = "DOST",
            Programme = volunteer.Programme,
            Culture = "az",
            FromOn = new DateOnly(2020, 1, 1),
            UntilOn = new DateOnly(2020, 2, 1),
            Minutes = 60,
            IssuedAtUtc = app.NowUtc,
            TokenHash = Guid.NewGuid().ToString("N"),
        }));
        await db.SaveChangesAsync();

        // Each with its paper.
        await using var scope = app.NewScope();
        foreach (var id in await db.Certificates.Where(c => c.RevokedAtUtc == null).Select(c => c.CertificateId).ToListAsync())
        {
            Assert.True(await scope.Get<CertificatePapers>().KeepAsync(id, Papers.Pdf, CancellationToken.None));
        }
    }

    private async Task GiveOwnListsAsync(Guid accountId, string centreCode)
    {
        var centreId = (await app.CentreAsync(centreCode)).CentreId;
        await using var scope = app.NewScope();
        var (db, user) = (scope.Db, scope.Get<CurrentUser>());
        (user.AccountId, user.IsAdministrator) = (accountId, true);
        Assert.NotEqual(Guid.Empty, (await scope.Get<ImportService>().UploadAsync(centreId, "siyahi.csv", ListFile.Of(ListFile.Line()), CancellationToken.None)).ImportBatchId);
        db.SavedFilters.Add(new SavedFilter { SavedFilterId = Guid.CreateVersion7(), UserAccountId = accountId, Name = "Mənim siyahım", Query = "state=Active" });
        db.Broadcasts.Add(new Core.Broadcasts.Broadcast { BroadcastId = Guid.CreateVersion7(), UserAccountId = accountId, CentreId = null, Channel = MessageChannel.Sms, SubjectAz = null, TextAz = "Sabah görüşürük", AddedAtUtc = app.NowUtc });
        db.BulkBatches.Add(new BulkBatch { BulkBatchId = Guid.CreateVersion7(), UserAccountId = accountId, Action = BulkAction.Pause, Reason = "Təmir", AddedAtUtc = app.NowUtc });
        await db.SaveChangesAsync();
        await AddLikelyDuplicateAsync(db, centreCode);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
