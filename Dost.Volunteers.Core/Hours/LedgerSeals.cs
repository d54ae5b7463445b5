using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dost.Volunteers.Core.Privacy;

namespace Dost.Volunteers.Core.Hours;

/// <summary>The keyed hashes of the ledger: of an entry, of the head of a chain, of a check.</summary>
internal static class LedgerSeals
{
    /// <summary>The previous hash of a first entry.</summary>
    public static readonly string Start = new('0', HoursEntry.HashLength);

    /// <summary>What an entry is hashed over. What came later into the model is added at the end and only where there is something, so that older entries keep the hash that they have.</summary>
    public static string HashOf(PrivacyKeys keys, HashedHours h, string previous)
    {
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"{h.Id:N}|{h.VolunteerId:N}|{h.CentreId:N}|{h.AssignmentId:N}|{h.ServiceDate:yyyy-MM-dd}|{h.Minutes}|{h.Sequence}|{previous}"));

        if (h.CarriedFromId is { } origin)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{origin:N}");
        }

        if (h.Source is not HoursSource.Attendance || h.CorrectsId is not null || h.StartsAtUtc is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{h.Source}|{h.CorrectsId:N}|{h.StartsAtUtc?.Ticks}|{h.EndsAtUtc?.Ticks}");
        }

        return Hex(keys, text.ToString());
    }

    public static string SealOf(PrivacyKeys keys, HoursChain chain) =>
        Hex(keys, string.Create(CultureInfo.InvariantCulture, $"chain|{chain.VolunteerId:N}|{chain.Entries}|{chain.LastHash}|{chain.ApprovedMinutes}"));

    public static string SealOf(PrivacyKeys keys, DateTime cutoffUtc, string digest) => Hex(keys, string.Create(CultureInfo.InvariantCulture, $"check|{cutoffUtc.Ticks}|{digest}"));

    /// <summary>When an entry was made: its id carries the moment, and the id is in the hash.</summary>
    public static DateTime MadeAtUtc(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = ((long)bytes[0] << 40) | ((long)bytes[1] << 32) | ((long)bytes[2] << 24) | ((long)bytes[3] << 16) | ((long)bytes[4] << 8) | bytes[5];

        return id.Version == 7 && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime : DateTime.MinValue;
    }

    private static string Hex(PrivacyKeys keys, string text) => Convert.ToHexString(keys.Sign(KeyPurpose.HoursLedger, text));
}

/// <summary>A digest over a set of hashes, whatever their order.</summary>
internal sealed class LedgerDigest
{
    private readonly byte[] _sum = new byte[SHA256.HashSizeInBytes];

    public void Add(string hash)
    {
        Span<byte> one = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(hash), one);

        for (var i = 0; i < one.Length; i++)
        {
            _sum[i] ^= one[i];
        }
    }

    public override string ToString() => Convert.ToHexString(_sum);
}

/// <summary>What of an entry is in its hash.</summary>
internal sealed record HashedHours(
    Guid Id, Guid VolunteerId, Guid CentreId, Guid? AssignmentId, Guid? CarriedFromId, DateOnly ServiceDate, int Minutes, int Sequence,
    HoursSource Source, Guid? CorrectsId, DateTime? StartsAtUtc, DateTime? EndsAtUtc);
