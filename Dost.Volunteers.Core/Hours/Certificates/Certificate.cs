using System.Globalization;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Terms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Hours.Certificates;

/// <summary>What a volunteer has served, in writing: as it was on the day of issue, and never changed. A wrong one is revoked, and another one issued.</summary>
public class Certificate
{
    public const int NumberMaxLength = 20;
    public const int NameMaxLength = 240;
    public const int ReasonMaxLength = 400;

    public required Guid CertificateId { get; init; }
    public required int Year { get; init; }

    /// <summary>From 1 in each year, without a gap.</summary>
    public required int Serial { get; init; }
    public required string Number { get; init; }
    public required Guid VolunteerId { get; init; }
    public Volunteer Volunteer { get; private set; } = null!;

    /// <summary>The term that was completed; none for one on demand.</summary>
    public Guid? ServiceTermId { get; init; }
    public required Guid CentreId { get; init; }
    public Centre Centre { get; private set; } = null!;

    /// <summary>The name on it, as it was on the day.</summary>
    public required string HolderName { get; init; }

    /// <summary>The letters by which the public page tells whose it is: "A. M."; empty once the person is erased.</summary>
    public required string Initials { get; init; }

    /// <summary>In the language of the certificate, as the centre was called on the day.</summary>
    public required string CentreName { get; init; }
    public required Programme Programme { get; init; }
    public required string Culture { get; init; }
    public required DateOnly FromOn { get; init; }
    public required DateOnly UntilOn { get; init; }

    /// <summary>Approved minutes of service in this time.</summary>
    public required int Minutes { get; init; }
    public required DateTime IssuedAtUtc { get; init; }

    /// <summary>The account; none for the job.</summary>
    public Guid? IssuedById { get; init; }

    /// <summary>Of the word in the address that the QR code leads to.</summary>
    public required string TokenHash { get; init; }
    public DateTime? RevokedAtUtc { get; private set; }
    public Guid? RevokedById { get; private set; }
    public string? RevokeReason { get; private set; }

    /// <summary>The certificate as a PDF, once it is printed; a revoked one has none.</summary>
    public Guid? StoredFileId { get; private set; }

    public Guid Version { get; private set; } = Guid.NewGuid();

    public bool Revoke(string reason, Guid accountId, DateTime nowUtc)
    {
        if (RevokedAtUtc is not null)
        {
            return false;
        }

        (RevokedAtUtc, RevokedById, RevokeReason, StoredFileId, Version) = (nowUtc, accountId, reason, null, Guid.NewGuid());

        return true;
    }

    /// <summary>Keeps the printed paper. The version stays: who looks at the certificate sees the same as before.</summary>
    public bool KeepPaper(Guid storedFileId)
    {
        if (RevokedAtUtc is not null || StoredFileId is not null)
        {
            return false;
        }

        StoredFileId = storedFileId;

        return true;
    }

    /// <summary>What the file is called: <c>DOST-2026-000123.pdf</c>.</summary>
    internal static string PaperNameOf(int year, int serial) => string.Create(CultureInfo.InvariantCulture, $"DOST-{year:0000}-{serial:000000}.pdf");

    internal static string NumberOf(int year, int serial) => string.Create(CultureInfo.InvariantCulture, $"DK-{year:0000}-{serial:000000}");

    /// <summary>"Ə. M." of the first letters of both names.</summary>
    internal static string InitialsOf(string givenName, string familyName) =>
        string.Join(' ', new[] { givenName, familyName }.Select(n => n.Trim()).Where(n => n.Length > 0).Select(n => StringInfo.GetNextTextElement(n) + "."));
}

/// <summary>The last number of a year; who takes the next one changes this row, and so two never get the same.</summary>
public class CertificateYear
{
    public required int Year { get; init; }
    public int LastSerial { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    public int Take()
    {
        Version = Guid.NewGuid();

        return ++LastSerial;
    }
}

internal sealed class CertificateConfiguration : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> certificate)
    {
        certificate.ToTable("Certificates");
        certificate.Property(c => c.Number).HasMaxLength(Certificate.NumberMaxLength);
        certificate.Property(c => c.HolderName).HasMaxLength(Certificate.NameMaxLength);
        certificate.Property(c => c.Initials).HasMaxLength(Certificate.NumberMaxLength);
        certificate.Property(c => c.CentreName).HasMaxLength(Certificate.NameMaxLength);
        certificate.Property(c => c.Culture).HasMaxLength(2);
        certificate.Property(c => c.TokenHash).HasMaxLength(HoursEntry.HashLength);
        certificate.Property(c => c.RevokeReason).HasMaxLength(Certificate.ReasonMaxLength);
        certificate.Property(c => c.Version).IsConcurrencyToken();

        // Two who print the same certificate collide here, and the second keeps nothing.
        certificate.Property(c => c.StoredFileId).IsConcurrencyToken();
        certificate.HasIndex(c => new { c.Year, c.Serial }).IsUnique();
        certificate.HasIndex(c => c.Number).IsUnique();
        certificate.HasIndex(c => c.TokenHash).IsUnique();
        certificate.HasIndex(c => new { c.VolunteerId, c.IssuedAtUtc });
        certificate.HasIndex(c => new { c.CentreId, c.IssuedAtUtc });
        certificate.HasIndex(c => c.ServiceTermId);
        certificate.HasOne(c => c.Volunteer).WithMany().HasForeignKey(c => c.VolunteerId).OnDelete(DeleteBehavior.Restrict);
        certificate.HasOne(c => c.Centre).WithMany().HasForeignKey(c => c.CentreId).OnDelete(DeleteBehavior.Restrict);
        certificate.HasOne<ServiceTerm>().WithMany().HasForeignKey(c => c.ServiceTermId).OnDelete(DeleteBehavior.Restrict);
        certificate.HasOne<StoredFile>().WithMany().HasForeignKey(c => c.StoredFileId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CertificateYearConfiguration : IEntityTypeConfiguration<CertificateYear>
{
    public void Configure(EntityTypeBuilder<CertificateYear> year)
    {
        year.ToTable("CertificateYears");
        year.HasKey(y => y.Year);
        year.Property(y => y.Year).ValueGeneratedNever();
        year.Property(y => y.Version).IsConcurrencyToken();
    }
}
