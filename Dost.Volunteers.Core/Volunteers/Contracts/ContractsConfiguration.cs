using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Volunteers.Contracts;

internal sealed class ContractTextConfiguration : IEntityTypeConfiguration<ContractText>
{
    public void Configure(EntityTypeBuilder<ContractText> text)
    {
        text.HasKey(t => new { t.Programme, t.Version });
        text.ComplexProperty(t => t.Body, b =>
        {
            b.Property(n => n.Az).HasMaxLength(ContractText.BodyMaxLength);
            b.Property(n => n.Ru).HasMaxLength(ContractText.BodyMaxLength);
            b.Property(n => n.En).HasMaxLength(ContractText.BodyMaxLength);
        });
    }
}

internal sealed class SignedContractConfiguration : IEntityTypeConfiguration<SignedContract>
{
    public void Configure(EntityTypeBuilder<SignedContract> contract)
    {
        contract.ToTable("SignedContracts", t => t.HasCheckConstraint(
            "CK_SignedContracts_WordsOrPaper", "(TextEncrypted IS NOT NULL AND TextHash IS NOT NULL) OR (NotedById IS NOT NULL AND TextEncrypted IS NULL AND TextHash IS NULL)"));
        contract.Property(c => c.Culture).HasMaxLength(Volunteer.CultureMaxLength);
        contract.Property(c => c.TextEncrypted).HasMaxLength(FieldCipher.EncryptedLength(SignedContract.TextMaxBytes));
        contract.Property(c => c.TextHash).HasMaxLength(SignedContract.HashLength);
        contract.Property(c => c.SignedName).HasMaxLength(SignedContract.NameMaxLength);
        contract.Property(c => c.SignedFrom).HasMaxLength(SignedContract.AddressMaxLength);
        contract.Property(c => c.GuardianName).HasMaxLength(SignedContract.NameMaxLength);
        contract.HasOne(c => c.Volunteer).WithMany(v => v.Contracts).HasForeignKey(c => c.VolunteerId).OnDelete(DeleteBehavior.Cascade);
        contract.HasOne<ContractText>().WithMany().HasForeignKey(c => new { c.Programme, c.TextVersion }).OnDelete(DeleteBehavior.Restrict);
    }
}
