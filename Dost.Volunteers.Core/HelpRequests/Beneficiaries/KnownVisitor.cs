using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>A volunteer whom the person helped knows and lets in. Where <see cref="Beneficiary.KnownVisitorsOnly"/> is set, nobody else visits.</summary>
public class KnownVisitor
{
    public required Guid BeneficiaryId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required DateTime NamedAtUtc { get; init; }
    public required Guid? NamedById { get; init; }
}

internal sealed class KnownVisitorConfiguration : IEntityTypeConfiguration<KnownVisitor>
{
    public void Configure(EntityTypeBuilder<KnownVisitor> visitor)
    {
        visitor.ToTable("KnownVisitors");
        visitor.HasKey(v => new { v.BeneficiaryId, v.VolunteerId });
        visitor.HasOne<Beneficiary>().WithMany(b => b.KnownVisitors).HasForeignKey(v => v.BeneficiaryId).OnDelete(DeleteBehavior.Cascade);
        visitor.HasOne<Volunteer>().WithMany().HasForeignKey(v => v.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}
