using System.Linq.Expressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Credentials;

/// <summary>What a volunteer holds and what they lack.</summary>
public sealed class CredentialReader(VolunteersDbContext db, TimeProvider clock)
{
    /// <summary>The codes of what the volunteer's programme requires of who becomes active, and they do not hold today in Baku; in the order of the list.</summary>
    public async Task<IReadOnlyList<string>> MissingRequiredAsync(Guid volunteerId, CancellationToken ct)
    {
        var today = clock.TodayInBaku();

        return await (
            from volunteer in db.Volunteers
            where volunteer.VolunteerId == volunteerId
            from type in db.CredentialTypes
            where type.RequiredFor.Any(r => r.Programme == volunteer.Programme)
                && !volunteer.Credentials.Any(c => c.CredentialTypeCode == type.CredentialTypeCode
                    && c.State == CredentialState.Verified && c.IssuedOn <= today && (c.ExpiresOn == null || c.ExpiresOn >= today))
            orderby type.Position
            select type.CredentialTypeCode).ToListAsync(ct);
    }

    /// <summary>Nothing that lasts longer is verified or waits to be: whoever has sent the next one need not be reminded.</summary>
    public static Expression<Func<Credential, bool>> IsNotRenewed(VolunteersDbContext db) =>
        c => !db.Credentials.Any(other => other.VolunteerId == c.VolunteerId && other.CredentialTypeCode == c.CredentialTypeCode && other.CredentialId != c.CredentialId
            && (other.State == CredentialState.Submitted || (other.State == CredentialState.Verified && (other.ExpiresOn == null || other.ExpiresOn > c.ExpiresOn))));

    /// <summary>How far the person was checked, by what they hold on the day.</summary>
    public async Task<VettingLevel> VettingOnAsync(Guid volunteerId, DateOnly day, CancellationToken ct) =>
        await db.Credentials
            .Where(c => c.VolunteerId == volunteerId && c.State == CredentialState.Verified && c.IssuedOn <= day && (c.ExpiresOn == null || c.ExpiresOn >= day))
            .Select(c => (VettingLevel?)c.CredentialType.Vetting).MaxAsync(ct) ?? VettingLevel.None;
}
