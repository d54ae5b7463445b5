using System.Linq.Expressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours;

/// <summary>Walks every chain of the ledger, part by part, so that a hundred thousand entries need no more memory than a few people's.</summary>
public sealed class LedgerVerifier(VolunteersDbContext db, PrivacyKeys keys, Outbox outbox, TimeProvider clock)
{
    private const int ChainsAtOnce = 200;

    /// <summary>What is being written while the walk goes on belongs to the next check.</summary>
    private static readonly TimeSpan _unsettled = TimeSpan.FromHours(1);

    private static readonly Expression<Func<HoursEntry, Link>> _link = h => new Link(
        new HashedHours(h.HoursEntryId, h.VolunteerId, h.CentreId, h.AssignmentId, h.CarriedFromId, h.ServiceDate, h.Minutes, h.Sequence, h.Source, h.CorrectsId, h.StartsAtUtc, h.EndsAtUtc),
        h.PreviousHash, h.Hash, h.State == HoursState.Approved);

    /// <summary>Walks all, keeps what was found, and tells the administrators if anything does not fit.</summary>
    public async Task<LedgerCheck> CheckAsync(CancellationToken ct)
    {
        var started = clock.UtcNow();
        var before = await LastAsync(ct);
        var walk = new Walk(started - _unsettled, before?.CutoffAtUtc);
        await WalkAsync(walk, adoptHeads: before is null, ct);
        var cutoff = walk.CutoffAtUtc;
        var digest = walk.Digest.ToString();
        var check = new LedgerCheck
        {
            LedgerCheckId = Guid.CreateVersion7(),
            StartedAtUtc = started,
            FinishedAtUtc = clock.UtcNow(),
            Chains = walk.Chains,
            Entries = walk.Entries,
            Minutes = walk.Minutes,
            BrokenChains = walk.Broken,
            PastHolds = before is null || (before.Seal == LedgerSeals.SealOf(keys, before.CutoffAtUtc, before.Digest) && before.Digest == walk.Past.ToString()),
            CutoffAtUtc = cutoff,
            Digest = digest,
            Seal = LedgerSeals.SealOf(keys, cutoff, digest),
        };
        check.Breaks.AddRange(walk.Breaks.Select((b, i) => new LedgerBreak
        {
            LedgerCheckId = check.LedgerCheckId,
            Position = i + 1,
            ChainId = b.ChainId,
            Sequence = b.Sequence,
            HoursEntryId = b.HoursEntryId,
            Fault = b.Fault,
        }));
        db.LedgerChecks.Add(check);

        if (!check.IsSound)
        {
            await TellAsync(check.LedgerCheckId, ct);
        }

        await db.SaveChangesAsync(ct);

        return check;
    }

    public Task<LedgerCheck?> LastAsync(CancellationToken ct) =>
        db.LedgerChecks.AsNoTracking().Include(c => c.Breaks.OrderBy(b => b.Position)).OrderByDescending(c => c.StartedAtUtc).ThenByDescending(c => c.LedgerCheckId).FirstOrDefaultAsync(ct);

    /// <summary>The first place of one chain that does not fit, or null.</summary>
    internal async Task<ChainBreak?> FirstBreakAsync(Guid volunteerId, CancellationToken ct)
    {
        var head = await db.HoursChains.AsNoTracking().SingleOrDefaultAsync(c => c.VolunteerId == volunteerId, ct);
        var chain = new ChainWalk(keys, volunteerId);

        await foreach (var link in db.HoursEntries.AsNoTracking().Where(h => h.VolunteerId == volunteerId).OrderBy(h => h.Sequence).Select(_link).AsAsyncEnumerable().WithCancellation(ct))
        {
            chain.Add(link);
        }

        return chain.End(head);
    }

    private async Task WalkAsync(Walk walk, bool adoptHeads, CancellationToken ct)
    {
        Guid? last = null;

        while (true)
        {
            var after = last ?? Guid.Empty;
            var people = await db.Volunteers.AsNoTracking().Where(v => last == null || v.VolunteerId.CompareTo(after) > 0)
                .OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).Take(ChainsAtOnce).ToListAsync(ct);

            if (people.Count == 0)
            {
                return;
            }

            await WalkAsync(walk, people[0], people[^1], adoptHeads, ct);
            last = people[^1];
        }
    }

    /// <summary>The chains of those between two ids, both included, along the index of the chains.</summary>
    private async Task WalkAsync(Walk walk, Guid from, Guid to, bool adoptHeads, CancellationToken ct)
    {
        var heads = await db.HoursChains.AsNoTracking().Where(c => c.VolunteerId.CompareTo(from) >= 0 && c.VolunteerId.CompareTo(to) <= 0).ToDictionaryAsync(c => c.VolunteerId, ct);
        ChainWalk? chain = null;
        List<ChainWalk> unsealed = [];
        List<Guid> suspects = [];

        await foreach (var link in db.HoursEntries.AsNoTracking().Where(h => h.VolunteerId.CompareTo(from) >= 0 && h.VolunteerId.CompareTo(to) <= 0)
            .OrderBy(h => h.VolunteerId).ThenBy(h => h.Sequence).Select(_link).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (chain?.VolunteerId != link.Hours.VolunteerId)
            {
                Close();
                chain = new ChainWalk(keys, link.Hours.VolunteerId);
            }

            chain.Add(link);
            walk.Add(link);
        }

        Close();

        // A head without a single entry: the whole chain was taken away.
        suspects.AddRange(heads.Values.Where(h => h.Entries > 0).Select(h => h.VolunteerId));

        foreach (var volunteerId in suspects)
        {
            walk.Close(await LookAgainAsync(volunteerId, ct));
        }

        await SealAsync(unsealed, ct);

        void Close()
        {
            if (chain is null)
            {
                return;
            }

            heads.Remove(chain.VolunteerId, out var head);

            // Entries from before there were heads get theirs with the first check of the installation, and never after it.
            if (head is null && adoptHeads && chain.IsWhole)
            {
                unsealed.Add(chain);
                walk.Close(null);
            }
            else if (chain.End(head) is null)
            {
                walk.Close(null);
            }
            else
            {
                suspects.Add(chain.VolunteerId);
            }
        }
    }

    private async Task SealAsync(List<ChainWalk> unsealed, CancellationToken ct)
    {
        if (unsealed.Count > 0)
        {
            db.HoursChains.AddRange(unsealed.Select(c => c.NewHead()));
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Somebody may have checked out between the reading of the head and that of the entries: a break is one that is there again.</summary>
    private async Task<ChainBreak?> LookAgainAsync(Guid volunteerId, CancellationToken ct) =>
        await FirstBreakAsync(volunteerId, ct) is null ? null : await FirstBreakAsync(volunteerId, ct);

    private async Task TellAsync(Guid ledgerCheckId, CancellationToken ct)
    {
        foreach (var administrator in await db.AdministratorIds().ToListAsync(ct))
        {
            outbox.Now(MessageKind.LedgerBroken, Recipient.Account(administrator), ledgerCheckId, MessageChannel.Email);
        }
    }

    /// <summary>An entry as it stands.</summary>
    internal sealed record Link(HashedHours Hours, string PreviousHash, string Hash, bool IsApproved);

    /// <summary>What was met on the way through all chains.</summary>
    private sealed class Walk(DateTime cutoffUtc, DateTime? pastUntilUtc)
    {
        /// <summary>Never before the last one: a clock that was put back must not make the past smaller.</summary>
        public DateTime CutoffAtUtc { get; } = pastUntilUtc > cutoffUtc ? pastUntilUtc.Value : cutoffUtc;
        public int Chains { get; private set; }
        public long Entries { get; private set; }
        public long Minutes { get; private set; }
        public int Broken { get; private set; }
        public List<ChainBreak> Breaks { get; } = [];
        public LedgerDigest Digest { get; } = new();
        public LedgerDigest Past { get; } = new();

        public void Add(Link link)
        {
            Entries++;
            Minutes += link.IsApproved ? link.Hours.Minutes : 0;
            var madeAt = LedgerSeals.MadeAtUtc(link.Hours.Id);

            if (madeAt < CutoffAtUtc)
            {
                Digest.Add(link.Hash);
            }

            if (madeAt < pastUntilUtc)
            {
                Past.Add(link.Hash);
            }
        }

        public void Close(ChainBreak? found)
        {
            Chains++;

            if (found is null)
            {
                return;
            }

            Broken++;

            if (Breaks.Count < LedgerCheck.MostBreaks)
            {
                Breaks.Add(found);
            }
        }
    }
}

/// <summary>The first place of a chain that does not fit.</summary>
internal sealed record ChainBreak(Guid ChainId, int Sequence, Guid? HoursEntryId, LedgerFault Fault);

/// <summary>Walks one chain from its first entry to its head.</summary>
internal sealed class ChainWalk(PrivacyKeys keys, Guid volunteerId)
{
    private string _previous = LedgerSeals.Start;
    private int _entries;
    private int _approvedMinutes;
    private Guid? _lastId;
    private ChainBreak? _found;

    public Guid VolunteerId { get; } = volunteerId;

    public bool IsWhole => _found is null;

    public void Add(LedgerVerifier.Link link)
    {
        var expected = _entries + 1;

        if (_found is null)
        {
            if (link.Hours.Sequence != expected)
            {
                _found = new ChainBreak(VolunteerId, expected, null, LedgerFault.EntryMissing);
            }
            else if (link.PreviousHash != _previous || link.Hash != LedgerSeals.HashOf(keys, link.Hours, _previous))
            {
                _found = new ChainBreak(VolunteerId, expected, link.Hours.Id, LedgerFault.EntryChanged);
            }
        }

        _entries++;
        _approvedMinutes += link.IsApproved ? link.Hours.Minutes : 0;
        _previous = link.Hash;
        _lastId = link.Hours.Id;
    }

    public ChainBreak? End(HoursChain? head)
    {
        if (_found is not null || (head is null && _entries == 0))
        {
            return _found;
        }

        if (head is null || head.Seal != LedgerSeals.SealOf(keys, head))
        {
            return new ChainBreak(VolunteerId, Math.Max(1, _entries), _lastId, LedgerFault.HeadForged);
        }

        if (head.Entries > _entries)
        {
            return new ChainBreak(VolunteerId, _entries + 1, null, LedgerFault.EndMissing);
        }

        if (head.Entries < _entries)
        {
            return new ChainBreak(VolunteerId, head.Entries + 1, null, LedgerFault.EntryAdded);
        }

        if (head.LastHash != _previous)
        {
            return new ChainBreak(VolunteerId, Math.Max(1, _entries), _lastId, LedgerFault.EntryChanged);
        }

        return head.ApprovedMinutes == _approvedMinutes ? null : new ChainBreak(VolunteerId, Math.Max(1, _entries), _lastId, LedgerFault.ApprovalForged);
    }

    public HoursChain NewHead()
    {
        var head = new HoursChain { VolunteerId = VolunteerId, Entries = _entries, LastHash = _previous, ApprovedMinutes = _approvedMinutes, Seal = "" };
        head.Seal = LedgerSeals.SealOf(keys, head);

        return head;
    }
}
