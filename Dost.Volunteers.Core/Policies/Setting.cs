using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Policies;

/// <summary>One value of law or policy, changed by an administrator and never a constant. Read through <see cref="Policy"/>.</summary>
public class Setting
{
    public const int KeyMaxLength = 80;
    public const int ValueMaxLength = 400;

    public required string SettingKey { get; init; }
    public required string Value { get; set; }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> setting)
    {
        setting.HasKey(s => s.SettingKey);
        setting.Property(s => s.SettingKey).HasMaxLength(Setting.KeyMaxLength);
        setting.Property(s => s.Value).HasMaxLength(Setting.ValueMaxLength);

        // Of two who change the same value at once the second is told.
        setting.Property(s => s.Value).IsConcurrencyToken();
    }
}
