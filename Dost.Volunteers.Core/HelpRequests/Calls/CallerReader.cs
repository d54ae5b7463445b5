using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Calls;

/// <summary>
/// Finds who is known by a telephone number, for who takes the calls of the whole country: only by the whole number, only what the call needs,
/// and each person shown is in the access record.
/// </summary>
public sealed class CallerReader(VolunteersDbContext db, AuditLog audit, TimeProvider clock)
{
    /// <summary>People shown for a number; a number of an institution may stand in many records.</summary>
    public const int MostPeople = 8;

    /// <summary>Days in which a request of the same kind may be the same.</summary>
    public const int DuplicateDays = 7;

    private const int LastRequests = 3;

    /// <summary>The people whom the number belongs to, is a contact of, or asked for.</summary>
    public async Task<IReadOnlyList<KnownCaller>> FindAsync(string phone, CancellationToken ct)
    {
        var ids = await IdsOf(phone).ToListAsync(ct);
        var people = await db.Beneficiaries.AsNoTracking().Where(b => ids.Contains(b.BeneficiaryId) && b.MergedIntoId == null)
            .OrderByDescending(b => db.HelpRequests.Where(r => r.BeneficiaryId == b.BeneficiaryId).Max(r => (DateTime?)r.AskedAtUtc)).ThenBy(b => b.BeneficiaryId)
            .Take(MostPeople).Select(b => new KnownCaller
            {
                BeneficiaryId = b.BeneficiaryId,
                FullName = b.FullName,
                Phone = b.Phone,
                District = b.District.Name,
                DistrictCode = b.DistrictCode,
                Address = b.Address,
                Culture = b.Culture,
                VisitorGender = b.VisitorGender,
                HasHealthNotes = b.HealthNotesEncrypted != null,
                ConsentIsWithdrawn = b.ConsentWithdrawnAtUtc != null,
                Asker = db.HelpRequests.Where(r => r.BeneficiaryId == b.BeneficiaryId && r.ContactPhone == phone && r.AskerName != null)
                    .OrderByDescending(r => r.AskedAtUtc).Select(r => new CallerFor(r.AskerName!, r.AskerRelation)).FirstOrDefault()
                    ?? b.Contacts.Where(c => c.Phone == phone).OrderBy(c => c.BeneficiaryContactId).Select(c => new CallerFor(c.Name, c.Relation)).FirstOrDefault(),
            }).ToListAsync(ct);

        var shown = people.ConvertAll(p => p.BeneficiaryId);
        var requests = await LinesOf(db.HelpRequests.Where(r => shown.Contains(r.BeneficiaryId))
            .Where(r => db.HelpRequests.Count(later => later.BeneficiaryId == r.BeneficiaryId && later.AskedAtUtc > r.AskedAtUtc) < LastRequests)).ToListAsync(ct);

        foreach (var person in people)
        {
            person.Last = [.. requests.Where(r => r.BeneficiaryId == person.BeneficiaryId).OrderByDescending(r => r.AskedAtUtc).Take(LastRequests)];
            await audit.LookedAsync("HotlinePage", AuditSubject.Beneficiary, person.BeneficiaryId, ct);
        }

        return people;
    }

    /// <summary>
    /// Requests that may be what is asked now: of the person or by the number, for the same kind of help, and not over, or asked within the last days.
    /// </summary>
    public async Task<IReadOnlyList<CallRequest>> DuplicatesAsync(string phone, Guid? beneficiaryId, string categoryCode, CancellationToken ct)
    {
        var since = clock.UtcNow().AddDays(-DuplicateDays);
        var people = IdsOf(phone);
        var found = await LinesOf(db.HelpRequests.Where(r => r.HelpCategoryCode == categoryCode && (r.BeneficiaryId == beneficiaryId || people.Contains(r.BeneficiaryId)))
                .Where(r => r.AskedAtUtc > since || r.State == HelpRequestState.New || r.State == HelpRequestState.Triaged || r.State == HelpRequestState.Planned || r.State == HelpRequestState.InProgress)
                .Where(r => r.State != HelpRequestState.Cancelled && r.State != HelpRequestState.Rejected))
            .OrderByDescending(r => r.AskedAtUtc).Take(MostPeople).ToListAsync(ct);

        foreach (var person in found.Select(r => r.BeneficiaryId).Distinct())
        {
            await audit.LookedAsync("HotlinePage", AuditSubject.Beneficiary, person, ct);
        }

        return found;
    }

    /// <summary>Whether a person, or a request, is one that <see cref="FindAsync"/> shows for the number: nobody picks what they were not shown.</summary>
    public Task<bool> IsKnownAsync(string phone, Guid beneficiaryId, CancellationToken ct) => IdsOf(phone).AnyAsync(id => id == beneficiaryId, ct);

    public Task<bool> IsRequestOfAsync(string phone, Guid helpRequestId, CancellationToken ct)
    {
        var people = IdsOf(phone);

        return db.HelpRequests.AnyAsync(r => r.HelpRequestId == helpRequestId && people.Contains(r.BeneficiaryId), ct);
    }

    // Each by its index, and not one question with an "or".
    private IQueryable<Guid> IdsOf(string phone) => db.Beneficiaries.Where(b => b.Phone == phone).Select(b => b.BeneficiaryId)
        .Union(db.Set<Beneficiaries.BeneficiaryContact>().Where(c => c.Phone == phone).Select(c => c.BeneficiaryId))
        .Union(db.HelpRequests.Where(r => r.ContactPhone == phone).Select(r => r.BeneficiaryId));

    private static IQueryable<CallRequest> LinesOf(IQueryable<HelpRequest> requests) => requests.AsNoTracking().Select(r => new CallRequest
    {
        HelpRequestId = r.HelpRequestId,
        BeneficiaryId = r.BeneficiaryId,
        TrackingCode = r.TrackingCode,
        Category = r.HelpCategory.Name,
        State = r.State,
        AskedAtUtc = r.AskedAtUtc,
        WantedOn = r.WantedOn,
    });
}

/// <summary>Somebody whom the number leads to. What is known of their health is not shown, only that something is.</summary>
public sealed record KnownCaller
{
    public required Guid BeneficiaryId { get; init; }
    public required string FullName { get; init; }
    public required string Phone { get; init; }
    public required LocalName District { get; init; }
    public required string DistrictCode { get; init; }
    public required string Address { get; init; }
    public required string Culture { get; init; }
    public required Gender? VisitorGender { get; init; }
    public required bool HasHealthNotes { get; init; }
    public required bool ConsentIsWithdrawn { get; init; }

    /// <summary>Who called for the person from this number before, or is their contact.</summary>
    public required CallerFor? Asker { get; init; }
    public IReadOnlyList<CallRequest> Last { get; set; } = [];
}

public sealed record CallerFor(string Name, string? Relation);

/// <summary>A request as a caller is told of it.</summary>
public sealed record CallRequest
{
    public required Guid HelpRequestId { get; init; }
    public required Guid BeneficiaryId { get; init; }
    public required string TrackingCode { get; init; }
    public required LocalName Category { get; init; }
    public required HelpRequestState State { get; init; }
    public required DateTime AskedAtUtc { get; init; }
    public required DateOnly WantedOn { get; init; }

    public bool IsOver => State is HelpRequestState.Done or HelpRequestState.Closed or HelpRequestState.Rejected or HelpRequestState.Cancelled or HelpRequestState.NotDone;
}
