using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>
/// All that happened with a volunteer, the newest first: what people did, what was agreed to, what was written to them. Each source is read
/// along its index no further than the page needs.
/// </summary>
public sealed class TimelineReader(VolunteersDbContext db)
{
    private const int Size = 30;
    private const int MostPages = 40;

    /// <summary>A page of it; the caller has made sure that the volunteer may be seen.</summary>
    public async Task<Timeline> ReadAsync(Guid volunteerId, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, MostPages);
        var (items, isMore) = await ItemsAsync(volunteerId, Paging.Offset(page, Size), Size, ct);

        return new Timeline(items, page, isMore && page < MostPages);
    }

    /// <summary>The newest few.</summary>
    public async Task<IReadOnlyList<TimelineItem>> LatestAsync(Guid volunteerId, int count, CancellationToken ct) => (await ItemsAsync(volunteerId, 0, count, ct)).Items;

    private async Task<(IReadOnlyList<TimelineItem> Items, bool IsMore)> ItemsAsync(Guid volunteerId, int offset, int count, CancellationToken ct)
    {
        var upTo = offset + count + 1;

        // What happened under a record that was merged into this one happened to the same person.
        var records = await db.Volunteers.Where(v => v.VolunteerId == volunteerId || v.MergedIntoId == volunteerId).Select(v => v.VolunteerId).ToListAsync(ct);
        List<TimelineItem> all =
        [
            .. await ActsAsync(records, upTo, ct), .. await MessagesAsync(records, upTo, ct), .. await ConsentsAsync(volunteerId, ct), .. await BeginningsAsync(records, ct),
        ];
        var sorted = all.OrderByDescending(i => i.AtUtc).ThenBy(i => i.Kind).ToList();

        return (await WithShiftsAsync([.. sorted.Skip(offset).Take(count)], ct), sorted.Count > offset + count);
    }

    private async Task<List<TimelineItem>> ActsAsync(List<Guid> records, int upTo, CancellationToken ct)
    {
        var assignments = db.Assignments.Where(a => records.Contains(a.VolunteerId)).Select(a => a.AssignmentId);
        var entries = db.HoursEntries.Where(h => records.Contains(h.VolunteerId)).Select(h => h.HoursEntryId);
        var acts = await db.AuditEntries.AsNoTracking()
            .Where(e => e.Kind == AuditKind.Changed)
            .Where(e => (e.Subject == AuditSubject.Volunteer && records.Contains(e.SubjectId))
                || (e.Subject == AuditSubject.Assignment && assignments.Contains(e.SubjectId))
                || (e.Subject == AuditSubject.HoursEntry && entries.Contains(e.SubjectId)))
            .OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.AuditEntryId).Take(upTo)
            .Select(e => new { e.AtUtc, e.Action, e.Subject, e.SubjectId, Actor = db.Users.Where(u => u.Id == e.ActorId).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(ct);

        return acts.ConvertAll(a => new TimelineItem(a.AtUtc, TimelineKind.Act, a.Action) { Actor = a.Actor, AssignmentId = a.Subject is AuditSubject.Assignment ? a.SubjectId : null });
    }

    private async Task<List<TimelineItem>> MessagesAsync(List<Guid> records, int upTo, CancellationToken ct)
    {
        var messages = await db.OutboundMessages.AsNoTracking().Where(m => records.Contains(m.RecipientId))
            .OrderByDescending(m => m.CreatedAtUtc).ThenByDescending(m => m.OutboundMessageId).Take(upTo)
            .Select(m => new { m.CreatedAtUtc, m.Kind, m.Channel, m.State }).ToListAsync(ct);

        return messages.ConvertAll(m => new TimelineItem(m.CreatedAtUtc, TimelineKind.Message, m.Kind.ToString()) { Message = new SentMessage(m.Kind, m.Channel, m.State) });
    }

    private async Task<List<TimelineItem>> ConsentsAsync(Guid volunteerId, CancellationToken ct)
    {
        var consents = await db.Consents.AsNoTracking().Where(c => c.VolunteerId == volunteerId).Select(c => new { c.GivenAtUtc, c.Code, c.Version }).ToListAsync(ct);

        return consents.ConvertAll(c => new TimelineItem(c.GivenAtUtc, TimelineKind.Consent, c.Code) { Version = c.Version });
    }

    private async Task<List<TimelineItem>> BeginningsAsync(List<Guid> records, CancellationToken ct)
    {
        var beginnings = await db.Volunteers.AsNoTracking().Where(v => records.Contains(v.VolunteerId)).Select(v => new { v.AppliedAtUtc, IsImported = v.ImportedAtUtc != null }).ToListAsync(ct);

        return beginnings.ConvertAll(b => new TimelineItem(b.AppliedAtUtc, TimelineKind.Beginning, b.IsImported ? nameof(Volunteer.ImportedAtUtc) : nameof(Volunteer.AppliedAtUtc)));
    }

    /// <summary>Says of which shift an act was.</summary>
    private async Task<IReadOnlyList<TimelineItem>> WithShiftsAsync(IReadOnlyList<TimelineItem> items, CancellationToken ct)
    {
        var ids = items.Select(i => i.AssignmentId).OfType<Guid>().Distinct().ToList();
        var shifts = await db.Assignments.AsNoTracking().Where(a => ids.Contains(a.AssignmentId))
            .Select(a => new { a.AssignmentId, Shift = new TimelineShift(a.ShiftId, a.Shift.CentreId, a.Shift.VolunteerTask.Title, a.Shift.VolunteerTask.HelpCategory.Name, a.Shift.StartsAtUtc) })
            .ToDictionaryAsync(a => a.AssignmentId, a => a.Shift, ct);

        return [.. items.Select(i => i.AssignmentId is { } id && shifts.TryGetValue(id, out var shift) ? i with { Shift = shift } : i)];
    }
}

/// <summary>A page of what happened.</summary>
public sealed record Timeline(IReadOnlyList<TimelineItem> Items, int Number, bool HasOlder);

public enum TimelineKind { Act, Consent, Message, Beginning }

/// <summary>Something that happened, as a code word, and whose doing it was; nobody's where a job or the volunteer without signing in did it.</summary>
public sealed record TimelineItem(DateTime AtUtc, TimelineKind Kind, string Code)
{
    public string? Actor { get; init; }
    public Guid? AssignmentId { get; init; }
    public TimelineShift? Shift { get; init; }
    public SentMessage? Message { get; init; }
    public int Version { get; init; }
}

public sealed record TimelineShift(Guid ShiftId, Guid CentreId, string? Title, LocalName Category, DateTime StartsAtUtc);

public sealed record SentMessage(MessageKind Kind, MessageChannel Channel, MessageState State);
