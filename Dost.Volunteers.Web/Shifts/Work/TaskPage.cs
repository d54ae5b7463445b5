using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Shifts.Desk;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dost.Volunteers.Web.Shifts.Work;

/// <summary>A page of the tasks or templates, and how it was asked for.</summary>
public sealed record TasksPage(Page<TaskRow> Rows, TaskShelf Shelf, string? Q, Guid? Centre, IReadOnlyList<SelectListItem> Centres)
{
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || Centre is not null;
}

/// <summary>Where a task is kept.</summary>
public enum TaskShelf { Tasks, Templates, Archive }

public sealed record TaskRow
{
    public required Guid VolunteerTaskId { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }
    public required string Symbol { get; init; }
    public required PlaceKind PlaceKind { get; init; }
    public required LocalName District { get; init; }
    public required LocalName Centre { get; init; }
    public required int ComingShifts { get; init; }
    public required bool HasSeries { get; init; }
    public required bool IsTemplate { get; init; }
}

/// <summary>A task with all that staff may know of it.</summary>
public sealed record TaskPage
{
    public required VolunteerTask Task { get; init; }
    public required IReadOnlyList<RoleLine> Roles { get; init; }
    public required IReadOnlyList<AttachedFile> Files { get; init; }
    public required IReadOnlyList<SeriesLine> Series { get; init; }
    public required IReadOnlyList<ComingShift> Coming { get; init; }
    public required int ComingCount { get; init; }

    public bool IsTemplate => Task.Kind is TaskKind.Template;
    public bool IsArchived => Task.ArchivedAtUtc is not null;
}

public sealed record AttachedFile(Guid TaskAttachmentId, FileFacts Facts);

public sealed record SeriesLine(Guid ShiftSeriesId, WeeklyPattern Pattern, DateOnly FromOn, DateOnly? UntilOn);

public sealed record ComingShift(Guid ShiftId, DateTime StartsAtUtc, DateTime EndsAtUtc, ShiftState State, int Taken, int Wanted);
