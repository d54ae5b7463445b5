using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Calls;

/// <summary>Calls about a request that stands already.</summary>
public sealed class CallService(VolunteersDbContext db, CallerReader callers, CurrentUser user, AuditLog audit, TimeProvider clock)
{
    /// <summary>A second click, or the form sent again, is the same call.</summary>
    private static readonly TimeSpan _sameCall = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Notes that somebody called about a request from a number that it belongs to. Null if it belongs to no such number; else its tracking code.
    /// </summary>
    public Task<string?> NoteAsync(string phone, Guid helpRequestId, string? words, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (!await callers.IsRequestOfAsync(phone, helpRequestId, ct))
        {
            return null;
        }

        var now = clock.UtcNow();
        var since = now - _sameCall;
        var request = await db.HelpRequests.SingleAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (!await db.Set<HelpRequestEvent>().AnyAsync(e => e.HelpRequestId == helpRequestId && e.Kind == HelpRequestEventKind.Contacted && e.ActorId == user.AccountId && e.Note == words && e.AtUtc > since, ct))
        {
            request.Note(HelpRequestEventKind.Contacted, now, user.AccountId, note: words);
            audit.Changed("CallNoted", AuditSubject.HelpRequest, helpRequestId);
            await db.SaveChangesAsync(ct);
        }

        return request.TrackingCode;
    });
}
