using System.Text.Json;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.SignUp;

/// <summary>Turns a draft into an application, once, however often the button is pressed and the answer lost.</summary>
public sealed class SignUpFinish(VolunteersDbContext db, FieldCipher cipher, IntakeService intake, PolicyReader policies, TimeProvider clock)
{
    /// <summary>As long as the next page waits for the code.</summary>
    private static readonly TimeSpan _resultKept = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The application and the end of the draft are one transaction. Null if the draft is gone, or says something else than the version that was
    /// seen: then nothing is done.
    /// </summary>
    public Task<SignedUp?> FinishAsync(OpenDraft seen, NewVolunteer application, bool looksAutomatic, CancellationToken ct) => ConcurrentChange.RetryAsync(db, () =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var now = clock.UtcNow();
            var draft = await db.SignUpDrafts.SingleOrDefaultAsync(d => d.SignUpDraftId == seen.SignUpDraftId, ct);

            if (draft?.FinishedAtUtc is not null)
            {
                return ResultOf(draft, now);
            }

            if (draft?.IsOpen(now) != true || draft.Version != seen.Version)
            {
                return null;
            }

            // First of all: whoever presses at the same moment waits here, and then finds it done.
            draft.Finish(now, now + _resultKept);
            await db.SaveChangesAsync(ct);

            var applied = looksAutomatic || draft.LooksAutomatic ? new ApplyResult(Guid.CreateVersion7(), OneTimeCodePurpose.ConfirmPhone) : await intake.ApplyAsync(application, ct);
            var result = new SignedUp(applied.SubjectId, applied.Purpose, application.Phone);
            var sealedResult = cipher.Encrypt(JsonSerializer.Serialize(new FinishedSignUp(seen.Answers, result), SignUpAnswers.Json));
            await db.SignUpDrafts.Where(d => d.SignUpDraftId == seen.SignUpDraftId).ExecuteUpdateAsync(set => set.SetProperty(d => d.AnswersEncrypted, sealedResult), ct);
            await db.OneTapLinks.Where(l => l.Purpose == LinkPurpose.ResumeSignUp && l.SubjectId == seen.SignUpDraftId).ExecuteDeleteAsync(ct);
            await transaction.CommitAsync(ct);

            return result;
        }));

    /// <summary>What came of a draft that was finished a moment ago; null for any other.</summary>
    public async Task<SignedUp?> ResultAsync(Guid draftId, CancellationToken ct) =>
        await db.SignUpDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.SignUpDraftId == draftId && d.FinishedAtUtc != null, ct) is { } draft ? ResultOf(draft, clock.UtcNow()) : null;

    /// <summary>Whoever sees at the code that the number is wrong changes it, and sends the application once more. False if it is too late for that.</summary>
    public Task<bool> ReopenAsync(Guid draftId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var draft = await db.SignUpDrafts.SingleOrDefaultAsync(d => d.SignUpDraftId == draftId && d.FinishedAtUtc != null, ct);

        if (draft is null || draft.ExpiresAtUtc <= now)
        {
            return false;
        }

        var answers = cipher.Open<FinishedSignUp>(draft.AnswersEncrypted).Answers;
        var until = draft.StartedAtUtc.AddDays((await policies.ReadAsync(ct)).SignUpDraftDays);
        draft.Reopen(cipher.Encrypt(JsonSerializer.Serialize(answers, SignUpAnswers.Json)), now, until > draft.ExpiresAtUtc ? until : draft.ExpiresAtUtc);
        await db.SaveChangesAsync(ct);

        return true;
    });

    private SignedUp? ResultOf(SignUpDraft draft, DateTime nowUtc) => draft.ExpiresAtUtc > nowUtc ? cipher.Open<FinishedSignUp>(draft.AnswersEncrypted).Result : null;
}
