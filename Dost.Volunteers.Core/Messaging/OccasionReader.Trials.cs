namespace Dost.Volunteers.Core.Messaging;

/// <summary>Texts that administrators send to themselves.</summary>
public sealed partial class OccasionReader
{
    /// <summary>The words as they were typed, with example values; what is called for in braces by mistake stays as it is, to be seen.</summary>
    private Occasion OfTrial(TemplateTrial trial, DateTime now)
    {
        var link = new OccasionLink(null, trial.TemplateTrialId, now, MessagePlaces.TrialPath);
        var typed = new MessageWords(trial.Subject, trial.Body.Replace("{link}", site.Value + link.Path, StringComparison.Ordinal));
        var words = MessageExamples.Fill(trial.Kind, trial.Culture, site.Value, typed);

        return new Occasion(true, _ => new Dictionary<string, string> { ["subject"] = words.Subject ?? "", ["text"] = words.Body }, link) { Culture = trial.Culture };
    }
}
