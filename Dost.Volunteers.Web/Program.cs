using Dost.Volunteers.Web;
using Dost.Volunteers.Web.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.AddDostWeb();

var app = builder.Build();
await app.StartDatabaseAsync();

if (args is [DemoSetup.SeedVerb, ..])
{
    return await app.SeedAsync();
}

app.UseDostWeb();
app.MapDostWeb();

await app.StartDemoAsync();
await app.RunAsync();

return 0;

public partial class Program;
