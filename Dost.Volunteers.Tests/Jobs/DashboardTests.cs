using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Engines;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>The engine's own pages, where the package set brings any.</summary>
[Collection("Engine: its logger is shared by a whole process")]
public sealed class DashboardTests
{
    private const string Policy = "Administrators";

    [Theory]
    [InlineData(null)]
    [InlineData("Coordinator")]
    public async Task Nobody_but_an_administrator_sees_the_engine(string? role)
    {
        await using var app = await StartAsync();

        var answer = await AskAsync(app, role);

        Assert.True(answer is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound, answer.ToString());
    }

    [Fact]
    public async Task An_administrator_sees_the_engine_where_it_has_pages()
    {
        await using var app = await StartAsync();

        var expected = app.Services.GetRequiredService<IJobEngine>().DashboardPath is null ? HttpStatusCode.NotFound : HttpStatusCode.OK;

        Assert.Equal(expected, await AskAsync(app, "Administrator"));
    }

    private static async Task<HttpStatusCode> AskAsync(WebApplication app, string? role)
    {
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Services.GetRequiredService<IJobEngine>().DashboardPath ?? "/hangfire");
        request.Headers.Add("Role", role);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, RoleFromHeader>("Test", null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(Policy, p => p.RequireRole("Administrator"));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddJobs(builder.Configuration, [], runsHere: true);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapJobDashboard(Policy);
        await app.StartAsync();
        return app;
    }

    private sealed class RoleFromHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["Role"] is not [{ } role])
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
