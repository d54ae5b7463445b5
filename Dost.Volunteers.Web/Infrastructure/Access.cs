using Dost.Volunteers.Core.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// Who may call what: <c>[Authorize(Policy = Access.Staff)]</c> on a controller. What of it they see is for the query to say, by
/// <see cref="Visible"/>.
/// </summary>
public static class Access
{
    /// <summary>A volunteer's own pages.</summary>
    public const string Volunteer = nameof(Volunteer);

    /// <summary>Coordinators, for their centres, and administrators.</summary>
    public const string Staff = nameof(Staff);

    public const string Administrator = nameof(Administrator);

    /// <summary>Who takes the calls of the hotline: operators, and all staff.</summary>
    public const string Hotline = nameof(Hotline);

    public static IServiceCollection AddDostAccess(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Volunteer, policy => policy.RequireRole(Roles.Volunteer))
            .AddPolicy(Staff, policy => policy.RequireRole(Roles.Coordinator, Roles.Administrator))
            .AddPolicy(Hotline, policy => policy.RequireRole(Roles.Operator, Roles.Coordinator, Roles.Administrator))
            .AddPolicy(Administrator, policy => policy.RequireRole(Roles.Administrator));

        return services;
    }
}
