using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Messages;

/// <summary>The inbox and the page of what goes out, over HTTP: who sees what, and what can be done.</summary>
public sealed class DeskMessagesTests : IAsyncLifetime
{
    private Browser _own = null!;
    private Browser _other = null!;

    private TestApp App { get; } = new();

    public async Task InitializeAsync()
    {
        await App.InitializeAsync();
        _own = await App.NewBrowserAsync(await App.AddCoordinatorAsync("1"));
        _other = await App.NewBrowserAsync(await App.AddCoordinatorAsync("2"));
    }

    public Task DisposeAsync() => ((IAsyncLifetime)App).DisposeAsync();

    [Fact]
    public async Task An_empty_inbox_says_so_and_a_message_is_seen_by_its_own_centre_only()
    {
        Assert.Contains("No message waits for you", (await _own.GetPageAsync("/en/desk/inbox")).Words, StringComparison.Ordinal);
        var (volunteer, _) = await App.AddVolunteerAsync();
        await WriteAsync(volunteer.Phone, "Gecikə bilərəm, olar?");

        Assert.Contains("Gecikə bilərəm, olar?", (await _own.GetPageAsync("/en/desk/inbox")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Gecikə", (await _other.GetPageAsync("/en/desk/inbox")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _other.GetPageAsync($"/en/desk/inbox/{await OnlyIdAsync()}")).Status);
    }

    [Fact]
    public async Task Who_is_unknown_is_shown_to_administrators_only_and_nobody_can_write_back()
    {
        await WriteAsync("+994705550001", "Salam");
        var administrator = await App.NewBrowserAsync(await App.AddAdministratorAsync());

        Assert.DoesNotContain("Salam", (await _own.GetPageAsync("/en/desk/inbox")).Words, StringComparison.Ordinal);
        Assert.Contains("Salam", (await administrator.GetPageAsync("/en/desk/inbox")).Words, StringComparison.Ordinal);
        var page = await administrator.GetPageAsync($"/en/desk/inbox/{await OnlyIdAsync()}");
        Assert.Empty(page.All("form[action$='/reply']"));
    }

    [Fact]
    public async Task One_tap_enters_the_yes_in_the_persons_name_and_says_who_did_it()
    {
        var (volunteer, assignmentId) = await AskedAsync();
        await WriteAsync(volunteer.Phone, "bəli amma 10 dəqiqə gec");
        var page = await _own.GetPageAsync("/en/desk/inbox");

        var after = await _own.SubmitAsync(page, "form[action$='/yes']");

        Assert.Equal("The yes was entered in the person's name.", after.Notice);
        Assert.Equal(AssignmentState.Confirmed, await App.QueryAsync(db => db.Assignments.Where(a => a.AssignmentId == assignmentId).Select(a => a.State).SingleAsync()));
        var sms = await App.QueryAsync(db => db.InboundSms.AsNoTracking().SingleAsync());
        Assert.Equal(InboundDeed.AnsweredYes, sms.Deed);
        Assert.NotNull(sms.DoneById);
        Assert.True(await App.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Action == "AnsweredForPerson" && e.SubjectId == volunteer.VolunteerId && e.ActorId == sms.DoneById)));

        // The second click of a double click.
        Assert.Equal("Somebody has settled this message meanwhile.", (await _own.SubmitAsync(page, "form[action$='/yes']")).Notice);
        Assert.Contains("entered as a yes", (await _own.GetPageAsync("/en/desk/inbox?show=done")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_goes_out_in_the_words_that_were_shown()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        await WriteAsync(volunteer.Phone, "Nə vaxt zəng edəcəksiniz, sual var");
        var id = await OnlyIdAsync();
        var page = await _own.GetPageAsync($"/en/desk/inbox/{id}");

        Assert.Equal(["Choose a phrase, or write a reply"], (await _own.SubmitAsync(page, "form[action$='/reply']", ("Phrase", ""), ("Text", " "))).Complaints);
        var after = await _own.SubmitAsync(page, "form[action$='/reply']", ("Phrase", "call"), ("Text", ""));

        Assert.Equal("Your reply goes out now.", after.Notice);
        await using var scope = App.NewScope();
        var message = await scope.Db.OutboundMessages.AsNoTracking().SingleAsync(m => m.Kind == MessageKind.SmsReply && m.SubjectVersion == 1);
        var words = (await scope.Get<MessageComposer>().ComposeAsync([message], default))[message.OutboundMessageId].Words!.Body;
        Assert.Equal("DOST: koordinator bu gün Sizə zəng edəcək.", words);
    }

    [Fact]
    public async Task What_goes_out_is_seen_by_its_own_centre_and_says_where_it_stands()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        await OweAsync(volunteer, m => (m.State, m.Attempts, m.Reason, m.DueAtUtc) = (MessageState.Queued, 2, "timeout", App.NowUtc.AddMinutes(5)));
        var address = $"/en/desk/messages?person={volunteer.VolunteerId}";

        var seen = (await _own.GetPageAsync(address)).Words;

        Assert.Contains("Waits: the provider did not answer. Next try:", seen, StringComparison.Ordinal);
        Assert.Contains("number 3.", seen, StringComparison.Ordinal);
        Assert.Contains(volunteer.FullName, seen, StringComparison.Ordinal);
        var foreign = (await _other.GetPageAsync(address)).Words;
        Assert.Contains("No message fits", foreign, StringComparison.Ordinal);
        Assert.DoesNotContain(volunteer.FamilyName, foreign, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_found_by_name_or_number_within_the_own_centre_and_no_name_stands_in_the_address()
    {
        var (meant, _) = await App.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName) = ("Günel", "D'Əliyeva"));
        var (another, _) = await App.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName) = ("Orxan", "Quliyev"));
        await OweAsync(meant, m => (m.State, m.Reason) = (MessageState.Failed, "twilio 21211"));
        await OweAsync(another);
        await App.AddHelpRequestAsync();
        var page = await _own.GetPageAsync("/en/desk/messages");

        var found = await _own.SubmitAsync(page, ("q", "d’əliyeva gunel"));
        Assert.All(Rows(found), row => Assert.Contains(meant.FullName, row, StringComparison.Ordinal));
        Assert.NotEmpty(Rows(found));
        Assert.DoesNotContain("liyeva", found.Address.Query, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("s=", found.Address.Query, StringComparison.Ordinal);
        var byNumber = Rows(await _own.SubmitAsync(page, ("q", another.Phone)));
        Assert.All(byNumber, row => Assert.Contains(another.FullName, row, StringComparison.Ordinal));
        Assert.NotEmpty(byNumber);
        Assert.Contains(Rows(await _own.SubmitAsync(page, ("q", "zərifə abbas"))), row => row.Contains("Zərifə Abbasova", StringComparison.Ordinal));

        // What is chosen beside the name holds too, and what nobody is called finds nothing.
        Assert.Contains("No message fits", (await _own.SubmitAsync(found, ("state", "Sent"))).Words, StringComparison.Ordinal);
        Assert.Contains("No message fits", (await _own.SubmitAsync(page, ("q", "bdfk"))).Words, StringComparison.Ordinal);
        Assert.Contains("No message fits", (await _own.SubmitAsync(page, ("q", "’ -"))).Words, StringComparison.Ordinal);
        Assert.Contains("No message fits", (await _other.SubmitAsync(await _other.GetPageAsync("/en/desk/messages"), ("q", "d’əliyeva gunel"))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_reply_costs_is_shown_while_one_types_and_only_to_who_may_write_it()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        await WriteAsync(volunteer.Phone, "Sual var");
        var id = await OnlyIdAsync();
        var page = await _own.GetPageAsync($"/en/desk/inbox/{id}");
        Assert.EndsWith($"/desk/inbox/{id}/cost", page.Form("form[action$='/reply']").GetAttribute("data-preview"), StringComparison.Ordinal);
        page.Form("form[action$='/reply']").SetAttribute("action", $"/en/desk/inbox/{id}/cost");

        var cost = await _own.SubmitAsync(page, "form[action$='/cost']", ("Text", new string('ə', 65)), ("Phrase", ""));

        Assert.Equal("2 parts, 0.12 ₼", cost.Text("#shown-text .cost strong"));
        Assert.Empty((await _own.SubmitAsync(page, "form[action$='/cost']", ("Text", " "), ("Phrase", ""))).All(".cost"));
        Assert.Equal(0, await App.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.SmsReply && m.SubjectVersion == 1)));
        var foreign = await _other.GetPageAsync("/en/desk/messages");
        foreign.Form("main form").SetAttribute("action", $"/en/desk/inbox/{id}/cost");
        Assert.Equal(HttpStatusCode.NotFound, (await _other.SubmitAsync(foreign, ("Text", "Salam"))).Status);
    }

    [Fact]
    public async Task The_filters_hold_and_nonsense_in_the_address_is_left_out()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        await OweAsync(volunteer, m => (m.State, m.Reason) = (MessageState.Failed, "twilio 21211"));
        await OweAsync(volunteer, m => (m.State, m.SentAtUtc, m.DeliveredAtUtc) = (MessageState.Sent, App.NowUtc, App.NowUtc), version: 1);
        var address = $"/en/desk/messages?person={volunteer.VolunteerId}";

        Assert.Contains("there is no such number", (await _own.GetPageAsync(address + "&state=Failed")).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("there is no such number", (await _own.GetPageAsync(address + "&state=Arrived")).Words, StringComparison.Ordinal);
        Assert.Contains("No message fits", (await _own.GetPageAsync(address + "&channel=Email&state=Failed")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _own.GetPageAsync("/en/desk/messages?state=x&kind=1.5&day=31-31&person=y&shift=z&after=9999999999999999999_q&channel=7")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _own.GetPageAsync("/en/desk/messages?day=9999-12-31")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _own.GetPageAsync("/en/desk/messages?day=0001-01-01")).Status);
    }

    [Fact]
    public async Task Pages_follow_one_another_and_pass_nobody_over()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();

        for (var i = 0; i < 60; i++)
        {
            await OweAsync(volunteer, version: i);
        }

        var address = $"/en/desk/messages?person={volunteer.VolunteerId}";
        var seen = new List<string>();

        for (var page = await _own.GetPageAsync(address); ; page = await _own.GetPageAsync(page.One("a[rel=next]").GetAttribute("href")!))
        {
            seen.AddRange(page.All(".card-row__title a").Select(a => a.GetAttribute("href")!));

            if (page.All("a[rel=next]").Count == 0)
            {
                break;
            }
        }

        Assert.Equal(await App.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.RecipientId == volunteer.VolunteerId)), seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task What_waits_is_called_off_and_what_has_gone_is_not()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        var message = await OweAsync(volunteer);
        var page = await _own.GetPageAsync($"/en/desk/messages/{message.OutboundMessageId}");

        var after = await _own.SubmitAsync(page, "form[action$='/call-off']");

        Assert.Equal("The message was called off.", after.Notice);
        Assert.Equal((MessageState.Suppressed, MessageReason.CalledOff), await StateAsync(message));
        await SetAsync(message, MessageState.Sending);
        Assert.StartsWith("Nothing was changed", (await _own.SubmitAsync(page, "form[action$='/call-off']")).Notice, StringComparison.Ordinal);
        Assert.Equal(MessageState.Sending, (await StateAsync(message)).State);
    }

    [Fact]
    public async Task Sending_once_more_makes_one_message_that_obeys_all_rules_and_only_while_it_is_true()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        var message = await OweAsync(volunteer, m => m.State = MessageState.Failed);
        var page = await _own.GetPageAsync($"/en/desk/messages/{message.OutboundMessageId}");

        Assert.Equal("The message goes out once more.", (await _own.SubmitAsync(page, "form[action$='/again']")).Notice);
        Assert.Equal("The same message waits already.", (await _own.SubmitAsync(page, "form[action$='/again']")).Notice);
        var again = await App.QueryAsync(db => db.OutboundMessages.AsNoTracking().SingleAsync(m => m.SubjectId == message.SubjectId && m.Kind == message.Kind && m.Stage == "+1"));
        Assert.Equal((MessageState.Queued, message.SubjectVersion, message.NotAfterUtc), (again.State, again.SubjectVersion, again.NotAfterUtc));

        await SetAsync(again, MessageState.Sent);
        await App.QueryAsync(async db =>
        {
            var person = await db.Volunteers.Include(v => v.Terms).SingleAsync(v => v.VolunteerId == volunteer.VolunteerId);
            Assert.True(person.Pause("Gedirəm"));
            return await db.SaveChangesAsync();
        });
        Assert.StartsWith("Nothing was sent", (await _own.SubmitAsync(page, "form[action$='/again']")).Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_neither_shown_nor_sent_nor_stopped_by_others()
    {
        var (volunteer, _) = await App.AddVolunteerAsync();
        await using var scope = App.NewScope();
        Assert.True(await scope.Get<OneTimeCodeService>().IssueAsync(OneTimeCodePurpose.SignIn, volunteer.VolunteerId, Recipient.Volunteer(volunteer.VolunteerId), default));
        var message = await scope.Db.OutboundMessages.SingleAsync(m => m.RecipientId == volunteer.VolunteerId && m.Kind == MessageKind.SignInCode);
        var code = await App.LastCodeAsync(volunteer.VolunteerId);

        var page = await _own.GetPageAsync($"/en/desk/messages/{message.OutboundMessageId}");

        Assert.DoesNotContain(code!, page.Html, StringComparison.Ordinal);
        Assert.Empty(page.All("main form[action*='/desk/messages/']"));
    }

    [Fact]
    public async Task The_volunteer_is_asked_about_a_number_and_an_address_that_do_not_work()
    {
        var (volunteer, account) = await App.AddVolunteerAsync();
        await App.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteer.VolunteerId)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.PhoneFailedAtUtc, App.NowUtc).SetProperty(v => v.EmailFailedAtUtc, App.NowUtc)));
        var person = await App.NewBrowserAsync(account);
        Assert.Contains("Is the number still right?", (await person.GetPageAsync("/en/me")).Words, StringComparison.Ordinal);
        Assert.Contains("Does not work", (await _own.GetPageAsync($"/en/desk/volunteers/{volunteer.VolunteerId}")).Words, StringComparison.Ordinal);
        var page = await person.GetPageAsync("/en/me/contact");

        Assert.Equal(["Enter the address like this: name@example.az"], (await person.SubmitAsync(page, "form[action$='/email']", ("Email", "nobody"))).Complaints);
        await person.SubmitAsync(page, "form[action$='/email']", ("Email", "dogru@example.az"));
        await person.SubmitAsync(page, "form[action$='/phone']");

        var read = await App.QueryAsync(db => db.Volunteers.AsNoTracking().SingleAsync(v => v.VolunteerId == volunteer.VolunteerId));
        Assert.Equal(("dogru@example.az", null, null, null), (read.Email, read.EmailConfirmedAtUtc, read.EmailFailedAtUtc, read.PhoneFailedAtUtc));
        Assert.Contains("dogru", read.SearchText, StringComparison.Ordinal);
        Assert.True(await App.QueryAsync(db => db.OutboundMessages.AnyAsync(m => m.RecipientId == volunteer.VolunteerId && m.Kind == MessageKind.ConfirmEmail)));
    }

    private static List<string> Rows(WebPage page) => [.. page.All("#results .card-row__meta").Select(row => row.TextContent)];

    private async Task<(Volunteer Volunteer, Guid AssignmentId)> AskedAsync()
    {
        await App.QueryAsync(db => db.Settings.Where(s => s.SettingKey == "Messaging.SmsRepliesArrive").ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, "true")));
        var (volunteer, _) = await App.AddVolunteerAsync();
        var assignmentId = await App.OfferAsync(await App.AddShiftAsync(), volunteer);
        await using var scope = App.NewScope();
        var offer = await scope.Db.OutboundMessages.AsNoTracking().SingleAsync(m => m.SubjectId == assignmentId && m.Channel == MessageChannel.Sms);
        await scope.Get<MessageComposer>().ComposeAsync([offer], default);

        return (volunteer, assignmentId);
    }

    private async Task WriteAsync(string from, string text)
    {
        await using var scope = App.NewScope();
        Assert.NotNull(await scope.Get<InboundService>().ReceiveAsync($"SM{Guid.NewGuid():N}", from, text, default));
    }

    private Task<Guid> OnlyIdAsync() => App.QueryAsync(db => db.InboundSms.Select(i => i.InboundSmsId).SingleAsync());

    private Task<(MessageState State, string? Reason)> StateAsync(OutboundMessage message) =>
        App.QueryAsync(async db => await db.OutboundMessages.Where(m => m.OutboundMessageId == message.OutboundMessageId).Select(m => new ValueTuple<MessageState, string?>(m.State, m.Reason)).SingleAsync());

    private Task<int> SetAsync(OutboundMessage message, MessageState state) =>
        App.QueryAsync(db => db.OutboundMessages.Where(m => m.OutboundMessageId == message.OutboundMessageId).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, state)));

    private async Task<OutboundMessage> OweAsync(Volunteer volunteer, Action<OutboundMessage>? change = null, int version = 0)
    {
        var message = OutboundMessage.For(MessageKind.VolunteerAccepted, MessageChannel.Sms, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, App.NowUtc, App.NowUtc.AddDays(3), version);
        change?.Invoke(message);
        await App.QueryAsync(async db =>
        {
            db.OutboundMessages.Add(message);
            return await db.SaveChangesAsync();
        });

        return message;
    }
}
