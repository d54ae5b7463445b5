using Dost.Volunteers.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>Somebody close to the person helped, who can be called: a daughter, a neighbour.</summary>
public class BeneficiaryContact
{
    /// <summary>Contacts that a record may have.</summary>
    public const int Most = 10;

    public required Guid BeneficiaryContactId { get; init; }
    public required Guid BeneficiaryId { get; init; }
    public required string Name { get; set; }
    public string? Relation { get; set; }

    /// <summary>E.164.</summary>
    public required string Phone { get; set; }

    /// <summary>The one to call first in need.</summary>
    public bool IsForEmergency { get; set; }
}

internal sealed class BeneficiaryContactConfiguration : IEntityTypeConfiguration<BeneficiaryContact>
{
    public void Configure(EntityTypeBuilder<BeneficiaryContact> contact)
    {
        contact.ToTable("BeneficiaryContacts");
        contact.Property(c => c.Name).HasMaxLength(Beneficiary.NameMaxLength);
        contact.Property(c => c.Relation).HasMaxLength(HelpRequest.RelationMaxLength);
        contact.Property(c => c.Phone).HasMaxLength(PhoneNumber.MaxLength);
        contact.HasIndex(c => c.Phone);
        contact.HasOne<Beneficiary>().WithMany(b => b.Contacts).HasForeignKey(c => c.BeneficiaryId).OnDelete(DeleteBehavior.Cascade);
    }
}
