using System.Data;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Merging;

/// <summary>Makes one record of two of the same person. All or nothing; every minute, place and paper is there afterwards, and no rule is broken by it.</summary>
public sealed class MergeService(VolunteersDbContext db, CurrentUser user, MergePlanner planner, HoursLedger ledger, AccountMerge accounts, FieldCipher cipher, AuditLog audit, TimeProvider clock)
{
    public const int ReasonMaxLength = 400;

    /// <summary>Does what the plan that was seen says; if it would say something else by now, nothing.</summary>
    public Task<MergeOutcome> MergeAsync(MergeOrder order, CancellationToken ct) => ConcurrentChange.RetryAsync(db, () => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();

        // Serializable, so that no row can be hung on the record that ends between the statements that move what hangs on it.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);

        if (await IsDoneAsync(order, ct))
        {
            return MergeOutcome.Done;
        }

        if (await planner.ReadAsync(order.LikelyDuplicateId, order.KeptId, order.FromMerged, ct) is not { Pair.State: DuplicateState.Open } plan)
        {
            return MergeOutcome.NotFound;
        }

        if (plan.Seen != order.Seen)
        {
            return MergeOutcome.ChangedMeanwhile;
        }

        if (!plan.CanBeDone)
        {
            return MergeOutcome.Refused;
        }

        if (await db.OutboundMessages.AnyAsync(m => m.RecipientId == plan.Merged.VolunteerId && m.State == MessageState.Sending, ct))
        {
            // A worker holds it under the old address: a minute later it is sent, or waits again.
            return MergeOutcome.MessageOnItsWay;
        }

        await JoinAsync(plan, order, ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();

        return MergeOutcome.Done;
    }));

    private async Task JoinAsync(MergePlan plan, MergeOrder order, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var ids = new MergeIds(plan.Merged.VolunteerId, plan.Kept.VolunteerId);
        var kept = await db.Volunteers.SingleAsync(v => v.VolunteerId == ids.To, ct);
        var merged = await db.Volunteers.Include(v => v.Terms).Include(v => v.Interviews).ThenInclude(i => i.Slot).SingleAsync(v => v.VolunteerId == ids.From, ct);

        CloseInterviews(merged, now);
        await StopWarningsAsync(ids, now, ct);
        await ledger.CarryAsync(ids.From, ids.To, user.AccountId!.Value, now, ct);
        WriteDown(plan, order, now);
        await DecidePairsAsync(plan.Pair.LikelyDuplicateId, ids, now, ct);

        // A record that was merged into the one that ends now belongs to the kept one.
        await db.Volunteers.Where(v => v.MergedIntoId == ids.From).ExecuteUpdateAsync(set => set.SetProperty(v => v.MergedIntoId, ids.To), ct);

        // First the one lets go of phone and FIN, then the other takes them: each is there once.
        Holdings.Anonymise(db, merged);
        merged.MergeInto(ids.To, clock.TodayInBaku(), now);
        await db.SaveChangesAsync(ct);

        foreach (var taken in plan.Differences.Where(d => d.TakesMerged))
        {
            MergeFields.Take(kept, plan.Merged, taken.Field);
        }

        kept.TouchCommitments();
        await accounts.JoinAsync(kept, ids.From, ct);
        await db.SaveChangesAsync(ct);

        foreach (var step in MergeSteps.All)
        {
            await step.DoAsync(db, ids, ct);
        }
    }

    private async Task<bool> IsDoneAsync(MergeOrder order, CancellationToken ct) =>
        await db.Volunteers.Where(Visible.Volunteers(user)).AnyAsync(v => v.VolunteerId == order.KeptId, ct)
        && await db.LikelyDuplicates.AnyAsync(d => d.LikelyDuplicateId == order.LikelyDuplicateId && d.State == DuplicateState.Merged
            && (d.First.MergedIntoId == order.KeptId || d.Second.MergedIntoId == order.KeptId), ct);

    private static void CloseInterviews(Volunteer merged, DateTime now)
    {
        foreach (var interview in merged.Interviews.Where(i => i.IsOpen))
        {
            if (interview.Slot is { } slot && slot.IsOpen(now))
            {
                slot.FreePlace();
            }

            interview.Close(now);
        }
    }

    private async Task StopWarningsAsync(MergeIds ids, DateTime now, CancellationToken ct)
    {
        foreach (var warning in await db.Erasures.Where(e => (e.VolunteerId == ids.From || e.VolunteerId == ids.To) && e.StoppedAtUtc == null && e.DoneAtUtc == null).ToListAsync(ct))
        {
            warning.Stop(now);
        }
    }

    /// <summary>What the record said that ends, and why it was merged, as a note for colleagues; and that it happened, on both.</summary>
    private void WriteDown(MergePlan plan, MergeOrder order, DateTime now)
    {
        var text = order.Note.Length > VolunteerNote.TextMaxLength ? order.Note[..VolunteerNote.TextMaxLength] : order.Note;
        db.VolunteerNotes.Add(new VolunteerNote
        {
            VolunteerNoteId = Guid.CreateVersion7(),
            VolunteerId = plan.Kept.VolunteerId,
            AuthorId = user.AccountId!.Value,
            WrittenAtUtc = now,
            TextEncrypted = cipher.Encrypt(text),
        });

        if (plan.Merged.RefusalNoteEncrypted is { } refusal)
        {
            db.VolunteerNotes.Add(new VolunteerNote
            {
                VolunteerNoteId = Guid.CreateVersion7(),
                VolunteerId = plan.Kept.VolunteerId,
                AuthorId = user.AccountId!.Value,
                WrittenAtUtc = plan.Merged.WaitsSinceAtUtc,
                TextEncrypted = refusal,
            });
        }

        audit.Changed("VolunteersMerged", AuditSubject.Volunteer, plan.Kept.VolunteerId);
        audit.Changed("MergedIntoOther", AuditSubject.Volunteer, plan.Merged.VolunteerId);
    }

    /// <summary>What was said about the record that ends and somebody else holds for the kept one too; two people stay two people.</summary>
    private async Task DecidePairsAsync(Guid likelyDuplicateId, MergeIds ids, DateTime now, CancellationToken ct)
    {
        var pairs = await db.LikelyDuplicates.Where(d => d.FirstId == ids.From || d.SecondId == ids.From || d.FirstId == ids.To || d.SecondId == ids.To).ToListAsync(ct);
        pairs.Single(d => d.LikelyDuplicateId == likelyDuplicateId).SayTheyWereMerged(user.AccountId, now);

        foreach (var old in pairs.Where(d => d.LikelyDuplicateId != likelyDuplicateId && (d.FirstId == ids.From || d.SecondId == ids.From) && d.State is not DuplicateState.Merged).ToList())
        {
            var other = old.OtherThan(ids.From);
            var pair = pairs.Find(d => (d.FirstId == ids.To && d.SecondId == other) || (d.SecondId == ids.To && d.FirstId == other));

            if (pair is null)
            {
                pair = LikelyDuplicate.Of(ids.To, other, old.Resemblance, old.FoundAtUtc);
                db.LikelyDuplicates.Add(pair);
            }

            if (old.State is DuplicateState.NotTheSame)
            {
                pair.SayTheyAreTwo(old.DecidedById, old.DecidedAtUtc ?? now);
            }

            db.LikelyDuplicates.Remove(old);
        }
    }
}

/// <summary>What a coordinator confirmed.</summary>
public sealed record MergeOrder
{
    public required Guid LikelyDuplicateId { get; init; }
    public required Guid KeptId { get; init; }

    /// <summary>What is taken from the record that ends.</summary>
    public required IReadOnlySet<MergeField> FromMerged { get; init; }

    /// <summary>Why, and what the record said that ends, in the words of who merges.</summary>
    public required string Note { get; init; }

    /// <summary>The plan that was shown; see <see cref="MergePlan.Seen"/>.</summary>
    public required string Seen { get; init; }
}

/// <summary>Refused: something must be settled first. MessageOnItsWay: try again in a minute.</summary>
public enum MergeOutcome { Done, NotFound, ChangedMeanwhile, Refused, MessageOnItsWay }
