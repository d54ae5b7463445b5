using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.OneTap;

/// <summary>What a volunteer says of their e-mail address by a link: it is mine; no more mail; mail again.</summary>
[AllowAnonymous, Route("t/{token}")]
public sealed class AddressController(IntakeService intake, OwnProfileService profile, IStringLocalizer<Text> t) : OneTapPage
{
    [HttpPost("confirm"), OneTap(LinkPurpose.ConfirmEmail)]
    public async Task<IActionResult> Confirm(CancellationToken ct)
    {
        await intake.ConfirmEmailAsync(Link.SubjectId, ct);

        return ToPage();
    }

    [HttpPost("stop"), OneTap(LinkPurpose.Unsubscribe)]
    public async Task<IActionResult> Stop(CancellationToken ct)
    {
        await profile.SetEmailOptOutAsync(Link.SubjectId, optedOut: true, ct);

        return ToPage();
    }

    [HttpPost("resume"), OneTap(LinkPurpose.Unsubscribe)]
    public async Task<IActionResult> Resume(CancellationToken ct)
    {
        await profile.SetEmailOptOutAsync(Link.SubjectId, optedOut: false, ct);
        TempData.Notice(t["You get e-mails again."]);

        return ToPage();
    }
}
