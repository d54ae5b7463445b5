using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>Adds, publishes, moves and cancels shifts, with the messages that this owes.</summary>
public sealed class ShiftService(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Adds a task at a centre with a first shift. A help request is planned by <c>HelpRequestService</c>, which calls this too.</summary>
    public Shift Add(VolunteerTask task, NewShift options, bool publish)
    {
        var shift = new Shift
        {
            ShiftId = Guid.CreateVersion7(),
            VolunteerTaskId = task.VolunteerTaskId,
            VolunteerTask = task,
            CentreId = task.CentreId,
            StartsAtUtc = options.StartsAtUtc,
            EndsAtUtc = options.EndsAtUtc,
            MeetingPoint = options.MeetingPoint,
        };

        shift.Roles.AddRange(options.Roles.Select(wanted => wanted.ToRole(shift.ShiftId)));

        if (publish)
        {
            shift.Publish(clock.UtcNow());
        }

        db.Shifts.Add(shift);
        audit.Changed("ShiftAdded", AuditSubject.Shift, shift.ShiftId);

        return shift;
    }

    /// <summary>Adds work at a centre, tied to no request, with its first shift.</summary>
    public async Task<Shift> AddAtCentreAsync(NewCentreTask work, NewShift options, bool publish, CancellationToken ct)
    {
        var centre = await db.Centres.SingleAsync(c => c.CentreId == work.CentreId, ct);
        var category = await db.HelpCategories.SingleAsync(c => c.HelpCategoryCode == work.HelpCategoryCode, ct);
        var task = new VolunteerTask
        {
            VolunteerTaskId = Guid.CreateVersion7(),
            CentreId = centre.CentreId,
            HelpCategoryCode = category.HelpCategoryCode,
            Title = work.Title,
            Instructions = work.Instructions,
            PlaceKind = category.IsRemote ? PlaceKind.Remote : PlaceKind.Centre,
            DistrictCode = centre.DistrictCode,
            Latitude = centre.Latitude,
            Longitude = centre.Longitude,
            Priority = category.Priority,
        };
        db.VolunteerTasks.Add(task);
        var shift = Add(task, options, publish);
        await db.SaveChangesAsync(ct);

        return shift;
    }

    /// <summary>Adds a further shift of a task.</summary>
    public async Task<Shift> AddToTaskAsync(Guid taskId, NewShift options, bool publish, CancellationToken ct)
    {
        var shift = Add(await db.VolunteerTasks.SingleAsync(t => t.VolunteerTaskId == taskId, ct), options, publish);
        await db.SaveChangesAsync(ct);

        return shift;
    }

    public Task<bool> PublishAsync(Guid shiftId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var shift = await db.Shifts.SingleAsync(s => s.ShiftId == shiftId, ct);

        if (!shift.Publish(clock.UtcNow()))
        {
            return false;
        }

        audit.Changed("ShiftPublished", AuditSubject.Shift, shiftId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>
    /// Moves a shift and tells all who hold a place or an offer. It is not moved over somebody's other shift: the names come back, and
    /// the coordinator decides. <paramref name="seenVersion"/> is the version that the coordinator saw when they filled in the form.
    /// </summary>
    public Task<MoveResult> MoveAsync(Guid shiftId, Guid seenVersion, NewTime time, CancellationToken ct) => MoveAsync(shiftId, (Guid?)seenVersion, time, ct);

    /// <summary>Moves a shift as its series was changed.</summary>
    internal Task<MoveResult> MoveWithSeriesAsync(Guid shiftId, NewTime time, CancellationToken ct) => MoveAsync(shiftId, seenVersion: null, time, ct);

    private Task<MoveResult> MoveAsync(Guid shiftId, Guid? seenVersion, NewTime time, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var shift = await Whole().SingleAsync(s => s.ShiftId == shiftId, ct);

        if (seenVersion is { } seen && shift.Version != seen)
        {
            return new MoveResult(MoveOutcome.ChangedMeanwhile, []);
        }

        // The households of a visit day were told when somebody comes: it is called off and made anew.
        if (await db.VisitDays.AnyAsync(d => d.ShiftId == shiftId, ct))
        {
            return new MoveResult(MoveOutcome.NotAllowed, []);
        }

        var committed = shift.Assignments.Where(a => a.IsCommitment).ToList();
        var clashing = await ClashingAsync(shift, committed, time, ct);

        if (clashing.Count > 0)
        {
            return new MoveResult(MoveOutcome.Clashes, clashing);
        }

        if (!shift.Move(time.StartsAtUtc, time.EndsAtUtc, time.MeetingPoint, now))
        {
            return new MoveResult(MoveOutcome.NotAllowed, []);
        }

        if (seenVersion is not null)
        {
            shift.KeepFromSeries();
        }

        TellOfMove(shift);
        audit.Changed("ShiftMoved", AuditSubject.Shift, shift.ShiftId);
        await db.SaveChangesAsync(ct);

        return new MoveResult(MoveOutcome.Moved, []);
    });

    /// <summary>Calls a shift off: all who hold a place, an offer or a turn in the queue are told and released. False if it is too late.</summary>
    public Task<bool> CancelAsync(Guid shiftId, string reason, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var shift = await Whole().SingleAsync(s => s.ShiftId == shiftId, ct);

        if (!CallOff(shift, reason))
        {
            return false;
        }

        await UnplanAsync([shift], ct);
        await new VisitDayEnd(db, outbox, clock).CallOffAsync(shiftId, ct);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Calls off the coming shifts of a request, to be saved with the request's own change.</summary>
    public async Task CallOffForRequestAsync(Guid helpRequestId, string reason, CancellationToken ct)
    {
        var shifts = await Whole().Where(s => s.VolunteerTask.HelpRequestId == helpRequestId && (s.State == ShiftState.Draft || s.State == ShiftState.Published)).ToListAsync(ct);

        foreach (var shift in shifts)
        {
            CallOff(shift, reason);
        }
    }

    /// <summary>Calls a whole shift off within somebody's unit of work.</summary>
    internal bool CallOff(Shift shift, string reason)
    {
        var now = clock.UtcNow();

        if (!shift.Cancel(reason, now))
        {
            return false;
        }

        foreach (var assignment in shift.Assignments)
        {
            var heldPlace = assignment.HoldsPlace;

            if (!assignment.Remove(now))
            {
                continue;
            }

            if (heldPlace)
            {
                shift.Roles.Single(r => r.ShiftRoleId == assignment.ShiftRoleId).FreePlace();
                assignment.Volunteer.TouchCommitments();
            }

            outbox.AboutAssignment(MessageKind.ShiftCancelled, assignment, shift);
        }

        audit.Changed("ShiftCancelled", AuditSubject.Shift, shift.ShiftId);

        return true;
    }

    /// <summary>The requests of shifts that were called off wait for another time; who had been told of the old one is told that it does not hold.</summary>
    internal async Task UnplanAsync(IReadOnlyCollection<Shift> calledOff, CancellationToken ct)
    {
        var requests = calledOff.Select(s => (Shift: s, Request: s.VolunteerTask.HelpRequest!)).Where(p => p.Request is not null && p.Request.Unplan(clock.UtcNow())).ToList();
        var ids = requests.ConvertAll(p => p.Request.HelpRequestId);
        var told = ids.Count == 0 ? [] : (await db.OutboundMessages.Where(m => m.Kind == MessageKind.HelpRequestPlanned && ids.Contains(m.SubjectId)).Select(m => new { m.SubjectId, m.SubjectVersion }).ToListAsync(ct))
            .Select(m => (m.SubjectId, m.SubjectVersion)).ToHashSet();

        foreach (var (shift, request) in requests.Where(p => told.Contains((p.Request.HelpRequestId, Outbox.VersionOf(p.Request, p.Shift)))))
        {
            outbox.OnBothChannels(MessageKind.HelpRequestUnplanned, Recipient.Asker(request.HelpRequestId), request.HelpRequestId, Outbox.VersionOf(request, shift), shift.EndsAtUtc, outbox.IsSoon(shift.StartsAtUtc));
        }
    }

    /// <summary>Shifts with all that calling off and moving touch.</summary>
    internal IQueryable<Shift> Whole() => db.Shifts
        .Include(s => s.Assignments).ThenInclude(a => a.Volunteer)
        .Include(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
        .Include(s => s.Roles)
        .AsSplitQuery();

    private void TellOfMove(Shift shift)
    {
        foreach (var assignment in shift.Assignments)
        {
            if (assignment.State is AssignmentState.Confirmed)
            {
                assignment.Volunteer.TouchCommitments();
                outbox.AboutAssignment(MessageKind.ShiftMoved, assignment, shift);
            }
            else if (assignment.State is AssignmentState.Offered)
            {
                outbox.AboutOffer(assignment, shift);
            }
        }

        if (shift.VolunteerTask.HelpRequest is { } request && shift.PlacesTaken == shift.PlacesWanted)
        {
            outbox.AboutRequest(MessageKind.HelpRequestPlanned, request, Outbox.VersionOf(request, shift));
        }
    }

    private async Task<List<string>> ClashingAsync(Shift shift, List<Assignment> committed, NewTime time, CancellationToken ct)
    {
        var policy = await policyReader.ReadAsync(ct);
        var ids = committed.Select(a => a.VolunteerId).ToList();
        var facts = await factsReader.ReadAsync(db.Volunteers.Where(v => ids.Contains(v.VolunteerId)), time.StartsAtUtc, ct);
        var block = new Commitment(shift.ShiftId, time.StartsAtUtc, time.EndsAtUtc, PlaceFacts.KeyOf(shift.VolunteerTask.PlaceKind, shift.CentreId, shift.VolunteerTaskId));
        var busy = facts.Where(f => f.Commitments.Any(c => c.ShiftId != shift.ShiftId && RuleBook.ClashOf(block, c, policy.TravelGapMinutes) is not Clash.None))
            .Select(f => f.VolunteerId).ToHashSet();

        return [.. committed.Where(a => busy.Contains(a.VolunteerId)).Select(a => a.Volunteer.FullName)];
    }
}

/// <summary>Work at a centre to add; without a title it is called as its category.</summary>
public sealed record NewCentreTask(Guid CentreId, string HelpCategoryCode, string? Title, string? Instructions);

/// <summary>A shift to add, in UTC.</summary>
public sealed record NewShift(DateTime StartsAtUtc, DateTime EndsAtUtc, string MeetingPoint, IReadOnlyList<NewRole> Roles);

/// <summary>A role of a shift to add; ages in years, zero for no demand.</summary>
public sealed record NewRole(string Name, int Capacity)
{
    public VettingLevel Vetting { get; init; }
    public int MinimumAge { get; init; }
    public Gender? Gender { get; init; }
    public IReadOnlyList<string> Skills { get; init; } = [];
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The codes of the trainings, checks and documents that it demands.</summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];

    public static NewRole Of(TaskRole role) => new(role.Name, role.Capacity)
    {
        Vetting = role.Vetting,
        MinimumAge = role.MinimumAge,
        Gender = role.Gender,
        Skills = role.Skills,
        Languages = role.Languages,
        Credentials = role.Credentials,
    };

    public static NewRole Of(ShiftRole role) => new(role.Name, role.Capacity)
    {
        Vetting = role.Vetting,
        MinimumAge = role.MinimumAge,
        Gender = role.Gender,
        Skills = [.. role.Skills.Select(s => s.SkillCode)],
        Languages = [.. role.Languages.Select(l => l.LanguageCode)],
        Credentials = [.. role.Credentials.Select(c => c.CredentialTypeCode)],
    };

    internal ShiftRole ToRole(Guid shiftId)
    {
        var role = new ShiftRole { ShiftRoleId = Guid.CreateVersion7(), ShiftId = shiftId, Name = Name, Capacity = Capacity };
        ApplyTo(role);

        return role;
    }

    /// <summary>Gives a shift at which nobody has a place these roles; whoever takes one at this moment collides.</summary>
    internal static void ReplaceIn(Shift shift, IReadOnlyList<NewRole> wanted)
    {
        var standing = shift.Roles.OrderBy(r => r.ShiftRoleId).ToList();

        foreach (var (role, wish) in standing.Zip(wanted))
        {
            wish.ApplyTo(role);
        }

        standing.Skip(wanted.Count).ToList().ForEach(role => shift.Roles.Remove(role));
        shift.Roles.AddRange(wanted.Skip(standing.Count).Select(wish => wish.ToRole(shift.ShiftId)).ToList());
        shift.TouchRoles();
    }

    /// <summary>Makes a standing role demand what is said here.</summary>
    internal void ApplyTo(ShiftRole role)
    {
        (role.Name, role.Capacity, role.Vetting, role.MinimumAge, role.Gender) = (Name, Capacity, Vetting, MinimumAge, Gender);
        role.Skills.RemoveAll(s => !Skills.Contains(s.SkillCode));
        role.Skills.AddRange(Skills.Distinct().Except(role.Skills.Select(s => s.SkillCode)).ToList().ConvertAll(s => new ShiftRoleSkill { ShiftRoleId = role.ShiftRoleId, SkillCode = s }));
        role.Languages.RemoveAll(l => !Languages.Contains(l.LanguageCode));
        role.Languages.AddRange(Languages.Distinct().Except(role.Languages.Select(l => l.LanguageCode)).ToList().ConvertAll(l => new ShiftRoleLanguage { ShiftRoleId = role.ShiftRoleId, LanguageCode = l }));
        role.Credentials.RemoveAll(c => !Credentials.Contains(c.CredentialTypeCode));
        role.Credentials.AddRange(Credentials.Distinct().Except(role.Credentials.Select(c => c.CredentialTypeCode)).ToList()
            .ConvertAll(c => new ShiftRoleCredential { ShiftRoleId = role.ShiftRoleId, CredentialTypeCode = c }));
    }
}

/// <summary>Where a shift is moved to, in UTC.</summary>
public sealed record NewTime(DateTime StartsAtUtc, DateTime EndsAtUtc, string MeetingPoint);

public enum MoveOutcome { Moved, NotAllowed, ChangedMeanwhile, Clashes }

/// <summary>How a move went; the names of those who are elsewhere at the new time where some are.</summary>
public sealed record MoveResult(MoveOutcome Outcome, IReadOnlyList<string> ClashingNames);
