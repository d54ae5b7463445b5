using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>Help that comes back, such as every Tuesday at ten. A job makes a planned request of each day ahead, and asks the usual visitor first.</summary>
public class RegularVisit
{
    public const int LeastMinutes = 15;
    public const int MostMinutes = 720;
    public const int MostWeeks = 8;

    public required Guid RegularVisitId { get; init; }
    public required Guid BeneficiaryId { get; init; }
    public Beneficiary Beneficiary { get; private set; } = null!;
    public required Guid CentreId { get; init; }
    public required string HelpCategoryCode { get; set; }
    public HelpCategory HelpCategory { get; private set; } = null!;
    public required string Description { get; set; }

    /// <summary>Weekday and wall clock in Baku.</summary>
    public required DayOfWeek Day { get; set; }
    public required TimeOnly StartsAt { get; set; }
    public required int Minutes { get; set; }

    /// <summary>1 for every week, 2 for every second one, counted from the first day.</summary>
    public required int EveryWeeks { get; set; }
    public required DateOnly FromOn { get; set; }
    public DateOnly? UntilOn { get; set; }

    /// <summary>The usual visitor, who is asked first.</summary>
    public Guid? VolunteerId { get; set; }

    /// <summary>The last day of which a request was made, or that was passed over; none is made twice.</summary>
    public DateOnly? MadeUntilOn { get; set; }
    public required DateTime CreatedAtUtc { get; init; }
    public DateTime? EndedAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>The first of its days after a day; none where it is over by then.</summary>
    public DateOnly? NextAfter(DateOnly on)
    {
        var first = FromOn.AddDays(((int)Day - (int)FromOn.DayOfWeek + 7) % 7);
        var turn = 7 * EveryWeeks;
        var next = on < first ? first : first.AddDays(((on.DayNumber - first.DayNumber) / turn + 1) * turn);

        return EndedAtUtc is not null || next > UntilOn ? null : next;
    }

    /// <summary>Whether the days and hours are the same, so that the visits that were made still hold.</summary>
    public bool HasTimesOf(NewRegularVisit other)
    {
        ArgumentNullException.ThrowIfNull(other);

        return (HelpCategoryCode, Day, StartsAt, Minutes, EveryWeeks, FromOn) == (other.HelpCategoryCode, other.Day, other.StartsAt, other.Minutes, other.EveryWeeks, other.FromOn);
    }

    /// <summary>A request was made of the day, or it was passed over.</summary>
    public void Pass(DateOnly on)
    {
        MadeUntilOn = on;
        Touch();
    }

    public void End(DateTime nowUtc)
    {
        EndedAtUtc ??= nowUtc;
        Touch();
    }

    /// <summary>Who changes it and who makes its visits at the same moment collide here.</summary>
    public void Touch() => Version = Guid.NewGuid();
}

internal sealed class RegularVisitConfiguration : IEntityTypeConfiguration<RegularVisit>
{
    public void Configure(EntityTypeBuilder<RegularVisit> visit)
    {
        visit.ToTable("RegularVisits", t =>
        {
            t.HasCheckConstraint("CK_RegularVisits_Minutes", "Minutes BETWEEN 15 AND 720");
            t.HasCheckConstraint("CK_RegularVisits_EveryWeeks", "EveryWeeks BETWEEN 1 AND 8");
        });
        visit.Property(v => v.HelpCategoryCode).HasMaxLength(HelpCategory.CodeMaxLength);
        visit.Property(v => v.Description).HasMaxLength(HelpRequest.DescriptionMaxLength);
        visit.Property(v => v.Version).IsConcurrencyToken();
        visit.HasIndex(v => new { v.EndedAtUtc, v.MadeUntilOn });
        visit.HasOne(v => v.Beneficiary).WithMany().HasForeignKey(v => v.BeneficiaryId).OnDelete(DeleteBehavior.Restrict);
        visit.HasOne(v => v.HelpCategory).WithMany().HasForeignKey(v => v.HelpCategoryCode).OnDelete(DeleteBehavior.Restrict);
        visit.HasOne<Centre>().WithMany().HasForeignKey(v => v.CentreId).OnDelete(DeleteBehavior.Restrict);
        visit.HasOne<Volunteer>().WithMany().HasForeignKey(v => v.VolunteerId).OnDelete(DeleteBehavior.SetNull);
    }
}
