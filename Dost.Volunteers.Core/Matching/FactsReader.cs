using System.Linq.Expressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Matching;

/// <summary>Reads the facts of volunteers from the database, in a fixed number of queries however many there are.</summary>
public sealed class FactsReader(VolunteersDbContext db)
{
    /// <summary>Shifts this far around a block matter: the week on either side.</summary>
    internal static readonly TimeSpan Horizon = TimeSpan.FromDays(8);

    public async Task<VolunteerFacts> ReadAsync(Guid volunteerId, DateTime aroundUtc, CancellationToken ct) =>
        (await ReadAsync(db.Volunteers.Where(v => v.VolunteerId == volunteerId), aroundUtc, ct)).Single();

    /// <summary>The facts for blocks between two instants, however far they are apart.</summary>
    public async Task<VolunteerFacts> ReadAsync(Guid volunteerId, DateTime fromUtc, DateTime untilUtc, CancellationToken ct) =>
        (await ReadBetweenAsync(db.Volunteers.Where(v => v.VolunteerId == volunteerId), fromUtc - Horizon, untilUtc + Horizon, ct)).Single();

    public Task<IReadOnlyList<VolunteerFacts>> ReadAsync(IQueryable<Volunteer> volunteers, DateTime aroundUtc, CancellationToken ct) =>
        ReadBetweenAsync(volunteers, aroundUtc - Horizon, aroundUtc + Horizon, ct);

    /// <summary>The facts of many for blocks between two instants. Offers that stand bind too where it is asked: who says yes has no time for another place.</summary>
    public async Task<IReadOnlyList<VolunteerFacts>> ReadAsync(IQueryable<Volunteer> volunteers, DateTime fromUtc, DateTime untilUtc, DateTime? offersStandAtUtc, CancellationToken ct)
    {
        var facts = await ReadBetweenAsync(volunteers, fromUtc - Horizon, untilUtc + Horizon, ct);

        if (offersStandAtUtc is not { } now)
        {
            return facts;
        }

        var (from, to) = (fromUtc - Horizon, untilUtc + Horizon);
        var offers = (await db.Assignments
                .Where(a => volunteers.Select(v => v.VolunteerId).Contains(a.VolunteerId))
                .Where(a => a.State == AssignmentState.Offered && a.Round > 0 && a.OfferExpiresAtUtc > now)
                .Where(a => a.Shift.StartsAtUtc < to && a.Shift.EndsAtUtc > from && a.Shift.State != ShiftState.Cancelled)
                .Select(a => new { a.VolunteerId, a.ShiftId, a.Shift.StartsAtUtc, a.Shift.EndsAtUtc, a.Shift.VolunteerTask.PlaceKind, a.Shift.CentreId, a.Shift.VolunteerTaskId })
                .ToListAsync(ct))
            .ToLookup(a => a.VolunteerId, a => new Commitment(a.ShiftId, a.StartsAtUtc, a.EndsAtUtc, PlaceFacts.KeyOf(a.PlaceKind, a.CentreId, a.VolunteerTaskId)));

        return [.. facts.Select(f => offers.Contains(f.VolunteerId) ? f with { Commitments = [.. f.Commitments, .. offers[f.VolunteerId]] } : f)];
    }

    internal async Task<IReadOnlyList<VolunteerFacts>> ReadBetweenAsync(IQueryable<Volunteer> volunteers, DateTime from, DateTime to, CancellationToken ct)
    {
        var ids = volunteers.Select(v => v.VolunteerId);

        var people = await volunteers.AsNoTracking().Select(v => new { v.VolunteerId, v.State, v.Programme, v.BornOn, v.Gender, v.WeeklyCapMinutes }).ToListAsync(ct);
        var skills = (await db.VolunteerSkills.Where(s => ids.Contains(s.VolunteerId)).ToListAsync(ct)).ToLookup(s => s.VolunteerId, s => s.SkillCode);
        var languages = (await db.VolunteerLanguages.Where(l => ids.Contains(l.VolunteerId)).ToListAsync(ct)).ToLookup(l => l.VolunteerId, l => l.LanguageCode);
        var credentials = await CredentialsAsync(ids, BakuTime.DateOf(from), BakuTime.DateOf(to), ct);
        var windows = (await db.AvailabilityWindows.AsNoTracking().Where(w => ids.Contains(w.VolunteerId)).ToListAsync(ct))
            .ToLookup(w => w.VolunteerId, w => new WeeklyWindow(w.Day, w.StartsAt, w.EndsAt));
        var blackouts = (await db.BlackoutPeriods.AsNoTracking().Where(b => ids.Contains(b.VolunteerId)).ToListAsync(ct))
            .ToLookup(b => b.VolunteerId, b => new DateRange(b.FirstOn, b.LastOn));
        var excluded = (await db.ExcludedPairs.AsNoTracking().Where(p => ids.Contains(p.VolunteerId)).ToListAsync(ct)).ToLookup(p => p.VolunteerId, p => p.BeneficiaryId);
        var known = (await db.KnownVisitors.AsNoTracking().Where(p => ids.Contains(p.VolunteerId)).Select(p => new { p.VolunteerId, p.BeneficiaryId }).ToListAsync(ct)).ToLookup(p => p.VolunteerId, p => p.BeneficiaryId);
        var commitments = (await db.Assignments
                .Where(a => ids.Contains(a.VolunteerId))
                .Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended)
                .Where(a => a.Shift.StartsAtUtc < to && a.Shift.EndsAtUtc > from && a.Shift.State != ShiftState.Cancelled)
                .Select(a => new { a.VolunteerId, a.ShiftId, a.Shift.StartsAtUtc, a.Shift.EndsAtUtc, a.Shift.VolunteerTask.PlaceKind, a.Shift.CentreId, a.Shift.VolunteerTaskId })
                .ToListAsync(ct))
            .ToLookup(a => a.VolunteerId, a => new Commitment(a.ShiftId, a.StartsAtUtc, a.EndsAtUtc, PlaceFacts.KeyOf(a.PlaceKind, a.CentreId, a.VolunteerTaskId)));

        return
        [
            .. people.Select(p => new VolunteerFacts
            {
                VolunteerId = p.VolunteerId,
                State = p.State,
                Programme = p.Programme,
                BornOn = p.BornOn,
                Gender = p.Gender,
                Credentials = [.. credentials[p.VolunteerId]],
                WeeklyCapMinutes = p.WeeklyCapMinutes,
                Skills = [.. skills[p.VolunteerId]],
                Languages = [.. languages[p.VolunteerId]],
                Availability = [.. windows[p.VolunteerId]],
                Blackouts = [.. blackouts[p.VolunteerId]],
                ExcludedBeneficiaries = [.. excluded[p.VolunteerId]],
                KnownBeneficiaries = [.. known[p.VolunteerId]],
                Commitments = [.. commitments[p.VolunteerId]],
            }),
        ];
    }

    /// <summary>Nobody counts on them: they have no place in a shift that is not over.</summary>
    public Expression<Func<Volunteer, bool>> IsFree(DateTime nowUtc) =>
        v => !db.Assignments.Any(a => a.VolunteerId == v.VolunteerId && (a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn)
            && a.Shift.EndsAtUtc > nowUtc && a.Shift.State != ShiftState.Cancelled);

    /// <summary>What of a few people is verified and good on some of the days.</summary>
    public async Task<ILookup<Guid, HeldCredential>> CredentialsAsync(IQueryable<Guid> volunteerIds, DateOnly firstOn, DateOnly lastOn, CancellationToken ct) =>
        (await db.Credentials.AsNoTracking()
            .Where(Credential.ValidWithin(firstOn, lastOn)).Where(c => volunteerIds.Contains(c.VolunteerId))
            .Select(c => new { c.VolunteerId, c.CredentialTypeCode, c.CredentialType.Vetting, c.IssuedOn, c.ExpiresOn })
            .ToListAsync(ct))
        .ToLookup(c => c.VolunteerId, c => new HeldCredential(c.CredentialTypeCode, c.Vetting, c.IssuedOn, c.ExpiresOn));
}
