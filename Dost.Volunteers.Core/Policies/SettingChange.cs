using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Policies;

/// <summary>Who changed a setting from what to what, and when. Added, never changed; the audit names it.</summary>
public class SettingChange
{
    public required Guid SettingChangeId { get; init; }
    public required string SettingKey { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }
    public required DateTime AtUtc { get; init; }
    public Guid? UserAccountId { get; init; }
}

internal sealed class SettingChangeConfiguration : IEntityTypeConfiguration<SettingChange>
{
    public void Configure(EntityTypeBuilder<SettingChange> change)
    {
        change.Property(c => c.SettingChangeId).ValueGeneratedNever();
        change.Property(c => c.SettingKey).HasMaxLength(Setting.KeyMaxLength);
        change.Property(c => c.Before).HasMaxLength(Setting.ValueMaxLength);
        change.Property(c => c.After).HasMaxLength(Setting.ValueMaxLength);
        change.HasIndex(c => c.AtUtc);
    }
}
