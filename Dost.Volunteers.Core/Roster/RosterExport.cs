using Dost.Volunteers.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Roster;

/// <summary>That somebody took the list out of the house: who, when, why, which columns, of whom, and how many. Added before the first line goes out.</summary>
public class RosterExport
{
    public const int ReasonMaxLength = 200;
    public const int ColumnsMaxLength = 400;

    public required Guid RosterExportId { get; init; }
    public required Guid UserAccountId { get; init; }
    public required DateTime ExportedAtUtc { get; init; }
    public required string Reason { get; init; }
    public required RosterFormat Format { get; init; }

    /// <summary>Names of <see cref="RosterColumn"/>, divided by commas.</summary>
    public required string Columns { get; init; }

    /// <summary>The filter as it stands in the address; empty for everybody.</summary>
    public required string Filter { get; init; }

    /// <summary>A name, phone or e-mail was searched for too; what was typed is not kept.</summary>
    public required bool WasSearched { get; init; }
    public required int ExpectedRows { get; init; }

    /// <summary>Lines that went out; none while it runs, and where it was cut off.</summary>
    public int? WrittenRows { get; set; }
}

public enum RosterFormat { Csv, Xlsx }

/// <summary>What can be taken along. The FIN is not among them.</summary>
public enum RosterColumn { FamilyName, GivenName, State, Programme, Centre, District, Phone, Email, BornOn, Age, Gender, MessageLanguage, Skills, Languages, Tags, ServedHours, AppliedOn, TermEndsOn, Credentials }

internal sealed class RosterExportConfiguration : IEntityTypeConfiguration<RosterExport>
{
    public void Configure(EntityTypeBuilder<RosterExport> export)
    {
        export.Property(e => e.Reason).HasMaxLength(RosterExport.ReasonMaxLength);
        export.Property(e => e.Columns).HasMaxLength(RosterExport.ColumnsMaxLength);
        export.Property(e => e.Filter).HasMaxLength(SavedFilter.QueryMaxLength);
        export.HasIndex(e => e.ExportedAtUtc);
        export.HasIndex(e => new { e.UserAccountId, e.ExportedAtUtc });
        export.HasOne<UserAccount>().WithMany().HasForeignKey(e => e.UserAccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
