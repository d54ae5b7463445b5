using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>What the coordinator's pages about volunteers read.</summary>
public static class VolunteerQueries
{
    private const int MaxWords = 6;
    private const int MostEvents = 30;
    private const int MostLooks = 20;
    private const int MostAssignments = 10;

    /// <summary>Those whom the person may see and the filter keeps, in the order of their names.</summary>
    public static async Task<Page<VolunteerRow>> ListVolunteersAsync(this VolunteersDbContext db, CurrentUser user, VolunteerFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);

        var volunteers = db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user));

        if (filter.ChosenState is { } state)
        {
            volunteers = volunteers.Where(v => v.State == state);
        }

        if (filter.ChosenProgramme is { } programme)
        {
            volunteers = volunteers.Where(v => v.Programme == programme);
        }

        if (!string.IsNullOrEmpty(filter.District))
        {
            volunteers = volunteers.Where(v => v.DistrictCode == filter.District);
        }

        foreach (var word in WordsOf(filter.Q))
        {
            volunteers = volunteers.Where(v => v.SearchText.Contains(word));
        }

        var total = await volunteers.CountAsync(ct);
        var page = Math.Clamp(filter.Number, 1, Math.Max(1, (total + Paging.DefaultSize - 1) / Paging.DefaultSize));
        var rows = await volunteers.OrderBy(v => v.SearchText).ThenBy(v => v.VolunteerId)
            .Skip(Paging.Offset(page, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(v => new VolunteerRow
            {
                VolunteerId = v.VolunteerId,
                GivenName = v.GivenName,
                FamilyName = v.FamilyName,
                State = v.State,
                Programme = v.Programme,
                District = v.District.Name,
                BornOn = v.BornOn,
                AppliedAtUtc = v.AppliedAtUtc,
                IsPhoneConfirmed = v.PhoneConfirmedAtUtc != null,
            }).ToListAsync(ct);

        return new Page<VolunteerRow>(rows, page, Paging.DefaultSize, total);
    }

    /// <summary>The districts in which the volunteers that the person may see live, by name.</summary>
    public static async Task<IReadOnlyList<SelectListItem>> ListDistrictsAsync(this VolunteersDbContext db, CurrentUser user, CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var codes = db.Volunteers.Where(Visible.Volunteers(user)).Select(v => v.DistrictCode).Distinct();
        var districts = await db.Districts.AsNoTracking().Where(d => codes.Contains(d.DistrictCode)).Select(d => new { d.DistrictCode, d.Name }).ToListAsync(ct);

        return [.. districts.Select(d => new SelectListItem(d.Name.In(culture), d.DistrictCode)).OrderBy(d => d.Text, StringComparer.Create(culture, ignoreCase: true))];
    }

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
            Events = await db.EventsAsync(volunteerId, AuditKind.Changed, MostEvents, ct),
            Looks = await db.EventsAsync(volunteerId, AuditKind.Looked, MostLooks, ct),
        };
    }

    private static Task<List<EventRow>> EventsAsync(this VolunteersDbContext db, Guid volunteerId, AuditKind kind, int count, CancellationToken ct)
    {
        var assignments = db.Assignments.Where(a => a.VolunteerId == volunteerId).Select(a => a.AssignmentId);
        var entries = db.HoursEntries.Where(h => h.VolunteerId == volunteerId).Select(h => h.HoursEntryId);

        return db.AuditEntries.AsNoTracking()
            .Where(e => e.Kind == kind)
            .Where(e => (e.Subject == AuditSubject.Volunteer && e.SubjectId == volunteerId)
                || (e.Subject == AuditSubject.Assignment && assignments.Contains(e.SubjectId))
                || (e.Subject == AuditSubject.HoursEntry && entries.Contains(e.SubjectId)))
            .OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.AuditEntryId).Take(count)
            .Select(e => new EventRow(e.AtUtc, e.Action, db.Users.Where(u => u.Id == e.ActorId).Select(u => u.DisplayName).FirstOrDefault()))
            .ToListAsync(ct);
    }

    /// <summary>
    /// The words to look for, folded as names are. A telephone number is one word, without the zero or the country code in front: it is
    /// kept as +994…, and people write 050 123 45 67.
    /// </summary>
    private static IEnumerable<string> WordsOf(string? query)
    {
        if (string.IsNullOrWhiteSpace(query))
        {
            return [];
        }

        if (query.All(c => char.IsAsciiDigit(c) || char.IsWhiteSpace(c) || "+-()./".Contains(c, StringComparison.Ordinal)))
        {
            var digits = new string([.. query.Where(char.IsAsciiDigit)]).TrimStart('0');

            return digits.Length == 0 ? [] : [digits];
        }

        return SearchText.Fold(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords);
    }
}
