using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data;

/// <summary>Writes on each message that is owed which centre pays for it, as it is saved: no place that owes one can forget it.</summary>
internal static class CentreOfMessages
{
    public static async Task SetAsync(VolunteersDbContext db, CancellationToken ct)
    {
        foreach (var (messages, centres) in Unknown(db))
        {
            Write(messages, await centres.ToListAsync(ct));
        }
    }

    public static void Set(VolunteersDbContext db)
    {
        foreach (var (messages, centres) in Unknown(db))
        {
            Write(messages, [.. centres]);
        }
    }

    /// <summary>The new messages whose centre is not known from what this unit of work holds, by the kind of who gets them, and where it can be read.</summary>
    private static List<(List<OutboundMessage> Messages, IQueryable<CentreOf> Centres)> Unknown(VolunteersDbContext db)
    {
        var added = db.ChangeTracker.Entries<OutboundMessage>().Where(e => e.State is EntityState.Added && e.Entity.CentreId is null).Select(e => e.Entity).ToList();

        if (added.Count == 0)
        {
            return [];
        }

        // Read once: asking the context for each message would let it look for changes each time.
        var held = db.ChangeTracker.Entries<Volunteer>().Select(e => new CentreOf(e.Entity.VolunteerId, e.Entity.CentreId))
            .Concat(db.ChangeTracker.Entries<HelpRequest>().Select(e => new CentreOf(e.Entity.HelpRequestId, e.Entity.CentreId))).ToDictionary(c => c.RecipientId, c => c.CentreId);

        foreach (var message in added.Where(m => m.RecipientKind is RecipientKind.Volunteer or RecipientKind.Guardian or RecipientKind.Asker))
        {
            message.CentreId = held.TryGetValue(message.RecipientId, out var centreId) ? centreId : null;
        }

        return [.. added.Where(m => m.CentreId is null).GroupBy(m => m.RecipientKind).Select(g => (g.ToList(), Centres(db, g.Key, [.. g.Select(m => m.RecipientId).Distinct()]))).Where(p => p.Item2 is not null).Select(p => (p.Item1, p.Item2!))];
    }

    private static IQueryable<CentreOf>? Centres(VolunteersDbContext db, RecipientKind kind, List<Guid> ids) => kind switch
    {
        RecipientKind.Volunteer or RecipientKind.Guardian => db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.VolunteerId)).Select(v => new CentreOf(v.VolunteerId, v.CentreId)),
        RecipientKind.Asker => db.HelpRequests.AsNoTracking().Where(r => ids.Contains(r.HelpRequestId)).Select(r => new CentreOf(r.HelpRequestId, r.CentreId)),
        RecipientKind.Account => db.CoordinatorCentres.AsNoTracking().Where(c => ids.Contains(c.UserAccountId)).OrderBy(c => c.Centre.Code).Select(c => new CentreOf(c.UserAccountId, c.CentreId)),
        RecipientKind.Applicant => null,
    };

    /// <summary>Of several centres of a coordinator the first by its number.</summary>
    private static void Write(List<OutboundMessage> messages, List<CentreOf> centres)
    {
        var byRecipient = centres.GroupBy(c => c.RecipientId).ToDictionary(g => g.Key, g => g.First().CentreId);

        foreach (var message in messages)
        {
            message.CentreId = byRecipient.TryGetValue(message.RecipientId, out var centreId) ? centreId : null;
        }
    }

    private sealed record CentreOf(Guid RecipientId, Guid CentreId);
}
