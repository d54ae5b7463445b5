using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Text messages over real HTTP to a server that answers as Twilio does.</summary>
public sealed class TwilioSenderTests
{
    private static readonly SmsToSend _sms = new(
        "+994501234567", "DOST: sabah 09:00 növbəniz var. Gəlirsinizmi? https://dost.example/t/abc", "0198f3f2", new Uri("https://dost.example/hooks/twilio/status?m=1"), "https://dost.example/t/abc");

    private static readonly HashSet<string> _noOthers = [];

    private static readonly DateTime _longAgo = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_message_is_accepted_under_twilios_id()
    {
        await using var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server);

        var result = await senders.Sms.SendAsync(_sms, default);

        var taken = Assert.Single(server.Taken);
        Assert.Equal(new SendResult.Accepted(taken.Sid), result);
        Assert.Equal((_sms.To, "+15005550006", null, _sms.Text, _sms.StatusCallback!.AbsoluteUri), (taken.To, taken.From, taken.MessagingServiceSid, taken.Body, taken.StatusCallback));
    }

    [Fact]
    public async Task A_messaging_service_chooses_the_number_itself()
    {
        await using var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server, ("Twilio:MessagingServiceSid", "MG1"));

        await senders.Sms.SendAsync(_sms with { StatusCallback = null }, default);

        var taken = Assert.Single(server.Taken);
        Assert.Equal((null, "MG1", null), (taken.From, taken.MessagingServiceSid, taken.StatusCallback));
    }

    [Theory]
    [InlineData(400, 21211)]
    [InlineData(400, 21610)]
    [InlineData(400, 21614)]
    public async Task A_bad_number_or_an_opt_out_is_final(int status, int code)
    {
        await using var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server);
        server.Answer = new TwilioAnswer(status, code);

        Assert.Equal(new SendResult.Final($"twilio {code}"), await senders.Sms.SendAsync(_sms, default));
    }

    [Theory]
    [InlineData(429, 20429, "twilio 20429")]
    [InlineData(401, 20003, "twilio 20003")]
    [InlineData(400, 21606, "twilio 21606")]
    [InlineData(500, null, "http 500")]
    [InlineData(503, null, "http 503")]
    public async Task Their_trouble_or_a_mistake_in_our_setup_is_temporary(int status, int? code, string reason)
    {
        await using var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server);
        server.Answer = new TwilioAnswer(status, code);

        Assert.Equal(new SendResult.Temporary(reason), await senders.Sms.SendAsync(_sms, default));
        Assert.Empty(server.Taken);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(200)]
    public async Task An_answer_that_is_not_twilios_is_temporary_both_ways(int status)
    {
        await using var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server);
        server.Answer = new TwilioAnswer(status);
        server.RefusesLookups = true;

        Assert.IsType<SendResult.Temporary>(await senders.Sms.SendAsync(_sms, default));
        Assert.IsType<SendResult.Temporary>(await senders.Sms.FindSentAsync(_sms, _longAgo, _noOthers, default));
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_found()
    {
        await using var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server);
        server.Answer = new TwilioAnswer(201, CutsLine: true);

        Assert.IsType<SendResult.Temporary>(await senders.Sms.SendAsync(_sms, default));
        Assert.Equal(new SendResult.Accepted(Assert.Single(server.Taken).Sid), await senders.Sms.FindSentAsync(_sms, _longAgo, _noOthers, default));
    }

    [Fact]
    public async Task A_message_is_known_again_by_its_link_though_the_words_have_moved_on()
    {
        await using var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server);
        await senders.Sms.SendAsync(_sms with { Text = "Sent from your Twilio trial account - " + _sms.Text }, default);
        var sent = Assert.Single(server.Taken).Sid;

        Assert.Equal(new SendResult.Accepted(sent), await senders.Sms.FindSentAsync(_sms with { Text = "DOST: bu gün 09:00 … https://dost.example/t/abc" }, _longAgo, _noOthers, default));
    }

    [Fact]
    public async Task Another_link_number_or_time_is_another_message_and_so_is_one_that_is_known_by_its_id()
    {
        await using var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server);
        await senders.Sms.SendAsync(_sms, default);
        var sent = Assert.Single(server.Taken).Sid;

        Assert.Null(await senders.Sms.FindSentAsync(_sms with { Marker = "https://dost.example/t/other" }, _longAgo, _noOthers, default));
        Assert.Null(await senders.Sms.FindSentAsync(_sms with { To = "+994507654321" }, _longAgo, _noOthers, default));
        Assert.Null(await senders.Sms.FindSentAsync(_sms, new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc), _noOthers, default));
        Assert.Null(await senders.Sms.FindSentAsync(_sms, _longAgo, new HashSet<string> { sent }, default));
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(429, 20429)]
    public async Task A_provider_that_cannot_be_asked_is_no_proof_that_nothing_was_sent(int status, int? code)
    {
        await using var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server);
        server.Answer = new TwilioAnswer(status, code);
        server.RefusesLookups = true;

        Assert.IsType<SendResult.Temporary>(await senders.Sms.FindSentAsync(_sms, _longAgo, _noOthers, default));
    }

    [Fact]
    public async Task No_server_at_all_is_temporary_both_ways()
    {
        var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server);
        await server.DisposeAsync();

        Assert.Equal(TwilioAnswers.NoAnswer, await senders.Sms.SendAsync(_sms, default));
        Assert.Equal(TwilioAnswers.NoAnswer, await senders.Sms.FindSentAsync(_sms, _longAgo, _noOthers, default));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_temporary()
    {
        await using var server = await TwilioServerForTests.StartAsync();
        await using var senders = NewSenders(server, ("Twilio:TimeoutSeconds", "1"));
        server.Delay = TimeSpan.FromSeconds(3);

        Assert.Equal(TwilioAnswers.TimedOut, await senders.Sms.SendAsync(_sms, default));
    }

    private static SendersForTests NewSenders(TwilioServerForTests server, params ReadOnlySpan<(string Key, string Value)> more) => new(
    [
        ("Messaging:Sms", "Twilio"),
        ("Twilio:AccountSid", TwilioServerForTests.AccountSid),
        ("Twilio:AuthToken", TwilioServerForTests.AuthToken),
        ("Twilio:From", "+15005550006"),
        ("Twilio:BaseUrl", server.Url.AbsoluteUri),
        .. more,
    ]);
}
