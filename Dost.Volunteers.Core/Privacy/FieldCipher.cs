using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Privacy;

/// <summary>
/// Encrypts single fields (FIN, health notes) with AES-256-GCM and makes the keyed hash by which a FIN is found. Unlike the data
/// protection of the framework its key does not rotate by itself: the fields must be readable for years.
/// </summary>
public sealed class FieldCipher(PrivacyKeys keys)
{
    private const byte FormatVersion = 1;
    private static readonly int _nonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int _tagLength = AesGcm.TagByteSizes.MaxSize;

    /// <summary>Characters that the encrypted form of a text of so many UTF-8 bytes takes.</summary>
    public static int EncryptedLength(int bytes) => (1 + 12 + 16 + bytes + 2) / 3 * 4;

    public string Encrypt(string text) => Encrypt(text, KeyPurpose.FieldEncryption);

    /// <summary>What somebody wrote, without the spaces around it; null if nothing is left.</summary>
    public string? EncryptWritten(string? text) => string.IsNullOrWhiteSpace(text) ? null : Encrypt(text.Trim());

    /// <summary>Null where nothing is kept.</summary>
    /// <exception cref="CryptographicException">The text was changed, or encrypted under another key.</exception>
    [return: NotNullIfNotNull(nameof(encrypted))]
    public string? Decrypt(string? encrypted) => encrypted is null ? null : Decrypt(encrypted, KeyPurpose.FieldEncryption);

    internal string Encrypt(string text, KeyPurpose purpose)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedText = new byte[1 + _nonceLength + _tagLength + plain.Length];
        sealedText[0] = FormatVersion;
        var nonce = sealedText.AsSpan(1, _nonceLength);
        RandomNumberGenerator.Fill(nonce);

        using var aes = new AesGcm(keys.KeyFor(purpose), _tagLength);
        aes.Encrypt(nonce, plain, sealedText.AsSpan(1 + _nonceLength + _tagLength), sealedText.AsSpan(1 + _nonceLength, _tagLength));

        return Convert.ToBase64String(sealedText);
    }

    internal string Decrypt(string encrypted, KeyPurpose purpose)
    {
        var sealedText = Convert.FromBase64String(encrypted);
        var plain = new byte[sealedText.Length - 1 - _nonceLength - _tagLength];

        using var aes = new AesGcm(keys.KeyFor(purpose), _tagLength);
        aes.Decrypt(sealedText.AsSpan(1, _nonceLength), sealedText.AsSpan(1 + _nonceLength + _tagLength), sealedText.AsSpan(1 + _nonceLength, _tagLength), plain);

        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The keyed hash of a phone in E.164, 64 hexadecimal signs.</summary>
    public string HashOfPhone(string phone) => Convert.ToHexString(keys.Sign(KeyPurpose.Lookup, "phone:" + phone));

    /// <summary>The keyed hash of a FIN, 64 hexadecimal signs.</summary>
    /// <exception cref="ArgumentException">It is not a FIN.</exception>
    public string HashOfFin(string fin) => Fin.TryParse(fin, out var clean)
        ? Convert.ToHexString(keys.Sign(KeyPurpose.Lookup, "fin:" + clean))
        : throw new ArgumentException("Not a FIN.", nameof(fin));
}
