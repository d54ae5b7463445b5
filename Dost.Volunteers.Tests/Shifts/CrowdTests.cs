using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>A shift that everybody wants: a thousand people press the button in the same moment, over HTTP.</summary>
public sealed class CrowdTests(TestApp app) : IClassFixture<TestApp>
{
    private const int Places = 10;
    private const int People = 1000;
    private const int WithClash = 100;
    private const int Twice = 100;

    [Fact]
    public Task A_thousand_sign_ups_at_once_fill_ten_places_and_everybody_else_waits_or_is_told_why() => PressTogetherAsync(app);

    /// <summary>The crowd before an application, whatever its database.</summary>
    internal static async Task PressTogetherAsync(TestApp app)
    {
        var accounts = await AddPeopleAsync(app);
        var wanted = await app.AddShiftAsync(daysAhead: 3, hour: 10, capacity: Places);
        var other = await app.AddShiftAsync(daysAhead: 3, hour: 11, capacity: WithClash);
        var clashing = accounts.Take(WithClash).ToList();

        foreach (var account in clashing)
        {
            Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(other, account.VolunteerId!.Value)).Outcome);
        }

        var path = $"/me/open/{wanted.Roles[0].ShiftRoleId}";
        var forms = new List<(UserAccount Account, Browser Browser, WebPage Page)>();

        foreach (var account in accounts)
        {
            var browser = await app.NewBrowserAsync(account);
            forms.Add((account, browser, await browser.GetPageAsync("/me/leaving")));
        }

        using var ready = new SemaphoreSlim(0);
        var presses = forms.Concat(forms.TakeLast(Twice)).Select(f => Task.Run(async () =>
        {
            await ready.WaitAsync();

            return (f.Account, Status: await PressAsync(f.Browser, path, f.Page));
        })).ToList();
        ready.Release(presses.Count);
        var answers = await Task.WhenAll(presses);

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Equal(Places, await app.PlacesTakenAsync(wanted));
        var standing = await app.QueryAsync(db => db.Assignments.AsNoTracking().Where(a => a.ShiftId == wanted.ShiftId).ToListAsync());
        Assert.Equal(Places, standing.Count(a => a.State is AssignmentState.Confirmed));
        Assert.Equal(People - WithClash - Places, standing.Count(a => a.State is AssignmentState.Waitlisted));
        Assert.Equal(People - WithClash, standing.Select(a => a.VolunteerId).Distinct().Count());
        Assert.DoesNotContain(standing, a => clashing.Exists(c => c.VolunteerId == a.VolunteerId));
        Assert.Contains("başqa növbə", (await forms[0].Browser.GetPageAsync(path)).Words, StringComparison.Ordinal);

        // Whoever waits longest is asked first.
        var first = standing.Where(a => a.State is AssignmentState.Waitlisted).OrderBy(a => a.WaitlistedAtUtc).ThenBy(a => a.AssignmentId).First();
        await app.WithdrawAsync(standing.First(a => a.State is AssignmentState.Confirmed).AssignmentId);
        Assert.Equal(AssignmentState.Offered, await app.StateAsync(first.AssignmentId));
    }

    private static async Task<HttpStatusCode> PressAsync(Browser browser, string path, WebPage page)
    {
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]) };

        return (await browser.SendAsync(request)).StatusCode;
    }

    /// <summary>Active volunteers with accounts, saved at once: hashing a thousand passwords would take longer than all the rest.</summary>
    private static async Task<List<UserAccount>> AddPeopleAsync(TestApp app)
    {
        await using var scope = app.NewScope();
        var (intake, checklists, cipher) = (scope.Get<IntakeService>(), scope.Get<IntakeChecklistReader>(), scope.Get<FieldCipher>());
        var centreId = (await app.CentreAsync()).CentreId;
        var roleId = await scope.Db.Roles.Where(r => r.Name == Roles.Volunteer).Select(r => r.Id).SingleAsync();
        List<UserAccount> accounts = [];

        for (var i = 0; i < People; i++)
        {
            var fin = TestData.NewFin();
            var volunteer = intake.NewRecord(Guid.CreateVersion7(), TestData.NewApplication(fin), cipher.HashOfFin(fin), centreId);
            await TestData.ActivateAsync(checklists, volunteer, app.NowUtc);
            volunteer.RefreshSearchText();
            scope.Db.Volunteers.Add(volunteer);
            var account = new UserAccount
            {
                Id = Guid.CreateVersion7(),
                UserName = volunteer.VolunteerId.ToString("N"),
                NormalizedUserName = volunteer.VolunteerId.ToString("N").ToUpperInvariant(),
                DisplayName = volunteer.FullName,
                PhoneNumber = volunteer.Phone,
                PhoneNumberConfirmed = true,
                SecurityStamp = Guid.NewGuid().ToString("N"),
                VolunteerId = volunteer.VolunteerId,
            };
            scope.Db.Users.Add(account);
            scope.Db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = account.Id, RoleId = roleId });
            accounts.Add(account);
        }

        await scope.Db.SaveChangesAsync();

        return accounts;
    }
}
