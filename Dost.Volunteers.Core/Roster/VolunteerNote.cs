using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Roster;

/// <summary>What a coordinator wrote down about a volunteer, for colleagues. Added, never changed; encrypted, since nobody knows what it will say.</summary>
public class VolunteerNote
{
    public const int TextMaxLength = 2000;

    /// <summary>A letter of ours takes at most two bytes, one of other alphabets three, an emoji four for its two characters.</summary>
    private const int MostBytes = 3 * TextMaxLength;

    internal static int EncryptedMaxLength => FieldCipher.EncryptedLength(MostBytes);

    public required Guid VolunteerNoteId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required Guid AuthorId { get; init; }
    public required DateTime WrittenAtUtc { get; init; }
    public required string TextEncrypted { get; init; }
}

internal sealed class VolunteerNoteConfiguration : IEntityTypeConfiguration<VolunteerNote>
{
    public void Configure(EntityTypeBuilder<VolunteerNote> note)
    {
        note.ToTable("VolunteerNotes");
        note.Property(n => n.TextEncrypted).HasMaxLength(VolunteerNote.EncryptedMaxLength);
        note.HasIndex(n => new { n.VolunteerId, n.WrittenAtUtc });
        note.HasOne<Volunteer>().WithMany().HasForeignKey(n => n.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}
