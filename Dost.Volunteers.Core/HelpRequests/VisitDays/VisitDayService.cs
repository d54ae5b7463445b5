using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.VisitDays;

/// <summary>Makes visit days: many requests, one team, one shift. Households come and go until the team sets out.</summary>
public sealed class VisitDayService(
    VolunteersDbContext db, ShiftService shifts, PlaceJudge judge, PolicyReader policyReader, CurrentUser user, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Makes the day with its shift, and plans the requests. Nothing is made if one of them was taken meanwhile: its code comes back.</summary>
    public Task<VisitDayResult> MakeAsync(NewVisitDay wish, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(wish);
        var now = clock.UtcNow();
        var (starts, ends) = (BakuTime.ToUtc(wish.On, wish.StartsAt), BakuTime.ToUtc(wish.On, wish.EndsAt));

        if (starts <= now || ends <= starts)
        {
            return new VisitDayResult(VisitDayOutcome.NotOpen);
        }

        var (requests, refused) = await ChosenAsync(wish.CentreId, wish.Stops, standing: 0, now, ct);

        if (refused is not null || TeamDemands.Of(requests) is not { } demands)
        {
            return Forget(refused ?? new VisitDayResult(VisitDayOutcome.Genders) { Names = WithGender(requests) });
        }

        var shift = shifts.Add(await NewTaskAsync(wish, requests, ct), new NewShift(starts, ends, wish.MeetingPoint, [new NewRole(wish.RoleName, wish.People) { Skills = wish.Skills }]), publish: true);
        TeamDemands.Apply(demands, shift, requests);
        var day = new VisitDay
        {
            VisitDayId = Guid.CreateVersion7(),
            CentreId = wish.CentreId,
            DistrictCode = wish.DistrictCode,
            On = wish.On,
            ShiftId = shift.ShiftId,
            Vehicle = wish.Vehicle,
            StartsAt = wish.StartsAt,
            EndsAt = wish.EndsAt,
        };
        db.VisitDays.Add(day);
        await db.Centres.Where(c => c.CentreId == wish.CentreId).LoadAsync(ct);
        Join(day, requests, wish.Stops, now);
        VisitRoutes.PlanAnew(day, await policyReader.ReadAsync(ct));
        audit.Changed("VisitDayMade", AuditSubject.VisitDay, day.VisitDayId);
        await db.SaveChangesAsync(ct);

        return new VisitDayResult(VisitDayOutcome.Done) { VisitDayId = day.VisitDayId };
    });

    /// <summary>Adds households. Where somebody of the team may not visit one of them, nothing is saved and their names come back: first they leave the team.</summary>
    public Task<VisitDayResult> AddAsync(Guid visitDayId, Guid seenVersion, IReadOnlyList<ChosenStop> chosen, CancellationToken ct) => ChangeAsync(visitDayId, seenVersion, async day =>
    {
        var now = clock.UtcNow();
        var (requests, refused) = await ChosenAsync(day.CentreId, chosen, day.Stops.Count, now, ct);
        List<HelpRequest> all = [.. day.Stops.Select(s => s.HelpRequest), .. requests];

        if (refused is not null || TeamDemands.Of(all) is not { } demands)
        {
            return refused ?? new VisitDayResult(VisitDayOutcome.Genders) { Names = WithGender(requests) };
        }

        TeamDemands.Apply(demands, day.Shift, all);
        day.Shift.TouchRoles();

        if (await UnfitAsync(day.Shift, ct) is { Count: > 0 } unfit)
        {
            return new VisitDayResult(VisitDayOutcome.TeamUnfit) { Names = unfit };
        }

        Join(day, requests, chosen, now);
        await OrderAsync(day, ct);
        audit.Changed("VisitDayStopsAdded", AuditSubject.VisitDay, visitDayId);

        return new VisitDayResult(VisitDayOutcome.Done);
    }, ct);

    /// <summary>Takes a household out: its request waits to be planned anew, and it is told if it expected the team.</summary>
    public Task<VisitDayResult> RemoveAsync(Guid visitDayId, Guid seenVersion, Guid visitStopId, CancellationToken ct) => ChangeAsync(visitDayId, seenVersion, async day =>
    {
        if (day.Stops.Find(s => s.VisitStopId == visitStopId) is not { } stop)
        {
            return new VisitDayResult(VisitDayOutcome.ChangedMeanwhile);
        }

        if (!new VisitDayEnd(db, outbox, clock).Release(stop))
        {
            return new VisitDayResult(VisitDayOutcome.HasBegun);
        }

        VisitDayEnd.Drop(day, stop);
        List<HelpRequest> left = [.. day.Stops.Select(s => s.HelpRequest)];

        if (TeamDemands.Of(left) is { } demands)
        {
            TeamDemands.Apply(demands, day.Shift, left);
        }

        await OrderAsync(day, ct);
        audit.Changed("VisitDayStopRemoved", AuditSubject.VisitDay, visitDayId);

        return new VisitDayResult(VisitDayOutcome.Done);
    }, ct);

    /// <summary>Sets windows, minutes and the order by hand; the times follow.</summary>
    public Task<VisitDayResult> ArrangeAsync(Guid visitDayId, Guid seenVersion, IReadOnlyList<StopChange> changes, CancellationToken ct) => ChangeAsync(visitDayId, seenVersion, async day =>
    {
        var wanted = changes.ToDictionary(c => c.VisitStopId);

        if (day.Stops.Count != wanted.Count || !day.Stops.TrueForAll(s => wanted.ContainsKey(s.VisitStopId)))
        {
            return new VisitDayResult(VisitDayOutcome.ChangedMeanwhile);
        }

        var before = VisitRoutes.InOrder(day);

        foreach (var stop in day.Stops)
        {
            var change = wanted[stop.VisitStopId];
            (stop.WindowFrom, stop.WindowTo, stop.Minutes) = (change.WindowFrom, change.WindowTo, change.Minutes);
        }

        // Of two with the same number the one that was moved there comes first, as somebody means who types a number.
        var after = before.OrderBy(s => wanted[s.VisitStopId].Position).ThenBy(s => wanted[s.VisitStopId].Position == s.Position).ThenBy(s => s.Position).ToList();
        day.IsOrderedByHand |= !before.SequenceEqual(after);

        foreach (var (stop, position) in after.Select((s, i) => (s, i + 1)))
        {
            stop.Position = position;
        }

        VisitRoutes.TimeAnew(day, await policyReader.ReadAsync(ct));
        audit.Changed("VisitDayArranged", AuditSubject.VisitDay, visitDayId);

        return new VisitDayResult(VisitDayOutcome.Done);
    }, ct);

    /// <summary>Forgets the order by hand and finds the best one.</summary>
    public Task<VisitDayResult> ComputeAsync(Guid visitDayId, Guid seenVersion, CancellationToken ct) => ChangeAsync(visitDayId, seenVersion, async day =>
    {
        day.IsOrderedByHand = false;
        VisitRoutes.PlanAnew(day, await policyReader.ReadAsync(ct));
        audit.Changed("VisitDayComputed", AuditSubject.VisitDay, visitDayId);

        return new VisitDayResult(VisitDayOutcome.Done);
    }, ct);

    /// <summary>Tells each household its window; again only those whose window has changed since.</summary>
    public Task<VisitDayResult> TellAsync(Guid visitDayId, Guid seenVersion, CancellationToken ct) => ChangeAsync(visitDayId, seenVersion, async day =>
    {
        var policy = await policyReader.ReadAsync(ct);
        var owed = day.Stops.Where(s => s.HelpRequest.State is HelpRequestState.Planned && !ToldWindow.Of(s, day.On, policy).IsTo(s)).ToList();

        if (day.Stops.Count == 0 || (owed.Count == 0 && day.State is VisitDayState.Told))
        {
            return new VisitDayResult(VisitDayOutcome.NothingNew);
        }

        day.Tell();

        foreach (var stop in owed)
        {
            ToldWindow.Of(stop, day.On, policy).Tell(stop, day.ToldRound);
            outbox.OnBothChannels(
                MessageKind.VisitWindowTold, Recipient.Asker(stop.HelpRequestId), stop.HelpRequestId, Outbox.VersionOf(stop.HelpRequest.Round, stop.ToldRound), stop.ToldEndsAtUtc!.Value, outbox.IsSoon(day.Shift.StartsAtUtc));
        }

        audit.Changed("VisitDayTold", AuditSubject.VisitDay, visitDayId);

        return new VisitDayResult(VisitDayOutcome.Done) { Told = owed.Count };
    }, ct);

    /// <summary>Calls the day off with its shift: team and households are told, and the requests wait to be planned anew.</summary>
    public async Task<VisitDayResult> CallOffAsync(Guid visitDayId, string reason, CancellationToken ct)
    {
        var shiftId = await db.VisitDays.Where(d => d.VisitDayId == visitDayId).Select(d => d.ShiftId).SingleAsync(ct);

        return new VisitDayResult(await shifts.CancelAsync(shiftId, reason, ct) ? VisitDayOutcome.Done : VisitDayOutcome.HasBegun);
    }

    private Task<VisitDayResult> ChangeAsync(Guid visitDayId, Guid seenVersion, Func<VisitDay, Task<VisitDayResult>> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var day = await db.VisitDays.Include(d => d.Centre).Include(d => d.Stops).ThenInclude(s => s.HelpRequest).ThenInclude(r => r.HelpCategory)
            .Include(d => d.Stops).ThenInclude(s => s.HelpRequest).ThenInclude(r => r.Beneficiary).ThenInclude(b => b.District)
            .AsSplitQuery().SingleAsync(d => d.VisitDayId == visitDayId, ct);
        await db.Shifts.ForPlacing().Where(s => s.ShiftId == day.ShiftId).LoadAsync(ct);

        if (day.Version != seenVersion)
        {
            return new VisitDayResult(VisitDayOutcome.ChangedMeanwhile);
        }

        if (day.State is VisitDayState.Over or VisitDayState.CalledOff || day.Shift.EndsAtUtc <= clock.UtcNow())
        {
            return new VisitDayResult(VisitDayOutcome.NotOpen);
        }

        var result = await change(day);

        if (result.Outcome is not VisitDayOutcome.Done)
        {
            return Forget(result);
        }

        day.Touch();
        await db.SaveChangesAsync(ct);

        return result with { VisitDayId = visitDayId };
    });

    /// <summary>The requests that were chosen, planned; or why they cannot all be.</summary>
    private async Task<(List<HelpRequest> Requests, VisitDayResult? Refused)> ChosenAsync(Guid centreId, IReadOnlyList<ChosenStop> chosen, int standing, DateTime now, CancellationToken ct)
    {
        if (chosen.Count == 0 || standing + chosen.Count > RoutePlanner.MostStops)
        {
            return ([], new VisitDayResult(chosen.Count == 0 ? VisitDayOutcome.NoStops : VisitDayOutcome.TooMany));
        }

        var ids = chosen.Select(c => c.HelpRequestId).Distinct().ToList();
        var requests = await db.HelpRequests.Include(r => r.HelpCategory).Include(r => r.Beneficiary).ThenInclude(b => b.District)
            .Where(r => ids.Contains(r.HelpRequestId) && r.CentreId == centreId).ToListAsync(ct);
        var taken = requests.Where(r => r.HelpCategory.IsRemote || r.Beneficiary.ConsentWithdrawnAtUtc is not null || !r.Plan(now)).ToList();

        return taken.Count == 0 && requests.Count == ids.Count
            ? (requests, null)
            : (requests, new VisitDayResult(VisitDayOutcome.Taken) { Names = [.. taken.Select(r => r.TrackingCode)] });
    }

    private void Join(VisitDay day, List<HelpRequest> requests, IReadOnlyList<ChosenStop> chosen, DateTime now)
    {
        var wishes = chosen.DistinctBy(c => c.HelpRequestId).ToDictionary(c => c.HelpRequestId);

        foreach (var request in requests.OrderBy(r => r.AskedAtUtc).ThenBy(r => r.HelpRequestId))
        {
            var wish = wishes[request.HelpRequestId];
            var stop = new VisitStop
            {
                VisitStopId = Guid.CreateVersion7(),
                VisitDayId = day.VisitDayId,
                HelpRequestId = request.HelpRequestId,
                Position = day.Stops.Count + 1,
                Minutes = wish.Minutes,
                WindowFrom = wish.WindowFrom,
                WindowTo = wish.WindowTo,
                ArrivesAtUtc = BakuTime.ToUtc(day.On, wish.WindowFrom),
            };
            day.Stops.Add(stop);
            db.VisitStops.Add(stop);
            request.Note(HelpRequestEventKind.VisitDayJoined, now, user.AccountId, number: stop.Position);
        }
    }

    private async Task OrderAsync(VisitDay day, CancellationToken ct)
    {
        var policy = await policyReader.ReadAsync(ct);

        if (day.IsOrderedByHand)
        {
            VisitRoutes.TimeAnew(day, policy);
        }
        else
        {
            VisitRoutes.PlanAnew(day, policy);
        }
    }

    /// <summary>Those of the team, and of who was asked, whom a rule that protects people keeps out now.</summary>
    private async Task<IReadOnlyList<string>> UnfitAsync(Shift shift, CancellationToken ct)
    {
        var team = await db.Assignments.Where(a => a.ShiftId == shift.ShiftId && (a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Offered))
            .Select(a => new { a.VolunteerId, Name = a.Volunteer.GivenName + " " + a.Volunteer.FamilyName }).ToListAsync(ct);
        var ids = team.ConvertAll(a => a.VolunteerId);
        var breaches = ids.Count == 0 ? null : await judge.BreachesAsync(shift, shift.Roles[0].ShiftRoleId, db.Volunteers.Where(v => ids.Contains(v.VolunteerId)), ct);

        return [.. team.Where(a => breaches![a.VolunteerId].Any(b => b.IsSafeguarding)).Select(a => a.Name).Order(StringComparer.Ordinal)];
    }

    private async Task<VolunteerTask> NewTaskAsync(NewVisitDay wish, List<HelpRequest> requests, CancellationToken ct)
    {
        var centre = await db.Centres.SingleAsync(c => c.CentreId == wish.CentreId, ct);
        var task = new VolunteerTask
        {
            VolunteerTaskId = Guid.CreateVersion7(),
            CentreId = centre.CentreId,

            // The kind of help that most of the households need: who likes it is asked first.
            HelpCategoryCode = requests.GroupBy(r => r.HelpCategoryCode).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key,
            Title = wish.Title,
            PlaceKind = PlaceKind.Centre,
            DistrictCode = wish.DistrictCode,
            Latitude = centre.Latitude,
            Longitude = centre.Longitude,
            Priority = requests.Exists(r => r.Urgency is Urgency.Urgent) ? 5 : requests.Max(r => r.HelpCategory.Priority),
        };
        db.VolunteerTasks.Add(task);

        return task;
    }

    private static IReadOnlyList<string> WithGender(List<HelpRequest> requests) => [.. requests.Where(r => r.Beneficiary.VisitorGender is not null).Select(r => r.TrackingCode)];

    private VisitDayResult Forget(VisitDayResult result)
    {
        db.ChangeTracker.Clear();

        return result;
    }
}
