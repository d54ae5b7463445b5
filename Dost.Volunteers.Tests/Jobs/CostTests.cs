using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Costs;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>What text messages cost, who pays, and what happens at the limit.</summary>
public sealed class CostTests : JobTest
{
    [Fact]
    public async Task A_text_message_keeps_its_parts_price_and_the_centre_that_pays()
    {
        var volunteer = await AddVolunteerAsync();
        var (sms, email) = (await OweAsync(volunteer), await OweAsync(volunteer, MessageChannel.Email));
        await RunAsync("SendMessages");

        var sent = await ReadAsync(sms);
        var parts = SmsText.PartsOf(Assert.Single(Provider.Texts).Text);
        Assert.Equal((volunteer.CentreId, parts, parts * 60), (sent.CentreId, sent.Parts, sent.PriceMillis));
        Assert.Null((await ReadAsync(email)).PriceMillis);
    }

    [Theory]
    [InlineData("USD", "-0.25", 425)]
    [InlineData("AZN", "0.12", 120)]
    [InlineData("EUR", "1", null)]
    public async Task What_the_provider_tells_counts_before_the_price_in_the_settings(string currency, string amount, int? millis)
    {
        var sms = await OweAsync(await AddVolunteerAsync());
        Provider.Answer = _ => new SendResult.Accepted("SM1") { Parts = 2, Price = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Currency = currency };

        await RunAsync("SendMessages");

        var sent = await ReadAsync(sms);
        Assert.Equal((2, millis ?? 120), (sent.Parts, sent.PriceMillis));
    }

    [Fact]
    public async Task At_the_limit_what_is_not_urgent_waits_until_the_limit_is_raised()
    {
        var volunteer = await AddVolunteerAsync();
        var first = await OweAsync(volunteer);
        await LimitAsync(volunteer.CentreId, 100);
        await RunAsync("SendMessages");
        Assert.Equal(MessageState.Sent, (await ReadAsync(first)).State);

        var (waiting, email) = (await OweAsync(volunteer, version: 1), await OweAsync(volunteer, MessageChannel.Email, version: 1));
        var urgent = OutboundMessage.Urgent(MessageKind.VolunteerAccepted, MessageChannel.Sms, Recipient.Volunteer(volunteer.VolunteerId), volunteer.VolunteerId, Now, Now.AddDays(1), 2);
        await App.QueryAsync(db =>
        {
            db.OutboundMessages.Add(urgent);

            return db.SaveChangesAsync();
        });
        App.Clock.Advance(TimeSpan.FromMinutes(2));
        await RunAsync("SendMessages");

        var held = await ReadAsync(waiting);
        Assert.Equal((MessageState.Queued, MessageReason.OverLimit, 0, Now.AddMinutes(15)), (held.State, held.Reason, held.Attempts, held.DueAtUtc));
        Assert.Equal(MessageState.Sent, (await ReadAsync(urgent)).State);
        Assert.Equal(MessageState.Sent, (await ReadAsync(email)).State);

        await LimitAsync(volunteer.CentreId, 100_000, seen: 100);
        await RunAsync("SendMessages");
        Assert.Equal((MessageState.Sent, null), ((await ReadAsync(waiting)).State, (await ReadAsync(waiting)).Reason));
    }

    [Fact]
    public async Task What_waits_at_the_limit_goes_in_the_next_month_or_expires()
    {
        var volunteer = await AddVolunteerAsync();
        GoTo(20, 55, daysOn: 7);
        Assert.Equal(new DateTime(2026, 11, 30, 16, 55, 0, DateTimeKind.Utc), Now);
        await ForgetMessagesAsync();
        await LimitAsync(volunteer.CentreId, 0);
        var (lasting, brief) = (await OweAsync(volunteer), await OweAsync(volunteer, version: 1));
        var soon = Now.AddHours(1);
        await App.QueryAsync(db => db.OutboundMessages.Where(m => m.OutboundMessageId == brief.OutboundMessageId).ExecuteUpdateAsync(set => set.SetProperty(m => m.NotAfterUtc, soon)));
        await RunAsync("SendMessages");
        Assert.Equal(MessageReason.OverLimit, (await ReadAsync(lasting)).Reason);

        await LimitAsync(volunteer.CentreId, 10_000, seen: 0);
        await App.QueryAsync(db => db.OutboundMessages.Where(m => m.OutboundMessageId == lasting.OutboundMessageId).ExecuteUpdateAsync(set => set.SetProperty(m => m.NotAfterUtc, Now.AddDays(2))));
        GoTo(9, 1, daysOn: 1);
        await RunAsync("SendMessages");

        Assert.Equal(MessageState.Sent, (await ReadAsync(lasting)).State);
        Assert.Equal(MessageState.Expired, (await ReadAsync(brief)).State);
    }

    [Fact]
    public async Task At_eighty_per_cent_the_coordinators_of_the_centre_are_warned_once_a_month()
    {
        var volunteer = await AddVolunteerAsync();
        var (own, _) = (await App.AddCoordinatorAsync(), await App.AddCoordinatorAsync("2"));
        await OweAsync(volunteer);
        await RunAsync("SendMessages");
        var spent = await App.QueryAsync(db => db.OutboundMessages.SumAsync(m => m.PriceMillis ?? 0));
        await LimitAsync(volunteer.CentreId, (spent * 100 / 80) + 2);
        await RunAsync("WatchCosts");
        Assert.Empty(await MessagesAsync(MessageKind.CostWarning));

        await LimitAsync(volunteer.CentreId, spent * 100 / 80, seen: (spent * 100 / 80) + 2);
        await RunAsync("WatchCosts");
        await RunAsync("WatchCosts");
        await RunAsync("SendMessages");

        var warning = Assert.Single(await MessagesAsync(MessageKind.CostWarning));
        Assert.Equal((own.Id, MessageState.Sent), (warning.RecipientId, warning.State));
        Assert.Contains(Provider.Emails, e => e.ToAddress == own.Email && e.Subject.Contains("80 %", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_coordinator_reads_the_costs_of_the_own_centre_and_an_administrator_sets_limits()
    {
        var volunteer = await AddVolunteerAsync();
        await OweAsync(volunteer);
        await OweAsync((await App.AddVolunteerAsync("nizami")).Volunteer);
        await RunAsync("SendMessages");
        var coordinator = await App.NewBrowserAsync(await App.AddCoordinatorAsync());
        var page = await coordinator.GetPageAsync("/desk/costs");
        Assert.Contains("Qəbul olundunuz", page.Words, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("form[action*='/limit/']"));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await coordinator.PostAsync($"/desk/costs/limit/{volunteer.CentreId}", ("manats", "5"))).Status);
        await using (var scope = await App.AsAdministratorAsync())
        {
            var all = await scope.Get<CostReader>().ReadAsync(CostMonth.At(Now), null, default);
            Assert.Equal(2, all.Lines.Count);
            Assert.Equal(1, (await scope.Get<CostReader>().ReadAsync(CostMonth.At(Now), volunteer.CentreId, default)).Lines.Single().Messages);
            Assert.Equal(all.PriceMillis, all.Months[0].PriceMillis);
        }

        var administrator = await App.NewBrowserAsync(await App.AddAdministratorAsync());
        page = await administrator.SubmitAsync(await administrator.GetPageAsync("/desk/costs"), $"form[action$='/limit/{volunteer.CentreId}']", ("manats", "12"));
        Assert.Contains("12,00 AZN", page.Words, StringComparison.Ordinal);
        Assert.Equal(12_000, await App.QueryAsync(db => db.Centres.Where(c => c.CentreId == volunteer.CentreId).Select(c => c.SmsLimitMillis).SingleAsync()));
    }

    private async Task LimitAsync(Guid centreId, int limit, int? seen = null)
    {
        await using var scope = await App.AsAdministratorAsync();
        Assert.True(await scope.Get<CostSettings>().SetLimitAsync(centreId, limit, seen, default));
    }
}
