using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dost.Volunteers.Web.Development;

/// <summary>Every message that would have gone out, to be read and clicked, where messages stay on this machine.</summary>
[AllowAnonymous, DevelopmentOnly, Route("dev/messages")]
public sealed partial class MessagesController(FileDrop drop, PublicUrl site) : Controller
{
    private const int PageSize = 20;

    [HttpGet("")]
    public async Task<IActionResult> Index(DroppedChannel? channel, string? to, int? page, CancellationToken ct)
    {
        var wanted = Math.Clamp(page ?? 1, 1, 100_000);
        var found = await drop.ReadAsync(channel, to, wanted, PageSize, ct);
        var last = Paging.Count(found.Total, PageSize);

        if (wanted > last)
        {
            wanted = last;
            found = await drop.ReadAsync(channel, to, wanted, PageSize, ct);
        }

        var rows = found.Items.Select(m => new MessageRow(m, Parts(m.Text), m.ListUnsubscribeUrl is { } stop ? Local(stop.AbsoluteUri) : null)).ToList();

        return View(new MessagesPage(channel, to, new Page<MessageRow>(rows, wanted, PageSize, found.Total)));
    }

    [HttpGet("{id}/html")]
    public async Task<IActionResult> Html(string id, CancellationToken ct)
    {
        if (await drop.FindAsync(id, ct) is not { Html: { } html })
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = EmailFrame.Policy(EmailFrame.Nobody);

        // The links of the e-mail lead to the public address of the site; here they lead to where it is now.
        return Content(html.Replace($"\"{site.Value}/", $"\"{HttpContext.SitePathBase()}/", StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    /// <summary>The text cut into words and links.</summary>
    private List<MessagePart> Parts(string text)
    {
        List<MessagePart> parts = [];
        var done = 0;

        foreach (var match in Link().EnumerateMatches(text))
        {
            parts.Add(new MessagePart(text[done..match.Index], null));
            done = match.Index + match.Length;
            var link = text[match.Index..done];
            parts.Add(new MessagePart(link, Local(link)));
        }

        parts.Add(new MessagePart(text[done..], null));

        return parts;
    }

    /// <summary>Without the language of this page: what the link opens speaks that of its reader.</summary>
    private string Local(string link) =>
        link.StartsWith(site.Value + "/", StringComparison.Ordinal) ? HttpContext.SitePathBase() + link[site.Value.Length..] : link;

    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)]")]
    private static partial Regex Link();
}

/// <summary>A page of messages, and what was looked for.</summary>
public sealed record MessagesPage(DroppedChannel? Channel, string? To, Page<MessageRow> Messages);

public sealed record MessageRow(DroppedMessage Message, IReadOnlyList<MessagePart> Parts, string? StopAddress);

/// <summary>Words, or a link where there is an address.</summary>
public sealed record MessagePart(string Text, string? Address);
