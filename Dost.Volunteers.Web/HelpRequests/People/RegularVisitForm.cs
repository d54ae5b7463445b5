using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>Help that comes back: which day, when, how often, what, and who usually comes.</summary>
public sealed class RegularVisitForm
{
    /// <summary>Made with the empty form, so that it begins once.</summary>
    public Guid? RegularVisitId { get; set; }

    /// <summary>Of the one that is changed, as it was seen.</summary>
    public Guid? Version { get; set; }

    public string? HelpCategoryCode { get; set; }
    public string? Description { get; set; }
    public DayOfWeek? Day { get; set; }
    public TimeOnly? StartsAt { get; set; }
    public int? Minutes { get; set; }
    public int? EveryWeeks { get; set; } = 1;
    public DateOnly? FromOn { get; set; }
    public DateOnly? UntilOn { get; set; }
    public Guid? VolunteerId { get; set; }

    [BindNever]
    public PersonHead Head { get; set; } = null!;

    [BindNever]
    public bool IsNew { get; set; }

    [BindNever]
    public IReadOnlyList<SelectListItem> Kinds { get; set; } = [];

    [BindNever]
    public IReadOnlyList<SelectListItem> Visitors { get; set; } = [];

    public NewRegularVisit ToVisit() => new(HelpCategoryCode!, Description!.Trim(), Day!.Value, StartsAt!.Value, Minutes!.Value, EveryWeeks!.Value, FromOn!.Value, UntilOn, VolunteerId);
}

public sealed class RegularVisitFormValidator : AbstractValidator<RegularVisitForm>
{
    private const int FarthestDays = 366;

    public RegularVisitFormValidator(IStringLocalizer<Text> t, TimeProvider clock)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.HelpCategoryCode).Must((form, code) => code is { Length: > 0 } && form.Kinds.Any(k => k.Value == code)).WithMessage(_ => t["Choose what kind of help it is"]);
        RuleFor(f => f.Description).NotEmpty().WithMessage(_ => t["Write what is to be done at each visit"]).AtMost(HelpRequest.DescriptionMaxLength, t);
        RuleFor(f => f.Day).NotNull().WithMessage(_ => t["Choose the day of the week"]).IsInEnum().WithMessage(_ => t["Choose the day of the week"]);
        RuleFor(f => f.StartsAt).NotNull().WithMessage(_ => t["Write when it begins, for example 10:00"]);
        RuleFor(f => f.Minutes).NotNull().WithMessage(_ => t["Write how many minutes a visit takes"])
            .InclusiveBetween(RegularVisit.LeastMinutes, RegularVisit.MostMinutes).WithMessage(_ => t["Between {0} and {1} minutes", RegularVisit.LeastMinutes, RegularVisit.MostMinutes]);
        RuleFor(f => f.EveryWeeks).NotNull().WithMessage(_ => t["Choose how often"]).InclusiveBetween(1, RegularVisit.MostWeeks).WithMessage(_ => t["Choose how often"]);
        RuleFor(f => f.FromOn).NotNull().WithMessage(_ => t["Choose the first day"])
            .Must((form, day) => (!form.IsNew || day >= clock.TodayInBaku()) && day <= clock.TodayInBaku().AddDays(FarthestDays)).WithMessage(_ => t["Choose a day from today to a year ahead"]);
        RuleFor(f => f.UntilOn).Must((form, day) => day is null || form.FromOn is null || day >= form.FromOn).WithMessage(_ => t["The last day must not be before the first"]);
        RuleFor(f => f.VolunteerId).Must((form, id) => id is null || form.Visitors.Any(v => v.Value == id.Value.ToString("D"))).WithMessage(_ => t["Choose somebody from the list"]);
    }
}

/// <summary>A regular visit that goes on, on the record of the person.</summary>
public sealed record RegularVisitRow
{
    public required Guid RegularVisitId { get; init; }
    public required Guid Version { get; init; }
    public required LocalName Kind { get; init; }
    public required string Description { get; init; }
    public required DayOfWeek Day { get; init; }
    public required TimeOnly StartsAt { get; init; }
    public required int Minutes { get; init; }
    public required int EveryWeeks { get; init; }
    public required DateOnly? UntilOn { get; init; }
    public required Guid? VolunteerId { get; init; }
    public required string? Visitor { get; init; }

    /// <summary>The first coming visit that stands; else the next day of the pattern.</summary>
    public required DateOnly? NextOn { get; init; }
}
