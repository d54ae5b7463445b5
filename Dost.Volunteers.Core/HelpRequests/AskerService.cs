using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests;

/// <summary>What whoever asked does with their request: shows that the phone is theirs, changes it, tells that nobody came, wishes a call, says how it was.</summary>
public sealed class AskerService(
    VolunteersDbContext db, RequestCodes requestCodes, OneTimeCodeService codes, PolicyReader policyReader, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Takes the code. Confirmed once, it stays so: whoever presses twice is right twice.</summary>
    public Task<CodeOutcome> ConfirmPhoneAsync(Guid helpRequestId, string? typed, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.SingleAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (request.PhoneConfirmedAtUtc is not null)
        {
            return CodeOutcome.Right;
        }

        // The use of the code and what it is for are saved together.
        var outcome = (await codes.CheckTogetherAsync(helpRequestId, ct, (OneTimeCodePurpose.ConfirmRequestPhone, typed)))[0];

        if (outcome is CodeOutcome.Right && request.ConfirmPhone(clock.UtcNow()))
        {
            audit.Changed("RequestPhoneConfirmed", AuditSubject.HelpRequest, helpRequestId);
        }

        await db.SaveChangesAsync(ct);

        return outcome;
    });

    /// <summary>Another code. False where the number had too many within the hour, takes none, or was confirmed already.</summary>
    public Task<bool> SendCodeAgainAsync(Guid helpRequestId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.SingleAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (request.PhoneConfirmedAtUtc is not null || !await requestCodes.TryAddAsync(request, ct))
        {
            return false;
        }

        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Puts a number right that nobody has confirmed, and sends a code there. The person's own number, where it was the same, is put right with it.</summary>
    public Task<bool> CorrectPhoneAsync(Guid helpRequestId, string e164, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.Include(r => r.Beneficiary).SingleAsync(r => r.HelpRequestId == helpRequestId, ct);
        var wrong = request.ContactPhone;

        if (!request.CorrectPhone(e164, clock.UtcNow()))
        {
            return false;
        }

        if (request.Beneficiary.Phone == wrong && await OwnsPersonAsync(request, ct))
        {
            request.Beneficiary.Phone = e164;
            request.Beneficiary.RefreshSearchText();
            request.Beneficiary.Touch();
        }

        await requestCodes.TryAddAsync(request, ct);
        audit.Changed("RequestPhoneCorrected", AuditSubject.HelpRequest, helpRequestId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    public Task<bool> AskCallbackAsync(Guid helpRequestId, CancellationToken ct) =>
        ActAsync(helpRequestId, "CallbackAsked", r => r.AskCallback(clock.UtcNow()), ct);

    /// <summary>
    /// Changes the request as it was seen. What was changed meanwhile, by the coordinator or in another window, is not overwritten unseen;
    /// the same change sent twice is taken once. Address and phone are those of the person: they change here only while no other request
    /// knows the person, since a stranger must not change a standing record.
    /// </summary>
    public Task<RequestChangeOutcome> ChangeAsync(Guid helpRequestId, Guid seenVersion, RequestChange change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.Include(r => r.Beneficiary).ThenInclude(b => b.District).Include(r => r.HelpCategory).SingleAsync(r => r.HelpRequestId == helpRequestId, ct);
        var changesPerson = change.Address is not null || change.Phone is not null;

        if (!request.CanBeChanged)
        {
            return RequestChangeOutcome.TooLate;
        }

        if (Says(request, change))
        {
            return RequestChangeOutcome.Done;
        }

        if (request.Version != seenVersion)
        {
            return RequestChangeOutcome.ChangedMeanwhile;
        }

        if (changesPerson && !await OwnsPersonAsync(request, ct))
        {
            return RequestChangeOutcome.PersonIsKnown;
        }

        var now = clock.UtcNow();
        var due = DueTimes.Of(await policyReader.ReadAsync(ct)).HelpDue(request.AskedAtUtc, change.WantedOn, change.WantedPart, request.Urgency, request.HelpCategory.HelpHours);
        request.Change(change, due, now);

        if (changesPerson)
        {
            ChangePerson(request.Beneficiary, change);
        }

        audit.Changed("HelpRequestChanged", AuditSubject.HelpRequest, helpRequestId);
        outbox.AboutRequest(MessageKind.HelpRequestChanged, request, await outbox.NextTryAsync(helpRequestId, MessageKind.HelpRequestChanged, ct));
        await db.SaveChangesAsync(ct);

        return RequestChangeOutcome.Done;
    });

    /// <summary>Whether the record of the person belongs to this request alone.</summary>
    public Task<bool> OwnsPersonAsync(HelpRequest request, CancellationToken ct) =>
        db.Beneficiaries.AnyAsync(
            b => b.BeneficiaryId == request.BeneficiaryId && request.EnteredById == null && request.RegularVisitId == null
                && !db.HelpRequests.Any(r => r.BeneficiaryId == b.BeneficiaryId && r.HelpRequestId != request.HelpRequestId)
                && !db.RegularVisits.Any(v => v.BeneficiaryId == b.BeneficiaryId) && !db.Beneficiaries.Any(other => other.MergedIntoId == b.BeneficiaryId),
            ct);

    /// <summary>
    /// Notes that nobody came to the last visit, and tells the coordinators of the centre at once, by SMS and e-mail, at night too. False
    /// where it was told already, the visit has not begun, or it is too long ago.
    /// </summary>
    public Task<bool> TellNobodyCameAsync(Guid helpRequestId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.SingleAsync(r => r.HelpRequestId == helpRequestId, ct);
        var now = clock.UtcNow();
        var visit = await db.Shifts.AsNoTracking().Where(s => s.VolunteerTask.HelpRequestId == helpRequestId && (s.State == ShiftState.Published || s.State == ShiftState.Completed))
            .OrderByDescending(s => s.StartsAtUtc).Select(s => new { s.StartsAtUtc, s.EndsAtUtc }).FirstOrDefaultAsync(ct);

        if (visit is null || !request.TellNobodyCame(visit.StartsAtUtc, visit.EndsAtUtc, now))
        {
            return false;
        }

        foreach (var accountId in await db.CoordinatorsOf(request.CentreId).ToListAsync(ct))
        {
            outbox.OnBothChannels(MessageKind.NobodyCame, Recipient.Account(accountId), helpRequestId, request.Round, visit.EndsAtUtc + HelpRequest.NobodyCameWithin, isUrgent: true);
        }

        audit.Changed("NobodyCame", AuditSubject.HelpRequest, helpRequestId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Takes how it was; the words for the volunteers are passed on to those who came, once.</summary>
    public Task<bool> TellHowItWasAsync(Guid helpRequestId, HowItWas answer, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.SingleAsync(r => r.HelpRequestId == helpRequestId, ct);
        var now = clock.UtcNow();

        if (!request.GiveFeedback(answer.Stars, answer.Words, now))
        {
            return false;
        }

        if (answer.WantsCall)
        {
            request.AskCallback(now);
        }

        if (answer.Thanks is { } words)
        {
            await PassOnAsync(request, words, now, ct);
        }

        audit.Changed("FeedbackGiven", AuditSubject.HelpRequest, helpRequestId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    private async Task PassOnAsync(HelpRequest request, string words, DateTime now, CancellationToken ct)
    {
        var came = await db.Assignments.Where(a => a.Shift.VolunteerTask.HelpRequestId == request.HelpRequestId && a.State == AssignmentState.Attended).Select(a => a.VolunteerId).Distinct().ToListAsync(ct);

        if (came.Count == 0 || !request.Thank(words, now))
        {
            return;
        }

        foreach (var volunteerId in came)
        {
            outbox.News(MessageKind.HelpRequestThanks, Recipient.Volunteer(volunteerId), request.HelpRequestId, 0, MessageChannel.Email);
        }
    }

    private static void ChangePerson(Beneficiary person, RequestChange change)
    {
        person.Address = change.Address?.Trim() ?? person.Address;
        person.Phone = change.Phone ?? person.Phone;
        person.RefreshSearchText();
        person.Touch();
    }

    /// <summary>Whether it is so already.</summary>
    private static bool Says(HelpRequest request, RequestChange change) =>
        request.WantedOn == change.WantedOn && request.WantedPart == change.WantedPart && request.Description == change.Description.Trim()
        && (change.Address is null || request.Beneficiary.Address == change.Address.Trim()) && (change.Phone is null || request.Beneficiary.Phone == change.Phone)
        && (change.Point is not { } point || (request.Latitude == point.Latitude && request.Longitude == point.Longitude));

    private Task<bool> ActAsync(Guid helpRequestId, string action, Func<HelpRequest, bool> act, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var request = await db.HelpRequests.SingleAsync(r => r.HelpRequestId == helpRequestId, ct);

        if (!act(request))
        {
            return false;
        }

        audit.Changed(action, AuditSubject.HelpRequest, helpRequestId);
        await db.SaveChangesAsync(ct);

        return true;
    });
}

/// <summary>How it was: one to five stars, words for us, words for the volunteers, and whether they wish a call.</summary>
public sealed record HowItWas(int Stars, string? Words, string? Thanks, bool WantsCall);

public enum RequestChangeOutcome { Done, TooLate, ChangedMeanwhile, PersonIsKnown }
