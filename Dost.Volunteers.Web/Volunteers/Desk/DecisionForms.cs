using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Desk;

/// <summary>The digits that the applicant reads out from the SMS.</summary>
public sealed class PhoneCodeForm
{
    public string? Code { get; set; }
}

public sealed class PhoneCodeFormValidator : AbstractValidator<PhoneCodeForm>
{
    public PhoneCodeFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Code).NotEmpty().WithMessage(_ => t["Write the code from the SMS"]);
}
