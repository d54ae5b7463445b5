using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>What somebody wants to ease for a person helped: a second person agrees or refuses, who asked takes it back.</summary>
[Authorize(Policy = Access.Staff), Route("desk/people-helped/{id:guid}/easings/{easingId:guid}")]
public sealed class EasingsController(SafeguardEasings easings, IStringLocalizer<Text> t) : Controller
{
    [HttpPost("agree")]
    public async Task<IActionResult> Agree(Guid id, Guid easingId, CancellationToken ct) => Answer(await easings.AgreeAsync(id, easingId, ct), id, t["Agreed: it holds from now on, for the coming visits too."]);

    [HttpPost("refuse")]
    public async Task<IActionResult> Refuse(Guid id, Guid easingId, CancellationToken ct) => Answer(await easings.RefuseAsync(id, easingId, ct), id, t["Not agreed: what protects the person stays as it is."]);

    [HttpPost("take-back")]
    public async Task<IActionResult> TakeBack(Guid id, Guid easingId, CancellationToken ct) => Answer(await easings.TakeBackAsync(id, easingId, ct), id, t["Taken back: what protects the person stays as it is."]);

    private IActionResult Answer(EasingOutcome outcome, Guid id, string done)
    {
        switch (outcome)
        {
            case EasingOutcome.NotFound:
                return NotFound();
            case EasingOutcome.Done:
                TempData.Notice(done);
                break;
            case EasingOutcome.DecidedMeanwhile:
                TempData.Warning(t["Somebody else was first: it is decided already."]);
                break;
            case EasingOutcome.Lapsed:
                TempData.Warning(t["What protects the person has changed meanwhile, so this was not eased. Look at it as it stands now."]);
                break;
        }

        return Redirect(Url.Content($"~/desk/people-helped/{id:D}"));
    }
}
