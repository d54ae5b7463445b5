using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Occasions of text messages that came in: what is written back.</summary>
public sealed partial class OccasionReader
{
    private async Task<Func<OutboundMessage, Occasion?>> RepliesAsync(List<Guid> ids, HashSet<MessageKind> kinds, CancellationToken ct)
    {
        var texts = kinds.Contains(MessageKind.SmsReply) ? await db.InboundSms.AsNoTracking().Where(i => ids.Contains(i.InboundSmsId)).ToDictionaryAsync(i => i.InboundSmsId, ct) : [];

        return message => message.Kind is not MessageKind.SmsReply ? null : texts.TryGetValue(message.SubjectId, out var sms) ? OfReply(message, sms) : Occasion.Gone;
    }

    /// <summary>Version 0 is what the machine answers, a later one what a coordinator wrote.</summary>
    private Occasion OfReply(OutboundMessage message, InboundSms sms)
    {
        string? TextIn(string culture) => message.SubjectVersion == 0 ? InboundReplies.TextIn(culture, sms)
            : sms.ReplyEncrypted is { } reply ? "DOST: " + new FieldCipher(keys).Decrypt(reply) : null;

        return new Occasion(TextIn("az") is not null, culture => new Dictionary<string, string> { ["text"] = TextIn(culture.Name) ?? "" });
    }
}
