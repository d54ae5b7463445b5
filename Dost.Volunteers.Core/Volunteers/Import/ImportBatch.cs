using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Centres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Volunteers.Import;

/// <summary>
/// A list of volunteers that a coordinator uploaded, between the preview and the import. Kept encrypted, for an hour, for that one account
/// and centre; after the import it holds only the lines that were not taken.
/// </summary>
public class ImportBatch
{
    public const int FileNameMaxLength = 200;
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public required Guid ImportBatchId { get; init; }

    /// <summary>Who uploaded it: nobody else sees or imports it.</summary>
    public required Guid UserAccountId { get; init; }

    /// <summary>The centre that will keep the volunteers, chosen at the upload.</summary>
    public required Guid CentreId { get; init; }
    public Centre Centre { get; private set; } = null!;
    public required string FileName { get; init; }

    /// <summary>The lines, encrypted: there are FINs among them.</summary>
    public required byte[] Content { get; set; }
    public required DateTime UploadedAtUtc { get; init; }
    public DateTime? TakenAtUtc { get; private set; }
    public int TakenCount { get; private set; }
    public int RefusedCount { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    public DateTime ExpiresAtUtc => UploadedAtUtc + Lifetime;

    /// <summary>Once. A second click at the same moment collides on the version.</summary>
    public bool Take(int taken, int refused, DateTime nowUtc)
    {
        if (TakenAtUtc is not null)
        {
            return false;
        }

        TakenAtUtc = nowUtc;
        TakenCount = taken;
        RefusedCount = refused;
        Version = Guid.NewGuid();

        return true;
    }
}

internal sealed class ImportBatchConfiguration : IEntityTypeConfiguration<ImportBatch>
{
    public void Configure(EntityTypeBuilder<ImportBatch> batch)
    {
        batch.ToTable("ImportBatches");
        batch.Property(b => b.FileName).HasMaxLength(ImportBatch.FileNameMaxLength);
        batch.Property(b => b.Version).IsConcurrencyToken();
        batch.HasIndex(b => b.UploadedAtUtc);
        batch.HasIndex(b => b.UserAccountId);
        batch.HasOne<UserAccount>().WithMany().HasForeignKey(b => b.UserAccountId).OnDelete(DeleteBehavior.Cascade);
        batch.HasOne(b => b.Centre).WithMany().HasForeignKey(b => b.CentreId).OnDelete(DeleteBehavior.Restrict);
    }
}
