using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>The person helped. Never needs an account. Who may see the contact data is decided by <see cref="ContactVisibility"/>.</summary>
public class Beneficiary
{
    public const int NameMaxLength = 160;
    public const int AddressMaxLength = 300;
    public const int HealthNotesMaxBytes = 4000;

    public required Guid BeneficiaryId { get; init; }
    public required string FullName { get; set; }

    /// <summary>E.164.</summary>
    public required string Phone { get; set; }
    public required string Address { get; set; }
    public required string DistrictCode { get; set; }
    public District District { get; private set; } = null!;
    public required Guid CentreId { get; set; }

    /// <summary>az, ru or en.</summary>
    public required string Culture { get; set; }

    /// <summary>Health, allergies, access: encrypted.</summary>
    public string? HealthNotesEncrypted { get; set; }

    /// <summary>The person wishes a visitor of this gender.</summary>
    public Gender? VisitorGender { get; set; }
    public string SearchText { get; private set; } = "";
    public List<ExcludedPair> ExcludedPairs { get; } = [];

    public void RefreshSearchText() => SearchText = Common.SearchText.Fold(FullName, Phone);
}

/// <summary>A volunteer who is not to visit this person, whoever of the two wished it.</summary>
public class ExcludedPair
{
    public required Guid BeneficiaryId { get; init; }
    public required Guid VolunteerId { get; init; }
}
