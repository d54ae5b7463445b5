using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Following;

/// <summary>How the help was, in stars and words.</summary>
public sealed class FeedbackForm
{
    public int? Stars { get; set; }

    public string? Words { get; set; }
}

public sealed class FeedbackFormValidator : AbstractValidator<FeedbackForm>
{
    public FeedbackFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Stars).Cascade(CascadeMode.Stop).NotNull().WithMessage(_ => t["Choose from one to five stars"])
            .InclusiveBetween(1, 5).WithMessage(_ => t["Choose from one to five stars"]);
        RuleFor(f => f.Words).AtMost(HelpRequest.FeedbackMaxLength, t);
    }
}
