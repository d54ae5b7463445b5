using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.HelpRequests.Ladders;

/// <summary>
/// The search for somebody who comes to an urgent visit: the best matches a few at a time, then a wider ring, then the coordinator with a list
/// of numbers to call. It ends with the first yes that fills the place.
/// </summary>
public class Ladder
{
    public required Guid LadderId { get; init; }
    public required Guid HelpRequestId { get; init; }
    public required Guid ShiftRoleId { get; init; }
    public LadderState State { get; private set; } = LadderState.Climbing;

    /// <summary>How many groups were asked; 0 before the first.</summary>
    public int Step { get; private set; }
    public LadderRung Rung { get; private set; } = LadderRung.Best;
    public required DateTime StartedAtUtc { get; init; }

    /// <summary>When the next group is asked, unless somebody has said yes by then.</summary>
    public required DateTime NextAtUtc { get; set; }
    public DateTime? EndedAtUtc { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();
    public List<LadderAsk> Asks { get; } = [];

    /// <summary>A group was asked: the next one has its turn at the given time.</summary>
    public void Climb(LadderRung rung, DateTime nextAtUtc)
    {
        Step++;
        Rung = rung;
        NextAtUtc = nextAtUtc;
        Version = Guid.NewGuid();
    }

    /// <summary>The place is free again, or a coordinator lets it go on: those who were asked are not asked again.</summary>
    public bool Resume(DateTime nowUtc)
    {
        if (State is LadderState.Climbing)
        {
            return false;
        }

        State = LadderState.Climbing;
        EndedAtUtc = null;
        NextAtUtc = nowUtc;
        Version = Guid.NewGuid();

        return true;
    }

    public bool End(LadderState state, DateTime nowUtc)
    {
        if (State is not LadderState.Climbing || state is LadderState.Climbing)
        {
            return false;
        }

        State = state;
        EndedAtUtc = nowUtc;
        Version = Guid.NewGuid();

        return true;
    }
}

/// <summary>Climbing → Filled | CallList | Stopped (the request fell, or a coordinator took over); all three → Climbing when the search goes on.</summary>
public enum LadderState { Climbing, Filled, CallList, Stopped }

/// <summary>Whom a group was taken from.</summary>
public enum LadderRung { Best, Waitlist, WiderRing }

/// <summary>A volunteer was asked without having offered: it counts for the budget of their week.</summary>
public class LadderAsk
{
    public required Guid LadderAskId { get; init; }
    public required Guid LadderId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required Guid AssignmentId { get; init; }
    public required int Step { get; init; }
    public required LadderRung Rung { get; init; }
    public required DateTime AskedAtUtc { get; init; }

    /// <summary>What came of it, once it is known; kept for the timeline.</summary>
    public AssignmentState? Answer { get; set; }
}

internal sealed class LadderConfiguration : IEntityTypeConfiguration<Ladder>
{
    public void Configure(EntityTypeBuilder<Ladder> ladder)
    {
        ladder.ToTable("Ladders");
        ladder.Property(l => l.Version).IsConcurrencyToken();
        ladder.HasIndex(l => new { l.State, l.NextAtUtc });
        ladder.HasIndex(l => l.HelpRequestId);

        // A place is searched for once.
        ladder.HasIndex(l => l.ShiftRoleId).IsUnique();
        ladder.HasOne<HelpRequest>().WithMany().HasForeignKey(l => l.HelpRequestId).OnDelete(DeleteBehavior.Restrict);
        ladder.HasOne<ShiftRole>().WithMany().HasForeignKey(l => l.ShiftRoleId).OnDelete(DeleteBehavior.Restrict);
        ladder.HasMany(l => l.Asks).WithOne().HasForeignKey(a => a.LadderId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LadderAskConfiguration : IEntityTypeConfiguration<LadderAsk>
{
    public void Configure(EntityTypeBuilder<LadderAsk> ask)
    {
        ask.ToTable("LadderAsks");

        // Nobody is asked twice by one ladder.
        ask.HasIndex(a => new { a.LadderId, a.VolunteerId }).IsUnique();
        ask.HasIndex(a => new { a.VolunteerId, a.AskedAtUtc });
        ask.HasOne<Volunteers.Volunteer>().WithMany().HasForeignKey(a => a.VolunteerId).OnDelete(DeleteBehavior.Cascade);
    }
}
