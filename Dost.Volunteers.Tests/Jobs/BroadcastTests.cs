using System.Net;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Writing to many: who gets it, in which words, once, and nobody after the stop.</summary>
public sealed class BroadcastTests : JobTest
{
    private const string Words = "Sabah saat 10:00-da mərkəzdə toplaşırıq";

    [Fact]
    public async Task Each_gets_it_once_in_their_language_and_who_wants_none_does_not()
    {
        var (azerbaijani, russian) = (await AddVolunteerAsync(), await AddVolunteerAsync(v => v.Culture = "ru"));
        var (without, muted, out_) = (await AddVolunteerAsync(v => v.Phone = "+99412" + v.Phone[^7..]), await AddVolunteerAsync(), await AddVolunteerAsync(v => v.SmsOptedOut = true));
        var elsewhere = (await App.AddVolunteerAsync("nizami")).Volunteer;
        await MuteAsync(muted);
        await ForgetMessagesAsync();
        var coordinator = await App.AddCoordinatorAsync();
        var id = await WriteAsync(coordinator, wish => wish with { TextRu = "Завтра в 10:00 собираемся в центре" });

        await using (var scope = await AsAsync(coordinator))
        {
            var look = (await scope.Get<BroadcastReader>().FindAsync(id, default))!.Look!;
            Assert.Equal(2, look.People);
            Assert.Equal([(MessageReason.Muted, 1), (MessageReason.NotMobile, 1), (MessageReason.OptedOut, 1)], look.LeftOut.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value)));
            Assert.Equal(["DOST: " + Words, "DOST: Завтра в 10:00 собираемся в центре"], look.Samples.Select(s => s.Words.Body).Order(StringComparer.Ordinal));
            Assert.Equal(look.Parts * 60, look.PriceMillis);
            Assert.Equal(SendOutcome.Sent, await scope.Get<BroadcastService>().SendAsync(id, default));
            Assert.Equal(SendOutcome.SentBefore, await scope.Get<BroadcastService>().SendAsync(id, default));
        }

        await RunAsync("SendBroadcasts");
        await RunAsync("SendBroadcasts");
        await RunAsync("SendMessages");

        Assert.Equal(
            new[] { (azerbaijani.Phone, "DOST: " + Words), (russian.Phone, "DOST: Завтра в 10:00 собираемся в центре") }.Order(),
            Provider.Texts.Select(t => (t.To, t.Text)).Order());
        Assert.Empty(Provider.Emails);
        Assert.DoesNotContain(await MessagesAsync(), m => m.RecipientId == elsewhere.VolunteerId);
        await using (var scope = await AsAsync(coordinator))
        {
            var view = (await scope.Get<BroadcastReader>().FindAsync(id, default))!;
            Assert.Equal(new BroadcastFigures(Sent: 2, Failed: 0, Stopped: 0, NotWanted: 3, Waiting: 0), view.Figures);
            Assert.Equal((5, 120, false), (view.People, view.PriceMillis, view.IsGoing));
        }
    }

    [Fact]
    public async Task The_look_leaves_out_numbers_that_do_not_work_and_shows_the_letters_that_each_chose()
    {
        await AddVolunteerAsync(v => v.PlainLetters = true);
        await AddVolunteerAsync(v => v.PlainLetters = false);
        var unreachable = await AddVolunteerAsync();
        await App.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == unreachable.VolunteerId).ExecuteUpdateAsync(set => set.SetProperty(v => v.PhoneFailedAtUtc, Now)));
        var coordinator = await App.AddCoordinatorAsync();
        var id = await WriteAsync(coordinator);
        await using var scope = await AsAsync(coordinator);

        var look = (await scope.Get<BroadcastReader>().FindAsync(id, default))!.Look!;

        Assert.Equal([(MessageReason.DoesNotWork, 1)], look.LeftOut.Select(r => (r.Key, r.Value)));
        Assert.Equal(
            [("DOST: " + Words, 1, false), ("DOST: Sabah saat 10:00-da merkezde toplasiriq", 1, true)],
            look.Samples.Select(s => (s.Words.Body, s.People, s.IsPlain)).OrderBy(s => s.IsPlain));
    }

    [Fact]
    public async Task After_the_stop_nothing_goes_any_more()
    {
        await AddVolunteerAsync();
        await AddVolunteerAsync();
        await ForgetMessagesAsync();
        var coordinator = await App.AddCoordinatorAsync();
        var id = await WriteAsync(coordinator);
        await using var scope = await AsAsync(coordinator);
        var service = scope.Get<BroadcastService>();
        Assert.Equal(StopOutcome.NotSent, await service.StopAsync(id, default));
        Assert.Equal(SendOutcome.Sent, await service.SendAsync(id, default));
        await RunAsync("SendBroadcasts");

        // One is with a worker at the moment of the stop.
        var held = (await MessagesAsync(MessageKind.Broadcast))[0].OutboundMessageId;
        await App.QueryAsync(db => db.OutboundMessages.Where(m => m.OutboundMessageId == held).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sending).SetProperty(m => m.LeasedUntilUtc, Now.AddMinutes(-1))));
        Assert.Equal(StopOutcome.Stopped, await service.StopAsync(id, default));
        Assert.Equal(StopOutcome.Stopped, await service.StopAsync(id, default));
        await RunAsync("SendBroadcasts");
        await RunAsync("SendMessages");

        Assert.Empty(Provider.Texts);
        Assert.All(await MessagesAsync(MessageKind.Broadcast), m => Assert.Equal(MessageState.Superseded, m.State));
    }

    [Fact]
    public async Task At_night_it_waits_for_the_morning_and_what_fails_does_not_go_on_the_other_channel()
    {
        await AddVolunteerAsync();
        await ForgetMessagesAsync();
        var coordinator = await App.AddCoordinatorAsync();
        GoTo(22);
        var id = await WriteAsync(coordinator);
        await using (var scope = await AsAsync(coordinator))
        {
            Assert.Equal(SendOutcome.Sent, await scope.Get<BroadcastService>().SendAsync(id, default));
        }

        await RunAsync("SendBroadcasts");
        await RunAsync("SendMessages");
        Assert.Equal(MessageState.Queued, Assert.Single(await MessagesAsync(MessageKind.Broadcast)).State);

        GoTo(9, 1, daysOn: 1);
        Provider.Answer = _ => new SendResult.Final("twilio 21211");
        await RunAsync("SendMessages");

        Assert.Equal(MessageState.Failed, Assert.Single(await MessagesAsync(MessageKind.Broadcast)).State);
    }

    [Fact]
    public async Task The_same_form_twice_makes_one_and_another_centre_sees_nothing_of_it()
    {
        await AddVolunteerAsync();
        var (own, other) = (await App.AddCoordinatorAsync(), await App.AddCoordinatorAsync("2"));
        var id = Guid.CreateVersion7();
        await WriteAsync(own, w => w with { BroadcastId = id });
        await WriteAsync(own, w => w with { BroadcastId = id });

        Assert.Equal(1, await App.QueryAsync(db => db.Broadcasts.CountAsync()));
        await using var scope = await AsAsync(other);
        Assert.Null(await scope.Get<BroadcastReader>().FindAsync(id, default));
        Assert.Equal(SendOutcome.Gone, await scope.Get<BroadcastService>().SendAsync(id, default));
        Assert.Empty((await scope.Get<BroadcastReader>().ListAsync(1, default)).Items);
    }

    [Fact]
    public async Task A_coordinator_writes_looks_tries_it_on_themselves_sends_and_stops()
    {
        var volunteer = await AddVolunteerAsync();
        await ForgetMessagesAsync();
        var coordinator = await App.AddCoordinatorAsync();
        var browser = await App.NewBrowserAsync(coordinator);
        var refused = await browser.SubmitAsync(await browser.GetPageAsync("/desk/broadcasts/new?state=Active"), "form[action$='/desk/broadcasts']", ("Channel", "Email"), ("TextAz", Words));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);

        var page = await browser.SubmitAsync(refused, "form[action$='/desk/broadcasts']", ("SubjectAz", "Görüş"));
        Assert.Contains("Görüş", page.Words, StringComparison.Ordinal);
        Assert.Contains("Hörmətli Leyla", page.Words, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "form[action$='/try']");
        await SendUrgentAsync();
        Assert.Equal(coordinator.Email, Assert.Single(Provider.Emails).ToAddress);

        page = await browser.SubmitAsync(page, "form[action$='/send']");
        await RunAsync("SendBroadcasts");
        page = await browser.SubmitAsync(page, "form[action$='/stop']");
        Assert.Equal("Dayandırıldı", page.Heading);
        await RunAsync("SendMessages");

        Assert.DoesNotContain(Provider.Emails, e => e.ToAddress == volunteer.Email);
        Assert.Contains("Dayandırılıb", (await browser.GetPageAsync("/desk/broadcasts?page=1000000000")).Words, StringComparison.Ordinal);
    }

    private async Task<Guid> WriteAsync(UserAccount coordinator, Func<NewBroadcast, NewBroadcast>? change = null)
    {
        await using var scope = await AsAsync(coordinator);
        var wish = new NewBroadcast(Guid.CreateVersion7(), MessageChannel.Sms, null, Words);
        var result = await scope.Get<BroadcastService>().DraftAsync(change?.Invoke(wish) ?? wish, new RosterFilter { State = VolunteerState.Active }, default);
        Assert.Equal(DraftOutcome.Kept, result.Outcome);

        return result.BroadcastId;
    }

    private async Task<TestScope> AsAsync(UserAccount coordinator)
    {
        var scope = App.NewScope();
        var user = scope.Get<CurrentUser>();
        (user.AccountId, user.IsCoordinator) = (coordinator.Id, true);
        user.CentreIds = await scope.Db.CoordinatorCentres.Where(c => c.UserAccountId == coordinator.Id).Select(c => c.CentreId).ToListAsync();

        return scope;
    }

    private Task<int> MuteAsync(Volunteer volunteer) => App.QueryAsync(db =>
    {
        db.MutedTopics.Add(new MutedTopic { VolunteerId = volunteer.VolunteerId, Topic = MessageTopic.News, Channel = MessageChannel.Sms });

        return db.SaveChangesAsync();
    });
}
