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
using Dost.Volunteers.Core.Leaving;
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

namespace Dost.Volunteers.Core.Merging;

/// <summary>What becomes of the rows of a table when the record on which they hang is merged into another one.</summary>
public enum MergeFate
{
    /// <summary>They go over to the kept record.</summary>
    Moves,

    /// <summary>They go over where the kept record has no such row; what it has already is not needed twice.</summary>
    Joins,

    /// <summary>They stay on the record that ended, and are read with the kept one.</summary>
    Stays,

    /// <summary>They are worth nothing without the record.</summary>
    Goes,

    /// <summary>Done with the entities themselves; see <see cref="MergeService"/>.</summary>
    ByService,
}

/// <summary>The record that ends and the one that is kept.</summary>
internal sealed record MergeIds(Guid From, Guid To);

/// <summary>One table: what becomes of its rows, why, and the statements that do it.</summary>
public sealed class MergeStep
{
    private readonly Func<VolunteersDbContext, MergeIds, CancellationToken, Task>? _move;

    internal MergeStep(Type entity, MergeFate fate, string reason, Func<VolunteersDbContext, MergeIds, CancellationToken, Task>? move = null)
    {
        (Entity, Fate, Reason, _move) = (entity, fate, reason, move);
    }

    public Type Entity { get; }
    public MergeFate Fate { get; }

    /// <summary>For who reads the list; empty where the fate says it all.</summary>
    public string Reason { get; }

    internal Task DoAsync(VolunteersDbContext db, MergeIds ids, CancellationToken ct) => _move?.Invoke(db, ids, ct) ?? Task.CompletedTask;
}

/// <summary>
/// The one list of what a merge does with each table that holds something of a volunteer. A table that is on the list of what is personal and
/// not here fails the architecture tests, so that none is forgotten.
/// </summary>
public static class MergeSteps
{
    public static IReadOnlyList<MergeStep> All { get; } = [.. ThePerson(), .. WhatWasSaid(), .. WhatWasServed(), .. Papers(), .. TheAccount()];

    private static IEnumerable<MergeStep> ThePerson() =>
    [
        new(typeof(Volunteer), MergeFate.ByService, "the fields that were chosen; the rest goes, as when somebody is erased"),
        new(typeof(VolunteerSearchTerm), MergeFate.Goes, "made anew of the kept record", (db, m, ct) => db.VolunteerSearchTerms.Where(t => t.VolunteerId == m.From).ExecuteDeleteAsync(ct)),
        new(typeof(VolunteerSkill), MergeFate.Joins, "", async (db, m, ct) =>
        {
            await db.VolunteerSkills.Where(s => s.VolunteerId == m.From && !db.VolunteerSkills.Any(o => o.VolunteerId == m.To && o.SkillCode == s.SkillCode))
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.VolunteerId, m.To), ct);
            await db.VolunteerSkills.Where(s => s.VolunteerId == m.From).ExecuteDeleteAsync(ct);
        }),
        new(typeof(VolunteerLanguage), MergeFate.Joins, "", async (db, m, ct) =>
        {
            await db.VolunteerLanguages.Where(l => l.VolunteerId == m.From && !db.VolunteerLanguages.Any(o => o.VolunteerId == m.To && o.LanguageCode == l.LanguageCode))
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.VolunteerId, m.To), ct);
            await db.VolunteerLanguages.Where(l => l.VolunteerId == m.From).ExecuteDeleteAsync(ct);
        }),
        new(typeof(LikedKind), MergeFate.Joins, "", async (db, m, ct) =>
        {
            await db.LikedKinds.Where(k => k.VolunteerId == m.From && !db.LikedKinds.Any(o => o.VolunteerId == m.To && o.HelpCategoryCode == k.HelpCategoryCode))
                .ExecuteUpdateAsync(set => set.SetProperty(k => k.VolunteerId, m.To), ct);
            await db.LikedKinds.Where(k => k.VolunteerId == m.From).ExecuteDeleteAsync(ct);
        }),
        new(typeof(AvailabilityWindow), MergeFate.Stays, "the kept record's week holds, and moves only where it has none: two weeks laid over each other would say more than the person did", (db, m, ct) =>
            db.AvailabilityWindows.Where(w => w.VolunteerId == m.From && !db.AvailabilityWindows.Any(o => o.VolunteerId == m.To))
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.VolunteerId, m.To), ct)),
        new(typeof(BlackoutPeriod), MergeFate.Moves, "", (db, m, ct) => db.BlackoutPeriods.Where(b => b.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(b => b.VolunteerId, m.To), ct)),
        new(typeof(SignUpDraft), MergeFate.Stays, "hangs on a phone and on no record; gone within days"),
        new(typeof(Consent), MergeFate.Moves, "", (db, m, ct) => db.Consents.Where(c => c.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(c => c.VolunteerId, m.To), ct)),
        new(typeof(ExcludedPair), MergeFate.Joins, "who was not to be visited is not visited under the other record either", JoinExclusionsAsync),
        new(typeof(SafeguardEasing), MergeFate.Moves, "but not a wish that waits: whoever still wants it looks at the kept record, and asks again", async (db, m, ct) =>
        {
            await db.SafeguardEasings.Where(e => e.VolunteerId == m.From && e.State == EasingState.Waiting).ExecuteDeleteAsync(ct);
            await db.SafeguardEasings.Where(e => e.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(e => e.VolunteerId, m.To).SetProperty(e => e.Version, Guid.NewGuid()), ct);
        }),
        new(typeof(KnownVisitor), MergeFate.Joins, "who knows the one knows the other: it is one person", async (db, m, ct) =>
        {
            await db.KnownVisitors.Where(k => k.VolunteerId == m.From && !db.KnownVisitors.Any(o => o.VolunteerId == m.To && o.BeneficiaryId == k.BeneficiaryId))
                .ExecuteUpdateAsync(set => set.SetProperty(k => k.VolunteerId, m.To), ct);
            await db.KnownVisitors.Where(k => k.VolunteerId == m.From).ExecuteDeleteAsync(ct);
        }),
        new(typeof(RegularVisit), MergeFate.Moves, "the usual visitor goes on under the kept record", (db, m, ct) =>
            db.RegularVisits.Where(v => v.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(v => v.VolunteerId, m.To).SetProperty(v => v.Version, Guid.NewGuid()), ct)),
        new(typeof(LadderAsk), MergeFate.Joins, "what was asked of the one was asked of the other", async (db, m, ct) =>
        {
            await db.LadderAsks.Where(a => a.VolunteerId == m.From && !db.LadderAsks.Any(o => o.VolunteerId == m.To && o.LadderId == a.LadderId))
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.VolunteerId, m.To), ct);
            await db.LadderAsks.Where(a => a.VolunteerId == m.From).ExecuteDeleteAsync(ct);
        }),
        new(typeof(HelpRequestEvent), MergeFate.Moves, "the timeline names the kept record", (db, m, ct) =>
            db.HelpRequestEvents.Where(e => e.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(e => e.VolunteerId, m.To), ct)),
        new(typeof(Incident), MergeFate.Moves, "an incident stays with the person", (db, m, ct) =>
            db.Incidents.Where(i => i.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(i => i.VolunteerId, m.To).SetProperty(i => i.Version, Guid.NewGuid()), ct)),
        new(typeof(LikelyDuplicate), MergeFate.ByService, "this pair is decided; those with others go on with the kept record"),
    ];

    private static IEnumerable<MergeStep> WhatWasSaid() =>
    [
        new(typeof(OutboundMessage), MergeFate.Moves, "what waits goes to the kept record's addresses; what was about the record itself is superseded", MoveMessagesAsync),
        new(typeof(InboundSms), MergeFate.Moves, "what the person wrote is read with the kept record", (db, m, ct) =>
            db.InboundSms.Where(i => i.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(i => i.VolunteerId, m.To).SetProperty(i => i.Version, Guid.NewGuid()), ct)),
        new(typeof(SmsQuestion), MergeFate.Goes, "the codes were sent to the other number; an answer from there is read by a coordinator", (db, m, ct) =>
            db.SmsQuestions.Where(q => q.VolunteerId == m.From).ExecuteDeleteAsync(ct)),
        new(typeof(MutedTopic), MergeFate.Joins, "", async (db, m, ct) =>
        {
            await db.MutedTopics.Where(t => t.VolunteerId == m.From && !db.MutedTopics.Any(o => o.VolunteerId == m.To && o.Topic == t.Topic && o.Channel == t.Channel))
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.VolunteerId, m.To), ct);
            await db.MutedTopics.Where(t => t.VolunteerId == m.From).ExecuteDeleteAsync(ct);
        }),
        new(typeof(CalendarFeed), MergeFate.Moves, "the address in the person's calendar goes on", (db, m, ct) =>
            db.CalendarFeeds.Where(f => f.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(f => f.VolunteerId, m.To), ct)),
        new(typeof(OneTapLink), MergeFate.Stays, "those of places, interviews and e-mails that were sent still open; only the confirmation of an old address goes", (db, m, ct) =>
            db.OneTapLinks.Where(l => l.SubjectId == m.From && l.Purpose == LinkPurpose.ConfirmEmail).ExecuteDeleteAsync(ct)),
        new(typeof(OneTimeCode), MergeFate.Goes, "ten minutes old at most", (db, m, ct) => db.OneTimeCodes.Where(c => c.SubjectId == m.From).ExecuteDeleteAsync(ct)),
        new(typeof(AuditEntry), MergeFate.Stays, "never changed; who looked, and what happened, is read with the kept record"),
        new(typeof(Erasure), MergeFate.Stays, "a warning that stands is stopped, for somebody was here"),
    ];

    private static IEnumerable<MergeStep> WhatWasServed() =>
    [
        new(typeof(ServiceTerm), MergeFate.Moves, "one that runs is ended first", (db, m, ct) => db.ServiceTerms.Where(t => t.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(t => t.VolunteerId, m.To), ct)),
        new(typeof(Assignment), MergeFate.Moves, "but not where both were in one shift: there the place stays", (db, m, ct) =>
            db.Assignments.Where(a => a.VolunteerId == m.From && !db.Assignments.Any(o => o.VolunteerId == m.To && o.ShiftId == a.ShiftId))
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.VolunteerId, m.To).SetProperty(a => a.Version, Guid.NewGuid()), ct)),
        new(typeof(Swap), MergeFate.Moves, "what one record was asked is asked of the kept one; its places go their own way", (db, m, ct) =>
            db.Swaps.Where(s => s.ColleagueId == m.From).ExecuteUpdateAsync(set => set.SetProperty(s => s.ColleagueId, m.To).SetProperty(s => s.Version, Guid.NewGuid()), ct)),
        new(typeof(AttendanceEvent), MergeFate.Stays, "hangs on its place, and goes with it"),
        new(typeof(HoursEntry), MergeFate.ByService, "carried over by further entries: a chain is never rewritten"),
        new(typeof(HoursChain), MergeFate.Stays, "the head of the chain that ends; the ledger writes it with the last entries"),
        new(typeof(Certificate), MergeFate.Moves, "the words stay as they were issued", (db, m, ct) =>
            db.Certificates.Where(c => c.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(c => c.VolunteerId, m.To).SetProperty(c => c.Version, Guid.NewGuid()), ct)),
    ];

    private static IEnumerable<MergeStep> Papers() =>
    [
        new(typeof(VolunteerNote), MergeFate.Moves, "", (db, m, ct) => db.VolunteerNotes.Where(n => n.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(n => n.VolunteerId, m.To), ct)),
        new(typeof(VolunteerTag), MergeFate.Joins, "", async (db, m, ct) =>
        {
            await db.VolunteerTags.Where(t => t.VolunteerId == m.From && !db.VolunteerTags.Any(o => o.VolunteerId == m.To && o.TagId == t.TagId))
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.VolunteerId, m.To), ct);
            await db.VolunteerTags.Where(t => t.VolunteerId == m.From).ExecuteDeleteAsync(ct);
        }),
        new(typeof(BulkItem), MergeFate.Stays, "what a batch did with whom; one that is still to run passes the record over"),
        new(typeof(BroadcastRecipient), MergeFate.Stays, "whom it went to; one that is still to go passes the record over"),
        new(typeof(MatchPlanPlace), MergeFate.Stays, "who was proposed for what; a plan that is still to be offered passes the record over"),
        new(typeof(MatchPlanWish), MergeFate.Stays, "a wish for a record that is not active any more is not kept, and said"),
        new(typeof(MatchPlanPerson), MergeFate.Stays, "what a plan gave whom"),
        new(typeof(Interview), MergeFate.Moves, "one that is open is closed first, and its time goes to others", (db, m, ct) =>
            db.Interviews.Where(i => i.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(i => i.VolunteerId, m.To), ct)),
        new(typeof(SignedContract), MergeFate.Moves, "the words stay as they were signed", (db, m, ct) => db.SignedContracts.Where(c => c.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(c => c.VolunteerId, m.To), ct)),
        new(typeof(Credential), MergeFate.Moves, "", (db, m, ct) =>
            db.Credentials.Where(c => c.VolunteerId == m.From).ExecuteUpdateAsync(set => set.SetProperty(c => c.VolunteerId, m.To).SetProperty(c => c.Version, Guid.NewGuid()), ct)),
        new(typeof(StoredFile), MergeFate.Stays, "hangs on its credential or certificate, and goes with it"),
    ];

    private static IEnumerable<MergeStep> TheAccount() => new[]
    {
        typeof(IdentityUserClaim<Guid>), typeof(IdentityUserLogin<Guid>), typeof(IdentityUserToken<Guid>), typeof(IdentityUserRole<Guid>), typeof(UserAccount),
    }.Select(entity => new MergeStep(entity, MergeFate.ByService, "one person signs in in one way"));

    /// <summary>What an incident parted stays with the administrators, also where the kept record was kept away without one.</summary>
    private static async Task JoinExclusionsAsync(VolunteersDbContext db, MergeIds m, CancellationToken ct)
    {
        await db.ExcludedPairs.Where(e => e.VolunteerId == m.To && e.IncidentId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.IncidentId, e => db.ExcludedPairs.Where(o => o.VolunteerId == m.From && o.BeneficiaryId == e.BeneficiaryId).Select(o => o.IncidentId).FirstOrDefault()), ct);
        await db.ExcludedPairs.Where(e => e.VolunteerId == m.From && !db.ExcludedPairs.Any(o => o.VolunteerId == m.To && o.BeneficiaryId == e.BeneficiaryId))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.VolunteerId, m.To), ct);
        await db.ExcludedPairs.Where(e => e.VolunteerId == m.From).ExecuteDeleteAsync(ct);
    }

    private static async Task MoveMessagesAsync(VolunteersDbContext db, MergeIds m, CancellationToken ct)
    {
        await db.OutboundMessages.Where(o => o.SubjectId == m.From && o.RecipientId == m.From && o.State == MessageState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, MessageState.Superseded).SetProperty(o => o.Reason, MessageReason.Merged), ct);
        await db.OutboundMessages
            .Where(o => o.RecipientId == m.From && !db.OutboundMessages.Any(k =>
                k.RecipientId == m.To && k.Kind == o.Kind && k.SubjectId == o.SubjectId && k.Stage == o.Stage && k.Channel == o.Channel && k.SubjectVersion == o.SubjectVersion))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.RecipientId, m.To), ct);

        // What is owed to the kept record in the very same words is owed once.
        await db.OutboundMessages.Where(o => o.RecipientId == m.From && o.State == MessageState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, MessageState.Superseded).SetProperty(o => o.Reason, MessageReason.Merged), ct);
    }
}
