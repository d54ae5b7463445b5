using Dost.Volunteers.Core.Volunteers.SignUp;

namespace Dost.Volunteers.Tests.Support;

/// <summary>Walks the pages of the sign-up as a person does: each with the answers that it asks for.</summary>
internal static class SignUpWalk
{
    private static readonly Dictionary<string, string[]> _pages = new()
    {
        ["you"] = ["GivenName", "FamilyName", "BornOn", "Phone", "Email", "Further"],
        ["help"] = ["DistrictCode", "Programme", "Languages", "Skills"],
        ["times"] = ["Free"],
        ["last"] = ["Fin", "Gender", "GuardianName", "GuardianPhone", "GuardianAgrees", "AcceptsTerms", "AcceptsDataUse"],
    };

    /// <summary>A whole and right application; a name that is given again replaces its answer.</summary>
    public static (string Name, string? Value)[] Answers(string phone, params (string Name, string? Value)[] others)
    {
        (string Name, string? Value)[] usual =
        [
            ("GivenName", "Nigar"), ("FamilyName", "Əliyeva"), ("Fin", TestData.NewFin()), ("BornOn", "21.05.1999"), ("Gender", "Female"),
            ("Phone", phone), ("Email", ""), ("DistrictCode", "yasamal"), ("Programme", "Young"), ("Languages", "az"), ("Languages", "ru"),
            ("Free", "Monday-Morning"), ("Free", "Saturday-Afternoon"), ("AcceptsTerms", "true"), ("AcceptsDataUse", "true"),
        ];

        return [.. usual.Where(answer => others.All(other => other.Name != answer.Name)), .. others];
    }

    /// <summary>From the first page until the code is asked for, or a page comes back.</summary>
    public static async Task<WebPage> SignUpAsync(this Browser browser, string language, (string Name, string? Value)[] answers) =>
        await browser.SignUpAsync(await browser.GetPageAsync($"/{language}/join/you"), answers);

    public static async Task<WebPage> SignUpAsync(this Browser browser, WebPage page, (string Name, string? Value)[] answers, string? until = null)
    {
        for (var step = NameOf(page); _pages.ContainsKey(step) && step != until; step = NameOf(page))
        {
            page = await browser.SubmitAsync(page, Of(page, answers));

            if (NameOf(page) == step)
            {
                break;
            }
        }

        return page;
    }

    /// <summary>The answers that the page asks for.</summary>
    public static (string Name, string? Value)[] Of(WebPage page, (string Name, string? Value)[] answers) => [.. answers.Where(answer => _pages[NameOf(page)].Contains(answer.Name))];

    /// <summary>A sign-up whose first page was answered.</summary>
    public static async Task<Guid> BeginSignUpAsync(this TestApp app, string? phone = null, string? email = null)
    {
        await using var scope = app.NewScope();
        var id = Guid.NewGuid();
        var person = new PersonAnswers("Nigar", "Əliyeva", new DateOnly(1999, 5, 21), phone ?? TestData.NewPhone(), email);
        Assert.Equal(SaveOutcome.Saved, await scope.Get<SignUpDrafts>().StartAsync(id, person, "az", looksAutomatic: false, default));

        return id;
    }

    private static string NameOf(WebPage page) => page.Path.Split('/')[^1];
}
