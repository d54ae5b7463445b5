using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Dost.Volunteers.Jobs.Senders;

/// <summary>Tells what Twilio posts to us from what others do. https://www.twilio.com/docs/usage/security#validating-requests</summary>
public static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <param name="url">As Twilio was given it: the public address with its query, not what a proxy made of it.</param>
    [SuppressMessage("Security", "CA5350", Justification = "Twilio signs with HMAC-SHA1 and nothing else.")]
    public static bool IsValid(string authToken, string url, IEnumerable<KeyValuePair<string, string>> form, string? signature)
    {
        var signed = new StringBuilder(url);
        foreach (var (key, value) in form.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            signed.Append(key).Append(value);
        }

        var expected = HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString()));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToBase64String(expected)), Encoding.UTF8.GetBytes(signature ?? ""));
    }
}
