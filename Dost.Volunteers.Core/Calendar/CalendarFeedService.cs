using System.Buffers.Text;
using System.Security.Cryptography;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Calendar;

/// <summary>Makes, opens and revokes the private address of a volunteer's calendar. One stands at a time.</summary>
public sealed class CalendarFeedService(VolunteersDbContext db, PrivacyKeys keys, AuditLog audit, TimeProvider clock)
{
    /// <summary>Characters of a token: 24 random bytes.</summary>
    public const int TokenLength = 32;

    /// <summary>New addresses of one volunteer in a day.</summary>
    public const int MostInADay = 10;

    private const int TokenBytes = 24;

    /// <summary>How long a revoked address is still known, so that it is told from a guess.</summary>
    private static readonly TimeSpan _memory = TimeSpan.FromDays(180);

    private static readonly TimeSpan _readAccuracy = TimeSpan.FromHours(1);

    /// <summary>The token of a new address, which is told this once; the one before it stops at the same moment. Null if there were too many today.</summary>
    public Task<string?> RenewAsync(Guid volunteerId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();

        // Two at once collide on the volunteer: the second revokes what the first made.
        var volunteer = await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteerId, ct);
        volunteer.TouchCommitments();
        var feeds = await db.CalendarFeeds.Where(f => f.VolunteerId == volunteerId).ToListAsync(ct);

        if (feeds.Count(f => f.CreatedAtUtc > now.AddDays(-1)) >= MostInADay)
        {
            db.ChangeTracker.Clear();

            return null;
        }

        feeds.ForEach(f => f.Revoke(now));
        db.CalendarFeeds.RemoveRange(feeds.Where(f => f.RevokedAtUtc < now - _memory));
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        db.CalendarFeeds.Add(new CalendarFeed { CalendarFeedId = Guid.CreateVersion7(), VolunteerId = volunteerId, TokenHash = HashOf(token), CreatedAtUtc = now });
        audit.Changed("CalendarAddressMade", AuditSubject.Volunteer, volunteerId);
        await db.SaveChangesAsync(ct);

        return token;
    });

    /// <summary>Takes the address back. False if there was none.</summary>
    public Task<bool> RevokeAsync(Guid volunteerId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var standing = await db.CalendarFeeds.Where(f => f.VolunteerId == volunteerId && f.RevokedAtUtc == null).ToListAsync(ct);

        if (standing.Count == 0)
        {
            return false;
        }

        (await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteerId, ct)).TouchCommitments();
        standing.ForEach(f => f.Revoke(clock.UtcNow()));
        audit.Changed("CalendarAddressRevoked", AuditSubject.Volunteer, volunteerId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>The standing address of a volunteer, if there is one.</summary>
    public Task<CalendarFeed?> StandingAsync(Guid volunteerId, CancellationToken ct) =>
        db.CalendarFeeds.AsNoTracking().Where(f => f.VolunteerId == volunteerId && f.RevokedAtUtc == null).OrderByDescending(f => f.CreatedAtUtc).FirstOrDefaultAsync(ct);

    /// <summary>The row of a token, also one that was revoked; null for what never was a token.</summary>
    public async Task<CalendarFeed?> FindAsync(string? token, CancellationToken ct)
    {
        if (token is not { Length: TokenLength } || !token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return null;
        }

        var hash = HashOf(token);

        return await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(f => f.TokenHash == hash, ct);
    }

    /// <summary>Notes that the address was read, once an hour at most: calendars ask often.</summary>
    public async Task NoteReadAsync(CalendarFeed feed, CancellationToken ct)
    {
        var now = clock.UtcNow();

        if (feed.LastReadAtUtc is { } last && last > now - _readAccuracy)
        {
            return;
        }

        await db.CalendarFeeds.Where(f => f.CalendarFeedId == feed.CalendarFeedId).ExecuteUpdateAsync(s => s.SetProperty(f => f.LastReadAtUtc, now), ct);
    }

    /// <summary>Whether the token is that of the address.</summary>
    public bool IsTokenOf(CalendarFeed feed, string token) => feed.TokenHash == HashOf(token);

    private string HashOf(string token) => Convert.ToHexString(keys.Sign(KeyPurpose.CalendarFeed, token));
}
