using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>Reads one request whole, and records that it was looked at.</summary>
public sealed class RequestPageReader(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, AuditLog audit)
{
    private const int MaxOthers = 10;

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

        return new RequestPage
        {
            Request = request,
            HealthNotes = request.Beneficiary.HealthNotesEncrypted is { } notes ? cipher.Decrypt(notes) : null,
            Consent = await db.Consents.AsNoTracking().Where(c => c.HelpRequestId == helpRequestId)
                .Select(c => new ConsentLine(c.Code, c.Version, c.GivenAtUtc)).FirstOrDefaultAsync(ct),
            Shifts = await ShiftsAsync(helpRequestId, ct),
            Others = await OthersAsync(request, ct),
            Messages = await db.OutboundMessages.AsNoTracking().Where(m => m.SubjectId == helpRequestId)
                .OrderBy(m => m.CreatedAtUtc).ThenBy(m => m.OutboundMessageId)
                .Select(m => new MessageLine(m.Kind, m.Channel, m.State, m.CreatedAtUtc, m.SentAtUtc)).Take(50).ToListAsync(ct),
            Triage = new TriageForm { Urgency = request.Urgency, Risk = request.Risk },
        };
    }

    private async Task<List<RequestShift>> ShiftsAsync(Guid helpRequestId, CancellationToken ct) => await db.Shifts.AsNoTracking()
        .Where(s => s.VolunteerTask.HelpRequestId == helpRequestId).OrderByDescending(s => s.StartsAtUtc)
        .Select(s => new RequestShift(s.ShiftId, s.State, s.StartsAtUtc, s.EndsAtUtc, s.Roles.Sum(r => r.Capacity), s.Roles.Sum(r => r.PlacesTaken), s.CancelReason))
        .ToListAsync(ct);

    private async Task<List<OtherRequest>> OthersAsync(HelpRequest request, CancellationToken ct) => await db.HelpRequests.AsNoTracking()
        .Where(Visible.HelpRequests(user))
        .Where(r => r.HelpRequestId != request.HelpRequestId && r.Beneficiary.Phone == request.Beneficiary.Phone)
        .OrderByDescending(r => r.AskedAtUtc).Take(MaxOthers)
        .Select(r => new OtherRequest(r.HelpRequestId, r.TrackingCode, r.HelpCategory.Name, r.WantedOn, r.State)).ToListAsync(ct);
}
