using Dost.Volunteers.Core.Messaging;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dost.Volunteers.Web.Templates;

/// <summary>The words of one kind on one channel, as they are typed in three languages.</summary>
public sealed class TemplateForm
{
    public LanguageForm Az { get; set; } = new();
    public LanguageForm Ru { get; set; } = new();
    public LanguageForm En { get; set; } = new();

    [BindNever]
    public IEnumerable<LanguageForm> Languages => [Az, Ru, En];

    public static TemplateForm Of(IReadOnlyList<TemplateState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        var form = new TemplateForm();

        foreach (var state in states)
        {
            var language = form.In(state.Culture);
            (language.Subject, language.Body, language.Seen) = (state.Words.Subject, state.Words.Body, state.Number);
        }

        return form;
    }

    /// <summary>The name of the fields of a language.</summary>
    public static string NameOf(string culture) => culture switch { "ru" => nameof(Ru), "en" => nameof(En), _ => nameof(Az) };

    public LanguageForm In(string culture) => culture switch { "ru" => Ru, "en" => En, _ => Az };

    internal IReadOnlyCollection<TemplateChange> ToChanges(MessageChannel channel) =>
        [.. MessageTemplates.Cultures.Select(c => new TemplateChange(c, In(c).Seen ?? 0, In(c).ToWords(channel)))];
}

/// <summary>The words in one language.</summary>
public sealed class LanguageForm
{
    public string? Subject { get; set; }
    public string? Body { get; set; }

    /// <summary>The number of the version that was there when the page was opened.</summary>
    public int? Seen { get; set; }

    /// <summary>What somebody else saved meanwhile.</summary>
    [BindNever]
    public MessageWords? Others { get; set; }

    /// <summary>What is typed, as it will arrive.</summary>
    [BindNever]
    public LanguageShown? Shown { get; set; }

    public MessageWords ToWords(MessageChannel channel) => TemplateCheck.Tidy(channel, Subject, Body);
}
