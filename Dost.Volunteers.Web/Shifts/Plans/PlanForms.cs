using System.Globalization;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Plans;

/// <summary>What a coordinator chooses to have planned.</summary>
public sealed class AskPlanForm
{
    /// <summary>Made with the form, so that a second press asks for the same plan.</summary>
    public Guid? PlanId { get; set; }

    /// <summary>One centre; empty for all own ones.</summary>
    public string? CentreId { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    public IReadOnlyList<SelectListItem> Centres { get; set; } = [];
}

public sealed class AskPlanFormValidator : AbstractValidator<AskPlanForm>
{
    public AskPlanFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.From).NotNull().WithMessage(_ => t["Enter the first day"]);
        RuleFor(f => f.To).NotNull().WithMessage(_ => t["Enter the last day"]);
        RuleFor(f => f.To).GreaterThanOrEqualTo(f => f.From).When(f => f.From is not null && f.To is not null).WithMessage(_ => t["The last day must not be before the first"]);
        RuleFor(f => f.To).Must((form, to) => to!.Value.DayNumber - form.From!.Value.DayNumber < MatchPlan.MostDays).When(f => f.From is not null && f.To is not null)
            .WithMessage(_ => t["At most {0} days are planned at once", MatchPlan.MostDays]);
    }
}

/// <summary>Which part of a plan is shown. What cannot be read asks for nothing.</summary>
public sealed class PlanQuery
{
    public string? Day { get; set; }

    /// <summary>Only what has empty places.</summary>
    public bool Empty { get; set; }

    public int Page { get; set; } = 1;

    public DateOnly? OnDate => DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>A press beside one place of a plan.</summary>
public sealed class PlanPlaceForm
{
    public Guid? Version { get; set; }
    public Guid? Role { get; set; }
    public Guid? Volunteer { get; set; }

    /// <summary>Pin or forbid; nothing takes the wish back.</summary>
    public PlanWishKind? Kind { get; set; }

    /// <summary>Who has the place instead.</summary>
    public Guid? Instead { get; set; }

    public PlanPair? Pair => Role is { } role && Volunteer is { } volunteer ? new PlanPair(role, volunteer) : null;
}

/// <summary>What would be if: in the address, since nothing of it is kept.</summary>
public sealed class WhatIfForm
{
    public const int MostLeavers = 5000;

    public int? Leave { get; set; }
    public int? Seed { get; set; }

    /// <summary>A shift of the plan.</summary>
    public string? Like { get; set; }
    public DateOnly? On { get; set; }

    public bool IsAsked => Leave is > 0 || (Like is { Length: > 0 } && On is not null);
}

public sealed class WhatIfFormValidator : AbstractValidator<WhatIfForm>
{
    public WhatIfFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Leave).InclusiveBetween(0, WhatIfForm.MostLeavers).WithMessage(_ => t["Enter a number from 0 to {0}", WhatIfForm.MostLeavers]);
        RuleFor(f => f.Like).Must(like => Guid.TryParse(like, out var _)).When(f => f.Like is { Length: > 0 }).WithMessage(_ => t["Choose a shift of the list"]);
        RuleFor(f => f.On).NotNull().When(f => f.Like is { Length: > 0 }).WithMessage(_ => t["Choose the day of the further block"]);
        RuleFor(f => f.Like).NotEmpty().When(f => f.On is not null).WithMessage(_ => t["Choose which shift the further block is like"]);
    }
}
