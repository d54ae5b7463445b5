using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Web;

/// <summary>What the demonstration has none of, for who is looked at here.</summary>
public sealed partial class RecordAccessTests
{
    /// <summary>A visit day of each centre with one household, and each of the two volunteers in the team of one.</summary>
    private async Task GiveVisitDaysAsync(VolunteersDbContext db)
    {
        foreach (var (code, volunteer) in new[] { (Own, _volunteers.Own), (Other, _volunteers.Other) })
        {
            var day = await app.MakeVisitDayAsync(districtCode: code is Own ? "yasamal" : "khazar");
            var assignment = Places.New(await db.Shifts.Include(s => s.Roles).SingleAsync(s => s.ShiftId == day.ShiftId), await db.ShiftRoles.SingleAsync(r => r.ShiftId == day.ShiftId), volunteer.VolunteerId);
            assignment.Confirm(app.NowUtc);
            db.Assignments.Add(assignment);
            await db.SaveChangesAsync();
        }
    }

    /// <summary>Each centre has something to look into.</summary>
    private async Task GiveIncidentsAsync(VolunteersDbContext db)
    {
        foreach (var centre in new[] { Own, Other })
        {
            var request = await db.HelpRequests.AsNoTracking().FirstAsync(r => r.Centre.Code == centre);
            await app.ReportAsync(_volunteers.Own, request, IncidentSeverity.Minor);
        }
    }

    /// <summary>In each centre somebody is not to visit a person, and somebody of staff wants to end that.</summary>
    private async Task GiveEasingsAsync(VolunteersDbContext db)
    {
        if (await db.SafeguardEasings.AnyAsync(e => e.VolunteerId == _volunteers.Own.VolunteerId))
        {
            return;
        }

        foreach (var centre in new[] { Own, Other })
        {
            var person = await db.Beneficiaries.Where(b => b.MergedIntoId == null && db.Centres.Any(c => c.CentreId == b.CentreId && c.Code == centre)).OrderBy(b => b.BeneficiaryId).FirstAsync();
            db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = person.BeneficiaryId, VolunteerId = _volunteers.Own.VolunteerId, ExcludedAtUtc = app.NowUtc });
            db.SafeguardEasings.Add(new SafeguardEasing
            {
                SafeguardEasingId = Guid.CreateVersion7(),
                BeneficiaryId = person.BeneficiaryId,
                Kind = SafeguardKind.Exclusion,
                VolunteerId = _volunteers.Own.VolunteerId,
                AskedById = _coordinators.Other.Id,
                AskedAtUtc = app.NowUtc,
                ReasonEncrypted = "-",
            });
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Each of the volunteers is asked by the other, and in each centre a coordinator has one to decide.</summary>
    private async Task GiveSwapsAsync(VolunteersDbContext db)
    {
        async Task AddAsync(IQueryable<Assignment> places, Guid? colleague, bool isAccepted)
        {
            var place = await places.Include(a => a.Shift).Where(a => a.State == AssignmentState.Confirmed && a.Shift.StartsAtUtc > app.NowUtc && !db.Swaps.Any(s => s.AssignmentId == a.AssignmentId))
                .OrderByDescending(a => a.Shift.StartsAtUtc).FirstAsync();
            var swap = new Swap
            {
                SwapId = Guid.CreateVersion7(),
                AssignmentId = place.AssignmentId,
                PlaceVersion = Outbox.VersionOf(place, place.Shift),
                ColleagueId = colleague ?? await db.Volunteers.Where(v => v.VolunteerId != place.VolunteerId).Select(v => v.VolunteerId).FirstAsync(),
                AskedAtUtc = app.NowUtc,
                ExpiresAtUtc = app.NowUtc.AddHours(12),
            };

            if (isAccepted)
            {
                swap.Accept(app.NowUtc);
            }

            db.Swaps.Add(swap);
            await db.SaveChangesAsync();
        }

        if (await db.Swaps.AnyAsync(s => s.Assignment.VolunteerId == _volunteers.Own.VolunteerId && s.ColleagueId == _volunteers.Other.VolunteerId))
        {
            return;
        }

        await AddAsync(db.Assignments.Where(a => a.VolunteerId == _volunteers.Own.VolunteerId), _volunteers.Other.VolunteerId, isAccepted: false);
        await AddAsync(db.Assignments.Where(a => a.VolunteerId == _volunteers.Other.VolunteerId), _volunteers.Own.VolunteerId, isAccepted: false);
        await AddAsync(db.Assignments.Where(a => a.Shift.Centre.Code == Own), colleague: null, isAccepted: true);
        await AddAsync(db.Assignments.Where(a => a.Shift.Centre.Code == Other), colleague: null, isAccepted: true);
    }

    private static async Task<Guid[]> RequestAndVolunteerAsync(VolunteersDbContext db, string centre) =>
    [
        await db.HelpRequests.Where(r => r.Centre.Code == centre && r.State == HelpRequestState.Triaged).Select(r => r.HelpRequestId).FirstAsync(),
        await db.Volunteers.Where(v => v.Centre.Code == centre && v.State == VolunteerState.Active).Select(v => v.VolunteerId).FirstAsync(),
    ];

    /// <summary>Somebody helped, and what hangs on them: another record, a regular visit, a contact.</summary>
    private static async Task<Guid[]> PersonAsync(VolunteersDbContext db, string template, string centre)
    {
        var people = db.Beneficiaries.Where(b => b.MergedIntoId == null && db.Centres.Any(c => c.CentreId == b.CentreId && c.Code == centre));

        return template switch
        {
            _ when template.Contains("/join/", StringComparison.Ordinal) => [.. await people.OrderBy(b => b.BeneficiaryId).Select(b => b.BeneficiaryId).Take(2).ToListAsync()],
            _ when template.Contains("/regular/{", StringComparison.Ordinal) => await db.RegularVisits.Where(v => v.EndedAtUtc == null && people.Any(b => b.BeneficiaryId == v.BeneficiaryId))
                .OrderBy(v => v.RegularVisitId).Select(v => new[] { v.BeneficiaryId, v.RegularVisitId }).FirstAsync(),
            _ when template.Contains("/easings/{", StringComparison.Ordinal) => await db.SafeguardEasings.Where(e => e.State == EasingState.Waiting && people.Any(b => b.BeneficiaryId == e.BeneficiaryId))
                .OrderBy(e => e.SafeguardEasingId).Select(e => new[] { e.BeneficiaryId, e.SafeguardEasingId }).FirstAsync(),
            _ when template.Contains("/excluded/{", StringComparison.Ordinal) => await db.ExcludedPairs.Where(p => people.Any(b => b.BeneficiaryId == p.BeneficiaryId))
                .OrderBy(p => p.BeneficiaryId).Select(p => new[] { p.BeneficiaryId, p.VolunteerId }).FirstAsync(),
            _ => await db.BeneficiaryContacts.Where(c => people.Any(b => b.BeneficiaryId == c.BeneficiaryId)).OrderBy(c => c.BeneficiaryContactId).Select(c => new[] { c.BeneficiaryId, c.BeneficiaryContactId }).FirstAsync(),
        };
    }
}
