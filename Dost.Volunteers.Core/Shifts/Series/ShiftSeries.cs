using System.Globalization;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dost.Volunteers.Core.Shifts.Series;

/// <summary>
/// Shifts of a task that come back week by week. Each shift knows the place in the pattern that it was made for, whatever becomes of it:
/// so nothing is made twice, and what was called off or moved is not made again.
/// </summary>
public class ShiftSeries
{
    public const int PatternMaxLength = 200;

    /// <summary>How far ahead shifts are made at most.</summary>
    public const int MostWeeksAhead = 26;

    public required Guid ShiftSeriesId { get; init; }
    public required Guid VolunteerTaskId { get; init; }
    public VolunteerTask VolunteerTask { get; private set; } = null!;

    /// <summary>The centre of the task, kept here for lists and rights.</summary>
    public required Guid CentreId { get; init; }
    public Centre Centre { get; private set; } = null!;

    /// <summary>Weekdays and blocks as <see cref="WeeklyPattern.ToString"/> writes them.</summary>
    public required string PatternText { get; init; }
    public required DateOnly FromOn { get; init; }

    /// <summary>The last day; none while it goes on until somebody ends it.</summary>
    public DateOnly? UntilOn { get; private set; }
    public required string MeetingPoint { get; init; }
    public required string RolesAsJson { get; init; }

    /// <summary>Whether its shifts are published as they are made, or wait as drafts.</summary>
    public required bool PublishesItself { get; init; }
    public required DateTime CreatedAtUtc { get; init; }

    /// <summary>The series that goes on with the changed pattern.</summary>
    public Guid? ContinuedById { get; private set; }
    public Guid Version { get; private set; } = Guid.NewGuid();

    public WeeklyPattern Pattern => WeeklyPattern.Parse(PatternText);

    public IReadOnlyList<TaskRole> Roles => TaskRole.Read(RolesAsJson);

    /// <summary>Whether the series still makes shifts.</summary>
    public bool IsRunning(DateOnly today) => UntilOn is not { } last || last >= today;

    /// <summary>Sets the last day of a series that is not saved yet.</summary>
    internal ShiftSeries Until(DateOnly? lastOn)
    {
        UntilOn = lastOn;

        return this;
    }

    /// <summary>Nothing is made after the day; whoever changes the series at this moment collides.</summary>
    internal void EndOn(DateOnly lastOn, ShiftSeries? next = null)
    {
        UntilOn = UntilOn is { } until && until < lastOn ? until : lastOn;
        ContinuedById = next?.ShiftSeriesId ?? ContinuedById;
        Version = Guid.NewGuid();
    }
}

/// <summary>Hours of a day in Baku, the end after the beginning.</summary>
public sealed record DayBlock(TimeOnly StartsAt, TimeOnly EndsAt)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartsAt:HH:mm}-{EndsAt:HH:mm}");

    public static bool TryParse(string? text, out DayBlock block)
    {
        block = new DayBlock(default, default);

        if (text?.Split('-') is not [var from, var to]
            || !TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
            || !TimeOnly.TryParseExact(to, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end) || end <= start)
        {
            return false;
        }

        block = new DayBlock(start, end);

        return true;
    }
}

/// <summary>On which weekdays in which blocks. Blocks stand in the order of time; no two begin at once.</summary>
public sealed record WeeklyPattern(IReadOnlyList<DayOfWeek> Days, IReadOnlyList<DayBlock> Blocks)
{
    public const int MostBlocks = 6;

    /// <summary>In order, each once.</summary>
    public static WeeklyPattern Of(IEnumerable<DayOfWeek> days, IEnumerable<DayBlock> blocks) =>
        new([.. days.Distinct().OrderBy(d => d.AfterMonday())], [.. blocks.DistinctBy(b => b.StartsAt).OrderBy(b => b.StartsAt)]);

    public bool Overlaps => Blocks.Zip(Blocks.Skip(1)).Any(pair => pair.Second.StartsAt < pair.First.EndsAt);

    /// <summary>The places of the pattern from one day to another, both included, without the holidays.</summary>
    public IEnumerable<SeriesSlot> Slots(DateOnly from, DateOnly until, IReadOnlySet<DateOnly> holidays)
    {
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            if (!Days.Contains(day.DayOfWeek) || holidays.Contains(day))
            {
                continue;
            }

            foreach (var block in Blocks)
            {
                yield return new SeriesSlot(day, block);
            }
        }
    }

    public override string ToString() => $"{string.Join(',', Days.Select(d => (int)d))} {string.Join(';', Blocks)}";

    public static WeeklyPattern Parse(string text)
    {
        var parts = text.Split(' ');

        return new WeeklyPattern(
            [.. parts[0].Split(',').Select(d => (DayOfWeek)int.Parse(d, CultureInfo.InvariantCulture))],
            [.. parts[1].Split(';').Select(b => DayBlock.TryParse(b, out var block) ? block : throw new FormatException("This is no block."))]);
    }
}

/// <summary>A place in the pattern: the day and the block.</summary>
public sealed record SeriesSlot(DateOnly On, DayBlock Block);

internal sealed class ShiftSeriesConfiguration : IEntityTypeConfiguration<ShiftSeries>
{
    public void Configure(EntityTypeBuilder<ShiftSeries> series)
    {
        series.ToTable("ShiftSeries");
        series.Property(s => s.PatternText).HasMaxLength(ShiftSeries.PatternMaxLength);
        series.Property(s => s.MeetingPoint).HasMaxLength(Shift.MeetingPointMaxLength);
        series.Property(s => s.RolesAsJson).HasMaxLength(TaskRole.JsonMaxLength);
        series.Property(s => s.Version).IsConcurrencyToken();
        series.Ignore(s => s.Pattern);
        series.Ignore(s => s.Roles);
        series.HasIndex(s => s.UntilOn);
        series.HasIndex(s => new { s.CentreId, s.CreatedAtUtc });
        series.HasOne(s => s.VolunteerTask).WithMany().HasForeignKey(s => s.VolunteerTaskId).OnDelete(DeleteBehavior.Restrict);
        series.HasOne(s => s.Centre).WithMany().HasForeignKey(s => s.CentreId).OnDelete(DeleteBehavior.Restrict);
    }
}
