using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>The words of a message: a body, and for e-mail a subject. Placeholders stand in braces.</summary>
public sealed record MessageWords(string? Subject, string Body);

/// <summary>
/// The texts of all messages in the three languages, from <c>Templates/messages.json</c>. A body is plain text in paragraphs; in an
/// e-mail a line that is only <c>{link}</c> becomes a button.
/// </summary>
public static partial class MessageTemplates
{
    /// <summary>The languages of messages; the first is for who has none of them.</summary>
    public static IReadOnlyList<string> Cultures { get; } = ["az", "ru", "en"];

    // After the languages, which it asks for.
    private static readonly Dictionary<(MessageKind, MessageChannel, string), MessageWords> _words = Load();

    public static IReadOnlyCollection<(MessageKind Kind, MessageChannel Channel, string Culture)> All => _words.Keys;

    /// <summary>The supplied words, in Azerbaijani where the language is not known; null where a kind does not go on that channel. What counts says <see cref="MessageTemplateReader"/>.</summary>
    public static MessageWords? Find(MessageKind kind, MessageChannel channel, string culture) =>
        _words.GetValueOrDefault((kind, channel, culture)) ?? _words.GetValueOrDefault((kind, channel, "az"));

    /// <summary>Puts the values in.</summary>
    /// <exception cref="KeyNotFoundException">A placeholder has no value: a bug, and better than a text with braces.</exception>
    public static MessageWords Fill(MessageWords words, IReadOnlyDictionary<string, string> values)
    {
        string Put(string text) => Placeholder().Replace(text, match => values[match.Groups[1].Value]);

        return new MessageWords(words.Subject is null ? null : Put(words.Subject), Put(words.Body));
    }

    private static Dictionary<(MessageKind, MessageChannel, string), MessageWords> Load()
    {
        using var stream = typeof(MessageTemplates).Assembly.GetManifestResourceStream("Dost.Volunteers.Core.Messaging.Templates.messages.json")!;
        var words = new Dictionary<(MessageKind, MessageChannel, string), MessageWords>();

        foreach (var template in JsonDocument.Parse(stream).RootElement.EnumerateArray())
        {
            var kind = Enum.Parse<MessageKind>(template.GetProperty("kind").GetString()!);
            var channel = Enum.Parse<MessageChannel>(template.GetProperty("channel").GetString()!);

            foreach (var culture in Cultures)
            {
                var text = template.GetProperty(culture);
                var subject = text.TryGetProperty("subject", out var s) ? s.GetString() : null;
                words.Add((kind, channel, culture), new MessageWords(subject, text.GetProperty("body").GetString()!));
            }
        }

        return words;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    public static partial Regex Placeholder();
}
