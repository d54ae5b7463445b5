using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Accounts;

/// <summary>Signing in with e-mail and password.</summary>
public sealed class SignInForm
{
    public string? Email { get; set; }
    public string? Password { get; set; }
    public bool Stay { get; set; }

    /// <summary>The page that was asked for before signing in.</summary>
    public string? ReturnUrl { get; set; }
}

public sealed class SignInFormValidator : AbstractValidator<SignInForm>
{
    public SignInFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Email).NotEmpty().WithMessage(_ => t["Write your e-mail address"]);
        RuleFor(f => f.Password).NotEmpty().WithMessage(_ => t["Write your password"]);
    }
}

/// <summary>Signing in with a code that is sent to the phone.</summary>
public sealed class PhoneForm
{
    public string? Phone { get; set; }
    public bool StayByPhone { get; set; }
    public string? ReturnUrl { get; set; }
}

public sealed class PhoneFormValidator : AbstractValidator<PhoneForm>
{
    public PhoneFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Phone).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write your mobile phone"]).IsPhone(t);
}

/// <summary>The digits from the SMS.</summary>
public sealed class CodeForm
{
    public string? Code { get; set; }
}

public sealed class CodeFormValidator : AbstractValidator<CodeForm>
{
    public CodeFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Code).NotEmpty().WithMessage(_ => t["Write the code from the SMS"]);
}

/// <summary>A new password of somebody who is signed in.</summary>
public sealed class PasswordForm
{
    public string? CurrentPassword { get; set; }
    public string? NewPassword { get; set; }
}

public sealed class PasswordFormValidator : AbstractValidator<PasswordForm>
{
    public PasswordFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.NewPassword).NotEmpty().WithMessage(_ => t["Write a new password"]);
}
