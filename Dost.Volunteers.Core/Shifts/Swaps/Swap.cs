using System.Linq.Expressions;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Shifts.Swaps;

/// <summary>A volunteer who cannot come asks a colleague to take the place over. Until it is done the place stays theirs.</summary>
public class Swap
{
    public required Guid SwapId { get; init; }

    /// <summary>The place that is to change hands.</summary>
    public required Guid AssignmentId { get; init; }
    public Assignment Assignment { get; init; } = null!;

    /// <summary>The time and the round of the place for which the colleague was asked: a shift that was moved since is another question.</summary>
    public required int PlaceVersion { get; init; }

    /// <summary>The volunteer who is asked.</summary>
    public required Guid ColleagueId { get; init; }
    public Volunteer Colleague { get; init; } = null!;
    public SwapState State { get; private set; }
    public required DateTime AskedAtUtc { get; init; }

    /// <summary>Until when the colleague can say yes.</summary>
    public required DateTime ExpiresAtUtc { get; init; }
    public DateTime? AnsweredAtUtc { get; private set; }

    /// <summary>The coordinator who decided, and when; none where it went by itself.</summary>
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAtUtc { get; private set; }
    public string? RefuseReason { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    public bool IsOpen => State is SwapState.Asked or SwapState.Accepted;

    /// <summary>Can still come to be: the place is as it was, the shift has not begun, and the time to answer is not over. The place and its shift are loaded.</summary>
    public bool StandsAt(DateTime nowUtc) => IsOpen
        && (State is SwapState.Accepted || nowUtc < ExpiresAtUtc)
        && Assignment.State is AssignmentState.Confirmed && Assignment.Shift.IsOpen(nowUtc) && Outbox.VersionOf(Assignment, Assignment.Shift) == PlaceVersion;

    /// <summary>The same for a query.</summary>
    public static Expression<Func<Swap, bool>> Standing(DateTime nowUtc) => s =>
        (s.State == SwapState.Accepted || (s.State == SwapState.Asked && s.ExpiresAtUtc > nowUtc))
        && s.Assignment.State == AssignmentState.Confirmed && s.Assignment.Shift.State == ShiftState.Published && s.Assignment.Shift.StartsAtUtc > nowUtc
        && (s.Assignment.Shift.Revision * Outbox.RoundsPerRevision) + s.Assignment.Round == s.PlaceVersion;

    /// <summary>The colleague says yes; the coordinator decides.</summary>
    public bool Accept(DateTime nowUtc) => Answer(SwapState.Accepted, nowUtc);

    public bool Decline(DateTime nowUtc) => Answer(SwapState.Declined, nowUtc);

    /// <summary>The colleague has the place.</summary>
    /// <param name="by">The account that approved; none where nobody had to.</param>
    /// <param name="nowUtc">The instant.</param>
    public bool Finish(Guid? by, DateTime nowUtc)
    {
        AnsweredAtUtc ??= nowUtc;

        return Decide(SwapState.Done, by, nowUtc);
    }

    public bool Refuse(Guid by, string reason, DateTime nowUtc)
    {
        RefuseReason = reason;

        return State is SwapState.Accepted && Decide(SwapState.Refused, by, nowUtc);
    }

    /// <summary>Who asked does so no longer.</summary>
    public bool CallOff() => Close(SwapState.CalledOff);

    /// <summary>Nobody answered in time, or the place or its time changed.</summary>
    public bool Lapse() => Close(SwapState.Lapsed);

    private bool Answer(SwapState answer, DateTime nowUtc)
    {
        if (State is not SwapState.Asked)
        {
            return false;
        }

        AnsweredAtUtc = nowUtc;

        return Close(answer);
    }

    private bool Decide(SwapState decision, Guid? by, DateTime nowUtc)
    {
        if (!Close(decision))
        {
            return false;
        }

        DecidedBy = by;
        DecidedAtUtc = by is null ? null : nowUtc;

        return true;
    }

    private bool Close(SwapState state)
    {
        if (!IsOpen)
        {
            return false;
        }

        State = state;
        Version = Guid.NewGuid();

        return true;
    }
}

/// <summary>Asked → Accepted → Done; out: Declined by the colleague, Refused by the coordinator, CalledOff by who asked, Lapsed by time or change.</summary>
public enum SwapState { Asked, Accepted, Done, Declined, Refused, CalledOff, Lapsed }

internal sealed class SwapConfiguration : IEntityTypeConfiguration<Swap>
{
    public void Configure(EntityTypeBuilder<Swap> swap)
    {
        swap.ToTable("Swaps");
        swap.Property(s => s.RefuseReason).HasMaxLength(Assignment.ReasonMaxLength);
        swap.Property(s => s.Version).IsConcurrencyToken();

        // One colleague at a time, whoever taps twice.
        swap.HasIndex(s => s.AssignmentId).IsUnique().HasFilter("State IN ('Asked', 'Accepted')");
        swap.HasIndex(s => new { s.ColleagueId, s.State });
        swap.HasIndex(s => new { s.State, s.ExpiresAtUtc });
        swap.HasOne(s => s.Assignment).WithMany().HasForeignKey(s => s.AssignmentId).OnDelete(DeleteBehavior.Restrict);
        swap.HasOne(s => s.Colleague).WithMany().HasForeignKey(s => s.ColleagueId).OnDelete(DeleteBehavior.Restrict);
    }
}
