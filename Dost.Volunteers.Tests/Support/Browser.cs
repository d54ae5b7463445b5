using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Dost.Volunteers.Tests.Support;

/// <summary>Does what a browser without JavaScript does: keeps cookies, follows redirects, sends forms as they stand on the page.</summary>
public sealed class Browser(HttpClient client)
{
    private const int MaxRedirects = 10;

    // A jar of its own: cookies expire by the test's clock, which the framework's jar does not know.
    private readonly Dictionary<string, string> _cookies = [];

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    public Browser WithCookie(string name, string value)
    {
        _cookies[name] = value;

        return this;
    }

    public Browser WithLanguage(string acceptLanguage)
    {
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(acceptLanguage);

        return this;
    }

    public Task<WebPage> GetPageAsync(string path) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Posts fields without a page, and thus without an antiforgery token.</summary>
    public Task<WebPage> PostAsync(string path, params (string Name, string Value)[] fields) => FollowAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    });

    /// <summary>
    /// Sends the form of the page: as it stands, but with these values. A name that is given replaces all its values (give it more than once
    /// for several ticks); null leaves it out. Without a selector it is the only form of <c>main</c>.
    /// </summary>
    public Task<WebPage> SubmitAsync(WebPage page, params (string Name, string? Value)[] values) => SubmitAsync(page, "main form", values);

    public Task<WebPage> SubmitAsync(WebPage page, string formSelector, params (string Name, string? Value)[] values) => SubmitToAsync(page, formSelector, null, values);

    /// <summary>The same by a button that sends the form to another address.</summary>
    public Task<WebPage> SubmitToAsync(WebPage page, string formSelector, string? path, params (string Name, string? Value)[] values)
    {
        var form = page.Form(formSelector);
        var given = values.Select(value => value.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fields = FormFields.Of(form).Where(field => !given.Contains(field.Name))
            .Concat(values.Where(value => value.Value is not null).Select(value => (value.Name, Value: value.Value!)))
            .Select(field => KeyValuePair.Create(field.Name, field.Value))
            .ToList();
        var action = new Uri(page.Address, path ?? (form.GetAttribute("action") is { Length: > 0 } said ? said : page.Address.PathAndQuery));

        if (!string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase))
        {
            var query = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));

            return GetPageAsync($"{action.AbsolutePath}?{query}");
        }

        return FollowAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>One request and its answer, with cookies, without following a redirect.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var response = await client.SendAsync(request);

        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                Keep(cookie);
            }
        }

        return response;
    }

    private async Task<WebPage> FollowAsync(HttpRequestMessage request)
    {
        var response = await SendAsync(request);

        for (var redirects = 0; response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther && redirects < MaxRedirects; redirects++)
        {
            response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(response.RequestMessage!.RequestUri!, response.Headers.Location!)));
        }

        var html = await response.Content.ReadAsStringAsync();

        return new WebPage(response, html, new HtmlParser().ParseDocument(html));
    }

    private void Keep(string setCookie)
    {
        var pair = setCookie.Split(';')[0];
        var name = pair[..pair.IndexOf('=', StringComparison.Ordinal)];
        var value = pair[(name.Length + 1)..];
        var isGone = value.Length == 0 || setCookie.Contains("01 Jan 1970", StringComparison.Ordinal);

        if (isGone)
        {
            _cookies.Remove(name);
        }
        else
        {
            _cookies[name] = value;
        }
    }
}

/// <summary>The fields of a form as a browser would send them.</summary>
internal static class FormFields
{
    public static IEnumerable<(string Name, string Value)> Of(IHtmlFormElement form) =>
        form.Elements.SelectMany(element => element switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
            IHtmlInputElement { Type: "submit" or "button" or "image" or "reset" or "file" } => [],
            IHtmlInputElement { Name.Length: > 0, IsDisabled: false } input => [(input.Name!, input.Value)],
            IHtmlTextAreaElement { Name.Length: > 0, IsDisabled: false } area => [(area.Name!, area.Value)],
            IHtmlSelectElement { Name.Length: > 0, IsDisabled: false } select => select.SelectedOptions.Select(option => (select.Name!, option.Value)),
            _ => Enumerable.Empty<(string, string)>(),
        });
}
