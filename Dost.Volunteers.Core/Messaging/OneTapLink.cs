using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>A link that works without signing in, for one purpose on one subject until it expires. GET shows, POST acts.</summary>
public class OneTapLink
{
    /// <summary>A random number; with the signature it makes the token.</summary>
    public required long OneTapLinkId { get; init; }
    public required LinkPurpose Purpose { get; init; }
    public required Guid SubjectId { get; init; }
    public required DateTime CreatedAtUtc { get; init; }
    public required DateTime ExpiresAtUtc { get; set; }
}

/// <summary>What a link lets its holder do. The comment names the subject.</summary>
public enum LinkPurpose
{
    /// <summary>Assignment: answer the offer, confirm, withdraw.</summary>
    AnswerAssignment,

    /// <summary>Volunteer: confirm the e-mail address.</summary>
    ConfirmEmail,

    /// <summary>Help request: follow it and say how it was.</summary>
    FollowHelpRequest,

    /// <summary>Volunteer: no more e-mail but what is needed.</summary>
    Unsubscribe,

    /// <summary>Interview: choose a time, move it, give it up.</summary>
    BookInterview,

    /// <summary>Erasure: keep the data after all.</summary>
    StopErasure,

    /// <summary>Sign-up that was begun: go on with it.</summary>
    ResumeSignUp,

    /// <summary>Swap: take the place over, or not.</summary>
    AnswerSwap,
}

/// <summary>
/// Makes and opens one-tap links. The token is the link's random number (8 bytes) and 7 bytes of its signature under a key outside the
/// database, 20 characters in all: short enough for an SMS, and neither guessed nor made from a copy of the database.
/// </summary>
public sealed class OneTapLinks(VolunteersDbContext db, PrivacyKeys keys, TimeProvider clock)
{
    /// <summary>Characters.</summary>
    public const int TokenLength = 20;

    private const int SignatureBytes = 7;
    private const int TokenBytes = sizeof(long) + SignatureBytes;

    /// <summary>The standing links at hand. Asking the context for each token would let it look for changes each time.</summary>
    private Dictionary<(LinkPurpose, Guid), OneTapLink> _links = [];

    /// <summary>Reads the standing links of the subjects, before tokens are asked for; in place of those that were read before.</summary>
    public async Task LoadAsync(IReadOnlyCollection<Guid> subjectIds, CancellationToken ct) =>
        _links = await db.OneTapLinks.AsNoTracking().Where(l => subjectIds.Contains(l.SubjectId)).ToDictionaryAsync(l => (l.Purpose, l.SubjectId), ct);

    /// <summary>Lets go of the links that were loaded and saved.</summary>
    public void Forget()
    {
        foreach (var link in _links.Values)
        {
            db.Entry(link).State = EntityState.Detached;
        }

        _links = [];
    }

    /// <summary>The token for a subject whose links were loaded: that of the standing link, or of a new one to be saved with the unit of work.</summary>
    public string TokenFor(LinkPurpose purpose, Guid subjectId, DateTime expiresAtUtc)
    {
        if (!_links.TryGetValue((purpose, subjectId), out var link))
        {
            link = _links[(purpose, subjectId)] = new OneTapLink
            {
                OneTapLinkId = BinaryPrimitives.ReadInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(long))),
                Purpose = purpose,
                SubjectId = subjectId,
                CreatedAtUtc = clock.UtcNow(),
                ExpiresAtUtc = expiresAtUtc,
            };
            db.OneTapLinks.Add(link);
        }
        else if (link.ExpiresAtUtc < expiresAtUtc)
        {
            var entry = db.Entry(link);
            entry.State = entry.State is EntityState.Detached ? EntityState.Unchanged : entry.State;
            link.ExpiresAtUtc = expiresAtUtc;
        }

        return TokenOf(link);
    }

    /// <summary>The link of a token; null if it is forged, unknown or expired.</summary>
    public async Task<OneTapLink?> OpenAsync(string? token, CancellationToken ct) =>
        await FindAsync(token, ct) is { } link && link.ExpiresAtUtc > clock.UtcNow() ? link : null;

    /// <summary>The link of a token, also one that has expired; null if it is forged or unknown.</summary>
    public async Task<OneTapLink?> FindAsync(string? token, CancellationToken ct)
    {
        var bytes = new byte[TokenBytes];

        // The decoder that only tries throws all the same at a letter that is none of its own.
        if (token?.Length != TokenLength || Base64Url.DecodeFromChars(token, bytes, out _, out var written) is not OperationStatus.Done || written != TokenBytes)
        {
            return null;
        }

        var id = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var link = await db.OneTapLinks.AsNoTracking().SingleOrDefaultAsync(l => l.OneTapLinkId == id, ct);

        return link is not null && CryptographicOperations.FixedTimeEquals(bytes.AsSpan(sizeof(long)), SignatureOf(link)) ? link : null;
    }

    private string TokenOf(OneTapLink link)
    {
        var bytes = new byte[TokenBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, link.OneTapLinkId);
        SignatureOf(link).CopyTo(bytes.AsSpan(sizeof(long)));

        return Base64Url.EncodeToString(bytes);
    }

    private ReadOnlySpan<byte> SignatureOf(OneTapLink link)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{link.OneTapLinkId}:{link.Purpose}:{link.SubjectId:N}");
        return keys.Sign(KeyPurpose.OneTapLink, signed).AsSpan(0, SignatureBytes);
    }
}
