using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Calendar;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers.Intake;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>
/// Fills an empty database with a believable month around today: three centres, three hundred volunteers, tasks, shifts, requests, hours
/// and messages in every state. All goes through the methods of the entities and the rule book, at moments of the past.
/// </summary>
public sealed class DemoData(
    VolunteersDbContext db, FieldCipher cipher, PrivacyKeys keys, FactsReader factsReader, PolicyReader policyReader, IntakeChecklistReader checklists, IPasswordHasher<UserAccount> hasher, TimeProvider clock)
{
    private static readonly string[] _centreCodes = ["1", "2", "3"];

    /// <summary>Whether nobody is in the database yet. Only then it is filled.</summary>
    public async Task<bool> IsWantedAsync(CancellationToken ct) => !await db.Volunteers.AnyAsync(ct);

    /// <summary>Fills the database; false if somebody is in it already.</summary>
    public async Task<bool> AddAsync(CancellationToken ct)
    {
        if (!await IsWantedAsync(ct))
        {
            return false;
        }

        // Some twelve thousand rows: looking for changes after each of them would take longer than all the rest.
        db.ChangeTracker.AutoDetectChangesEnabled = false;

        try
        {
            await BuildAsync(await NewWorldAsync(ct), ct);
            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            await CertifyAsync(ct);
            await DemoWords.AddAsync(db, clock.UtcNow(), ct);
            await new DemoSwaps(db, factsReader, policyReader, clock).AddAsync(ct);
            await new DemoInbox(db, cipher, clock).AddAsync(ct);
            await new DemoSafety(db, cipher, clock).AddAsync(ct);
            db.ChangeTracker.Clear();
            await new DemoVisitDays(db, factsReader, policyReader, keys, clock).AddAsync(ct);
            db.ChangeTracker.Clear();
            await new DemoRegularVisits(db, factsReader, policyReader, clock).AddAsync(ct);
            db.ChangeTracker.Clear();
            await new DemoPlans(db, factsReader, policyReader, clock).AddAsync(await db.Centres.Where(c => _centreCodes.Contains(c.Code)).OrderBy(c => c.Code).Select(c => c.CentreId).ToListAsync(ct), ct);
            db.ChangeTracker.Clear();
            await new DemoEasings(db, cipher, clock).AddAsync(ct);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            db.ChangeTracker.Clear();
        }

        return true;
    }

    /// <summary>Certificates of the terms that are complete; one of them had the wrong hours.</summary>
    private async Task CertifyAsync(CancellationToken ct)
    {
        var actor = new CurrentUser();
        await new CertificateService(db, actor, keys, policyReader, new FileStore(db, keys, cipher, clock), new Outbox(db, clock), new AuditLog(db, actor, clock), clock).IssueForTermsAsync(int.MaxValue, TimeSpan.Zero, ct);
        db.ChangeTracker.Clear();
        var wrong = await db.Certificates.OrderByDescending(c => c.Serial).FirstOrDefaultAsync(ct);
        wrong?.Revoke("Saatlar səhvən iki dəfə hesablanmışdı", await db.CoordinatorCentres.Where(c => c.CentreId == wrong.CentreId).Select(c => c.UserAccountId).FirstAsync(ct), clock.UtcNow());
        await db.SaveChangesAsync(ct);
    }

    private async Task<DemoWorld> NewWorldAsync(CancellationToken ct) =>
        new(db, new DemoClock(clock.UtcNow()), await policyReader.ReadAsync(ct))
        {
            Centres = await db.Centres.Include(c => c.OpeningGrid).Include(c => c.ReminderStages).AsSplitQuery()
                .Where(c => _centreCodes.Contains(c.Code)).OrderBy(c => c.Code).ToListAsync(ct),
            Districts = await db.Districts.ToDictionaryAsync(d => d.DistrictCode, ct),
            CredentialTypes = await db.CredentialTypes.ToDictionaryAsync(t => t.CredentialTypeCode, ct),
            Demands = await checklists.DemandsAsync(ct),
            ContractTexts = await db.ContractTexts.ToListAsync(ct),
            Categories = await db.HelpCategories.ToDictionaryAsync(c => c.HelpCategoryCode, ct),
        };

    private async Task BuildAsync(DemoWorld world, CancellationToken ct)
    {
        var audit = new AuditLog(db, world.Actor, world.Clock);
        var outbox = new Outbox(db, world.Clock);
        var ledger = new HoursLedger(db, keys, new OddHours(db, policyReader));
        var shifts = new ShiftService(db, factsReader, policyReader, outbox, audit, world.Clock);
        var staffing = new DemoStaffing(world, shifts, ledger, outbox, audit);
        var accounts = new DemoAccountMaker(world, hasher);
        var people = new DemoPeople(world, cipher, outbox, audit);
        var requests = new DemoRequests(world, cipher, outbox);
        var visits = new DemoVisits(world, requests, staffing, outbox, audit);

        await accounts.AddStaffAsync(ct);
        people.Add();
        accounts.AddVolunteers();
        visits.Add();
        new DemoCentreWork(world, staffing).Add();
        await staffing.ServeAsync(ct);
        visits.Finish();
        var hours = new DemoHours(world, staffing, ledger, outbox, audit);
        await hours.DecideAsync(ct);
        await hours.ReportAsync(ct);
        people.Part();
        people.Warn();
        people.HandIn(new FileStore(db, keys, cipher, world.Clock));
        AddLooks(world);
        AddCalendar();
        new DemoRoster(world, cipher, audit).Add();
        new DemoRequestHistory(world, requests, staffing, outbox, audit).Add();
        new DemoMessages(world, staffing).Settle();
        new DemoPatterns(world, staffing).Add();
        new DemoPersons(world, cipher).Add();
        accounts.AddOperator();
    }

    /// <summary>The young volunteer reads their shifts in the calendar of the phone. Nobody knows the address, as it should be.</summary>
    private void AddCalendar()
    {
        var young = db.Volunteers.Local.Single(v => v.Phone == DemoAccounts.YoungPhone);
        var now = clock.UtcNow();
        db.CalendarFeeds.Add(new CalendarFeed
        {
            CalendarFeedId = Guid.CreateVersion7(),
            VolunteerId = young.VolunteerId,
            TokenHash = Convert.ToHexString(keys.Sign(KeyPurpose.CalendarFeed, young.VolunteerId.ToString("N"))),
            CreatedAtUtc = now.AddDays(-20),
            LastReadAtUtc = now.AddHours(-1),
        });
    }

    /// <summary>Coordinators look at the people whom they decide on.</summary>
    private static void AddLooks(DemoWorld world)
    {
        foreach (var volunteer in world.People.Select(p => p.Volunteer).Where(v => v.AcceptedAtUtc is not null || v.StateReason is not null))
        {
            world.Clock.MomentUtc = world.MomentBetween(volunteer.AppliedAtUtc, volunteer.AcceptedAtUtc ?? world.NowUtc);
            world.Looked("VolunteerPage", AuditSubject.Volunteer, volunteer.VolunteerId, world.CoordinatorOf[volunteer.CentreId]);
        }
    }
}
