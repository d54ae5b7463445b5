using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;

namespace Dost.Volunteers.Core.Attendance;

/// <summary>
/// The code at the door of a centre, another one each minute. It follows from the centre, the minute and a key outside the database: nothing is
/// stored, and who was not at the door cannot make it.
/// </summary>
public sealed class DoorCodes(PrivacyKeys keys, PolicyReader policyReader, TimeProvider clock)
{
    /// <summary>Digits for who has no camera.</summary>
    public const int NumberLength = 6;

    private const int SignatureBytes = 8;
    private const int TokenBytes = sizeof(uint) + SignatureBytes;
    private const int TokenLength = TokenBytes * 4 / 3;

    public DoorCode Now(Guid centreId)
    {
        var minute = MinuteOf(clock.UtcNow());

        return new DoorCode(TokenOf(centreId, minute), NumberOf(centreId, minute), DateTime.UnixEpoch.AddMinutes(minute + 1));
    }

    /// <summary>Whether the link was on the screen of this centre just now.</summary>
    public async Task<DoorCodeOutcome> CheckAsync(Guid centreId, string? token, CancellationToken ct)
    {
        var bytes = new byte[TokenBytes];

        if (token?.Length != TokenLength || !Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token, bytes, out _, out var written) is not OperationStatus.Done || written != TokenBytes)
        {
            return DoorCodeOutcome.Unknown;
        }

        var minute = BinaryPrimitives.ReadUInt32BigEndian(bytes);

        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token), Encoding.ASCII.GetBytes(TokenOf(centreId, minute))))
        {
            return DoorCodeOutcome.Unknown;
        }

        return (await MinutesThatHoldAsync(ct)).Contains(minute) ? DoorCodeOutcome.Fresh : DoorCodeOutcome.Expired;
    }

    /// <summary>Which of the centres shows this number now.</summary>
    public async Task<Guid?> CentreOfAsync(string? number, IReadOnlyCollection<Guid> centreIds, CancellationToken ct)
    {
        var typed = new string([.. (number ?? "").Where(char.IsAsciiDigit)]);

        if (typed.Length != NumberLength)
        {
            return null;
        }

        var minutes = await MinutesThatHoldAsync(ct);
        var found = centreIds.Where(centre => minutes.Any(minute => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(typed), Encoding.ASCII.GetBytes(NumberOf(centre, minute))))).ToList();

        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>This minute, and those whose grace is not over.</summary>
    private async Task<IReadOnlyList<uint>> MinutesThatHoldAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var last = MinuteOf(now);
        var first = MinuteOf(now.AddSeconds(-(await policyReader.ReadAsync(ct)).DoorGraceSeconds));

        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => first + (uint)i)];
    }

    private static uint MinuteOf(DateTime utc) => (uint)((utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMinute);

    private string TokenOf(Guid centreId, uint minute)
    {
        var bytes = new byte[TokenBytes];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, minute);
        Sign("link", centreId, minute).AsSpan(0, SignatureBytes).CopyTo(bytes.AsSpan(sizeof(uint)));

        return Base64Url.EncodeToString(bytes);
    }

    private string NumberOf(Guid centreId, uint minute) =>
        (BinaryPrimitives.ReadUInt64BigEndian(Sign("number", centreId, minute)) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    private byte[] Sign(string what, Guid centreId, uint minute) => keys.Sign(KeyPurpose.DoorCode, string.Create(CultureInfo.InvariantCulture, $"{what}:{centreId:N}:{minute}"));
}

/// <summary>What the door shows: the part of the link, and the number for who has no camera.</summary>
public sealed record DoorCode(string Token, string Number, DateTime ValidUntilUtc);

public enum DoorCodeOutcome { Fresh, Expired, Unknown }
