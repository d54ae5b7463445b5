using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>How many people of which skills a shift needs, as a coordinator types it.</summary>
public sealed class RoleForm
{
    public const int OldestAge = 80;

    public string? Name { get; set; }

    public int? People { get; set; }

    public VettingLevel? Vetting { get; set; }

    public int? MinimumAge { get; set; }

    public Gender? Gender { get; set; }

    public List<string> Skills { get; set; } = [];

    public List<string> Languages { get; set; } = [];

    public List<string> Credentials { get; set; } = [];

    [BindNever]
    public RoleChoices Choices { get; set; } = RoleChoices.None;

    /// <summary>A row that was left empty is not wanted.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && People is null;

    public NewRole ToNewRole() => new(Name!.Trim(), People!.Value)
    {
        Vetting = Vetting ?? VettingLevel.None,
        MinimumAge = MinimumAge ?? 0,
        Gender = Gender,
        Skills = Skills,
        Languages = Languages,
        Credentials = Credentials,
    };
}

/// <summary>What a role can demand. Nobody may ask for less than protects people: the lowest check and the wished-for gender are given.</summary>
public sealed record RoleChoices(
    IReadOnlyList<SelectListItem> Vetting, IReadOnlyList<SelectListItem> Genders, IReadOnlyList<SelectListItem> Skills, IReadOnlyList<SelectListItem> Languages, IReadOnlyList<SelectListItem> Credentials)
{
    public static RoleChoices None { get; } = new([], [], [], [], []);
}

public sealed class RoleFormValidator : AbstractValidator<RoleForm>
{
    public RoleFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.Name).NotEmpty().WithMessage(_ => t["Write what the people do, for example: helper"]).AtMost(ShiftRole.NameMaxLength, t);
        RuleFor(f => f.People).NotNull().WithMessage(_ => t["Write how many people are needed"])
            .InclusiveBetween(1, ShiftRole.MaxCapacity).WithMessage(_ => t["Between 1 and {0} people", ShiftRole.MaxCapacity]);
        RuleFor(f => f.MinimumAge).InclusiveBetween(0, RoleForm.OldestAge).WithMessage(_ => t["Write an age between 0 and {0}", RoleForm.OldestAge]);
        RuleFor(f => f.Vetting).Must((form, level) => IsOneOf(form.Choices.Vetting, (level ?? VettingLevel.None).ToString()))
            .WithMessage(_ => t["This work needs a higher check. It protects the person who is helped"]);
        RuleFor(f => f.Gender).Must((form, gender) => IsOneOf(form.Choices.Genders, gender?.ToString() ?? "")).WithMessage(_ => t["Choose one of the answers"]);
        RuleFor(f => f.Skills).Must((form, codes) => codes.All(code => IsOneOf(form.Choices.Skills, code))).WithMessage(_ => t["Choose one of the answers"]);
        RuleFor(f => f.Credentials).Must((form, codes) => codes.All(code => IsOneOf(form.Choices.Credentials, code))).WithMessage(_ => t["Choose one of the answers"]);
        RuleFor(f => f.Languages).Must((form, codes) => codes.All(code => IsOneOf(form.Choices.Languages, code))).WithMessage(_ => t["Choose one of the answers"]);
    }

    private static bool IsOneOf(IEnumerable<SelectListItem> items, string value) => items.Any(item => item.Value == value);
}
