using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Calendar;

/// <summary>
/// A private address under which a calendar program reads a volunteer's shifts. Who knows the address reads them, so only a keyed hash of
/// it is kept, and the volunteer can take it back. Rows that are revoked stay for a while, so that the programs that still ask under them
/// are not taken for somebody who guesses.
/// </summary>
public class CalendarFeed
{
    /// <summary>Hexadecimal signs of an HMAC-SHA256.</summary>
    public const int TokenHashLength = 64;

    public required Guid CalendarFeedId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required string TokenHash { get; init; }
    public required DateTime CreatedAtUtc { get; init; }
    public DateTime? RevokedAtUtc { get; private set; }

    /// <summary>When it was last read, to the hour: whether the calendar is connected at all.</summary>
    public DateTime? LastReadAtUtc { get; set; }

    public void Revoke(DateTime nowUtc) => RevokedAtUtc ??= nowUtc;
}

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> feed)
    {
        feed.Property(f => f.TokenHash).HasMaxLength(CalendarFeed.TokenHashLength);
        feed.HasIndex(f => f.TokenHash).IsUnique();
        feed.HasIndex(f => f.VolunteerId);
        feed.HasOne<Volunteer>().WithMany().HasForeignKey(f => f.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}
