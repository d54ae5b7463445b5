using System.Security.Cryptography;
using System.Text;
using Dost.Volunteers.Core.Privacy;

namespace Dost.Volunteers.Core.Volunteers.Contracts;

/// <summary>
/// A contract as it was signed: the very words, encrypted, with their hash, and what proves the signature. Nothing of it can be changed. One that was
/// signed on paper has no words here; the centre keeps the sheet.
/// </summary>
public class SignedContract
{
    public const int HashLength = 64;
    public const int AddressMaxLength = 45;
    public const int NameMaxLength = 2 * Volunteer.NameMaxLength;
    public const int TextMaxBytes = 3 * ContractText.BodyMaxLength;

    public required Guid SignedContractId { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;
    public required Programme Programme { get; init; }
    public required int TextVersion { get; init; }

    /// <summary>The language in which it was read and signed.</summary>
    public required string Culture { get; init; }
    public string? TextEncrypted { get; init; }

    /// <summary>SHA-256 of the text in UTF-8, in hexadecimal.</summary>
    public string? TextHash { get; init; }

    /// <summary>The name as it was typed.</summary>
    public required string SignedName { get; init; }
    public required DateTime SignedAtUtc { get; init; }

    /// <summary>The network address from which it was signed.</summary>
    public string? SignedFrom { get; init; }

    /// <summary>For who was under age: the name that the parent or guardian typed, with a code from their own phone.</summary>
    public string? GuardianName { get; init; }
    public bool IsOnPaper { get; init; }

    /// <summary>Who noted the signature on paper.</summary>
    public Guid? NotedById { get; init; }

    public bool HasGuardian => GuardianName is not null;

    public static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The words, and whether they are still those that were signed. Null for one on paper.</summary>
    public (string Text, bool IsUnchanged)? Read(FieldCipher cipher) =>
        TextEncrypted is { } sealedText && cipher.Decrypt(sealedText) is var text ? (text, HashOf(text) == TextHash) : null;
}
