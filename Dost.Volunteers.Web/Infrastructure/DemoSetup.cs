using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data.Demo;

namespace Dost.Volunteers.Web.Infrastructure;

/// <summary>
/// The demonstration: with <c>Demo:Enabled</c> an empty database is filled at the first start, and the console says whom one can sign in
/// as. Never in Production, whatever the setting says.
/// </summary>
internal static class DemoSetup
{
    public const string SeedVerb = "seed";

    public static bool IsDemo(this WebApplication app) => !app.Environment.IsProduction() && app.Configuration.GetValue<bool>("Demo:Enabled");

    /// <summary>Fills an empty database where this is a demonstration.</summary>
    public static async Task StartDemoAsync(this WebApplication app)
    {
        if (!app.IsDemo())
        {
            return;
        }

        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoData>().AddAsync(app.Lifetime.ApplicationStopping);
        await TellAsync(Console.Out);
    }

    /// <summary>The verb <c>seed</c>: fills the database and says how it went; the exit code of the program.</summary>
    public static async Task<int> SeedAsync(this WebApplication app)
    {
        if (!app.IsDemo())
        {
            await Console.Error.WriteLineAsync("Demonstration data is only loaded where Demo:Enabled is set, and never in Production.");
            return 1;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var added = await scope.ServiceProvider.GetRequiredService<DemoData>().AddAsync(app.Lifetime.ApplicationStopping);
        await Console.Out.WriteLineAsync(added ? "Demonstration data was loaded." : "There are volunteers in the database already; nothing was loaded.");
        await TellAsync(Console.Out);

        return 0;
    }

    private static async Task TellAsync(TextWriter console)
    {
        await console.WriteLineAsync($"Sign in as (password: {DemoAccounts.Password}):");

        foreach (var account in DemoAccounts.All)
        {
            await console.WriteLineAsync($"  {account.SignIn,-24} {account.Role}");
        }

        await console.WriteLineAsync($"  {PhoneNumber.Display(DemoAccounts.YoungPhone),-24} volunteer, by phone: the code stands on /dev/messages");
    }
}
