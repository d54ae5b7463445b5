using System.Globalization;
using System.Linq.Expressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts;

/// <summary>What may be told to everybody about an open shift: the work, the centre or district, the time, the places. Never a person.</summary>
public sealed record OpenShift
{
    public required Guid ShiftId { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }
    public required PlaceKind PlaceKind { get; init; }
    public required LocalName Centre { get; init; }
    public required LocalName District { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required int Priority { get; init; }
    public required int PlacesWanted { get; init; }
    public required int PlacesTaken { get; init; }

    public required IReadOnlyList<OpenRole> Roles { get; init; }
    public required IReadOnlyList<string> SkillCodes { get; init; }

    /// <summary>The skills that its places demand.</summary>
    public IReadOnlyList<LocalName> Skills { get; init; } = [];

    /// <summary>Within a day it begins, and somebody is still missing.</summary>
    private static readonly TimeSpan _urgentWithin = TimeSpan.FromDays(1);

    public int PlacesLeft => Math.Max(0, PlacesWanted - PlacesTaken);

    public bool IsUrgent(DateTime nowUtc) => PlacesLeft > 0 && StartsAtUtc - nowUtc < _urgentWithin;

    public string NameIn(CultureInfo culture) => Title ?? Category.In(culture);

    public string PlaceIn(CultureInfo culture) => PublicPlace.NameIn(PlaceKind, Centre, District, culture);
}

/// <summary>A kind of place in an open shift.</summary>
public sealed record OpenRole(Guid ShiftRoleId, string Name, int PlacesLeft);

/// <summary>Reads the shifts that anybody may see and take: published and not yet begun.</summary>
public sealed class OpenShiftReader(VolunteersDbContext db, TimeProvider clock)
{
    /// <summary>The most needed of the coming days: those with free places first, then by priority and time.</summary>
    public async Task<IReadOnlyList<OpenShift>> MostNeededAsync(int days, int count, CancellationToken ct)
    {
        var until = clock.UtcNow().AddDays(days);

        return await RowsAsync(
            Open().Where(s => s.StartsAtUtc < until)
                .OrderBy(s => s.Roles.Sum(r => r.Capacity - r.PlacesTaken) > 0 ? 0 : 1).ThenByDescending(s => s.VolunteerTask.Priority).ThenBy(s => s.StartsAtUtc)
                .Take(count),
            ct);
    }

    /// <summary>Those of the shifts that are still open, by their ids.</summary>
    public async Task<IReadOnlyDictionary<Guid, OpenShift>> ByIdsAsync(IReadOnlyCollection<Guid> shiftIds, CancellationToken ct) =>
        shiftIds.Count == 0 ? new Dictionary<Guid, OpenShift>() : (await RowsAsync(Open().Where(s => shiftIds.Contains(s.ShiftId)), ct)).ToDictionary(s => s.ShiftId);

    /// <summary>The same as a predicate, for queries of others.</summary>
    public Expression<Func<Shift, bool>> IsOpen()
    {
        var now = clock.UtcNow();

        return s => s.State == ShiftState.Published && s.StartsAtUtc > now;
    }

    private IQueryable<Shift> Open() => db.Shifts.AsNoTracking().Where(IsOpen());

    private async Task<IReadOnlyList<OpenShift>> RowsAsync(IQueryable<Shift> shifts, CancellationToken ct)
    {
        var rows = await Rows(shifts).ToListAsync(ct);
        var codes = rows.SelectMany(row => row.SkillCodes).ToHashSet();
        var skills = codes.Count == 0 ? [] : await db.Skills.AsNoTracking().Where(k => codes.Contains(k.SkillCode)).OrderBy(k => k.Position).ToListAsync(ct);

        return [.. rows.Select(row => row with { Skills = [.. skills.Where(k => row.SkillCodes.Contains(k.SkillCode)).Select(k => k.Name)] })];
    }

    private static IQueryable<OpenShift> Rows(IQueryable<Shift> shifts) => shifts.Select(s => new OpenShift
    {
        ShiftId = s.ShiftId,
        Title = s.VolunteerTask.Title,
        Category = s.VolunteerTask.HelpCategory.Name,
        PlaceKind = s.VolunteerTask.PlaceKind,
        Centre = s.Centre.Name,
        District = s.VolunteerTask.District.Name,
        StartsAtUtc = s.StartsAtUtc,
        EndsAtUtc = s.EndsAtUtc,
        Priority = s.VolunteerTask.Priority,
        PlacesWanted = s.Roles.Sum(r => r.Capacity),
        PlacesTaken = s.Roles.Sum(r => r.PlacesTaken),
        Roles = s.Roles.OrderBy(r => r.Name).Select(r => new OpenRole(r.ShiftRoleId, r.Name, r.Capacity - r.PlacesTaken)).ToList(),
        SkillCodes = s.Roles.SelectMany(r => r.Skills).Select(x => x.SkillCode).ToList(),
    });
}
