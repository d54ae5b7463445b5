using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours;

/// <summary>Writes and verifies the chain of hours entries. The hash is keyed, so that who can write to the database still cannot forge it.</summary>
public sealed class HoursLedger(VolunteersDbContext db, PrivacyKeys keys)
{
    /// <summary>The previous hash of a first entry.</summary>
    private static readonly string _start = new('0', HoursEntry.HashLength);

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

        await AddAsync(assignment.VolunteerId, shift.CentreId, assignment.AssignmentId, BakuTime.DateOf(shift.StartsAtUtc), minutes, nowUtc, ct);
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
        var standing = (await db.HoursEntries.Where(h => h.VolunteerId == fromId).OrderBy(h => h.Sequence).ToListAsync(ct)).FindAll(h => h.State is not HoursState.Returned);

        foreach (var entry in standing)
        {
            var carried = await AddAsync(toId, entry.CentreId, entry.AssignmentId, entry.ServiceDate, entry.Minutes, nowUtc, ct, entry.HoursEntryId);

            if (entry.Return(HoursEntry.CarriedOver, accountId, nowUtc))
            {
                continue;
            }

            carried.Approve(accountId, nowUtc);
            var takenBack = await AddAsync(fromId, entry.CentreId, null, entry.ServiceDate, -entry.Minutes, nowUtc, ct, entry.HoursEntryId);
            takenBack.Approve(accountId, nowUtc);
        }

        return standing.Count;
    }

    /// <summary>Adds an entry at the end of the volunteer's chain. Two writers at once collide on the sequence, and one tries again.</summary>
    public async Task<HoursEntry> AddAsync(
        Guid volunteerId, Guid centreId, Guid? assignmentId, DateOnly serviceDate, int minutes, DateTime nowUtc, CancellationToken ct, Guid? carriedFromId = null)
    {
        var last = db.HoursEntries.Local.Where(h => h.VolunteerId == volunteerId).MaxBy(h => h.Sequence)
            ?? await db.HoursEntries.Where(h => h.VolunteerId == volunteerId).OrderByDescending(h => h.Sequence).FirstOrDefaultAsync(ct);
        var id = Guid.CreateVersion7();
        var sequence = (last?.Sequence ?? 0) + 1;
        var previous = last?.Hash ?? _start;
        var entry = new HoursEntry
        {
            HoursEntryId = id,
            VolunteerId = volunteerId,
            CentreId = centreId,
            AssignmentId = assignmentId,
            CarriedFromId = carriedFromId,
            ServiceDate = serviceDate,
            Minutes = minutes,
            SubmittedAtUtc = nowUtc,
            Sequence = sequence,
            PreviousHash = previous,
            Hash = HashOf(id, volunteerId, centreId, assignmentId, carriedFromId, serviceDate, minutes, sequence, previous),
        };
        db.HoursEntries.Add(entry);

        return entry;
    }

    /// <summary>Walks the chain of a volunteer; the sequence of the first entry that does not fit, or null if all do.</summary>
    public async Task<int?> FirstBrokenAsync(Guid volunteerId, CancellationToken ct)
    {
        var previous = _start;
        var expected = 1;

        await foreach (var h in db.HoursEntries.AsNoTracking().Where(h => h.VolunteerId == volunteerId).OrderBy(h => h.Sequence).AsAsyncEnumerable().WithCancellation(ct))
        {
            var hash = HashOf(h.HoursEntryId, h.VolunteerId, h.CentreId, h.AssignmentId, h.CarriedFromId, h.ServiceDate, h.Minutes, h.Sequence, previous);

            if (h.Sequence != expected || h.PreviousHash != previous || h.Hash != hash)
            {
                return expected;
            }

            previous = hash;
            expected++;
        }

        return null;
    }

    /// <summary>Entries from before there was anything to carry keep the hash that they have.</summary>
    private string HashOf(Guid id, Guid volunteerId, Guid centreId, Guid? assignmentId, Guid? carriedFromId, DateOnly serviceDate, int minutes, int sequence, string previous) =>
        Convert.ToHexString(keys.Sign(KeyPurpose.HoursLedger, string.Create(
            CultureInfo.InvariantCulture, $"{id:N}|{volunteerId:N}|{centreId:N}|{assignmentId:N}|{serviceDate:yyyy-MM-dd}|{minutes}|{sequence}|{previous}{(carriedFromId is { } origin ? $"|{origin:N}" : "")}")));

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
