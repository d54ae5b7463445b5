using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging.Inbound;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>A message ready to go: the words in the recipient's language, and what the sender needs around them.</summary>
public sealed record ComposedMessage
{
    public required Contact Contact { get; init; }

    /// <summary>Whether the occasion still stands; the words are empty where it does not.</summary>
    public required bool Stands { get; init; }

    /// <summary>Null where this kind has no words for the channel.</summary>
    public MessageWords? Words { get; init; }
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>The one link, where there is one.</summary>
    public string? LinkUrl => Links is [var one] ? one : null;

    /// <summary>What the list of several says of this one; null for kinds that go alone.</summary>
    public string? Item { get; init; }

    /// <summary>The words for several of the kind, not yet filled.</summary>
    public MessageWords? Together { get; init; }

    /// <summary>For the List-Unsubscribe header of e-mails to volunteers.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>The file that an e-mail brings along.</summary>
    public Guid? StoredFileId { get; init; }

    /// <summary>Several to the same person, of one kind that can be said together.</summary>
    public static ComposedMessage AsOne(IReadOnlyList<ComposedMessage> several)
    {
        ArgumentNullException.ThrowIfNull(several);
        var first = several[0];

        return several.Count == 1 ? first : first with
        {
            Words = MessageTemplates.Fill(first.Together!, new Dictionary<string, string>
            {
                ["name"] = first.Contact.GivenName,
                ["count"] = several.Count.ToString(CultureInfo.InvariantCulture),
                ["items"] = string.Join("\n\n", several.Select(m => m.Item)),
            }),
            Links = [.. several.SelectMany(m => m.Links)],
        };
    }
}

/// <summary>The public address of the site, for links in messages: <c>https://…</c> without a slash at the end.</summary>
public sealed record PublicUrl(string Value);

/// <summary>Turns owed messages into words, as of this moment. Makes and saves the one-tap links that they carry.</summary>
public sealed class MessageComposer(VolunteersDbContext db, RecipientDirectory directory, OccasionReader occasions, OneTapLinks links, SmsQuestions questions, MessageTemplateReader templates, PublicUrl site, TimeProvider clock)
{
    /// <summary>From the day on which it was last sent.</summary>
    private static readonly TimeSpan _unsubscribeLifetime = TimeSpan.FromDays(365);

    /// <summary>
    /// Composes a batch; a message whose recipient is gone is not in the answer. Uses the context and may clear its change tracker, so
    /// the messages must not hold unsaved changes.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, ComposedMessage>> ComposeAsync(IReadOnlyCollection<OutboundMessage> messages, CancellationToken ct)
    {
        var contacts = await directory.FindAsync([.. messages.Select(RecipientOf).Distinct()], ct);
        var standing = await occasions.ReadAsync(messages, ct);
        var words = await templates.ReadAsync([.. messages.SelectMany(KindsOf).Distinct()], ct);

        return await ConcurrentChange.RetryAsync(db, async () =>
        {
            await links.LoadAsync([.. messages.Select(m => m.SubjectId).Concat(messages.Select(m => m.RecipientId)).Distinct()], ct);
            var asked = await questions.PrepareAsync(messages.Where(m => contacts.ContainsKey(RecipientOf(m)) && standing[m.OutboundMessageId].Stands), ct);
            var composed = messages.Where(m => contacts.ContainsKey(RecipientOf(m)))
                .ToDictionary(m => m.OutboundMessageId, m => WithCode(Compose(m, contacts[RecipientOf(m)], standing[m.OutboundMessageId], words), asked.GetValueOrDefault(m.OutboundMessageId)));
            await db.SaveChangesAsync(ct);

            // One context serves many batches, and looks through all links that it holds for each message.
            links.Forget();

            return (IReadOnlyDictionary<Guid, ComposedMessage>)composed;
        });
    }

    private static MessageKind[] KindsOf(OutboundMessage message) =>
        MessageSets.TogetherOf(message.Kind, message.Channel) is { } several ? [message.Kind, several] : [message.Kind];

    private static Recipient RecipientOf(OutboundMessage message) => new(message.RecipientKind, message.RecipientId);

    /// <summary>Where replies arrive, an SMS that asks says how to answer by SMS too.</summary>
    private static ComposedMessage WithCode(ComposedMessage composed, SmsQuestion? question) => question is null || composed.Words is null
        ? composed
        : composed with { Words = composed.Words with { Body = $"{composed.Words.Body} {string.Format(CultureInfo.InvariantCulture, SmsQuestions.InvitationIn(composed.Contact.Culture), question.Code)}" } };

    private ComposedMessage Compose(OutboundMessage message, Contact reader, Occasion occasion, TemplateWords known)
    {
        var contact = occasion.Culture is { } own ? reader with { Culture = own } : reader;
        var template = known.Find(message.Kind, message.Channel, contact.Culture);

        if (!occasion.Stands || template is null)
        {
            return new ComposedMessage { Contact = contact, Stands = occasion.Stands };
        }

        var culture = CultureInfo.GetCultureInfo(contact.Culture);
        var link = occasion.Link is null ? null : UrlOf(occasion.Link);
        var values = occasion.Values(culture);
        values["name"] = contact.GivenName;
        values["link"] = link ?? "";
        var words = MessageTemplates.Fill(template, values);
        var several = MessageSets.TogetherOf(message.Kind, message.Channel);

        return new ComposedMessage
        {
            Contact = contact,
            Stands = true,
            Words = words,
            Links = link is null ? [] : [link],
            Item = several is null ? null : MessageSets.ItemOf(message.Kind, values),
            Together = several is null ? null : known.Find(several.Value, message.Channel, contact.Culture),
            StoredFileId = message.Channel is MessageChannel.Email ? occasion.StoredFileId : null,
            UnsubscribeUrl = message is { Channel: MessageChannel.Email, RecipientKind: RecipientKind.Volunteer }
                ? $"{site.Value}/t/{links.TokenFor(LinkPurpose.Unsubscribe, message.RecipientId, clock.UtcNow().Date + _unsubscribeLifetime)}"
                : null,
        };
    }

    private string UrlOf(OccasionLink link) => link.Purpose is { } purpose
        ? $"{site.Value}/t/{links.TokenFor(purpose, link.SubjectId, link.ExpiresAtUtc)}"
        : site.Value + link.Path;
}
