using Dost.Volunteers.Web;
using Dost.Volunteers.Web.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.AddDostWeb();

var app = builder.Build();
app.UseDostWeb();
app.MapDostWeb();

await app.StartDatabaseAsync();
await app.RunAsync();

public partial class Program;
