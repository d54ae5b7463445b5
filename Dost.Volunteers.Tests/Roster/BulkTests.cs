using System.Net;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Jobs.Roster;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Roster;

/// <summary>Doing one thing for several volunteers.</summary>
public class BulkTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task What_is_done_is_what_was_shown()
    {
        var people = await AddPeopleAsync(3);
        var applicant = (await app.AddVolunteerAsync(active: false)).Volunteer;
        var browser = await CoordinatorAsync();
        var preview = await PlanAsync(browser, [.. people, applicant], ("Action", "Pause"), ("Reason", "Qış fasiləsi"));

        Assert.Equal(["3", "1"], preview.All(".figures dd").Select(d => d.TextContent));
        Assert.Equal(1, preview.All("#who ~ ul li").Count(li => li.TextContent.Contains("Fəal deyil", StringComparison.Ordinal)));
        Assert.All(people, p => Assert.Equal(VolunteerState.Active, State(p)));

        var done = await browser.SubmitAsync(preview, "form[action$='/confirm']");

        Assert.Equal(["3", "0", "1"], done.All(".figures dd").Select(d => d.TextContent));
        Assert.All(people, p => Assert.Equal(VolunteerState.Paused, State(p)));
        Assert.Equal(VolunteerState.Applied, State(applicant));
        Assert.Equal(3, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "VolunteerPaused" && people.Select(p => p.VolunteerId).Contains(e.SubjectId))));
    }

    [Fact]
    public async Task A_second_click_does_nothing_more()
    {
        var people = await AddPeopleAsync(2);
        var browser = await CoordinatorAsync();
        var preview = await PlanAsync(browser, people, ("Action", "AddTag"), ("TagName", "Avtomobil"));
        await Task.WhenAll(browser.SubmitAsync(preview, "form[action$='/confirm']"), browser.SubmitAsync(preview, "form[action$='/confirm']"));
        var again = await browser.SubmitAsync(preview, "form[action$='/confirm']");

        Assert.Equal(["2", "0", "0"], again.All(".figures dd").Select(d => d.TextContent));
        Assert.Equal(2, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "TagAdded" && people.Select(p => p.VolunteerId).Contains(e.SubjectId))));
        Assert.Equal(1, await app.QueryAsync(db => db.Tags.CountAsync(t => t.FoldedName == "avtomobil")));
    }

    [Fact]
    public async Task What_changed_meanwhile_is_not_done_and_said()
    {
        var people = await AddPeopleAsync(2);
        var browser = await CoordinatorAsync();
        var preview = await PlanAsync(browser, people, ("Action", "Pause"), ("Reason", "Qış fasiləsi"));
        await using (var scope = app.NewScope())
        {
            Assert.True((await scope.Db.Volunteers.Include(v => v.Terms).SingleAsync(v => v.VolunteerId == people[0].VolunteerId)).Leave("Köçdü", BakuTime.DateOf(app.NowUtc)));
            await scope.Db.SaveChangesAsync();
        }

        var done = await browser.SubmitAsync(preview, "form[action$='/confirm']");

        Assert.Equal(["1", "1", "0"], done.All(".figures dd").Select(d => d.TextContent));
        Assert.Contains("Bu arada dəyişib: fəal deyil", done.Words, StringComparison.Ordinal);
        Assert.Equal(VolunteerState.Left, State(people[0]));
        Assert.Equal(VolunteerState.Paused, State(people[1]));
    }

    [Fact]
    public async Task Who_has_shifts_ahead_does_not_pause()
    {
        var person = (await AddPeopleAsync(1))[0];
        var shift = await app.AddShiftAsync(daysAhead: 3);
        await using (var scope = app.NewScope())
        {
            Assert.Equal(PlacementOutcome.Done, (await scope.Get<PlacementService>().SignUpAsync(shift.Roles.Single().ShiftRoleId, person.VolunteerId, CancellationToken.None)).Outcome);
        }

        var preview = await PlanAsync(await CoordinatorAsync(), [person], ("Action", "Pause"), ("Reason", "Qış fasiləsi"));

        Assert.Contains("Qarşıda növbəsi və ya təklifi var", preview.Words, StringComparison.Ordinal);
        Assert.Empty(preview.All("form[action$='/confirm']"));
    }

    [Fact]
    public async Task Everybody_who_fits_is_everybody_of_ones_own_centre_and_no_other()
    {
        await using var own = await TestApp.StartAsync();
        var here = (await own.AddVolunteerAsync()).Volunteer;
        var elsewhere = (await own.AddVolunteerAsync("khazar")).Volunteer;
        var browser = await own.NewBrowserAsync(await own.AddCoordinatorAsync());
        var list = await browser.GetPageAsync("/desk/volunteers");
        var preview = await browser.SubmitAsync(list, "form#many", ("everybody", "true"), ("Action", "AddTag"), ("TagName", "Payız"), ("ids", elsewhere.VolunteerId.ToString()));
        await browser.SubmitAsync(preview, "form[action$='/confirm']");

        Assert.Equal([here.VolunteerId], await own.QueryAsync(db => db.VolunteerTags.Select(t => t.VolunteerId).ToListAsync()));

        var forced = await browser.SubmitAsync(list, "form#many", ("everybody", "false"), ("Action", "AddTag"), ("TagName", "Payız"), ("ids", elsewhere.VolunteerId.ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forced.Status);
    }

    [Fact]
    public async Task Nothing_chosen_is_asked_for_again_and_the_choice_stays()
    {
        var people = await AddPeopleAsync(2);
        var browser = await CoordinatorAsync();
        var list = await browser.GetPageAsync("/desk/volunteers");
        var nobody = await browser.SubmitAsync(list, "form#many", ("Action", "Resume"));
        Assert.Equal("Siyahıda ən azı bir nəfəri işarələyin və ya filtrə uyğun olanların hamısını seçin", nobody.ComplaintOf("Action"));

        var noWord = await browser.SubmitAsync(list, "form#many", [("Action", "AddTag"), ("TagName", "  "), .. people.Select(p => ("ids", (string?)p.VolunteerId.ToString()))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noWord.Status);
        var planned = await browser.SubmitAsync(noWord, "form[action$='/bulk']", ("TagName", "Yaz"), ("Action", "AddTag"));
        Assert.Equal(["2", "0"], planned.All(".figures dd").Select(d => d.TextContent));
    }

    [Fact]
    public async Task A_batch_is_ones_own_and_waits_an_hour()
    {
        await using var own = await TestApp.StartAsync();
        var person = (await own.AddVolunteerAsync()).Volunteer;
        var browser = await own.NewBrowserAsync(await own.AddCoordinatorAsync());
        var preview = await PlanAsync(browser, [person], ("Action", "AddTag"), ("TagName", "Payız"));
        var other = await own.NewBrowserAsync(await own.AddCoordinatorAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetPageAsync(preview.Path)).Status);
        var token = (await other.GetPageAsync("/desk/volunteers")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(preview.Path + "/confirm", ("__RequestVerificationToken", token))).Status);

        own.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.StartsWith("Baxdığınız vaxtdan bir saat keçib", (await browser.SubmitAsync(preview, "form[action$='/confirm']")).Notice, StringComparison.Ordinal);
        Assert.Equal(0, await own.QueryAsync(db => db.VolunteerTags.CountAsync()));
    }

    [Fact]
    public async Task A_large_batch_is_done_by_the_job_with_the_rights_that_are_left()
    {
        await using var own = await TestApp.StartAsync();
        var account = await own.AddCoordinatorAsync("1", "2");
        await AddManyAsync(own, "1", 301);
        await AddManyAsync(own, "2", 20);
        var browser = await own.NewBrowserAsync(account);
        var preview = await browser.SubmitAsync(await browser.GetPageAsync("/desk/volunteers"), "form#many", ("everybody", "true"), ("Action", "AddTag"), ("TagName", "Payız"));
        var running = await browser.SubmitAsync(preview, "form[action$='/confirm']");
        Assert.Equal(["0", "0", "0"], running.All(".figures dd").Select(d => d.TextContent));
        await own.QueryAsync(db => db.CoordinatorCentres.Where(c => c.UserAccountId == account.Id && c.Centre.Code == "2").ExecuteDeleteAsync());

        await using (var scope = own.Services.CreateAsyncScope())
        {
            await ((Dost.Volunteers.Jobs.IRecurringJob)scope.ServiceProvider.GetRequiredService(typeof(RunBulkActionsJob))).RunAsync(CancellationToken.None);
        }

        var done = await browser.GetPageAsync(running.Path);
        Assert.Equal(["301", "20", "0"], done.All(".figures dd").Select(d => d.TextContent));
        Assert.Equal(301, await own.QueryAsync(db => db.VolunteerTags.CountAsync()));
        Assert.Equal(301, await own.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "TagAdded" && e.ActorId == account.Id)));
    }

    private static async Task AddManyAsync(TestApp own, string centreCode, int count)
    {
        await using var scope = own.NewScope();
        var centre = await scope.Db.Centres.SingleAsync(c => c.Code == centreCode);
        var intake = scope.Get<IntakeService>();
        scope.Db.Volunteers.AddRange(Enumerable.Range(0, count).Select(_ => intake.NewRecord(Guid.CreateVersion7(), TestData.NewApplication(), null, centre.CentreId)));
        await scope.Db.SaveChangesAsync();
    }

    private static async Task<WebPage> PlanAsync(Browser browser, IReadOnlyList<Volunteer> people, params (string Name, string? Value)[] order) =>
        await browser.SubmitAsync(await browser.GetPageAsync("/desk/volunteers"), "form#many", [.. order, ("everybody", "false"), .. people.Select(p => ("ids", (string?)p.VolunteerId.ToString()))]);

    private async Task<List<Volunteer>> AddPeopleAsync(int count)
    {
        var people = new List<Volunteer>();

        for (var i = 0; i < count; i++)
        {
            people.Add((await app.AddVolunteerAsync()).Volunteer);
        }

        return people;
    }

    private VolunteerState State(Volunteer volunteer)
    {
        using var scope = app.Services.CreateScope();

        return scope.ServiceProvider.GetRequiredService<Core.Data.VolunteersDbContext>().Volunteers.AsNoTracking().Single(v => v.VolunteerId == volunteer.VolunteerId).State;
    }

    private async Task<Browser> CoordinatorAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());
}
