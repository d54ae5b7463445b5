namespace Dost.Volunteers.Core.Messaging;

/// <summary>What is wrong with the words of a message, or could be better.</summary>
public enum TemplateFault
{
    NoBody,
    BodyTooLong,
    NoSubject,
    SubjectTooLong,
    SubjectOfSeveralLines,

    /// <summary>A brace that belongs to no placeholder.</summary>
    StrayBrace,

    /// <summary>A placeholder that this kind does not have.</summary>
    UnknownPlace,

    /// <summary>A link or code without which the message is of no use.</summary>
    MissingPlace,

    /// <summary>In an e-mail the link must stand alone, between empty lines, to become a button.</summary>
    LinkNotAlone,

    /// <summary>The supplied text says this too. Not refused.</summary>
    SaysLess,
}

/// <summary>A fault, and the placeholder that it is about.</summary>
public sealed record TemplateComplaint(TemplateFault Fault, string Place = "")
{
    /// <summary>Worth a thought, but kept all the same.</summary>
    public bool IsAdvice => Fault is TemplateFault.SaysLess;

    /// <summary>It is about the subject of an e-mail, and not its body.</summary>
    public bool IsOfSubject => Fault is TemplateFault.NoSubject or TemplateFault.SubjectTooLong or TemplateFault.SubjectOfSeveralLines;
}

/// <summary>Checks words before they are kept: a message that goes to hundreds must not be wrong in all of them.</summary>
public static class TemplateCheck
{
    /// <summary>More parts than this are said.</summary>
    public const int FewParts = 2;

    /// <summary>Words as they are kept: the line breaks of one system, nothing at the ends, and no subject where the channel has none.</summary>
    public static MessageWords Tidy(MessageChannel channel, string? subject, string? body) => new(
        channel is MessageChannel.Email ? (subject ?? "").Trim() : null,
        string.Join('\n', (body ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim());

    public static IReadOnlyList<TemplateComplaint> Complaints(MessageKind kind, MessageChannel channel, MessageWords words)
    {
        ArgumentNullException.ThrowIfNull(words);

        return [.. OfSubject(channel, words.Subject ?? ""), .. OfBody(channel, words.Body), .. OfPlaces(kind, channel, words)];
    }

    /// <summary>Whether everything that the words ask for is given. An override from before an update may ask for what is gone.</summary>
    public static bool CanBeFilled(MessageKind kind, MessageWords words)
    {
        ArgumentNullException.ThrowIfNull(words);

        return MessagePlaces.Kinds.Contains(kind) && MessagePlaces.In(words).All(p => MessagePlaces.Of(kind).Offered.Contains(p) || MessagePlaces.Of(kind).LeftOut.Contains(p));
    }

    private static IEnumerable<TemplateComplaint> OfSubject(MessageChannel channel, string subject)
    {
        if (channel is not MessageChannel.Email)
        {
            yield break;
        }

        if (subject.Length == 0)
        {
            yield return new TemplateComplaint(TemplateFault.NoSubject);
        }
        else if (subject.Length > MessageTemplateVersion.SubjectMaxLength)
        {
            yield return new TemplateComplaint(TemplateFault.SubjectTooLong);
        }
        else if (subject.AsSpan().IndexOfAny('\n', '\r') >= 0)
        {
            yield return new TemplateComplaint(TemplateFault.SubjectOfSeveralLines);
        }
    }

    private static IEnumerable<TemplateComplaint> OfBody(MessageChannel channel, string body)
    {
        if (body.Length == 0)
        {
            yield return new TemplateComplaint(TemplateFault.NoBody);
        }
        else if (body.Length > MostSigns(channel))
        {
            yield return new TemplateComplaint(TemplateFault.BodyTooLong);
        }

        if (channel is MessageChannel.Email && body.Contains("{link}", StringComparison.Ordinal) && !body.Split("\n\n").All(p => !p.Contains("{link}", StringComparison.Ordinal) || p.Trim() is "{link}"))
        {
            yield return new TemplateComplaint(TemplateFault.LinkNotAlone);
        }
    }

    private static IEnumerable<TemplateComplaint> OfPlaces(MessageKind kind, MessageChannel channel, MessageWords words)
    {
        var used = MessagePlaces.In(words);
        var needed = MessagePlaces.Needed(kind, channel);

        foreach (var place in used.Except(MessagePlaces.Of(kind).Offered))
        {
            yield return new TemplateComplaint(TemplateFault.UnknownPlace, place);
        }

        if (MessageTemplates.Placeholder().Replace(words.Subject + "\n" + words.Body, "").AsSpan().IndexOfAny('{', '}') >= 0)
        {
            yield return new TemplateComplaint(TemplateFault.StrayBrace);
        }

        // In the body: a link in a subject cannot be opened.
        foreach (var place in needed.Where(p => !words.Body.Contains($"{{{p}}}", StringComparison.Ordinal)))
        {
            yield return new TemplateComplaint(TemplateFault.MissingPlace, place);
        }

        var supplied = MessageTemplates.Find(kind, channel, MessageTemplates.Cultures[0]);

        foreach (var place in supplied is null ? [] : MessagePlaces.In(supplied).Except(used).Except(needed))
        {
            yield return new TemplateComplaint(TemplateFault.SaysLess, place);
        }
    }

    public static int MostSigns(MessageChannel channel) => channel switch
    {
        MessageChannel.Sms => MessageTemplateVersion.SmsMaxLength,
        MessageChannel.Email => MessageTemplateVersion.BodyMaxLength,
    };
}
