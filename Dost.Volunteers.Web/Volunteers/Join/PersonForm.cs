using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>Page 1 of the sign-up: who it is, and how they are reached.</summary>
public sealed class PersonForm : StageForm
{
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public DateOnly? BornOn { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }

    /// <summary>The id of the draft that this page begins: pressed twice, it begins one.</summary>
    public Guid FormId { get; set; }

    [BindNever]
    public override SignUpStage Stage => SignUpStage.Person;

    public static PersonForm Of(PersonAnswers person) => new()
    {
        GivenName = person.GivenName,
        FamilyName = person.FamilyName,
        BornOn = person.BornOn,
        Phone = PhoneNumber.Display(person.Phone),
        Email = person.Email,
        Revision = person.Revision,
    };

    /// <summary>The answers of a form that its validator took.</summary>
    public PersonAnswers ToAnswers() => new(GivenName!.Trim(), FamilyName!.Trim(), BornOn!.Value, SharedRules.CleanPhone(Phone), SharedRules.CleanEmail(Email)) { Revision = Revision };
}

/// <summary>Checks what can be known without asking who is known.</summary>
public sealed class PersonFormValidator : AbstractValidator<PersonForm>
{
    private const int OldestAge = 110;

    public PersonFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.GivenName).NotEmpty().WithMessage(_ => t["Write your first name"]).IsName(t).AtMost(Volunteer.NameMaxLength, t);
        RuleFor(f => f.FamilyName).NotEmpty().WithMessage(_ => t["Write your family name"]).IsName(t).AtMost(Volunteer.NameMaxLength, t);
        RuleFor(f => f.BornOn)
            .NotNull().WithMessage(_ => t["Write your date of birth"])
            .Must((form, bornOn) => bornOn <= form.Choices.Today && form.Choices.AgeOf(bornOn!.Value) <= OldestAge).WithMessage(_ => t["Check the year of birth"])
            .Must((form, bornOn) => form.Choices.AgeOf(bornOn!.Value) >= form.Choices.MinimumAge)
            .WithMessage(form => t["Volunteers are at least {0} years old. Come back on your birthday, we will be glad", form.Choices.MinimumAge]);
        RuleFor(f => f.Phone)
            .NotEmpty().WithMessage(_ => t["Write your mobile phone"])
            .IsPhone(t)
            .Must((form, typed) => PhoneNumber.TryParse(typed, out var e164) && PhoneNumber.IsMobile(e164, form.Choices.MobilePrefixes))
            .WithMessage(_ => t["This is not a mobile number. We send a code by SMS, so write a mobile number"]);
        RuleFor(f => f.Email).IsEmail(t).When(f => !string.IsNullOrWhiteSpace(f.Email));
    }
}
