using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Asking;

public sealed class AskFormValidator : AbstractValidator<AskForm>
{
    public AskFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.For).Must(answer => answer is AskForm.Myself or AskForm.SomebodyElse).WithMessage(_ => t["Say who needs the help: you or somebody else"]);
        RuleFor(f => f.Name).NotEmpty().WithMessage(_ => t["Write the name of the person who needs help"]).IsName(t).AtMost(Beneficiary.NameMaxLength, t);
        PhoneRules(t);
        RuleFor(f => f.Email).IsEmail(t).When(f => !string.IsNullOrWhiteSpace(f.Email));
        When(f => f.IsForSomebodyElse, () =>
        {
            RuleFor(f => f.AskerName).NotEmpty().WithMessage(_ => t["Write your own name"]).IsName(t).AtMost(Beneficiary.NameMaxLength, t);
            RuleFor(f => f.AskerRelation).AtMost(HelpRequest.RelationMaxLength, t);
            RuleFor(f => f.AskerPhone).NotEmpty().WithMessage(_ => t["Write your own phone, so that we can call you back"]).IsPhone(t);
        });
        RuleFor(f => f.DistrictCode).Must((form, code) => code is { Length: > 0 } && form.Choices.Districts.Any(d => d.Value == code))
            .WithMessage(_ => t["Choose the district in which help is needed"]);
        RuleFor(f => f.Address).NotEmpty().When(f => f.Choices.Category.IsAtHome).WithMessage(_ => t["Write the address, so that the volunteer finds the way"]);
        RuleFor(f => f.Address).AtMost(Beneficiary.AddressMaxLength, t);
        RuleFor(f => f.Point).Custom((typed, check) =>
        {
            var form = check.InstanceToValidate;

            if (form.Choices.Ground.WhyNot(typed, form.DistrictCode, t) is { } complaint)
            {
                check.AddFailure(complaint);
            }
        });
        RuleFor(f => f.WantedOn)
            .NotNull().WithMessage(_ => t["Choose the day on which help is needed"])
            .GreaterThanOrEqualTo(f => f.Choices.Today).WithMessage(_ => t["This day is over. Choose today or a later day"])
            .LessThanOrEqualTo(f => f.Choices.LastDay).WithMessage(_ => t["This is too far ahead. Choose a day within three months"]);
        RuleFor(f => f.Description).NotEmpty().WithMessage(_ => t["Tell us in a few words what is needed"]).AtMost(HelpRequest.DescriptionMaxLength, t);
        RuleFor(f => f.HealthNotes).AtMost(AskForm.HealthNotesMaxLength, t);
        ConsentRules(t);
    }

    private void PhoneRules(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Phone).NotEmpty().When(f => !f.IsForSomebodyElse).WithMessage(_ => t["Write a phone on which we reach you"]);
        RuleFor(f => f.Phone).NotEmpty().When(f => f.IsForSomebodyElse && f.Choices.Category.IsRemote)
            .WithMessage(_ => t["Write the phone of the person, since the volunteer helps by phone"]);
        RuleFor(f => f.Phone).IsPhone(t).When(f => !string.IsNullOrWhiteSpace(f.Phone));
    }

    private void ConsentRules(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Agrees)
            .Equal(true).WithMessage(_ => t["Without your agreement we may not pass the request on. Tick the box if you agree"])
            .Must((form, _) => form.IsForSomebodyElse ? form.BehalfTextVersion == form.Choices.BehalfText.Version : form.OwnTextVersion == form.Choices.OwnText.Version)
            .WithMessage(_ => t["The text above has changed meanwhile. Please read it again"]);
}
