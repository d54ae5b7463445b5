using System.Net;
using System.Text.RegularExpressions;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Safeguarding;

/// <summary>Opens whatever a browser reaches by links from some addresses, and says on which pages some words stand.</summary>
internal sealed partial class Crawl(Browser browser)
{
    private const int MostPages = 400;

    /// <summary>Pages of one kind that are enough: their addresses differ in ids, numbers and filters only.</summary>
    private const int MostOfAKind = 4;

    private readonly Queue<string> _waiting = new();
    private readonly HashSet<string> _known = [];
    private readonly Dictionary<string, int> _kinds = [];

    public int Pages { get; private set; }

    /// <summary>For each page with some of the markers: its address without ids, and which.</summary>
    public async Task<IReadOnlyList<(string Kind, string Marker)>> FindAsync(IReadOnlyCollection<string> markers, IEnumerable<string> starts)
    {
        List<(string, string)> found = [];
        starts.ToList().ForEach(Want);

        while (_waiting.TryDequeue(out var path) && Pages < MostPages)
        {
            var page = await browser.GetPageAsync(path);
            Pages++;
            Assert.True((int)page.Status < 500, $"{path}: {(int)page.Status}");

            // What is on the page, what it would send back, and where it leads to.
            found.AddRange(markers.Where(m => WebUtility.HtmlDecode(page.Html).Contains(m, StringComparison.OrdinalIgnoreCase)).Select(m => (KindOf(page.Address.AbsolutePath), m)));
            Assert.All(markers, m => Assert.DoesNotContain(m, Uri.UnescapeDataString(page.Path), StringComparison.OrdinalIgnoreCase));

            foreach (var link in page.Document.QuerySelectorAll("a[href], form[method='get'][action], link[rel='alternate']").Select(e => e.GetAttribute("href") ?? e.GetAttribute("action")!))
            {
                if (link.StartsWith('/'))
                {
                    Want(link.Split('#')[0]);
                }
            }
        }

        return [.. found.Distinct()];
    }

    private void Want(string path)
    {
        var kind = KindOf(path.Split('?')[0]);

        // Another language says the same; a page that ends the visit is not for looking at.
        if (path.StartsWith("/ru/", StringComparison.Ordinal) || path.StartsWith("/en/", StringComparison.Ordinal) || path.Contains("/culture", StringComparison.Ordinal) || !_known.Add(path))
        {
            return;
        }

        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;

        if (_kinds[kind] <= MostOfAKind)
        {
            _waiting.Enqueue(path);
        }
    }

    private static string KindOf(string path) => Id().Replace(Language().Replace(path, ""), "*");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Id();

    [GeneratedRegex("^/az(?=/|$)")]
    private static partial Regex Language();
}
