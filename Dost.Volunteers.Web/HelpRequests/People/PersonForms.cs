using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>Who a person is and where they live.</summary>
public sealed class PersonFactsForm
{
    public Guid? Version { get; set; }

    public string? FullName { get; set; }

    public string? Phone { get; set; }

    public string? DistrictCode { get; set; }

    public string? Address { get; set; }

    public string? Culture { get; set; }

    public string? Wishes { get; set; }

    [BindNever]
    public PersonHead Head { get; set; } = null!;

    [BindNever]
    public IReadOnlyList<SelectListItem> Districts { get; set; } = [];

    public PersonFacts ToFacts() => new(
        FullName!.Trim(), SharedRules.CleanPhone(Phone), DistrictCode!, Address?.Trim() ?? "", Culture!, string.IsNullOrWhiteSpace(Wishes) ? null : Wishes.Trim());
}

public sealed class PersonFactsFormValidator : AbstractValidator<PersonFactsForm>
{
    public PersonFactsFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.FullName).NotEmpty().WithMessage(_ => t["Write the name of the person who needs help"]).IsName(t).AtMost(Beneficiary.NameMaxLength, t);
        RuleFor(f => f.Phone).NotEmpty().WithMessage(_ => t["Write a phone number"]).IsPhone(t);
        RuleFor(f => f.DistrictCode).Must((form, code) => code is { Length: > 0 } && form.Districts.Any(d => d.Value == code)).WithMessage(_ => t["Choose the district in which help is needed"]);
        RuleFor(f => f.Address).AtMost(Beneficiary.AddressMaxLength, t);
        RuleFor(f => f.Culture).Must(code => code is not null && Cultures.Known(code) == code).WithMessage(_ => t["Choose the language"]);
        RuleFor(f => f.Wishes).AtMost(Beneficiary.WishesMaxLength, t);
    }
}

/// <summary>What protects a person, and what a visitor should know.</summary>
public sealed class PersonNeedsForm
{
    public Guid? Version { get; set; }

    public Gender? VisitorGender { get; set; }

    public VettingLevel? Vetting { get; set; }

    public bool VisitedByTwo { get; set; }

    public bool KnownVisitorsOnly { get; set; }

    public string? HealthNotes { get; set; }

    /// <summary>Asked for where a safeguard is eased.</summary>
    public string? WhyLess { get; set; }

    [BindNever]
    public PersonHead Head { get; set; } = null!;

    public PersonNeeds ToNeeds() => new()
    {
        VisitorGender = VisitorGender,
        VisitedByTwo = VisitedByTwo,
        KnownVisitorsOnly = KnownVisitorsOnly,
        Vetting = Vetting ?? VettingLevel.None,
        HealthNotes = HealthNotes,
    };
}

public sealed class PersonNeedsFormValidator : AbstractValidator<PersonNeedsForm>
{
    public PersonNeedsFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Vetting).NotNull().WithMessage(_ => t["Choose the check"]);
        RuleFor(f => f.HealthNotes).AtMost(Beneficiary.HealthNotesMaxLength, t);
        RuleFor(f => f.WhyLess).AtMost(SafeguardEasing.ReasonMaxLength, t);
    }
}

/// <summary>Somebody close to the person.</summary>
public sealed class ContactForm
{
    /// <summary>Made with the empty form, so that it is added once.</summary>
    public Guid? ContactId { get; set; }

    public string? Name { get; set; }

    public string? Relation { get; set; }

    public string? Phone { get; set; }

    public bool IsForEmergency { get; set; }

    [BindNever]
    public PersonHead Head { get; set; } = null!;

    [BindNever]
    public bool IsNew { get; set; }

    public NewContact ToContact() => new(Name!.Trim(), string.IsNullOrWhiteSpace(Relation) ? null : Relation.Trim(), SharedRules.CleanPhone(Phone), IsForEmergency);
}

public sealed class ContactFormValidator : AbstractValidator<ContactForm>
{
    public ContactFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.Name).NotEmpty().WithMessage(_ => t["Write the name"]).IsName(t).AtMost(Beneficiary.NameMaxLength, t);
        RuleFor(f => f.Relation).AtMost(HelpRequest.RelationMaxLength, t);
        RuleFor(f => f.Phone).NotEmpty().WithMessage(_ => t["Write a phone number"]).IsPhone(t);
    }
}

/// <summary>A note for colleagues.</summary>
public sealed class PersonNoteForm
{
    public Guid? NoteId { get; set; }

    public string? Note { get; set; }
}

public sealed class PersonNoteFormValidator : AbstractValidator<PersonNoteForm>
{
    public PersonNoteFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Note).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write the note"]).AtMost(BeneficiaryNote.TextMaxLength, t);
}

/// <summary>That a volunteer may visit the person again, and why.</summary>
public sealed class AllowForm
{
    public string? WhyLess { get; set; }

    [BindNever]
    public PersonHead Head { get; set; } = null!;

    [BindNever]
    public PersonTie Volunteer { get; set; } = null!;
}

public sealed class AllowFormValidator : AbstractValidator<AllowForm>
{
    public AllowFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.WhyLess).AtMost(SafeguardEasing.ReasonMaxLength, t);
}

/// <summary>A volunteer looked for by name, to be named as known or as not to come.</summary>
public sealed class PickVolunteerForm
{
    public string? Words { get; set; }

    [BindNever]
    public PersonHead Head { get; set; } = null!;

    /// <summary>Null before anything was looked for.</summary>
    [BindNever]
    public IReadOnlyList<PersonTie>? Found { get; set; }
}
