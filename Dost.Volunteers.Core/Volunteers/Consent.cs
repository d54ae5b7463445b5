using Dost.Volunteers.Core.Common;

namespace Dost.Volunteers.Core.Volunteers;

/// <summary>A text that people agree to, by version. Published texts never change: a change is a new version.</summary>
public class ConsentText
{
    public const int CodeMaxLength = 40;
    public const int BodyMaxLength = 8000;

    public const string VolunteerTerms = "volunteer-terms";
    public const string PersonalData = "personal-data";
    public const string Guardian = "guardian";
    public const string BeneficiaryConsent = "beneficiary-consent";
    public const string OnBehalfConsent = "on-behalf-consent";

    public required string Code { get; init; }
    public required int Version { get; init; }
    public required DateOnly EffectiveOn { get; init; }
    public required LocalName Body { get; init; }
}

/// <summary>A dated agreement of a volunteer, or of who asks for help, to a version of a text.</summary>
public class Consent
{
    public required Guid ConsentId { get; init; }
    public Guid? VolunteerId { get; init; }
    public Guid? HelpRequestId { get; init; }
    public required string Code { get; init; }
    public required int Version { get; init; }

    /// <summary>The language in which the text was read.</summary>
    public required string Culture { get; init; }
    public required DateTime GivenAtUtc { get; init; }

    /// <summary>Signed on paper, which the centre keeps; the moment is then the day of the signature.</summary>
    public bool IsOnPaper { get; init; }
}
