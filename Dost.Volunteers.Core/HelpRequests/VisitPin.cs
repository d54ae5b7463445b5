using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dost.Volunteers.Core.Privacy;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>
/// The four digits that the person visited tells the volunteer. They follow from the visit and a key outside the database, so that neither the
/// database nor the outbox holds them.
/// </summary>
public static class VisitPin
{
    public const int Length = 4;

    /// <summary>Wrong tries of one volunteer at one visit, after which only the coordinator can note it.</summary>
    public const int MaxWrong = 5;

    public static string Of(PrivacyKeys keys, Guid shiftId)
    {
        ArgumentNullException.ThrowIfNull(keys);

        return (BinaryPrimitives.ReadUInt64BigEndian(keys.Sign(KeyPurpose.VisitPin, shiftId.ToString("N"))) % 10_000).ToString("D4", CultureInfo.InvariantCulture);
    }

    public static bool IsRight(PrivacyKeys keys, Guid shiftId, string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);

        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed.Trim()), Encoding.ASCII.GetBytes(Of(keys, shiftId)));
    }
}
