using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
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

    /// <summary>The standing role that it changes; none for one to add.</summary>
    public Guid? ShiftRoleId { get; set; }

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

    public static RoleForm Of(NewRole role, Guid? shiftRoleId = null) => new()
    {
        ShiftRoleId = shiftRoleId,
        Name = role.Name,
        People = role.Capacity,
        Vetting = role.Vetting,
        MinimumAge = role.MinimumAge == 0 ? null : role.MinimumAge,
        Gender = role.Gender,
        Skills = [.. role.Skills],
        Languages = [.. role.Languages],
        Credentials = [.. role.Credentials],
    };

    /// <summary>Whatever was sent, a page has its four rows.</summary>
    public static void FillUp(List<RoleForm> roles, RoleChoices choices)
    {
        roles.RemoveRange(Math.Min(roles.Count, NewShiftForm.MostRoles), Math.Max(0, roles.Count - NewShiftForm.MostRoles));
        roles.AddRange(Enumerable.Range(0, NewShiftForm.MostRoles - roles.Count).Select(_ => new RoleForm()));
        roles.ForEach(role => role.Choices = choices);
    }

    public TaskRole ToTaskRole() => new(Name!.Trim(), People!.Value)
    {
        Vetting = Vetting ?? VettingLevel.None,
        MinimumAge = MinimumAge ?? 0,
        Gender = Gender,
        Skills = Skills,
        Languages = Languages,
        Credentials = Credentials,
    };

    public NewRole ToNewRole() => NewRole.Of(ToTaskRole());
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

/// <summary>The rules of the rows of roles on a page: the first is always asked for, of the others those that somebody began.</summary>
public static class RoleRows
{
    public static void RoleRules<TForm>(this AbstractValidator<TForm> validator, System.Linq.Expressions.Expression<Func<TForm, IEnumerable<RoleForm>>> roles, Func<TForm, IReadOnlyList<RoleForm>> read, IStringLocalizer<Text> t)
    {
        ArgumentNullException.ThrowIfNull(validator);

        validator.RuleForEach(roles).Where(role => !role.IsEmpty).SetValidator(new RoleFormValidator(t));
        validator.RuleFor(form => read(form)[0]).SetValidator(new RoleFormValidator(t)).When(form => read(form).Count > 0 && read(form)[0].IsEmpty).OverridePropertyName("Roles[0]");
    }
}
