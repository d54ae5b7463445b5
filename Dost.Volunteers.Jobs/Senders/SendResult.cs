namespace Dost.Volunteers.Jobs.Senders;

/// <summary>What a provider said. Reasons are codes for the record, never a person's address or the text of a message.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The provider took the message.</summary>
    public sealed record Accepted(string ProviderId) : SendResult
    {
        /// <summary>Parts and price of a text message, where the provider tells them; the amount is in the currency.</summary>
        public int? Parts { get; init; }
        public decimal? Price { get; init; }
        public string? Currency { get; init; }

        /// <summary>The price in thousandths of a manat, told or reckoned.</summary>
        public int? PriceMillis { get; init; }
    }

    /// <summary>It may pass: try again later. Whether the provider took the message after all is not known.</summary>
    public sealed record Temporary(string Reason) : SendResult;

    /// <summary>No further try can help: a bad number, a person who opted out.</summary>
    public sealed record Final(string Reason) : SendResult;
}
