using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Following;

/// <summary>The tracking code and the phone by which a request is found.</summary>
public sealed class TrackForm
{
    public string? Code { get; set; }

    public string? Phone { get; set; }
}

public sealed class TrackFormValidator : AbstractValidator<TrackForm>
{
    public TrackFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.Code).NotEmpty().WithMessage(_ => t["Write the tracking code"])
            .Must(typed => TrackingCode.Normalise(typed) is not null).WithMessage(_ => t["Check the code: it looks like DST-7K2M-9QX4"]);
        RuleFor(f => f.Phone).NotEmpty().WithMessage(_ => t["Write the phone that you gave with the request"]).IsPhone(t);
    }
}
