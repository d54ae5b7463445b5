using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>The code from the SMS.</summary>
public sealed class PhoneForm
{
    public string? Code { get; set; }
}

public sealed class PhoneFormValidator : AbstractValidator<PhoneForm>
{
    public PhoneFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Code)
        .Must(code => code?.Count(char.IsAsciiDigit) == OneTimeCodeService.Digits).WithMessage(_ => t["Type the six digits of the SMS"]);
}
