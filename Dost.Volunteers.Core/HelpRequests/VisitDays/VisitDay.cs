using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.HelpRequests.VisitDays;

/// <summary>A day of the mobile service: a team in a vehicle goes from household to household of a district. The team holds places in one shift.</summary>
public class VisitDay
{
    public const int NameMaxLength = 80;

    public required Guid VisitDayId { get; init; }
    public required Guid CentreId { get; init; }
    public Centre Centre { get; private set; } = null!;
    public required string DistrictCode { get; init; }
    public District District { get; private set; } = null!;
    public required DateOnly On { get; init; }

    /// <summary>The shift of the team, which meets at the centre.</summary>
    public required Guid ShiftId { get; init; }
    public Shift Shift { get; private set; } = null!;
    public required string Vehicle { get; set; }

    /// <summary>Wall clock in Baku: when the vehicle leaves the centre, and by when it should be back.</summary>
    public required TimeOnly StartsAt { get; set; }
    public required TimeOnly EndsAt { get; set; }
    public VisitDayState State { get; private set; } = VisitDayState.Draft;

    /// <summary>Somebody set the order: it is not computed anew without being asked.</summary>
    public bool IsOrderedByHand { get; set; }

    /// <summary>Counts what the households were told: a changed window is told anew.</summary>
    public int ToldRound { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();
    public List<VisitStop> Stops { get; } = [];

    public bool Tell()
    {
        if (State is not (VisitDayState.Draft or VisitDayState.Told))
        {
            return false;
        }

        State = VisitDayState.Told;
        ToldRound++;
        Touch();

        return true;
    }

    public bool Close(VisitDayState state)
    {
        if (State is VisitDayState.Over or VisitDayState.CalledOff || state is not (VisitDayState.Over or VisitDayState.CalledOff))
        {
            return false;
        }

        State = state;
        Touch();

        return true;
    }

    /// <summary>Two who change the order at once collide here.</summary>
    public void Touch() => Version = Guid.NewGuid();
}

/// <summary>Draft → Told → Over; out: CalledOff.</summary>
public enum VisitDayState { Draft, Told, Over, CalledOff }

/// <summary>A household on the way of a visit day.</summary>
public class VisitStop
{
    public required Guid VisitStopId { get; init; }
    public required Guid VisitDayId { get; init; }
    public VisitDay VisitDay { get; private set; } = null!;
    public required Guid HelpRequestId { get; init; }
    public HelpRequest HelpRequest { get; private set; } = null!;

    /// <summary>From 1.</summary>
    public required int Position { get; set; }
    public required int Minutes { get; set; }

    /// <summary>Wall clock in Baku: when the household can be visited.</summary>
    public required TimeOnly WindowFrom { get; set; }
    public required TimeOnly WindowTo { get; set; }

    /// <summary>As computed from the order.</summary>
    public required DateTime ArrivesAtUtc { get; set; }

    /// <summary>The window that the household was told, and the round of it.</summary>
    public DateTime? ToldStartsAtUtc { get; set; }
    public DateTime? ToldEndsAtUtc { get; set; }
    public int ToldRound { get; set; }
    public VisitStopState State { get; private set; } = VisitStopState.Waiting;
    public DateTime? OnTheWayAtUtc { get; private set; }
    public DateTime? ArrivedAtUtc { get; private set; }
    public DateTime? DoneAtUtc { get; private set; }

    /// <summary>One step on; noting the same again, or an earlier one, changes nothing.</summary>
    public bool Note(VisitStopState state, DateTime nowUtc)
    {
        if (State is VisitStopState.Done or VisitStopState.NotHome || state <= State)
        {
            return false;
        }

        State = state;

        switch (state)
        {
            case VisitStopState.OnTheWay:
                OnTheWayAtUtc = nowUtc;
                break;
            case VisitStopState.Arrived:
                ArrivedAtUtc = nowUtc;
                break;
            case VisitStopState.Done or VisitStopState.NotHome:
                DoneAtUtc = nowUtc;
                break;
        }

        return true;
    }
}

/// <summary>Waiting → OnTheWay → Arrived → Done; NotHome where nobody opened.</summary>
public enum VisitStopState { Waiting, OnTheWay, Arrived, Done, NotHome }

internal sealed class VisitDayConfiguration : IEntityTypeConfiguration<VisitDay>
{
    public void Configure(EntityTypeBuilder<VisitDay> day)
    {
        day.ToTable("VisitDays");
        day.Property(d => d.Vehicle).HasMaxLength(VisitDay.NameMaxLength);
        day.Property(d => d.DistrictCode).HasMaxLength(District.CodeMaxLength);
        day.Property(d => d.Version).IsConcurrencyToken();
        day.HasIndex(d => new { d.CentreId, d.On });
        day.HasIndex(d => d.ShiftId).IsUnique();
        day.HasOne(d => d.Centre).WithMany().HasForeignKey(d => d.CentreId).OnDelete(DeleteBehavior.Restrict);
        day.HasOne(d => d.District).WithMany().HasForeignKey(d => d.DistrictCode).OnDelete(DeleteBehavior.Restrict);
        day.HasOne(d => d.Shift).WithMany().HasForeignKey(d => d.ShiftId).OnDelete(DeleteBehavior.Restrict);
        day.HasMany(d => d.Stops).WithOne(s => s.VisitDay).HasForeignKey(s => s.VisitDayId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class VisitStopConfiguration : IEntityTypeConfiguration<VisitStop>
{
    public void Configure(EntityTypeBuilder<VisitStop> stop)
    {
        stop.ToTable("VisitStops");
        stop.HasIndex(s => new { s.VisitDayId, s.HelpRequestId }).IsUnique();
        stop.HasOne(s => s.HelpRequest).WithMany().HasForeignKey(s => s.HelpRequestId).OnDelete(DeleteBehavior.Restrict);
    }
}
