using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging.Inbound;

/// <summary>How an answer went: null where it did what it said, else why not, in a code word.</summary>
public sealed record AnswerResult(string? WhyNot)
{
    public const string NoLongerAsked = nameof(NoLongerAsked);

    public bool IsDone => WhyNot is null;
}

/// <summary>Carries out a yes or a no by the very services that a tap on the link in the message calls, so that the same rules hold.</summary>
public sealed class InboundAnswers(VolunteersDbContext db, SmsQuestions questions, PlacementService placements, SwapService swaps, TimeProvider clock)
{
    public async Task<AnswerResult> GiveAsync(SmsQuestion question, bool isYes, CancellationToken ct)
    {
        if (!(await questions.OpenAsync(question.VolunteerId, ct)).Any(q => q.SmsQuestionId == question.SmsQuestionId))
        {
            return new AnswerResult(AnswerResult.NoLongerAsked);
        }

        var whyNot = question.Kind switch
        {
            MessageKind.SwapAsked => isYes ? WhyNot((await swaps.AcceptAsync(question.SubjectId, ct)).Outcome) : WhyNot(await swaps.DeclineAsync(question.SubjectId, ct)),
            MessageKind.ShiftOffer => WhyNot((isYes ? await placements.AcceptAsync(question.SubjectId, ct) : await placements.DeclineAsync(question.SubjectId, ct)).Outcome),

            // No to a reminder gives the place back; shortly before the shift that needs a reason, which a coordinator asks for.
            _ => WhyNot((isYes ? await placements.AcceptAsync(question.SubjectId, ct) : await placements.WithdrawAsync(question.SubjectId, reason: null, ct)).Outcome),
        };

        if (whyNot is null)
        {
            var now = clock.UtcNow();
            await db.SmsQuestions.Where(q => q.SmsQuestionId == question.SmsQuestionId).ExecuteUpdateAsync(set => set.SetProperty(q => q.AnsweredAtUtc, now), ct);
        }

        return new AnswerResult(whyNot);
    }

    private static string? WhyNot(PlacementOutcome outcome) => outcome is PlacementOutcome.Done ? null : outcome.ToString();

    private static string? WhyNot(SwapOutcome outcome) => outcome is SwapOutcome.Done or SwapOutcome.AwaitsApproval ? null : outcome.ToString();
}
