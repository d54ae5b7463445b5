using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;

namespace Dost.Volunteers.Core.Audit;

/// <summary>Adds audit entries to the unit of work; they are saved together with what they tell of.</summary>
public sealed class AuditLog(VolunteersDbContext db, CurrentUser user, TimeProvider clock)
{
    public void Changed(string action, AuditSubject subject, Guid subjectId) => Add(AuditKind.Changed, action, subject, subjectId);

    /// <summary>Records a look at personal data, at once: the page must not be shown if the look cannot be recorded.</summary>
    public async Task LookedAsync(string where, AuditSubject subject, Guid subjectId, CancellationToken ct)
    {
        Add(AuditKind.Looked, where, subject, subjectId);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The same for several people who are shown at once.</summary>
    public async Task LookedAsync(string where, AuditSubject subject, IEnumerable<Guid> subjectIds, CancellationToken ct)
    {
        foreach (var id in subjectIds)
        {
            Add(AuditKind.Looked, where, subject, id);
        }

        await db.SaveChangesAsync(ct);
    }

    private void Add(AuditKind kind, string action, AuditSubject subject, Guid subjectId) => db.AuditEntries.Add(new AuditEntry
    {
        AuditEntryId = Guid.CreateVersion7(),
        AtUtc = clock.UtcNow(),
        ActorId = user.AccountId,
        Kind = kind,
        Action = action,
        Subject = subject,
        SubjectId = subjectId,
    });
}
