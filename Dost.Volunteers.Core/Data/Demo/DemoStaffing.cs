using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>Opens shifts and gives their places away as the services do, at moments of the past, and never against the rule book.</summary>
internal sealed class DemoStaffing(DemoWorld world, ShiftService shifts, HoursLedger ledger, Outbox outbox, AuditLog audit)
{
    private static readonly TimeSpan _closeAfter = TimeSpan.FromMinutes(61);

    /// <summary>All shifts that were opened.</summary>
    public List<Shift> Shifts { get; } = [];

    /// <summary>Opens a shift as a coordinator did some days before it.</summary>
    public Shift Open(VolunteerTask task, NewShift options, DateTime openedAt, bool publish = true)
    {
        Act(openedAt, world.CoordinatorOf[task.CentreId]);
        var shift = shifts.Add(task, options, publish);
        Shifts.Add(shift);

        return shift;
    }

    /// <summary>When a shift was opened: a week and a half before, but in the past.</summary>
    public DateTime OpeningOf(DateTime startsAtUtc)
    {
        var latest = Earlier(startsAtUtc.AddDays(-3), world.NowUtc.AddHours(-6));

        return world.MomentBetween(Earlier(startsAtUtc.AddDays(-12), latest.AddDays(-3)), latest);
    }

    /// <summary>Gives so many places of a role to people who may have them. Fewer if there are not as many.</summary>
    public void Fill(Shift shift, ShiftRole role, int places, DateTime openedAt)
    {
        var filled = 0;

        foreach (var person in Candidates(shift, role))
        {
            if (filled == places)
            {
                return;
            }

            var askedAt = world.MomentBetween(Later(openedAt, person.FromUtc).AddMinutes(10), Earlier(shift.StartsAtUtc.AddHours(-3), world.NowUtc.AddMinutes(-20)));

            if (askedAt >= shift.StartsAtUtc || askedAt >= world.NowUtc)
            {
                continue;
            }

            Confirm(shift, role, person, askedAt, offered: world.Chance(45));
            filled++;
        }
    }

    /// <summary>Takes a place: by an answer to an offer, or by a sign-up of one's own.</summary>
    public Assignment Confirm(Shift shift, ShiftRole role, DemoPerson person, DateTime askedAt, bool offered)
    {
        var assignment = offered ? Offer(shift, role, person, askedAt) : New(shift, role, person);
        var answeredAt = offered ? Earlier(askedAt.AddMinutes(world.Between(3, 240)), Earlier(assignment.OfferExpiresAtUtc!.Value, world.NowUtc).AddMinutes(-1)) : askedAt;

        if (!role.TakePlace())
        {
            throw new InvalidOperationException("The demonstration gives away a place that is not there.");
        }

        Act(answeredAt, actor: null);
        assignment.Confirm(answeredAt);
        person.Volunteer.TouchCommitments();
        person.Commitments.Add(BlockOf(shift));
        outbox.AboutAssignment(MessageKind.SignUpReceipt, assignment, shift);
        audit.Changed("PlaceTaken", AuditSubject.Assignment, assignment.AssignmentId);

        return assignment;
    }

    /// <summary>Offers a place that is answered later, or never.</summary>
    public Assignment Offer(Shift shift, ShiftRole role, DemoPerson person, DateTime offeredAt)
    {
        var assignment = New(shift, role, person);
        Act(offeredAt, world.CoordinatorOf[shift.CentreId]);
        var full = offeredAt.AddHours(24);
        var half = offeredAt + ((shift.StartsAtUtc - offeredAt) / 2);
        assignment.Offer(offeredAt, Earlier(full, half));
        outbox.AboutAssignment(MessageKind.ShiftOffer, assignment, shift);
        audit.Changed("ShiftOffered", AuditSubject.Assignment, assignment.AssignmentId);

        return assignment;
    }

    /// <summary>A turn in the queue of a role that is full.</summary>
    public void Queue(Shift shift, ShiftRole role, DemoPerson person, DateTime at)
    {
        Act(at, actor: null);
        New(shift, role, person).JoinWaitlist(at);
    }

    /// <summary>Somebody gives a place back in time.</summary>
    public void Withdraw(Shift shift, Assignment assignment, DateTime at)
    {
        Act(at, actor: null);

        if (assignment.Withdraw(reason: null, at))
        {
            Free(shift, assignment);
            audit.Changed("AssignmentWithdrawn", AuditSubject.Assignment, assignment.AssignmentId);
        }
    }

    /// <summary>Calls a shift off and releases all who were to come.</summary>
    public void CallOff(Shift shift, string reason, DateTime at)
    {
        Act(at, world.CoordinatorOf[shift.CentreId]);

        if (!shift.Cancel(reason, at))
        {
            throw new InvalidOperationException("The demonstration calls off a shift that is over.");
        }

        foreach (var assignment in shift.Assignments)
        {
            var heldPlace = assignment.HoldsPlace;

            if (assignment.Remove(at))
            {
                if (heldPlace)
                {
                    Free(shift, assignment);
                }

                outbox.AboutAssignment(MessageKind.ShiftCancelled, assignment, shift);
            }
        }

        audit.Changed("ShiftCancelled", AuditSubject.Shift, shift.ShiftId);
    }

    /// <summary>Lets the shifts of the past be served, in the order of their ends, so that the hours are entered as they came.</summary>
    public async Task ServeAsync(CancellationToken ct)
    {
        foreach (var shift in Shifts.Where(s => s.State is ShiftState.Published && s.StartsAtUtc <= world.NowUtc).OrderBy(s => s.EndsAtUtc).ToList())
        {
            foreach (var (place, assignment) in shift.Assignments.Where(a => a.State is AssignmentState.Confirmed).ToList().Index())
            {
                await ServeAsync(shift, assignment, place, ct);
            }

            if (shift.EndsAtUtc + _closeAfter <= world.NowUtc)
            {
                shift.Complete(shift.EndsAtUtc + _closeAfter);
            }
        }
    }

    /// <summary>Who could take a place, in the order in which they come forward.</summary>
    public IEnumerable<DemoPerson> Candidates(Shift shift, ShiftRole role)
    {
        var place = PlaceFacts.Of(shift, role);

        return world.Shuffled(world.People.Where(p => p.Volunteer.CentreId == shift.CentreId)).OrderByDescending(p => p.IsShown && world.Chance(20))
            .Where(p => shift.Assignments.All(a => a.VolunteerId != p.Volunteer.VolunteerId) && world.Can(p, place));
    }

    /// <summary>Moves a coming shift, unless somebody who is to come could not then.</summary>
    public bool Move(Shift shift, TimeSpan by, DateTime at)
    {
        var bound = world.People.Where(p => shift.Assignments.Any(a => a.IsCommitment && a.VolunteerId == p.Volunteer.VolunteerId)).ToList();
        var place = PlaceFacts.Of(shift, shift.Roles[0]) with { StartsAtUtc = shift.StartsAtUtc + by, EndsAtUtc = shift.EndsAtUtc + by };
        Act(at, world.CoordinatorOf[shift.CentreId]);

        if (!bound.TrueForAll(p => world.Can(p, place)) || !shift.Move(place.StartsAtUtc, place.EndsAtUtc, shift.MeetingPoint, at))
        {
            return false;
        }

        audit.Changed("ShiftMoved", AuditSubject.Shift, shift.ShiftId);

        foreach (var assignment in shift.Assignments.Where(a => a.State is AssignmentState.Confirmed))
        {
            outbox.AboutAssignment(MessageKind.ShiftMoved, assignment, shift);
        }

        foreach (var person in bound)
        {
            person.Commitments.RemoveAll(c => c.ShiftId == shift.ShiftId);
            person.Commitments.Add(BlockOf(shift));
        }

        return true;
    }

    public void Act(DateTime moment, Guid? actor)
    {
        world.Clock.MomentUtc = Earlier(moment, world.NowUtc);
        world.Actor.AccountId = actor;
    }

    private async Task ServeAsync(Shift shift, Assignment assignment, int place, CancellationToken ct)
    {
        var isRunning = shift.EndsAtUtc > world.NowUtc;
        var isVisit = shift.VolunteerTask.HelpRequestId is not null;

        if (isRunning ? place > 0 && place % 3 == 2 : !isVisit && world.Chance(5))
        {
            // Late today; a no-show once the shift is closed.
            if (shift.EndsAtUtc + _closeAfter <= world.NowUtc)
            {
                assignment.MarkNoShow(shift.EndsAtUtc + _closeAfter);
                Note(assignment, AttendanceKind.NoShow, AttendanceMethod.Job, shift.StartsAtUtc, shift.EndsAtUtc + _closeAfter);
            }

            return;
        }

        var arrivedAt = Earlier(shift.StartsAtUtc.AddMinutes(world.Between(-12, 6)), world.NowUtc.AddMinutes(-1));
        Act(arrivedAt, actor: null);
        var (by, wasKept) = HowOf(isVisit, place, shift.StartsAtUtc.Day);
        assignment.CheckIn(arrivedAt, by, wasKept);
        Note(assignment, AttendanceKind.CheckIn, by, arrivedAt, Earlier(wasKept ? arrivedAt.AddMinutes(40) : arrivedAt, world.NowUtc), wasKept);
        shift.VolunteerTask.HelpRequest?.Start(arrivedAt);
        audit.Changed("CheckedIn", AuditSubject.Assignment, assignment.AssignmentId);
        var leftAt = shift.EndsAtUtc.AddMinutes(world.Between(-8, 7));

        if (isRunning || leftAt > world.NowUtc)
        {
            return;
        }

        // One of twelve forgets to check out, and the job does it.
        var forgot = world.Chance(8) && shift.EndsAtUtc + _closeAfter <= world.NowUtc;
        var closedAt = forgot ? shift.EndsAtUtc + _closeAfter : leftAt;
        Act(closedAt, actor: null);
        assignment.CheckOut(forgot ? shift.EndsAtUtc : leftAt, forgot ? AttendanceMethod.Job : by);
        Note(assignment, AttendanceKind.CheckOut, forgot ? AttendanceMethod.Job : by, forgot ? shift.EndsAtUtc : leftAt, closedAt);
        await ledger.AddAttendanceAsync(assignment, closedAt, ct);
        audit.Changed("CheckedOut", AuditSubject.Assignment, assignment.AssignmentId);
    }

    /// <summary>At a centre most use the code at the door, on a visit every second the PIN; now and then a phone had no connection.</summary>
    private static (AttendanceMethod By, bool WasKept) HowOf(bool isVisit, int place, int day)
    {
        var wasKept = (place + day) % 9 == 4;

        return (wasKept ? AttendanceMethod.Tap : isVisit ? (day % 2 == 0 ? AttendanceMethod.Pin : AttendanceMethod.Tap) : (place % 3 == 2 ? AttendanceMethod.Tap : AttendanceMethod.Door), wasKept);
    }

    private void Note(Assignment assignment, AttendanceKind kind, AttendanceMethod method, DateTime at, DateTime notedAt, bool wasKept = false) => world.Db.AttendanceEvents.Add(new AttendanceEvent
    {
        AttendanceEventId = world.NewId(notedAt),
        AssignmentId = assignment.AssignmentId,
        Kind = kind,
        Method = method,
        HappenedAtUtc = at,
        NotedAtUtc = notedAt,
        KeptId = wasKept ? world.NewId(at) : null,
    });

    private Assignment New(Shift shift, ShiftRole role, DemoPerson person)
    {
        var assignment = new Assignment
        {
            AssignmentId = world.NewId(world.Clock.MomentUtc),
            ShiftId = shift.ShiftId,
            Shift = shift,
            ShiftRoleId = role.ShiftRoleId,
            ShiftRole = role,
            VolunteerId = person.Volunteer.VolunteerId,
            Volunteer = person.Volunteer,
        };
        shift.Assignments.Add(assignment);
        world.Db.Assignments.Add(assignment);

        return assignment;
    }

    private void Free(Shift shift, Assignment assignment)
    {
        assignment.ShiftRole.FreePlace();
        assignment.Volunteer.TouchCommitments();
        world.People.Single(p => p.Volunteer == assignment.Volunteer).Commitments.RemoveAll(c => c.ShiftId == shift.ShiftId);
    }

    private static Commitment BlockOf(Shift shift) =>
        new(shift.ShiftId, shift.StartsAtUtc, shift.EndsAtUtc, PlaceFacts.KeyOf(shift.VolunteerTask.PlaceKind, shift.CentreId, shift.VolunteerTaskId));

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
