using Dost.Volunteers.Core.Reports;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Memory;

namespace Dost.Volunteers.Web.Home;

[PublicPage]
public sealed class HomeController(IMemoryCache cache, IConfiguration configuration) : Controller
{
    private const int Days = 7;
    private const int Cards = 4;

    [HttpGet("/")]
    public async Task<IActionResult> Index(
        [FromServices] OpenShiftReader shifts, [FromServices] PublicFiguresReader figures, CancellationToken ct)
    {
        if (!cache.TryGetValue(nameof(HomePage), out HomePage? page))
        {
            // The same for everybody and in every language, so one reading serves all for a short while.
            page = new HomePage(await shifts.MostNeededAsync(Days, Cards, ct), await figures.ReadAsync(ct));
            Remember(page);
        }

        return View(page);
    }

    private void Remember(HomePage page)
    {
        var seconds = configuration.GetValue("Home:CacheSeconds", 60);

        if (seconds > 0)
        {
            cache.Set(nameof(HomePage), page, TimeSpan.FromSeconds(seconds));
        }
    }
}
