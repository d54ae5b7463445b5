using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Bench;

/// <summary>The tasks of each centre, and a hundred different shifts for which somebody is looked for.</summary>
internal static class CandidateShifts
{
    public const int Count = 100;

    private const int TasksEach = 12;

    /// <summary>The tasks of each centre, at the desk and at homes.</summary>
    public static async Task<Dictionary<Guid, IReadOnlyList<Guid>>> TasksAsync(VolunteersDbContext db, CancellationToken ct)
    {
        if (!await db.VolunteerTasks.AnyAsync(ct))
        {
            var categories = await db.HelpCategories.OrderBy(c => c.Position).ToListAsync(ct);
            var districts = (await db.Districts.Where(d => d.CentreId != null).OrderBy(d => d.DistrictCode).ToListAsync(ct)).ToLookup(d => d.CentreId!.Value);

            foreach (var centre in await db.Centres.OrderBy(c => c.Code).ToListAsync(ct))
            {
                var own = districts[centre.CentreId].ToList();

                for (var i = 0; i < TasksEach; i++)
                {
                    var (district, category) = (own[i % own.Count], categories[i % categories.Count]);
                    db.VolunteerTasks.Add(new VolunteerTask
                    {
                        VolunteerTaskId = Guid.CreateVersion7(),
                        CentreId = centre.CentreId,
                        HelpCategoryCode = category.HelpCategoryCode,
                        PlaceKind = i == TasksEach - 1 ? PlaceKind.Remote : category.IsAtHome ? PlaceKind.Address : PlaceKind.Centre,
                        DistrictCode = district.DistrictCode,
                        Latitude = district.Latitude,
                        Longitude = district.Longitude,
                        Priority = 3,
                    });
                }
            }

            await db.SaveChangesAsync(ct);
        }

        return (await db.VolunteerTasks.Where(t => t.PlaceKind != PlaceKind.Remote).OrderBy(t => t.VolunteerTaskId).Select(t => new { t.CentreId, t.VolunteerTaskId }).ToListAsync(ct))
            .GroupBy(t => t.CentreId).ToDictionary(g => g.Key, g => (IReadOnlyList<Guid>)[.. g.Select(t => t.VolunteerTaskId)]);
    }

    /// <summary>A hundred shifts of the coming three weeks, of all centres in turn, the last one remote, for the whole country; the roles to ask for.</summary>
    public static async Task<IReadOnlyList<Asked>> AddAsync(BenchScope scope, DateOnly today, CancellationToken ct)
    {
        var random = new Random(7);
        var db = scope.Db;
        var tasks = await db.VolunteerTasks.OrderBy(t => t.VolunteerTaskId).ToListAsync(ct);
        var atPlaces = tasks.Where(t => t.PlaceKind is not PlaceKind.Remote).ToList();
        var centres = await db.Centres.ToDictionaryAsync(c => c.CentreId, c => c.Code, ct);
        var skills = await db.Skills.OrderBy(s => s.SkillCode).Select(s => s.SkillCode).ToListAsync(ct);
        List<(ShiftRole Role, string Name)> asked = [];

        for (var i = 0; i < Count; i++)
        {
            var task = i == Count - 1 ? tasks.First(t => t.PlaceKind is PlaceKind.Remote) : atPlaces[random.Next(atPlaces.Count)];
            var from = BakuTime.ToUtc(today.AddDays(1 + random.Next(21)), new TimeOnly(9 + (3 * random.Next(4)), 0));
            var role = new NewRole("Köməkçi", 2)
            {
                Vetting = task.PlaceKind is PlaceKind.Address ? VettingLevel.HomeVisit : VettingLevel.None,
                Skills = random.Next(3) == 0 ? [skills[random.Next(skills.Count)]] : [],
                Languages = random.Next(3) == 0 ? ["ru"] : [],
                Gender = random.Next(8) == 0 ? Gender.Female : null,
                MinimumAge = random.Next(5) == 0 ? 18 : 0,
            };
            var shift = scope.Get<ShiftService>().Add(task, new NewShift(from, from.AddHours(3), "Giriş", [role]), publish: true);
            asked.Add((shift.Roles[0], task.PlaceKind is PlaceKind.Remote ? "remote" : centres[task.CentreId]));
        }

        await db.SaveChangesAsync(ct);

        return [.. asked.Select(a => new Asked(a.Role.ShiftRoleId, a.Name))];
    }

    /// <summary>A role, and the centre that it is of.</summary>
    internal sealed record Asked(Guid ShiftRoleId, string Where);
}
