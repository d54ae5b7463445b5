using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Messages;

/// <summary>Messages that came in, the open ones or those that are settled.</summary>
public sealed record InboxPage(bool IsDone, int Open, Page<InboxRow> Messages);

/// <summary>A message that came in, as staff read it.</summary>
public sealed record InboxRow
{
    public required Guid InboundSmsId { get; init; }
    public Guid? VolunteerId { get; init; }
    public Guid? HelpRequestId { get; init; }

    /// <summary>Null where the number belongs to nobody that we know.</summary>
    public string? Name { get; init; }
    public required string From { get; init; }
    public required string Text { get; init; }
    public required DateTime ReceivedAtUtc { get; init; }
    public required InboundVerdict Verdict { get; init; }
    public bool? SaidYes { get; init; }
    public DateTime? DoneAtUtc { get; init; }
    public InboundDeed? Deed { get; init; }
    public string? DoneBy { get; init; }
    public string? Reply { get; init; }
    public required string Culture { get; init; }

    /// <summary>What the person was asked and can still answer.</summary>
    public IReadOnlyList<InboxQuestion> Questions { get; init; } = [];

    public bool CanReply => VolunteerId is not null || HelpRequestId is not null;
}

public sealed record InboxQuestion(Guid SmsQuestionId, MessageKind Kind, string Code, string Work, DateTime StartsAtUtc, DateTime EndsAtUtc);

public sealed record InboxDetails(InboxRow Row, InboxReplyForm Form);

/// <summary>What staff write back: one of the set phrases, or words of their own.</summary>
public sealed class InboxReplyForm
{
    public string? Phrase { get; set; }
    public string? Text { get; set; }

    public string? Reply(string culture) => Text is { } own && !string.IsNullOrWhiteSpace(own) ? own.Trim() : InboxPhrases.Find(Phrase, culture);
}

public sealed class InboxReplyFormValidator : AbstractValidator<InboxReplyForm>
{
    public InboxReplyFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Text).NotEmpty().When(f => string.IsNullOrEmpty(f.Phrase)).WithMessage(_ => t["Choose a phrase, or write a reply"])
            .MaximumLength(InboundSms.ReplyMaxLength).WithMessage(_ => t["At most {0} characters, please", InboundSms.ReplyMaxLength]);
        RuleFor(f => f.Phrase).Must(phrase => string.IsNullOrEmpty(phrase) || InboxPhrases.All.Contains(phrase)).WithMessage(_ => t["Choose a phrase, or write a reply"]);
    }
}

/// <summary>Replies that are often needed, in the language of who reads them: staff see what goes out, word for word.</summary>
public static class InboxPhrases
{
    public static IReadOnlyList<string> All { get; } = ["thanks", "call", "page"];

    public static string? Find(string? phrase, string culture) => (phrase, culture) switch
    {
        ("thanks", "ru") => "спасибо, мы всё записали.",
        ("thanks", "en") => "thank you, we have noted it.",
        ("thanks", _) => "təşəkkür edirik, qeyd etdik.",
        ("call", "ru") => "координатор позвонит вам сегодня.",
        ("call", "en") => "a coordinator will call you today.",
        ("call", _) => "koordinator bu gün Sizə zəng edəcək.",
        ("page", "ru") => "пожалуйста, ответьте на своей странице на сайте или позвоните 142.",
        ("page", "en") => "please answer on your page on the site, or call 142.",
        ("page", _) => "zəhmət olmasa saytdakı səhifənizdə cavab verin və ya 142-yə zəng edin.",
        _ => null,
    };
}
