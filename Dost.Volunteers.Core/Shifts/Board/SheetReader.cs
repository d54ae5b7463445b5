using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts.Board;

/// <summary>Reads what is printed: who comes to which shift of a centre. Names only; no phone, no address, nobody who is visited.</summary>
public sealed class SheetReader(VolunteersDbContext db, CurrentUser user)
{
    /// <summary>More than a centre ever has in a week; a sheet with more would not be read.</summary>
    public const int MostShifts = 1000;

    /// <summary>The shifts of a centre that begin on one of the days, published or over, by time.</summary>
    public async Task<IReadOnlyList<SheetShift>> ReadAsync(Guid centreId, DateOnly first, int days, CancellationToken ct)
    {
        if (!user.MayManage(centreId))
        {
            return [];
        }

        var (from, to) = (BakuTime.ToUtc(first, TimeOnly.MinValue), BakuTime.ToUtc(first.AddDays(days), TimeOnly.MinValue));

        return await db.Shifts.AsNoTracking()
            .Where(s => s.CentreId == centreId && s.StartsAtUtc >= from && s.StartsAtUtc < to && (s.State == ShiftState.Published || s.State == ShiftState.Completed))
            .OrderBy(s => s.StartsAtUtc).ThenBy(s => s.EndsAtUtc).ThenBy(s => s.ShiftId).Take(MostShifts)
            .Select(s => new SheetShift
            {
                ShiftId = s.ShiftId,
                Title = s.VolunteerTask.Title,
                Category = s.VolunteerTask.HelpCategory.Name,
                PlaceKind = s.VolunteerTask.PlaceKind,
                Centre = s.Centre.Name,
                District = s.VolunteerTask.District.Name,
                StartsAtUtc = s.StartsAtUtc,
                EndsAtUtc = s.EndsAtUtc,
                Roles = s.Roles.OrderBy(r => r.ShiftRoleId).Select(r => new SheetRole(r.ShiftRoleId, r.Name, r.Capacity, r.PlacesTaken)).ToList(),
                People = s.Assignments
                    .Where(a => a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended || a.State == AssignmentState.NoShow)
                    .OrderBy(a => a.Volunteer.SearchText).ThenBy(a => a.AssignmentId)
                    .Select(a => new SheetPerson(a.ShiftRoleId, a.Volunteer.GivenName + " " + a.Volunteer.FamilyName, a.State, a.CheckedInAtUtc, a.CheckedOutAtUtc)).ToList(),
            }).AsSplitQuery().ToListAsync(ct);
    }
}

public sealed record SheetShift
{
    public required Guid ShiftId { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }
    public required PlaceKind PlaceKind { get; init; }
    public required LocalName Centre { get; init; }
    public required LocalName District { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required IReadOnlyList<SheetRole> Roles { get; init; }
    public required IReadOnlyList<SheetPerson> People { get; init; }

    public string NameIn(CultureInfo culture) => Title ?? Category.In(culture);

    public string Hours => $"{SpokenTime.Clock(BakuTime.TimeOf(StartsAtUtc))}–{SpokenTime.Clock(BakuTime.TimeOf(EndsAtUtc))}";

    public IEnumerable<SheetPerson> PeopleOf(SheetRole role) => People.Where(p => p.ShiftRoleId == role.ShiftRoleId);
}

public sealed record SheetRole(Guid ShiftRoleId, string Name, int Capacity, int Taken)
{
    public int PlacesLeft => Capacity - Taken;
}

public sealed record SheetPerson(Guid ShiftRoleId, string FullName, AssignmentState State, DateTime? CheckedInAtUtc, DateTime? CheckedOutAtUtc);
