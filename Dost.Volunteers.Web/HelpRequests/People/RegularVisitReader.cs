using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>Reads the regular visits to a person whom the reader may see, and what a form of one offers.</summary>
public sealed class RegularVisitReader(VolunteersDbContext db, TimeProvider clock, IStringLocalizer<Text> t)
{
    /// <summary>Those that go on, by weekday and hour.</summary>
    public async Task<IReadOnlyList<RegularVisitRow>> ListAsync(Guid beneficiaryId, CancellationToken ct)
    {
        var today = clock.TodayInBaku();
        var visits = await db.RegularVisits.AsNoTracking().Include(v => v.HelpCategory).Where(v => v.BeneficiaryId == beneficiaryId && v.EndedAtUtc == null && (v.UntilOn == null || v.UntilOn >= today)).ToListAsync(ct);
        var ids = visits.ConvertAll(v => v.RegularVisitId);
        var names = await db.Volunteers.AsNoTracking().Where(v => db.RegularVisits.Any(r => ids.Contains(r.RegularVisitId) && r.VolunteerId == v.VolunteerId))
            .ToDictionaryAsync(v => v.VolunteerId, v => v.GivenName + " " + v.FamilyName, ct);
        var coming = await db.HelpRequests.AsNoTracking()
            .Where(r => ids.Contains(r.RegularVisitId!.Value) && r.WantedOn > today && (r.State == HelpRequestState.Triaged || r.State == HelpRequestState.Planned))
            .GroupBy(r => r.RegularVisitId!.Value).Select(g => new { g.Key, First = g.Min(r => r.WantedOn) }).ToDictionaryAsync(g => g.Key, g => g.First, ct);

        return
        [
            .. visits.OrderBy(v => ((int)v.Day + 6) % 7).ThenBy(v => v.StartsAt).ThenBy(v => v.RegularVisitId).Select(v => new RegularVisitRow
            {
                RegularVisitId = v.RegularVisitId,
                Version = v.Version,
                Kind = v.HelpCategory.Name,
                Description = v.Description,
                Day = v.Day,
                StartsAt = v.StartsAt,
                Minutes = v.Minutes,
                EveryWeeks = v.EveryWeeks,
                UntilOn = v.UntilOn,
                VolunteerId = v.VolunteerId,
                Visitor = v.VolunteerId is { } id ? names.GetValueOrDefault(id) : null,
                NextOn = coming.TryGetValue(v.RegularVisitId, out var first) ? first : v.NextAfter(v.MadeUntilOn > today ? v.MadeUntilOn.Value : today),
            }),
        ];
    }

    /// <summary>One that goes on, for the form that changes it.</summary>
    public Task<RegularVisit?> FindAsync(Guid beneficiaryId, Guid regularVisitId, CancellationToken ct) =>
        db.RegularVisits.AsNoTracking().SingleOrDefaultAsync(v => v.RegularVisitId == regularVisitId && v.BeneficiaryId == beneficiaryId && v.EndedAtUtc == null, ct);

    /// <summary>Gives a form whose visit it is and what can be chosen; who usually comes so far stays to be chosen.</summary>
    public async Task<RegularVisitForm> WithChoicesAsync(RegularVisitForm form, PersonHead head, Guid? usual, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(head);

        var culture = CultureInfo.CurrentUICulture;
        var kinds = await db.HelpCategories.AsNoTracking().Where(c => c.IsPublic).OrderBy(c => c.Position).Select(c => new { c.HelpCategoryCode, c.Name }).ToListAsync(ct);
        var people = await db.Volunteers.AsNoTracking().Where(v => v.ErasedAtUtc == null && !db.ExcludedPairs.Any(p => p.BeneficiaryId == head.BeneficiaryId && p.VolunteerId == v.VolunteerId))
            .Where(v => v.VolunteerId == usual || ((v.State == VolunteerState.Active || v.State == VolunteerState.Paused) && (db.KnownVisitors.Any(k => k.BeneficiaryId == head.BeneficiaryId && k.VolunteerId == v.VolunteerId)
                || db.Assignments.Any(a => a.VolunteerId == v.VolunteerId && a.State == AssignmentState.Attended && a.Shift.VolunteerTask.HelpRequest!.BeneficiaryId == head.BeneficiaryId))))
            .OrderBy(v => v.GivenName).ThenBy(v => v.FamilyName).ThenBy(v => v.VolunteerId).Select(v => new { v.VolunteerId, Name = v.GivenName + " " + v.FamilyName }).ToListAsync(ct);

        form.Head = head;
        form.Kinds = [new SelectListItem(t["Choose the kind of help"], ""), .. kinds.Select(k => new SelectListItem(SpokenTime.StartLine(k.Name.In(culture), culture), k.HelpCategoryCode))];
        form.Visitors = [new SelectListItem(t["Nobody in particular"], ""), .. people.Select(p => new SelectListItem(p.Name, p.VolunteerId.ToString("D")))];

        return form;
    }
}
