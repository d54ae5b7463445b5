using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.HelpRequests.Asking;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Calls;

public sealed class HotlineFormValidator : AbstractValidator<HotlineForm>
{
    public HotlineFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.Phone).NotEmpty().WithMessage(_ => t["Write the number that is calling"]).IsPhone(t);
        RuleFor(f => f.For).Must(answer => answer is AskForm.Myself or AskForm.SomebodyElse).WithMessage(_ => t["Say for whom the help is"]);
        RuleFor(f => f.Name).NotEmpty().WithMessage(_ => t["Write the name of the person who needs help"]).IsName(t).AtMost(Beneficiary.NameMaxLength, t);
        When(f => f.IsForSomebodyElse, () =>
        {
            RuleFor(f => f.PersonPhone).IsPhone(t).When(f => !string.IsNullOrWhiteSpace(f.PersonPhone));
            RuleFor(f => f.AskerName).NotEmpty().WithMessage(_ => t["Write the name of who is calling"]).IsName(t).AtMost(Beneficiary.NameMaxLength, t);
            RuleFor(f => f.AskerRelation).AtMost(HelpRequest.RelationMaxLength, t);
        });
        WishRules(t);
        RuleFor(f => f.Culture).Must(code => Cultures.Known(code) == code && code is not null).WithMessage(_ => t["Choose the language"]);
        RuleFor(f => f.HealthNotes).AtMost(AskForm.HealthNotesMaxLength, t);
        RuleFor(f => f.Agrees)
            .Equal(true).WithMessage(_ => t["Read the text aloud. Without a yes to it we may not pass the request on"])
            .Must((form, _) => form.IsForSomebodyElse ? form.BehalfTextVersion == form.Choices.BehalfText.Version : form.OwnTextVersion == form.Choices.OwnText.Version)
            .WithMessage(_ => t["The text above has changed meanwhile. Please read it again"]);
    }

    private void WishRules(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.HelpCategoryCode).Must((form, code) => code is { Length: > 0 } && form.Choices.Categories.Any(c => c.Value == code))
            .WithMessage(_ => t["Choose what it is about"]);
        RuleFor(f => f.Description).NotEmpty().WithMessage(_ => t["Tell us in a few words what is needed"]).AtMost(HelpRequest.DescriptionMaxLength, t);
        RuleFor(f => f.DistrictCode).Must((form, code) => code is { Length: > 0 } && form.Choices.Districts.Any(d => d.Value == code))
            .WithMessage(_ => t["Choose the district in which help is needed"]);
        RuleFor(f => f.Address).NotEmpty().When(f => f.Choices.AtHome.Contains(f.HelpCategoryCode ?? "")).WithMessage(_ => t["Write the address, so that the volunteer finds the way"]);
        RuleFor(f => f.Address).AtMost(Beneficiary.AddressMaxLength, t);
        RuleFor(f => f.WantedOn)
            .NotNull().WithMessage(_ => t["Choose the day on which help is needed"])
            .GreaterThanOrEqualTo(f => f.Choices.Today).WithMessage(_ => t["This day is over. Choose today or a later day"])
            .LessThanOrEqualTo(f => f.Choices.LastDay).WithMessage(_ => t["This is too far ahead. Choose a day within three months"]);
    }
}
