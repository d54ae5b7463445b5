using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>Page 4 of the sign-up: FIN, guardian and agreements, which are kept only in the application that it makes.</summary>
public sealed class LastForm : StageForm
{
    public string? Fin { get; set; }
    public Gender? Gender { get; set; }
    public string? GuardianName { get; set; }
    public string? GuardianPhone { get; set; }
    public bool GuardianAgrees { get; set; }
    public bool AcceptsTerms { get; set; }
    public bool AcceptsDataUse { get; set; }

    [BindNever]
    public override SignUpStage Stage => SignUpStage.Last;

    [BindNever]
    public bool NeedsGuardian => Draft?.Answers.Person is { } person && Choices.NeedsGuardian(person.BornOn);

    /// <summary>The application of a form that its validator took, with what the pages before it say.</summary>
    public NewVolunteer ToNewVolunteer(string culture)
    {
        var (person, place, times) = (Draft!.Answers.Person!, Draft.Answers.Place!, Draft.Answers.Times!);
        string[] texts = NeedsGuardian
            ? [ConsentText.VolunteerTerms, ConsentText.PersonalData, ConsentText.Guardian]
            : [ConsentText.VolunteerTerms, ConsentText.PersonalData];

        return new NewVolunteer
        {
            GivenName = person.GivenName,
            FamilyName = person.FamilyName,
            Fin = Core.Common.Fin.TryParse(Fin, out var fin) ? fin : throw new InvalidOperationException("The validator took what is no FIN."),
            BornOn = person.BornOn,
            Gender = Gender!.Value,
            Phone = person.Phone,
            Email = person.Email,
            DistrictCode = place.DistrictCode,
            Programme = place.Programme,
            Culture = culture,
            GuardianName = NeedsGuardian ? GuardianName!.Trim() : null,
            GuardianPhone = NeedsGuardian ? SharedRules.CleanPhone(GuardianPhone) : null,
            Skills = place.Skills,
            Languages = place.Languages,
            Availability = [.. times.Free.Select(WeekCells.WindowOf).OfType<WeeklyWindow>()],
            Consents = [.. texts.Select(Choices.Agreed)],
        };
    }
}

public sealed class LastFormValidator : AbstractValidator<LastForm>
{
    public LastFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.Fin).Must(typed => Fin.TryParse(typed, out _))
            .WithMessage(_ => t["Check the FIN: seven digits and Latin letters from your identity card, never I or O"]);
        RuleFor(f => f.Gender).NotNull().WithMessage(_ => t["Choose: woman or man"]).IsInEnum().WithMessage(_ => t["Choose: woman or man"]);
        When(form => form.NeedsGuardian, () =>
        {
            RuleFor(f => f.GuardianName).NotEmpty()
                .WithMessage(form => t["You are under {0}: write the name of your parent or guardian", form.Choices.GuardianConsentAge])
                .IsName(t).AtMost(2 * Volunteer.NameMaxLength, t);
            RuleFor(f => f.GuardianPhone).NotEmpty().WithMessage(_ => t["Write the phone of your parent or guardian"]).IsPhone(t);
            RuleFor(f => f.GuardianAgrees).Equal(true).WithMessage(_ => t["Your parent or guardian must agree"]);
        });
        RuleFor(f => f.AcceptsTerms).Equal(true).WithMessage(_ => t["To become a volunteer, agree to the terms"]);
        RuleFor(f => f.AcceptsDataUse).Equal(true).WithMessage(_ => t["Without your agreement on personal data we cannot keep your application"]);
    }
}
