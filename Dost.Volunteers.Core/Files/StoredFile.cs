using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Files;

/// <summary>
/// A file that somebody handed in, sealed under the key of the installation. It lives in the database (docs/adr/0012), so that each site
/// reaches it and a backup is whole. Lists never read <see cref="Content"/>.
/// </summary>
public class StoredFile
{
    public const int NameMaxLength = 100;

    /// <summary>Bytes.</summary>
    public const int MaxLength = 10 * 1024 * 1024;

    public required Guid StoredFileId { get; init; }
    public required StoredFileKind Kind { get; init; }

    /// <summary>What it was called on the device it came from, cleaned; encrypted, since people put names there.</summary>
    public required string NameEncrypted { get; init; }

    /// <summary>Bytes before it was sealed.</summary>
    public required int Length { get; init; }
    public required byte[] Content { get; init; }
    public required DateTime AddedAtUtc { get; init; }

    /// <summary>The account that handed it in.</summary>
    public Guid? AddedById { get; init; }
}

public enum StoredFileKind { Pdf, Jpeg, Png }

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("StoredFiles");
        file.Property(f => f.NameEncrypted).HasMaxLength(FieldCipher.EncryptedLength(4 * StoredFile.NameMaxLength));
        file.HasIndex(f => f.AddedAtUtc);
    }
}
