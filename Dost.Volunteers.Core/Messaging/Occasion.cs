namespace Dost.Volunteers.Core.Messaging;

/// <summary>
/// What a message is about, as it is at this moment: whether it still stands (else the message is superseded), the values of its
/// placeholders by language, and the link that it carries.
/// </summary>
public sealed record Occasion(bool Stands, Func<System.Globalization.CultureInfo, Dictionary<string, string>> Values, OccasionLink? Link = null)
{
    /// <summary>The file that an e-mail brings along, where there is one.</summary>
    public Guid? StoredFileId { get; init; }

    /// <summary>The language of the message, where it is not that of who gets it.</summary>
    public string? Culture { get; init; }

    public static Occasion Gone { get; } = new(false, _ => []);
}

/// <summary>A one-tap link, or where it has no purpose a page of the site.</summary>
public sealed record OccasionLink(LinkPurpose? Purpose, Guid SubjectId, DateTime ExpiresAtUtc, string Path = "");
