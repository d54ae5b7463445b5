using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Jobs.Hours;
using Dost.Volunteers.Jobs.Printing;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Certificates as files: each printed once, nothing kept that is no certificate, and the e-mail that waits for them.</summary>
public sealed class PrintCertificatesTests : JobTest
{
    [Fact]
    public async Task A_certificate_is_printed_once_and_the_email_that_waited_brings_it_along()
    {
        var volunteer = await CompleteTermAsync();
        await ForgetMessagesAsync();
        await RunAsync("IssueCertificates");
        await RunAsync("SendMessages");
        Assert.Empty(Provider.Emails);

        await RunAsync("PrintCertificates");
        await RunAsync("PrintCertificates");
        await RunAsync("SendMessages");

        Assert.Equal(1, Printer.Printed);
        Assert.Equal(1, await App.QueryAsync(db => db.StoredFiles.CountAsync()));
        var mail = Assert.Single(Provider.Emails);
        Assert.Equal(volunteer.Email, mail.ToAddress);
        Assert.Contains("PDF", mail.Text, StringComparison.Ordinal);
        var file = Assert.Single(mail.Attachments);
        Assert.Equal(("DOST-2026-000001.pdf", "application/pdf"), (file.Name, file.ContentType));
        Assert.Equal(PrinterForTests.Paper("DOST DK-2026-000001"), file.Content);
    }

    [Fact]
    public async Task An_email_does_not_wait_for_ever()
    {
        await CompleteTermAsync();
        await ForgetMessagesAsync();
        Printer.Make = _ => [];
        await RunAsync("IssueCertificates");
        await Assert.ThrowsAsync<CertificateNotPrintedException>(() => RunAsync("PrintCertificates"));

        App.Clock.Advance(TimeSpan.FromMinutes(46));
        await RunAsync("SendMessages");

        var mail = Assert.Single(Provider.Emails);
        Assert.Empty(mail.Attachments);
        Assert.DoesNotContain("PDF", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_browser_nothing_is_printed_and_nothing_waits()
    {
        await CompleteTermAsync();
        await ForgetMessagesAsync();
        Printer.WhyNot = PrinterAbsence.NoBrowser;

        await RunAsync("IssueCertificates");
        await RunAsync("PrintCertificates");
        await RunAsync("SendMessages");

        Assert.Equal(0, Printer.Printed);
        Assert.Empty(Assert.Single(Provider.Emails).Attachments);
    }

    public static TheoryData<string> Wrong => ["another page", "not tagged", "two pages", "no style sheet", "cut off", "no PDF"];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_no_certificate_is_never_kept(string wrong)
    {
        await CompleteTermAsync();
        await RunAsync("IssueCertificates");
        Printer.Make = title => wrong switch
        {
            "another page" => PrinterForTests.Paper("Internal error"),
            "not tagged" => PrinterForTests.Paper(title, isTagged: false),
            "two pages" => PrinterForTests.Paper(title, pages: 2),
            "no style sheet" => PrinterForTests.Paper(title, size: "612 792"),
            "cut off" => PrinterForTests.Paper(title, end: ""),
            _ => "<!doctype html><html></html>"u8.ToArray(),
        };

        await Assert.ThrowsAsync<CertificateNotPrintedException>(() => RunAsync("PrintCertificates"));
        Assert.Equal(0, await App.QueryAsync(db => db.StoredFiles.CountAsync()));

        // Put right, the next run prints it.
        Printer.Make = title => PrinterForTests.Paper(title);
        await RunAsync("PrintCertificates");
        Assert.Equal(1, await App.QueryAsync(db => db.Certificates.CountAsync(c => c.StoredFileId != null)));
    }

    [Fact]
    public async Task One_that_cannot_be_printed_does_not_keep_the_others_from_it()
    {
        for (var i = 0; i < 3; i++)
        {
            await CompleteTermAsync();
        }

        await RunAsync("IssueCertificates");
        Printer.Make = title => title.EndsWith("000001", StringComparison.Ordinal) ? [] : PrinterForTests.Paper(title);

        await Assert.ThrowsAsync<CertificateNotPrintedException>(() => RunAsync("PrintCertificates"));

        Assert.Equal([2, 3], await App.QueryAsync(db => db.Certificates.Where(c => c.StoredFileId != null).Select(c => c.Serial).Order().ToListAsync()));
        Assert.Equal(3, Printer.Printed);
    }

    [Fact]
    public async Task A_site_that_does_not_answer_is_left_alone_until_the_next_run()
    {
        for (var i = 0; i < 20; i++)
        {
            await CompleteTermAsync();
        }

        await RunAsync("IssueCertificates");
        Printer.Make = _ => [];

        await Assert.ThrowsAsync<CertificateNotPrintedException>(() => RunAsync("PrintCertificates"));

        Assert.InRange(Printer.Printed, 6, 12);
    }

    /// <summary>Somebody whose term is complete and whose certificate is due.</summary>
    private async Task<Volunteer> CompleteTermAsync()
    {
        var volunteer = await AddVolunteerAsync();
        await using var scope = await App.AsAdministratorAsync();
        var entry = await scope.Get<HoursLedger>().AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, BakuTime.DateOf(Now), 60, Now, CancellationToken.None);
        await scope.Db.SaveChangesAsync();
        Assert.Equal(1, await scope.Get<HoursService>().ApproveAsync([entry.HoursEntryId], CancellationToken.None));
        Assert.Equal(1, (await scope.Get<TermService>().CompleteAsync([volunteer.VolunteerId], CancellationToken.None)).Changed);

        return volunteer;
    }
}
