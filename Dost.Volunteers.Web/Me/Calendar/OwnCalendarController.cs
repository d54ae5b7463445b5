using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Calendar;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me.Calendar;

/// <summary>The private address of the volunteer's calendar: made, shown once, renewed, taken back.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/calendar")]
public sealed class OwnCalendarController(CurrentUser user, CalendarFeedService feeds, PublicUrl site, IStringLocalizer<Text> t, TimeProvider clock) : Controller
{
    private const string TokenKey = "calendar.token";

    /// <summary>For so long after it was made the address is on the page; it is kept nowhere but in the encrypted cookie of the browser.</summary>
    private static readonly TimeSpan _shown = TimeSpan.FromMinutes(30);

    private Guid Own => user.VolunteerId ?? throw new InvalidOperationException("Every account with the role of a volunteer is that of one.");

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var feed = await feeds.StandingAsync(Own, ct);
        string? token = null;

        if (feed is not null && feed.CreatedAtUtc > clock.UtcNow() - _shown && TempData.Peek(TokenKey) is string kept && feeds.IsTokenOf(feed, kept))
        {
            token = kept;
        }
        else
        {
            TempData.Remove(TokenKey);
        }

        return View("Index", new OwnCalendarPage(feed, token is null ? null : new Uri($"{site.Value}/calendar/{token}.ics")));
    }

    /// <summary>Makes an address; the one before it stops.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Renew(CancellationToken ct)
    {
        if (await feeds.RenewAsync(Own, ct) is { } token)
        {
            TempData[TokenKey] = token;
            TempData.Notice(t["Your address is ready. Connect your calendar now: it is shown only for half an hour."]);
        }
        else
        {
            TempData.Warning(t["That were many new addresses for one day. Try again tomorrow."]);
        }

        return RedirectToAction(nameof(Index));
    }

    [HttpPost("revoke")]
    public async Task<IActionResult> Revoke(CancellationToken ct)
    {
        if (await feeds.RevokeAsync(Own, ct))
        {
            TempData.Notice(t["The address works no more. Remove the calendar from your devices too."]);
        }

        return RedirectToAction(nameof(Index));
    }
}

/// <summary>The address that stands, and what it is while that may be shown.</summary>
public sealed record OwnCalendarPage(CalendarFeed? Feed, Uri? Address)
{
    /// <summary>The address as phones take it: they open their calendar by it.</summary>
    public string? Webcal => Address is null ? null : "webcal://" + Address.Authority + Address.AbsolutePath;
}
