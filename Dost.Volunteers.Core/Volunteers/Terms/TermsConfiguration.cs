using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Volunteers.Terms;

internal sealed class ServiceTermConfiguration : IEntityTypeConfiguration<ServiceTerm>
{
    public void Configure(EntityTypeBuilder<ServiceTerm> term)
    {
        term.ToTable("ServiceTerms", t => t.HasCheckConstraint("CK_ServiceTerms_EndsAfterStart", "EndsOn > StartsOn"));
        term.HasIndex(t => new { t.State, t.EndsOn });
        term.HasOne(t => t.Volunteer).WithMany(v => v.Terms).HasForeignKey(t => t.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}
