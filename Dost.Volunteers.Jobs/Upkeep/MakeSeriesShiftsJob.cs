using Dost.Volunteers.Core.Shifts.Series;

namespace Dost.Volunteers.Jobs.Upkeep;

/// <summary>Makes the shifts of running series that have come into the window.</summary>
internal sealed class MakeSeriesShiftsJob(SeriesMaker maker) : IRecurringJob
{
    public Task RunAsync(CancellationToken ct) => maker.MakeDueAsync(ct);
}
