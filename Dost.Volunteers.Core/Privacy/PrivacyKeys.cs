using System.Security.Cryptography;
using System.Text;

namespace Dost.Volunteers.Core.Privacy;

/// <summary>
/// The secret of this installation, from which a key for each purpose is derived (HKDF, RFC 5869). It lives outside the database, so
/// that a stolen copy of the database opens nothing: no FIN, no health note, no one-tap link, no code, and no forged ledger.
/// </summary>
public sealed class PrivacyKeys
{
    /// <summary>Bytes.</summary>
    public const int SecretLength = 32;

    private readonly byte[] _secret;

    public PrivacyKeys(byte[] secret)
    {
        if (secret.Length != SecretLength)
        {
            throw new ArgumentException($"The secret must be {SecretLength} bytes long.", nameof(secret));
        }

        _secret = secret;
    }

    /// <summary>HMAC-SHA256 of the text under the key of the purpose.</summary>
    public byte[] Sign(KeyPurpose purpose, string text) => HMACSHA256.HashData(KeyFor(purpose), Encoding.UTF8.GetBytes(text));

    internal byte[] KeyFor(KeyPurpose purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, SecretLength, info: Encoding.ASCII.GetBytes(purpose.ToString()));
}

public enum KeyPurpose { FieldEncryption, Lookup, OneTapLink, OneTimeCode, HoursLedger, KeyRing, StoredFile, CalendarFeed, Certificate, DoorCode, VisitPin, CertificatePrint }
