using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Dost.Volunteers.Tests.Support;

/// <summary>A page as it came back, and how a reader finds things on it.</summary>
public sealed record WebPage(HttpResponseMessage Response, string Html, IHtmlDocument Document)
{
    public HttpStatusCode Status => Response.StatusCode;

    public Uri Address => Response.RequestMessage!.RequestUri!;

    public string Path => Address.PathAndQuery;

    public string Title => Document.Title ?? "";

    public string Heading => Text("h1");

    /// <summary>The words of <c>main</c>.</summary>
    public string Words => Text("main");

    /// <summary>The flash notice, or nothing.</summary>
    public string? Notice => Document.QuerySelector(".notice")?.Text().Trim();

    /// <summary>The lines of the error summary.</summary>
    public IReadOnlyList<string> Complaints => [.. Document.QuerySelectorAll(".error-summary li").Select(line => line.Text().Trim())];

    /// <summary>The complaint beside the field, or nothing.</summary>
    public string? ComplaintOf(string field) => Document.GetElementById($"{field}-error")?.Text().Trim();

    public string Text(string selector) => string.Join(' ', One(selector).Text().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public IReadOnlyList<IElement> All(string selector) => [.. Document.QuerySelectorAll(selector)];

    public IElement One(string selector) =>
        Document.QuerySelector(selector) ?? throw new InvalidOperationException($"There is no {selector} on {Path} ({(int)Status}):\n{Html}");

    /// <summary>What stands in the field.</summary>
    public string? Value(string field) => Document.GetElementById(field) switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        _ => throw new InvalidOperationException($"There is no field {field} on {Path} ({(int)Status}):\n{Html}"),
    };

    public IHtmlFormElement Form(string selector) => (IHtmlFormElement)One(selector);

    /// <summary>The address of the link with these words.</summary>
    public string LinkTo(string words) =>
        Document.QuerySelectorAll("a").FirstOrDefault(link => link.Text().Contains(words, StringComparison.Ordinal))?.GetAttribute("href")
        ?? throw new InvalidOperationException($"There is no link “{words}” on {Path} ({(int)Status}):\n{Html}");
}
