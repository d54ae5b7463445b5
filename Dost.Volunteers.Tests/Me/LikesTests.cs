using System.Net;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Me;

/// <summary>Volunteers say what they like to do, and change their mind.</summary>
public class LikesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task What_is_ticked_is_kept_and_unticked_again()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/likes"), ("Kinds", "shopping"), ("Kinds", "friendly-visit"));
        Assert.Equal(["friendly-visit", "shopping"], await LikedAsync(volunteer.VolunteerId));
        Assert.Equal(2, page.All("input[name=Kinds][checked]").Count);

        await browser.SubmitAsync(page, ("Kinds", "shopping"), ("Kinds", "no-such-thing"));
        Assert.Equal(["shopping"], await LikedAsync(volunteer.VolunteerId));

        await browser.SubmitAsync(await browser.GetPageAsync("/me/likes"), ("Kinds", null));
        Assert.Empty(await LikedAsync(volunteer.VolunteerId));
    }

    [Fact]
    public async Task It_is_linked_from_ones_own_page_and_no_page_of_staff()
    {
        var (_, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);
        Assert.NotNull((await browser.GetPageAsync("/en/me")).LinkTo("What I like to do"));

        var coordinator = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        Assert.NotEqual(HttpStatusCode.OK, (await coordinator.GetPageAsync("/me/likes")).Status);
    }

    private Task<List<string>> LikedAsync(Guid volunteerId) =>
        app.QueryAsync(db => db.LikedKinds.Where(k => k.VolunteerId == volunteerId).Select(k => k.HelpCategoryCode).OrderBy(k => k).ToListAsync());
}
