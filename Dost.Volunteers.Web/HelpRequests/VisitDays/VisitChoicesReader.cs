using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.VisitDays;

/// <summary>Reads what can be chosen for a visit day: the requests of the district and of those near it that wait to be planned.</summary>
public sealed class VisitChoicesReader(VolunteersDbContext db, CurrentUser user, ReferenceChoices reference, PolicyReader policyReader)
{
    /// <summary>Districts whose middles are so near are neighbours.</summary>
    private const double NeighbourMetres = 15_000;

    private const int MostRequests = 100;

    public async Task<VisitChoices> ReadAsync(Guid? centreId, string? districtCode, CancellationToken ct)
    {
        var centres = await reference.OwnCentresAsync(ct);
        var chosen = centres.FirstOrDefault(c => c.Value == centreId?.ToString())?.Value ?? (centres.Count == 1 ? centres[0].Value : null);
        var districts = chosen is null ? [] : await DistrictsAsync(Guid.Parse(chosen), ct);

        return new VisitChoices
        {
            Centres = centres,
            Districts = districts,
            Skills = await reference.SkillsAsync(ct),
            Requests = chosen is not null && districts.Any(d => d.Value == districtCode) ? await RequestsAsync(Guid.Parse(chosen), districtCode!, ct) : [],
        };
    }

    /// <summary>The requests with what is proposed for each: the hours of the wished part of the day, and its usual minutes.</summary>
    public async Task<List<ChoiceForm>> ProposedAsync(IReadOnlyList<VisitCandidate> requests, CancellationToken ct)
    {
        var policy = await policyReader.ReadAsync(ct);

        return
        [
            .. requests.Select(r => new ChoiceForm
            {
                HelpRequestId = r.HelpRequestId,
                From = PartsOfDay.StartOf(r.WantedPart),
                To = PartsOfDay.EndOf(r.WantedPart),
                Minutes = Math.Min(r.UsualMinutes, policy.VisitMinutes),
            }),
        ];
    }

    private async Task<IReadOnlyList<SelectListItem>> DistrictsAsync(Guid centreId, CancellationToken ct)
    {
        var culture = CultureInfo.CurrentUICulture;
        var districts = await db.Districts.AsNoTracking().Where(d => d.CentreId == centreId && !db.Districts.Any(c => c.ParentCode == d.DistrictCode))
            .Select(d => new { d.DistrictCode, d.Name }).ToListAsync(ct);

        return [.. districts.Select(d => new SelectListItem(d.Name.In(culture), d.DistrictCode)).OrderBy(d => d.Text, StringComparer.Create(culture, ignoreCase: true))];
    }

    private async Task<IReadOnlyList<VisitCandidate>> RequestsAsync(Guid centreId, string districtCode, CancellationToken ct)
    {
        var districts = await db.Districts.AsNoTracking().Select(d => new { d.DistrictCode, d.Latitude, d.Longitude }).ToListAsync(ct);
        var own = districts.Single(d => d.DistrictCode == districtCode);
        var near = districts.Where(d => RouteProblem.StraightMetres((own.Latitude, own.Longitude), (d.Latitude, d.Longitude)) <= NeighbourMetres).Select(d => d.DistrictCode).ToList();

        return await db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user))
            .Where(r => r.State == HelpRequestState.Triaged && r.CentreId == centreId && !r.HelpCategory.IsRemote && r.Beneficiary.ConsentWithdrawnAtUtc == null && near.Contains(r.Beneficiary.DistrictCode))
            .OrderBy(r => r.DueAtUtc).ThenBy(r => r.HelpRequestId).Take(MostRequests)
            .Select(r => new VisitCandidate
            {
                HelpRequestId = r.HelpRequestId,
                TrackingCode = r.TrackingCode,
                Category = r.HelpCategory.Name,
                Symbol = r.HelpCategory.Symbol,
                Name = r.Beneficiary.FullName,
                District = r.Beneficiary.District.Name,
                Urgency = r.Urgency,
                WantedOn = r.WantedOn,
                WantedPart = r.WantedPart,
                DueAtUtc = r.DueAtUtc,
                UsualMinutes = r.HelpCategory.UsualMinutes,
                VisitorGender = r.Beneficiary.VisitorGender,
                VisitedByTwo = r.Beneficiary.VisitedByTwo,
                KnownVisitorsOnly = r.Beneficiary.KnownVisitorsOnly,
                IsOfDistrict = r.Beneficiary.DistrictCode == districtCode,
            }).ToListAsync(ct);
    }
}
