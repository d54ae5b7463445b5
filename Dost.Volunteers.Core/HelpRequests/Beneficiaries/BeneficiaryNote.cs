using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>What a coordinator wrote down about a person helped, for colleagues. Added, never changed; encrypted.</summary>
public class BeneficiaryNote
{
    public const int TextMaxLength = 2000;

    /// <summary>Three bytes a character at most, as <see cref="Roster.VolunteerNote"/>.</summary>
    internal static int EncryptedMaxLength => FieldCipher.EncryptedLength(3 * TextMaxLength);

    public required Guid BeneficiaryNoteId { get; init; }
    public required Guid BeneficiaryId { get; init; }
    public required Guid AuthorId { get; init; }
    public required DateTime WrittenAtUtc { get; init; }
    public required string TextEncrypted { get; init; }
}

internal sealed class BeneficiaryNoteConfiguration : IEntityTypeConfiguration<BeneficiaryNote>
{
    public void Configure(EntityTypeBuilder<BeneficiaryNote> note)
    {
        note.ToTable("BeneficiaryNotes");
        note.Property(n => n.TextEncrypted).HasMaxLength(BeneficiaryNote.EncryptedMaxLength);
        note.HasIndex(n => new { n.BeneficiaryId, n.WrittenAtUtc });
        note.HasOne<Beneficiary>().WithMany().HasForeignKey(n => n.BeneficiaryId).OnDelete(DeleteBehavior.Cascade);
    }
}
