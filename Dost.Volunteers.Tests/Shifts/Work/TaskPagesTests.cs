using System.Net;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Tests.Credentials;
using Dost.Volunteers.Tests.Shifts.Series;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts.Work;

/// <summary>Tasks, templates, series and several shifts at once over the pages of the desk.</summary>
public class TaskPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_template_is_kept_and_a_task_is_made_from_it()
    {
        var browser = await StaffAsync();
        var template = await AddAsync(browser, "/en/desk/tasks/new?keep=true", ("Title", "Günel'in dərsi – ə"), ("KeepAsTemplate", "true"));
        Assert.StartsWith("The template is kept.", template.Notice, StringComparison.Ordinal);

        var form = await browser.GetPageAsync(template.LinkTo("New task from this template"));
        Assert.Equal(("Günel'in dərsi – ə", "Helper"), (form.Value("Title"), form.Value("Roles_0__Name")));
        var task = await browser.SubmitAsync(form);
        Assert.StartsWith("The task is kept.", task.Notice, StringComparison.Ordinal);

        // The second press of the same form adds nothing.
        Assert.Equal(task.Path, (await browser.SubmitAsync(form)).Path);
        Assert.Equal([TaskKind.Standing, TaskKind.Template], await app.QueryAsync(db => db.VolunteerTasks.Where(t => t.Title == "Günel'in dərsi – ə").Select(t => t.Kind).OrderBy(k => k).ToListAsync()));
        Assert.Contains("Günel'in dərsi", (await browser.GetPageAsync("/en/desk/tasks?q=GUNEL")).Words, StringComparison.Ordinal);
        Assert.Contains("No such task was found", (await browser.GetPageAsync("/en/desk/tasks?q=zzzz&page=1000000000")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_nothing_typed_is_lost()
    {
        var browser = await StaffAsync();

        var page = await AddAsync(browser, "/en/desk/tasks/new", ("Title", "Saxlanılan"), ("Place", "Address"), ("Point", "12, 300"), ("ContactName", "Aysel"), ("MeetingPoint", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Saxlanılan", page.Value("Title"));
        Assert.All(["DistrictCode", "Address", "Point", "MeetingPoint", "ContactPhone"], field => Assert.NotNull(page.ComplaintOf(field)));
    }

    [Fact]
    public async Task Of_two_who_change_a_task_the_second_is_told()
    {
        var id = await app.AddTaskAsync();
        var (first, second) = (await StaffAsync(), await StaffAsync());
        var seen = await second.GetPageAsync($"/en/desk/tasks/{id}/change");
        Assert.StartsWith("The task is changed.", (await first.SubmitAsync(await first.GetPageAsync($"/en/desk/tasks/{id}/change"), ("Title", "Birinci"))).Notice, StringComparison.Ordinal);

        var told = await second.SubmitAsync(seen, ("Title", "İkinci"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "İkinci"), (told.Status, told.Value("Title")));
        Assert.Equal("Birinci", await TitleAsync(id));
        await second.SubmitAsync(told);
        Assert.Equal("İkinci", await TitleAsync(id));
    }

    [Fact]
    public async Task A_task_with_a_series_is_not_archived_and_one_without_is_and_comes_back()
    {
        var busy = await app.AddTaskAsync();
        await app.AddSeriesAsync(busy);
        var id = await app.AddTaskAsync();
        var browser = await StaffAsync();

        Assert.StartsWith("A series makes shifts", (await browser.SubmitAsync(await browser.GetPageAsync($"/en/desk/tasks/{busy}"), "form[action$='/archive']")).Notice, StringComparison.Ordinal);
        var archived = await browser.SubmitAsync(await browser.GetPageAsync($"/en/desk/tasks/{id}"), "form[action$='/archive']");
        Assert.StartsWith("The task is in the archive.", archived.Notice, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/en/desk/tasks/{id}/shift")).Status);
        Assert.StartsWith("The task is back", (await browser.SubmitAsync(archived, "form[action$='/restore']")).Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instructions_contact_and_files_are_seen_only_by_who_is_assigned_until_a_day_after()
    {
        await using var own = await TestApp.StartAsync();
        var taskId = await own.AddTaskAsync(change: d => d with { PlaceKind = PlaceKind.Address, DistrictCode = "yasamal", Address = "Gizli küçə 5", Instructions = "Qapını iki dəfə döyün", ContactName = "Rəna", ContactPhone = "+994501112233" });
        Assert.Equal(TaskOutcome.Done, await own.ActAsync((TaskService s) => s.AddFileAsync(taskId, new IncomingFile(StoredFileKind.Pdf, "bələdçi.pdf", Papers.Pdf), CancellationToken.None)));
        var start = BakuTime.ToUtc(BakuTime.DateOf(own.NowUtc).AddDays(1), new TimeOnly(10, 0));
        var shift = await own.ActAsync((ShiftService s) => s.AddToTaskAsync(taskId, new NewShift(start, start.AddHours(2), "Qapı", [new NewRole("Köməkçi", 1)]), publish: true, CancellationToken.None));
        var (volunteer, account) = await own.AddVolunteerAsync();
        await own.OfferAsync(shift, volunteer.VolunteerId);
        var assignment = (await own.AssignmentAsync(shift, volunteer.VolunteerId))!.AssignmentId;
        var fileId = await own.QueryAsync(db => db.TaskAttachments.Select(a => a.TaskAttachmentId).SingleAsync());
        var browser = await own.NewBrowserAsync(account);

        await SeesAsync(false);
        await own.AcceptAsync(assignment);
        await SeesAsync(true);
        var elsewhere = await own.NewBrowserAsync((await own.AddVolunteerAsync()).Account);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetPageAsync($"/az/me/shifts/{assignment}/files/{fileId}")).Status);
        own.Clock.SetUtcNow(new DateTimeOffset(start.AddHours(27)));
        browser = await own.NewBrowserAsync(account);
        await SeesAsync(false);

        async Task SeesAsync(bool sees)
        {
            var words = (await browser.GetPageAsync($"/az/me/shifts/{assignment}")).Words;
            Assert.Equal((sees, sees, sees), (words.Contains("Gizli küçə", StringComparison.Ordinal), words.Contains("Rəna", StringComparison.Ordinal), words.Contains("bələdçi.pdf", StringComparison.Ordinal)));
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await browser.GetPageAsync($"/az/me/shifts/{assignment}/files/{fileId}")).Status);
        }
    }

    [Fact]
    public async Task A_series_is_looked_at_before_it_is_made_and_changed_and_ended_on_its_page()
    {
        var id = await app.AddTaskAsync();
        var browser = await StaffAsync();

        var look = await browser.SubmitAsync(
            await browser.GetPageAsync($"/en/desk/tasks/{id}/series"), "main form[method='get']", ("Days", "Thursday"), ("Days", "Friday"), ("Blocks", "09:00-12:00"), ("FromOn", "2026-12-24"), ("UntilOn", "2027-01-01"));
        Assert.Contains("2 shifts are made now", look.Words, StringComparison.Ordinal);
        Assert.Contains("2 holidays are skipped: 31.12.2026 Solidarity Day of World Azerbaijanis, 01.01.2027 New Year", look.Words, StringComparison.Ordinal);
        Assert.Empty(await app.ShiftsOfAsync(id));

        var made = await browser.SubmitAsync(look, "main form[method='post']");
        Assert.Equal("The series is kept: 2 shifts were made.", made.Notice);
        await browser.SubmitAsync(look, "main form[method='post']");
        Assert.Equal(2, (await app.ShiftsOfAsync(id)).Count);

        var stale = await browser.GetPageAsync(made.Address.AbsolutePath + "/end");
        var changed = await browser.SubmitAsync(await browser.GetPageAsync(made.Address.AbsolutePath + "/change"), ("Hours[0].StartsAt", "10:00"), ("Hours[0].EndsAt", "13:00"));
        Assert.StartsWith("The series is changed.", changed.Notice, StringComparison.Ordinal);
        Assert.All(await app.ShiftsOfAsync(id), s => Assert.Equal(new TimeOnly(10, 0), BakuTime.TimeOf(s.StartsAtUtc)));

        Assert.StartsWith("Nothing was changed: somebody else", (await browser.SubmitAsync(stale, ("LastOn", "2026-12-01"), ("Reason", "Təmir"))).Notice, StringComparison.Ordinal);
        Assert.StartsWith("The series ends. 2 shifts", (await browser.SubmitAsync(await browser.GetPageAsync(changed.Address.AbsolutePath + "/end"), ("LastOn", "2026-12-01"), ("Reason", "Təmir"))).Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_shifts_are_ticked_looked_at_and_published_or_called_off()
    {
        await using var own = await TestApp.StartAsync();
        var first = await own.AddShiftAsync(daysAhead: 2, publish: false);
        await own.AddShiftAsync(daysAhead: 3, publish: false);
        var browser = await own.NewBrowserAsync(await own.AddCoordinatorAsync());
        var week = await browser.GetPageAsync("/en/desk/shifts/several");
        var ticks = week.All("input[name='Chosen']").Select(box => ("Chosen", (string?)box.GetAttribute("value"))).ToList();

        Assert.StartsWith("Tick the shifts first.", (await browser.SubmitAsync(week, "form[action$='/look']", ("CallOff", "false"))).Notice, StringComparison.Ordinal);
        var look = await browser.SubmitAsync(week, "form[action$='/look']", [.. ticks, ("CallOff", "false")]);
        Assert.Equal("Publish 2 shifts", look.Text("main form button"));
        Assert.Equal("2 shifts are published.", (await browser.SubmitAsync(look)).Notice);
        Assert.StartsWith("2 were left as they are", (await browser.SubmitAsync(look)).Notice, StringComparison.Ordinal);

        var again = await browser.GetPageAsync("/en/desk/shifts/several");
        var off = await browser.SubmitAsync(again, "form[action$='/look']", ("Chosen", again.All("input[name='Chosen']")[0].GetAttribute("value")), ("CallOff", "true"));
        Assert.Equal("Write the reason", (await browser.SubmitAsync(off)).ComplaintOf("Reason"));
        Assert.StartsWith("1 shift is called off.", (await browser.SubmitAsync(off, ("Reason", "Təmir"))).Notice, StringComparison.Ordinal);
        Assert.Equal(ShiftState.Cancelled, await own.QueryAsync(db => db.Shifts.Where(s => s.ShiftId == first.ShiftId).Select(s => s.State).SingleAsync()));
    }

    [Fact]
    public async Task A_week_is_copied_after_a_look()
    {
        await using var own = await TestApp.StartAsync();
        await own.AddShiftAsync(daysAhead: 2);
        var browser = await own.NewBrowserAsync(await own.AddCoordinatorAsync());
        var look = await browser.GetPageAsync("/en/desk/shifts/several/copy?from=2026-11-25&to=2026-12-03");
        Assert.Contains("1 shift would be copied", look.Words, StringComparison.Ordinal);

        Assert.Equal("1 shift was copied as a draft.", (await browser.SubmitAsync(look, "main form[method='post']")).Notice);
        Assert.StartsWith("Nothing was copied", (await browser.SubmitAsync(look, "main form[method='post']")).Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_are_changed_on_a_page_that_warns_by_name()
    {
        var shift = await app.AddShiftAsync(daysAhead: 3);
        await app.AddSignedUpAsync(shift);
        var browser = await StaffAsync();
        var form = await browser.GetPageAsync($"/en/desk/shifts/{shift.ShiftId}/roles");

        var warned = await browser.SubmitAsync(form, ("Roles[0].Skills", "first-aid"), ("Roles[1].Name", "Sürücü"), ("Roles[1].People", "1"));
        Assert.Contains("Leyla Quliyeva", warned.Words, StringComparison.Ordinal);
        var done = await browser.SubmitAsync(warned, ("Confirmed", "true"));
        Assert.Equal("The roles are changed.", done.Notice);
        Assert.Contains("skills: First aid", done.Words, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("Nothing was changed", (await browser.SubmitAsync(form)).Notice, StringComparison.Ordinal);
    }

    private async Task<Browser> StaffAsync() => await app.NewBrowserAsync(await app.AddCoordinatorAsync());

    private Task<string?> TitleAsync(Guid id) => app.QueryAsync(db => db.VolunteerTasks.Where(t => t.VolunteerTaskId == id).Select(t => t.Title).SingleAsync());

    private static async Task<WebPage> AddAsync(Browser browser, string path, params (string, string?)[] values)
    {
        (string Name, string? Value)[] usual = [("CategoryCode", "reception"), ("Place", "Centre"), ("MeetingPoint", "Giriş"), ("Roles[0].Name", "Helper"), ("Roles[0].People", "2")];

        return await browser.SubmitAsync(await browser.GetPageAsync(path), [.. usual.Where(u => !values.Any(v => v.Item1 == u.Name)), .. values]);
    }
}
