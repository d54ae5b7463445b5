using Dost.Volunteers.Core.Safeguarding;

namespace Dost.Volunteers.Jobs.HelpRequests;

/// <summary>Takes volunteers off visits to people from whom they were parted, and lays what nobody took up before the administrators.</summary>
internal sealed class WatchIncidentsJob(IncidentService incidents) : IRecurringJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        await incidents.TakeOffPartedAsync(ct);
        await incidents.EscalateForgottenAsync(ct);
    }
}
