using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Volunteers.Credentials;

/// <summary>What one volunteer holds, on the coordinator's page about them.</summary>
public sealed class CredentialsOfViewComponent(VolunteersDbContext db, CurrentUser user, CredentialReader reader, TimeProvider clock) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid volunteerId)
    {
        var ct = HttpContext.RequestAborted;
        var today = clock.TodayInBaku();
        var lines = await CredentialReader.Lines(db.Credentials.AsNoTracking().Where(Visible.Credentials(user)).Where(c => c.VolunteerId == volunteerId)).ToListAsync(ct);
        var missing = await reader.MissingRequiredAsync(volunteerId, ct);

        return View("/Volunteers/Credentials/_OfVolunteer.cshtml", new CredentialsOfPage(
            volunteerId,
            today,
            lines.Where(l => l.IsValidOn(today)).Select(l => l.Vetting).DefaultIfEmpty(VettingLevel.None).Max(),
            await db.CredentialTypes.AsNoTracking().Where(c => missing.Contains(c.CredentialTypeCode)).OrderBy(c => c.Position).Select(c => c.Name).ToListAsync(ct),
            [.. lines.OrderBy(l => l.State is CredentialState.Submitted ? 0 : l.IsValidOn(today) ? 1 : 2).ThenBy(l => l.ExpiresOn ?? DateOnly.MaxValue).ThenBy(l => l.CredentialId)]));
    }
}

/// <summary>How far the person is checked today, what they must have to become active and have not, and all that was handed in or noted.</summary>
public sealed record CredentialsOfPage(Guid VolunteerId, DateOnly Today, VettingLevel Vetting, IReadOnlyList<LocalName> Missing, IReadOnlyList<CredentialLine> Lines);
