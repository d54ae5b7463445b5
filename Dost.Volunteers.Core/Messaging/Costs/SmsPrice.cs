using Dost.Volunteers.Core.Policies;

namespace Dost.Volunteers.Core.Messaging.Costs;

/// <summary>What a text message cost.</summary>
public static class SmsPrice
{
    private const int MillisPerManat = 1000;

    /// <summary>By the price of a part in the settings.</summary>
    public static int Estimated(int parts, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);

        return parts * policy.SmsPartMillis;
    }

    /// <summary>What the provider says that it took: an amount, which some write as less than nothing, and a currency. Null for a currency without a rate.</summary>
    public static int? Told(decimal amount, string? currency, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);

        return currency?.ToUpperInvariant() switch
        {
            "USD" => (int)Math.Round(Math.Abs(amount) * policy.MillisPerDollar),
            "AZN" => (int)Math.Round(Math.Abs(amount) * MillisPerManat),
            _ => null,
        };
    }
}
