using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>What volunteers set themselves: their language, and how we may write to them.</summary>
public sealed class ProfileForm
{
    public string? Language { get; set; }
    public bool BySms { get; set; }
    public bool ByEmail { get; set; }
}

public sealed class ProfileFormValidator : AbstractValidator<ProfileForm>
{
    public ProfileFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Language).Must(l => Cultures.Known(l) is not null).WithMessage(_ => t["Choose one of the languages"]);
}
