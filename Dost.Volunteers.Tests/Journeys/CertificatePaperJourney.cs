using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Jobs.Printing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>The certificate as the browser of the job prints it: on the site's real port, read by a library that knows nothing of us.</summary>
[Trait("Category", "Browser")]
public sealed class CertificatePaperJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    private static readonly string? _pictureFolder = Environment.GetEnvironmentVariable("DOST_SCREENSHOTS");

    [ChromiumFact]
    public async Task The_job_prints_one_tagged_page_whose_letters_can_be_read()
    {
        var id = await IssueAsync("Əzizə", "İsmayılova-Ağayeva");

        await RunJobAsync();
        await RunJobAsync();

        await using var scope = site.App.NewScope();
        var certificate = await scope.Db.Certificates.SingleAsync(c => c.CertificateId == id);
        var file = await scope.Get<Core.Files.FileStore>().OpenAsync(certificate.StoredFileId!.Value, CancellationToken.None);
        Assert.Equal("DOST-2026-000001.pdf", file!.Name);
        Assert.Null(PrintedPaper.WhatIsWrong(file.Content, PrintedPaper.TitleOf(certificate.Number)));
        using var pdf = PdfDocument.Open(file.Content);
        var page = Assert.Single(pdf.GetPages());
        Assert.Equal((595, 842), ((int)Math.Round(page.Width), (int)Math.Round(page.Height)));
        Assert.Contains("Əzizə", page.Text, StringComparison.Ordinal);
        Assert.Contains("İsmayılova-Ağayeva", page.Text, StringComparison.Ordinal);
        Assert.Contains(certificate.Number, page.Text, StringComparison.Ordinal);
        Assert.Equal(1, await scope.Db.StoredFiles.CountAsync());

        if (_pictureFolder is not null)
        {
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(_pictureFolder).FullName, "certificate-of-the-job.pdf"), file.Content);
        }
    }

    [ChromiumFact]
    public async Task A_page_that_is_not_there_is_printed_and_is_not_the_paper()
    {
        await using var scope = site.App.NewScope();

        var result = await scope.Get<IPagePrinter>().PrintAsync("certificate/print/wrong", CancellationToken.None);

        // An error page is printed as gladly, where the browser gives any file at all.
        Assert.True(result.Pdf is null || PrintedPaper.WhatIsWrong(result.Pdf, PrintedPaper.TitleOf("DK-2026-000001")) is "another page");
    }

    private async Task RunJobAsync()
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var job = Schedule.All.Single(j => j.Name == "PrintCertificates");
        await ((IRecurringJob)scope.ServiceProvider.GetRequiredService(job.JobType)).RunAsync(CancellationToken.None);
    }

    private async Task<Guid> IssueAsync(string givenName, string familyName)
    {
        var (volunteer, account) = await Support.TestData.AddVolunteerAsync(site.App, change: v => (v.GivenName, v.FamilyName) = (givenName, familyName));
        await using var scope = await Support.TestData.AsAdministratorAsync(site.App);
        var ledger = scope.Get<HoursLedger>();
        var entry = await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, BakuTime.DateOf(site.App.NowUtc), 210, site.App.NowUtc, CancellationToken.None);
        await ledger.ApproveAsync(entry, account.Id, site.App.NowUtc, CancellationToken.None);
        await scope.Db.SaveChangesAsync();

        return (await scope.Get<CertificateService>().IssueAsync(volunteer.VolunteerId, "az", CancellationToken.None)).CertificateId;
    }
}
