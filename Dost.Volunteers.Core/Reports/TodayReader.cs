using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Reports;

/// <summary>What waits for a coordinator in their centres.</summary>
public sealed record Today
{
    /// <summary>Applicants who confirmed their phone and wait for a yes or no.</summary>
    public required int Applicants { get; init; }

    /// <summary>Applicants whose phone is not confirmed: nothing can be decided yet.</summary>
    public required int UnconfirmedApplicants { get; init; }
    public required int NewRequests { get; init; }

    /// <summary>New requests that nobody has looked after for a day, or that are wanted by today.</summary>
    public required int LateRequests { get; init; }
    public required int HoursEntries { get; init; }
    public required int HoursMinutes { get; init; }
    public required int ExpiringOffersCount { get; init; }

    /// <summary>The first of the offers that expire soon.</summary>
    public required IReadOnlyList<ExpiringOffer> ExpiringOffers { get; init; }

    /// <summary>Places that are to change hands and wait for a yes or no.</summary>
    public required int Swaps { get; init; }

    /// <summary>Incidents that one may read and that are not closed.</summary>
    public required int Incidents { get; init; }

    /// <summary>Safeguards of people helped that a colleague wants to ease: a second person agrees or not.</summary>
    public required int EasingsCount { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<WaitingEasing> Easings { get; init; }

    /// <summary>Credentials that volunteers handed in and nobody has looked at.</summary>
    public required int CredentialsToCheck { get; init; }

    /// <summary>Places of the coming two weeks whose volunteers lack a check or credential on the day: they cannot check in.</summary>
    public required IReadOnlyList<PlaceAtRisk> AtRisk { get; init; }

    /// <summary>Shifts that have begun and are not over.</summary>
    public required IReadOnlyList<TodayShift> Running { get; init; }

    /// <summary>Shifts of today and tomorrow that have not begun.</summary>
    public required IReadOnlyList<TodayShift> Coming { get; init; }

    public int PlacesMissing => Coming.Sum(s => s.PlacesMissing);
}

/// <summary>A shift as the day's list shows it, with those who are to be there.</summary>
public sealed record TodayShift
{
    public required Guid ShiftId { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }
    public required LocalName Centre { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required int PlacesWanted { get; init; }
    public required int PlacesTaken { get; init; }
    public required IReadOnlyList<TodayPerson> People { get; init; }

    public int PlacesMissing => Math.Max(0, PlacesWanted - PlacesTaken);

    public string NameIn(CultureInfo culture) => Title ?? Category.In(culture);
}

/// <summary>Somebody who is to be at a shift, and when they came and went.</summary>
public sealed record TodayPerson(Guid VolunteerId, string GivenName, string FamilyName, AssignmentState State, DateTime? CheckedInAtUtc, DateTime? CheckedOutAtUtc)
{
    public string FullName => $"{GivenName} {FamilyName}";
}

/// <summary>Somebody with a place who may not take it up, and why.</summary>
public sealed record PlaceAtRisk(
    Guid ShiftId, Guid VolunteerId, string GivenName, string FamilyName, string? Title, LocalName Category, DateTime StartsAtUtc, IReadOnlyList<RuleBreach> Breaches)
{
    public string FullName => $"{GivenName} {FamilyName}";

    public string NameIn(CultureInfo culture) => Title ?? Category.In(culture);
}

/// <summary>An offer that nobody answered and that soon runs out.</summary>
public sealed record ExpiringOffer(Guid ShiftId, Guid VolunteerId, string GivenName, string FamilyName, string? Title, LocalName Category, DateTime StartsAtUtc, DateTime ExpiresAtUtc)
{
    public string FullName => $"{GivenName} {FamilyName}";

    public string NameIn(CultureInfo culture) => Title ?? Category.In(culture);
}

/// <summary>Reads the coordinator's day, in a fixed number of queries.</summary>
public sealed class TodayReader(VolunteersDbContext db, CurrentUser user, TrustReader trust, SwapReader swaps, EasingReader easings, TimeProvider clock)
{
    /// <summary>A request is late when nobody has looked after it within a day: what the public is told too.</summary>
    private static readonly TimeSpan _answerWithin = TimeSpan.FromHours(24);

    private static readonly TimeSpan _expiresSoon = TimeSpan.FromHours(12);
    private const int MostShifts = 60;
    private const int DaysOfRisk = 14;
    private const int MostAtRisk = 20;
    private const int MostOffers = 8;

    public async Task<Today> ReadAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var today = BakuTime.DateOf(now);
        var applicants = db.Volunteers.Where(Visible.Volunteers(user)).Where(v => v.State == VolunteerState.Applied);
        var requests = db.HelpRequests.Where(Visible.HelpRequests(user)).Where(r => r.State == HelpRequestState.New);
        var hours = WaitingHours(db, user);
        var askedBefore = now - _answerWithin;
        var offers = Offers(now);
        var shifts = await ShiftsAsync(now, BakuTime.DayOf(today.AddDays(1)).UntilUtc, ct);

        var (firstEasings, easingsCount) = await easings.ToDecideAsync(ct);

        return new Today
        {
            Applicants = await applicants.CountAsync(v => v.PhoneConfirmedAtUtc != null, ct),
            UnconfirmedApplicants = await applicants.CountAsync(v => v.PhoneConfirmedAtUtc == null, ct),
            NewRequests = await requests.CountAsync(ct),
            LateRequests = await requests.CountAsync(r => r.AskedAtUtc < askedBefore || r.WantedOn <= today, ct),
            Swaps = await swaps.CountToDecideAsync(ct),
            Incidents = await db.Incidents.Where(Visible.Incidents(user)).CountAsync(i => i.State != IncidentState.Closed, ct),
            EasingsCount = easingsCount,
            Easings = firstEasings,
            HoursEntries = await hours.CountAsync(ct),
            HoursMinutes = await hours.SumAsync(h => h.Minutes, ct),
            ExpiringOffersCount = await offers.CountAsync(ct),
            ExpiringOffers = await offers.OrderBy(a => a.OfferExpiresAtUtc).Take(MostOffers)
                .Select(a => new ExpiringOffer(
                    a.ShiftId, a.VolunteerId, a.Volunteer.GivenName, a.Volunteer.FamilyName, a.Shift.VolunteerTask.Title, a.Shift.VolunteerTask.HelpCategory.Name, a.Shift.StartsAtUtc, a.OfferExpiresAtUtc!.Value))
                .ToListAsync(ct),
            CredentialsToCheck = await CredentialReader.Waiting(db, user).CountAsync(ct),
            AtRisk = await AtRiskAsync(now, ct),
            Running = [.. shifts.Where(s => s.StartsAtUtc <= now)],
            Coming = [.. shifts.Where(s => s.StartsAtUtc > now)],
        };
    }

    /// <summary>Submitted hours that this person may decide on: nobody decides on their own.</summary>
    public static IQueryable<HoursEntry> WaitingHours(VolunteersDbContext db, CurrentUser user) =>
        db.HoursEntries.AsNoTracking().DecidableBy(user).Where(h => h.State == HoursState.Submitted);

    private async Task<List<PlaceAtRisk>> AtRiskAsync(DateTime now, CancellationToken ct)
    {
        var until = now.AddDays(DaysOfRisk);
        var coming = db.Shifts.AsNoTracking().Where(Visible.Shifts(user)).Where(s => s.State == ShiftState.Published && s.StartsAtUtc < until && s.EndsAtUtc > now)
            .SelectMany(s => s.Assignments).Where(a => a.State == AssignmentState.Confirmed);
        var gaps = (await trust.GapsAsync(coming, ct)).Take(MostAtRisk).ToDictionary(g => g.AssignmentId, g => g.Breaches);

        if (gaps.Count == 0)
        {
            return [];
        }

        var ids = gaps.Keys.ToList();
        var rows = await db.Assignments.AsNoTracking().Where(a => ids.Contains(a.AssignmentId)).OrderBy(a => a.Shift.StartsAtUtc).ThenBy(a => a.AssignmentId)
            .Select(a => new { a.AssignmentId, a.ShiftId, a.VolunteerId, a.Volunteer.GivenName, a.Volunteer.FamilyName, a.Shift.VolunteerTask.Title, Category = a.Shift.VolunteerTask.HelpCategory.Name, a.Shift.StartsAtUtc })
            .ToListAsync(ct);

        return rows.ConvertAll(r => new PlaceAtRisk(r.ShiftId, r.VolunteerId, r.GivenName, r.FamilyName, r.Title, r.Category, r.StartsAtUtc, gaps[r.AssignmentId]));
    }

    private IQueryable<Assignment> Offers(DateTime now)
    {
        var soon = now + _expiresSoon;

        return db.Shifts.AsNoTracking().Where(Visible.Shifts(user)).Where(s => s.State == ShiftState.Published).SelectMany(s => s.Assignments)
            .Where(a => a.State == AssignmentState.Offered && a.OfferExpiresAtUtc > now && a.OfferExpiresAtUtc <= soon);
    }

    private async Task<List<TodayShift>> ShiftsAsync(DateTime now, DateTime until, CancellationToken ct) =>
        await db.Shifts.AsNoTracking().Where(Visible.Shifts(user))
            .Where(s => s.State == ShiftState.Published && s.StartsAtUtc < until && s.EndsAtUtc > now)
            .OrderBy(s => s.StartsAtUtc).ThenBy(s => s.ShiftId).Take(MostShifts)
            .Select(s => new TodayShift
            {
                ShiftId = s.ShiftId,
                Title = s.VolunteerTask.Title,
                Category = s.VolunteerTask.HelpCategory.Name,
                Centre = s.Centre.Name,
                StartsAtUtc = s.StartsAtUtc,
                EndsAtUtc = s.EndsAtUtc,
                PlacesWanted = s.Roles.Sum(r => r.Capacity),
                PlacesTaken = s.Roles.Sum(r => r.PlacesTaken),
                People = s.Assignments
                    .Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended)
                    .OrderBy(a => a.Volunteer.SearchText)
                    .Select(a => new TodayPerson(a.VolunteerId, a.Volunteer.GivenName, a.Volunteer.FamilyName, a.State, a.CheckedInAtUtc, a.CheckedOutAtUtc))
                    .ToList(),
            }).AsSplitQuery().ToListAsync(ct);
}
