using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Intake;

/// <summary>
/// What a coordinator decides on a person of their centre. <c>seenVersion</c> is what they had before them: two who decide at once do not both
/// succeed, and the second is told. Nobody decides on themselves.
/// </summary>
public sealed class DecisionService(
    VolunteersDbContext db, CurrentUser user, CredentialService credentials, ContractService contracts, IntakeCompletion completion, PolicyReader policyReader, FieldCipher cipher, Outbox outbox,
    AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Says yes. The coordinator vouches for the check, and for a contract on paper if there is one; what is missing then the person is asked for, and
    /// who lacks nothing serves at once.
    /// </summary>
    public Task<IntakeOutcome> AcceptAsync(Guid volunteerId, Acceptance acceptance, Guid? seenVersion, CancellationToken ct) => DecideAsync(volunteerId, seenVersion, async volunteer =>
    {
        var policy = await policyReader.ReadAsync(ct);

        if (volunteer.IsInIntake && policy.InterviewRequired && !volunteer.Interviews.Exists(i => i.State is InterviewState.Came))
        {
            return IntakeOutcome.InterviewMissing;
        }

        var outcome = volunteer.Accept(clock.UtcNow());

        if (outcome is IntakeOutcome.Done)
        {
            volunteer.CloseInterviews(clock.UtcNow());
            await credentials.VouchAsync(volunteerId, acceptance.Vetting, ct);

            if (acceptance.PaperContractOn is { } signedOn)
            {
                await contracts.NoteOnPaperAsync(volunteer, signedOn, user.AccountId, ct);
            }

            audit.Changed("VolunteerAccepted", AuditSubject.Volunteer, volunteerId);
            await GoOnAsync(volunteer, ct);
        }

        return outcome;
    }, ct);

    /// <summary>A kind no. The note stays among the coordinators.</summary>
    public Task<IntakeOutcome> RefuseAsync(Guid volunteerId, Refusal refusal, Guid? seenVersion, CancellationToken ct) => DecideAsync(volunteerId, seenVersion, volunteer =>
    {
        var note = cipher.EncryptWritten(refusal.Note);
        var outcome = volunteer.Reject(refusal.ReasonCode, Clean(refusal.Words), note, clock.UtcNow());

        if (outcome is IntakeOutcome.Done)
        {
            volunteer.CloseInterviews(clock.UtcNow());
            outbox.News(MessageKind.VolunteerRejected, Recipient.Volunteer(volunteerId), volunteerId, 0, MessageChannel.Sms, MessageChannel.Email);
            audit.Changed("VolunteerRejected", AuditSubject.Volunteer, volunteerId);
        }

        return Task.FromResult(outcome);
    }, ct);

    /// <summary>The contract was signed on paper, and the centre keeps it.</summary>
    public Task<IntakeOutcome> NotePaperContractAsync(Guid volunteerId, DateOnly signedOn, Guid? seenVersion, CancellationToken ct) => DecideAsync(volunteerId, seenVersion, async volunteer =>
    {
        if (volunteer.State is not VolunteerState.Training || !await contracts.NoteOnPaperAsync(volunteer, signedOn, user.AccountId, ct))
        {
            return IntakeOutcome.NotInIntake;
        }

        await completion.TryCompleteAsync(volunteer, ct);

        return IntakeOutcome.Done;
    }, ct);

    /// <summary>A further term for who has completed one, or has left and wants to come back.</summary>
    public Task<IntakeOutcome> ReturnAsync(Guid volunteerId, Guid? seenVersion, CancellationToken ct) => DecideAsync(volunteerId, seenVersion, async volunteer =>
    {
        if (!volunteer.Return(clock.UtcNow()))
        {
            return volunteer.PhoneConfirmedAtUtc is null ? IntakeOutcome.PhoneNotConfirmed : IntakeOutcome.NotInIntake;
        }

        audit.Changed("VolunteerReturned", AuditSubject.Volunteer, volunteerId);
        await GoOnAsync(volunteer, ct);

        return IntakeOutcome.Done;
    }, ct);

    /// <summary>The link to the contract once more.</summary>
    public Task<IntakeOutcome> RemindOfContractAsync(Guid volunteerId, CancellationToken ct) => DecideAsync(volunteerId, seenVersion: null, async volunteer =>
    {
        if (volunteer.State is not VolunteerState.Training)
        {
            return IntakeOutcome.NotInIntake;
        }

        await AskToSignAsync(volunteer, ct);

        return IntakeOutcome.Done;
    }, ct);

    private async Task GoOnAsync(Volunteer volunteer, CancellationToken ct)
    {
        if (!await completion.TryCompleteAsync(volunteer, ct))
        {
            await AskToSignAsync(volunteer, ct);
        }
    }

    private async Task AskToSignAsync(Volunteer volunteer, CancellationToken ct)
    {
        var id = volunteer.VolunteerId;
        var version = await outbox.NextTryAsync(id, MessageKind.ContractReady, ct);
        outbox.News(MessageKind.ContractReady, Recipient.Volunteer(id), id, version, MessageChannel.Sms, MessageChannel.Email);
    }

    private Task<IntakeOutcome> DecideAsync(Guid volunteerId, Guid? seenVersion, Func<Volunteer, Task<IntakeOutcome>> decide, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var volunteer = await db.Volunteers.DecidableBy(user)
            .Include(v => v.Interviews).ThenInclude(i => i.Slot).Include(v => v.Terms).AsSplitQuery()
            .SingleOrDefaultAsync(v => v.VolunteerId == volunteerId, ct);

        if (volunteer is null)
        {
            return IntakeOutcome.NotFound;
        }

        if (seenVersion is { } seen && seen != volunteer.CommitmentsVersion)
        {
            return IntakeOutcome.ChangedMeanwhile;
        }

        var outcome = await decide(volunteer);

        if (outcome is IntakeOutcome.Done)
        {
            volunteer.TouchCommitments();
            await db.SaveChangesAsync(ct);
        }

        return outcome;
    });

    private static string? Clean(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}

/// <summary>How far the person was checked, and the day on which they signed the contract on paper, if they did.</summary>
public sealed record Acceptance(VettingLevel Vetting, DateOnly? PaperContractOn = null);

/// <summary>Why: a reason of the list and words of one's own, both for the person; and a note that they never see.</summary>
public sealed record Refusal(string ReasonCode, string? Words, string? Note);
