using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Hours;

/// <summary>The printed certificate: who may open the page that is printed, and who is given the file. Each test has a site of its own.</summary>
public sealed class CertificatePapersTests : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();

    public Task InitializeAsync() => ((IAsyncLifetime)_app).InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_app).DisposeAsync();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_key_opens_the_certificate_alone_for_a_few_minutes()
    {
        var (volunteer, _, id) = await IssueAsync();
        var key = await KeyOfAsync(id);

        var page = await _app.NewBrowser().GetPageAsync($"/certificate/print/{key}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("DOST DK-2026-000001", page.Title);
        Assert.Equal(volunteer.FullName, page.Text(".certificate__name"));
        Assert.Equal("SERTİFİKAT", page.Heading.ToUpper(System.Globalization.CultureInfo.GetCultureInfo("az")));
        Assert.Empty(page.All("script, .masthead, form, a"));
        Assert.Equal("noindex, nofollow", page.One("meta[name=robots]").GetAttribute("content"));
        Assert.Equal("noindex, nofollow", Assert.Single(page.Response.Headers.GetValues("X-Robots-Tag")));
        Assert.Equal("no-store", page.Response.Headers.CacheControl?.ToString());
        Assert.StartsWith("default-src 'none'", Assert.Single(page.Response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);

        _app.Clock.Advance(CertificatePapers.KeyLifetime + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotFound, (await _app.NewBrowser().GetPageAsync($"/certificate/print/{key}")).Status);
    }

    [Fact]
    public async Task A_key_that_is_forged_or_for_something_else_opens_nothing()
    {
        var (_, _, id) = await IssueAsync();
        var (_, _, other) = await IssueAsync();
        var key = await KeyOfAsync(id);
        var parts = key.Split('-');
        await using var scope = _app.NewScope();
        var elsewhere = Convert.ToHexStringLower(scope.Get<PrivacyKeys>().Sign(KeyPurpose.Certificate, $"{parts[0]}-{parts[1]}"));
        string[] wrong =
        [
            key[..^1] + (key[^1] == '0' ? '1' : '0'),
            $"{other:N}-{parts[1]}-{parts[2]}",
            $"{parts[0]}-{parts[1]}0-{parts[2]}",
            $"{parts[0]}-{parts[1]}-{elsewhere}",
            $"{parts[0]}-{parts[1]}-",
            scope.Get<CertificateService>().TokenOf(id),
            id.ToString(),
            new string('ə', 200),
        ];

        foreach (var each in wrong)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _app.NewBrowser().GetPageAsync($"/certificate/print/{Uri.EscapeDataString(each)}")).Status);
        }

        // Nor is it the word of the public page.
        Assert.Equal(HttpStatusCode.NotFound, (await _app.NewBrowser().GetPageAsync($"/certificate/{key}")).Status);
    }

    [Fact]
    public async Task However_many_print_it_there_is_one_file()
    {
        var (_, _, id) = await IssueAsync();

        var kept = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => KeepAsync(id)));

        Assert.Single(kept, k => k);
        Assert.Equal(1, await _app.QueryAsync(db => db.StoredFiles.CountAsync()));
        Assert.False(await KeepAsync(id));
    }

    [Fact]
    public async Task The_file_is_for_its_owner_and_for_the_centre_whose_look_is_recorded()
    {
        var (volunteer, account, id) = await IssueAsync();
        var own = await _app.NewBrowserAsync(account);
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetPageAsync($"/me/certificates/{id}/pdf")).Status);
        Assert.Empty((await own.GetPageAsync($"/me/certificates/{id}")).All("a[href$='/pdf']"));
        Assert.True(await KeepAsync(id));

        Assert.Single((await own.GetPageAsync($"/me/certificates/{id}")).All("a[href$='/pdf']"));
        using var answer = await own.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/me/certificates/{id}/pdf"));
        Assert.Equal(("application/pdf", "attachment", "DOST-2026-000001.pdf"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(0, await LooksAsync(volunteer.VolunteerId));

        var desk = await _app.NewBrowserAsync(await _app.AddCoordinatorAsync());
        Assert.Equal(HttpStatusCode.OK, (await desk.GetPageAsync($"/desk/certificates/{id}/pdf")).Status);
        Assert.Equal(1, await LooksAsync(volunteer.VolunteerId));

        var stranger = await _app.NewBrowserAsync((await _app.AddVolunteerAsync()).Account);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetPageAsync($"/me/certificates/{id}/pdf")).Status);
        var elsewhere = await _app.NewBrowserAsync(await _app.AddCoordinatorAsync("2"));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync($"/desk/certificates/{id}/pdf")).Status);
    }

    [Fact]
    public async Task A_revoked_certificate_is_neither_printed_nor_given_out()
    {
        var (_, account, id) = await IssueAsync();
        var key = await KeyOfAsync(id);
        Assert.True(await KeepAsync(id));
        await using (var scope = await _app.AsAdministratorAsync())
        {
            var version = await scope.Db.Certificates.Where(c => c.CertificateId == id).Select(c => c.Version).SingleAsync();
            Assert.Equal(RevokeOutcome.Revoked, await scope.Get<CertificateService>().RevokeAsync(id, "Saatlar səhv idi", version, CancellationToken.None));
        }

        Assert.Equal(0, await _app.QueryAsync(db => db.StoredFiles.CountAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await (await _app.NewBrowserAsync(account)).GetPageAsync($"/me/certificates/{id}/pdf")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.NewBrowser().GetPageAsync($"/certificate/print/{key}")).Status);
        Assert.False(await KeepAsync(id));
        Assert.Empty(await UnprintedAsync());
    }

    [Fact]
    public async Task The_file_goes_with_its_person_and_is_not_printed_again()
    {
        var (volunteer, _, id) = await IssueAsync();
        Assert.True(await KeepAsync(id));
        await _app.AskErasureAsync(volunteer.VolunteerId);
        _app.Clock.Advance(TimeSpan.FromDays(15));
        await using (var scope = _app.NewScope())
        {
            Assert.Equal(1, await scope.Get<ErasureService>().EraseDueAsync(10, CancellationToken.None));
        }

        Assert.Equal(0, await _app.QueryAsync(db => db.StoredFiles.CountAsync()));
        Assert.Empty(await UnprintedAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await _app.NewBrowser().GetPageAsync($"/certificate/print/{await KeyOfAsync(id)}")).Status);
    }

    [Fact]
    public async Task The_desk_sees_how_far_the_printing_is_for_its_own_centre()
    {
        await IssueAsync();
        var (_, _, second) = await IssueAsync();
        var desk = await _app.NewBrowserAsync(await _app.AddCoordinatorAsync());

        // Nobody prints here: nothing is promised.
        Assert.Empty((await desk.GetPageAsync("/desk/certificates")).All("progress"));

        Assert.True(await KeepAsync(second));
        var meter = (await desk.GetPageAsync("/desk/certificates")).One("#progress progress");
        Assert.Equal(("1", "2"), (meter.GetAttribute("value"), meter.GetAttribute("max")));
        Assert.Empty((await (await _app.NewBrowserAsync(await _app.AddCoordinatorAsync("2"))).GetPageAsync("/desk/certificates")).All("progress"));
    }

    private static byte[] Pdf { get; } = PrinterForTests.Paper("DOST DK-2026-000001");

    private async Task<bool> KeepAsync(Guid id)
    {
        await using var scope = _app.NewScope();

        return await scope.Get<CertificatePapers>().KeepAsync(id, Pdf, CancellationToken.None);
    }

    private async Task<string> KeyOfAsync(Guid id)
    {
        await using var scope = _app.NewScope();

        return scope.Get<CertificatePapers>().PrintKeyOf(id);
    }

    private async Task<IReadOnlyList<UnprintedCertificate>> UnprintedAsync()
    {
        await using var scope = _app.NewScope();

        return await scope.Get<CertificatePapers>().UnprintedAsync(null, null, 10, CancellationToken.None);
    }

    private Task<int> LooksAsync(Guid volunteerId) =>
        _app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Kind == AuditKind.Looked && e.SubjectId == volunteerId && e.Action == "CertificateFile"));

    /// <summary>Somebody with an hour and the certificate of it.</summary>
    private async Task<(Volunteer Volunteer, UserAccount Account, Guid CertificateId)> IssueAsync()
    {
        var (volunteer, account) = await _app.AddVolunteerAsync();
        await using var scope = await _app.AsAdministratorAsync();
        var entry = await scope.Get<HoursLedger>().AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, Core.Common.BakuTime.DateOf(_app.NowUtc), 60, _app.NowUtc, CancellationToken.None);
        await scope.Get<HoursLedger>().ApproveAsync(entry, account.Id, _app.NowUtc, CancellationToken.None);
        await scope.Db.SaveChangesAsync();
        var result = await scope.Get<CertificateService>().IssueAsync(volunteer.VolunteerId, "az", CancellationToken.None);
        Assert.Equal(IssueOutcome.Issued, result.Outcome);

        return (volunteer, account, result.CertificateId);
    }
}
