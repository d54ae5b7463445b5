using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Messages;

/// <summary>Text messages that came in and that nobody but a person can understand.</summary>
[Authorize(Policy = Access.Staff), Route("desk/inbox")]
public sealed class InboxController(InboxReader reader, InboxService inbox, PolicyReader policies, AuditLog audit, IStringLocalizer<Text> t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? show, int? page, CancellationToken ct)
    {
        var isDone = show is "done";

        return View(new InboxPage(isDone, await reader.OpenAsync(ct), await reader.ReadAsync(isDone, page ?? 1, ct)));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct)
    {
        if (await reader.FindAsync(id, ct) is not { } row)
        {
            return NotFound();
        }

        if ((row.VolunteerId ?? row.HelpRequestId) is { } personId)
        {
            await audit.LookedAsync("InboundSms", row.VolunteerId is not null ? AuditSubject.Volunteer : AuditSubject.HelpRequest, personId, ct);
        }

        return View(new InboxDetails(row, new InboxReplyForm()));
    }

    [HttpPost("{id:guid}/yes")]
    public Task<IActionResult> Yes(Guid id, Guid questionId, CancellationToken ct) => AnswerAsync(id, questionId, isYes: true, ct);

    [HttpPost("{id:guid}/no")]
    public Task<IActionResult> No(Guid id, Guid questionId, CancellationToken ct) => AnswerAsync(id, questionId, isYes: false, ct);

    [HttpPost("{id:guid}/reply")]
    public async Task<IActionResult> Reply(Guid id, InboxReplyForm form, [FromServices] IValidator<InboxReplyForm> validator, CancellationToken ct)
    {
        if (await reader.FindAsync(id, ct) is not { } row)
        {
            return NotFound();
        }

        if (!await ModelState.AcceptsAsync(form, validator, ct))
        {
            return this.FormView(new InboxDetails(row, form), nameof(Details));
        }

        return Said(await inbox.ReplyAsync(id, form.Reply(row.Culture)!, ct), t["Your reply goes out now."]);
    }

    /// <summary>What the words that were typed would cost; nothing is kept, and nothing of the person is in the answer.</summary>
    [HttpPost("{id:guid}/cost")]
    public async Task<IActionResult> Cost(Guid id, InboxReplyForm form, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);

        return await reader.FindAsync(id, ct) is { } row
            ? PartialView("_ReplyCost", SmsCost.OfOwnWords(form.Reply(row.Culture), row.Culture, await policies.ReadAsync(ct)))
            : NotFound();
    }

    [HttpPost("{id:guid}/done")]
    public async Task<IActionResult> Done(Guid id, CancellationToken ct) => Said(await inbox.CloseAsync(id, ct), t["The message is settled."]);

    private async Task<IActionResult> AnswerAsync(Guid id, Guid questionId, bool isYes, CancellationToken ct) =>
        Said(await inbox.AnswerAsync(id, questionId, isYes, ct), isYes ? t["The yes was entered in the person's name."] : t["The no was entered in the person's name."]);

    private IActionResult Said(InboxResult result, string done)
    {
        switch (result.Outcome)
        {
            case InboxOutcome.Done:
                TempData.Notice(done);
                break;
            case InboxOutcome.SettledAlready:
                TempData.Warning(t["Somebody has settled this message meanwhile."]);
                break;
            case InboxOutcome.NotPossible:
                TempData.Warning(t["Nothing was changed: the question is no longer open, or a rule stands against it. Open the person's page to see more."]);
                break;
            case InboxOutcome.NotFound:
                return NotFound();
        }

        return RedirectToAction(nameof(Index));
    }
}
