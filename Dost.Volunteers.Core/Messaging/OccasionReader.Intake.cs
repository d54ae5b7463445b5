using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Core.Volunteers.Terms;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>The occasions of the intake: sign-up, interviews and terms.</summary>
public sealed partial class OccasionReader
{
    private static readonly HashSet<MessageKind> _interviewKinds =
        [MessageKind.InterviewInvitation, MessageKind.InterviewBooked, MessageKind.InterviewReminder, MessageKind.InterviewChanged, MessageKind.InterviewCalledOff];
    private static readonly HashSet<MessageKind> _termKinds = [MessageKind.TermEnding, MessageKind.TermExtended, MessageKind.TermCompleted];

    /// <summary>Reads them, and says which occasion a message has; null where it is about something else.</summary>
    private async Task<Func<OutboundMessage, Occasion?>> IntakeAsync(List<Guid> ids, HashSet<MessageKind> kinds, DateTime now, CancellationToken ct)
    {
        var interviews = kinds.Overlaps(_interviewKinds)
            ? await db.Interviews.AsNoTracking().Include(i => i.Slot).Include(i => i.Volunteer).ThenInclude(v => v.Centre).Where(i => ids.Contains(i.InterviewId)).ToDictionaryAsync(i => i.InterviewId, ct)
            : [];
        var terms = kinds.Overlaps(_termKinds) ? await db.ServiceTerms.AsNoTracking().Where(t => ids.Contains(t.ServiceTermId)).ToDictionaryAsync(t => t.ServiceTermId, ct) : [];
        var served = kinds.Contains(MessageKind.TermCompleted)
            ? await db.ServiceTerms.AsNoTracking().Where(t => ids.Contains(t.ServiceTermId))
                .Select(t => new
                {
                    t.ServiceTermId,
                    Minutes = db.HoursEntries.Where(h => h.VolunteerId == t.VolunteerId && h.State == HoursState.Approved && h.ServiceDate >= t.StartsOn && (t.ClosedOn == null || h.ServiceDate <= t.ClosedOn)).Sum(h => h.Minutes),
                }).ToDictionaryAsync(t => t.ServiceTermId, t => t.Minutes, ct)
            : [];
        var centres = kinds.Contains(MessageKind.TermsEndingAtCentre) ? await EndingAsync(ids, now, ct) : [];

        return message => message.Kind switch
        {
            var kind when _interviewKinds.Contains(kind) => interviews.TryGetValue(message.SubjectId, out var interview) ? OfInterview(message, interview, now) : Occasion.Gone,
            var kind when _termKinds.Contains(kind) => terms.TryGetValue(message.SubjectId, out var term) ? OfTerm(message, term, served.GetValueOrDefault(term.ServiceTermId), now) : Occasion.Gone,
            MessageKind.TermsEndingAtCentre => centres.GetValueOrDefault(message.SubjectId) ?? Occasion.Gone,
            _ => null,
        };
    }

    private static Occasion OfDraft(SignUpDraft draft, DateTime now) => new(
        draft.CanBeResumed(now),
        culture => new Dictionary<string, string> { ["until"] = SpokenTime.FullDate(BakuTime.DateOf(draft.ExpiresAtUtc), culture) },
        new OccasionLink(LinkPurpose.ResumeSignUp, draft.SignUpDraftId, draft.ExpiresAtUtc));

    private static Occasion OfInterview(OutboundMessage message, Interview interview, DateTime now)
    {
        var slot = interview.Slot;
        var isAwaited = interview.Volunteer.State is VolunteerState.Interview;
        var stands = message.Kind switch
        {
            MessageKind.InterviewInvitation => isAwaited && interview.State is InterviewState.Invited && interview.Round == 0,
            MessageKind.InterviewCalledOff => isAwaited && interview.State is InterviewState.Invited && interview.Round == message.SubjectVersion,
            _ => isAwaited && interview.State is InterviewState.Booked && slot is not null && slot.IsOpen(now) && message.SubjectVersion == Outbox.VersionOf(slot.Revision, interview.Round),
        };

        return new Occasion(
            stands,
            culture => new Dictionary<string, string>
            {
                ["centre"] = interview.Volunteer.Centre.Name.In(culture),
                ["when"] = slot is null ? "" : SpokenTime.Range(slot.StartsAtUtc, slot.EndsAtUtc, now, culture),
                ["oldWhen"] = slot is null ? "" : SpokenTime.Moment(slot.PreviousStartsAtUtc ?? slot.StartsAtUtc, now, culture),
                ["place"] = slot is null ? "" : InterviewPlace.NameIn(slot, interview.Volunteer.Centre, culture),
                ["where"] = slot is null ? "" : InterviewPlace.ShortNameIn(slot, interview.Volunteer.Centre, culture),
            },
            new OccasionLink(LinkPurpose.BookInterview, interview.InterviewId, (slot?.EndsAtUtc ?? now) + _afterwards));
    }

    private static Occasion OfTerm(OutboundMessage message, ServiceTerm term, int minutes, DateTime now)
    {
        var isCurrent = message.SubjectVersion == term.EndsOn.DayNumber;
        var stands = message.Kind switch
        {
            MessageKind.TermCompleted => term.State is ServiceTermState.Completed,
            _ => isCurrent && term.State is ServiceTermState.Running && term.EndsOn >= BakuTime.DateOf(now),
        };

        return new Occasion(
            stands,
            culture => new Dictionary<string, string>
            {
                ["startsOn"] = SpokenTime.FullDate(term.StartsOn, culture),
                ["endsOn"] = SpokenTime.FullDate(term.EndsOn, culture),
                ["hours"] = SpokenTime.Duration(minutes, culture),
            },
            new OccasionLink(null, term.VolunteerId, now, "/me"));
    }

    /// <summary>How many terms end soon at a centre. It stands while some do.</summary>
    private async Task<Dictionary<Guid, Occasion>> EndingAsync(List<Guid> centreIds, DateTime now, CancellationToken ct)
    {
        var today = BakuTime.DateOf(now);
        var days = new Policy(await db.Settings.AsNoTracking().ToDictionaryAsync(s => s.SettingKey, s => s.Value, ct)).TermWarnDays;
        var until = today.AddDays(days);
        var counts = await db.Centres.AsNoTracking().Where(c => centreIds.Contains(c.CentreId))
            .Select(c => new { c.CentreId, c.Name, Count = db.ServiceTerms.Count(t => t.State == ServiceTermState.Running && t.EndsOn >= today && t.EndsOn <= until && t.Volunteer.CentreId == c.CentreId) })
            .ToListAsync(ct);

        return counts.ToDictionary(c => c.CentreId, c => new Occasion(
            c.Count > 0,
            culture => new Dictionary<string, string>
            {
                ["centre"] = c.Name.In(culture),
                ["count"] = c.Count.ToString(CultureInfo.InvariantCulture),
                ["days"] = days.ToString(CultureInfo.InvariantCulture),
            },
            new OccasionLink(null, c.CentreId, now, "/desk/intake/terms")));
    }
}
