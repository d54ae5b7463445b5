using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>Begins, changes and ends regular visits to people of one's centres, and makes their coming visits at once.</summary>
public sealed class RegularVisitService(VolunteersDbContext db, CurrentUser user, RegularVisitMaker maker, RegularVisitCalls calls, AuditLog audit, TimeProvider clock)
{
    /// <summary>Begins a regular visit. The id comes from the form: sent twice, it begins once.</summary>
    public async Task<RegularVisitResult> AddAsync(Guid beneficiaryId, Guid regularVisitId, NewRegularVisit wish, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var outcome = await ConcurrentChange.RetryAsync(db, async () =>
        {
            if (await PersonAsync(beneficiaryId, ct) is not { } person)
            {
                return RegularVisitOutcome.NotFound;
            }

            if (await db.RegularVisits.AsNoTracking().SingleOrDefaultAsync(v => v.RegularVisitId == regularVisitId, ct) is { } standing)
            {
                return standing.BeneficiaryId == beneficiaryId ? RegularVisitOutcome.Done : RegularVisitOutcome.NotFound;
            }

            if (person.ConsentWithdrawnAtUtc is not null || !await MayBeAskedAsync(beneficiaryId, wish.VolunteerId, ct))
            {
                return person.ConsentWithdrawnAtUtc is not null ? RegularVisitOutcome.NoConsent : RegularVisitOutcome.VisitorUnknown;
            }

            db.RegularVisits.Add(New(person, regularVisitId, wish));
            audit.Changed("RegularVisitAdded", AuditSubject.RegularVisit, regularVisitId);
            await db.SaveChangesAsync(ct);

            return RegularVisitOutcome.Done;
        });

        return await MadeAsync(new RegularVisitResult(outcome, regularVisitId, []), ct);
    }

    /// <summary>
    /// Changes a regular visit. Other days or hours begin after the last visit that somebody has confirmed: a new one takes over there, what
    /// nobody has confirmed after it is called off and made anew. The words and the usual visitor count for visits that are still to be made.
    /// </summary>
    public async Task<RegularVisitResult> ChangeAsync(Guid beneficiaryId, Guid regularVisitId, Guid seenVersion, NewRegularVisit wish, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var result = await ActAsync(beneficiaryId, regularVisitId, seenVersion, async visit =>
        {
            if (visit.VolunteerId != wish.VolunteerId && !await MayBeAskedAsync(beneficiaryId, wish.VolunteerId, ct))
            {
                return new RegularVisitResult(RegularVisitOutcome.VisitorUnknown, regularVisitId, []);
            }

            audit.Changed("RegularVisitChanged", AuditSubject.RegularVisit, regularVisitId);
            var own = db.HelpRequests.Where(r => r.RegularVisitId == regularVisitId);

            if (visit.HasTimesOf(wish))
            {
                (visit.Description, visit.VolunteerId, visit.UntilOn) = (wish.Description, wish.VolunteerId, wish.UntilOn);

                return new RegularVisitResult(RegularVisitOutcome.Done, regularVisitId, wish.UntilOn is { } until ? await calls.CallOffAsync(own.Where(r => r.WantedOn > until), reason, ct) : []);
            }

            var last = await calls.LastConfirmedAsync(regularVisitId, ct);
            await calls.CallOffAsync(last is { } on ? own.Where(r => r.WantedOn > on) : own, reason, ct);
            visit.End(clock.UtcNow());
            var next = New(visit.Beneficiary, Guid.CreateVersion7(), wish);
            next.MadeUntilOn = last;
            db.RegularVisits.Add(next);
            audit.Changed("RegularVisitAdded", AuditSubject.RegularVisit, next.RegularVisitId);

            return new RegularVisitResult(RegularVisitOutcome.Done, next.RegularVisitId, []) { AfterOn = last };
        }, ct);

        return await MadeAsync(result, ct);
    }

    /// <summary>Ends a regular visit. Coming visits that nobody has confirmed are called off; the others come back by name.</summary>
    public Task<RegularVisitResult> EndAsync(Guid beneficiaryId, Guid regularVisitId, Guid seenVersion, string reason, CancellationToken ct) => ActAsync(beneficiaryId, regularVisitId, seenVersion, async visit =>
    {
        visit.End(clock.UtcNow());
        audit.Changed("RegularVisitEnded", AuditSubject.RegularVisit, regularVisitId);

        return new RegularVisitResult(RegularVisitOutcome.Done, regularVisitId, await calls.CallOffAsync(db.HelpRequests.Where(r => r.RegularVisitId == regularVisitId), reason, ct));
    }, ct);

    private Task<RegularVisitResult> ActAsync(Guid beneficiaryId, Guid regularVisitId, Guid seenVersion, Func<RegularVisit, Task<RegularVisitResult>> act, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var visit = await PersonAsync(beneficiaryId, ct) is null ? null
            : await db.RegularVisits.Include(v => v.Beneficiary).SingleOrDefaultAsync(v => v.RegularVisitId == regularVisitId && v.BeneficiaryId == beneficiaryId, ct);
        var problem = visit is null ? RegularVisitOutcome.NotFound
            : visit.EndedAtUtc is not null ? RegularVisitOutcome.IsOver
            : visit.Version != seenVersion ? RegularVisitOutcome.ChangedMeanwhile
            : RegularVisitOutcome.Done;

        if (visit is null || problem is not RegularVisitOutcome.Done)
        {
            return new RegularVisitResult(problem, regularVisitId, []);
        }

        var result = await act(visit);

        if (result.Outcome is not RegularVisitOutcome.Done)
        {
            db.ChangeTracker.Clear();

            return result;
        }

        visit.Touch();
        await db.SaveChangesAsync(ct);

        return result;
    });

    /// <summary>What a crash leaves over here the job makes.</summary>
    private async Task<RegularVisitResult> MadeAsync(RegularVisitResult result, CancellationToken ct) =>
        result.Outcome is RegularVisitOutcome.Done ? result with { Made = await maker.MakeAsync(result.RegularVisitId, ct) } : result;

    private Task<Beneficiary?> PersonAsync(Guid beneficiaryId, CancellationToken ct) =>
        db.Beneficiaries.Where(Visible.Beneficiaries(user)).SingleOrDefaultAsync(b => b.BeneficiaryId == beneficiaryId && b.MergedIntoId == null, ct);

    /// <summary>Only who knows the person or was there, and is not kept away, is somebody's usual visitor.</summary>
    private async Task<bool> MayBeAskedAsync(Guid beneficiaryId, Guid? volunteerId, CancellationToken ct) =>
        volunteerId is null || (!await db.ExcludedPairs.AnyAsync(p => p.BeneficiaryId == beneficiaryId && p.VolunteerId == volunteerId, ct)
            && (await db.KnownVisitors.AnyAsync(k => k.BeneficiaryId == beneficiaryId && k.VolunteerId == volunteerId, ct)
                || await db.Assignments.AnyAsync(a => a.VolunteerId == volunteerId && a.State == AssignmentState.Attended && a.Shift.VolunteerTask.HelpRequest!.BeneficiaryId == beneficiaryId, ct)));

    private RegularVisit New(Beneficiary person, Guid regularVisitId, NewRegularVisit wish) => new()
    {
        RegularVisitId = regularVisitId,
        BeneficiaryId = person.BeneficiaryId,
        CentreId = person.CentreId,
        HelpCategoryCode = wish.HelpCategoryCode,
        Description = wish.Description,
        Day = wish.Day,
        StartsAt = wish.StartsAt,
        Minutes = wish.Minutes,
        EveryWeeks = wish.EveryWeeks,
        FromOn = wish.FromOn,
        UntilOn = wish.UntilOn,
        VolunteerId = wish.VolunteerId,
        CreatedAtUtc = clock.UtcNow(),
    };
}

/// <summary>A regular visit as it is to be: wall clock in Baku.</summary>
public sealed record NewRegularVisit(
    string HelpCategoryCode, string Description, DayOfWeek Day, TimeOnly StartsAt, int Minutes, int EveryWeeks, DateOnly FromOn, DateOnly? UntilOn, Guid? VolunteerId);

/// <summary>What became of it, under which id it goes on, how many visits were made, and which confirmed visits are for the coordinator to decide on.</summary>
public sealed record RegularVisitResult(RegularVisitOutcome Outcome, Guid RegularVisitId, IReadOnlyList<ConfirmedVisit> Confirmed)
{
    public int Made { get; init; }

    /// <summary>The last confirmed visit, after which other days or hours begin.</summary>
    public DateOnly? AfterOn { get; init; }
}

public enum RegularVisitOutcome { Done, NotFound, ChangedMeanwhile, IsOver, NoConsent, VisitorUnknown }
