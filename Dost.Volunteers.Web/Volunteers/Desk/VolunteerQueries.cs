using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>What the coordinator's page about one volunteer reads.</summary>
public static class VolunteerQueries
{
    private const int MostLooks = 20;
    private const int MostAssignments = 10;

    /// <summary>Everything about one volunteer; null if the person may not see them.</summary>
    public static async Task<VolunteerPage?> FindVolunteerAsync(this VolunteersDbContext db, CurrentUser user, Guid volunteerId, CancellationToken ct)
    {
        var volunteer = await db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user)).Where(v => v.VolunteerId == volunteerId)
            .Include(v => v.District).Include(v => v.Centre).Include(v => v.Availability).Include(v => v.Blackouts).Include(v => v.Consents)
            .AsSplitQuery().SingleOrDefaultAsync(ct);

        if (volunteer is null)
        {
            return null;
        }

        var hours = await db.HoursEntries.Where(h => h.VolunteerId == volunteerId && h.State != HoursState.Returned)
            .GroupBy(h => h.State).Select(g => new { State = g.Key, Minutes = g.Sum(h => h.Minutes) }).ToListAsync(ct);

        return new VolunteerPage
        {
            Volunteer = volunteer,
            Skills = await db.Skills.AsNoTracking().Where(s => db.VolunteerSkills.Any(v => v.VolunteerId == volunteerId && v.SkillCode == s.SkillCode)).OrderBy(s => s.Position).Select(s => s.Name).ToListAsync(ct),
            Languages = await db.Languages.AsNoTracking().Where(l => db.VolunteerLanguages.Any(v => v.VolunteerId == volunteerId && v.LanguageCode == l.LanguageCode)).OrderBy(l => l.Position).Select(l => l.Name).ToListAsync(ct),
            ApprovedMinutes = hours.Where(h => h.State == HoursState.Approved).Sum(h => h.Minutes),
            WaitingMinutes = hours.Where(h => h.State == HoursState.Submitted).Sum(h => h.Minutes),
            Assignments = await db.Assignments.AsNoTracking().Where(a => a.VolunteerId == volunteerId)
                .OrderByDescending(a => a.Shift.StartsAtUtc).ThenBy(a => a.AssignmentId).Take(MostAssignments)
                .Select(a => new AssignmentRow(a.ShiftId, a.Shift.CentreId, a.Shift.VolunteerTask.Title, a.Shift.VolunteerTask.HelpCategory.Name, a.Shift.StartsAtUtc, a.Shift.EndsAtUtc, a.State))
                .ToListAsync(ct),
            Latest = [],
            Tags = await db.VolunteerTags.AsNoTracking().Where(t => t.VolunteerId == volunteerId).OrderBy(t => t.Tag.FoldedName).Select(t => new TagRow(t.TagId, t.Tag.Name)).ToListAsync(ct),
            Looks = await db.LooksAsync(volunteerId, ct),
        };
    }

    private static Task<List<EventRow>> LooksAsync(this VolunteersDbContext db, Guid volunteerId, CancellationToken ct) => db.AuditEntries.AsNoTracking()
        .Where(e => e.Kind == AuditKind.Looked && e.Subject == AuditSubject.Volunteer
            && (e.SubjectId == volunteerId || db.Volunteers.Any(v => v.MergedIntoId == volunteerId && v.VolunteerId == e.SubjectId)))
        .OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.AuditEntryId).Take(MostLooks)
        .Select(e => new EventRow(e.AtUtc, e.Action, db.Users.Where(u => u.Id == e.ActorId).Select(u => u.DisplayName).FirstOrDefault()))
        .ToListAsync(ct);
}
