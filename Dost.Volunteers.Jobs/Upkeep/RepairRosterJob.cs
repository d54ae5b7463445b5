using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Roster;

namespace Dost.Volunteers.Jobs.Upkeep;

/// <summary>Puts right what the list of volunteers derives, should it ever differ from what it is made of, and forgets plans that nobody confirmed.</summary>
internal sealed class RepairRosterJob(RosterRepair repair, BulkService bulk, TagService tags) : IRecurringJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        await repair.AddMissingTermsAsync(ct);
        await repair.CountHoursAsync(ct);
        await bulk.ForgetUnconfirmedAsync(ct);
        await tags.ForgetUnusedAsync(ct);
    }
}
