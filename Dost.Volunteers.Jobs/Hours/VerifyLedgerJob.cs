using Dost.Volunteers.Core.Hours;

namespace Dost.Volunteers.Jobs.Hours;

/// <summary>Walks every chain of the ledger of hours; what does not fit is told to the administrators.</summary>
internal sealed class VerifyLedgerJob(LedgerVerifier verifier) : IRecurringJob
{
    public async Task RunAsync(CancellationToken ct) => await verifier.CheckAsync(ct);
}
