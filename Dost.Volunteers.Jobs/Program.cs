using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Jobs.Diagnosis;
using Dost.Volunteers.Jobs.Hours;
using Dost.Volunteers.Jobs.Matching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dost.Volunteers.Jobs;

/// <summary>A worker: runs the jobs beside any number of sites that share one database.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is [MatchCommand.Name, .. var arguments] && !MatchFromDatabaseCommand.IsAskedFor(args))
        {
            return MatchCommand.RunUntilInterrupted(arguments);
        }

        try
        {
            return await RunAsync(args);
        }
        catch (SetupException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);

            return 1;
        }
    }

    private static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "jobsettings.json"), optional: false)
            .AddEnvironmentVariables().AddCommandLine(args);
        builder.Services.AddVolunteersCore(builder.Configuration);
        builder.Services.AddDostJobs(builder.Configuration, isWorker: true);

        using var host = builder.Build();
        if (args.Contains(CheckCommand.Name))
        {
            return await CheckCommand.RunAsync(host.Services, Console.Out, CancellationToken.None);
        }

        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
        }

        if (args.Contains(VerifyHoursCommand.Name))
        {
            return await VerifyHoursCommand.RunAsync(host.Services, Console.Out, CancellationToken.None);
        }

        if (MatchFromDatabaseCommand.IsAskedFor(args))
        {
            return await MatchFromDatabaseCommand.RunAsync(host.Services, args, Console.Out, Console.Error, CancellationToken.None);
        }

        await host.RunAsync();

        return 0;
    }
}
