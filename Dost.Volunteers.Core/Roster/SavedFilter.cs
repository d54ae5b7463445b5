using Dost.Volunteers.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Roster;

/// <summary>A filter of the list that somebody keeps for themselves, under a name. Never holds what was typed to find a person.</summary>
public class SavedFilter
{
    public const int NameMaxLength = 60;
    public const int QueryMaxLength = 400;

    /// <summary>As many as one person can tell apart.</summary>
    public const int MostPerAccount = 20;

    public required Guid SavedFilterId { get; init; }
    public required Guid UserAccountId { get; init; }
    public required string Name { get; init; }

    /// <summary>As it stands in the address, after the question mark.</summary>
    public required string Query { get; set; }

    /// <summary>The one that the list opens with.</summary>
    public bool IsDefault { get; set; }
}

internal sealed class SavedFilterConfiguration : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> filter)
    {
        filter.Property(f => f.Name).HasMaxLength(SavedFilter.NameMaxLength);
        filter.Property(f => f.Query).HasMaxLength(SavedFilter.QueryMaxLength);
        filter.HasIndex(f => new { f.UserAccountId, f.Name }).IsUnique();
        filter.HasOne<UserAccount>().WithMany().HasForeignKey(f => f.UserAccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
