using System.Xml.Linq;
using AngleSharp.Dom;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Web;

/// <summary>What a screen reader, a search engine and a strict browser need of every page.</summary>
public class StructureTests(TestApp app) : IClassFixture<TestApp>
{
    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();

            foreach (var language in (string[])["az", "ru", "en"])
            {
                foreach (var path in (string[])["", "shifts", "join", "join/you", "account/sign-in", "privacy", "accessibility", "appearance", "nothing-here", "help"])
                {
                    pages.Add(language, path);
                }
            }

            return pages;
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_has_its_landmarks_and_names_its_fields(string language, string path)
    {
        var page = await app.NewBrowser().GetPageAsync($"/{language}/{path}");

        Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.NotEmpty(page.Title);
        Assert.Single(page.All("h1"));
        Assert.Single(page.All("main"));
        Assert.Single(page.All("header"));
        Assert.Single(page.All("footer"));
        Assert.Empty(page.All("input:not([type=hidden]), select, textarea").Where(field => NameOf(field).Length == 0).Select(field => field.OuterHtml));
        Assert.Empty(page.All("img:not([alt])"));
        Assert.Empty(page.All("[id]").GroupBy(element => element.Id).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Nothing_on_a_page_needs_what_the_security_policy_refuses(string language, string path)
    {
        var page = await app.NewBrowser().GetPageAsync($"/{language}/{path}");

        Assert.Empty(page.All("[style], style, script:not([src])").Select(element => element.OuterHtml));
        Assert.DoesNotContain(page.All("*").SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.All("script[src], link[rel=stylesheet]"), element => Assert.StartsWith("/", element.GetAttribute("src") ?? element.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_word_is_in_the_language_of_the_page(string language, string path)
    {
        if (language == "en")
        {
            return;
        }

        var page = await app.NewBrowser().GetPageAsync($"/{language}/{path}");
        var english = EnglishSentences(language);

        Assert.Empty(page.Document.Body!.Descendants<IText>().Select(text => text.Text.Trim()).Where(english.Contains).Distinct());
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_form_that_posts_carries_its_token(string language, string path)
    {
        var page = await app.NewBrowser().GetPageAsync($"/{language}/{path}");

        Assert.All(page.All("form[method=post]"), form => Assert.Single(form.QuerySelectorAll("input[name=__RequestVerificationToken]")));
        Assert.All(page.All("form[method=get]"), form => Assert.Empty(form.QuerySelectorAll("input[name=__RequestVerificationToken]")));
    }

    private static string NameOf(IElement field) => (
        field.GetAttribute("aria-label")
        ?? (field.Id is { Length: > 0 } id ? field.Owner!.QuerySelector($"label[for='{id}']")?.TextContent : null)
        ?? field.Closest("label")?.TextContent
        ?? "").Trim();

    /// <summary>The keys that are not also the translation.</summary>
    private static HashSet<string> EnglishSentences(string language) =>
    [
        .. XDocument.Load(Path.Combine(Repository.Root, "Dost.Volunteers.Web", "Localization", $"Text.{language}.resx")).Root!.Elements("data")
            .Where(data => data.Attribute("name")!.Value != data.Element("value")!.Value)
            .Select(data => data.Attribute("name")!.Value),
    ];
}
