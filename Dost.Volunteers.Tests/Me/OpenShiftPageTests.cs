using System.Net;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Me;

/// <summary>Taking a place in an open shift by oneself.</summary>
public sealed class OpenShiftPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_shift_that_fits_is_taken_with_one_button()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var shift = await app.AddShiftAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync($"/me/open/{shift.Roles[0].ShiftRoleId}"));

        Assert.StartsWith("/me/shifts/", page.Path, StringComparison.Ordinal);
        Assert.StartsWith("Yeriniz təsdiqləndi", page.Notice, StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Confirmed, await StateAsync(shift, volunteer));
    }

    [Fact]
    public async Task A_shift_is_also_found_by_its_own_id_and_who_has_a_place_is_led_to_it()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var shift = await app.AddShiftAsync();
        var browser = await app.NewBrowserAsync(account);
        Assert.Single((await browser.GetPageAsync($"/me/open/{shift.ShiftId}")).All("main form"));

        var place = await app.PlaceAsync(shift, volunteer);

        Assert.Equal($"/me/shifts/{place}", (await browser.GetPageAsync($"/me/open/{shift.ShiftId}")).Path);
    }

    [Fact]
    public async Task Why_a_shift_does_not_fit_is_said_and_there_is_no_button()
    {
        var (_, account) = await app.AddVolunteerAsync(vetting: VettingLevel.None);
        var shift = await app.AddShiftAsync(role: new NewRole("Sürücü", 1) { Vetting = VettingLevel.Safeguarding, Skills = ["driver"] });
        var skill = await app.QueryAsync(db => db.Skills.Where(s => s.SkillCode == "driver").Select(s => s.Name.Az).SingleAsync());

        var page = await (await app.NewBrowserAsync(account)).GetPageAsync($"/me/open/{shift.Roles[0].ShiftRoleId}");

        Assert.Contains(skill, page.Words, StringComparison.Ordinal);
        Assert.Equal(2, page.All("main section li").Count);
        Assert.Empty(page.All("main form"));
    }

    [Fact]
    public async Task Whoever_comes_when_all_is_taken_queues_and_reads_so()
    {
        var shift = await app.AddShiftAsync(capacity: 1);
        var (first, _) = await app.AddVolunteerAsync();
        await app.PlaceAsync(shift, first);
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync($"/me/open/{shift.Roles[0].ShiftRoleId}"));

        Assert.StartsWith("Bütün yerlər tutulub. Gözləmə siyahısındasınız", page.Notice, StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Waitlisted, await StateAsync(shift, volunteer));
        Assert.Contains(shift.Roles[0].Name.Length > 0 ? "Gözləmə siyahısında" : "", (await browser.GetPageAsync("/me")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_sign_up_leaves_nothing_behind()
    {
        var (volunteer, account) = await app.AddVolunteerAsync(vetting: VettingLevel.None);
        var shift = await app.AddShiftAsync(role: new NewRole("Könüllü", 1) { Vetting = VettingLevel.HomeVisit });
        var browser = await app.NewBrowserAsync(account);
        var token = (await browser.GetPageAsync("/me/profile")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;

        var page = await browser.PostAsync($"/me/open/{shift.Roles[0].ShiftRoleId}", ("__RequestVerificationToken", token));

        Assert.StartsWith("Hazırda bu yeri götürə bilmirsiniz.", page.Notice, StringComparison.Ordinal);
        Assert.False(await app.QueryAsync(db => db.Assignments.AnyAsync(a => a.ShiftId == shift.ShiftId && a.VolunteerId == volunteer.VolunteerId)));
    }

    [Fact]
    public async Task A_draft_is_not_found()
    {
        var (_, account) = await app.AddVolunteerAsync();
        var draft = await app.AddShiftAsync(publish: false);
        var browser = await app.NewBrowserAsync(account);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/me/open/{draft.ShiftId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/me/open/{Guid.NewGuid()}")).Status);
    }

    private Task<AssignmentState> StateAsync(Shift shift, Volunteer volunteer) =>
        app.QueryAsync(db => db.Assignments.Where(a => a.ShiftId == shift.ShiftId && a.VolunteerId == volunteer.VolunteerId).Select(a => a.State).SingleAsync());
}
