using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Volunteers.Credentials;

/// <summary>A kind of training, check or document: how long it is good for, who brings it, and what it opens. Reference data.</summary>
public class CredentialType
{
    public const int CodeMaxLength = 40;
    public const int HintMaxLength = 240;

    /// <summary>Older than this is a slip of the pen.</summary>
    private const int OldestYears = 60;

    public required string CredentialTypeCode { get; init; }
    public required LocalName Name { get; set; }

    /// <summary>What it is and where it is had, to the volunteer.</summary>
    public required LocalName Hint { get; set; }
    public required CredentialKind Kind { get; set; }

    /// <summary>How long it is good for after the issue; none where it does not expire by itself.</summary>
    public int? ValidMonths { get; set; }

    /// <summary>The document itself says until when it is good.</summary>
    public bool AsksExpiry { get; set; }
    public bool AsksNumber { get; set; }

    /// <summary>Whoever submits it must show the paper.</summary>
    public bool NeedsFile { get; set; }

    /// <summary>The volunteer can submit it; the others only a coordinator adds.</summary>
    public bool IsSubmittedBySelf { get; set; }

    /// <summary>What it shows about how far the person was checked, while it is valid.</summary>
    public VettingLevel Vetting { get; set; }
    public required int Position { get; set; }

    /// <summary>The programmes in which nobody becomes active without it.</summary>
    public List<CredentialRequirement> RequiredFor { get; } = [];

    /// <summary>The last day on which it is good, by what the type and the paper say; the earlier one counts.</summary>
    public DateOnly? LastDayOf(CredentialDates dates)
    {
        DateOnly? byRule = ValidMonths is { } months ? dates.IssuedOn.AddMonths(months) : null;
        var byPaper = AsksExpiry ? dates.ExpiresOn : null;

        return byRule is null || byPaper < byRule ? byPaper ?? byRule : byRule;
    }

    /// <summary>Whether the dates can be true, and the thing is good on the day.</summary>
    public DatesOutcome Judge(CredentialDates dates, DateOnly today)
    {
        if (dates.IssuedOn > today)
        {
            return DatesOutcome.IssuedInFuture;
        }

        if (dates.IssuedOn < today.AddYears(-OldestYears))
        {
            return DatesOutcome.IssuedTooLongAgo;
        }

        if (AsksExpiry && dates.ExpiresOn is null)
        {
            return DatesOutcome.ExpiryMissing;
        }

        if (AsksExpiry && dates.ExpiresOn <= dates.IssuedOn)
        {
            return DatesOutcome.ExpiresBeforeIssue;
        }

        return LastDayOf(dates) < today ? DatesOutcome.Expired : DatesOutcome.Fine;
    }
}

public enum CredentialKind { Training, Check, Document }

/// <summary>From which day and, where the paper says so, until which day.</summary>
public sealed record CredentialDates(DateOnly IssuedOn, DateOnly? ExpiresOn);

public enum DatesOutcome { Fine, IssuedInFuture, IssuedTooLongAgo, ExpiryMissing, ExpiresBeforeIssue, Expired }

/// <summary>Nobody becomes active in the programme without the credential.</summary>
public class CredentialRequirement
{
    public required string CredentialTypeCode { get; init; }
    public required Programme Programme { get; init; }
}
