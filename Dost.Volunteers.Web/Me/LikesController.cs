using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>Which kinds of work a volunteer likes to be asked for first.</summary>
[Authorize(Policy = Access.Volunteer), Route("me/likes")]
public sealed class LikesController(VolunteersDbContext db, CurrentUser user, LikedKindsService likes, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        if (user.VolunteerId is not { } own)
        {
            return NotFound();
        }

        var ticked = await db.LikedKinds.AsNoTracking().Where(k => k.VolunteerId == own).Select(k => k.HelpCategoryCode).ToListAsync(ct);
        var kinds = await db.HelpCategories.AsNoTracking().OrderBy(c => c.Position).ToListAsync(ct);

        return View("Index", new LikesForm { Kinds = ticked, Choice = kinds.ConvertAll(c => new SelectListItem(c.Name.In(CultureInfo.CurrentUICulture), c.HelpCategoryCode)) });
    }

    [HttpPost("")]
    public async Task<IActionResult> Change(LikesForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        if (user.VolunteerId is not { } own || !await likes.SetAsync(own, form.Kinds, ct))
        {
            return NotFound();
        }

        TempData.Notice(t["Your choice is saved."]);

        return RedirectToAction(nameof(Index));
    }
}

/// <summary>The kinds of work that are ticked, and all that there are.</summary>
public sealed class LikesForm
{
    public List<string> Kinds { get; set; } = [];

    internal IReadOnlyList<SelectListItem> Choice { get; init; } = [];
}
