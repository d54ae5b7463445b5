using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.OneTap;

/// <summary>Keeping one's data after all, by the link of the message that said when they go.</summary>
[AllowAnonymous, Route("t/{token}/keep"), OneTap(LinkPurpose.StopErasure)]
public sealed class ErasureLinkController(ErasureService erasures, IStringLocalizer<Text> t) : OneTapPage
{
    [HttpPost("")]
    public async Task<IActionResult> Keep(CancellationToken ct)
    {
        if (!await erasures.StopAsync(Link.SubjectId, ct))
        {
            TempData.Warning(t["It is too late: the data are deleted."]);
        }

        return ToPage();
    }
}

/// <summary>An erasure as its link shows it.</summary>
public sealed record StopErasurePage(string Token, Erasure Erasure);
