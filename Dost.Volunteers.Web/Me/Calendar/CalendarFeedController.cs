using System.Globalization;
using System.Security.Cryptography;
using Dost.Volunteers.Core.Calendar;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Dost.Volunteers.Web.Me.Calendar;

/// <summary>
/// What calendar programs read. They cannot sign in: who knows the address reads the calendar, and nothing else. A wrong address is not
/// found, as one that was revoked.
/// </summary>
[AllowAnonymous, Route("calendar")]
public sealed class CalendarFeedController(CalendarFeedService feeds, CalendarFile calendar, VolunteersDbContext db, GuessGuard guard) : Controller
{
    [HttpGet("{token}.ics"), HttpHead("{token}.ics")]
    public async Task<IActionResult> Read(string token, CancellationToken ct)
    {
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers["Referrer-Policy"] = "no-referrer";

        if (guard.IsSpent(HttpContext))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var feed = await feeds.FindAsync(token, ct);

        if (feed is null)
        {
            guard.CountWrong(HttpContext);
        }

        if (feed is not { RevokedAtUtc: null })
        {
            return NotFound();
        }

        var culture = CultureInfo.GetCultureInfo(Cultures.Known(await db.Volunteers.Where(v => v.VolunteerId == feed.VolunteerId).Select(v => v.Culture).SingleAsync(ct)) ?? Cultures.All[0].Name);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        var file = await calendar.FeedAsync(feed.VolunteerId, culture, ct);
        await feeds.NoteReadAsync(feed, ct);

        // For this program alone, and asked about anew each time: nothing in between may keep it.
        Response.Headers.CacheControl = "private, no-cache";

        return new FileContentResult(file, CalendarWriter.MediaType) { EntityTag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file))}\"") };
    }
}
