using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Broadcasts;

/// <summary>Reads broadcasts: the list, one with its figures, and before it is sent how many would get it in which words at what price.</summary>
public sealed class BroadcastReader(VolunteersDbContext db, CurrentUser user, PolicyReader policies, MessageComposer composer, TimeProvider clock)
{
    public async Task<Page<BroadcastRow>> ListAsync(int number, CancellationToken ct)
    {
        var sent = db.Broadcasts.AsNoTracking().Where(Visible.Broadcasts(user));

        var total = await sent.CountAsync(ct);
        var at = Paging.Within(number, total);
        var rows = await sent.OrderByDescending(b => b.AddedAtUtc).ThenByDescending(b => b.BroadcastId)
            .Select(b => new BroadcastRow
            {
                BroadcastId = b.BroadcastId,
                Channel = b.Channel,
                Words = b.SubjectAz ?? b.TextAz,
                By = b.UserAccount.DisplayName,
                AddedAtUtc = b.AddedAtUtc,
                ConfirmedAtUtc = b.ConfirmedAtUtc,
                FinishedAtUtc = b.FinishedAtUtc,
                StoppedAtUtc = b.StoppedAtUtc,
                People = b.Recipients.Count,
            }).Skip(Paging.Offset(at, Paging.DefaultSize)).Take(Paging.DefaultSize).ToListAsync(ct);
        var ids = rows.ConvertAll(b => b.BroadcastId);
        var figures = (await Messages(ids).GroupBy(m => new { m.SubjectId, m.State }).Select(g => new { g.Key.SubjectId, g.Key.State, Count = g.Count() }).ToListAsync(ct))
            .ToLookup(f => f.SubjectId, f => (f.State, f.Count));

        return new Page<BroadcastRow>(rows.ConvertAll(b => b with { Figures = BroadcastFigures.Of(figures[b.BroadcastId]) }), at, Paging.DefaultSize, total);
    }

    /// <summary>One, with its figures; null where there is none that may be seen.</summary>
    public async Task<BroadcastView?> FindAsync(Guid broadcastId, CancellationToken ct)
    {
        var broadcast = await db.Broadcasts.AsNoTracking().Include(b => b.UserAccount).Where(Visible.Broadcasts(user)).SingleOrDefaultAsync(b => b.BroadcastId == broadcastId, ct);

        if (broadcast is null)
        {
            return null;
        }

        var messages = Messages([broadcastId]);
        var states = await messages.GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);

        return new BroadcastView(
            broadcast,
            await db.BroadcastRecipients.CountAsync(r => r.BroadcastId == broadcastId, ct),
            BroadcastFigures.Of(states.Select(s => (s.Key, s.Count))),
            await messages.SumAsync(m => (long)(m.PriceMillis ?? 0), ct),
            broadcast.ConfirmedAtUtc is null ? await LookAsync(broadcast, ct) : null);
    }

    /// <summary>How it would be, as things stand now.</summary>
    private async Task<BroadcastLook> LookAsync(Broadcast broadcast, CancellationToken ct)
    {
        var policy = await policies.ReadAsync(ct);
        var channel = broadcast.Channel;
        var people = await db.BroadcastRecipients.AsNoTracking().Where(r => r.BroadcastId == broadcast.BroadcastId && r.Volunteer.ErasedAtUtc == null)
            .Select(r => new
            {
                r.VolunteerId,
                Contact = new Contact(r.Volunteer.GivenName, r.Volunteer.Culture, r.Volunteer.Phone, r.Volunteer.Email, r.Volunteer.SmsOptedOut, r.Volunteer.EmailOptedOut)
                {
                    PhoneFailed = r.Volunteer.PhoneFailedAtUtc != null,
                    EmailFailed = r.Volunteer.EmailFailedAtUtc != null,
                    PlainLetters = r.Volunteer.PlainLetters ?? r.Volunteer.Centre.PlainLetters,
                },
                IsMuted = r.Volunteer.MutedTopics.Any(t => t.Topic == MessageTopic.News && t.Channel == channel),
            }).ToListAsync(ct);
        var judged = people.ConvertAll(p => (p.VolunteerId, Words: (p.Contact.Culture, IsPlain: p.Contact.PlainLetters ?? policy.Transliterate), WhyNot: p.IsMuted ? MessageReason.Muted : ChannelRules.WhyNot(MessageKind.Broadcast, channel, p.Contact, policy.MobilePrefixes)));
        var reached = judged.Where(p => p.WhyNot is null).GroupBy(p => channel is MessageChannel.Sms && p.Words.Culture is "az" ? p.Words : p.Words with { IsPlain = false })
            .ToDictionary(g => g.Key, g => (Count: g.Count(), Example: g.First().VolunteerId));

        // One of each language (and of the letters that are wanted) stands for all who read it: the very words that they would get.
        var examples = reached.ToDictionary(
            r => r.Key, r => OutboundMessage.For(MessageKind.Broadcast, channel, Recipient.Volunteer(r.Value.Example), broadcast.BroadcastId, clock.UtcNow(), clock.UtcNow() + Broadcast.NewsFor));
        var composed = await composer.ComposeAsync(examples.Values, ct);
        List<BroadcastSample> samples = [];

        foreach (var (look, (count, _)) in reached.OrderByDescending(r => r.Value.Count))
        {
            if (composed.GetValueOrDefault(examples[look].OutboundMessageId)?.Words is { } words)
            {
                var body = channel is MessageChannel.Sms ? SmsText.AsSent(words.Body, look.Culture, look.IsPlain) : words.Body;
                var parts = channel is MessageChannel.Sms ? SmsText.PartsOf(body) : 0;
                samples.Add(new BroadcastSample(look.Culture, count, words with { Body = body }, parts, (long)parts * policy.SmsPartMillis) { IsPlain = look.IsPlain });
            }
        }

        return new BroadcastLook(samples, judged.Where(p => p.WhyNot is not null).GroupBy(p => p.WhyNot!).ToDictionary(g => g.Key, g => g.Count()));
    }

    private IQueryable<OutboundMessage> Messages(IReadOnlyCollection<Guid> broadcastIds) =>
        db.OutboundMessages.AsNoTracking().Where(m => m.Kind == MessageKind.Broadcast && m.RecipientKind == RecipientKind.Volunteer && broadcastIds.Contains(m.SubjectId));
}

/// <summary>What became of the messages so far.</summary>
/// <param name="Sent">The provider took them.</param>
/// <param name="Failed">They could not be delivered.</param>
/// <param name="Stopped">They were taken back before they went, or their time ran out.</param>
/// <param name="NotWanted">There is no address, or the person wants no such messages.</param>
/// <param name="Waiting">They are about to go.</param>
public sealed record BroadcastFigures(int Sent, int Failed, int Stopped, int NotWanted, int Waiting)
{
    public int Owed => Sent + Failed + Stopped + NotWanted + Waiting;

    internal static BroadcastFigures Of(IEnumerable<(MessageState State, int Count)> states)
    {
        var counts = states.ToDictionary(s => s.State, s => s.Count);
        int Sum(params ReadOnlySpan<MessageState> of)
        {
            var sum = 0;

            foreach (var state in of)
            {
                sum += counts.GetValueOrDefault(state);
            }

            return sum;
        }

        return new BroadcastFigures(
            Sum(MessageState.Sent), Sum(MessageState.Failed), Sum(MessageState.Superseded, MessageState.Expired), Sum(MessageState.Suppressed), Sum(MessageState.Queued, MessageState.Sending));
    }
}

/// <summary>A broadcast on the list.</summary>
public sealed record BroadcastRow
{
    public required Guid BroadcastId { get; init; }
    public required MessageChannel Channel { get; init; }
    public required string Words { get; init; }
    public required string By { get; init; }
    public required DateTime AddedAtUtc { get; init; }
    public required DateTime? ConfirmedAtUtc { get; init; }
    public required DateTime? FinishedAtUtc { get; init; }
    public required DateTime? StoppedAtUtc { get; init; }
    public required int People { get; init; }
    public BroadcastFigures Figures { get; init; } = new(0, 0, 0, 0, 0);
}

/// <summary>One broadcast; how it would be is read only before it is sent.</summary>
public sealed record BroadcastView(Broadcast Broadcast, int People, BroadcastFigures Figures, long PriceMillis, BroadcastLook? Look)
{
    public bool IsGoing => Broadcast is { ConfirmedAtUtc: not null, StoppedAtUtc: null } && (Broadcast.FinishedAtUtc is null || Figures.Waiting > 0);
}

/// <summary>Who would get it in which words, and who would not, by the code word of the reason.</summary>
public sealed record BroadcastLook(IReadOnlyList<BroadcastSample> Samples, IReadOnlyDictionary<string, int> LeftOut)
{
    public int People => Samples.Sum(s => s.People);

    public long Parts => Samples.Sum(s => (long)s.People * s.Parts);

    public long PriceMillis => Samples.Sum(s => s.People * s.PriceMillis);
}

/// <summary>The words as they come to all who read a language; parts and price of one text message.</summary>
public sealed record BroadcastSample(string Culture, int People, MessageWords Words, int Parts, long PriceMillis)
{
    /// <summary>To those who get text messages without the letters of Azerbaijani.</summary>
    public bool IsPlain { get; init; }
}
