using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Roles with what they demand by its names, of shifts and of tasks.</summary>
public sealed class RoleLineReader(VolunteersDbContext db)
{
    public async Task<IReadOnlyList<RoleLine>> OfAsync(IReadOnlyList<(Guid ShiftRoleId, NewRole Role, int Taken)> roles, CancellationToken ct)
    {
        var skills = await db.Skills.AsNoTracking().ToDictionaryAsync(s => s.SkillCode, s => s.Name, ct);
        var languages = await db.Languages.AsNoTracking().ToDictionaryAsync(l => l.LanguageCode, l => l.Name, ct);
        var credentials = await db.CredentialTypes.AsNoTracking().ToDictionaryAsync(c => c.CredentialTypeCode, c => c.Name, ct);

        return
        [
            .. roles.Select(r => new RoleLine
            {
                ShiftRoleId = r.ShiftRoleId,
                Name = r.Role.Name,
                Capacity = r.Role.Capacity,
                Taken = r.Taken,
                Vetting = r.Role.Vetting,
                MinimumAge = r.Role.MinimumAge,
                Gender = r.Role.Gender,
                Skills = Named(skills, r.Role.Skills),
                Languages = Named(languages, r.Role.Languages),
                Credentials = Named(credentials, r.Role.Credentials),
            }),
        ];
    }

    private static IReadOnlyList<LocalName> Named(Dictionary<string, LocalName> names, IReadOnlyList<string> codes) => [.. codes.Where(names.ContainsKey).Select(c => names[c])];
}
