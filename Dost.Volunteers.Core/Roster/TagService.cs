using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Roster;

/// <summary>Puts words on volunteers and takes them off. A new word becomes one of the centre's; one that nobody has any more goes by itself.</summary>
public sealed class TagService(VolunteersDbContext db, CurrentUser user, AuditLog audit, TimeProvider clock)
{
    /// <summary>Tags that one person can have, and a list can show.</summary>
    public const int MostPerVolunteer = 12;

    /// <summary>Words of a centre, so that it stays a vocabulary.</summary>
    public const int MostPerCentre = 200;

    public Task<TagOutcome> AddAsync(Guid volunteerId, string name, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var centreId = await db.Volunteers.Where(Visible.Volunteers(user)).Where(v => v.VolunteerId == volunteerId).Select(v => (Guid?)v.CentreId).SingleOrDefaultAsync(ct);
        var folded = Tag.Fold(name);

        if (centreId is null)
        {
            return TagOutcome.NotFound;
        }

        var tag = await db.Tags.SingleOrDefaultAsync(t => t.CentreId == centreId && t.FoldedName == folded, ct);

        if (tag is not null && await db.VolunteerTags.AnyAsync(t => t.VolunteerId == volunteerId && t.TagId == tag.TagId, ct))
        {
            return TagOutcome.Done;
        }

        if (await db.VolunteerTags.CountAsync(t => t.VolunteerId == volunteerId, ct) >= MostPerVolunteer || (tag is null && await db.Tags.CountAsync(t => t.CentreId == centreId, ct) >= MostPerCentre))
        {
            return TagOutcome.TooMany;
        }

        if (tag is null)
        {
            tag = New(centreId.Value, name);
            db.Tags.Add(tag);
        }

        db.VolunteerTags.Add(new VolunteerTag { VolunteerId = volunteerId, TagId = tag.TagId, AddedAtUtc = clock.UtcNow(), AddedBy = user.AccountId });
        audit.Changed("TagAdded", AuditSubject.Volunteer, volunteerId);
        await db.SaveChangesAsync(ct);

        return TagOutcome.Done;
    });

    public Task<TagOutcome> RemoveAsync(Guid volunteerId, Guid tagId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (!await db.Volunteers.Where(Visible.Volunteers(user)).AnyAsync(v => v.VolunteerId == volunteerId, ct))
        {
            return TagOutcome.NotFound;
        }

        if (await db.VolunteerTags.SingleOrDefaultAsync(t => t.VolunteerId == volunteerId && t.TagId == tagId, ct) is { } tag)
        {
            db.VolunteerTags.Remove(tag);
            audit.Changed("TagRemoved", AuditSubject.Volunteer, volunteerId);
            await db.SaveChangesAsync(ct);
            await ForgetUnusedAsync(ct);
        }

        return TagOutcome.Done;
    });

    /// <summary>Deletes words that nobody has; how many.</summary>
    public Task<int> ForgetUnusedAsync(CancellationToken ct) => db.Tags.Where(t => !db.VolunteerTags.Any(v => v.TagId == t.TagId)).ExecuteDeleteAsync(ct);

    internal static Tag New(Guid centreId, string name) => new() { TagId = Guid.CreateVersion7(), CentreId = centreId, Name = name, FoldedName = Tag.Fold(name) };
}

public enum TagOutcome { Done, NotFound, TooMany }
