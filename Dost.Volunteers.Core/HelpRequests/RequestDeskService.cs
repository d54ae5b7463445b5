using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>What a coordinator does with a request of their centres besides judging and planning it: being in touch, referring elsewhere, saying why it was late.</summary>
public sealed class RequestDeskService(VolunteersDbContext db, CurrentUser user, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    public Task<RequestDeskOutcome> ContactedAsync(Guid helpRequestId, string? note, CancellationToken ct) =>
        ChangeAsync(helpRequestId, "HelpRequestContacted", r => r.Contacted(user.AccountId, Clean(note), clock.UtcNow()), ct);

    /// <summary>Sends who asked to whose task it is, with the reason.</summary>
    public Task<RequestDeskOutcome> ReferAsync(Guid helpRequestId, string office, string reason, CancellationToken ct) => ChangeAsync(
        helpRequestId,
        "HelpRequestReferred",
        request =>
        {
            var referred = request.Refer(office.Trim(), reason.Trim(), user.AccountId, clock.UtcNow());

            if (referred)
            {
                outbox.AboutRequest(MessageKind.HelpRequestReferred, request);
            }

            return referred;
        },
        ct);

    public Task<RequestDeskOutcome> ExplainLateAsync(Guid helpRequestId, LateReason reason, string? note, CancellationToken ct) =>
        ChangeAsync(helpRequestId, "LateExplained", r => r.ExplainLate(reason, Clean(note), clock.UtcNow()), ct);

    private static string? Clean(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();

    private Task<RequestDeskOutcome> ChangeAsync(Guid helpRequestId, string action, Func<HelpRequest, bool> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.Where(Visible.HelpRequests(user)).SingleOrDefaultAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (request is null)
        {
            return RequestDeskOutcome.NotThere;
        }

        if (!change(request))
        {
            return RequestDeskOutcome.MovedOn;
        }

        audit.Changed(action, AuditSubject.HelpRequest, helpRequestId);
        await db.SaveChangesAsync(ct);

        return RequestDeskOutcome.Done;
    });
}

public enum RequestDeskOutcome
{
    Done,

    /// <summary>Not there, or not for the caller to see.</summary>
    NotThere,

    /// <summary>It stands elsewhere by now, so that this is not to be done any more.</summary>
    MovedOn,
}
