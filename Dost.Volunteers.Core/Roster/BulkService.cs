using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Intake;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Roster;

/// <summary>
/// Does one thing to many volunteers: plans it for a look, and once it is confirmed does it part by part. Each person is asked about again
/// when it is their turn, so what the look promised and can no longer be is left and said.
/// </summary>
public sealed class BulkService(VolunteersDbContext db, CurrentUser user, RosterReader reader, IntakeChecklistReader checklists, AuditLog audit, TimeProvider clock)
{
    /// <summary>So many are done while one waits; more are done by the job.</summary>
    public const int MostAtOnce = 300;

    private const int Part = 100;

    private static readonly AssignmentState[] _coming = [AssignmentState.Offered, AssignmentState.Confirmed, AssignmentState.CheckedIn, AssignmentState.Waitlisted];

    /// <summary>Keeps what would happen to whom. The choice is either people or a filter.</summary>
    public async Task<PlanResult> PlanAsync(BulkOrder order, IReadOnlyCollection<Guid> volunteerIds, RosterFilter? everybodyOf, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);

        if (user.AccountId is not { } accountId)
        {
            throw new InvalidOperationException("Somebody who is signed in plans.");
        }

        var chosen = everybodyOf is null ? db.Volunteers.Where(Visible.Volunteers(user)).Where(v => volunteerIds.Contains(v.VolunteerId)) : reader.Matching(everybodyOf);
        var folded = order.TagName is null ? null : Tag.Fold(order.TagName);
        var people = await FactsAsync(chosen.OrderBy(v => v.SearchText).Take(BulkBatch.MostPeople + 1), folded, ct);
        var toReturn = await ChecklistsAsync(order.Action, people, ct);

        if (people.Count is 0 or > BulkBatch.MostPeople)
        {
            return new PlanResult(people.Count == 0 ? PlanOutcome.Nobody : PlanOutcome.TooMany);
        }

        var batch = new BulkBatch
        {
            BulkBatchId = Guid.NewGuid(),
            UserAccountId = accountId,
            Action = order.Action,
            TagName = order.TagName,
            FoldedTag = folded,
            Reason = order.Reason,
            AddedAtUtc = clock.UtcNow(),
        };
        batch.Items.AddRange(people.Select((person, position) => new BulkItem
        {
            BulkBatchId = batch.BulkBatchId,
            VolunteerId = person.VolunteerId,
            Position = position,
            Planned = Verdict(order.Action, person, toReturn),
        }));
        db.BulkBatches.Add(batch);
        await db.SaveChangesAsync(ct);

        return new PlanResult(PlanOutcome.Planned, batch.BulkBatchId);
    }

    /// <summary>The batch of who asks, with how many fall under each verdict; null where there is none.</summary>
    public async Task<BulkPreview?> FindAsync(Guid bulkBatchId, CancellationToken ct)
    {
        var batch = await Own().AsNoTracking().SingleOrDefaultAsync(b => b.BulkBatchId == bulkBatchId, ct);

        if (batch is null)
        {
            return null;
        }

        var counts = await db.BulkItems.Where(i => i.BulkBatchId == bulkBatchId).GroupBy(i => new { i.Planned, i.Outcome })
            .Select(g => new BulkCount(g.Key.Planned, g.Key.Outcome, g.Count())).ToListAsync(ct);

        return new BulkPreview(batch, counts);
    }

    /// <summary>Confirms once, and does it at once where it is soon done.</summary>
    public async Task<ConfirmOutcome> ConfirmAsync(Guid bulkBatchId, CancellationToken ct)
    {
        var outcome = await ConcurrentChange.RetryAsync(db, async () =>
        {
            var batch = await Own().SingleOrDefaultAsync(b => b.BulkBatchId == bulkBatchId, ct);

            if (batch is null)
            {
                return ConfirmOutcome.Gone;
            }

            if (!batch.Confirm(clock.UtcNow()))
            {
                return batch.ConfirmedAtUtc is null ? ConfirmOutcome.TooLate : ConfirmOutcome.ConfirmedBefore;
            }

            audit.Changed("BulkConfirmed", AuditSubject.Bulk, bulkBatchId);
            await db.SaveChangesAsync(ct);

            return ConfirmOutcome.Confirmed;
        });

        if (outcome is ConfirmOutcome.Confirmed && await db.BulkItems.CountAsync(i => i.BulkBatchId == bulkBatchId && i.Planned == BulkVerdict.Fits, ct) <= MostAtOnce)
        {
            await RunAsync(bulkBatchId, ct);
        }

        return outcome;
    }

    /// <summary>Does what is left of a confirmed batch, for who is signed in or was made the current user.</summary>
    public async Task RunAsync(Guid bulkBatchId, CancellationToken ct)
    {
        while (await ConcurrentChange.RetryAsync(db, () => RunPartAsync(bulkBatchId, ct)))
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Deletes plans that nobody confirmed; how many. What was done is kept as long as the audit needs it.</summary>
    public Task<int> ForgetUnconfirmedAsync(CancellationToken ct)
    {
        var before = clock.UtcNow() - BulkBatch.Lifetime;

        return db.BulkBatches.Where(b => b.ConfirmedAtUtc == null && b.AddedAtUtc <= before).ExecuteDeleteAsync(ct);
    }

    private async Task<bool> RunPartAsync(Guid bulkBatchId, CancellationToken ct)
    {
        var batch = await Own().SingleOrDefaultAsync(b => b.BulkBatchId == bulkBatchId && b.ConfirmedAtUtc != null && b.FinishedAtUtc == null, ct);

        if (batch is null)
        {
            return false;
        }

        var items = await db.BulkItems.Where(i => i.BulkBatchId == bulkBatchId && i.Planned == BulkVerdict.Fits && i.Outcome == null).OrderBy(i => i.Position).Take(Part).ToListAsync(ct);
        var ids = items.ConvertAll(i => i.VolunteerId);
        var volunteers = await db.Volunteers.Where(Visible.Volunteers(user)).Where(v => ids.Contains(v.VolunteerId)).ToDictionaryAsync(v => v.VolunteerId, ct);
        var facts = (await FactsAsync(db.Volunteers.Where(Visible.Volunteers(user)).Where(v => ids.Contains(v.VolunteerId)), batch.FoldedTag, ct)).ToDictionary(f => f.VolunteerId);
        var toReturn = await ChecklistsAsync(batch.Action, facts.Values, ct);
        var tags = await TagsAsync(batch, volunteers.Values.Select(v => v.CentreId), ct);

        foreach (var item in items)
        {
            item.Outcome = facts.TryGetValue(item.VolunteerId, out var person) ? Verdict(batch.Action, person, toReturn) : BulkVerdict.NoLongerYours;

            if (item.Outcome is BulkVerdict.Fits)
            {
                await DoAsync(batch, volunteers[item.VolunteerId], tags, toReturn, ct);
            }
        }

        var isFinished = items.Count < Part;
        batch.Advance(isFinished, clock.UtcNow());
        await db.SaveChangesAsync(ct);

        return !isFinished;
    }

    private async Task DoAsync(BulkBatch batch, Volunteer volunteer, Dictionary<Guid, Tag> tags, Dictionary<Guid, IntakeChecklist> toReturn, CancellationToken ct)
    {
        switch (batch.Action)
        {
            case BulkAction.AddTag:
                if (!tags.TryGetValue(volunteer.CentreId, out var tag))
                {
                    tags[volunteer.CentreId] = tag = TagService.New(volunteer.CentreId, batch.TagName!);
                    db.Tags.Add(tag);
                }

                db.VolunteerTags.Add(new VolunteerTag { VolunteerId = volunteer.VolunteerId, TagId = tag.TagId, AddedAtUtc = clock.UtcNow(), AddedBy = user.AccountId });
                audit.Changed("TagAdded", AuditSubject.Volunteer, volunteer.VolunteerId);
                break;
            case BulkAction.RemoveTag:
                db.VolunteerTags.RemoveRange(await db.VolunteerTags.Where(t => t.VolunteerId == volunteer.VolunteerId && t.Tag.FoldedName == batch.FoldedTag).ToListAsync(ct));
                audit.Changed("TagRemoved", AuditSubject.Volunteer, volunteer.VolunteerId);
                break;
            case BulkAction.Pause:
                volunteer.Pause(batch.Reason!);
                volunteer.TouchCommitments();
                audit.Changed("VolunteerPaused", AuditSubject.Volunteer, volunteer.VolunteerId);
                break;
            case BulkAction.Resume:
                volunteer.Resume(toReturn[volunteer.VolunteerId]);
                volunteer.TouchCommitments();
                audit.Changed("VolunteerResumed", AuditSubject.Volunteer, volunteer.VolunteerId);
                break;
        }
    }

    /// <summary>The word in the vocabularies of the centres; a centre that does not know it gets it with its first person.</summary>
    private async Task<Dictionary<Guid, Tag>> TagsAsync(BulkBatch batch, IEnumerable<Guid> centreIds, CancellationToken ct)
    {
        if (batch.Action is not BulkAction.AddTag)
        {
            return [];
        }

        var centres = centreIds.Distinct().ToList();

        return await db.Tags.Where(t => centres.Contains(t.CentreId) && t.FoldedName == batch.FoldedTag).ToDictionaryAsync(t => t.CentreId, ct);
    }

    private Task<List<Person>> FactsAsync(IQueryable<Volunteer> volunteers, string? foldedTag, CancellationToken ct)
    {
        var now = clock.UtcNow();

        return volunteers.Select(v => new Person(
            v.VolunteerId,
            v.State,
            foldedTag != null && db.VolunteerTags.Any(t => t.VolunteerId == v.VolunteerId && t.Tag.FoldedName == foldedTag),
            db.VolunteerTags.Count(t => t.VolunteerId == v.VolunteerId),
            db.Assignments.Any(a => a.VolunteerId == v.VolunteerId && _coming.Contains(a.State) && a.Shift.EndsAtUtc > now))).ToListAsync(ct);
    }

    /// <summary>What those who pause still need to come back; read only where somebody is to come back.</summary>
    private async Task<Dictionary<Guid, IntakeChecklist>> ChecklistsAsync(BulkAction action, IEnumerable<Person> people, CancellationToken ct)
    {
        Dictionary<Guid, IntakeChecklist> read = [];

        foreach (var part in people.Where(p => action is BulkAction.Resume && p.State is VolunteerState.Paused).Select(p => p.VolunteerId).Chunk(MostAtOnce))
        {
            foreach (var (volunteerId, checklist) in await checklists.ReadAsync(part, ct))
            {
                read[volunteerId] = checklist;
            }
        }

        return read;
    }

    private static BulkVerdict Verdict(BulkAction action, Person person, Dictionary<Guid, IntakeChecklist> toReturn) => action switch
    {
        BulkAction.AddTag => person.HasTag ? BulkVerdict.HasTagAlready : person.TagCount >= TagService.MostPerVolunteer ? BulkVerdict.HasTooManyTags : BulkVerdict.Fits,
        BulkAction.RemoveTag => person.HasTag ? BulkVerdict.Fits : BulkVerdict.HasNoSuchTag,
        BulkAction.Pause => person.State is not VolunteerState.Active ? BulkVerdict.NotActive : person.HasComingShifts ? BulkVerdict.HasComingShifts : BulkVerdict.Fits,
        BulkAction.Resume => person.State is not VolunteerState.Paused ? BulkVerdict.NotPausing : toReturn[person.VolunteerId].AllowsReturn ? BulkVerdict.Fits : BulkVerdict.LacksSomething,
    };

    private IQueryable<BulkBatch> Own()
    {
        var accountId = user.AccountId;

        return db.BulkBatches.Where(b => accountId != null && b.UserAccountId == accountId);
    }

    private sealed record Person(Guid VolunteerId, VolunteerState State, bool HasTag, int TagCount, bool HasComingShifts);
}

/// <summary>What is to be done to all of them.</summary>
public sealed record BulkOrder(BulkAction Action, string? TagName = null, string? Reason = null);

public enum PlanOutcome { Planned, Nobody, TooMany }

public sealed record PlanResult(PlanOutcome Outcome, Guid BulkBatchId = default);

public enum ConfirmOutcome { Confirmed, ConfirmedBefore, TooLate, Gone }

/// <summary>How many people have the verdict of the look and the outcome of the deed.</summary>
public sealed record BulkCount(BulkVerdict Planned, BulkVerdict? Outcome, int People);

/// <summary>A batch and how it stands.</summary>
public sealed record BulkPreview(BulkBatch Batch, IReadOnlyList<BulkCount> Counts)
{
    public int Fitting => Counts.Where(c => c.Planned is BulkVerdict.Fits).Sum(c => c.People);

    public int LeftOut => Counts.Where(c => c.Planned is not BulkVerdict.Fits).Sum(c => c.People);

    public int Done => Counts.Where(c => c.Outcome is BulkVerdict.Fits).Sum(c => c.People);

    public int Refused => Counts.Where(c => c.Outcome is not null and not BulkVerdict.Fits).Sum(c => c.People);
}
