using System.Security.Cryptography;
using System.Text;
using Dost.Volunteers.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Reference;

/// <summary>A holiday of Azerbaijan: series of shifts skip it. Reference data that an administrator may correct.</summary>
public class Holiday
{
    public required DateOnly OnDate { get; init; }
    public required LocalName Name { get; set; }

    /// <summary>The date is in the law or in a decision of the Cabinet of Ministers; else it is reckoned and may still move.</summary>
    public required bool IsOfficial { get; set; }

    /// <summary>Switched off, it is a day as any other.</summary>
    public bool IsDayOff { get; set; } = true;

    /// <summary>Stands for the day as it is: who changes what somebody else has changed meanwhile is told.</summary>
    public string Seen => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{IsOfficial}|{IsDayOff}|{Name.Az}|{Name.Ru}|{Name.En}")))[..16];
}

internal sealed class HolidayConfiguration : IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<Holiday> holiday)
    {
        holiday.ToTable("Holidays");
        holiday.HasKey(h => h.OnDate);
        holiday.Ignore(h => h.Seen);

        // Of two who switch the same day at once, the second is told.
        holiday.Property(h => h.IsOfficial).IsConcurrencyToken();
        holiday.Property(h => h.IsDayOff).IsConcurrencyToken();
    }
}
