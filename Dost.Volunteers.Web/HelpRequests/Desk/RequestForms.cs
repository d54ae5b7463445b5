using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>How urgent a request is, as the coordinator judges.</summary>
public sealed class TriageForm
{
    public Urgency? Urgency { get; set; }

    public RiskLevel? Risk { get; set; }
}

public sealed class TriageFormValidator : AbstractValidator<TriageForm>
{
    public TriageFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Urgency).NotNull().WithMessage(_ => t["Choose how urgent it is"]);
}

/// <summary>Why a request is declined, in words for who asked.</summary>
public sealed class RejectForm
{
    public string? Reason { get; set; }
}

public sealed class RejectFormValidator : AbstractValidator<RejectForm>
{
    public RejectFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write the reason: the person will read it"]).AtMost(HelpRequest.ReasonMaxLength, t);
}

/// <summary>A name, a phone or a tracking code.</summary>
public sealed class SearchForm
{
    public string? Words { get; set; }
}
