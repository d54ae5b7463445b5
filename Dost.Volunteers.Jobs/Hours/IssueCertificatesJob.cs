using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Jobs.Printing;

namespace Dost.Volunteers.Jobs.Hours;

/// <summary>Issues the certificates of terms that were completed, part by part until none is missing.</summary>
internal sealed class IssueCertificatesJob(CertificateService certificates, IPagePrinter printer) : IRecurringJob
{
    /// <summary>The e-mail goes as soon as the paper is there; where printing takes longer than this, it goes without, and its link leads to the page.</summary>
    private static readonly TimeSpan _mailWaits = TimeSpan.FromMinutes(45);

    public Task RunAsync(CancellationToken ct)
    {
        var wait = printer.WhyNot is null ? _mailWaits : TimeSpan.Zero;

        return Batches.UntilDoneAsync((take, stop) => certificates.IssueForTermsAsync(take, wait, stop), ct);
    }
}
