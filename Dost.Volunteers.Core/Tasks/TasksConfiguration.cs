using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
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
        task.Property(t => t.Kind).HasDefaultValue(TaskKind.Once);
        task.Property(t => t.Address).HasMaxLength(VolunteerTask.AddressMaxLength);
        task.Property(t => t.MeetingPoint).HasMaxLength(VolunteerTask.MeetingPointMaxLength);
        task.Property(t => t.ContactName).HasMaxLength(VolunteerTask.ContactNameMaxLength);
        task.Property(t => t.ContactPhone).HasMaxLength(PhoneNumber.MaxLength);
        task.Property(t => t.RolesAsJson).HasMaxLength(TaskRole.JsonMaxLength);
        task.Property(t => t.SearchText).HasMaxLength(SearchText.MaxLength);
        task.Property(t => t.Version).IsConcurrencyToken();
        task.Ignore(t => t.Roles);
        task.Property(t => t.DistrictCode).HasMaxLength(District.CodeMaxLength);

        // A request is planned once, also when two coordinators do it at the same moment.
        task.HasIndex(t => t.HelpRequestId).IsUnique();
        task.HasIndex(t => new { t.CentreId, t.Kind, t.ChangedAtUtc });
        task.HasMany(t => t.Attachments).WithOne().HasForeignKey(a => a.VolunteerTaskId).OnDelete(DeleteBehavior.Cascade);
        task.HasOne(t => t.Centre).WithMany().HasForeignKey(t => t.CentreId).OnDelete(DeleteBehavior.Restrict);
        task.HasOne(t => t.HelpCategory).WithMany().HasForeignKey(t => t.HelpCategoryCode).OnDelete(DeleteBehavior.Restrict);
        task.HasOne(t => t.District).WithMany().HasForeignKey(t => t.DistrictCode).OnDelete(DeleteBehavior.Restrict);
        task.HasOne(t => t.HelpRequest).WithMany().HasForeignKey(t => t.HelpRequestId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TaskAttachmentConfiguration : IEntityTypeConfiguration<TaskAttachment>
{
    public void Configure(EntityTypeBuilder<TaskAttachment> attachment)
    {
        attachment.ToTable("TaskAttachments");

        // The same file once with a task, however often the button is pressed.
        attachment.HasIndex(a => new { a.VolunteerTaskId, a.StoredFileId }).IsUnique();
        attachment.HasOne<StoredFile>().WithMany().HasForeignKey(a => a.StoredFileId).OnDelete(DeleteBehavior.Restrict);
    }
}
