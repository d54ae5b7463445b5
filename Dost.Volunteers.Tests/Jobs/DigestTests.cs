using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>The mail of the week: once a week to who wants it, with what fits them at that moment.</summary>
public sealed class DigestTests : JobTest
{
    [Fact]
    public async Task On_its_day_each_who_wants_it_gets_what_fits_and_what_is_theirs_once()
    {
        var (reader, muted) = (await AddVolunteerAsync(), await AddVolunteerAsync());
        await AddVolunteerAsync(v => v.EmailOptedOut = true);
        await AddVolunteerAsync(v => v.Email = null);
        await App.QueryAsync(db =>
        {
            db.MutedTopics.Add(new MutedTopic { VolunteerId = muted.VolunteerId, Topic = MessageTopic.Digest, Channel = MessageChannel.Email });

            return db.SaveChangesAsync();
        });
        await SignUpAsync(await App.AddShiftAsync(daysAhead: 9, hour: 10, title: "Mənim növbəm"), reader);
        await App.AddShiftAsync(daysAhead: 10, hour: 10, title: "Uyğun növbə");
        await App.AddShiftAsync(daysAhead: 9, hour: 11, title: "Eyni saatda");
        await ForgetMessagesAsync();

        GoTo(9, 29, daysOn: 7);
        await RunAsync("QueueDigests");
        Assert.Empty(await MessagesAsync(MessageKind.WeeklyDigest));
        GoTo(9, 31);
        await RunAsync("QueueDigests");
        await RunAsync("QueueDigests");
        GoTo(15);
        await RunAsync("QueueDigests");
        await RunAsync("SendMessages");

        Assert.Equal(reader.VolunteerId, Assert.Single(await MessagesAsync(MessageKind.WeeklyDigest)).RecipientId);
        var mail = Assert.Single(Provider.Emails, e => e.ToAddress == reader.Email);
        Assert.Contains("Həftəniz: 1 açıq növbə", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("• Mənim növbəm", mail.Text, StringComparison.Ordinal);
        Assert.Contains("• Uyğun növbə", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Eyni saatda", mail.Text, StringComparison.Ordinal);
        Assert.NotNull(mail.ListUnsubscribeUrl);

        GoTo(9, 31, daysOn: 7);
        await RunAsync("QueueDigests");
        Assert.Equal(2, (await MessagesAsync(MessageKind.WeeklyDigest)).Count);
    }

    [Fact]
    public async Task Who_has_nothing_to_read_gets_no_mail_and_the_day_is_a_setting()
    {
        await AddVolunteerAsync();
        await ForgetMessagesAsync();
        await App.QueryAsync(db => db.Settings.Where(s => s.SettingKey == "Messaging.DigestOn").ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, "Wednesday")));
        await App.QueryAsync(db => db.Settings.Where(s => s.SettingKey == "Messaging.DigestAt").ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, "18:00")));
        GoTo(17, 59, daysOn: 2);
        await RunAsync("QueueDigests");
        Assert.Empty(await MessagesAsync(MessageKind.WeeklyDigest));

        GoTo(18);
        await RunAsync("QueueDigests");
        await RunAsync("SendMessages");

        Assert.Equal(MessageState.Superseded, Assert.Single(await MessagesAsync(MessageKind.WeeklyDigest)).State);
        Assert.Empty(Provider.Emails);
    }

    [Fact]
    public async Task Coordinators_read_what_waits_in_their_own_centre()
    {
        var (own, other) = (await App.AddCoordinatorAsync(), await App.AddCoordinatorAsync("2"));
        await App.AddVolunteerAsync(active: false);
        await App.AddHelpRequestAsync();
        await App.AddShiftAsync(daysAhead: 8, capacity: 3);
        await ForgetMessagesAsync();

        GoTo(9, 31, daysOn: 7);
        await RunAsync("QueueDigests");
        await RunAsync("SendMessages");

        var mail = Assert.Single(Provider.Emails);
        Assert.Equal(own.Email, mail.ToAddress);
        Assert.Equal("Sizi gözləyən işlər: 2", mail.Subject);
        Assert.Contains("Yaxın yeddi gündə boş yerlər: 3", mail.Text, StringComparison.Ordinal);
        Assert.Equal(MessageState.Superseded, Assert.Single(await MessagesAsync(MessageKind.DeskDigest), m => m.RecipientId == other.Id).State);
    }

    [Fact]
    public async Task For_many_the_same_fits_as_on_the_page_of_open_shifts()
    {
        var people = new[] { await AddVolunteerAsync(), (await App.AddVolunteerAsync("nizami")).Volunteer, await AddVolunteerAsync(v => v.WeeklyCapMinutes = 60) };

        for (var day = 1; day < 8; day++)
        {
            await App.AddShiftAsync(centreCode: day % 2 == 0 ? "1" : "3", daysAhead: day, hour: 9 + day, capacity: 1 + (day % 2));
        }

        await SignUpAsync(await App.AddShiftAsync(daysAhead: 3, hour: 10), people[0]);
        await using var scope = App.NewScope();
        var finder = scope.Get<OpenShiftFinder>();
        var today = BakuTime.DateOf(Now);
        var filter = new OpenShiftFilter { FromOn = today, UntilOn = today.AddDays(14), OnlyFree = true };

        var many = await finder.FindForManyAsync([.. people.Select(p => p.VolunteerId)], filter, default);

        foreach (var person in people)
        {
            var page = await finder.FindForAsync(person.VolunteerId, filter, default);
            Assert.Equal(page.Fitting.Where(f => f.Own is null).Select(f => f.ShiftId), many[person.VolunteerId]);
        }

        Assert.Contains(many.Values, found => found.Count > 0);
    }
}
