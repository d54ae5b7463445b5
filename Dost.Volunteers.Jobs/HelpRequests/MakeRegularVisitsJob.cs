using Dost.Volunteers.Core.HelpRequests.Beneficiaries;

namespace Dost.Volunteers.Jobs.HelpRequests;

/// <summary>Makes the visits of regular visits whose days have come into the window.</summary>
internal sealed class MakeRegularVisitsJob(RegularVisitMaker maker) : IRecurringJob
{
    public Task RunAsync(CancellationToken ct) => maker.MakeDueAsync(ct);
}
