using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>Sign-in over ASP.NET Core Identity; its keys live in the database, so that every site opens every cookie.</summary>
internal static class AccountsSetup
{
    public static IServiceCollection AddDostAccounts(this IServiceCollection services)
    {
        new IdentityBuilder(typeof(UserAccount), typeof(IdentityRole<Guid>), services)
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddDefaultTokenProviders();
        services.AddDataProtection().SetApplicationName("dost-volunteers").PersistKeysToDbContext<VolunteersDbContext>();
        services.AddKeyRingEncryption();

        return services;
    }

    /// <summary>Brings the database to the version of the program before the first request.</summary>
    public static async Task StartDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStarter>().StartAsync(app.Lifetime.ApplicationStopping);
    }
}
