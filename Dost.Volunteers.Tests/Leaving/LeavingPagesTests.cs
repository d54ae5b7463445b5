using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Me;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Tests.Leaving;

/// <summary>A break, a goodbye, taking one's data along and having them deleted, over HTTP.</summary>
public sealed class LeavingPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_break_gives_the_places_back_and_ends_with_one_press()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var place = await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 5), volunteer);
        var browser = await app.NewBrowserAsync(account);
        var page = await browser.GetPageAsync("/me/leaving/pause");
        Assert.Contains("1 qarşıdakı yer", page.Words, StringComparison.Ordinal);

        page = await browser.SubmitAsync(page, ("Reason", "İmtahanlar"));
        Assert.Equal(VolunteerState.Paused, (await app.ReloadAsync(volunteer)).State);
        Assert.Equal(AssignmentState.Withdrawn, (await app.AssignmentAsync(place)).State);

        await browser.SubmitAsync(page, "form[action$='/resume']");
        Assert.Equal(VolunteerState.Active, (await app.ReloadAsync(volunteer)).State);
    }

    [Fact]
    public async Task A_break_that_the_coordinator_began_is_not_ended_by_oneself()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        await app.QueryAsync(async db =>
        {
            (await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteer.VolunteerId)).Pause("Şikayət araşdırılır");

            return await db.SaveChangesAsync();
        });
        var browser = await app.NewBrowserAsync(account);

        Assert.Empty((await browser.GetPageAsync("/me/leaving")).All("form[action$='/resume']"));
    }

    [Fact]
    public async Task Who_leaves_is_thanked_and_keeps_the_page()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/leaving/leave"));

        Assert.StartsWith("Verdiyiniz hər saat üçün", page.Notice, StringComparison.Ordinal);
        Assert.Equal(VolunteerState.Left, (await app.ReloadAsync(volunteer)).State);
        Assert.Equal(2, await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.RecipientId == volunteer.VolunteerId && m.Kind == Core.Messaging.MessageKind.VolunteerLeft)));
    }

    [Fact]
    public async Task The_data_come_as_a_file_only_with_the_code_and_are_kept_by_nobody()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);
        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/leaving/export"), "form[action$='/code']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(page, "form.form", ("Code", "12"))).Status);

        var answer = await browser.SubmitAsync(page, "form.form", ("Code", await CodeAsync(OneTimeCodePurpose.ExportData, volunteer.VolunteerId)));

        Assert.Equal("application/zip", answer.Response.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Response.Headers.CacheControl!.NoStore);
        Assert.StartsWith("PK", answer.Html, StringComparison.Ordinal);
        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.SubjectId == volunteer.VolunteerId && e.Action == "DataExported")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(page, "form.form", ("Code", await CodeAsync(OneTimeCodePurpose.ExportData, volunteer.VolunteerId)))).Status);
    }

    [Fact]
    public async Task Deleting_takes_the_code_and_is_stopped_on_the_own_page()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);
        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/leaving/erase"), "form[action$='/code']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(page, "form.form", ("Code", await CodeAsync(OneTimeCodePurpose.ExportData, volunteer.VolunteerId, issue: true)))).Status);

        await browser.SubmitAsync(page, "form.form", ("Code", await CodeAsync(OneTimeCodePurpose.EraseData, volunteer.VolunteerId)));
        var me = await browser.GetPageAsync("/me");
        Assert.Contains("silinəcək", me.Words, StringComparison.Ordinal);

        await browser.SubmitAsync(me, "form[action$='/keep']");
        Assert.False((await app.QueryAsync(db => db.Erasures.SingleAsync(e => e.VolunteerId == volunteer.VolunteerId))).IsOpen);
        Assert.Equal(VolunteerState.Active, (await app.ReloadAsync(volunteer)).State);
    }

    [Fact]
    public async Task A_request_on_paper_is_for_administrators_and_needs_the_paper()
    {
        var (volunteer, _) = await app.AddVolunteerAsync();
        var path = $"/desk/volunteers/{volunteer.VolunteerId}/erase";
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.NewBrowserAsync(await app.AddCoordinatorAsync())).GetPageAsync(path)).Status);
        var administrator = await app.AddAdministratorAsync();
        var browser = await app.NewBrowserAsync(administrator);
        var page = await browser.GetPageAsync(path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(page, ("HasPaper", "false"))).Status);
        page = await browser.SubmitAsync(page, ("HasPaper", "true"));

        var erasure = await app.QueryAsync(db => db.Erasures.SingleAsync(e => e.VolunteerId == volunteer.VolunteerId));
        Assert.Equal((Core.Leaving.ErasureCause.OnPaper, administrator.Id), (erasure.Cause, erasure.EnteredById));
        await browser.SubmitAsync(page, "form[action$='/stop']");
        Assert.False((await app.QueryAsync(db => db.Erasures.SingleAsync(e => e.VolunteerId == volunteer.VolunteerId))).IsOpen);
    }

    [Fact]
    public async Task Everything_that_is_told_has_a_name_for_readers()
    {
        await using var scope = app.NewScope();
        var t = scope.Get<IStringLocalizer<Text>>();

        foreach (var holding in Holdings.All.Where(h => h.Told.Count > 0))
        {
            Assert.NotEmpty(t.SectionName(holding.Entity.Name));
            Assert.All(holding.Told, field => Assert.NotEmpty(t.FieldName(field)));
        }
    }

    private async Task<string> CodeAsync(OneTimeCodePurpose purpose, Guid volunteerId, bool issue = false)
    {
        await using var scope = app.NewScope();
        var codes = scope.Get<OneTimeCodeService>();

        if (issue)
        {
            Assert.True(await codes.IssueAsync(purpose, volunteerId, Core.Messaging.Recipient.Volunteer(volunteerId), default));
        }

        return codes.CodeOf(await scope.Db.OneTimeCodes.Where(c => c.Purpose == purpose && c.SubjectId == volunteerId).OrderByDescending(c => c.IssuedAtUtc).Select(c => c.OneTimeCodeId).FirstAsync());
    }
}
