using Dost.Volunteers.Jobs.Senders;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Messages that stay on this machine.</summary>
public sealed class FileDropTests
{
    private static readonly SmsToSend _sms = new("+994501234567", "Növbəniz sabahdır", "first", null, "Növbəniz sabahdır");

    private static readonly HashSet<string> _noOthers = [];

    [Fact]
    public async Task By_default_nothing_leaves_the_machine()
    {
        await using var senders = new SendersForTests();
        var email = new EmailToSend("a@example.org", "Aygün", "Mövzu", "mətn", "<p>mətn</p>", "m1@dost.example", new Uri("https://dost.example/u/1"));

        Assert.Equal(new SendResult.Accepted("m1@dost.example"), await senders.Email.SendAsync(email, default));
        Assert.Equal(new SendResult.Accepted("first"), await senders.Sms.SendAsync(_sms, default));

        var page = await senders.Drop.ReadAsync(1, 10, default);
        Assert.Equal(2, page.Total);
        var dropped = Assert.Single(page.Items, m => m.Channel == DroppedChannel.Email);
        Assert.Equal((email.ToAddress, email.ToName, email.Subject, email.Text, email.Html, email.ListUnsubscribeUrl), (dropped.To, dropped.ToName, dropped.Subject, dropped.Text, dropped.Html, dropped.ListUnsubscribeUrl));
    }

    [Fact]
    public async Task A_second_try_of_the_same_message_has_no_second_effect()
    {
        await using var senders = new SendersForTests();

        await senders.Sms.SendAsync(_sms, default);
        await senders.Sms.SendAsync(_sms with { Text = "changed" }, default);

        Assert.Equal(_sms.Text, Assert.Single((await senders.Drop.ReadAsync(1, 10, default)).Items).Text);
        Assert.Equal(new SendResult.Accepted("first"), await senders.Sms.FindSentAsync(_sms, default, _noOthers, default));
        Assert.Null(await senders.Sms.FindSentAsync(_sms with { ReferenceId = "other" }, default, _noOthers, default));
    }

    [Fact]
    public async Task The_newest_comes_first_and_pages_do_not_overlap()
    {
        await using var senders = new SendersForTests();
        for (var i = 0; i < 5; i++)
        {
            await senders.Sms.SendAsync(_sms with { ReferenceId = $"m{i}" }, default);
        }

        var first = await senders.Drop.ReadAsync(1, 2, default);
        var last = await senders.Drop.ReadAsync(3, 2, default);

        Assert.Equal(["m4", "m3"], first.Items.Select(m => m.Id));
        Assert.Equal(["m0"], last.Items.Select(m => m.Id));
        Assert.Equal(5, last.Total);
    }

    [Fact]
    public async Task What_was_kept_long_enough_is_deleted()
    {
        await using var senders = new SendersForTests();
        await senders.Sms.SendAsync(_sms, default);

        Assert.Equal(0, senders.Drop.Purge(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1)));
        Assert.Equal(1, senders.Drop.Purge(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1)));
        Assert.Equal(0, (await senders.Drop.ReadAsync(1, 10, default)).Total);
    }

    [Fact]
    public async Task An_id_cannot_lead_out_of_the_folder()
    {
        await using var senders = new SendersForTests();

        await senders.Sms.SendAsync(_sms with { ReferenceId = "../../escaped" }, default);

        Assert.NotNull(await senders.Drop.FindAsync("../../escaped", default));
        Assert.Equal(1, (await senders.Drop.ReadAsync(1, 10, default)).Total);
    }
}
