using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Reference;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Tasks;

internal sealed class VolunteerTaskConfiguration : IEntityTypeConfiguration<VolunteerTask>
{
    public void Configure(EntityTypeBuilder<VolunteerTask> task)
    {
        task.ToTable("VolunteerTasks", t => t.HasCheckConstraint("CK_VolunteerTasks_Priority", "Priority BETWEEN 1 AND 5"));
        task.Property(t => t.HelpCategoryCode).HasMaxLength(HelpCategory.CodeMaxLength);
        task.Property(t => t.Title).HasMaxLength(VolunteerTask.TitleMaxLength);
        task.Property(t => t.Instructions).HasMaxLength(VolunteerTask.InstructionsMaxLength);
        task.Property(t => t.DistrictCode).HasMaxLength(District.CodeMaxLength);

        // A request is planned once, also when two coordinators do it at the same moment.
        task.HasIndex(t => t.HelpRequestId).IsUnique();
        task.HasOne(t => t.Centre).WithMany().HasForeignKey(t => t.CentreId).OnDelete(DeleteBehavior.Restrict);
        task.HasOne(t => t.HelpCategory).WithMany().HasForeignKey(t => t.HelpCategoryCode).OnDelete(DeleteBehavior.Restrict);
        task.HasOne(t => t.District).WithMany().HasForeignKey(t => t.DistrictCode).OnDelete(DeleteBehavior.Restrict);
        task.HasOne(t => t.HelpRequest).WithMany().HasForeignKey(t => t.HelpRequestId).OnDelete(DeleteBehavior.Restrict);
    }
}
