using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>Taking an applicant in: how far they were checked.</summary>
public sealed class AcceptForm
{
    public VettingLevel? Vetting { get; set; }
}

public sealed class AcceptFormValidator : AbstractValidator<AcceptForm>
{
    public AcceptFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Vetting).NotNull().WithMessage(_ => t["Choose how far the person was checked"]).IsInEnum().WithMessage(_ => t["Choose how far the person was checked"]);
}

/// <summary>Refusing an applicant: why, in words that they will read.</summary>
public sealed class RejectForm
{
    public string? Reason { get; set; }
}

public sealed class RejectFormValidator : AbstractValidator<RejectForm>
{
    public RejectFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write why: the person will read it"])
        .MaximumLength(Volunteer.ReasonMaxLength).WithMessage(_ => t["At most {0} characters, please", Volunteer.ReasonMaxLength]);
}

/// <summary>The digits that the applicant reads out from the SMS.</summary>
public sealed class PhoneCodeForm
{
    public string? Code { get; set; }
}

public sealed class PhoneCodeFormValidator : AbstractValidator<PhoneCodeForm>
{
    public PhoneCodeFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Code).NotEmpty().WithMessage(_ => t["Write the code from the SMS"]);
}
