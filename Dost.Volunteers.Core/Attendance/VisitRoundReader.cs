using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>
/// A visit day as somebody of its team sees it: the stops by number and time, and of one household at a time whom, where and what. Whether they may is asked in
/// each query: with a place in the team, from the yes until a day after, and never a person from whom they were parted.
/// </summary>
public sealed class VisitRoundReader(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, PolicyReader policyReader, AuditLog audit, TimeProvider clock)
{
    public async Task<VisitRoundDay?> FindAsync(Guid visitDayId, CancellationToken ct)
    {
        var day = await (await OwnDaysAsync(ct)).Where(d => d.VisitDayId == visitDayId)
            .Select(d => new { d.VisitDayId, d.Vehicle, d.Shift.StartsAtUtc, d.Shift.EndsAtUtc, d.State, Centre = d.Centre.Name, AssignmentId = d.Shift.Assignments.Where(a => a.VolunteerId == user.VolunteerId).Select(a => a.AssignmentId).First() })
            .SingleOrDefaultAsync(ct);

        if (day is null)
        {
            return null;
        }

        var stops = await (await OwnStopsAsync(ct)).Where(s => s.VisitDayId == visitDayId).OrderBy(s => s.Position)
            .Select(s => new VisitRoundStop
            {
                VisitStopId = s.VisitStopId,
                Position = s.Position,
                Category = s.HelpRequest.HelpCategory.Name,
                Symbol = s.HelpRequest.HelpCategory.Symbol,
                ArrivesAtUtc = s.ArrivesAtUtc,
                FromUtc = s.ToldStartsAtUtc,
                ToUtc = s.ToldEndsAtUtc,
                Minutes = s.Minutes,
                State = s.State,
                DoneAtUtc = s.DoneAtUtc,
            }).ToListAsync(ct);

        return new VisitRoundDay(day.VisitDayId, day.AssignmentId, day.Vehicle, day.Centre, day.StartsAtUtc, day.EndsAtUtc, day.State, stops);
    }

    /// <summary>One household with all that a visit needs. The look is recorded before anything is shown.</summary>
    public async Task<VisitHousehold?> HouseholdAsync(Guid visitDayId, Guid visitStopId, CancellationToken ct)
    {
        var found = await (await OwnStopsAsync(ct)).Where(s => s.VisitDayId == visitDayId && s.VisitStopId == visitStopId)
            .Select(s => new
            {
                s.HelpRequest.BeneficiaryId,
                s.HelpRequest.Beneficiary.FullName,
                s.HelpRequest.Beneficiary.Phone,
                s.HelpRequest.Beneficiary.Address,
                s.HelpRequest.Beneficiary.DistrictCode,
                District = s.HelpRequest.Beneficiary.District.Name,
                s.HelpRequest.Description,
                s.HelpRequest.Beneficiary.HealthNotesEncrypted,
                s.HelpRequest.Beneficiary.Wishes,
                s.HelpRequest.Beneficiary.VisitedByTwo,
                Latitude = s.HelpRequest.Latitude ?? s.HelpRequest.Beneficiary.Latitude,
                Longitude = s.HelpRequest.Longitude ?? s.HelpRequest.Beneficiary.Longitude,
            }).SingleOrDefaultAsync(ct);

        if (found is null)
        {
            return null;
        }

        await audit.LookedAsync("VisitRound", AuditSubject.Beneficiary, found.BeneficiaryId, ct);

        return new VisitHousehold
        {
            Contact = new VisitContact(found.FullName, found.Phone, found.Address, found.DistrictCode, found.District, found.Description)
            {
                HealthNotes = cipher.Decrypt(found.HealthNotesEncrypted),
                Wishes = found.Wishes,
            },
            VisitedByTwo = found.VisitedByTwo,
            Point = found is { Latitude: { } latitude, Longitude: { } longitude } ? (latitude, longitude) : null,
        };
    }

    /// <summary>The visit day of a shift in which the volunteer who is signed in has a place; null where there is none to see.</summary>
    public async Task<Guid?> OfShiftAsync(Guid shiftId, CancellationToken ct) =>
        await (await OwnDaysAsync(ct)).Where(d => d.ShiftId == shiftId).Select(d => (Guid?)d.VisitDayId).SingleOrDefaultAsync(ct);

    /// <summary>The stops that the volunteer who is signed in may see now.</summary>
    internal async Task<IQueryable<VisitStop>> OwnStopsAsync(CancellationToken ct)
    {
        var own = user.VolunteerId;
        var days = await OwnDaysAsync(ct);

        return db.VisitStops.Where(s => days.Any(d => d.VisitDayId == s.VisitDayId) && !s.HelpRequest.Beneficiary.ExcludedPairs.Any(p => p.VolunteerId == own));
    }

    private async Task<IQueryable<VisitDay>> OwnDaysAsync(CancellationToken ct) =>
        db.VisitDays.Where(ContactVisibility.OpenVisitDays(user.VolunteerId, await policyReader.ReadAsync(ct), clock.UtcNow()));
}

/// <summary>A day and the volunteer's place in its team.</summary>
public sealed record VisitRoundDay(
    Guid VisitDayId, Guid AssignmentId, string Vehicle, LocalName Centre, DateTime StartsAtUtc, DateTime EndsAtUtc, VisitDayState State, IReadOnlyList<VisitRoundStop> Stops)
{
    /// <summary>Where the team goes next.</summary>
    public VisitRoundStop? Next => Stops.FirstOrDefault(s => !s.IsOver);
}

/// <summary>A stop without a word of who lives there.</summary>
public sealed record VisitRoundStop
{
    public required Guid VisitStopId { get; init; }
    public required int Position { get; init; }
    public required LocalName Category { get; init; }
    public required string Symbol { get; init; }
    public required DateTime ArrivesAtUtc { get; init; }

    /// <summary>The window that the household was told, if it was.</summary>
    public required DateTime? FromUtc { get; init; }
    public required DateTime? ToUtc { get; init; }
    public required int Minutes { get; init; }
    public required VisitStopState State { get; init; }
    public required DateTime? DoneAtUtc { get; init; }

    public bool IsOver => State is VisitStopState.Done or VisitStopState.NotHome;
}

/// <summary>Whom the team visits, and what to heed.</summary>
public sealed record VisitHousehold
{
    public required VisitContact Contact { get; init; }
    public required bool VisitedByTwo { get; init; }

    /// <summary>Degrees north and east, where somebody set the point.</summary>
    public required (double Latitude, double Longitude)? Point { get; init; }
}
