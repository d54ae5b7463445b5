using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Intake;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Reads the occasions of a batch of messages, in a fixed number of queries, and judges whether each still stands.</summary>
public sealed partial class OccasionReader(VolunteersDbContext db, OpenShiftFinder openShifts, OneTimeCodeService codes, PrivacyKeys keys, PublicUrl site, TimeProvider clock)
{
    /// <summary>How long a link about something that is over still shows it.</summary>
    private static readonly TimeSpan _afterwards = TimeSpan.FromDays(14);

    private static readonly TimeSpan _emailLinkLifetime = TimeSpan.FromDays(3);

    public async Task<IReadOnlyDictionary<Guid, Occasion>> ReadAsync(IReadOnlyCollection<OutboundMessage> messages, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var ids = messages.Select(m => m.SubjectId).Distinct().ToList();
        var kinds = messages.Select(m => m.Kind).ToHashSet();

        var assignments = kinds.Overlaps(_assignmentKinds) ? await Assignments().Where(a => ids.Contains(a.AssignmentId)).ToDictionaryAsync(a => a.AssignmentId, ct) : [];
        var swaps = kinds.Overlaps(_swapKinds) ? await SwapsAsync(ids, ct) : [];
        var requests = kinds.Overlaps(_requestKinds) ? await db.HelpRequests.AsNoTracking().Where(r => ids.Contains(r.HelpRequestId)).ToDictionaryAsync(r => r.HelpRequestId, ct) : [];
        var visits = kinds.Contains(MessageKind.HelpRequestPlanned) || kinds.Contains(MessageKind.HelpRequestOnTheWay)
            ? (await db.Shifts.AsNoTracking().Include(s => s.Roles).Include(s => s.VolunteerTask)
                .Where(s => s.VolunteerTask.HelpRequestId != null && ids.Contains(s.VolunteerTask.HelpRequestId.Value) && s.State == ShiftState.Published).ToListAsync(ct))
                .GroupBy(s => s.VolunteerTask.HelpRequestId!.Value).ToDictionary(g => g.Key, g => g.MaxBy(s => s.StartsAtUtc)!)
            : [];
        var volunteers = kinds.Overlaps(_volunteerKinds) ? await db.Volunteers.AsNoTracking().Where(v => ids.Contains(v.VolunteerId)).ToDictionaryAsync(v => v.VolunteerId, ct) : [];
        var hours = kinds.Overlaps(_hoursKinds) ? await db.HoursEntries.AsNoTracking().Where(h => ids.Contains(h.HoursEntryId)).ToDictionaryAsync(h => h.HoursEntryId, ct) : [];
        var papers = kinds.Overlaps(_credentialKinds)
            ? await db.Credentials.AsNoTracking().Where(c => ids.Contains(c.CredentialId)).Include(c => c.CredentialType).Include(c => c.Volunteer).ToDictionaryAsync(c => c.CredentialId, ct)
            : [];
        var asking = await AskingAsync(ids, kinds, now, ct);
        var lasting = kinds.Contains(MessageKind.CredentialExpiring)
            ? (await db.Credentials.Where(c => ids.Contains(c.CredentialId)).Where(CredentialReader.IsNotRenewed(db)).Select(c => c.CredentialId).ToListAsync(ct)).ToHashSet()
            : [];
        var ledger = await LedgerAsync(ids, kinds, now, ct);
        var intake = await IntakeAsync(ids, kinds, now, ct);
        var replies = await RepliesAsync(ids, kinds, ct);
        var news = await NewsAsync(ids, kinds, now, ct);
        var safety = await SafetyAsync(ids, kinds, now, ct);
        var stops = await VisitDaysAsync(ids, kinds, now, ct);
        var refusals = kinds.Contains(MessageKind.VolunteerRejected) ? await db.RefusalReasons.AsNoTracking().ToDictionaryAsync(r => r.RefusalReasonCode, r => r.Words, ct) : [];
        var erasures = kinds.Overlaps(_erasureKinds) ? await db.Erasures.AsNoTracking().Where(e => ids.Contains(e.ErasureId)).ToDictionaryAsync(e => e.ErasureId, ct) : [];
        var drafts = kinds.Contains(MessageKind.SignUpLink) ? await db.SignUpDrafts.AsNoTracking().Where(d => ids.Contains(d.SignUpDraftId)).ToDictionaryAsync(d => d.SignUpDraftId, ct) : [];
        var trials = kinds.Contains(MessageKind.TemplateTrial) ? await db.TemplateTrials.AsNoTracking().Where(t => ids.Contains(t.TemplateTrialId)).ToDictionaryAsync(t => t.TemplateTrialId, ct) : [];
        var issued = kinds.Overlaps(_codeKinds) ? await db.OneTimeCodes.AsNoTracking().Where(c => ids.Contains(c.OneTimeCodeId)).ToDictionaryAsync(c => c.OneTimeCodeId, ct) : [];

        Occasion Of(OutboundMessage m) =>
            asking(m) is { } ofAsking ? ofAsking
            : assignments.TryGetValue(m.SubjectId, out var assignment) ? OfAssignment(m, assignment, now)
            : swaps.TryGetValue(m.SubjectId, out var swap) ? OfSwap(m.Kind, swap, now)
            : stops(m) is { } ofStop ? ofStop
            : requests.TryGetValue(m.SubjectId, out var request) ? OfRequest(m, request, visits.GetValueOrDefault(m.SubjectId), now)
            : volunteers.TryGetValue(m.SubjectId, out var volunteer) ? OfVolunteer(m.Kind, volunteer, refusals, now)
            : hours.TryGetValue(m.SubjectId, out var entry) ? OfHours(m.Kind, entry, now)
            : papers.TryGetValue(m.SubjectId, out var paper) ? OfCredential(m.Kind, paper, lasting.Contains(m.SubjectId), now)
            : intake(m) is { } ofIntake ? ofIntake
            : erasures.TryGetValue(m.SubjectId, out var erasure) ? OfErasure(erasure, now)
            : drafts.TryGetValue(m.SubjectId, out var draft) ? OfDraft(draft, now)
            : ledger(m) is { } ofLedger ? ofLedger
            : replies(m) is { } ofReply ? ofReply
            : trials.TryGetValue(m.SubjectId, out var trial) ? OfTrial(trial, now)
            : news(m) is { } ofNews ? ofNews
            : safety(m) is { } ofSafety ? ofSafety
            : issued.TryGetValue(m.SubjectId, out var code) ? OfCode(code, now)
            : Occasion.Gone;

        return messages.ToDictionary(m => m.OutboundMessageId, Of);
    }

    private static readonly HashSet<MessageKind> _assignmentKinds =
        [MessageKind.ShiftOffer, MessageKind.WaitlistOffer, MessageKind.PlaceFreed, MessageKind.CheckInPrompt, MessageKind.SignUpReceipt, MessageKind.ShiftReminder, MessageKind.ShiftMoved, MessageKind.ShiftCancelled, MessageKind.AssignmentRemoved, MessageKind.LateWithdrawal];
    private static readonly HashSet<MessageKind> _requestKinds =
        [MessageKind.HelpRequestReceived, MessageKind.HelpRequestPlanned, MessageKind.HelpRequestOnTheWay, MessageKind.HelpRequestDone, MessageKind.HelpRequestHowWasIt, MessageKind.HelpRequestRejected, MessageKind.HelpRequestReferred];
    private static readonly HashSet<MessageKind> _volunteerKinds =
        [MessageKind.ConfirmEmail, MessageKind.ApplicationReceived, MessageKind.AppliedAgain, MessageKind.VolunteerImported, MessageKind.VolunteerAccepted, MessageKind.VolunteerRejected, MessageKind.ContractReady, MessageKind.VolunteerLeft];
    private static readonly HashSet<MessageKind> _hoursKinds = [MessageKind.HoursApproved, MessageKind.HoursReturned];
    private static readonly HashSet<MessageKind> _credentialKinds =
        [MessageKind.CredentialVerified, MessageKind.CredentialRefused, MessageKind.CredentialRevoked, MessageKind.CredentialExpiring];
    private static readonly HashSet<MessageKind> _codeKinds = [MessageKind.ConfirmPhone, MessageKind.SignInCode, MessageKind.ContractCode, MessageKind.GuardianCode, MessageKind.ExportCode, MessageKind.ErasureCode, MessageKind.RequestCode];

    private static Occasion OfAssignment(OutboundMessage message, Assignment assignment, DateTime now)
    {
        var shift = assignment.Shift;
        var isCurrent = message.SubjectVersion == Outbox.VersionOf(assignment, shift);
        var stands = message.Kind switch
        {
            MessageKind.ShiftOffer or MessageKind.WaitlistOffer => isCurrent && assignment.IsOpenOffer(now) && shift.IsOpen(now),
            MessageKind.PlaceFreed => isCurrent && assignment.IsOpenOffer(now) && shift.IsOpen(now) && assignment.ShiftRole.PlacesLeft > 0,
            MessageKind.CheckInPrompt => isCurrent && assignment.State is AssignmentState.Confirmed && shift.State is ShiftState.Published && shift.StartsAtUtc <= now && shift.EndsAtUtc > now,
            MessageKind.ShiftCancelled => shift.State is ShiftState.Cancelled,
            MessageKind.AssignmentRemoved => isCurrent && assignment.State is AssignmentState.Removed,
            MessageKind.LateWithdrawal => isCurrent && assignment.State is AssignmentState.Withdrawn && shift.IsOpen(now),
            _ => isCurrent && assignment.State is AssignmentState.Confirmed && shift.IsOpen(now),
        };

        return new Occasion(stands, culture => AssignmentValues(assignment, now, culture),
            message.Kind is MessageKind.LateWithdrawal
                ? new OccasionLink(null, shift.ShiftId, now, $"/desk/shifts/{shift.ShiftId}")
                : new OccasionLink(LinkPurpose.AnswerAssignment, assignment.AssignmentId, shift.EndsAtUtc + _afterwards));
    }

    private static Dictionary<string, string> AssignmentValues(Assignment assignment, DateTime now, CultureInfo culture)
    {
        var shift = assignment.Shift;
        var task = shift.VolunteerTask;

        return new Dictionary<string, string>
        {
            ["task"] = task.NameIn(culture),
            ["when"] = SpokenTime.Range(shift.StartsAtUtc, shift.EndsAtUtc, now, culture),
            ["oldWhen"] = SpokenTime.Range(shift.PreviousStartsAtUtc ?? shift.StartsAtUtc, shift.PreviousEndsAtUtc ?? shift.EndsAtUtc, now, culture),
            ["place"] = PublicPlace.NameIn(task, shift.Centre, culture),
            ["until"] = assignment.OfferExpiresAtUtc is { } until ? MomentIn(until, now, culture) : "",
        };
    }

    private static string MomentIn(DateTime utc, DateTime now, CultureInfo culture) =>
        $"{SpokenTime.DayAndMonth(BakuTime.DateOf(utc), BakuTime.DateOf(now), culture)}, {BakuTime.TimeOf(utc).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    private Occasion OfRequest(OutboundMessage message, HelpRequest request, Shift? visit, DateTime now)
    {
        var stands = message.Kind switch
        {
            MessageKind.HelpRequestPlanned => visit is not null && Outbox.VersionOf(request, visit) == message.SubjectVersion && visit.StartsAtUtc > now && visit.PlacesTaken == visit.PlacesWanted
                && request.State is HelpRequestState.Planned,
            MessageKind.HelpRequestOnTheWay => visit is not null && Outbox.VersionOf(request, visit) == message.SubjectVersion && visit.EndsAtUtc > now
                && request.State is HelpRequestState.Planned or HelpRequestState.InProgress,
            MessageKind.HelpRequestDone or MessageKind.HelpRequestHowWasIt => request.State is HelpRequestState.Done,
            MessageKind.HelpRequestRejected or MessageKind.HelpRequestReferred => request.State is HelpRequestState.Rejected,
            _ => request.State is not (HelpRequestState.Cancelled or HelpRequestState.Rejected),
        };

        return new Occasion(
            stands,
            culture => new Dictionary<string, string>
            {
                ["trackingCode"] = request.TrackingCode,
                ["when"] = visit is null ? "" : SpokenTime.Range(visit.StartsAtUtc, visit.EndsAtUtc, now, culture),
                ["pin"] = visit is null ? "" : VisitPin.Of(keys, visit.ShiftId),
                ["reason"] = request.StateReason ?? "",
                ["office"] = request.ReferredTo ?? "",
            },
            new OccasionLink(LinkPurpose.FollowHelpRequest, request.HelpRequestId, now.AddDays(60)));
    }

    private static Occasion OfVolunteer(MessageKind kind, Volunteer volunteer, IReadOnlyDictionary<string, LocalName> refusals, DateTime now)
    {
        var stands = kind switch
        {
            MessageKind.ConfirmEmail => volunteer.EmailConfirmedAtUtc is null && volunteer.Email is not null,
            MessageKind.AppliedAgain => volunteer.ErasedAtUtc is null,
            MessageKind.VolunteerImported => volunteer.State is VolunteerState.Applied && volunteer.PhoneConfirmedAtUtc is null,
            MessageKind.VolunteerAccepted => volunteer.State is VolunteerState.Active,
            MessageKind.VolunteerRejected => volunteer.State is VolunteerState.Rejected,
            MessageKind.ContractReady => volunteer.State is VolunteerState.Training,
            MessageKind.VolunteerLeft => volunteer.State is VolunteerState.Left,
            _ => volunteer.State is VolunteerState.Applied,
        };
        var link = kind is MessageKind.ConfirmEmail
            ? new OccasionLink(LinkPurpose.ConfirmEmail, volunteer.VolunteerId, now + _emailLinkLifetime)
            : new OccasionLink(null, volunteer.VolunteerId, now, kind switch
            {
                MessageKind.VolunteerImported or MessageKind.AppliedAgain => "/account/sign-in",
                MessageKind.ContractReady => "/me/contract",
                _ => "/me",
            });

        return new Occasion(stands, culture => new Dictionary<string, string> { ["reason"] = ReasonIn(volunteer, refusals, culture) }, link);
    }

    private static string ReasonIn(Volunteer volunteer, IReadOnlyDictionary<string, LocalName> refusals, CultureInfo culture) =>
        RefusalReason.MessageIn(culture, refusals.GetValueOrDefault(volunteer.RefusalReasonCode ?? ""), volunteer.StateReason);

    private static Occasion OfHours(MessageKind kind, HoursEntry entry, DateTime now) => new(
        entry.State == (kind is MessageKind.HoursApproved ? HoursState.Approved : HoursState.Returned),
        culture => new Dictionary<string, string>
        {
            ["hours"] = SpokenTime.Duration(entry.Minutes, culture),
            ["day"] = SpokenTime.DayAndMonth(entry.ServiceDate, BakuTime.DateOf(now), culture),
            ["reason"] = entry.ReturnReason ?? "",
        });

    private static Occasion OfCredential(MessageKind kind, Credential credential, bool isNotRenewed, DateTime now)
    {
        var stands = kind switch
        {
            MessageKind.CredentialVerified => credential.State is CredentialState.Verified,
            MessageKind.CredentialRefused => credential.State is CredentialState.Refused,
            MessageKind.CredentialRevoked => credential.State is CredentialState.Revoked,
            _ => credential.State is CredentialState.Verified && isNotRenewed && credential.ExpiresOn >= BakuTime.DateOf(now)
                && credential.Volunteer.State is not (VolunteerState.Left or VolunteerState.Rejected or VolunteerState.Completed),
        };

        return new Occasion(
            stands,
            culture => new Dictionary<string, string>
            {
                ["credential"] = credential.CredentialType.Name.In(culture),
                ["until"] = credential.ExpiresOn is { } day ? SpokenTime.FullDate(day, culture) : "",
                ["reason"] = credential.Reason ?? "",
            },
            new OccasionLink(null, credential.CredentialId, now, "/me/credentials"));
    }

    private Occasion OfCode(OneTimeCode code, DateTime now) => new(
        code.UsedAtUtc is null && code.ExpiresAtUtc > now,
        _ => new Dictionary<string, string>
        {
            ["code"] = codes.CodeOf(code.OneTimeCodeId),
            ["minutes"] = ((int)OneTimeCode.Lifetime.TotalMinutes).ToString(CultureInfo.InvariantCulture),
        });

    /// <summary>Without what a role asks of volunteers, of which no message speaks.</summary>
    private IQueryable<Assignment> Assignments() => db.Assignments.AsNoTrackingWithIdentityResolution().IgnoreAutoIncludes()
        .Include(a => a.ShiftRole)
        .Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.HelpCategory)
        .Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).ThenInclude(t => t.District)
        .Include(a => a.Shift).ThenInclude(s => s.Centre);
}
