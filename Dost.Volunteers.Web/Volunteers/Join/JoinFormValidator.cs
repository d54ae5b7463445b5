using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>Checks an application against what can be known without asking who is known.</summary>
public sealed class JoinFormValidator : AbstractValidator<JoinForm>
{
    private const int OldestAge = 110;

    public JoinFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.GivenName).NotEmpty().WithMessage(_ => t["Write your first name"]).IsName(t).AtMost(Volunteer.NameMaxLength, t);
        RuleFor(f => f.FamilyName).NotEmpty().WithMessage(_ => t["Write your family name"]).IsName(t).AtMost(Volunteer.NameMaxLength, t);
        RuleFor(f => f.Fin).Must(typed => Fin.TryParse(typed, out _))
            .WithMessage(_ => t["Check the FIN: seven digits and Latin letters from your identity card, never I or O"]);
        AgeRules(t);
        RuleFor(f => f.Gender).NotNull().WithMessage(_ => t["Choose: woman or man"]);
        ContactRules(t);
        RuleFor(f => f.Languages).NotEmpty().WithMessage(_ => t["Tick at least one language that you speak"])
            .Must((form, codes) => codes.All(code => IsOneOf(form.Choices.Languages, code))).WithMessage(_ => t["Choose one of the answers"]);
        RuleFor(f => f.Skills).Must((form, codes) => codes.All(code => IsOneOf(form.Choices.Skills, code))).WithMessage(_ => t["Choose one of the answers"]);
        RuleFor(f => f.Free).Must(cells => cells.All(cell => WeekCells.WindowOf(cell) is not null)).WithMessage(_ => t["Choose one of the answers"]);
        ProgrammeRules(t);
        GuardianRules(t);
        RuleFor(f => f.AcceptsTerms).Equal(true).WithMessage(_ => t["To become a volunteer, agree to the terms"]);
        RuleFor(f => f.AcceptsDataUse).Equal(true).WithMessage(_ => t["Without your agreement on personal data we cannot keep your application"]);
    }

    private void AgeRules(IStringLocalizer<Text> t) =>
        RuleFor(f => f.BornOn)
            .NotNull().WithMessage(_ => t["Write your date of birth"])
            .Must((form, bornOn) => bornOn <= form.Choices.Today && form.Choices.AgeOf(bornOn!.Value) <= OldestAge).WithMessage(_ => t["Check the year of birth"])
            .Must((form, bornOn) => form.Choices.AgeOf(bornOn!.Value) >= form.Choices.MinimumAge)
            .WithMessage(form => t["Volunteers are at least {0} years old. Come back on your birthday, we will be glad", form.Choices.MinimumAge]);

    private void ContactRules(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Phone)
            .NotEmpty().WithMessage(_ => t["Write your mobile phone"])
            .IsPhone(t)
            .Must((form, typed) => PhoneNumber.TryParse(typed, out var e164) && PhoneNumber.IsMobile(e164, form.Choices.MobilePrefixes))
            .WithMessage(_ => t["This is not a mobile number. We send a code by SMS, so write a mobile number"]);
        RuleFor(f => f.Email).IsEmail(t).When(f => !string.IsNullOrWhiteSpace(f.Email));
        RuleFor(f => f.DistrictCode).Must((form, code) => code is { Length: > 0 } && IsOneOf(form.Choices.Districts, code))
            .WithMessage(_ => t["Choose the district where you live"]);
    }

    private void ProgrammeRules(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Programme)
            .NotNull().WithMessage(_ => t["Choose how you want to serve"])
            .Must((form, programme) => programme is not Programme.Silver || form.BornOn is not { } bornOn || form.Choices.AgeOf(bornOn) >= form.Choices.SilverFromAge)
            .WithMessage(form => t["Silver DOST is open from the age of {0}. Choose another programme", form.Choices.SilverFromAge]);

    private void GuardianRules(IStringLocalizer<Text> t) =>
        When(form => form.BornOn is { } bornOn && form.Choices.AgeOf(bornOn) >= form.Choices.MinimumAge && form.Choices.NeedsGuardian(bornOn), () =>
        {
            RuleFor(f => f.GuardianName).NotEmpty()
                .WithMessage(form => t["You are under {0}: write the name of your parent or guardian", form.Choices.GuardianConsentAge])
                .IsName(t).AtMost(2 * Volunteer.NameMaxLength, t);
            RuleFor(f => f.GuardianPhone).NotEmpty().WithMessage(_ => t["Write the phone of your parent or guardian"]).IsPhone(t);
            RuleFor(f => f.GuardianAgrees).Equal(true).WithMessage(_ => t["Your parent or guardian must agree"]);
        });

    private static bool IsOneOf(IEnumerable<SelectListItem> items, string code) => items.Any(item => item.Value == code);
}
