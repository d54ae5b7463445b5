using System.Net;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Me;

/// <summary>What a volunteer reads of themselves, and what they set.</summary>
public sealed class ProfileTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_profile_shows_what_is_kept()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync("/me/profile");

        Assert.Contains("Leyla Quliyeva", page.Words, StringComparison.Ordinal);
        Assert.Contains(volunteer.Email!, page.Words, StringComparison.Ordinal);
        Assert.Contains("14 mart 1998", page.Words, StringComparison.Ordinal);
        Assert.Matches("7A[0-9]{5}", page.Words);
    }

    [Fact]
    public async Task Who_looked_is_named_and_ones_own_looks_are_not_counted()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var coordinator = await app.AddCoordinatorAsync();
        var administrator = await app.AddAdministratorAsync();
        await AddLooksAsync(volunteer.VolunteerId, coordinator.Id, administrator.Id, account.Id, Guid.NewGuid());

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync("/me/profile/looks");

        Assert.Equal(3, page.All("tbody tr").Count);
        Assert.Contains("Aysel Məmmədova, koordinator", page.Words, StringComparison.Ordinal);
        Assert.Contains("Rəşad Quliyev, inzibatçı", page.Words, StringComparison.Ordinal);
        Assert.Contains("işdən ayrılmış əməkdaş", page.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1000000000")]
    public async Task A_page_number_out_of_range_leads_to_the_nearest_page(string number)
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        await AddLooksAsync(volunteer.VolunteerId, [.. Enumerable.Repeat(Guid.NewGuid(), 30)]);

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync($"/me/profile/looks?page={number}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(number == "1000000000" ? 5 : 25, page.All("tbody tr").Count);
    }

    [Fact]
    public async Task Messages_are_listed_without_their_words()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        await app.OfferAsync(await app.AddShiftAsync(title: "Gizli deyil, amma burada yoxdur"), volunteer);

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync("/me/profile/messages");

        Assert.Equal(["Növbə təklifi", "Növbə təklifi"], page.All(".card-row__title").Select(t => t.TextContent.Trim()));
        Assert.DoesNotContain("Gizli deyil", page.Html, StringComparison.Ordinal);
    }

    private Task<int> AddLooksAsync(Guid volunteerId, params Guid[] actors) => app.QueryAsync(db =>
    {
        db.AuditEntries.AddRange(actors.Select((actor, i) => new AuditEntry
        {
            AuditEntryId = Guid.CreateVersion7(),
            AtUtc = app.NowUtc.AddMinutes(-i),
            ActorId = actor,
            Kind = AuditKind.Looked,
            Action = "VolunteerPage",
            Subject = AuditSubject.Volunteer,
            SubjectId = volunteerId,
        }));

        return db.SaveChangesAsync();
    });
}
