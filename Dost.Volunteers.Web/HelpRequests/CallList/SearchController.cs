using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.CallList;

/// <summary>The search for who comes to a visit: letting it begin, and taking it over.</summary>
[Authorize(Policy = Access.Staff), Route("desk/requests/{id:guid}")]
public sealed class SearchController(
    VolunteersDbContext db, CurrentUser user, LadderService ladders, IStringLocalizer<Text> t) : Controller
{
    [HttpPost("search/start")]
    public Task<IActionResult> Start(Guid id, CancellationToken ct) =>
        SearchAsync(id, ladders.StartAsync, t["The search begins within a minute: volunteers are asked a few at a time."], t["There is no coming visit with a free place to search for."], ct);

    [HttpPost("search/stop")]
    public Task<IActionResult> Stop(Guid id, CancellationToken ct) =>
        SearchAsync(id, ladders.StopAsync, t["Nobody more is asked. Offers that stand can still be answered."], t["No search is under way."], ct);

    private async Task<IActionResult> SearchAsync(Guid id, Func<Guid, CancellationToken, Task<bool>> act, string done, string notDone, CancellationToken ct)
    {
        if (!await MayChangeAsync(id, ct))
        {
            return NotFound();
        }

        if (await act(id, ct))
        {
            TempData.Notice(done);
        }
        else
        {
            TempData.Warning(notDone);
        }

        return Redirect($"~/desk/requests/{id}");
    }

    private Task<bool> MayChangeAsync(Guid id, CancellationToken ct) => db.HelpRequests.Where(Visible.HelpRequests(user)).AnyAsync(r => r.HelpRequestId == id, ct);
}
