using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours;

/// <summary>Writes and verifies the chain of hours entries. The hash is keyed, so that who can write to the database still cannot forge it.</summary>
public sealed class HoursLedger(VolunteersDbContext db, PrivacyKeys keys, OddHours odd)
{
    /// <summary>
    /// Adds the entry for a place that was served, to be saved with the check-out. Counted is the time between check-in and check-out
    /// that lies within the shift; service beyond it is for the coordinator to add.
    /// </summary>
    public async Task AddAttendanceAsync(Assignment assignment, DateTime nowUtc, CancellationToken ct)
    {
        var shift = assignment.Shift;
        var minutes = MinutesCounted(assignment.CheckedInAtUtc!.Value, assignment.CheckedOutAtUtc!.Value, shift.StartsAtUtc, shift.EndsAtUtc);

        if (minutes == 0)
        {
            return;
        }

        await AddAsync(
            new NewHours(assignment.VolunteerId, shift.CentreId, BakuTime.DateOf(shift.StartsAtUtc), minutes)
            {
                AssignmentId = assignment.AssignmentId,
                StartsAtUtc = Later(assignment.CheckedInAtUtc.Value, shift.StartsAtUtc),
                EndsAtUtc = Earlier(assignment.CheckedOutAtUtc.Value, shift.EndsAtUtc),
                ShiftMinutes = (int)(shift.EndsAtUtc - shift.StartsAtUtc).TotalMinutes,
            },
            nowUtc,
            ct);
    }

    /// <summary>The time between coming and going that lies within the shift, in whole minutes; never more than the shift has, never less than none.</summary>
    public static int MinutesCounted(DateTime cameAtUtc, DateTime wentAtUtc, DateTime startsAtUtc, DateTime endsAtUtc)
    {
        var served = Earlier(wentAtUtc, endsAtUtc) - Later(cameAtUtc, startsAtUtc);

        return Math.Clamp((int)Math.Round(served.TotalMinutes, MidpointRounding.AwayFromZero), 0, Math.Max(0, (int)(endsAtUtc - startsAtUtc).TotalMinutes));
    }

    /// <summary>
    /// Carries the hours of a chain that ends over to another one of the same person, to be saved with what ends it. Nothing that stands is
    /// changed: what was approved is taken back by a further entry there and entered here for the same day and centre; what waits is closed
    /// there and waits here. How many it was.
    /// </summary>
    internal async Task<int> CarryAsync(Guid fromId, Guid toId, Guid accountId, DateTime nowUtc, CancellationToken ct)
    {
        var standing = (await db.HoursEntries.Where(h => h.VolunteerId == fromId).OrderBy(h => h.Sequence).ToListAsync(ct)).FindAll(h => h.State is HoursState.Submitted or HoursState.Approved);

        foreach (var entry in standing)
        {
            var carried = await AddAsync(
                new NewHours(toId, entry.CentreId, entry.ServiceDate, entry.Minutes)
                {
                    AssignmentId = entry.AssignmentId,
                    CarriedFromId = entry.HoursEntryId,
                    Source = entry.Source,
                    StartsAtUtc = entry.StartsAtUtc,
                    EndsAtUtc = entry.EndsAtUtc,
                    Words = entry.Words,
                },
                nowUtc,
                ct);

            if (entry.Return(HoursEntry.CarriedOver, accountId, nowUtc))
            {
                continue;
            }

            await ApproveAsync(carried, accountId, nowUtc, ct);
            var takenBack = await AddAsync(fromId, entry.CentreId, null, entry.ServiceDate, -entry.Minutes, nowUtc, ct, entry.HoursEntryId);
            await ApproveAsync(takenBack, accountId, nowUtc, ct);
        }

        return standing.Count;
    }

    /// <inheritdoc cref="AddAsync(NewHours, DateTime, CancellationToken)"/>
    public Task<HoursEntry> AddAsync(
        Guid volunteerId, Guid centreId, Guid? assignmentId, DateOnly serviceDate, int minutes, DateTime nowUtc, CancellationToken ct, Guid? carriedFromId = null) =>
        AddAsync(new NewHours(volunteerId, centreId, serviceDate, minutes) { AssignmentId = assignmentId, CarriedFromId = carriedFromId }, nowUtc, ct);

    /// <summary>
    /// Adds an entry at the end of the volunteer's chain, and to its head. Two writers at once collide on the sequence or the head, and one
    /// tries again. A head that does not fit is not made to fit: its seal stays broken, until somebody has looked.
    /// </summary>
    public async Task<HoursEntry> AddAsync(NewHours hours, DateTime nowUtc, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(hours);

        var last = db.HoursEntries.Local.Where(h => h.VolunteerId == hours.VolunteerId).MaxBy(h => h.Sequence)
            ?? await db.HoursEntries.Where(h => h.VolunteerId == hours.VolunteerId).OrderByDescending(h => h.Sequence).FirstOrDefaultAsync(ct);
        var head = await HeadAsync(hours.VolunteerId, last, ct);
        var isSound = head.Seal == LedgerSeals.SealOf(keys, head) && head.Entries == (last?.Sequence ?? 0) && head.LastHash == (last?.Hash ?? LedgerSeals.Start);
        var id = Guid.CreateVersion7(DateTime.SpecifyKind(nowUtc, DateTimeKind.Utc));
        var sequence = Math.Max(last?.Sequence ?? 0, head.Entries) + 1;
        var previous = head.LastHash;
        var hashed = new HashedHours(
            id, hours.VolunteerId, hours.CentreId, hours.AssignmentId, hours.CarriedFromId, hours.ServiceDate, hours.Minutes, sequence, hours.Source, hours.CorrectsId, hours.StartsAtUtc, hours.EndsAtUtc);
        var entry = new HoursEntry
        {
            HoursEntryId = id,
            VolunteerId = hours.VolunteerId,
            CentreId = hours.CentreId,
            AssignmentId = hours.AssignmentId,
            CarriedFromId = hours.CarriedFromId,
            CorrectsId = hours.CorrectsId,
            Source = hours.Source,
            ServiceDate = hours.ServiceDate,
            StartsAtUtc = hours.StartsAtUtc,
            EndsAtUtc = hours.EndsAtUtc,
            Words = hours.Words,
            Odd = await odd.MarkAsync(hours, ct),
            Minutes = hours.Minutes,
            SubmittedAtUtc = nowUtc,
            Sequence = sequence,
            PreviousHash = previous,
            Hash = LedgerSeals.HashOf(keys, hashed, previous),
        };
        db.HoursEntries.Add(entry);
        (head.Entries, head.LastHash) = (sequence, entry.Hash);
        Seal(head, isSound);

        return entry;
    }

    /// <summary>Counts an entry, also in the head of its chain; false if it no longer waits.</summary>
    public async Task<bool> ApproveAsync(HoursEntry entry, Guid accountId, DateTime nowUtc, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entry);

        if (!entry.Approve(accountId, nowUtc))
        {
            return false;
        }

        var head = await HeadAsync(entry.VolunteerId, null, ct);
        var isSound = head.Seal == LedgerSeals.SealOf(keys, head);
        head.ApprovedMinutes += entry.Minutes;
        Seal(head, isSound);

        return true;
    }

    /// <summary>Reads the heads of many chains at once, before many entries are decided.</summary>
    public Task LoadHeadsAsync(IReadOnlyCollection<Guid> volunteerIds, CancellationToken ct) => db.HoursChains.Where(c => volunteerIds.Contains(c.VolunteerId)).LoadAsync(ct);

    /// <summary>Walks the chain of a volunteer; the sequence of the first entry that does not fit, or null if all do.</summary>
    public async Task<int?> FirstBrokenAsync(Guid volunteerId, CancellationToken ct) => (await new LedgerVerifier(db, keys, outbox: null!, TimeProvider.System).FirstBreakAsync(volunteerId, ct))?.Sequence;

    /// <summary>The head of a chain. One from before there were heads gets it here, until the first check has walked them all.</summary>
    private async Task<HoursChain> HeadAsync(Guid volunteerId, HoursEntry? last, CancellationToken ct)
    {
        var head = db.HoursChains.Local.FirstOrDefault(c => c.VolunteerId == volunteerId) ?? await db.HoursChains.SingleOrDefaultAsync(c => c.VolunteerId == volunteerId, ct);

        if (head is not null)
        {
            return head;
        }

        last ??= await db.HoursEntries.Where(h => h.VolunteerId == volunteerId).OrderByDescending(h => h.Sequence).FirstOrDefaultAsync(ct);
        head = new HoursChain
        {
            VolunteerId = volunteerId,
            Entries = last?.Sequence ?? 0,
            LastHash = last?.Hash ?? LedgerSeals.Start,
            ApprovedMinutes = last is null ? 0 : await db.HoursEntries.Where(h => h.VolunteerId == volunteerId && h.State == HoursState.Approved).SumAsync(h => h.Minutes, ct),
            Seal = "",
        };

        if (last is null || !await db.LedgerChecks.AnyAsync(ct))
        {
            head.Seal = LedgerSeals.SealOf(keys, head);
        }

        db.HoursChains.Add(head);

        return head;
    }

    private void Seal(HoursChain head, bool isSound)
    {
        head.Seal = isSound ? LedgerSeals.SealOf(keys, head) : "";
        head.Version = Guid.NewGuid();
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}

/// <summary>Minutes to be entered. A correction may be negative.</summary>
public sealed record NewHours(Guid VolunteerId, Guid CentreId, DateOnly ServiceDate, int Minutes)
{
    public Guid? AssignmentId { get; init; }
    public Guid? CarriedFromId { get; init; }
    public Guid? CorrectsId { get; init; }
    public HoursSource Source { get; init; }
    public DateTime? StartsAtUtc { get; init; }
    public DateTime? EndsAtUtc { get; init; }
    public string? Words { get; init; }

    /// <summary>How long the shift was, for who served in one.</summary>
    public int? ShiftMinutes { get; init; }
}
