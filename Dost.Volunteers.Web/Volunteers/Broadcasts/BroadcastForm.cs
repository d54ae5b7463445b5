using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Broadcasts;

/// <summary>What is written to many. The filter of the list travels beside it.</summary>
public sealed class BroadcastForm
{
    /// <summary>Made with the form, so that a second click makes nothing more.</summary>
    public string? Id { get; set; }
    public MessageChannel? Channel { get; set; }
    public string? SubjectAz { get; set; }
    public string? TextAz { get; set; }
    public string? SubjectRu { get; set; }
    public string? TextRu { get; set; }
    public string? SubjectEn { get; set; }
    public string? TextEn { get; set; }

    public NewBroadcast ToNew()
    {
        var isEmail = Channel is MessageChannel.Email;

        return new NewBroadcast(Guid.TryParse(Id, out var id) && id != Guid.Empty ? id : Guid.CreateVersion7(), Channel!.Value, isEmail ? Clean(SubjectAz) : null, Clean(TextAz)!)
        {
            SubjectRu = isEmail ? Clean(SubjectRu) : null,
            TextRu = Clean(TextRu),
            SubjectEn = isEmail ? Clean(SubjectEn) : null,
            TextEn = Clean(TextEn),
        };
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ReplaceLineEndings("\n");
}

/// <summary>What a text message costs in each language; nothing for e-mails.</summary>
public sealed record BroadcastCosts(SmsCost? Az, SmsCost? Ru, SmsCost? En)
{
    public static BroadcastCosts Of(BroadcastForm form, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(form);

        return form.Channel is MessageChannel.Sms
            ? new BroadcastCosts(SmsCost.OfOwnWords(form.TextAz, "az", policy), SmsCost.OfOwnWords(form.TextRu, "ru", policy), SmsCost.OfOwnWords(form.TextEn, "en", policy))
            : new BroadcastCosts(null, null, null);
    }
}

public sealed class BroadcastFormValidator : AbstractValidator<BroadcastForm>
{
    public BroadcastFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Channel).NotNull().WithMessage(_ => t["Choose SMS or e-mail"]).IsInEnum().WithMessage(_ => t["Choose SMS or e-mail"]);
        RuleFor(f => f.TextAz).NotEmpty().WithMessage(_ => t["Write the message in Azerbaijani: who has no text in their language gets this one"]);

        When(f => f.Channel is MessageChannel.Sms, () =>
        {
            RuleFor(f => f.TextAz).MaximumLength(Broadcast.SmsMaxLength).WithMessage(_ => t["At most {0} characters, please", Broadcast.SmsMaxLength]);
            RuleFor(f => f.TextRu).MaximumLength(Broadcast.SmsMaxLength).WithMessage(_ => t["At most {0} characters, please", Broadcast.SmsMaxLength]);
            RuleFor(f => f.TextEn).MaximumLength(Broadcast.SmsMaxLength).WithMessage(_ => t["At most {0} characters, please", Broadcast.SmsMaxLength]);
        }).Otherwise(() =>
        {
            RuleFor(f => f.TextAz).MaximumLength(Broadcast.TextMaxLength).WithMessage(_ => t["At most {0} characters, please", Broadcast.TextMaxLength]);
            RuleFor(f => f.TextRu).MaximumLength(Broadcast.TextMaxLength).WithMessage(_ => t["At most {0} characters, please", Broadcast.TextMaxLength]);
            RuleFor(f => f.TextEn).MaximumLength(Broadcast.TextMaxLength).WithMessage(_ => t["At most {0} characters, please", Broadcast.TextMaxLength]);
            RuleFor(f => f.SubjectAz).NotEmpty().WithMessage(_ => t["Write what it is about: it stands in the list of e-mails"]);
            RuleFor(f => f.SubjectRu).NotEmpty().When(f => !string.IsNullOrWhiteSpace(f.TextRu)).WithMessage(_ => t["Write what it is about: it stands in the list of e-mails"]);
            RuleFor(f => f.SubjectEn).NotEmpty().When(f => !string.IsNullOrWhiteSpace(f.TextEn)).WithMessage(_ => t["Write what it is about: it stands in the list of e-mails"]);
            RuleFor(f => f.SubjectAz).Must(IsLine).WithMessage(_ => t["One line of at most {0} characters, please", Broadcast.SubjectMaxLength]);
            RuleFor(f => f.SubjectRu).Must(IsLine).WithMessage(_ => t["One line of at most {0} characters, please", Broadcast.SubjectMaxLength]);
            RuleFor(f => f.SubjectEn).Must(IsLine).WithMessage(_ => t["One line of at most {0} characters, please", Broadcast.SubjectMaxLength]);
        });
    }

    private static bool IsLine(string? text) => text is null || (text.Length <= Broadcast.SubjectMaxLength && !text.Any(char.IsControl));
}
