using System.Net;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Messages;

/// <summary>What Twilio posts to us, over HTTP and with its signature: reports and messages that came in, told once, twice, and by others.</summary>
public sealed class TwilioHooksTests : JobTest
{
    private const string Site = "https://dost.example";
    private int _sids;

    public TwilioHooksTests() => App.With("Site:PublicUrl", Site).With("Messaging:Sms", "Twilio").With("Twilio:AccountSid", TwilioServerForTests.AccountSid).With("Twilio:AuthToken", TwilioServerForTests.AuthToken).With("Twilio:From", "+15005550006");

    [Fact]
    public async Task Delivered_is_written_down_once_and_nothing_later_changes_it()
    {
        var message = await OweAsync(await AddVolunteerAsync());
        await RunAsync("SendMessages");
        var sid = (await ReadAsync(message)).ProviderId!;

        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync(message, "sent", sid));
        Assert.Null((await ReadAsync(message)).DeliveredAtUtc);
        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync(message, "delivered", sid));
        var arrived = (await ReadAsync(message)).DeliveredAtUtc;
        App.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync(message, "delivered", sid));
        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync(message, "undelivered", sid, 30003));
        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync(message, "queued", sid));

        var read = await ReadAsync(message);
        Assert.NotNull(arrived);
        Assert.Equal((MessageState.Sent, arrived), (read.State, read.DeliveredAtUtc));
    }

    [Fact]
    public async Task A_report_that_overtakes_our_own_mark_is_not_lost_and_nothing_is_sent_twice()
    {
        var message = await OweAsync(await AddVolunteerAsync());
        Provider.BeforeAnswer = async () => Assert.Equal(HttpStatusCode.NoContent, await ReportAsync(message, "undelivered", "SM-early", 30006));

        await RunAsync("SendMessages");
        Provider.BeforeAnswer = () => Task.CompletedTask;
        await RunAsync("SendMessages");

        Assert.Equal((MessageState.Failed, "twilio 30006"), ((await ReadAsync(message)).State, (await ReadAsync(message)).Reason));
        Assert.Single(Provider.Texts);
        Assert.Single(Provider.Emails);
    }

    [Fact]
    public async Task A_report_about_another_message_of_the_provider_says_nothing_of_ours()
    {
        var message = await OweAsync(await AddVolunteerAsync());
        await RunAsync("SendMessages");

        await ReportAsync(message, "failed", "SM-of-another", 30003);

        Assert.Equal(MessageState.Sent, (await ReadAsync(message)).State);
    }

    [Fact]
    public async Task Nobody_else_is_believed()
    {
        var volunteer = await AddVolunteerAsync();
        var message = await OweAsync(volunteer);
        await RunAsync("SendMessages");
        Dictionary<string, string> report = new() { ["MessageSid"] = (await ReadAsync(message)).ProviderId!, ["MessageStatus"] = "failed" };
        var path = $"/hooks/twilio/status?m={message.OutboundMessageId:N}";
        var good = Sign(path, report);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(path, report, signature: null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(path, report, "AAAA"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(path + "&x=1", report, good));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(path, new(report) { ["MessageStatus"] = "delivered" }, good));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("/hooks/twilio/inbound", new() { ["MessageSid"] = "SM1", ["From"] = volunteer.Phone, ["Body"] = "STOP" }, good));
        Assert.Equal(MessageState.Sent, (await ReadAsync(message)).State);
        Assert.Equal(0, await App.QueryAsync(db => db.InboundSms.CountAsync()));

        Assert.Equal(HttpStatusCode.NotFound, await ReportAsync(Guid.NewGuid(), "delivered", "SM1"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/hooks/twilio/status?m=nonsense", report, Sign("/hooks/twilio/status?m=nonsense", report)));
    }

    [Fact]
    public async Task An_offer_is_answered_by_the_code_in_its_sms_and_a_replay_changes_nothing()
    {
        await AllowRepliesAsync();
        var (volunteer, assignmentId) = await OfferedAsync();
        await RunAsync("SendMessages");
        var text = Assert.Single(Provider.Texts).Text;
        Assert.EndsWith("SMS ilə cavab: A1 BƏLİ və ya A1 XEYR", text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await WriteAsync(volunteer.Phone, "a1 beli", "SM-once"));
        Assert.Equal(HttpStatusCode.OK, await WriteAsync(volunteer.Phone, "a1 beli", "SM-once"));
        await RunAsync("SendMessages");

        Assert.Equal(AssignmentState.Confirmed, await StateAsync(assignmentId));
        var sms = Assert.Single(await InboundAsync());
        Assert.Equal((InboundVerdict.Answered, true, true), (sms.Verdict, sms.SaidYes!.Value, sms.DoneAtUtc is not null));
        Assert.Single(Provider.Texts, t => t.Text.Contains("cavabınız qeyd olundu: BƏLİ", StringComparison.Ordinal));
        Assert.DoesNotContain("beli", sms.TextEncrypted, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_bare_yes_counts_where_one_question_is_open_and_else_is_asked_about()
    {
        await AllowRepliesAsync();
        var (volunteer, first) = await OfferedAsync();
        var second = await App.OfferAsync(await App.AddShiftAsync(daysAhead: 5), volunteer);
        await RunAsync("SendMessages");

        await WriteAsync(volunteer.Phone, "Bəli");
        Assert.Equal((AssignmentState.Offered, AssignmentState.Offered), (await StateAsync(first), await StateAsync(second)));
        Assert.Equal(InboundVerdict.WhichQuestion, Assert.Single(await InboundAsync()).Verdict);

        await WriteAsync(volunteer.Phone, "A2 yox");
        Assert.Equal((AssignmentState.Offered, AssignmentState.Declined), (await StateAsync(first), await StateAsync(second)));
        Assert.All(await InboundAsync(), i => Assert.NotNull(i.DoneAtUtc));

        await WriteAsync(volunteer.Phone, "Bəli");
        Assert.Equal(AssignmentState.Confirmed, await StateAsync(first));
    }

    [Fact]
    public async Task What_is_not_a_plain_answer_waits_for_a_person_whole()
    {
        await AllowRepliesAsync();
        var (volunteer, assignmentId) = await OfferedAsync();
        await RunAsync("SendMessages");

        await WriteAsync(volunteer.Phone, "yes in 2 hours");

        Assert.Equal(AssignmentState.Offered, await StateAsync(assignmentId));
        var sms = Assert.Single(await InboundAsync());
        Assert.Equal((InboundVerdict.NotUnderstood, null), (sms.Verdict, sms.DoneAtUtc));
    }

    [Fact]
    public async Task A_question_that_is_closed_is_not_answered_and_somebody_looks()
    {
        await AllowRepliesAsync();
        var (volunteer, assignmentId) = await OfferedAsync();
        await RunAsync("SendMessages");
        App.Clock.Advance(TimeSpan.FromHours(25));

        await WriteAsync(volunteer.Phone, "A1 bəli");
        await WriteAsync(volunteer.Phone, "B7 bəli");

        Assert.NotEqual(AssignmentState.Confirmed, await StateAsync(assignmentId));
        Assert.All(await InboundAsync(), i => Assert.Equal((InboundVerdict.NotPossible, null), (i.Verdict, i.DoneAtUtc)));
    }

    /// <summary>redcall#460: a reply from another phone.</summary>
    [Fact]
    public async Task Another_phone_answers_nothing_and_is_unknown()
    {
        await AllowRepliesAsync();
        var (_, assignmentId) = await OfferedAsync();
        await RunAsync("SendMessages");

        await WriteAsync("+994559998877", "A1 bəli");

        Assert.Equal(AssignmentState.Offered, await StateAsync(assignmentId));
        var sms = Assert.Single(await InboundAsync());
        Assert.Equal((InboundVerdict.UnknownSender, null, null), (sms.Verdict, sms.VolunteerId, sms.DoneAtUtc));
        Assert.Empty(await MessagesAsync(MessageKind.SmsReply));
    }

    [Fact]
    public async Task Stop_and_start_are_obeyed_and_written_down()
    {
        var volunteer = await AddVolunteerAsync();

        await WriteAsync(volunteer.Phone, "Dayandır");
        Assert.True(await App.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteer.VolunteerId).Select(v => v.SmsOptedOut).SingleAsync()));
        Assert.Empty(await MessagesAsync(MessageKind.SmsReply));

        await WriteAsync(volunteer.Phone, "BAŞLA");
        Assert.False(await App.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteer.VolunteerId).Select(v => v.SmsOptedOut).SingleAsync()));
        Assert.Equal(["SmsOptedOut", "SmsOptedIn"], await App.QueryAsync(db => db.AuditEntries.Where(e => e.SubjectId == volunteer.VolunteerId && e.Action.StartsWith("SmsOpted")).OrderBy(e => e.AtUtc).ThenBy(e => e.AuditEntryId).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task Who_asked_for_help_stops_what_is_not_about_it_on_all_requests_of_the_number()
    {
        var first = await App.AddHelpRequestAsync();
        var second = await App.AddHelpRequestAsync(w => w with { ContactPhone = first.ContactPhone });
        await WriteAsync(first.ContactPhone, "СТОП");
        await ForgetMessagesAsync();
        var (about, beside) = (await OweAskerAsync(first.HelpRequestId, MessageKind.HelpRequestReceived), await OweAskerAsync(first.HelpRequestId, MessageKind.HelpRequestHowWasIt));

        Assert.Equal(InboundVerdict.OptedOut, (await InboundAsync()).Single().Verdict);
        Assert.NotNull((await InboundAsync()).Single().DoneAtUtc);
        Assert.Equal(2, await App.QueryAsync(db => db.HelpRequests.CountAsync(r => r.SmsOptedOut)));
        Assert.Equal(2, await App.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "SmsOptedOut" && (e.SubjectId == first.HelpRequestId || e.SubjectId == second.HelpRequestId))));
        Assert.Equal([null, MessageReason.OptedOut], await WhyNotAsync(about, beside));

        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(first.ContactPhone, "başla");
        Assert.Equal(0, await App.QueryAsync(db => db.HelpRequests.CountAsync(r => r.SmsOptedOut)));
        Assert.Equal([null, null], await WhyNotAsync(about, beside));

        App.Clock.Advance(TimeSpan.FromMinutes(1));

        // A yes of somebody who was asked nothing is for a person to read.
        await WriteAsync(first.ContactPhone, "hə");
        Assert.Equal(InboundVerdict.NotUnderstood, (await InboundAsync())[^1].Verdict);
    }

    private async Task<OutboundMessage> OweAskerAsync(Guid requestId, MessageKind kind)
    {
        var message = OutboundMessage.For(kind, MessageChannel.Sms, Recipient.Asker(requestId), requestId, Now, Now.AddDays(1));
        await App.QueryAsync(db =>
        {
            db.OutboundMessages.Add(message);

            return db.SaveChangesAsync();
        });

        return message;
    }

    private async Task<IEnumerable<string?>> WhyNotAsync(params OutboundMessage[] messages)
    {
        await using var scope = App.NewScope();
        var policy = await scope.Get<PolicyReader>().ReadAsync(default);
        var composed = await scope.Get<MessageComposer>().ComposeAsync(messages, default);

        return [.. messages.Select(m => ChannelRules.WhyNot(m.Kind, m.Channel, composed[m.OutboundMessageId].Contact, policy.MobilePrefixes))];
    }

    [Fact]
    public async Task Two_machines_that_answer_each_other_come_to_an_end()
    {
        var volunteer = await AddVolunteerAsync();

        for (var i = 0; i < 20; i++)
        {
            await WriteAsync(volunteer.Phone, "HELP");
        }

        Assert.Equal(InboundService.MostRepliesAnHour, (await MessagesAsync(MessageKind.SmsReply)).Count);
    }

    [Fact]
    public async Task A_number_that_does_not_work_is_marked_and_passed_over_until_it_is_confirmed()
    {
        var volunteer = await AddVolunteerAsync();
        Provider.Answer = sent => sent is SmsToSend ? new SendResult.Final("twilio 21211") : null;
        await OweAsync(volunteer);
        await RunAsync("SendMessages");
        Assert.NotNull((await VolunteerAsync(volunteer)).PhoneFailedAtUtc);

        Provider.Answer = _ => null;
        var next = await OweAsync(volunteer, version: 1);
        await RunAsync("SendMessages");
        Assert.Equal((MessageState.Suppressed, MessageReason.DoesNotWork), ((await ReadAsync(next)).State, (await ReadAsync(next)).Reason));
        Assert.Equal(2, Provider.Emails.Count);

        await App.QueryAsync(async db =>
        {
            (await db.Volunteers.SingleAsync(v => v.VolunteerId == volunteer.VolunteerId)).PhoneConfirmedAtUtc = Now;
            return await db.SaveChangesAsync();
        });
        Assert.Null((await VolunteerAsync(volunteer)).PhoneFailedAtUtc);
    }

    [Fact]
    public async Task A_phone_that_is_off_is_marked_only_after_the_third_time()
    {
        var volunteer = await AddVolunteerAsync();

        for (var i = 0; i < ContactMarks.MostUnreachable; i++)
        {
            Assert.Null((await VolunteerAsync(volunteer)).PhoneFailedAtUtc);
            var message = await OweAsync(volunteer, version: i);
            await RunAsync("SendMessages");
            await ReportAsync(message, "undelivered", (await ReadAsync(message)).ProviderId!, 30003);
        }

        Assert.NotNull((await VolunteerAsync(volunteer)).PhoneFailedAtUtc);
    }

    [Theory]
    [InlineData("smtp 550 5.1.1", true)]
    [InlineData("smtp 550", false)]
    [InlineData("smtp 552", false)]
    public async Task Only_a_mailbox_that_is_not_there_marks_the_address(string reason, bool isMarked)
    {
        var volunteer = await AddVolunteerAsync();
        Provider.Answer = sent => sent is EmailToSend ? new SendResult.Final(reason) : null;
        await OweAsync(volunteer, MessageChannel.Email);
        await RunAsync("SendMessages");

        Assert.Equal(isMarked, (await VolunteerAsync(volunteer)).EmailFailedAtUtc is not null);
    }

    private Task<Volunteer> VolunteerAsync(Volunteer volunteer) => App.QueryAsync(db => db.Volunteers.AsNoTracking().SingleAsync(v => v.VolunteerId == volunteer.VolunteerId));

    private async Task<(Volunteer Volunteer, Guid AssignmentId)> OfferedAsync()
    {
        var volunteer = await AddVolunteerAsync();
        var assignmentId = await App.OfferAsync(await App.AddShiftAsync(), volunteer);
        Assert.Single(await MessagesAsync(MessageKind.ShiftOffer), m => m.Channel is MessageChannel.Sms);

        return (volunteer, assignmentId);
    }

    private Task<int> AllowRepliesAsync() => App.QueryAsync(async db =>
    {
        (await db.Settings.SingleAsync(s => s.SettingKey == "Messaging.SmsRepliesArrive")).Value = "true";
        return await db.SaveChangesAsync();
    });

    private Task<AssignmentState> StateAsync(Guid assignmentId) => App.QueryAsync(db => db.Assignments.Where(a => a.AssignmentId == assignmentId).Select(a => a.State).SingleAsync());

    private Task<List<InboundSms>> InboundAsync() => App.QueryAsync(db => db.InboundSms.AsNoTracking().OrderBy(i => i.ReceivedAtUtc).ToListAsync());

    private Task<HttpStatusCode> WriteAsync(string from, string text, string? sid = null)
    {
        Dictionary<string, string> form = new() { ["MessageSid"] = sid ?? $"SM{++_sids}", ["From"] = from, ["To"] = "+15005550006", ["Body"] = text };

        return PostAsync("/hooks/twilio/inbound", form, Sign("/hooks/twilio/inbound", form));
    }

    private Task<HttpStatusCode> ReportAsync(OutboundMessage message, string status, string sid, int? code = null) => ReportAsync(message.OutboundMessageId, status, sid, code);

    private Task<HttpStatusCode> ReportAsync(Guid messageId, string status, string sid, int? code = null)
    {
        var path = $"/hooks/twilio/status?m={messageId:N}";
        Dictionary<string, string> form = new() { ["MessageSid"] = sid, ["MessageStatus"] = status };

        if (code is { } error)
        {
            form["ErrorCode"] = $"{error}";
        }

        return PostAsync(path, form, Sign(path, form));
    }

    private async Task<HttpStatusCode> PostAsync(string path, Dictionary<string, string> form, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };

        if (signature is not null)
        {
            request.Headers.Add(TwilioSignature.Header, signature);
        }

        using var response = await App.NewBrowser().SendAsync(request);

        return response.StatusCode;
    }

    private static string Sign(string path, Dictionary<string, string> form) => TwilioServerForTests.Sign(Site + path, form);
}
