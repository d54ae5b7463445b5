using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Volunteers.Terms;

namespace Dost.Volunteers.Jobs.Reminders;

/// <summary>Warns of terms that end soon and, where the policy says so, completes those that are over.</summary>
internal sealed class EndTermsJob(TermWarnings warnings, TermService terms, PolicyReader policies) : IRecurringJob
{
    public async Task RunAsync(CancellationToken ct)
    {
        await warnings.QueueAsync(ct);

        if ((await policies.ReadAsync(ct)).TermsCompleteThemselves)
        {
            await Batches.UntilDoneAsync(terms.CompleteOverdueAsync, ct);
        }
    }
}
