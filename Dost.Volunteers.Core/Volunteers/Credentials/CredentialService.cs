using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers.Intake;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Credentials;

/// <summary>
/// Trainings, checks and documents: the volunteer submits, a coordinator of their centre decides or adds what they vouch for. Whose they
/// are is part of each query. Nobody decides on their own.
/// </summary>
public sealed class CredentialService(
    VolunteersDbContext db, CurrentUser user, FileStore files, FieldCipher cipher, IntakeCompletion completion, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>People at once, after a training.</summary>
    public const int MostPeople = 200;

    /// <summary>The volunteer who is signed in hands something in.</summary>
    public Task<SubmitResult> SubmitAsync(NewCredential wish, IncomingFile? file, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var own = user.VolunteerId;
        var volunteer = await db.Volunteers.SingleOrDefaultAsync(
            v => own != null && v.VolunteerId == own && v.State != VolunteerState.Left && v.State != VolunteerState.Rejected, ct);
        var type = await db.CredentialTypes.SingleOrDefaultAsync(t => t.CredentialTypeCode == wish.TypeCode && t.IsSubmittedBySelf, ct);

        if (volunteer is null || type is null)
        {
            return new SubmitResult(SubmitOutcome.NotAllowed);
        }

        if (type.NeedsFile && file is null)
        {
            return new SubmitResult(SubmitOutcome.FileMissing);
        }

        var dates = type.Judge(wish.Dates, clock.TodayInBaku());

        if (dates is not DatesOutcome.Fine)
        {
            return new SubmitResult(SubmitOutcome.DatesWrong) { Dates = dates };
        }

        if (await db.Credentials.AnyAsync(c => c.VolunteerId == own && c.CredentialTypeCode == wish.TypeCode && c.State == CredentialState.Submitted, ct))
        {
            return new SubmitResult(SubmitOutcome.AlreadyWaiting);
        }

        var credential = new Credential
        {
            CredentialId = Guid.CreateVersion7(),
            VolunteerId = volunteer.VolunteerId,
            CredentialTypeCode = type.CredentialTypeCode,
            IssuedOn = wish.Dates.IssuedOn,
            ExpiresOn = type.LastDayOf(wish.Dates),
            NumberEncrypted = cipher.EncryptWritten(wish.Number),
            IssuerEncrypted = cipher.EncryptWritten(wish.Issuer),
            SubmittedAtUtc = clock.UtcNow(),
        };

        if (file is not null)
        {
            credential.ReplaceFile(files.Add(file, user.AccountId).StoredFileId);
        }

        // Of a double click the second one collides here, and then sees what the first has saved.
        volunteer.TouchCommitments();
        db.Credentials.Add(credential);
        audit.Changed("CredentialSubmitted", AuditSubject.Volunteer, volunteer.VolunteerId);
        await db.SaveChangesAsync(ct);

        return new SubmitResult(SubmitOutcome.Done) { CredentialId = credential.CredentialId };
    });

    /// <summary>A better picture of what waits to be looked at. False if it is not theirs or was decided on.</summary>
    public Task<bool> ReplaceFileAsync(Guid credentialId, IncomingFile file, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var credential = await db.Credentials.Where(Visible.OwnCredentials(user)).SingleOrDefaultAsync(c => c.CredentialId == credentialId, ct);

        if (credential is not { State: CredentialState.Submitted })
        {
            return false;
        }

        var old = credential.StoredFileId;
        credential.ReplaceFile(files.Add(file, user.AccountId).StoredFileId);
        audit.Changed("CredentialFileReplaced", AuditSubject.Volunteer, credential.VolunteerId);
        RemoveFile(old);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>The volunteer takes back what nobody has decided on; it goes with its file.</summary>
    public Task<bool> TakeBackAsync(Guid credentialId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var credential = await db.Credentials.Where(Visible.OwnCredentials(user)).SingleOrDefaultAsync(c => c.CredentialId == credentialId, ct);

        if (credential is not { State: CredentialState.Submitted })
        {
            return false;
        }

        db.Credentials.Remove(credential);
        RemoveFile(credential.StoredFileId);
        audit.Changed("CredentialTakenBack", AuditSubject.Volunteer, credential.VolunteerId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>The coordinator has seen it; the dates are those on the paper. <paramref name="seenVersion"/> is what they had before them.</summary>
    public Task<DecisionResult> VerifyAsync(Guid credentialId, Guid seenVersion, CredentialDates dates, CancellationToken ct) => DecideAsync(
        credentialId,
        seenVersion,
        MessageKind.CredentialVerified,
        c => c.CredentialType.Judge(dates, clock.TodayInBaku()),
        c => c.Verify(dates.IssuedOn, c.CredentialType.LastDayOf(dates), user.AccountId, clock.UtcNow()),
        ct);

    public Task<DecisionResult> RefuseAsync(Guid credentialId, Guid seenVersion, string reason, CancellationToken ct) => DecideAsync(
        credentialId, seenVersion, MessageKind.CredentialRefused, _ => DatesOutcome.Fine, c => c.Refuse(reason.Trim(), user.AccountId, clock.UtcNow()), ct);

    public Task<DecisionResult> RevokeAsync(Guid credentialId, Guid seenVersion, string reason, CancellationToken ct) => DecideAsync(
        credentialId, seenVersion, MessageKind.CredentialRevoked, _ => DatesOutcome.Fine, c => c.Revoke(reason.Trim(), user.AccountId, clock.UtcNow()), ct);

    /// <summary>
    /// Adds what a coordinator vouches for, to one person or to all who were at a training. Who has it already, as good or better, is left as
    /// they are: a second click adds nothing.
    /// </summary>
    public Task<HeldResult> AddHeldAsync(IReadOnlyCollection<Guid> volunteerIds, string typeCode, CredentialDates dates, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var type = await db.CredentialTypes.SingleOrDefaultAsync(t => t.CredentialTypeCode == typeCode, ct);
        var judged = type?.Judge(dates, clock.TodayInBaku()) ?? DatesOutcome.Fine;

        if (type is null || judged is not DatesOutcome.Fine || volunteerIds.Count > MostPeople)
        {
            return new HeldResult(type is null || volunteerIds.Count > MostPeople ? HeldOutcome.NotAllowed : HeldOutcome.DatesWrong) { Dates = judged };
        }

        var volunteers = await db.Volunteers.DecidableBy(user)
            .Where(v => volunteerIds.Contains(v.VolunteerId) && v.State != VolunteerState.Left && v.State != VolunteerState.Rejected)
            .ToListAsync(ct);
        var ids = volunteers.ConvertAll(v => v.VolunteerId);
        var lastDay = type.LastDayOf(dates);
        var already = (await db.Credentials
            .Where(c => ids.Contains(c.VolunteerId) && c.CredentialTypeCode == typeCode && c.State == CredentialState.Verified && (c.ExpiresOn == null || c.ExpiresOn >= lastDay))
            .Select(c => c.VolunteerId).ToListAsync(ct)).ToHashSet();

        foreach (var volunteer in volunteers.Where(v => !already.Contains(v.VolunteerId)))
        {
            db.Credentials.Add(Credential.Held(volunteer.VolunteerId, type, dates, user.AccountId, clock.UtcNow()));
            audit.Changed("CredentialAdded", AuditSubject.Volunteer, volunteer.VolunteerId);
            await completion.TryCompleteAsync(volunteer, ct);
        }

        await db.SaveChangesAsync(ct);

        return new HeldResult(HeldOutcome.Done) { Added = volunteers.Count - already.Count, AlreadyHeld = already.Count, LeftOut = volunteerIds.Count - volunteers.Count };
    });

    /// <summary>Adds to the unit of work that a coordinator has checked the person, from today on, unless they are checked as far already.</summary>
    public async Task VouchAsync(Guid volunteerId, VettingLevel level, CancellationToken ct)
    {
        var today = clock.TodayInBaku();

        if (level is VettingLevel.None || await db.Credentials.Where(Credential.ValidOn(today)).AnyAsync(c => c.VolunteerId == volunteerId && c.CredentialType.Vetting >= level, ct))
        {
            return;
        }

        var type = await db.CredentialTypes.OrderBy(t => t.Position).FirstAsync(t => t.Vetting == level, ct);
        db.Credentials.Add(Credential.Held(volunteerId, type, new CredentialDates(today, null), user.AccountId, clock.UtcNow()));
    }

    /// <summary>The paper, for its owner and for staff of the centre; a look by staff is recorded before it is shown. Null if there is none for them.</summary>
    public async Task<OpenedFile?> OpenFileAsync(Guid credentialId, CancellationToken ct)
    {
        var found = await db.Credentials.AsNoTracking().Where(Visible.CredentialsToRead(user)).Where(c => c.CredentialId == credentialId)
            .Select(c => new { c.VolunteerId, c.StoredFileId }).SingleOrDefaultAsync(ct);

        if (found?.StoredFileId is not { } fileId)
        {
            return null;
        }

        if (found.VolunteerId != user.VolunteerId)
        {
            await audit.LookedAsync("CredentialFile", AuditSubject.Volunteer, found.VolunteerId, ct);
        }

        return await files.OpenAsync(fileId, ct);
    }

    private Task<DecisionResult> DecideAsync(
        Guid credentialId, Guid seenVersion, MessageKind news, Func<Credential, DatesOutcome> judge, Func<Credential, bool> decide, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var credential = await db.Credentials.Where(Visible.Credentials(user)).Include(c => c.CredentialType).Include(c => c.Volunteer)
            .SingleOrDefaultAsync(c => c.CredentialId == credentialId, ct);

        if (credential is null)
        {
            return new DecisionResult(DecisionOutcome.NotFound);
        }

        if (credential.VolunteerId == user.VolunteerId)
        {
            return new DecisionResult(DecisionOutcome.OwnCredential);
        }

        if (credential.Version != seenVersion)
        {
            return new DecisionResult(DecisionOutcome.ChangedMeanwhile);
        }

        var dates = judge(credential);

        if (dates is not DatesOutcome.Fine)
        {
            return new DecisionResult(DecisionOutcome.DatesWrong) { Dates = dates };
        }

        if (!decide(credential))
        {
            return new DecisionResult(DecisionOutcome.ChangedMeanwhile);
        }

        // Whoever takes a place for this person at this moment must see the decision; and it may be the last thing that was missing.
        await completion.TryCompleteAsync(credential.Volunteer, ct);
        outbox.News(news, Recipient.Volunteer(credential.VolunteerId), credentialId, 0, MessageChannel.Sms, MessageChannel.Email);
        audit.Changed(news.ToString(), AuditSubject.Volunteer, credential.VolunteerId);
        await db.SaveChangesAsync(ct);

        return new DecisionResult(DecisionOutcome.Done);
    });

    private void RemoveFile(Guid? storedFileId)
    {
        if (storedFileId is { } id)
        {
            files.Remove(id);
        }
    }
}

/// <summary>What a volunteer hands in.</summary>
public sealed record NewCredential(string TypeCode, CredentialDates Dates, string? Number, string? Issuer);

public enum SubmitOutcome { Done, NotAllowed, FileMissing, DatesWrong, AlreadyWaiting }

public sealed record SubmitResult(SubmitOutcome Outcome)
{
    public DatesOutcome Dates { get; init; }
    public Guid? CredentialId { get; init; }
}

public enum DecisionOutcome { Done, NotFound, OwnCredential, ChangedMeanwhile, DatesWrong }

public sealed record DecisionResult(DecisionOutcome Outcome)
{
    public DatesOutcome Dates { get; init; }
}

public enum HeldOutcome { Done, NotAllowed, DatesWrong }

/// <summary>To how many it was added, who had it, and who is not of the centre, has left, or is the coordinator themself.</summary>
public sealed record HeldResult(HeldOutcome Outcome)
{
    public DatesOutcome Dates { get; init; }
    public int Added { get; init; }
    public int AlreadyHeld { get; init; }
    public int LeftOut { get; init; }
}
