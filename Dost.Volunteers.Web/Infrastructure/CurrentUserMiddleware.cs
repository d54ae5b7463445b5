using System.Security.Claims;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>Fills <see cref="CurrentUser"/> from the sign-in. A coordinator's centres are read anew, so that a right that was taken away is gone at once.</summary>
internal sealed class CurrentUserMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, CurrentUser user, VolunteersDbContext db)
    {
        if (Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var accountId))
        {
            user.AccountId = accountId;
            user.IsCoordinator = context.User.IsInRole(Roles.Coordinator);
            user.IsAdministrator = context.User.IsInRole(Roles.Administrator);
            user.IsOperator = context.User.IsInRole(Roles.Operator);
            user.VolunteerId = Guid.TryParse(context.User.FindFirstValue(AccountClaims.VolunteerId), out var volunteerId) ? volunteerId : null;

            if (user.VolunteerId is { } own && !await db.Users.AnyAsync(a => a.Id == accountId && a.VolunteerId == own, context.RequestAborted))
            {
                // The person was erased, or the record ended in another one of theirs: this sign-in opens nothing any more, on whichever device it was left.
                user.AccountId = user.VolunteerId = null;
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }

            if (user.IsCoordinator)
            {
                user.CentreIds = await db.CoordinatorCentres.Where(c => c.UserAccountId == accountId).Select(c => c.CentreId).ToListAsync(context.RequestAborted);
            }
        }

        await next(context);
    }
}
