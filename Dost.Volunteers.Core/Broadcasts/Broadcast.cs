using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Broadcasts;

/// <summary>
/// Something that staff write to many volunteers at once: chosen, looked at, tried on oneself, sent part by part, and stopped if need be. Whom it
/// goes to is kept as it was looked at.
/// </summary>
public class Broadcast
{
    public const int SubjectMaxLength = 120;
    public const int TextMaxLength = 2000;

    /// <summary>Characters of a text message; longer ones nobody reads, and each part costs.</summary>
    public const int SmsMaxLength = 400;

    /// <summary>People in one go.</summary>
    public const int MostPeople = 20_000;

    /// <summary>How long a look may wait for its confirmation.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>What did not go by then is no news any more.</summary>
    public static readonly TimeSpan NewsFor = TimeSpan.FromDays(3);

    public required Guid BroadcastId { get; init; }
    public required Guid UserAccountId { get; init; }
    public UserAccount UserAccount { get; private set; } = null!;

    /// <summary>The one centre of all whom it goes to; none where they are of several.</summary>
    public required Guid? CentreId { get; init; }
    public required MessageChannel Channel { get; init; }

    /// <summary>The words in Azerbaijani, and where they were written in Russian and English. The subject is for e-mail.</summary>
    public required string? SubjectAz { get; init; }
    public string? SubjectRu { get; init; }
    public string? SubjectEn { get; init; }
    public required string TextAz { get; init; }
    public string? TextRu { get; init; }
    public string? TextEn { get; init; }
    public required DateTime AddedAtUtc { get; init; }
    public DateTime? ConfirmedAtUtc { get; private set; }

    /// <summary>All are handed over to the dispatch.</summary>
    public DateTime? FinishedAtUtc { get; private set; }
    public DateTime? StoppedAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();
    public List<BroadcastRecipient> Recipients { get; } = [];

    /// <summary>The words for who reads a language; in Azerbaijani where there are none.</summary>
    public MessageWords WordsIn(string culture) => culture switch
    {
        "ru" when TextRu is not null => new MessageWords(SubjectRu ?? SubjectAz, TextRu),
        "en" when TextEn is not null => new MessageWords(SubjectEn ?? SubjectAz, TextEn),
        _ => new MessageWords(SubjectAz, TextAz),
    };

    /// <summary>The language in which who reads a language gets it.</summary>
    public string LanguageFor(string culture) => (culture is "ru" && TextRu is not null) || (culture is "en" && TextEn is not null) ? culture : "az";

    /// <summary>Once; a second click finds it confirmed.</summary>
    public bool Confirm(DateTime nowUtc)
    {
        if (ConfirmedAtUtc is not null || StoppedAtUtc is not null || nowUtc - AddedAtUtc >= Lifetime)
        {
            return false;
        }

        ConfirmedAtUtc = nowUtc;
        Version = Guid.NewGuid();

        return true;
    }

    /// <summary>Once, as long as something may still go.</summary>
    public bool Stop(DateTime nowUtc)
    {
        if (ConfirmedAtUtc is null || StoppedAtUtc is not null)
        {
            return false;
        }

        StoppedAtUtc = nowUtc;
        Version = Guid.NewGuid();

        return true;
    }

    /// <summary>Two workers at the same part, or a part and the stop, collide here; who loses starts again on what is left.</summary>
    public void Advance(bool isFinished, DateTime nowUtc)
    {
        Version = Guid.NewGuid();
        FinishedAtUtc = isFinished ? nowUtc : null;
    }
}

/// <summary>One person of a broadcast.</summary>
public class BroadcastRecipient
{
    public required Guid BroadcastId { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;

    /// <summary>The message is in the outbox.</summary>
    public DateTime? OwedAtUtc { get; set; }
}

internal sealed class BroadcastConfiguration : IEntityTypeConfiguration<Broadcast>
{
    public void Configure(EntityTypeBuilder<Broadcast> broadcast)
    {
        broadcast.ToTable("Broadcasts");
        broadcast.Property(b => b.SubjectAz).HasMaxLength(Broadcast.SubjectMaxLength);
        broadcast.Property(b => b.SubjectRu).HasMaxLength(Broadcast.SubjectMaxLength);
        broadcast.Property(b => b.SubjectEn).HasMaxLength(Broadcast.SubjectMaxLength);
        broadcast.Property(b => b.TextAz).HasMaxLength(Broadcast.TextMaxLength);
        broadcast.Property(b => b.TextRu).HasMaxLength(Broadcast.TextMaxLength);
        broadcast.Property(b => b.TextEn).HasMaxLength(Broadcast.TextMaxLength);
        broadcast.Property(b => b.Version).IsConcurrencyToken();
        broadcast.HasIndex(b => b.AddedAtUtc);
        broadcast.HasIndex(b => new { b.ConfirmedAtUtc, b.FinishedAtUtc });
        broadcast.HasOne(b => b.UserAccount).WithMany().HasForeignKey(b => b.UserAccountId).OnDelete(DeleteBehavior.Restrict);
        broadcast.HasOne<Centre>().WithMany().HasForeignKey(b => b.CentreId).OnDelete(DeleteBehavior.Restrict);
        broadcast.HasMany(b => b.Recipients).WithOne().HasForeignKey(r => r.BroadcastId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BroadcastRecipientConfiguration : IEntityTypeConfiguration<BroadcastRecipient>
{
    public void Configure(EntityTypeBuilder<BroadcastRecipient> recipient)
    {
        recipient.ToTable("BroadcastRecipients");
        recipient.HasKey(r => new { r.BroadcastId, r.VolunteerId });
        recipient.HasIndex(r => new { r.BroadcastId, r.OwedAtUtc });
        recipient.HasOne(r => r.Volunteer).WithMany().HasForeignKey(r => r.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}
