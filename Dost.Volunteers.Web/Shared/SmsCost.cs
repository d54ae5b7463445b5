using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Web.Shared;

/// <summary>How large a text message is as it leaves, and what it costs.</summary>
public sealed record SmsCost(SmsSize Size, int PartMillis)
{
    private const string Opening = "DOST: ";

    public int Millis => Size.Parts * PartMillis;

    /// <summary>Of words that staff write; null where there are none yet.</summary>
    public static SmsCost? OfOwnWords(string? typed, string culture, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);

        return string.IsNullOrWhiteSpace(typed)
            ? null
            : new SmsCost(SmsText.Measure(SmsText.AsSent(Opening + typed.Trim().ReplaceLineEndings("\n"), culture, policy.Transliterate)), policy.SmsPartMillis);
    }
}
