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

/// <summary>Every page of the site, as a stranger, a volunteer, a coordinator, an administrator and an operator: who may not is turned away, whatever else the page says.</summary>
public sealed partial class AccessTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] _oddPaths = ["/t/1", "/error/1 ", "/me/availability/1/1 "];

    [Fact]
    public async Task Every_page_lets_in_who_its_policy_names_and_nobody_else()
    {
        var wrong = await AskAllAsync("GET", atLeast: 40, (answer, isTurnedAway, mayCome) => isTurnedAway != mayCome || answer.StatusCode is HttpStatusCode.NotFound);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_form_turns_away_who_may_not_and_refuses_who_may_without_the_token_of_the_page()
    {
        var wrong = await AskAllAsync("POST", atLeast: 40, (answer, isTurnedAway, mayCome) => mayCome ? answer.StatusCode is HttpStatusCode.BadRequest : isTurnedAway);

        // A one-tap link that is not ours is not found, before anything else is asked; so is what is no date or choice of the page. The pages of errors take any verb.
        // What a provider posts has a signature in place of a token: TwilioHooksTests.
        Assert.Equal([], wrong.Where(line => !line.StartsWith("/hooks/", StringComparison.Ordinal) && !_oddPaths.Any(path => line.StartsWith(path, StringComparison.Ordinal))));
    }

    /// <summary>Asks every action of the verb as every role; the answers that are not as they should be.</summary>
    private async Task<List<string>> AskAllAsync(string verb, int atLeast, Func<HttpResponseMessage, bool, bool, bool> isRight)
    {
        var people = await PeopleAsync();
        var actions = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(verb) != false).ToList();
        Assert.True(actions.Count > atLeast, $"{actions.Count} actions");
        var wrong = new List<string>();

        foreach (var action in actions)
        {
            var path = "/" + Parameter().Replace(action.RoutePattern.RawText!, match => match.Value.Contains("guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "1").TrimStart('/');

            foreach (var (role, browser) in people)
            {
                var answer = await browser.SendAsync(new HttpRequestMessage(new HttpMethod(verb), path));
                var isTurnedAway = answer.StatusCode is HttpStatusCode.Forbidden || (role.Length == 0 && answer.Headers.Location?.OriginalString.Contains("/account/sign-in?", StringComparison.Ordinal) == true);

                if (!isRight(answer, isTurnedAway, MayCome(action, role)))
                {
                    wrong.Add($"{path} as {(role.Length == 0 ? "a stranger" : role)}: {(int)answer.StatusCode}");
                }
            }
        }

        return wrong;
    }

    private async Task<Dictionary<string, Browser>> PeopleAsync() => new()
    {
        [""] = app.NewBrowser(),
        [Roles.Volunteer] = await app.NewBrowserAsync((await app.AddVolunteerAsync()).Account),
        [Roles.Coordinator] = await app.NewBrowserAsync(await app.AddCoordinatorAsync()),
        [Roles.Administrator] = await app.NewBrowserAsync(await app.AddAdministratorAsync()),
        [Roles.Operator] = await app.NewBrowserAsync(await app.AddOperatorAsync()),
    };

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
            Access.Hotline => role is Roles.Operator or Roles.Coordinator or Roles.Administrator,
            Access.Staff => role is Roles.Coordinator or Roles.Administrator,
            Access.Administrator => role == Roles.Administrator,
            _ => throw new InvalidOperationException($"Nobody has said who {rule.Policy} is."),
        });
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
