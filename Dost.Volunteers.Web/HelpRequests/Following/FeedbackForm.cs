using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Following;

/// <summary>How the help was, in stars and words.</summary>
public sealed class FeedbackForm
{
    public int? Stars { get; set; }

    public string? Words { get; set; }

    /// <summary>For the volunteers who came; passed on to them.</summary>
    public string? Thanks { get; set; }

    public bool CallMe { get; set; }

    /// <summary>Somebody came who can be thanked, and was not yet.</summary>
    [BindNever]
    public bool OffersThanks { get; set; }

    public HowItWas ToAnswer() => new(Stars!.Value, Words, string.IsNullOrWhiteSpace(Thanks) ? null : Thanks, CallMe);
}

public sealed class FeedbackFormValidator : AbstractValidator<FeedbackForm>
{
    public FeedbackFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Stars).Cascade(CascadeMode.Stop).NotNull().WithMessage(_ => t["Choose from one to five stars"])
            .InclusiveBetween(1, 5).WithMessage(_ => t["Choose from one to five stars"]);
        RuleFor(f => f.Words).AtMost(HelpRequest.FeedbackMaxLength, t);
        RuleFor(f => f.Thanks).AtMost(HelpRequest.FeedbackMaxLength, t);
    }
}
