using System.Linq.Expressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>Reads one request whole, and records that it was looked at.</summary>
public sealed class RequestPageReader(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, AuditLog audit)
{
    private const int MaxOthers = 10;
    private const int MaxEvents = 200;

    /// <summary>Null where the person has no right to it, or it is not there.</summary>
    public async Task<RequestPage?> ReadAsync(Guid helpRequestId, CancellationToken ct)
    {
        var request = await db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user)).Where(r => r.HelpRequestId == helpRequestId)
            .Include(r => r.Beneficiary).ThenInclude(b => b.District).Include(r => r.HelpCategory).Include(r => r.Centre).Include(r => r.Steps)
            .AsSplitQuery().SingleOrDefaultAsync(ct);

        if (request is null)
        {
            return null;
        }

        await audit.LookedAsync("RequestPage", AuditSubject.HelpRequest, request.HelpRequestId, ct);
        await audit.LookedAsync("RequestPage", AuditSubject.Beneficiary, request.BeneficiaryId, ct);
        var needs = NeedsService.Of(request.Beneficiary, cipher);

        return new RequestPage
        {
            Request = request,
            Needs = needs,
            Easings = await db.SafeguardEasings.Where(e => e.BeneficiaryId == request.BeneficiaryId && e.State == EasingState.Waiting).OrderBy(e => e.AskedAtUtc).Select(e => e.Kind).ToListAsync(ct),
            Consent = await db.Consents.AsNoTracking().Where(c => c.HelpRequestId == helpRequestId)
                .Select(c => new ConsentLine(c.Code, c.Version, c.GivenAtUtc)).FirstOrDefaultAsync(ct),
            Search = await db.Ladders.Where(l => l.HelpRequestId == helpRequestId).OrderByDescending(l => l.StartedAtUtc).Select(l => (LadderState?)l.State).FirstOrDefaultAsync(ct),
            Shifts = await ShiftsAsync(helpRequestId, ct),
            Others = await OthersAsync(request, ct),
            Timeline = await TimelineAsync(request, ct),
            Triage = TriageForm.Of(request, needs),
        };
    }

    private async Task<List<RequestShift>> ShiftsAsync(Guid helpRequestId, CancellationToken ct) => await db.Shifts.AsNoTracking()
        .Where(s => s.VolunteerTask.HelpRequestId == helpRequestId).OrderByDescending(s => s.StartsAtUtc)
        .Select(s => new RequestShift(s.ShiftId, s.State, s.StartsAtUtc, s.EndsAtUtc, s.Roles.Sum(r => r.Capacity), s.Roles.Sum(r => r.PlacesTaken), s.CancelReason))
        .ToListAsync(ct);

    /// <summary>Of the person first; then with a phone of this request, since each asking by a stranger makes a record of its own.</summary>
    private async Task<IReadOnlyList<OtherRequest>> OthersAsync(HelpRequest request, CancellationToken ct)
    {
        string[] phones = [request.Beneficiary.Phone, request.ContactPhone];
        var ofPerson = await OthersAsync(request, r => r.BeneficiaryId == request.BeneficiaryId, isSamePerson: true, ct);
        var ofPhone = await OthersAsync(request, r => phones.Contains(r.Beneficiary.Phone), isSamePerson: false, ct);
        var asked = await OthersAsync(request, r => phones.Contains(r.ContactPhone), isSamePerson: false, ct);

        return [.. ofPerson.Concat(ofPhone.Concat(asked).OrderByDescending(r => r.AskedAtUtc)).DistinctBy(r => r.HelpRequestId).Take(2 * MaxOthers)];
    }

    /// <summary>Each way of its own, so that each has its index.</summary>
    private Task<List<OtherRequest>> OthersAsync(HelpRequest request, Expression<Func<HelpRequest, bool>> alike, bool isSamePerson, CancellationToken ct)
    {
        var mayCompare = user.MayManage(request.Beneficiary.CentreId);

        return db.HelpRequests.AsNoTracking()
            .Where(Visible.HelpRequests(user)).Where(r => r.HelpRequestId != request.HelpRequestId).Where(alike)
            .OrderByDescending(r => r.AskedAtUtc).Take(MaxOthers)
            .Select(r => new OtherRequest(r.HelpRequestId, r.TrackingCode, r.HelpCategory.Name, r.WantedOn, r.AskedAtUtc, r.State)
            {
                IsSamePerson = isSamePerson,
                Comparable = db.Beneficiaries.Where(Visible.Beneficiaries(user)).Where(b => mayCompare && b.BeneficiaryId == r.BeneficiaryId && b.BeneficiaryId != request.BeneficiaryId).Select(b => (Guid?)b.BeneficiaryId).FirstOrDefault(),
            }).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<TimelineLine>> TimelineAsync(HelpRequest request, CancellationToken ct)
    {
        var happened = await db.HelpRequests.AsNoTracking().Where(r => r.HelpRequestId == request.HelpRequestId).SelectMany(r => r.Events)
            .OrderByDescending(e => e.AtUtc).Take(MaxEvents)
            .Select(e => new TimelineLine(e.AtUtc, e.HelpRequestEventId)
            {
                Kind = e.Kind,
                Number = e.Number,
                Note = e.Note,
                Actor = db.Users.Where(u => u.Id == e.ActorId).Select(u => u.DisplayName).FirstOrDefault(),
                VolunteerId = e.VolunteerId,
                Volunteer = db.Volunteers.Where(v => v.VolunteerId == e.VolunteerId).Select(v => v.GivenName + " " + v.FamilyName).FirstOrDefault(),
            }).ToListAsync(ct);

        return [.. request.Steps.Select(s => new TimelineLine(s.AtUtc, s.HelpRequestStepId) { State = s.State }).Concat(happened).OrderBy(l => l.AtUtc).ThenBy(l => l.State is null).ThenBy(l => l.Id)];
    }
}
