using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Dost.Volunteers.Jobs;

/// <summary>A worker: runs the jobs beside any number of sites that share one database.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile("jobsettings.json", optional: false).AddEnvironmentVariables().AddCommandLine(args);
        builder.Services.AddDostJobs(builder.Configuration, isWorker: true);

        await builder.Build().RunAsync();
    }
}
