using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Volunteers.Duplicates;

/// <summary>Who else may be this person, on the coordinator's page about them.</summary>
public sealed class LikelyDuplicatesOfViewComponent(VolunteersDbContext db, CurrentUser user) : ViewComponent
{
    private const int Most = 5;

    public async Task<IViewComponentResult> InvokeAsync(Guid volunteerId)
    {
        var open = db.LikelyDuplicates.AsNoTracking().Where(Visible.Duplicates(user)).Where(d => d.State == DuplicateState.Open);
        var first = open.Where(d => d.FirstId == volunteerId).Select(d => new LikelyOther(d.LikelyDuplicateId, d.Second.GivenName + " " + d.Second.FamilyName));
        var second = open.Where(d => d.SecondId == volunteerId).Select(d => new LikelyOther(d.LikelyDuplicateId, d.First.GivenName + " " + d.First.FamilyName));
        List<LikelyOther> others = [.. await first.Take(Most).ToListAsync(HttpContext.RequestAborted), .. await second.Take(Most).ToListAsync(HttpContext.RequestAborted)];

        return View("/Volunteers/Duplicates/_Others.cshtml", others);
    }
}

/// <summary>Somebody who may be the same person.</summary>
public sealed record LikelyOther(Guid LikelyDuplicateId, string FullName);
