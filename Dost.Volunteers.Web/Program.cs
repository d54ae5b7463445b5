using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Web;
using Dost.Volunteers.Web.Infrastructure;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddDostWeb();

    var app = builder.Build();

    // The pages are found while the database is looked at.
    var database = Task.Run(app.StartDatabaseAsync);

    if (args is [DemoSetup.SeedVerb, ..])
    {
        await database;

        return await app.SeedAsync();
    }

    app.UseDostWeb();
    app.MapDostWeb();
    await database;
    await app.StartDemoAsync();
    await app.RunAsync();

    return 0;
}
catch (SetupException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);

    return 1;
}

public partial class Program;
