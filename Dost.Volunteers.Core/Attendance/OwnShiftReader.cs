using System.Linq.Expressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>Reads a volunteer's places, and the places that they could take, as far as they may know of them.</summary>
public sealed class OwnShiftReader(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, QueueReader queues, TrustReader trust, FileStore files, PolicyReader policyReader, AuditLog audit, TimeProvider clock)
{
    /// <summary>A place of the volunteer who is signed in; null if it is not theirs.</summary>
    public async Task<OwnShift?> FindOwnAsync(Guid assignmentId, CancellationToken ct) =>
        (await ReadAsync(Visible.OwnAssignments(user), a => a.AssignmentId == assignmentId, ct)).SingleOrDefault();

    /// <summary>A place by its id, for who came with a one-tap link: without the address, contact and files, for which one signs in.</summary>
    public async Task<OwnShift?> FindAsync(Guid assignmentId, CancellationToken ct) =>
        (await ReadAsync(_ => true, a => a.AssignmentId == assignmentId, ct)).SingleOrDefault() is { } place ? place with { Task = null } : null;

    /// <summary>What is before the volunteer who is signed in: offers, coming and running shifts, turns in the queue, by time.</summary>
    public async Task<IReadOnlyList<OwnShift>> ComingAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();

        return await ReadAsync(
            Visible.OwnAssignments(user),
            a => a.Shift.State == ShiftState.Published
                && ((a.State == AssignmentState.CheckedIn)
                    || (a.State == AssignmentState.Confirmed && a.Shift.EndsAtUtc > now)
                    || (a.State == AssignmentState.Offered && a.Shift.StartsAtUtc > now && a.OfferExpiresAtUtc > now)
                    || (a.State == AssignmentState.Waitlisted && a.Shift.StartsAtUtc > now)),
            ct);
    }

    /// <summary>The person visited, while the volunteer may see them. The look is recorded before anything is shown.</summary>
    public async Task<VisitContact?> ContactAsync(OwnShift place, string where, CancellationToken ct)
    {
        if (!place.HasContact)
        {
            return null;
        }

        var found = await db.Assignments.AsNoTracking().Where(a => a.AssignmentId == place.AssignmentId)
            .Select(a => a.Shift.VolunteerTask.HelpRequest)
            .Select(r => new { r!.BeneficiaryId, r.Beneficiary.FullName, r.Beneficiary.Phone, r.Beneficiary.Address, r.Beneficiary.DistrictCode, r.Beneficiary.District.Name, r.Description, r.Beneficiary.HealthNotesEncrypted, r.Beneficiary.Wishes })
            .SingleAsync(ct);
        await audit.LookedAsync(where, AuditSubject.Beneficiary, found.BeneficiaryId, ct);

        return new VisitContact(found.FullName, found.Phone, found.Address, found.DistrictCode, found.Name, found.Description)
        {
            HealthNotes = user.VolunteerId is null ? null : cipher.Decrypt(found.HealthNotesEncrypted),
            Wishes = found.Wishes,
        };
    }

    /// <summary>A file of the task of one's own place, while it may be seen.</summary>
    public async Task<OpenedFile?> OpenFileAsync(Guid assignmentId, Guid attachmentId, CancellationToken ct) =>
        (await FindOwnAsync(assignmentId, ct))?.Task?.Files.Any(f => f.TaskAttachmentId == attachmentId) is true
            ? await files.OpenAsync(await db.TaskAttachments.Where(a => a.TaskAttachmentId == attachmentId).Select(a => a.StoredFileId).SingleAsync(ct), ct)
            : null;

    /// <summary>The roles of a published shift, by the id of one of them or of the shift; none if there is no such shift.</summary>
    public async Task<IReadOnlyList<ShiftFacts>> OpenRolesAsync(Guid shiftOrRoleId, CancellationToken ct)
    {
        var shift = await WithEverything(db.Shifts.AsNoTracking())
            .SingleOrDefaultAsync(s => s.State == ShiftState.Published && (s.ShiftId == shiftOrRoleId || s.Roles.Any(r => r.ShiftRoleId == shiftOrRoleId)), ct);

        if (shift is null)
        {
            return [];
        }

        var names = await NamesAsync(ct);
        var roles = shift.ShiftId == shiftOrRoleId ? shift.Roles.OrderBy(r => r.Name, StringComparer.Ordinal) : shift.Roles.Where(r => r.ShiftRoleId == shiftOrRoleId);

        return [.. roles.Select(r => ShiftFacts.Of(shift, r, names))];
    }

    private async Task<IReadOnlyList<OwnShift>> ReadAsync(Expression<Func<Assignment, bool>> visible, Expression<Func<Assignment, bool>> wanted, CancellationToken ct)
    {
        var assignments = await db.Assignments.AsNoTracking().Where(visible).Where(wanted).Include(a => a.Volunteer)
            .OrderBy(a => a.Shift.StartsAtUtc).ThenBy(a => a.AssignmentId).ToListAsync(ct);
        var ids = assignments.ConvertAll(a => a.ShiftId);
        var shifts = await WithEverything(db.Shifts.AsNoTracking()).Where(s => ids.Contains(s.ShiftId)).ToDictionaryAsync(s => s.ShiftId, ct);
        var open = assignments.Where(a => a.State is AssignmentState.Confirmed or AssignmentState.Offered).Select(a => a.AssignmentId).ToList();
        var gaps = (await trust.GapsAsync(db.Assignments.Where(a => open.Contains(a.AssignmentId)), ct)).ToDictionary(g => g.AssignmentId, g => g.Breaches);
        var names = assignments.Count == 0 ? ReferenceNames.None : await NamesAsync(ct);
        var policy = await policyReader.ReadAsync(ct);
        var facts = await files.FactsAsync([.. shifts.Values.SelectMany(s => s.VolunteerTask.Attachments).Select(a => a.StoredFileId).Distinct()], ct);

        var turns = await QueuesAsync(assignments, ct);
        var apart = await KeptApartAsync(assignments, ct);

        return assignments.ConvertAll(a =>
        {
            var shift = shifts[a.ShiftId];
            return Of(a, shift, ShiftFacts.Of(shift, shift.Roles.Single(r => r.ShiftRoleId == a.ShiftRoleId), names), gaps.GetValueOrDefault(a.AssignmentId, []), apart.Contains(a.AssignmentId), policy, facts) with { QueueNumber = a.State is AssignmentState.Waitlisted ? turns.GetValueOrDefault(a.ShiftRoleId)?.OwnNumber : null };
        });
    }

    /// <summary>The places whose volunteer and person visited were parted since.</summary>
    private async Task<HashSet<Guid>> KeptApartAsync(List<Assignment> assignments, CancellationToken ct)
    {
        var ids = assignments.ConvertAll(a => a.AssignmentId);

        return (await db.Assignments
            .Where(a => ids.Contains(a.AssignmentId) && db.ExcludedPairs.Any(p => p.VolunteerId == a.VolunteerId && p.BeneficiaryId == a.Shift.VolunteerTask.HelpRequest!.BeneficiaryId))
            .Select(a => a.AssignmentId).ToListAsync(ct)).ToHashSet();
    }

    /// <summary>Where the volunteer whose places these are stands in the queue, by role.</summary>
    private async Task<IReadOnlyDictionary<Guid, QueueOfRole>> QueuesAsync(List<Assignment> assignments, CancellationToken ct)
    {
        var waiting = assignments.Where(a => a.State is AssignmentState.Waitlisted).ToList();

        return await queues.ReadAsync([.. waiting.Select(a => a.ShiftRoleId)], waiting.Count == 0 ? null : waiting[0].VolunteerId, ct);
    }

    private OwnShift Of(Assignment assignment, Shift shift, ShiftFacts facts, IReadOnlyList<RuleBreach> lapsed, bool areKeptApart, Policy policy, IReadOnlyDictionary<Guid, FileFacts> fileFacts)
    {
        var hasPerson = shift.VolunteerTask.HelpRequestId is not null;
        var hasPlace = assignment.IsCommitment;
        var isOpen = ContactVisibility.IsOpen(assignment.State, shift.State, shift.EndsAtUtc, areKeptApart, policy, clock.UtcNow());

        return new OwnShift
        {
            AssignmentId = assignment.AssignmentId,
            VolunteerId = assignment.VolunteerId,
            GivenName = assignment.Volunteer.GivenName,
            Facts = facts,
            State = assignment.State,
            OfferExpiresAtUtc = assignment.OfferExpiresAtUtc,
            IsReconfirmed = assignment.ReconfirmedAtUtc is not null,
            FreelyUntilUtc = PlacementService.FreelyUntil(shift, policy),
            CheckInOpensAtUtc = AttendanceService.CheckInOpensAt(shift, policy),
            CheckedInAtUtc = assignment.CheckedInAtUtc,
            CheckedOutAtUtc = assignment.CheckedOutAtUtc,
            WasClosedBySystem = assignment.WasClosedBySystem,
            HasPin = hasPerson,
            IsPinNeeded = hasPerson && policy.VisitPinRequired,
            CheckedInBy = assignment.CheckedInBy,
            WasSentLater = assignment.WasSentLater,
            MeetingPoint = hasPlace || facts.PlaceKind is not PlaceKind.Address ? shift.MeetingPoint : null,
            Instructions = hasPlace ? shift.VolunteerTask.Instructions : null,
            Task = isOpen ? ContactOf(shift.VolunteerTask, fileFacts) : null,
            HasContact = hasPerson && isOpen,
            Lapsed = lapsed,
            QueueNumber = null,
            HasContactLater = hasPerson && assignment.State is AssignmentState.Offered or AssignmentState.Waitlisted,
        };
    }

    private static TaskContact ContactOf(VolunteerTask task, IReadOnlyDictionary<Guid, FileFacts> facts) => new(
        task.Address,
        task.ContactName,
        task.ContactPhone,
        [.. task.Attachments.OrderBy(a => a.TaskAttachmentId).Select(a => new TaskFile(a.TaskAttachmentId, facts[a.StoredFileId].Name, facts[a.StoredFileId].Length))]);

    private async Task<ReferenceNames> NamesAsync(CancellationToken ct) => new(
        await db.Skills.AsNoTracking().ToDictionaryAsync(s => s.SkillCode, s => s.Name, ct),
        await db.Languages.AsNoTracking().ToDictionaryAsync(l => l.LanguageCode, l => l.Name, ct),
        await db.CredentialTypes.AsNoTracking().ToDictionaryAsync(c => c.CredentialTypeCode, c => c.Name, ct));

    private static IQueryable<Shift> WithEverything(IQueryable<Shift> shifts) => shifts
        .Include(s => s.Centre)
        .Include(s => s.VolunteerTask).ThenInclude(t => t.HelpCategory)
        .Include(s => s.VolunteerTask).ThenInclude(t => t.District)
        .Include(s => s.VolunteerTask).ThenInclude(t => t.Attachments)
        .Include(s => s.Roles).ThenInclude(r => r.Skills)
        .Include(s => s.Roles).ThenInclude(r => r.Languages)
        .AsSplitQuery();
}
