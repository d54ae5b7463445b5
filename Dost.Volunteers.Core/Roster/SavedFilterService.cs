using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Roster;

/// <summary>The filters that somebody keeps for themselves.</summary>
public sealed class SavedFilterService(VolunteersDbContext db, CurrentUser user)
{
    public async Task<IReadOnlyList<SavedFilter>> ListAsync(CancellationToken ct) => await Own().AsNoTracking().OrderBy(f => f.Name).ToListAsync(ct);

    /// <summary>The query of the filter that the list opens with.</summary>
    public Task<string?> DefaultAsync(CancellationToken ct) => Own().Where(f => f.IsDefault).Select(f => (string?)f.Query).FirstOrDefaultAsync(ct);

    /// <summary>Saves under a name; one of the same name is replaced. False if there are too many.</summary>
    public Task<bool> SaveAsync(string name, string query, bool isDefault, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var own = await Own().ToListAsync(ct);
        var filter = own.Find(f => f.Name == name);

        if (filter is null)
        {
            if (own.Count >= SavedFilter.MostPerAccount || user.AccountId is not { } accountId)
            {
                return false;
            }

            filter = new SavedFilter { SavedFilterId = Guid.CreateVersion7(), UserAccountId = accountId, Name = name, Query = query };
            db.SavedFilters.Add(filter);
            own.Add(filter);
        }

        filter.Query = query;

        if (isDefault)
        {
            own.ForEach(f => f.IsDefault = f == filter);
        }

        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Opens the list with this filter from now on, or with none.</summary>
    public Task<bool> SetDefaultAsync(Guid savedFilterId, bool isDefault, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var own = await Own().ToListAsync(ct);

        if (own.TrueForAll(f => f.SavedFilterId != savedFilterId))
        {
            return false;
        }

        own.ForEach(f => f.IsDefault = isDefault && f.SavedFilterId == savedFilterId);
        await db.SaveChangesAsync(ct);

        return true;
    });

    public async Task<bool> ForgetAsync(Guid savedFilterId, CancellationToken ct) => await Own().Where(f => f.SavedFilterId == savedFilterId).ExecuteDeleteAsync(ct) > 0;

    private IQueryable<SavedFilter> Own()
    {
        var accountId = user.AccountId;

        return db.SavedFilters.Where(f => accountId != null && f.UserAccountId == accountId);
    }
}
