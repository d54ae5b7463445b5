using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>
/// Makes the visits of regular visits as their days come near: a planned request with a shift, offered to the usual visitor first. Each day is a
/// transaction of its own, and none is made twice, however often and by whomever it is asked.
/// </summary>
public sealed class RegularVisitMaker(VolunteersDbContext db, VisitPlanner planner, Offers offers, PolicyReader policyReader, AuditLog audit, TimeProvider clock)
{
    // As coordinators would type them: what stands in a shift is in the language of the centre.
    private const string RoleName = "Köməkçi";
    private const string AtHome = "Şəxsin evində";
    private const string ByPhone = "Telefonla";

    /// <summary>What the job does: all regular visits that go on, as far as the window reaches; how many visits were made.</summary>
    public async Task<int> MakeDueAsync(CancellationToken ct)
    {
        var last = await LastAsync(ct);
        var due = await db.RegularVisits.AsNoTracking().Where(v => v.EndedAtUtc == null && (v.MadeUntilOn == null || v.MadeUntilOn < last))
            .Where(v => v.Beneficiary.ConsentWithdrawnAtUtc == null && v.Beneficiary.MergedIntoId == null).OrderBy(v => v.RegularVisitId).Select(v => v.RegularVisitId).ToListAsync(ct);
        var made = 0;

        foreach (var visitId in due)
        {
            made += await MakeAsync(visitId, ct);
        }

        return made;
    }

    /// <summary>Makes what is missing of one; how many visits.</summary>
    public async Task<int> MakeAsync(Guid regularVisitId, CancellationToken ct)
    {
        var last = await LastAsync(ct);
        var made = 0;

        while (true)
        {
            var step = await ConcurrentChange.RetryAsync(db, () => db.Database.CreateExecutionStrategy().ExecuteAsync(() => MakeNextAsync(regularVisitId, last, ct)));
            db.ChangeTracker.Clear();

            if (step is Step.NothingLeft)
            {
                return made;
            }

            made += step is Step.Made ? 1 : 0;
        }
    }

    private async Task<Step> MakeNextAsync(Guid regularVisitId, DateOnly last, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var visit = await db.RegularVisits.Include(v => v.Beneficiary).ThenInclude(b => b.District).Include(v => v.HelpCategory).SingleAsync(v => v.RegularVisitId == regularVisitId, ct);
        var today = clock.TodayInBaku();

        if (visit.Beneficiary is { ConsentWithdrawnAtUtc: not null } or { MergedIntoId: not null } || visit.NextAfter(visit.MadeUntilOn > today ? visit.MadeUntilOn.Value : today) is not { } on || on > last)
        {
            return Step.NothingLeft;
        }

        visit.Pass(on);
        var isPassedOver = await db.Holidays.AnyAsync(h => h.IsDayOff && h.OnDate == on, ct) || await db.HelpRequests.AnyAsync(r => r.RegularVisitId == regularVisitId && r.WantedOn == on, ct);
        var shift = isPassedOver ? null : await PlanAsync(visit, on, ct);
        await db.SaveChangesAsync(ct);

        if (shift is not null && visit.VolunteerId is { } volunteerId)
        {
            await OfferAsync(shift, volunteerId, ct);
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);

        return shift is null ? Step.PassedOver : Step.Made;
    }

    private async Task<Shift> PlanAsync(RegularVisit visit, DateOnly on, CancellationToken ct)
    {
        var (now, person, category) = (clock.UtcNow(), visit.Beneficiary, visit.HelpCategory);
        var due = DueTimes.Of(await policyReader.ReadAsync(ct));
        var part = PartsOfDay.Of(visit.StartsAt);
        var helpDue = due.HelpDue(now, on, part, Urgency.Normal, category.HelpHours);
        var request = new HelpRequest
        {
            HelpRequestId = Guid.CreateVersion7(),
            TrackingCode = TrackingCode.Make(),
            BeneficiaryId = person.BeneficiaryId,
            Beneficiary = person,
            CentreId = person.CentreId,
            HelpCategoryCode = visit.HelpCategoryCode,
            Description = visit.Description,
            WantedOn = on,
            WantedPart = part,
            ContactPhone = person.Phone,
            Culture = person.Culture,
            AskedAtUtc = now,
            ContactDueAtUtc = due.ContactDue(now),
            HelpDueAtUtc = helpDue,
            AskedThrough = AskedThrough.RegularVisit,
            RegularVisitId = visit.RegularVisitId,
        };
        request.Begin();
        request.ConfirmPhone(now);
        request.Triage(Urgency.Normal, RiskLevel.Low, helpDue, now);
        db.HelpRequests.Add(request);
        audit.Changed("RegularVisitMade", AuditSubject.HelpRequest, request.HelpRequestId);
        var start = BakuTime.ToUtc(on, visit.StartsAt);

        // Azerbaijani is taken for granted.
        var role = new NewRole(RoleName, 1) { Vetting = category.Vetting, Gender = person.VisitorGender, Languages = person.Culture is "az" ? [] : [person.Culture] };
        var place = category.IsRemote ? ByPhone : category.IsAtHome ? AtHome : (await db.Centres.Where(c => c.CentreId == person.CentreId).Select(c => c.Address).SingleAsync(ct)).Az;

        return await planner.PlanAsync(request, new NewShift(start, start.AddMinutes(visit.Minutes), place, [role]), visit.Description, ct)
            ?? throw new InvalidOperationException("A visit of a day ahead to somebody who agrees can be planned.");
    }

    /// <summary>Who may not come, or is busy, is not asked: the place is free for others.</summary>
    private Task<IReadOnlyList<OfferLine>> OfferAsync(Shift shift, Guid volunteerId, CancellationToken ct) => offers.AddAsync(
        db.Shifts.Where(s => s.ShiftId == shift.ShiftId), db.Volunteers.Where(v => v.VolunteerId == volunteerId), [new OfferWish(shift.Roles[0].ShiftRoleId, volunteerId)], fewerThanPlaces: true, ct);

    private async Task<DateOnly> LastAsync(CancellationToken ct) => clock.TodayInBaku().AddDays((await policyReader.ReadAsync(ct)).RegularVisitDaysAhead);

    private enum Step { NothingLeft, PassedOver, Made }
}
