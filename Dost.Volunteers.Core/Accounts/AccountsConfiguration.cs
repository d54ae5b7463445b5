using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Accounts;

internal sealed class UserAccountConfiguration : IEntityTypeConfiguration<UserAccount>
{
    public void Configure(EntityTypeBuilder<UserAccount> account)
    {
        account.ToTable("UserAccounts");
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.DisplayName).HasMaxLength(UserAccount.DisplayNameMaxLength);
        account.Property(a => a.Culture).HasMaxLength(Volunteer.CultureMaxLength);
        account.Property(a => a.PhoneNumber).HasMaxLength(Common.PhoneNumber.MaxLength);
        account.Property(a => a.PasswordHash).HasMaxLength(400);
        account.Property(a => a.SecurityStamp).HasMaxLength(64);
        account.Property(a => a.ConcurrencyStamp).HasMaxLength(64);
        account.HasIndex(a => a.PhoneNumber);
        account.HasIndex(a => a.VolunteerId).IsUnique();
        account.HasOne<Volunteer>().WithMany().HasForeignKey(a => a.VolunteerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CoordinatorCentreConfiguration : IEntityTypeConfiguration<CoordinatorCentre>
{
    public void Configure(EntityTypeBuilder<CoordinatorCentre> right)
    {
        right.HasKey(r => new { r.UserAccountId, r.CentreId });
        right.HasOne<UserAccount>().WithMany(a => a.Centres).HasForeignKey(r => r.UserAccountId).OnDelete(DeleteBehavior.Cascade);
        right.HasOne(r => r.Centre).WithMany().HasForeignKey(r => r.CentreId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OneTimeCodeConfiguration : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> code)
    {
        code.Property(c => c.Version).IsConcurrencyToken();
        code.HasIndex(c => new { c.Purpose, c.SubjectId, c.IssuedAtUtc });
        code.HasIndex(c => c.IssuedAtUtc);
    }
}
