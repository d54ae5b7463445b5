using System.Text.RegularExpressions;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Jobs.Senders;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>Several letters of a kind to one person go as one, and still each occasion exactly once.</summary>
public sealed partial class MessageSetTests : JobTest
{
    private const string Send = "SendMessages";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        GoTo(10);
    }

    [Fact]
    public async Task Several_offers_are_one_letter_with_a_button_for_each()
    {
        var volunteer = await AddVolunteerAsync();
        await OfferAsync(volunteer, 3);

        await RunAsync(Send);
        await RunAsync(Send);

        var letter = Assert.Single(Provider.Emails);
        Assert.Equal("Sizə 3 növbə təklif edirik", letter.Subject);
        Assert.Equal(3, Links(letter).Count);
        Assert.Equal(3, Regex.Count(letter.Html, "class=\"button\""));
        Assert.Equal(3, Provider.Texts.Count);
        var letters = await LettersAsync();
        Assert.All(letters, m => Assert.Equal((MessageState.Sent, 1, letter.MessageId.Split('@')[0]), (m.State, m.Attempts, $"{m.Reference:N}")));
        Assert.Single(letters.Select(m => m.SetId).Distinct());
    }

    [Fact]
    public async Task One_alone_keeps_its_own_words()
    {
        await OfferAsync(await AddVolunteerAsync(), 1);
        await OfferAsync(await AddVolunteerAsync(), 1);

        await RunAsync(Send);

        Assert.Equal(2, Provider.Emails.Count);
        Assert.All(Provider.Emails, e => Assert.StartsWith("Sizə növbə təklif edirik:", e.Subject, StringComparison.Ordinal));
        Assert.All(await LettersAsync(), m => Assert.Null(m.SetId));
    }

    [Fact]
    public async Task What_fell_meanwhile_is_not_in_the_list()
    {
        var volunteer = await AddVolunteerAsync();
        var places = await OfferAsync(volunteer, 3);
        Provider.Answer = sent => sent is EmailToSend ? new SendResult.Temporary("timeout") : null;
        await RunAsync(Send);
        await DeclineAsync(places[1]);

        Provider.Answer = _ => null;
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(Send);

        Assert.Equal(2, Links(Assert.Single(Provider.Emails, e => e.Subject.Contains("növbə təklif", StringComparison.Ordinal))).Count);
        Assert.Equal([MessageState.Sent, MessageState.Superseded, MessageState.Sent], await StatesAsync(places));
    }

    [Fact]
    public async Task A_letter_of_which_one_is_left_is_that_one()
    {
        var volunteer = await AddVolunteerAsync();
        var places = await OfferAsync(volunteer, 2);
        Provider.Answer = sent => sent is EmailToSend ? new SendResult.Temporary("timeout") : null;
        await RunAsync(Send);
        await DeclineAsync(places[0]);

        Provider.Answer = _ => null;
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(Send);

        Assert.Single(Provider.Emails, e => e.Subject.StartsWith("Sizə növbə təklif edirik:", StringComparison.Ordinal));
        Assert.Equal([MessageState.Superseded, MessageState.Sent], await StatesAsync(places));
    }

    /// <summary>The provider may have taken the first try: what comes again must be the same letter by its name, and what is new another one.</summary>
    [Fact]
    public async Task After_a_cut_line_the_same_ones_go_again_and_a_new_one_by_itself()
    {
        var volunteer = await AddVolunteerAsync();
        await OfferAsync(volunteer, 2);
        string? first = null;
        Provider.Answer = sent =>
        {
            first ??= (sent as EmailToSend)?.MessageId;
            return sent is EmailToSend ? new SendResult.Temporary("cut off") : null;
        };
        await RunAsync(Send);
        await OfferAsync(volunteer, 1, hour: 16);

        Provider.Answer = _ => null;
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(Send);

        Assert.Equal(2, Provider.Emails.Count);
        Assert.Equal(2, Links(Provider.Emails.Single(e => e.MessageId == first)).Count);
        Assert.Single(Links(Provider.Emails.Single(e => e.MessageId != first)));
        Assert.All(await LettersAsync(), m => Assert.Equal(MessageState.Sent, m.State));
    }

    [Fact]
    public async Task A_worker_that_dies_leaves_the_whole_letter_to_the_next()
    {
        var volunteer = await AddVolunteerAsync();
        await OfferAsync(volunteer, 3);
        await using (var scope = App.NewScope())
        {
            var batch = await scope.Get<MessageLeases>().TakeAsync(urgent: false, 20, default);
            Assert.Contains(batch!.Sets, s => s.Messages.Count == 3);
        }

        await RunAsync(Send);
        Assert.Empty(Provider.Emails);

        App.Clock.Advance(MessageLeases.Lease + TimeSpan.FromSeconds(1));
        await RunAsync(Send);

        Assert.Equal(3, Links(Assert.Single(Provider.Emails)).Count);
        Assert.All(await LettersAsync(), m => Assert.Equal((MessageState.Sent, 2), (m.State, m.Attempts)));
    }

    [Fact]
    public async Task Where_the_address_is_wrong_each_has_failed()
    {
        var volunteer = await AddVolunteerAsync();
        var places = await OfferAsync(volunteer, 2);
        Provider.Answer = sent => sent is EmailToSend ? new SendResult.Final("550 no such user") : null;

        await RunAsync(Send);

        Assert.Equal([MessageState.Failed, MessageState.Failed], await StatesAsync(places));
        Assert.Equal(2, Provider.Texts.Count);
    }

    [Fact]
    public async Task Four_dispatchers_at_once_tell_each_of_many_occasions_once()
    {
        const int people = 12;
        const int each = 4;
        var shifts = await ShiftsAsync(each, capacity: people);

        for (var i = 0; i < people; i++)
        {
            var volunteer = await AddVolunteerAsync();

            foreach (var shift in shifts)
            {
                await App.OfferAsync(shift, volunteer);
            }
        }

        Provider.BeforeAnswer = () => Task.Delay(1);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync(Send))));

        Assert.Equal(people * each, Provider.Emails.SelectMany(Links).Distinct().Count());
        Assert.Equal(people * each, Provider.Emails.Sum(e => Links(e).Count));
        Assert.Equal(Provider.Emails.Count, Provider.Emails.Select(e => e.MessageId).Distinct().Count());
        Assert.All(await LettersAsync(), m => Assert.Equal((MessageState.Sent, 1), (m.State, m.Attempts)));
    }

    [Fact]
    public async Task More_than_a_list_of_ten_are_two_letters()
    {
        var volunteer = await AddVolunteerAsync();
        await using (var scope = App.NewScope())
        {
            var ledger = scope.Get<HoursLedger>();

            for (var i = 0; i < MessageSets.AtMost + 2; i++)
            {
                var entry = await ledger.AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, BakuTime.DateOf(Now).AddDays(-1 - i), 60, Now, default);
                await ledger.ApproveAsync(entry, Guid.CreateVersion7(), Now, default);
                scope.Get<Outbox>().News(MessageKind.HoursApproved, Recipient.Volunteer(volunteer.VolunteerId), entry.HoursEntryId, 0, MessageChannel.Email);
                await scope.Db.SaveChangesAsync();
            }
        }

        await RunAsync(Send);

        Assert.Equal(["Xidmət saatlarınız təsdiqləndi: 10 qeyd", "Xidmət saatlarınız təsdiqləndi: 2 qeyd"], Provider.Emails.Select(e => e.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_kind_that_goes_together_has_words_for_several() =>
        Assert.All(MessageSets.Kinds, kind =>
        {
            var several = MessageSets.TogetherOf(kind, MessageChannel.Email)!.Value;
            Assert.All(MessageTemplates.Cultures, culture => Assert.Contains("{items}", MessageTemplates.Find(several, MessageChannel.Email, culture)!.Body, StringComparison.Ordinal));
            Assert.Equal(MessageTopics.Of(kind), MessageTopics.Of(several));
        });

    private async Task<List<Guid>> OfferAsync(Volunteer volunteer, int count, int hour = 9)
    {
        var places = new List<Guid>();

        foreach (var shift in await ShiftsAsync(count, hour))
        {
            places.Add(await App.OfferAsync(shift, volunteer));
        }

        return places;
    }

    private async Task<List<Shift>> ShiftsAsync(int count, int hour = 9, int capacity = 2)
    {
        var shifts = new List<Shift>();

        for (var i = 0; i < count; i++)
        {
            shifts.Add(await App.AddShiftAsync(daysAhead: 3 + i, hour: hour, capacity: capacity));
        }

        return shifts;
    }

    private async Task DeclineAsync(Guid assignmentId)
    {
        await using var scope = App.NewScope();
        await scope.Get<PlacementService>().DeclineAsync(assignmentId, default);
    }

    private async Task<List<OutboundMessage>> LettersAsync() => [.. (await MessagesAsync(MessageKind.ShiftOffer)).Where(m => m.Channel is MessageChannel.Email)];

    private async Task<List<MessageState>> StatesAsync(List<Guid> places)
    {
        var letters = await LettersAsync();

        return places.ConvertAll(p => letters.Single(m => m.SubjectId == p).State);
    }

    private static List<string> Links(EmailToSend letter) => [.. OneTap().Matches(letter.Text.Split("\n--\n")[0]).Select(m => m.Value)];

    [GeneratedRegex("https?://[^ \n]+/t/[^ \n]+")]
    private static partial Regex OneTap();
}
