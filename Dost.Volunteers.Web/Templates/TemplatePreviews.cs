using System.Globalization;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Jobs.Dispatch;

namespace Dost.Volunteers.Web.Templates;

/// <summary>Shows words as they will arrive, with believable values, and says what they cost.</summary>
public sealed class TemplatePreviews(PolicyReader policies, PublicUrl site)
{
    /// <summary>The texts by topic, those that were asked for.</summary>
    public async Task<TemplateList> ListAsync(IReadOnlyList<TemplateState> states, TemplatesShown shown, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(states);
        var policy = await policies.ReadAsync(ct);
        var cards = states.GroupBy(s => (s.Kind, s.Channel)).Select(g => new TemplateCard(g.Key.Kind, g.Key.Channel, [.. g.Select(s => new TemplateLine(s, SmsOf(s, s.Words, policy)))])).ToList();
        var wanted = cards.Where(c => shown switch
        {
            TemplatesShown.All => true,
            TemplatesShown.Changed => c.Lines.Any(l => l.State.IsChanged),
            TemplatesShown.TooLong => c.Lines.Any(l => l.Sms?.AsSent.Parts > TemplateCheck.FewParts),
        }).ToList();

        return new TemplateList(
            shown,
            [.. wanted.GroupBy(c => MessageTopics.Of(c.Kind)).OrderBy(g => g.Key).Select(g => new TemplateTopic(g.Key, [.. g.GroupBy(c => c.Kind).OrderBy(k => k.Key).Select(k => k.OrderBy(c => c.Channel).ToList())]))],
            cards.Count,
            cards.Count(c => c.Lines.Any(l => l.State.IsChanged)),
            cards.Count(c => c.Lines.Any(l => l.Sms?.AsSent.Parts > TemplateCheck.FewParts)));
    }

    /// <summary>Adds to what was typed how it will arrive.</summary>
    public async Task ShowAsync(TemplateForm form, IReadOnlyList<TemplateState> states, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(states);
        var policy = await policies.ReadAsync(ct);

        foreach (var state in states)
        {
            var words = form.In(state.Culture).ToWords(state.Channel);
            var filled = MessageExamples.Fill(state.Kind, state.Culture, site.Value, words);
            form.In(state.Culture).Shown = new LanguageShown(
                state,
                filled,
                TemplateCheck.Complaints(state.Kind, state.Channel, words),
                SmsOf(state, words, policy),
                EmailLayout.PreheaderOf(filled.Body, [LinkOf(state.Kind)]));
        }
    }

    /// <summary>The e-mail as it leaves. Nothing in it leads anywhere: it is looked at.</summary>
    public string Html(TemplateState state, MessageWords words)
    {
        ArgumentNullException.ThrowIfNull(state);
        var contact = new Contact(MessageExamples.ValueOf(state.Kind, "name", CultureInfo.GetCultureInfo(state.Culture)), state.Culture, Phone: null, Email: null);
        var message = new ComposedMessage
        {
            Contact = contact,
            Stands = true,
            Words = MessageExamples.Fill(state.Kind, state.Culture, site.Value, words),
            Links = [LinkOf(state.Kind)],
            UnsubscribeUrl = MessageTopics.Of(state.Kind) is MessageTopic.Others ? null : $"{site.Value}/t/",
        };

        return EmailLayout.Compose(message, state.Kind).Html.Replace(" href=\"", " data-leads-to=\"", StringComparison.Ordinal);
    }

    private string LinkOf(MessageKind kind) => MessageExamples.LinkOf(kind, site.Value);

    private SmsShown? SmsOf(TemplateState state, MessageWords words, Policy policy)
    {
        if (state.Channel is not MessageChannel.Sms)
        {
            return null;
        }

        var filled = MessageExamples.Fill(state.Kind, state.Culture, site.Value, words).Body;
        var sent = SmsText.AsSent(filled, state.Culture, policy.Transliterate);

        return new SmsShown(sent, SmsText.Measure(sent), policy.SmsPartMillis, state.Culture is "az" ? SmsText.Measure(SmsText.Transliterate(filled)) : null);
    }
}

/// <summary>A text in one language as it will arrive, and what is to be said about it.</summary>
public sealed record LanguageShown(TemplateState State, MessageWords Filled, IReadOnlyList<TemplateComplaint> Complaints, SmsShown? Sms, string Preheader);

/// <summary>A text message as it leaves, and what it costs.</summary>
/// <param name="InPlainLetters">What it would be without the letters of Azerbaijani; null in the other languages.</param>
public sealed record SmsShown(string Text, SmsSize AsSent, int PartMillis, SmsSize? InPlainLetters)
{
    /// <summary>Parts that plain letters would save.</summary>
    public int PartsSaved => InPlainLetters is null ? 0 : AsSent.Parts - InPlainLetters.Parts;
}

public enum TemplatesShown { All, Changed, TooLong }

/// <summary>The list of texts.</summary>
public sealed record TemplateList(TemplatesShown Shown, IReadOnlyList<TemplateTopic> Topics, int All, int Changed, int TooLong)
{
    public static TemplatesShown Known(string? asked) => asked switch { "changed" => TemplatesShown.Changed, "long" => TemplatesShown.TooLong, _ => TemplatesShown.All };

    /// <summary>The channels of each kind, kind by kind.</summary>
    public bool IsEmpty => Topics.Count == 0;
}

public sealed record TemplateTopic(MessageTopic Topic, IReadOnlyList<List<TemplateCard>> Kinds);

/// <summary>One kind on one channel.</summary>
public sealed record TemplateCard(MessageKind Kind, MessageChannel Channel, IReadOnlyList<TemplateLine> Lines);

public sealed record TemplateLine(TemplateState State, SmsShown? Sms);
