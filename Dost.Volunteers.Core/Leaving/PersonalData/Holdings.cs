using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Calendar;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Core.Volunteers.Terms;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Leaving.PersonalData;

/// <summary>
/// The one list of what is personal: every table that holds something of a volunteer, in the order in which it is erased. The export tells
/// what this list tells, and the erasure takes what this list takes. A table or column that is neither here nor in <see cref="OtherTables"/>
/// fails the architecture tests.
/// </summary>
public static class Holdings
{
    /// <summary>What stands where a name stood: the lists and the ledger still need something to show.</summary>
    public const string NoName = "—";

    private const int PlaceholderLength = 15;

    public static IReadOnlyList<Holding> All { get; } = [.. ThePerson(), .. WhomTheyVisit(), .. WhatTheyOffer(), .. WhatWasSaid(), .. WhatWasServed(), .. Papers(), .. TheAccount()];

    /// <summary>In place of a phone: none, and no two the same.</summary>
    public static string NoPhone(Guid volunteerId) => "-" + volunteerId.ToString("N")[^PlaceholderLength..];

    /// <summary>Takes out of a loaded record what an erasure would, to be saved by the caller: it ends, since the person has another one.</summary>
    internal static void Anonymise(VolunteersDbContext db, Volunteer volunteer) => All.OfType<Holding<Volunteer>>().Single().Anonymise(db.Entry(volunteer));

    private static IEnumerable<Holding> ThePerson() =>
    [
        new Holding<Volunteer>(Fate.Anonymised, (db, p) => db.Volunteers.Where(v => v.VolunteerId == p.VolunteerId))
            .Inner(v => v.VolunteerId, v => v.CommitmentsVersion, v => v.ErasedAtUtc, v => v.MergedIntoId, v => v.ComparedAtUtc, v => v.RefusalReasonCode, v => v.WaitsSinceAtUtc)
            .ErasesInner(v => v.SearchText, _ => "")
            .ErasesInner(v => v.FinHash, _ => null)
            .Erases(v => v.GivenName, _ => NoName)
            .Erases(v => v.FamilyName, _ => "")
            .Erases(v => v.FinEncrypted, _ => null, (v, aids) => aids.Open(v.FinEncrypted))
            .Erases(v => v.BornOn, v => new DateOnly(v.BornOn.Year, 1, 1))
            .Tells(v => v.Gender)
            .Erases(v => v.Phone, v => NoPhone(v.VolunteerId))
            .Erases(v => v.PhoneConfirmedAtUtc, _ => null)
            .Erases(v => v.Email, _ => null)
            .Erases(v => v.EmailConfirmedAtUtc, _ => null)
            .ErasesInner(v => v.PhoneFailedAtUtc, _ => null)
            .ErasesInner(v => v.EmailFailedAtUtc, _ => null)
            .Tells(v => v.DistrictCode, (v, aids) => aids.District(v.DistrictCode))
            .Tells(v => v.CentreId, (v, aids) => aids.Centre(v.CentreId))
            .Tells(v => v.Programme)
            .Tells(v => v.Culture)
            .Erases(v => v.WeeklyCapMinutes, _ => null)
            .Erases(v => v.SmsOptedOut, _ => true)
            .Erases(v => v.EmailOptedOut, _ => true)
            .Erases(v => v.PlainLetters, _ => null)
            .Erases(v => v.QuietFrom, _ => null)
            .Erases(v => v.QuietTo, _ => null)
            .Erases(v => v.GuardianName, _ => null)
            .Erases(v => v.GuardianPhone, _ => null)
            .Tells(v => v.State)
            .Erases(v => v.StateReason, _ => null)
            .Erases(v => v.RefusalNoteEncrypted, _ => null, (v, aids) => aids.Open(v.RefusalNoteEncrypted))
            .Tells(v => v.ServedMinutes)
            .Tells(v => v.AppliedAtUtc)
            .Tells(v => v.ImportedAtUtc)
            .Tells(v => v.AcceptedAtUtc)
            .Tells(v => v.TermEndsOn),
        new Holding<VolunteerSearchTerm>(Fate.Deleted, (db, p) => db.VolunteerSearchTerms.Where(t => p.RecordIds.Contains(t.VolunteerId))).Inner(t => t.VolunteerId, t => t.Term),
        new Holding<Consent>(Fate.Deleted, (db, p) => db.Consents.Where(c => c.VolunteerId != null && p.RecordIds.Contains(c.VolunteerId.Value)))
            .Inner(c => c.ConsentId, c => c.VolunteerId, c => c.HelpRequestId)
            .Tells(c => c.Code).Tells(c => c.Version).Tells(c => c.Culture).Tells(c => c.GivenAtUtc).Tells(c => c.IsOnPaper).Also("Text", (c, aids) => aids.TextOf(c)),

        // Not told: whoever typed the phone has not shown that it is theirs, and may be somebody else. It is gone within days.
        new Holding<SignUpDraft>(Fate.Deleted, (db, p) => db.SignUpDrafts.Where(d => p.PhoneHashes.Contains(d.PhoneHash)))
            .Inner(d => d.SignUpDraftId, d => d.PhoneHash, d => d.AnswersEncrypted, d => d.Culture, d => d.StartedAtUtc, d => d.ChangedAtUtc, d => d.ExpiresAtUtc)
            .Inner(d => d.FinishedAtUtc, d => d.LooksAutomatic, d => d.FailedResumes, d => d.Version),

        // A likeness to somebody says as much about the other: not told, and it goes.
        new Holding<LikelyDuplicate>(Fate.Deleted, (db, p) => db.LikelyDuplicates.Where(d => p.RecordIds.Contains(d.FirstId) || p.RecordIds.Contains(d.SecondId)))
            .Inner(d => d.LikelyDuplicateId, d => d.FirstId, d => d.SecondId, d => d.Likeness, d => d.Names, d => d.HasTurnedBirthday, d => d.SharesPhone, d => d.HasCloseFin)
            .Inner(d => d.FoundAtUtc, d => d.State, d => d.DecidedAtUtc, d => d.DecidedById, d => d.Version),
    ];

    private static IEnumerable<Holding> WhomTheyVisit() =>
    [
        // Not told: it is the wish of somebody else, who may be afraid.
        new Holding<ExcludedPair>(Fate.Deleted, (db, p) => db.ExcludedPairs.Where(e => p.RecordIds.Contains(e.VolunteerId))).Inner(e => e.BeneficiaryId, e => e.VolunteerId, e => e.IncidentId, e => e.ExcludedAtUtc),

        // Not told, for the same reason; without the exclusion it says nothing more.
        new Holding<SafeguardEasing>(Fate.Deleted, (db, p) => db.SafeguardEasings.Where(e => e.VolunteerId != null && p.RecordIds.Contains(e.VolunteerId.Value)))
            .Inner(e => e.SafeguardEasingId, e => e.BeneficiaryId, e => e.Kind, e => e.Vetting, e => e.VolunteerId, e => e.AskedById, e => e.AskedAtUtc, e => e.ReasonEncrypted)
            .Inner(e => e.State, e => e.DecidedById, e => e.DecidedAtUtc, e => e.Version),

        // Not told: whom somebody lets in is their own affair. What was asked of the volunteer stands with the places.
        new Holding<KnownVisitor>(Fate.Deleted, (db, p) => db.KnownVisitors.Where(k => p.RecordIds.Contains(k.VolunteerId))).Inner(k => k.BeneficiaryId, k => k.VolunteerId, k => k.NamedAtUtc, k => k.NamedById),
        new Holding<LadderAsk>(Fate.Deleted, (db, p) => db.LadderAsks.Where(a => p.RecordIds.Contains(a.VolunteerId)))
            .Inner(a => a.LadderAskId, a => a.LadderId, a => a.VolunteerId, a => a.AssignmentId, a => a.Step, a => a.Rung, a => a.AskedAtUtc, a => a.Answer),
        new Holding<HelpRequestEvent>(Fate.Anonymised, (db, p) => db.HelpRequestEvents.Where(e => e.VolunteerId != null && p.RecordIds.Contains(e.VolunteerId.Value)))
            .ErasesInner(e => e.VolunteerId, _ => null).ErasesInner(e => e.Note, _ => null)
            .Inner(e => e.HelpRequestEventId, e => e.HelpRequestId, e => e.Kind, e => e.AtUtc, e => e.ActorId, e => e.Number),
        new Holding<RegularVisit>(Fate.Anonymised, (db, p) => db.RegularVisits.Where(v => v.VolunteerId != null && p.RecordIds.Contains(v.VolunteerId.Value)))
            .ErasesInner(v => v.VolunteerId, _ => null)
            .Inner(v => v.RegularVisitId, v => v.BeneficiaryId, v => v.CentreId, v => v.HelpCategoryCode, v => v.Description, v => v.Day, v => v.StartsAt, v => v.Minutes, v => v.EveryWeeks)
            .Inner(v => v.FromOn, v => v.UntilOn, v => v.MadeUntilOn, v => v.CreatedAtUtc, v => v.EndedAtUtc, v => v.Version),

        // Not told, and kept: what protects a person who was visited must outlast the record of who visited. Its words are sealed, and read by few.
        new Holding<Incident>(Fate.Kept, (db, p) => db.Incidents.Where(i => i.VolunteerId != null && p.RecordIds.Contains(i.VolunteerId.Value)))
            .Inner(i => i.IncidentId, i => i.CentreId, i => i.Reporter, i => i.ReportedById, i => i.ReportedAtUtc, i => i.HelpRequestId, i => i.BeneficiaryId, i => i.VolunteerId, i => i.ShiftId)
            .Inner(i => i.Kind, i => i.Severity, i => i.WhatEncrypted, i => i.State, i => i.BlockedAtUtc, i => i.UnblockedAtUtc, i => i.EscalatedAtUtc, i => i.ClosedAtUtc, i => i.Version),
    ];

    private static IEnumerable<Holding> WhatTheyOffer() =>
    [
        new Holding<VolunteerSkill>(Fate.Deleted, (db, p) => db.VolunteerSkills.Where(s => p.RecordIds.Contains(s.VolunteerId)))
            .Inner(s => s.VolunteerId).Tells(s => s.SkillCode, (s, aids) => aids.Skill(s.SkillCode)),
        new Holding<VolunteerLanguage>(Fate.Deleted, (db, p) => db.VolunteerLanguages.Where(l => p.RecordIds.Contains(l.VolunteerId)))
            .Inner(l => l.VolunteerId).Tells(l => l.LanguageCode, (l, aids) => aids.Language(l.LanguageCode)),
        new Holding<LikedKind>(Fate.Deleted, (db, p) => db.LikedKinds.Where(k => p.RecordIds.Contains(k.VolunteerId)))
            .Inner(k => k.VolunteerId).Tells(k => k.HelpCategoryCode, (k, aids) => aids.Category(k.HelpCategoryCode)),
        new Holding<AvailabilityWindow>(Fate.Deleted, (db, p) => db.AvailabilityWindows.Where(w => p.RecordIds.Contains(w.VolunteerId)))
            .Inner(w => w.AvailabilityWindowId, w => w.VolunteerId).Tells(w => w.Day).Tells(w => w.StartsAt).Tells(w => w.EndsAt),
        new Holding<BlackoutPeriod>(Fate.Deleted, (db, p) => db.BlackoutPeriods.Where(b => p.RecordIds.Contains(b.VolunteerId)))
            .Inner(b => b.BlackoutPeriodId, b => b.VolunteerId).Tells(b => b.FirstOn).Tells(b => b.LastOn),
    ];

    private static IEnumerable<Holding> WhatWasSaid() =>
    [
        new Holding<OutboundMessage>(Fate.Deleted, (db, p) => db.OutboundMessages.Where(m =>
                p.RecordIds.Contains(m.RecipientId) || (m.RecipientKind == RecipientKind.Account && p.AccountIds.Contains(m.RecipientId))))
            .Inner(m => m.OutboundMessageId, m => m.RecipientKind, m => m.RecipientId, m => m.SubjectId, m => m.SubjectVersion, m => m.NotAfterUtc, m => m.IsUrgent)
            .Inner(m => m.Attempts, m => m.LeasedBy, m => m.LeasedUntilUtc, m => m.SetId, m => m.ProviderId, m => m.Reason, m => m.DeliveredAtUtc, m => m.CentreId, m => m.Parts, m => m.PriceMillis)
            .Tells(m => m.Kind).Tells(m => m.Channel).Tells(m => m.Stage).Tells(m => m.State).Tells(m => m.CreatedAtUtc).Tells(m => m.DueAtUtc).Tells(m => m.SentAtUtc),
        new Holding<InboundSms>(Fate.Deleted, (db, p) => db.InboundSms.Where(i => (i.VolunteerId != null && p.RecordIds.Contains(i.VolunteerId.Value)) || p.PhoneHashes.Contains(i.FromHash)))
            .Reading(q => q.OrderBy(i => i.ReceivedAtUtc))
            .Inner(i => i.InboundSmsId, i => i.ProviderId, i => i.VolunteerId, i => i.HelpRequestId, i => i.FromEncrypted, i => i.FromHash, i => i.SmsQuestionId, i => i.Outcome, i => i.DoneById, i => i.Version)
            .Tells(i => i.ReceivedAtUtc).Tells(i => i.TextEncrypted, (i, aids) => aids.Open(i.TextEncrypted)).Inner(i => i.Verdict, i => i.SaidYes, i => i.Deed).Tells(i => i.DoneAtUtc)
            .Tells(i => i.ReplyEncrypted, (i, aids) => aids.Open(i.ReplyEncrypted)),
        new Holding<SmsQuestion>(Fate.Deleted, (db, p) => db.SmsQuestions.Where(q => p.RecordIds.Contains(q.VolunteerId)))
            .Inner(q => q.SmsQuestionId, q => q.VolunteerId, q => q.Kind, q => q.SubjectId, q => q.SubjectVersion, q => q.Number, q => q.AskedAtUtc, q => q.ExpiresAtUtc, q => q.AnsweredAtUtc),
        new Holding<MutedTopic>(Fate.Deleted, (db, p) => db.MutedTopics.Where(t => p.RecordIds.Contains(t.VolunteerId)))
            .Inner(t => t.VolunteerId).Tells(t => t.Topic).Tells(t => t.Channel),
        new Holding<CalendarFeed>(Fate.Deleted, (db, p) => db.CalendarFeeds.Where(f => p.RecordIds.Contains(f.VolunteerId)))
            .Inner(f => f.CalendarFeedId, f => f.VolunteerId, f => f.TokenHash).Tells(f => f.CreatedAtUtc).Tells(f => f.LastReadAtUtc).Tells(f => f.RevokedAtUtc),
        new Holding<OneTapLink>(Fate.Deleted, (db, p) => db.OneTapLinks.Where(l =>
                p.RecordIds.Contains(l.SubjectId) || p.ErasureIds.Contains(l.SubjectId) || db.Interviews.Any(i => p.RecordIds.Contains(i.VolunteerId) && i.InterviewId == l.SubjectId) || db.Assignments.Any(a => p.RecordIds.Contains(a.VolunteerId) && a.AssignmentId == l.SubjectId)
                || db.Swaps.Any(s => p.RecordIds.Contains(s.ColleagueId) && s.SwapId == l.SubjectId)))
            .Inner(l => l.OneTapLinkId, l => l.Purpose, l => l.SubjectId, l => l.CreatedAtUtc, l => l.ExpiresAtUtc),
        new Holding<OneTimeCode>(Fate.Deleted, (db, p) => db.OneTimeCodes.Where(c => p.RecordIds.Contains(c.SubjectId) || p.AccountIds.Contains(c.SubjectId)))
            .Inner(c => c.OneTimeCodeId, c => c.Purpose, c => c.SubjectId, c => c.IssuedAtUtc, c => c.FailedAttempts, c => c.UsedAtUtc, c => c.Version),

        // Ids and kinds of acts only: that somebody looked, and that the person was erased, must still be seen afterwards.
        new Holding<AuditEntry>(Fate.Kept, (db, p) => db.AuditEntries.Where(e => e.Subject == AuditSubject.Volunteer && p.RecordIds.Contains(e.SubjectId)))
            .Inner(e => e.AuditEntryId, e => e.Subject, e => e.SubjectId)
            .Tells(e => e.AtUtc).Tells(e => e.Kind).Tells(e => e.Action).Tells(e => e.ActorId, (e, aids) => aids.Staff(e.ActorId)),
        new Holding<Erasure>(Fate.Kept, (db, p) => db.Erasures.Where(e => p.RecordIds.Contains(e.VolunteerId)))
            .Inner(e => e.ErasureId, e => e.VolunteerId, e => e.EnteredById, e => e.HasPaused, e => e.Version)
            .Tells(e => e.Cause).Tells(e => e.AskedAtUtc).Tells(e => e.DueAtUtc).Tells(e => e.StoppedAtUtc).Tells(e => e.DoneAtUtc),
    ];

    private static IEnumerable<Holding> WhatWasServed() =>
    [
        new Holding<ServiceTerm>(Fate.Kept, (db, p) => db.ServiceTerms.Where(t => p.RecordIds.Contains(t.VolunteerId)))
            .Reading(q => q.OrderBy(t => t.StartsOn))
            .Inner(t => t.ServiceTermId, t => t.VolunteerId, t => t.Extensions).Tells(t => t.Programme).Tells(t => t.StartsOn).Tells(t => t.EndsOn).Tells(t => t.State).Tells(t => t.ClosedOn),
        new Holding<Assignment>(Fate.Kept, (db, p) => db.Assignments.Where(a => p.RecordIds.Contains(a.VolunteerId)))
            .Reading(q => q.Include(a => a.Shift).ThenInclude(s => s.VolunteerTask).Include(a => a.Shift.Centre).OrderBy(a => a.Shift.StartsAtUtc))
            .Inner(a => a.AssignmentId, a => a.ShiftId, a => a.ShiftRoleId, a => a.VolunteerId, a => a.Round, a => a.Version)
            .Also("Work", (a, aids) => a.Shift.VolunteerTask.Title ?? aids.Category(a.Shift.VolunteerTask.HelpCategoryCode))
            .Also("Centre", (a, _) => a.Shift.Centre.Name)
            .Also("StartsAtUtc", (a, _) => a.Shift.StartsAtUtc)
            .Also("EndsAtUtc", (a, _) => a.Shift.EndsAtUtc)
            .Tells(a => a.State).Tells(a => a.OfferedAtUtc).Tells(a => a.OfferExpiresAtUtc).Tells(a => a.AnsweredAtUtc).Tells(a => a.WaitlistedAtUtc)
            .Tells(a => a.ReconfirmedAtUtc).Tells(a => a.CheckedInAtUtc).Tells(a => a.CheckedOutAtUtc).Tells(a => a.WasClosedBySystem).Erases(a => a.LeaveReason, _ => null)
            .Inner(a => a.WrongPins).Tells(a => a.CheckedInBy).Tells(a => a.CheckedOutBy).Tells(a => a.WasSentLater),
        new Holding<AttendanceEvent>(Fate.Anonymised, (db, p) => db.AttendanceEvents.Where(e => p.RecordIds.Contains(e.Assignment.VolunteerId)))
            .Reading(q => q.OrderBy(e => e.NotedAtUtc)).Inner(e => e.AttendanceEventId, e => e.AssignmentId, e => e.KeptId, e => e.NotedById)
            .Tells(e => e.Kind).Tells(e => e.Method).Tells(e => e.HappenedAtUtc).Tells(e => e.EndedAtUtc).Tells(e => e.NotedAtUtc).Erases(e => e.Reason, _ => null),

        new Holding<Swap>(Fate.Deleted, (db, p) => db.Swaps.Where(s => p.RecordIds.Contains(s.ColleagueId) || p.RecordIds.Contains(s.Assignment.VolunteerId)))
            .Reading(q => q.OrderBy(s => s.SwapId))
            .Inner(s => s.SwapId, s => s.AssignmentId, s => s.PlaceVersion, s => s.ColleagueId, s => s.DecidedBy, s => s.Version)
            .Tells(s => s.State).Tells(s => s.AskedAtUtc).Tells(s => s.ExpiresAtUtc).Tells(s => s.AnsweredAtUtc).Tells(s => s.DecidedAtUtc).Tells(s => s.RefuseReason),

        // The ledger: the minutes and their chain stay, to the last figure. Only the words about the person go, which no hash covers.
        new Holding<HoursEntry>(Fate.Anonymised, (db, p) => db.HoursEntries.Where(h => p.RecordIds.Contains(h.VolunteerId)))
            .Reading(q => q.OrderBy(h => h.Sequence))
            .Inner(h => h.HoursEntryId, h => h.VolunteerId, h => h.AssignmentId, h => h.CarriedFromId, h => h.CorrectsId, h => h.PreviousHash, h => h.DecidedBy, h => h.Version)
            .Tells(h => h.Source).Tells(h => h.StartsAtUtc).Tells(h => h.EndsAtUtc).Erases(h => h.Words, _ => null).Tells(h => h.Odd)
            .Tells(h => h.Sequence).Tells(h => h.ServiceDate).Tells(h => h.Minutes).Tells(h => h.CentreId, (h, aids) => aids.Centre(h.CentreId)).Tells(h => h.State)
            .Tells(h => h.SubmittedAtUtc).Tells(h => h.DecidedAtUtc).Erases(h => h.ReturnReason, _ => null).Tells(h => h.Hash),
        new Holding<HoursChain>(Fate.Kept, (db, p) => db.HoursChains.Where(c => p.RecordIds.Contains(c.VolunteerId)))
            .Inner(c => c.VolunteerId, c => c.Entries, c => c.LastHash, c => c.ApprovedMinutes, c => c.Seal, c => c.Version),

        // The number stays taken, and a paper that is shown can still be found true; whose it was nobody can say.
        new Holding<Certificate>(Fate.Anonymised, (db, p) => db.Certificates.Where(c => p.RecordIds.Contains(c.VolunteerId)))
            .Reading(q => q.OrderBy(c => c.IssuedAtUtc))
            .Inner(c => c.CertificateId, c => c.Year, c => c.Serial, c => c.VolunteerId, c => c.ServiceTermId, c => c.CentreId, c => c.IssuedById, c => c.RevokedById, c => c.TokenHash, c => c.Version)
            .Erases(c => c.HolderName, _ => NoName).ErasesInner(c => c.Initials, _ => "")
            .Tells(c => c.Number).Tells(c => c.CentreName).Tells(c => c.Programme).Tells(c => c.Culture).Tells(c => c.FromOn).Tells(c => c.UntilOn).Tells(c => c.Minutes)
            .Tells(c => c.IssuedAtUtc).Tells(c => c.RevokedAtUtc).Erases(c => c.RevokeReason, _ => null).Erases(c => c.StoredFileId, _ => null),
    ];

    /// <summary>What staff write about a person is the person's too: it is told, without the name of who wrote it, and it goes.</summary>
    private static IEnumerable<Holding> Papers() =>
    [
        new Holding<VolunteerNote>(Fate.Deleted, (db, p) => db.VolunteerNotes.Where(n => p.RecordIds.Contains(n.VolunteerId)))
            .Inner(n => n.VolunteerNoteId, n => n.VolunteerId, n => n.AuthorId).Tells(n => n.WrittenAtUtc).Tells(n => n.TextEncrypted, (n, aids) => aids.Open(n.TextEncrypted)),
        new Holding<VolunteerTag>(Fate.Deleted, (db, p) => db.VolunteerTags.Where(t => p.RecordIds.Contains(t.VolunteerId)))
            .Reading(q => q.Include(t => t.Tag)).Inner(t => t.VolunteerId, t => t.TagId, t => t.AddedBy).Also("Name", (t, _) => t.Tag.Name).Tells(t => t.AddedAtUtc),
        new Holding<BulkItem>(Fate.Deleted, (db, p) => db.BulkItems.Where(i => p.RecordIds.Contains(i.VolunteerId)))
            .Inner(i => i.BulkBatchId, i => i.VolunteerId, i => i.Position, i => i.Planned, i => i.Outcome),
        new Holding<BroadcastRecipient>(Fate.Deleted, (db, p) => db.BroadcastRecipients.Where(r => p.RecordIds.Contains(r.VolunteerId)))
            .Inner(r => r.BroadcastId, r => r.VolunteerId, r => r.OwedAtUtc),
        // What staff thought of proposing, for some days: what came of it is told as the place.
        new Holding<MatchPlanPlace>(Fate.Deleted, (db, p) => db.MatchPlanPlaces.Where(i => p.RecordIds.Contains(i.VolunteerId)))
            .Inner(i => i.MatchPlanId, i => i.ShiftRoleId, i => i.VolunteerId, i => i.IsPinned, i => i.Refusal, i => i.RefusedRulesAsJson, i => i.AssignmentId, i => i.OfferRound)
            .Inner(i => i.Score, i => i.PartsAsJson, i => i.State),
        new Holding<MatchPlanWish>(Fate.Deleted, (db, p) => db.MatchPlanWishes.Where(w => p.RecordIds.Contains(w.VolunteerId)))
            .Inner(w => w.MatchPlanId, w => w.ShiftRoleId, w => w.VolunteerId, w => w.BrokenAsJson, w => w.Kind),
        new Holding<MatchPlanPerson>(Fate.Deleted, (db, p) => db.MatchPlanPeople.Where(w => p.RecordIds.Contains(w.VolunteerId)))
            .Inner(w => w.MatchPlanId, w => w.VolunteerId, w => w.MinutesBefore, w => w.MinutesAfter, w => w.Shifts),
        new Holding<Interview>(Fate.Deleted, (db, p) => db.Interviews.Where(i => p.RecordIds.Contains(i.VolunteerId)))
            .Reading(q => q.Include(i => i.Slot)).Inner(i => i.InterviewId, i => i.VolunteerId, i => i.InterviewSlotId, i => i.Round)
            .Also("StartsAtUtc", (i, _) => i.Slot?.StartsAtUtc).Tells(i => i.State).Tells(i => i.InvitedAtUtc).Tells(i => i.BookedAtUtc).Tells(i => i.DecidedAtUtc)
            .Tells(i => i.NoteEncrypted, (i, aids) => aids.Open(i.NoteEncrypted)),
        new Holding<SignedContract>(Fate.Deleted, (db, p) => db.SignedContracts.Where(c => p.RecordIds.Contains(c.VolunteerId)))
            .Inner(c => c.SignedContractId, c => c.VolunteerId, c => c.NotedById).Tells(c => c.Programme).Tells(c => c.TextVersion).Tells(c => c.Culture)
            .Tells(c => c.SignedAtUtc).Tells(c => c.SignedName).Tells(c => c.SignedFrom).Tells(c => c.GuardianName).Tells(c => c.IsOnPaper)
            .Tells(c => c.TextEncrypted, (c, aids) => aids.Open(c.TextEncrypted)).Tells(c => c.TextHash),
        new Holding<Credential>(Fate.Deleted, (db, p) => db.Credentials.Where(c => p.RecordIds.Contains(c.VolunteerId)))
            .Inner(c => c.CredentialId, c => c.VolunteerId, c => c.DecidedById, c => c.Version)
            .Tells(c => c.CredentialTypeCode, (c, aids) => aids.CredentialType(c.CredentialTypeCode)).Tells(c => c.IssuedOn).Tells(c => c.ExpiresOn)
            .Tells(c => c.NumberEncrypted, (c, aids) => aids.Open(c.NumberEncrypted)).Tells(c => c.IssuerEncrypted, (c, aids) => aids.Open(c.IssuerEncrypted))
            .Tells(c => c.State).Tells(c => c.Reason).Tells(c => c.SubmittedAtUtc).Tells(c => c.DecidedAtUtc).Tells(c => c.StoredFileId),

        // Deleted after what refers to them; the contents are told as files of their own.
        new Holding<StoredFile>(Fate.Deleted, (db, p) => db.StoredFiles.Where(f => p.FileIds.Contains(f.StoredFileId)))
            .Inner(f => f.StoredFileId, f => f.Kind, f => f.NameEncrypted, f => f.Length, f => f.Content, f => f.AddedAtUtc, f => f.AddedById),
    ];

    private static IEnumerable<Holding> TheAccount() =>
    [
        new Holding<IdentityUserClaim<Guid>>(Fate.Deleted, (db, p) => db.UserClaims.Where(c => p.AccountIds.Contains(c.UserId))).Inner(c => c.Id, c => c.UserId, c => c.ClaimType, c => c.ClaimValue),
        new Holding<IdentityUserLogin<Guid>>(Fate.Deleted, (db, p) => db.UserLogins.Where(l => p.AccountIds.Contains(l.UserId)))
            .Inner(l => l.LoginProvider, l => l.ProviderKey, l => l.ProviderDisplayName, l => l.UserId),
        new Holding<IdentityUserToken<Guid>>(Fate.Deleted, (db, p) => db.UserTokens.Where(t => p.AccountIds.Contains(t.UserId))).Inner(t => t.UserId, t => t.LoginProvider, t => t.Name, t => t.Value),
        new Holding<IdentityUserRole<Guid>>(Fate.Deleted, (db, p) => db.UserRoles.Where(r => p.AccountIds.Contains(r.UserId))).Inner(r => r.UserId, r => r.RoleId),
        new Holding<UserAccount>(Fate.Deleted, (db, p) => db.Users.Where(a => p.AccountIds.Contains(a.Id)))
            .Inner(a => a.Id, a => a.VolunteerId, a => a.UserName, a => a.NormalizedUserName, a => a.NormalizedEmail, a => a.PasswordHash, a => a.SecurityStamp, a => a.ConcurrencyStamp)
            .Inner(a => a.EmailConfirmed, a => a.PhoneNumberConfirmed, a => a.TwoFactorEnabled, a => a.LockoutEnabled, a => a.LockoutEnd, a => a.AccessFailedCount)
            .Tells(a => a.DisplayName).Tells(a => a.PhoneNumber).Tells(a => a.Email).Tells(a => a.Culture),
    ];
}
