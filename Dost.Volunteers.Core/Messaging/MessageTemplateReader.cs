using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>The words that count now, for whoever puts a message into words: an administrator's where there are any, else the supplied ones.</summary>
public sealed class MessageTemplateReader(VolunteersDbContext db)
{
    /// <summary>Reads those of some kinds in one query.</summary>
    public async Task<TemplateWords> ReadAsync(IReadOnlyCollection<MessageKind> kinds, CancellationToken ct)
    {
        var newest = await Newest().Where(v => kinds.Contains(v.Kind) && v.Body != null).ToListAsync(ct);

        return new TemplateWords(newest.Where(v => TemplateCheck.CanBeFilled(v.Kind, v.Words!)).ToDictionary(v => (v.Kind, v.Channel, v.Culture), v => v.Words!));
    }

    /// <summary>The last version of each text that was ever changed, also where that is the supplied text again.</summary>
    internal IQueryable<MessageTemplateVersion> Newest() => db.MessageTemplateVersions.AsNoTracking()
        .Where(v => !db.MessageTemplateVersions.Any(o => o.Kind == v.Kind && o.Channel == v.Channel && o.Culture == v.Culture && o.Number > v.Number));
}

/// <summary>The words of some kinds of messages.</summary>
public sealed class TemplateWords(IReadOnlyDictionary<(MessageKind Kind, MessageChannel Channel, string Culture), MessageWords> own)
{
    /// <summary>The words, in Azerbaijani where the language is not known; null where a kind does not go on that channel.</summary>
    public MessageWords? Find(MessageKind kind, MessageChannel channel, string culture)
    {
        var known = MessageTemplates.Cultures.Contains(culture) ? culture : MessageTemplates.Cultures[0];

        return own.GetValueOrDefault((kind, channel, known)) ?? MessageTemplates.Find(kind, channel, known);
    }
}
