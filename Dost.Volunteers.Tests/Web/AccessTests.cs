using System.Net;
using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Tests.Support;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Web;

/// <summary>Every page of the site, as a stranger, a volunteer, a coordinator and an administrator: who may not is turned away, whatever else the page says.</summary>
public sealed partial class AccessTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Every_page_lets_in_who_its_policy_names_and_nobody_else()
    {
        var people = new Dictionary<string, Browser>
        {
            [""] = app.NewBrowser(),
            [Roles.Volunteer] = await app.NewBrowserAsync((await app.AddVolunteerAsync()).Account),
            [Roles.Coordinator] = await app.NewBrowserAsync(await app.AddCoordinatorAsync()),
            [Roles.Administrator] = await app.NewBrowserAsync(await app.AddAdministratorAsync()),
        };
        var pages = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false).ToList();
        Assert.True(pages.Count > 40, $"{pages.Count} pages");
        var wrong = new List<string>();

        foreach (var page in pages)
        {
            var path = "/" + Parameter().Replace(page.RoutePattern.RawText!, match => match.Value.Contains("guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "1").TrimStart('/');

            foreach (var (role, browser) in people)
            {
                var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
                var isTurnedAway = answer.StatusCode is HttpStatusCode.Forbidden || (role.Length == 0 && answer.Headers.Location?.OriginalString.Contains("/account/sign-in?", StringComparison.Ordinal) == true);

                if (isTurnedAway == MayCome(page, role) && answer.StatusCode is not HttpStatusCode.NotFound)
                {
                    wrong.Add($"{path} as {(role.Length == 0 ? "a stranger" : role)}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool MayCome(RouteEndpoint page, string role)
    {
        if (page.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return true;
        }

        return role.Length > 0 && page.Metadata.GetOrderedMetadata<IAuthorizeData>().All(rule => rule.Policy switch
        {
            null => true,
            Access.Volunteer => role == Roles.Volunteer,
            Access.Staff => role is Roles.Coordinator or Roles.Administrator,
            Access.Administrator => role == Roles.Administrator,
            _ => throw new InvalidOperationException($"Nobody has said who {rule.Policy} is."),
        });
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
