using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Safeguarding;

/// <summary>Reads what was asked to be eased: on a person's record with its reasons, and for the day of who decides without a word of the person.</summary>
public sealed class EasingReader(VolunteersDbContext db, CurrentUser user, FieldCipher cipher)
{
    private const int MostDecided = 5;
    private const int MostWaiting = 8;

    /// <summary>What waits for a person whom the reader may see, and the last that were decided. The caller records the look.</summary>
    public async Task<IReadOnlyList<EasingLine>> ListAsync(Guid beneficiaryId, CancellationToken ct)
    {
        var seen = db.SafeguardEasings.AsNoTracking().Where(e => e.BeneficiaryId == beneficiaryId && db.Beneficiaries.Where(Visible.Beneficiaries(user)).Any(b => b.BeneficiaryId == e.BeneficiaryId));
        var waiting = await LinesAsync(seen.Where(e => e.State == EasingState.Waiting).OrderBy(e => e.AskedAtUtc).ThenBy(e => e.SafeguardEasingId), ct);
        var decided = await LinesAsync(seen.Where(e => e.State != EasingState.Waiting).OrderByDescending(e => e.DecidedAtUtc).ThenByDescending(e => e.SafeguardEasingId).Take(MostDecided), ct);

        return [.. waiting, .. decided];
    }

    /// <summary>What waits for the reader's word, the oldest first, and how much there is of it.</summary>
    public async Task<(IReadOnlyList<WaitingEasing> First, int Count)> ToDecideAsync(CancellationToken ct)
    {
        var waiting = db.SafeguardEasings.AsNoTracking().Where(Visible.EasingsToDecide(user)).Where(e => e.State == EasingState.Waiting);
        var first = await waiting.OrderBy(e => e.AskedAtUtc).ThenBy(e => e.SafeguardEasingId).Take(MostWaiting)
            .Select(e => new WaitingEasing(e.BeneficiaryId, e.Kind, e.Beneficiary.District.Name, e.AskedAtUtc, db.Users.Where(u => u.Id == e.AskedById).Select(u => u.DisplayName).FirstOrDefault())).ToListAsync(ct);

        return (first, first.Count < MostWaiting ? first.Count : await waiting.CountAsync(ct));
    }

    private async Task<IEnumerable<EasingLine>> LinesAsync(IQueryable<SafeguardEasing> easings, CancellationToken ct)
    {
        var rows = await easings.Select(e => new
        {
            Easing = e,
            Volunteer = db.Volunteers.Where(v => v.VolunteerId == e.VolunteerId).Select(v => v.GivenName + " " + v.FamilyName).FirstOrDefault(),
            AskedBy = db.Users.Where(u => u.Id == e.AskedById).Select(u => u.DisplayName).FirstOrDefault(),
            DecidedBy = db.Users.Where(u => u.Id == e.DecidedById).Select(u => u.DisplayName).FirstOrDefault(),
        }).ToListAsync(ct);

        return rows.Select(r => new EasingLine
        {
            SafeguardEasingId = r.Easing.SafeguardEasingId,
            Kind = r.Easing.Kind,
            Vetting = r.Easing.Vetting,
            VolunteerId = r.Easing.VolunteerId,
            Volunteer = r.Volunteer,
            Reason = cipher.Decrypt(r.Easing.ReasonEncrypted),
            State = r.Easing.State,
            AskedAtUtc = r.Easing.AskedAtUtc,
            AskedBy = r.AskedBy,
            DecidedAtUtc = r.Easing.DecidedAtUtc,
            DecidedBy = r.DecidedBy,
            IsOwn = r.Easing.AskedById == user.AccountId,
            IsOfReader = r.Easing.VolunteerId is { } volunteer && volunteer == user.VolunteerId,
        });
    }
}

/// <summary>One question and what became of it.</summary>
public sealed record EasingLine
{
    public required Guid SafeguardEasingId { get; init; }
    public required SafeguardKind Kind { get; init; }
    public required VettingLevel? Vetting { get; init; }
    public required Guid? VolunteerId { get; init; }
    public required string? Volunteer { get; init; }
    public required string Reason { get; init; }
    public required EasingState State { get; init; }
    public required DateTime AskedAtUtc { get; init; }
    public required string? AskedBy { get; init; }
    public required DateTime? DecidedAtUtc { get; init; }
    public required string? DecidedBy { get; init; }

    /// <summary>The reader asked.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>The reader is the volunteer whom it is about.</summary>
    public required bool IsOfReader { get; init; }
}

/// <summary>What waits for a word, without the person's name: who opens the record is noted.</summary>
public sealed record WaitingEasing(Guid BeneficiaryId, SafeguardKind Kind, LocalName District, DateTime AskedAtUtc, string? AskedBy);
