using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>E-mails that came back: read as servers write them, once each, with the phone instead.</summary>
public sealed class ReturnedMailTests : JobTest
{
    private const string Address = "gunel@example.com";
    private static readonly Guid _id = new("01993b1e-5f3a-7c1d-9d60-0f2b5d4c3b2a");
    private static readonly DateTime _at = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("postfix-no-such-user", true, "5.1.1", true)]
    [InlineData("exchange-recipient-not-found", true, "5.1.10", true)]
    [InlineData("gmail-delayed", false, "4.4.1", true)]
    [InlineData("mailbox-full", true, "5.2.2", true)]
    [InlineData("exim-in-words", true, "5.1.1", true)]
    [InlineData("qmail-without-id", true, "5.1.1", false)]
    [InlineData("unreachable-domain-without-id", true, "5.4.4", false)]
    public void A_report_is_read_as_its_server_writes_it(string name, bool isFinal, string status, bool hasId)
    {
        using var letter = ReturnMailboxForTests.Read(ReturnMailboxForTests.Letter(name, $"{_id:N}@dost.example.az", Address, _at));

        Assert.Equal(new ReturnedMail(isFinal, status, hasId ? _id : null, Address, new DateTimeOffset(_at)), ReturnedMailReader.Read(letter));
    }

    [Theory]
    [InlineData("delivered")]
    [InlineData("on-holiday")]
    [InlineData("person")]
    public void What_is_no_report_of_a_failure_is_read_as_none(string name)
    {
        using var letter = ReturnMailboxForTests.Read(ReturnMailboxForTests.Letter(name, $"{_id:N}@dost.example.az", Address, _at));

        Assert.Null(ReturnedMailReader.Read(letter));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Return-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n")]
    [InlineData("Return-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n\r\nStatus: 5.1.1\r\n\r\n--x--")]
    [InlineData("From: MAILER-DAEMON@a.example\r\n\r\nnothing in particular")]
    public void A_broken_letter_is_read_as_none(string letter)
    {
        using var message = ReturnMailboxForTests.Read(letter + "\r\n");

        Assert.Null(ReturnedMailReader.Read(message));
    }

    [Fact]
    public async Task An_email_that_came_back_has_failed_the_address_is_marked_and_the_phone_is_tried_once()
    {
        var volunteer = await AddVolunteerAsync();
        var message = await SentAsync(volunteer);
        Mailbox.Forgets = true;
        Mailbox.Add(Letter("postfix-no-such-user", message, volunteer));

        await RunAsync("ReadBounces");
        await RunAsync("ReadBounces");
        await RunAsync("SendMessages");

        var read = await ReadAsync(message);
        Assert.Equal((MessageState.Failed, "Returned 5.1.1"), (read.State, read.Reason));
        Assert.NotNull(await App.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteer.VolunteerId).Select(v => v.EmailFailedAtUtc).SingleAsync()));
        Assert.Single(Provider.Texts);
        Assert.Equal(2, (await MessagesAsync()).Count);
    }

    [Fact]
    public async Task A_letter_that_several_went_in_comes_back_with_all_of_them()
    {
        GoTo(10);
        var volunteer = await AddVolunteerAsync();
        await App.OfferAsync(await App.AddShiftAsync(daysAhead: 3), volunteer);
        await App.OfferAsync(await App.AddShiftAsync(daysAhead: 4), volunteer);
        await RunAsync("SendMessages");
        Mailbox.Add(ReturnMailboxForTests.Letter("postfix-no-such-user", Assert.Single(Provider.Emails).MessageId, volunteer.Email!, Now));

        await RunAsync("ReadBounces");

        var offers = await MessagesAsync(MessageKind.ShiftOffer);
        Assert.All(offers.Where(m => m.Channel is MessageChannel.Email), m => Assert.Equal((MessageState.Failed, "Returned 5.1.1"), (m.State, m.Reason)));
        Assert.All(offers.Where(m => m.Channel is MessageChannel.Sms), m => Assert.Equal(MessageState.Sent, m.State));
    }

    [Fact]
    public async Task Without_an_id_it_is_the_last_email_that_had_gone_to_the_address_and_a_second_reading_takes_no_other()
    {
        var volunteer = await AddVolunteerAsync();
        var earlier = await SentAsync(volunteer);
        App.Clock.Advance(TimeSpan.FromHours(1));
        var meant = await SentAsync(volunteer, version: 1);
        App.Clock.Advance(TimeSpan.FromMinutes(5));
        Mailbox.Forgets = true;
        Mailbox.Add(Letter("qmail-without-id", meant, volunteer));
        App.Clock.Advance(TimeSpan.FromMinutes(5));
        var later = await SentAsync(volunteer, version: 2);

        await RunAsync("ReadBounces");
        await RunAsync("ReadBounces");

        Assert.Equal([MessageState.Sent, MessageState.Failed, MessageState.Sent], new[] { await ReadAsync(earlier), await ReadAsync(meant), await ReadAsync(later) }.Select(m => m.State));
    }

    [Fact]
    public async Task A_full_mailbox_fails_the_message_but_leaves_the_address_and_what_is_tried_again_changes_nothing()
    {
        var (full, slow) = (await AddVolunteerAsync(), await AddVolunteerAsync());
        var (came, waits) = (await SentAsync(full), await SentAsync(slow));
        Mailbox.Add(Letter("mailbox-full", came, full));
        Mailbox.Add(Letter("gmail-delayed", waits, slow));

        await RunAsync("ReadBounces");

        Assert.Equal((MessageState.Failed, "Returned 5.2.2"), ((await ReadAsync(came)).State, (await ReadAsync(came)).Reason));
        Assert.Equal(MessageState.Sent, (await ReadAsync(waits)).State);
        Assert.Equal(0, await App.QueryAsync(db => db.Volunteers.CountAsync(v => v.EmailFailedAtUtc != null)));
        Assert.Equal(0, Mailbox.Unread);
    }

    [Fact]
    public async Task What_nobody_knows_is_left_alone_and_marked_as_read()
    {
        var volunteer = await AddVolunteerAsync();
        var message = await SentAsync(volunteer);
        Mailbox.Add(ReturnMailboxForTests.Letter("postfix-no-such-user", $"{Guid.NewGuid():N}@dost.example.az", volunteer.Email!, Now));
        Mailbox.Add(ReturnMailboxForTests.Letter("qmail-without-id", "", "kimsə@example.com", Now));
        Mailbox.Add(ReturnMailboxForTests.Letter("qmail-without-id", "", volunteer.Email!, Now.AddDays(30)));
        Mailbox.Add(Letter("person", message, volunteer));

        await RunAsync("ReadBounces");

        Assert.Equal(MessageState.Sent, Assert.Single(await MessagesAsync()).State);
        Assert.Equal(0, Mailbox.Unread);
    }

    [Fact]
    public async Task A_text_message_does_not_come_back_by_mail_and_without_a_mailbox_nothing_is_read()
    {
        var volunteer = await AddVolunteerAsync();
        var text = await OweAsync(volunteer);
        await RunAsync("SendMessages");
        Mailbox.Add(Letter("postfix-no-such-user", text, volunteer));
        Mailbox.IsSet = false;
        await RunAsync("ReadBounces");
        Assert.Equal(1, Mailbox.Unread);

        Mailbox.IsSet = true;
        await RunAsync("ReadBounces");

        Assert.Equal(0, Mailbox.Unread);
        Assert.Equal(MessageState.Sent, (await ReadAsync(text)).State);
    }

    private async Task<OutboundMessage> SentAsync(Volunteer volunteer, int version = 0)
    {
        var message = await OweAsync(volunteer, MessageChannel.Email, version: version);
        await RunAsync("SendMessages");
        Assert.Equal(MessageState.Sent, (await ReadAsync(message)).State);

        return message;
    }

    private string Letter(string name, OutboundMessage message, Volunteer volunteer) => ReturnMailboxForTests.Letter(name, $"{message.OutboundMessageId:N}@dost.example.az", volunteer.Email!, Now);
}
