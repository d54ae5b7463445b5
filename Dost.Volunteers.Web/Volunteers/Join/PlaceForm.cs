using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>Page 2 of the sign-up: where and how somebody wants to help.</summary>
public sealed class PlaceForm : StageForm
{
    public string? DistrictCode { get; set; }
    public Programme? Programme { get; set; }
    public List<string> Languages { get; set; } = [];
    public List<string> Skills { get; set; } = [];

    [BindNever]
    public override SignUpStage Stage => SignUpStage.Place;

    /// <summary>From the first page: a programme has its age.</summary>
    [BindNever]
    public DateOnly? BornOn => Draft?.Answers.Person?.BornOn;

    public static PlaceForm Of(PlaceAnswers place) => new()
    {
        DistrictCode = place.DistrictCode,
        Programme = place.Programme,
        Languages = [.. place.Languages],
        Skills = [.. place.Skills],
        Revision = place.Revision,
    };

    /// <summary>The answers of a form that its validator took.</summary>
    public PlaceAnswers ToAnswers() => new(DistrictCode!, Programme!.Value, [.. Languages.Distinct().Order(StringComparer.Ordinal)], [.. Skills.Distinct().Order(StringComparer.Ordinal)]) { Revision = Revision };
}

public sealed class PlaceFormValidator : AbstractValidator<PlaceForm>
{
    public PlaceFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.DistrictCode).Must((form, code) => code is { Length: > 0 } && IsOneOf(form.Choices.Districts, code))
            .WithMessage(_ => t["Choose the district where you live"]);
        RuleFor(f => f.Programme)
            .NotNull().WithMessage(_ => t["Choose how you want to serve"])
            .IsInEnum().WithMessage(_ => t["Choose one of the answers"])
            .Must((form, programme) => programme is not Programme.Silver || form.BornOn is not { } bornOn || form.Choices.AgeOf(bornOn) >= form.Choices.SilverFromAge)
            .WithMessage(form => t["Silver DOST is open from the age of {0}. Choose another programme", form.Choices.SilverFromAge]);
        RuleFor(f => f.Languages).NotEmpty().WithMessage(_ => t["Tick at least one language that you speak"])
            .Must((form, codes) => codes.All(code => IsOneOf(form.Choices.Languages, code))).WithMessage(_ => t["Choose one of the answers"]);
        RuleFor(f => f.Skills).Must((form, codes) => codes.All(code => IsOneOf(form.Choices.Skills, code))).WithMessage(_ => t["Choose one of the answers"]);
    }

    private static bool IsOneOf(IEnumerable<SelectListItem> items, string code) => items.Any(item => item.Value == code);
}
