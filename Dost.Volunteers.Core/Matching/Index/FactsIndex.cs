using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;

namespace Dost.Volunteers.Core.Matching.Index;

/// <summary>
/// The active volunteers of the centres that were asked about, kept in memory as the rules and scores need them. Each question first asks the
/// database what has changed since the last one, by whichever process, and reads that anew; it is never older than the call. No name, phone or
/// address is kept, and nothing is decided by it: whoever takes a place is judged again from the database.
/// </summary>
internal sealed class FactsIndex(TimeProvider clock) : IDisposable
{
    private readonly Dictionary<Guid, FactsShelf> _shelves = [];
    private readonly Dictionary<Guid, HashSet<Guid>> _loading = [];
    private readonly SemaphoreSlim _changes = new(1, 1);
    private readonly SemaphoreSlim _loads = new(1, 1);
    private readonly ReaderWriterLockSlim _rows = new();
    private Pools _pools = new();
    private ChangeCursor? _cursor;

    /// <summary>Asks the volunteers of some centres as they are at the time of the call.</summary>
    public async Task<T> AskAsync<T>(CandidateReader reader, IReadOnlyCollection<Guid> centreIds, Func<IReadOnlyList<FactsShelf>, T> ask, CancellationToken ct)
    {
        while (true)
        {
            await CatchUpAsync(reader, ct);
            _rows.EnterReadLock();

            try
            {
                if (centreIds.All(_shelves.ContainsKey))
                {
                    return ask([.. centreIds.Select(c => _shelves[c])]);
                }
            }
            finally
            {
                _rows.ExitReadLock();
            }

            await LoadAsync(reader, centreIds, ct);
        }
    }

    public void Dispose()
    {
        _changes.Dispose();
        _loads.Dispose();
        _rows.Dispose();
    }

    private async Task CatchUpAsync(CandidateReader reader, CancellationToken ct)
    {
        await _changes.WaitAsync(ct);

        try
        {
            _cursor ??= new ChangeCursor(await reader.LastSequenceAsync(ct));
            var all = await reader.ChangesAfterAsync(_cursor.Low, ct);
            var changes = _cursor.New(all);

            if (all.Count > FactsChange.MostToCatchUp || changes.Any(c => c.Subject is FactsSubject.Everything))
            {
                await ForgetAsync(reader, ct);

                return;
            }

            if (changes.Count > 0 && (_shelves.Count > 0 || _loading.Count > 0))
            {
                await RenewAsync(reader, await reader.SubjectsAsync(changes, ct), ct);
            }

            _cursor.Advance(changes, clock.UtcNow());
        }
        finally
        {
            _changes.Release();
        }
    }

    private async Task ForgetAsync(CandidateReader reader, CancellationToken ct)
    {
        _cursor = new ChangeCursor(await reader.LastSequenceAsync(ct));
        _pools = new Pools();
        Write(() =>
        {
            _shelves.Clear();
            _loading.Clear();
        });
    }

    private async Task RenewAsync(CandidateReader reader, HashSet<Guid> volunteerIds, CancellationToken ct)
    {
        foreach (var waiting in _loading.Values)
        {
            waiting.UnionWith(volunteerIds);
        }

        var found = (await reader.ReadAsync(volunteerIds, _pools, ct)).ToDictionary(r => r.Row.VolunteerId);
        Write(() =>
        {
            foreach (var id in volunteerIds)
            {
                foreach (var (centreId, shelf) in _shelves)
                {
                    if (found.TryGetValue(id, out var now) && now.CentreId == centreId)
                    {
                        shelf.Put(now.Row);
                    }
                    else
                    {
                        shelf.Take(id);
                    }
                }
            }
        });
    }

    /// <summary>Reads centres that are not there yet. Who asks about others need not wait for it; what changes meanwhile is read again at the end.</summary>
    private async Task LoadAsync(CandidateReader reader, IEnumerable<Guid> centreIds, CancellationToken ct)
    {
        await _loads.WaitAsync(ct);

        try
        {
            foreach (var centreId in centreIds.Where(c => !_shelves.ContainsKey(c)).ToList())
            {
                var pools = await BeginAsync(centreId, ct);
                var shelf = await reader.ReadCentreAsync(centreId, pools, ct);
                await PublishAsync(reader, centreId, shelf, pools, ct);
            }
        }
        finally
        {
            _loads.Release();
        }
    }

    private async Task<Pools> BeginAsync(Guid centreId, CancellationToken ct)
    {
        await _changes.WaitAsync(ct);

        try
        {
            _loading[centreId] = [];

            return _pools;
        }
        finally
        {
            _changes.Release();
        }
    }

    private async Task PublishAsync(CandidateReader reader, Guid centreId, FactsShelf shelf, Pools pools, CancellationToken ct)
    {
        await _changes.WaitAsync(ct);

        try
        {
            // All was forgotten meanwhile: what was read is not worth keeping, and is read again.
            if (!_loading.Remove(centreId, out var changed) || pools != _pools)
            {
                return;
            }

            var found = (await reader.ReadAsync(changed, pools, ct)).Where(r => r.CentreId == centreId).ToDictionary(r => r.Row.VolunteerId, r => r.Row);

            foreach (var id in changed)
            {
                if (found.TryGetValue(id, out var row))
                {
                    shelf.Put(row);
                }
                else
                {
                    shelf.Take(id);
                }
            }

            Write(() => _shelves[centreId] = shelf);
        }
        finally
        {
            _changes.Release();
        }
    }

    private void Write(Action change)
    {
        _rows.EnterWriteLock();

        try
        {
            change();
        }
        finally
        {
            _rows.ExitWriteLock();
        }
    }
}
