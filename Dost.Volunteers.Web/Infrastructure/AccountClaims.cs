using System.Security.Claims;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>What the sign-in cookie says of a person: their name, language, and the volunteer that they are.</summary>
public sealed class AccountClaims(UserManager<UserAccount> accounts, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<UserAccount, IdentityRole<Guid>>(accounts, roles, options)
{
    public const string VolunteerId = "volunteer";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(UserAccount user)
    {
        var identity = await base.GenerateClaimsAsync(user);

        if (identity.FindFirst(identity.NameClaimType) is { } userName)
        {
            identity.RemoveClaim(userName);
        }

        identity.AddClaim(new Claim(identity.NameClaimType, user.DisplayName));
        identity.AddClaim(new Claim(Cultures.Claim, user.Culture));

        if (user.VolunteerId is { } volunteerId)
        {
            identity.AddClaim(new Claim(VolunteerId, volunteerId.ToString("D")));
        }

        return identity;
    }
}
