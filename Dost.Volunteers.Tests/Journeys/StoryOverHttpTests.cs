using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>The whole story once, over HTTP: from a stranger's first click to counted hours, with the real jobs and a clock that moves.</summary>
public sealed class StoryOverHttpTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly DateOnly _day = new(2026, 11, 26);

    private readonly string _leylasPhone = TestData.NewPhone();
    private readonly string _askersPhone = TestData.NewPhone();

    [Fact]
    public async Task A_stranger_becomes_a_volunteer_an_elder_gets_her_bread_and_the_hours_count()
    {
        var coordinator = await app.NewBrowserAsync(await app.AddCoordinatorAsync("1"));
        var leyla = await JoinAsync();
        await InterviewAsync(coordinator, leyla.VolunteerId);
        await AcceptAsync(coordinator, leyla.VolunteerId);

        var (asker, request) = await AskAsync();
        var shift = await PlanAsync(coordinator, request.HelpRequestId);
        var rivals = new[] { (await app.AddVolunteerAsync()).Volunteer, (await app.AddVolunteerAsync()).Volunteer };
        await OfferAsync(coordinator, shift, [leyla, .. rivals]);

        var winner = await AnswerAsync(shift, leyla, rivals[0], rivals[1]);
        await MoveBeforeTheReminderGoesAsync(coordinator, shift, winner);
        await ServeAsync(shift, winner);
        await ApproveAsync(coordinator, winner);
        await FollowToTheEndAsync(asker, request.HelpRequestId);
    }

    /// <summary>Steps 1: the door, the form with a mistake, the form put right, the code, the link in the e-mail.</summary>
    private async Task<Volunteer> JoinAsync()
    {
        var visitor = app.NewBrowser();
        var home = await visitor.GetPageAsync("/az/");
        Assert.NotEmpty(home.LinkTo("Mənə kömək lazımdır"));
        var start = await visitor.GetPageAsync(home.LinkTo("Kömək etmək istəyirəm"));
        var answers = SignUpWalk.Answers(_leylasPhone, ("FamilyName", ""), ("Email", "leyla@example.az"), ("Free", "Thursday-Morning"), ("Free", "Thursday-Afternoon"));

        var wrong = await visitor.SignUpAsync(await visitor.GetPageAsync(start.LinkTo("Başlayın")), answers);
        Assert.NotNull(wrong.ComplaintOf("FamilyName"));
        Assert.Equal("leyla@example.az", wrong.Value("Email"));

        var asked = await visitor.SignUpAsync(wrong, [.. answers.Where(a => a.Name != "FamilyName"), ("FamilyName", "D’Əliyeva")]);
        await app.RunJobAsync("SendMessages");
        var code = new string((await app.SmsToAsync(_leylasPhone))[^1].Where(char.IsAsciiDigit).Take(6).ToArray());
        var done = await visitor.SubmitAsync(asked, "main form", ("Code", code));
        Assert.Equal("/az/join/done", done.Path);

        await app.RunJobAsync("SendMessages");
        var link = (await app.EmailsToAsync("leyla@example.az")).Single(m => m.Contains("/t/", StringComparison.Ordinal) && m.Contains("təsdiq", StringComparison.Ordinal));
        await visitor.SubmitAsync(await visitor.GetPageAsync(Mailbox.LinkIn(link)));

        var volunteer = await app.QueryAsync(db => db.Volunteers.SingleAsync(v => v.Phone == _leylasPhone));
        Assert.NotNull(volunteer.PhoneConfirmedAtUtc);
        Assert.NotNull(volunteer.EmailConfirmedAtUtc);

        return volunteer;
    }

    /// <summary>Step 2: a talk, whose time she chooses by the link.</summary>
    private async Task InterviewAsync(Browser coordinator, Guid volunteerId)
    {
        await coordinator.SubmitAsync(await coordinator.GetPageAsync("/az/desk/intake/slots/new"), ("Date", "24.11.2026"), ("StartsAt", "10:00"));
        var board = await coordinator.GetPageAsync("/az/desk/intake");
        await coordinator.SubmitAsync(board, $"form[action$='/{volunteerId}/invite']");
        await app.RunJobAsync("SendMessages");

        var phone = app.NewBrowser();
        var times = await phone.GetPageAsync(Mailbox.LinkIn((await app.SmsToAsync(_leylasPhone))[^1]));
        var booked = await phone.SubmitAsync(times, "form[action$='/book']", ("slot", times.One("input[name=slot]").GetAttribute("value")));
        Assert.Contains("10:00", booked.Text("#booked ~ .lead-in"), StringComparison.Ordinal);

        var page = await coordinator.GetPageAsync($"/az/desk/intake/{volunteerId}");
        await coordinator.SubmitAsync(page, "form[action$='/interview']", ("Came", "true"), ("Note", "Çox mehribandır"));
    }

    /// <summary>The yes, the training, and the contract, signed on the phone: with the last of them she serves.</summary>
    private async Task AcceptAsync(Browser coordinator, Guid volunteerId)
    {
        var list = await coordinator.GetPageAsync("/az/desk/volunteers");
        Assert.Contains("D’Əliyeva", list.Words, StringComparison.Ordinal);

        var page = await coordinator.GetPageAsync($"/az/desk/intake/{volunteerId}");
        await coordinator.SubmitAsync(page, "form[action$='/accept']", ("Vetting", nameof(VettingLevel.HomeVisit)));
        Assert.Equal(VolunteerState.Training, await app.VolunteerStateAsync(volunteerId));
        await app.TrainAsync(volunteerId);

        var leyla = await app.NewBrowserAsync(await app.QueryAsync(db => db.Users.SingleAsync(a => a.VolunteerId == volunteerId)));
        var contract = await leyla.GetPageAsync("/az/me/contract");
        var sent = await leyla.SubmitAsync(contract, "form[action$='/code']");
        await app.RunJobAsync("SendMessages");
        var code = new string((await app.SmsToAsync(_leylasPhone))[^1].Where(char.IsAsciiDigit).Take(6).ToArray());
        await leyla.SubmitAsync(sent, "form[action$='/me/contract']", ("Name", "nigar d'eliyeva"), ("Code", code));
        Assert.Equal(VolunteerState.Active, await app.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteerId).Select(v => v.State).SingleAsync()));
    }

    /// <summary>Step 3: a daughter asks for her mother, in Russian, and follows with the code.</summary>
    private async Task<(Browser Asker, HelpRequest Request)> AskAsync()
    {
        var asker = app.NewBrowser();
        var kinds = await asker.GetPageAsync("/ru/help");
        var form = await asker.GetPageAsync(kinds.All("a").Select(a => a.GetAttribute("href")!).First(h => h.EndsWith("/help/ask/shopping", StringComparison.Ordinal)));
        var confirm = await asker.SubmitAsync(
            form, ("For", "other"), ("AskerName", "Севда Ибрагимова"), ("AskerRelation", "дочь"), ("AskerPhone", _askersPhone), ("Name", "Zərifə İbrahimova"), ("Phone", ""),
            ("DistrictCode", "yasamal"), ("Address", "Şərifzadə küçəsi 12, mənzil 4"), ("Description", "Хлеб, молоко, яблоки"), ("WantedOn", "26.11.2026"),
            ("WantedPart", nameof(PartOfDay.Morning)), ("HealthNotes", "Плохо слышит"), ("VisitorGender", "Female"), ("Agrees", "true"));
        var id = await app.QueryAsync(db => db.HelpRequests.Where(r => r.ContactPhone == _askersPhone).Select(r => r.HelpRequestId).SingleAsync());
        var thanks = await asker.SubmitAsync(confirm, "form[action$='/help/confirm']", ("Code", await app.LastCodeAsync(id)));
        var code = thanks.Text(".code-shown");
        Assert.DoesNotContain(code, thanks.Path, StringComparison.Ordinal);

        var another = app.NewBrowser();
        var status = await another.SubmitAsync(await another.GetPageAsync("/ru/help/track"), ("Code", code.ToLowerInvariant()), ("Phone", _askersPhone));
        Assert.Contains("/help/status", status.Path, StringComparison.Ordinal);
        Assert.Contains(code, status.Words, StringComparison.Ordinal);

        return (asker, await app.QueryAsync(db => db.HelpRequests.SingleAsync(r => r.TrackingCode == code)));
    }

    /// <summary>Step 4.</summary>
    private async Task<Shift> PlanAsync(Browser coordinator, Guid requestId)
    {
        var request = await coordinator.GetPageAsync($"/az/desk/requests/{requestId}");
        Assert.Contains("Плохо слышит", request.Words, StringComparison.Ordinal);
        await coordinator.SubmitAsync(request, "form[action$='/triage']", ("Urgency", nameof(Urgency.Soon)));

        var plan = await coordinator.GetPageAsync($"/az/desk/requests/{requestId}/plan");
        Assert.Equal("26.11.2026", DateOnly.Parse(plan.Value("Date")!, System.Globalization.CultureInfo.GetCultureInfo("az")).ToString("dd.MM.yyyy", System.Globalization.CultureInfo.InvariantCulture));
        var page = await coordinator.SubmitAsync(
            plan, ("StartsAt", "10:00"), ("EndsAt", "12:00"), ("MeetingPoint", "Metronun çıxışı"), ("Role.Name", "Köməkçi"), ("Role.People", "1"), ("Instructions", "Çeki saxlayın"));
        Assert.Contains("/desk/shifts/", page.Path, StringComparison.Ordinal);

        return await app.QueryAsync(db => db.Shifts.Include(s => s.Roles).SingleAsync(s => s.VolunteerTask.HelpRequestId == requestId));
    }

    /// <summary>Step 5: candidates with reasons, those who cannot with theirs, and the offer.</summary>
    private async Task OfferAsync(Browser coordinator, Shift shift, Volunteer[] people)
    {
        await app.AddVolunteerAsync(vetting: VettingLevel.None);
        var page = await coordinator.GetPageAsync($"/az/desk/shifts/{shift.ShiftId}");
        Assert.All(people, p => Assert.Contains(p.FullName, page.Words, StringComparison.Ordinal));
        Assert.NotEmpty(page.All(".reasons li"));
        Assert.Contains("1", page.Text("main details summary"), StringComparison.Ordinal);

        await coordinator.SubmitAsync(page, "form[action$='/offer']", [.. people.Select(p => ("Chosen", (string?)p.VolunteerId.ToString()))]);
        Assert.Equal(people.Length, await app.QueryAsync(db => db.Assignments.CountAsync(a => a.ShiftId == shift.ShiftId && a.State == AssignmentState.Offered)));
    }

    /// <summary>Step 6: two accept the last place at once, one declines; who was second is told so.</summary>
    private async Task<Volunteer> AnswerAsync(Shift shift, Volunteer one, Volunteer other, Volunteer decliner)
    {
        await app.RunJobAsync("SendMessages");
        var no = await OpenLastLinkAsync(decliner.Phone);
        await no.Browser.SubmitAsync(no.Page, "form[action$='/no']");

        var hopefuls = new[] { one, other };
        var opened = await Task.WhenAll(hopefuls.Select(v => OpenLastLinkAsync(v.Phone)));
        Assert.All(opened, o => Assert.DoesNotContain("Şərifzadə", o.Page.Words, StringComparison.Ordinal));
        var answered = await Task.WhenAll(opened.Select(o => o.Browser.SubmitAsync(o.Page, "form[action$='/yes']")));

        var states = await app.QueryAsync(db => db.Assignments.Where(a => a.ShiftId == shift.ShiftId).ToDictionaryAsync(a => a.VolunteerId, a => a.State));
        var winner = Assert.Single(hopefuls, v => states[v.VolunteerId] is AssignmentState.Confirmed);
        Assert.Equal(AssignmentState.Declined, states[decliner.VolunteerId]);
        var late = answered[1 - Array.IndexOf(hopefuls, winner)];
        Assert.Contains("başqası götürdü", late.Words, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await app.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId).Select(r => r.PlacesTaken).SingleAsync()));

        return winner;
    }

    /// <summary>Step 7: the reminder is owed, but the shift is moved before it goes: it does not go, the notice does, and a new reminder later.</summary>
    private async Task MoveBeforeTheReminderGoesAsync(Browser coordinator, Shift shift, Volunteer winner)
    {
        await app.RunJobAsync("SendMessages");
        app.Clock.SetUtcNow(BakuTime.ToUtc(_day.AddDays(-1), new TimeOnly(10, 30)));
        await app.RunJobAsync("QueueShiftReminders");
        Assert.True(await app.QueryAsync(db => db.OutboundMessages.AnyAsync(m => m.Kind == MessageKind.ShiftReminder && m.State == MessageState.Queued)));

        var move = await coordinator.GetPageAsync($"/az/desk/shifts/{shift.ShiftId}/move");
        await coordinator.SubmitAsync(move, ("StartsAt", "15:00"), ("EndsAt", "17:00"));
        await app.RunJobAsync("SendMessages");

        var kinds = await app.QueryAsync(db => db.OutboundMessages.Where(m => m.RecipientId == winner.VolunteerId && m.SentAtUtc > app.NowUtc.AddMinutes(-5)).Select(m => m.Kind).ToListAsync());
        Assert.Contains(MessageKind.ShiftMoved, kinds);
        Assert.DoesNotContain(MessageKind.ShiftReminder, kinds);
        Assert.Contains("15:00", (await app.SmsToAsync(winner.Phone))[^1], StringComparison.Ordinal);

        app.Clock.SetUtcNow(BakuTime.ToUtc(_day, new TimeOnly(13, 5)));
        await app.RunJobAsync("QueueShiftReminders");
        await app.RunJobAsync("SendMessages");
        var reminder = (await app.SmsToAsync(winner.Phone))[^1];
        Assert.Contains("15:00", reminder, StringComparison.Ordinal);
        Assert.DoesNotContain("Şərifzadə", reminder, StringComparison.Ordinal);
    }

    /// <summary>Step 8: the address is open to who comes; in on time, and the check-out is forgotten.</summary>
    private async Task ServeAsync(Shift shift, Volunteer winner)
    {
        var phone = await app.NewBrowserAsync(await app.QueryAsync(db => db.Users.SingleAsync(a => a.VolunteerId == winner.VolunteerId)));
        var assignmentId = await app.QueryAsync(db => db.Assignments.Where(a => a.ShiftId == shift.ShiftId && a.VolunteerId == winner.VolunteerId).Select(a => a.AssignmentId).SingleAsync());
        app.Clock.SetUtcNow(BakuTime.ToUtc(_day, new TimeOnly(14, 55)));
        var page = await phone.GetPageAsync($"/az/me/shifts/{assignmentId}");
        Assert.Contains("Şərifzadə küçəsi 12", page.Words, StringComparison.Ordinal);
        await phone.SubmitAsync(page, "form[action$='/check-in']");
        Assert.Equal(HelpRequestState.InProgress, await app.QueryAsync(db => db.HelpRequests.Where(r => r.ContactPhone == _askersPhone).Select(r => r.State).SingleAsync()));

        app.Clock.SetUtcNow(BakuTime.ToUtc(_day, new TimeOnly(18, 10)));
        await app.RunJobAsync("CloseForgottenAttendance");
        var entry = await app.QueryAsync(db => db.HoursEntries.SingleAsync(h => h.VolunteerId == winner.VolunteerId));
        Assert.Equal((120, HoursState.Submitted), (entry.Minutes, entry.State));
    }

    private async Task ApproveAsync(Browser coordinator, Volunteer winner)
    {
        var queue = await coordinator.GetPageAsync("/az/desk/hours");
        Assert.Contains(winner.FullName, queue.Words, StringComparison.Ordinal);
        var entryId = await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == winner.VolunteerId).Select(h => h.HoursEntryId).SingleAsync());
        await coordinator.SubmitAsync(queue, ("ids", entryId.ToString()));

        var own = await app.NewBrowserAsync(await app.QueryAsync(db => db.Users.SingleAsync(a => a.VolunteerId == winner.VolunteerId)));
        Assert.Contains("2 saat", (await own.GetPageAsync("/az/me")).Words, StringComparison.Ordinal);
        await using var scope = app.NewScope();
        Assert.Null(await scope.Get<HoursLedger>().FirstBrokenAsync(winner.VolunteerId, CancellationToken.None));
    }

    private async Task FollowToTheEndAsync(Browser asker, Guid requestId)
    {
        await app.RunJobAsync("SendMessages");
        var status = await asker.GetPageAsync(Mailbox.LinkIn((await app.SmsToAsync(_askersPhone))[^1]));
        await asker.SubmitAsync(status, "form[action$='/feedback']", ("Stars", "5"), ("Words", "Спасибо, дочка!"));

        var request = await app.QueryAsync(db => db.HelpRequests.SingleAsync(r => r.HelpRequestId == requestId));
        Assert.Equal((HelpRequestState.Closed, 5, "Спасибо, дочка!"), (request.State, request.Stars, request.Feedback));
    }

    private async Task<(Browser Browser, WebPage Page)> OpenLastLinkAsync(string phone)
    {
        var browser = app.NewBrowser();

        return (browser, await browser.GetPageAsync(Mailbox.LinkIn((await app.SmsToAsync(phone))[^1])));
    }
}
