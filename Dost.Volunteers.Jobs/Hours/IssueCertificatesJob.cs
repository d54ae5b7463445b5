using Dost.Volunteers.Core.Hours.Certificates;

namespace Dost.Volunteers.Jobs.Hours;

/// <summary>Issues the certificates of terms that were completed, part by part until none is missing.</summary>
internal sealed class IssueCertificatesJob(CertificateService certificates) : IRecurringJob
{
    public Task RunAsync(CancellationToken ct) => Batches.UntilDoneAsync(certificates.IssueForTermsAsync, ct);
}
