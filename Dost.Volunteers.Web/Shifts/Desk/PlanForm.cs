using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>How a request is to be met: when, by how many, with what demands.</summary>
public sealed class PlanForm : TimeForm
{
    public RoleForm Role { get; set; } = new();

    public string? Instructions { get; set; }

    [BindNever]
    public PlanFacts Facts { get; set; } = null!;

    public NewShift ToNewShift() => new(StartsAtUtc, EndsAtUtc, MeetingPoint!.Trim(), [Role.ToNewRole()]);
}

public sealed class PlanFormValidator : TimeFormValidator<PlanForm>
{
    public PlanFormValidator(IStringLocalizer<Text> t)
        : base(t)
    {
        RuleFor(f => f.Role).SetValidator(new RoleFormValidator(t));
        RuleFor(f => f.Instructions).AtMost(VolunteerTask.InstructionsMaxLength, t);
    }
}
