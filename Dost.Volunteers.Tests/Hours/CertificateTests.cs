using System.Net;
using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Hours;

/// <summary>Certificates: what they say, who may have one, and what a stranger learns. Each test has a site of its own.</summary>
public sealed partial class CertificateTests : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();

    public Task InitializeAsync() => ((IAsyncLifetime)_app).InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_app).DisposeAsync();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_volunteer_has_a_certificate_of_the_approved_hours_whenever_it_is_wanted()
    {
        var (volunteer, account) = await AddAsync(approved: [120, 90], waiting: [60]);
        var browser = await _app.NewBrowserAsync(account);
        var list = await browser.GetPageAsync("/me/certificates");

        var sheet = await browser.SubmitAsync(list, ("language", "ru"));

        Assert.Equal("ru", sheet.One(".certificate").GetAttribute("lang"));
        Assert.Equal(volunteer.FullName, sheet.Text(".certificate__name"));
        Assert.Equal("3 часа 30 минут", sheet.Text(".certificate__hours"));
        Assert.Contains("DK-2026-000001", sheet.Text(".certificate__facts"), StringComparison.Ordinal);
        Assert.NotNull(sheet.One(".certificate__code path").GetAttribute("d"));

        // Asked again it is the same one; in another language, or with more hours, another.
        Assert.Equal(sheet.Path, (await browser.SubmitAsync(list, ("language", "ru"))).Path);
        Assert.NotEqual(sheet.Path, (await browser.SubmitAsync(list, ("language", "az"))).Path);
        Assert.Equal(["DK-2026-000001", "DK-2026-000002"], await _app.QueryAsync(db => db.Certificates.OrderBy(c => c.Serial).Select(c => c.Number).ToListAsync()));
    }

    [Fact]
    public async Task Without_approved_hours_there_is_none()
    {
        var (volunteer, _) = await AddAsync(approved: [], waiting: [60]);
        await using var scope = await _app.AsAdministratorAsync();

        Assert.Equal(IssueOutcome.NoHours, (await scope.Get<CertificateService>().IssueAsync(volunteer.VolunteerId, "az", CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task Who_scans_the_code_learns_that_it_holds_and_no_name()
    {
        var (volunteer, account) = await AddAsync(approved: [120], waiting: []);
        var address = await AddressAsync(account);
        var stranger = _app.NewBrowser();

        var page = await stranger.GetPageAsync(address);

        Assert.Contains("Bu sertifikat həqiqidir və qüvvədədir.", page.Words, StringComparison.Ordinal);
        Assert.Contains("L. Q.", page.Words, StringComparison.Ordinal);
        Assert.Contains("2 saat", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(volunteer.GivenName, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(volunteer.FamilyName, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(volunteer.VolunteerId.ToString(), page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("noindex", page.One("meta[name=robots]").GetAttribute("content"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetPageAsync(address[..^1] + (address[^1] == '0' ? '1' : '0'))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetPageAsync("/certificate/DK-2026-000001")).Status);
    }

    [Fact]
    public async Task A_revoked_certificate_says_so_and_is_revoked_once()
    {
        var (_, account) = await AddAsync(approved: [120], waiting: []);
        var address = await AddressAsync(account);
        var id = await _app.QueryAsync(db => db.Certificates.Select(c => c.CertificateId).SingleAsync());
        var coordinator = await _app.NewBrowserAsync(await _app.AddCoordinatorAsync());
        var form = await coordinator.GetPageAsync($"/desk/certificates/{id}/revoke");

        Assert.Equal("Səbəbini yazın: könüllü bunu oxuyacaq", (await coordinator.SubmitAsync(form, ("Reason", ""))).ComplaintOf("Reason"));
        Assert.StartsWith("Sertifikat ləğv edildi.", (await coordinator.SubmitAsync(form, ("Reason", "Saatlar səhv idi"))).Notice, StringComparison.Ordinal);
        Assert.Equal("Bu sertifikat artıq ləğv edilib.", (await coordinator.SubmitAsync(form, ("Reason", "Bir daha"))).Notice);

        var page = await _app.NewBrowser().GetPageAsync(address);
        Assert.Contains("ləğv edilib", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Saatlar səhv idi", page.Html, StringComparison.Ordinal);
        var own = await _app.NewBrowserAsync(account);
        Assert.Contains("Saatlar səhv idi", (await own.GetPageAsync("/me/certificates")).Words, StringComparison.Ordinal);

        // A right one can be issued.
        Assert.Equal(IssueOutcome.Issued, (await IssueAsAdministratorAsync(await _app.QueryAsync(db => db.Certificates.Select(c => c.VolunteerId).FirstAsync()))).Outcome);
    }

    [Fact]
    public async Task Coordinators_of_another_centre_neither_see_nor_issue()
    {
        var (volunteer, account) = await AddAsync(approved: [120], waiting: []);
        await AddressAsync(account);
        var id = await _app.QueryAsync(db => db.Certificates.Select(c => c.CertificateId).SingleAsync());
        var other = await _app.NewBrowserAsync(await _app.AddCoordinatorAsync("2"));

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetPageAsync($"/desk/certificates/{id}")).Status);
        Assert.DoesNotContain("DK-2026", (await other.GetPageAsync("/desk/certificates")).Words, StringComparison.Ordinal);
        await using var scope = _app.NewScope();
        (scope.Get<CurrentUser>().IsCoordinator, scope.Get<CurrentUser>().CentreIds) = (true, [(await _app.CentreAsync("2")).CentreId]);
        Assert.Equal(IssueOutcome.Gone, (await scope.Get<CertificateService>().IssueAsync(volunteer.VolunteerId, "az", CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task A_completed_term_brings_its_certificate_once_and_not_before_its_hours_are_decided()
    {
        var (volunteer, account) = await AddAsync(approved: [120], waiting: [60]);
        await CompleteAsync(volunteer.VolunteerId);

        Assert.Equal(0, await RunJobAsync());
        await using (var scope = await _app.AsAdministratorAsync())
        {
            var waiting = await scope.Db.HoursEntries.Where(h => h.State == HoursState.Submitted).Select(h => h.HoursEntryId).ToListAsync();
            Assert.Equal(1, await scope.Get<HoursService>().ApproveAsync(waiting, CancellationToken.None));
        }

        Assert.Equal(1, await RunJobAsync());
        Assert.Equal(0, await RunJobAsync());
        var certificate = await _app.QueryAsync(db => db.Certificates.SingleAsync());
        Assert.Equal((180, volunteer.FullName, "az"), (certificate.Minutes, certificate.HolderName, certificate.Culture));
        Assert.NotNull(certificate.ServiceTermId);
        Assert.Equal(1, await _app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.CertificateIssued && m.RecipientId == volunteer.VolunteerId)));
        Assert.Contains(certificate.Number, (await (await _app.NewBrowserAsync(account)).GetPageAsync("/me/certificates")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_that_nobody_decides_do_not_hold_a_certificate_back_for_ever()
    {
        var (volunteer, _) = await AddAsync(approved: [120], waiting: [60]);
        await CompleteAsync(volunteer.VolunteerId);
        _app.Clock.Advance(TimeSpan.FromDays(14));

        Assert.Equal(1, await RunJobAsync());
    }

    [Fact]
    public async Task Two_at_once_never_share_a_number()
    {
        var people = new List<Guid>();

        for (var i = 0; i < 4; i++)
        {
            people.Add((await AddAsync(approved: [60], waiting: [])).Volunteer.VolunteerId);
        }

        await Task.WhenAll(people.Select(IssueAsAdministratorAsync));

        Assert.Equal([1, 2, 3, 4], await _app.QueryAsync(db => db.Certificates.Select(c => c.Serial).OrderBy(s => s).ToListAsync()));
    }

    [Fact]
    public async Task After_the_erasure_the_number_still_holds_and_nobody_is_named()
    {
        var (volunteer, account) = await AddAsync(approved: [120], waiting: []);
        var address = await AddressAsync(account);
        await _app.AskErasureAsync(volunteer.VolunteerId);
        _app.Clock.Advance(TimeSpan.FromDays(15));
        await using (var scope = _app.NewScope())
        {
            Assert.Equal(1, await scope.Get<ErasureService>().EraseDueAsync(10, CancellationToken.None));
        }

        var page = await _app.NewBrowser().GetPageAsync(address);

        Assert.Contains("DK-2026-000001", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("L. Q.", page.Words, StringComparison.Ordinal);
        var left = await _app.QueryAsync(db => db.Certificates.SingleAsync());
        Assert.Equal(("—", ""), (left.HolderName, left.Initials));
    }

    [Theory]
    [InlineData("Əli", "İsmayılov", "Ə. İ.")]
    [InlineData("Ğ", "", "Ğ.")]
    public void Initials_are_the_first_letters(string given, string family, string initials) => Assert.Equal(initials, Certificate.InitialsOf(given, family));

    private async Task<IssueResult> IssueAsAdministratorAsync(Guid volunteerId)
    {
        await using var scope = _app.NewScope();
        (scope.Get<CurrentUser>().AccountId, scope.Get<CurrentUser>().IsAdministrator) = (Guid.CreateVersion7(), true);

        return await scope.Get<CertificateService>().IssueAsync(volunteerId, "az", CancellationToken.None);
    }

    private async Task<int> RunJobAsync()
    {
        await using var scope = _app.NewScope();

        return await scope.Get<CertificateService>().IssueForTermsAsync(50, TimeSpan.Zero, CancellationToken.None);
    }

    private async Task CompleteAsync(Guid volunteerId)
    {
        await using var scope = await _app.AsAdministratorAsync();
        Assert.Equal(1, (await scope.Get<TermService>().CompleteAsync([volunteerId], CancellationToken.None)).Changed);
    }

    /// <summary>Issues one, and reads the address below its code.</summary>
    private async Task<string> AddressAsync(UserAccount account)
    {
        var browser = await _app.NewBrowserAsync(account);
        var sheet = await browser.SubmitAsync(await browser.GetPageAsync("/me/certificates"), ("language", "az"));

        return PublicAddress().Match(sheet.Text(".certificate__address")).Value;
    }

    /// <summary>Somebody with hours of today, approved and waiting.</summary>
    private async Task<(Volunteer Volunteer, UserAccount Account)> AddAsync(int[] approved, int[] waiting)
    {
        var (volunteer, account) = await _app.AddVolunteerAsync();
        await using var scope = _app.NewScope();
        var ledger = scope.Get<HoursLedger>();
        var day = Core.Common.BakuTime.DateOf(_app.NowUtc);

        foreach (var minutes in approved)
        {
            var entry = await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, day, minutes, _app.NowUtc, CancellationToken.None);
            await ledger.ApproveAsync(entry, account.Id, _app.NowUtc, CancellationToken.None);
        }

        foreach (var minutes in waiting)
        {
            await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, day, minutes, _app.NowUtc, CancellationToken.None);
        }

        await scope.Db.SaveChangesAsync();

        return (volunteer, account);
    }

    [GeneratedRegex("/certificate/[0-9a-f]{32}")]
    private static partial Regex PublicAddress();
}
