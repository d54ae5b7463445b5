using Dost.Volunteers.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddDostWeb();

var app = builder.Build();
app.UseDostWeb();
app.MapDostWeb();

await app.RunAsync();

public partial class Program;
