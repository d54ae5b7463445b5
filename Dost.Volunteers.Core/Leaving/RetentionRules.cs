using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Leaving;

/// <summary>How long what is kept, as the settings say.</summary>
public sealed class RetentionRules(VolunteersDbContext db)
{
    /// <summary>
    /// Those whose time to be kept is over at the moment given: nothing has happened with them, and they have done nothing, for the months that
    /// the settings give for where they stand. Who is active, or takes a break, is kept.
    /// </summary>
    public IQueryable<Volunteer> Idle(Policy policy, DateTime atUtc)
    {
        var (applied, rejected, left, completed) = (
            atUtc.AddMonths(-policy.KeepAppliedMonths), atUtc.AddMonths(-policy.KeepRejectedMonths), atUtc.AddMonths(-policy.KeepLeftMonths), atUtc.AddMonths(-policy.KeepCompletedMonths));

        return Quiet(applied).Where(v => v.State == VolunteerState.Applied || v.State == VolunteerState.Interview || v.State == VolunteerState.Training)
            .Concat(Quiet(rejected).Where(v => v.State == VolunteerState.Rejected))
            .Concat(Quiet(left).Where(v => v.State == VolunteerState.Left))
            .Concat(Quiet(completed).Where(v => v.State == VolunteerState.Completed));
    }

    /// <summary>Deletes looks and messages that are older than they are kept; how many of each.</summary>
    public async Task<(int Looks, int Messages)> PurgeAsync(Policy policy, DateTime nowUtc, CancellationToken ct)
    {
        var looksBefore = nowUtc.AddMonths(-policy.KeepLooksMonths);
        var messagesBefore = nowUtc.AddMonths(-policy.KeepMessagesMonths);

        await db.SmsQuestions.Where(q => q.ExpiresAtUtc < messagesBefore).ExecuteDeleteAsync(ct);
        await db.InboundSms.Where(i => i.ReceivedAtUtc < messagesBefore).ExecuteDeleteAsync(ct);

        return (
            await db.AuditEntries.Where(e => e.Kind == AuditKind.Looked && e.AtUtc < looksBefore).ExecuteDeleteAsync(ct),
            await db.OutboundMessages.Where(m => m.CreatedAtUtc < messagesBefore && m.NotAfterUtc < nowUtc).ExecuteDeleteAsync(ct));
    }

    private IQueryable<Volunteer> Quiet(DateTime sinceUtc)
    {
        var day = BakuTime.DateOf(sinceUtc);

        return db.Volunteers.Where(v => v.ErasedAtUtc == null
            && v.AppliedAtUtc < sinceUtc
            && (v.ImportedAtUtc == null || v.ImportedAtUtc < sinceUtc)
            && (v.PhoneConfirmedAtUtc == null || v.PhoneConfirmedAtUtc < sinceUtc)
            && (v.AcceptedAtUtc == null || v.AcceptedAtUtc < sinceUtc)
            && (v.TermEndsOn == null || v.TermEndsOn < day)
            && !db.Assignments.Any(a => a.VolunteerId == v.VolunteerId && a.Shift.EndsAtUtc >= sinceUtc)
            && !db.AuditEntries.Any(e => e.Subject == AuditSubject.Volunteer && e.SubjectId == v.VolunteerId && e.Kind == AuditKind.Changed && e.AtUtc >= sinceUtc));
    }
}
