using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>The person helped. Never needs an account. Who may see the contact data is decided by <see cref="Safeguarding.ContactVisibility"/>.</summary>
public class Beneficiary
{
    public const int NameMaxLength = 160;
    public const int AddressMaxLength = 300;
    public const int HealthNotesMaxBytes = 4000;

    /// <summary>Characters; a letter of ours takes at most three bytes.</summary>
    public const int HealthNotesMaxLength = HealthNotesMaxBytes / 3;
    public const int WishesMaxLength = 1000;

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

    /// <summary>Nobody visits alone: two places at least, and the visit begins only when two have said yes.</summary>
    public bool VisitedByTwo { get; set; }

    /// <summary>Only those among <see cref="KnownVisitors"/> visit.</summary>
    public bool KnownVisitorsOnly { get; set; }

    /// <summary>How far who visits must have been checked, beyond what the kind of help demands.</summary>
    public VettingLevel Vetting { get; set; }

    /// <summary>What the person likes and how: mornings, a slow talk, shoes off.</summary>
    public string? Wishes { get; set; }

    /// <summary>Degrees north and east of the door, where somebody set the point.</summary>
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }

    /// <summary>The person took their agreement back: nothing new is planned.</summary>
    public DateTime? ConsentWithdrawnAtUtc { get; set; }

    /// <summary>The record that this one was joined with; its requests have gone there.</summary>
    public Guid? MergedIntoId { get; set; }
    public DateTime? CreatedAtUtc { get; init; }
    public string SearchText { get; private set; } = "";
    public Guid Version { get; private set; } = Guid.NewGuid();
    public List<ExcludedPair> ExcludedPairs { get; } = [];
    public List<KnownVisitor> KnownVisitors { get; } = [];
    public List<BeneficiaryContact> Contacts { get; } = [];

    /// <summary>Two who change the record at once collide here.</summary>
    public void Touch() => Version = Guid.NewGuid();

    /// <summary>This record ends, and nothing of the person stays in it: they go on in the other one.</summary>
    internal void JoinInto(Beneficiary kept)
    {
        MergedIntoId = kept.BeneficiaryId;
        (FullName, Phone, Address, SearchText) = ("–", "", "", "");
        (DistrictCode, CentreId, Culture) = (kept.DistrictCode, kept.CentreId, kept.Culture);
        (HealthNotesEncrypted, Wishes, Latitude, Longitude, ConsentWithdrawnAtUtc) = (null, null, null, null, null);
        (VisitorGender, VisitedByTwo, KnownVisitorsOnly, Vetting) = (null, false, false, VettingLevel.None);
        Touch();
        kept.Touch();
    }

    public void RefreshSearchText() => SearchText = Common.SearchText.Fold(FullName, Phone);
}

/// <summary>A volunteer who is not to visit this person, whoever of the two wished it.</summary>
public class ExcludedPair
{
    public required Guid BeneficiaryId { get; init; }
    public required Guid VolunteerId { get; init; }

    /// <summary>The incident that parted them: only an administrator joins them again.</summary>
    public Guid? IncidentId { get; init; }
    public DateTime? ExcludedAtUtc { get; init; }
}
