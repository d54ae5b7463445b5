using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Me;

/// <summary>Who looked at the volunteer's data, and what was sent to them.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/profile")]
public sealed class RecordsController(VolunteersDbContext db, CurrentUser user) : Controller
{
    [HttpGet("looks")]
    public async Task<IActionResult> Looks(int? page, CancellationToken ct)
    {
        var own = user.VolunteerId;
        // Also the looks at another record of theirs, before the two were merged.
        var looks = db.AuditEntries.AsNoTracking().Where(e => own != null && e.Kind == AuditKind.Looked && e.Subject == AuditSubject.Volunteer && e.ActorId != user.AccountId
            && (e.SubjectId == own || db.Volunteers.Any(v => v.MergedIntoId == own && v.VolunteerId == e.SubjectId)));
        var total = await looks.CountAsync(ct);
        var number = NumberOf(page, total);
        var rows = await looks.OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.AuditEntryId)
            .Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize).Select(e => new { e.AtUtc, e.ActorId }).ToListAsync(ct);
        var actors = rows.Select(r => r.ActorId).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(a => actors.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var roles = (await db.UserRoles.AsNoTracking().Where(r => actors.Contains(r.UserId)).Join(db.Roles, r => r.RoleId, r => r.Id, (r, role) => new { r.UserId, role.Name }).ToListAsync(ct))
            .ToLookup(r => r.UserId, r => r.Name);

        return View(new Page<LookRow>(
            rows.ConvertAll(r => r.ActorId is { } actor
                ? new LookRow(r.AtUtc, names.GetValueOrDefault(actor), roles[actor].Contains(Roles.Administrator), IsPerson: true)
                : new LookRow(r.AtUtc, null, IsAdministrator: false, IsPerson: false)),
            number, Paging.DefaultSize, total));
    }

    [HttpGet("messages")]
    public async Task<IActionResult> Messages(int? page, CancellationToken ct)
    {
        var (own, account) = (user.VolunteerId, user.AccountId);
        var messages = db.OutboundMessages.AsNoTracking().Where(m =>
            (m.RecipientKind == RecipientKind.Volunteer && m.RecipientId == own) || (m.RecipientKind == RecipientKind.Account && m.RecipientId == account));
        var total = await messages.CountAsync(ct);
        var number = NumberOf(page, total);
        var rows = await messages.OrderByDescending(m => m.CreatedAtUtc).ThenByDescending(m => m.OutboundMessageId)
            .Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(m => new OwnMessageRow(m.Kind, m.Channel, m.State, m.SentAtUtc ?? m.CreatedAtUtc)).ToListAsync(ct);

        return View(new Page<OwnMessageRow>(rows, number, Paging.DefaultSize, total));
    }

    private static int NumberOf(int? page, int total) => Paging.Within(page ?? 1, total);
}

/// <summary>A look; the name is null where the account is gone, or where no person looked.</summary>
public sealed record LookRow(DateTime AtUtc, string? Name, bool IsAdministrator, bool IsPerson);

public sealed record OwnMessageRow(MessageKind Kind, MessageChannel Channel, MessageState State, DateTime AtUtc);
