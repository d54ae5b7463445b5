using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Roster;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Jobs.Roster;

/// <summary>Does what is left of confirmed batches, each with the rights that who confirmed it has now.</summary>
internal sealed class RunBulkActionsJob(VolunteersDbContext db, CurrentUser user, BulkService bulk) : IRecurringJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        var open = await db.BulkBatches.AsNoTracking().Where(b => b.ConfirmedAtUtc != null && b.FinishedAtUtc == null).OrderBy(b => b.ConfirmedAtUtc)
            .Select(b => new { b.BulkBatchId, b.UserAccountId }).ToListAsync(ct);

        foreach (var batch in open)
        {
            await ActAsAsync(batch.UserAccountId, ct);
            await bulk.RunAsync(batch.BulkBatchId, ct);
        }
    }

    private async Task ActAsAsync(Guid accountId, CancellationToken ct)
    {
        var roles = await db.UserRoles.Where(r => r.UserId == accountId).Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name).ToListAsync(ct);
        user.AccountId = accountId;
        user.IsAdministrator = roles.Contains(Roles.Administrator);
        user.IsCoordinator = roles.Contains(Roles.Coordinator);
        user.CentreIds = await db.CoordinatorCentres.Where(c => c.UserAccountId == accountId).Select(c => c.CentreId).ToListAsync(ct);
    }
}
