using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Roster;

/// <summary>A word of a centre's own for its volunteers: "drives", "good with children", "autumn campaign".</summary>
public class Tag
{
    public const int NameMaxLength = 40;

    public required Guid TagId { get; init; }
    public required Guid CentreId { get; init; }
    public Centre Centre { get; private set; } = null!;
    public required string Name { get; init; }

    /// <summary>The name as it is compared: a centre has each word once, in whatever letters it is typed.</summary>
    public required string FoldedName { get; init; }

    public static string Fold(string name) => SearchText.Fold(name);
}

/// <summary>A tag on a volunteer: since when, and who put it there.</summary>
public class VolunteerTag
{
    public required Guid VolunteerId { get; init; }
    public required Guid TagId { get; init; }
    public Tag Tag { get; private set; } = null!;
    public required DateTime AddedAtUtc { get; init; }
    public Guid? AddedBy { get; init; }
}

internal sealed class TagConfiguration : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> tag)
    {
        tag.Property(t => t.Name).HasMaxLength(Tag.NameMaxLength);
        tag.Property(t => t.FoldedName).HasMaxLength(2 * Tag.NameMaxLength);
        tag.HasIndex(t => new { t.CentreId, t.FoldedName }).IsUnique();
        tag.HasOne(t => t.Centre).WithMany().HasForeignKey(t => t.CentreId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class VolunteerTagConfiguration : IEntityTypeConfiguration<VolunteerTag>
{
    public void Configure(EntityTypeBuilder<VolunteerTag> tag)
    {
        tag.ToTable("VolunteerTags");
        tag.HasKey(t => new { t.VolunteerId, t.TagId });
        tag.HasIndex(t => new { t.TagId, t.VolunteerId });
        tag.HasOne<Volunteer>().WithMany().HasForeignKey(t => t.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        tag.HasOne(t => t.Tag).WithMany().HasForeignKey(t => t.TagId).OnDelete(DeleteBehavior.Cascade);
    }
}
