using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>What volunteers set themselves: their language, what we may write to them about and how, and when not.</summary>
public sealed class PreferencesForm
{
    public const string PlainChoice = "plain";
    public const string FullChoice = "all";

    public string? Language { get; set; }
    public bool BySms { get; set; }
    public bool ByEmail { get; set; }

    /// <summary>The ticked cells, <c>Offers-Sms</c>.</summary>
    public List<string> Wanted { get; set; } = [];

    /// <summary>Letters of text messages: <c>plain</c>, <c>all</c>, or nothing for "as the centre has it".</summary>
    public string? Letters { get; set; }
    public TimeOnly? QuietFrom { get; set; }
    public TimeOnly? QuietTo { get; set; }

    public static string CellOf(MessageTopic topic, MessageChannel channel) => $"{topic}-{channel}";

    internal bool? PlainLetters => Letters switch { PlainChoice => true, FullChoice => false, _ => null };

    internal IReadOnlyCollection<(MessageTopic Topic, MessageChannel Channel)> Muted =>
    [
        .. from topic in MessageTopics.OfChoice
           from channel in Enum.GetValues<MessageChannel>()
           where !Wanted.Contains(CellOf(topic, channel))
           select (topic, channel),
    ];
}

public sealed class PreferencesFormValidator : AbstractValidator<PreferencesForm>
{
    public PreferencesFormValidator(IStringLocalizer<Text> t, PolicyReader policies)
    {
        RuleFor(f => f.Language).Must(l => Cultures.Known(l) is not null).WithMessage(_ => t["Choose one of the languages"]);
        RuleFor(f => f.Letters).Must(l => l is null or "" or PreferencesForm.PlainChoice or PreferencesForm.FullChoice).WithMessage(_ => t["Choose one of the answers"]);
        RuleFor(f => f.QuietFrom).NotNull().When(f => f.QuietTo is not null).WithMessage(_ => t["Say from when, or leave both empty"]);
        RuleFor(f => f.QuietTo).NotNull().When(f => f.QuietFrom is not null).WithMessage(_ => t["Say until when, or leave both empty"])
            .MustAsync(async (form, to, ct) =>
            {
                var policy = await policies.ReadAsync(ct);

                return form.QuietFrom is null || to is null
                    || (policy.Quiet with { Also = QuietHours.Own(form.QuietFrom, to) }).OpenMinutes >= QuietHours.LeastOpenMinutes;
            }).WithMessage(_ => t["Leave at least four hours of the day in which we may write"]);
    }
}
