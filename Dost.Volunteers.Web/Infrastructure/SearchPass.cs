using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.AspNetCore.DataProtection;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// What was typed to find a person, sealed: a name or a number must not stand in an address, which histories and logs keep. The seal holds
/// for the one account and for a day; after that the list opens without it. Nothing is stored, so searching as one types writes nothing.
/// </summary>
public sealed class SearchPass(IDataProtectionProvider protection, CurrentUser user, TimeProvider clock)
{
    private const int SealedMaxLength = 1000;
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(1);
    private readonly IDataProtector _protector = protection.CreateProtector("volunteer-search.v1");

    /// <summary>Null where nothing was typed.</summary>
    public string? Seal(string? typed)
    {
        var text = typed?.Trim() ?? "";
        text = text.Length > SearchTerms.TypedMaxLength ? text[..SearchTerms.TypedMaxLength] : text;

        if (text.Length == 0 || user.AccountId is null)
        {
            return null;
        }

        var words = Encoding.UTF8.GetBytes(text);
        var content = new byte[sizeof(long) + words.Length];
        BinaryPrimitives.WriteInt64BigEndian(content, (clock.UtcNow() + _lifetime).Ticks);
        words.CopyTo(content, sizeof(long));

        return Base64Url.EncodeToString(Own().Protect(content));
    }

    /// <summary>What was typed; null where the seal is another's, broken or too old.</summary>
    public string? Open(string? sealedText)
    {
        if (sealedText is not { Length: > 0 and < SealedMaxLength } || !Base64Url.IsValid(sealedText) || user.AccountId is null)
        {
            return null;
        }

        try
        {
            var content = Own().Unprotect(Base64Url.DecodeFromChars(sealedText));

            return BinaryPrimitives.ReadInt64BigEndian(content) > clock.UtcNow().Ticks ? Encoding.UTF8.GetString(content.AsSpan(sizeof(long))) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Own() => _protector.CreateProtector(user.AccountId!.Value.ToString("N"));
}
