using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me.Availability;

/// <summary>The ticked cells of the week.</summary>
public sealed class WeekForm
{
    public List<string> Free { get; set; } = [];
}

public sealed class WeekFormValidator : AbstractValidator<WeekForm>
{
    public WeekFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Free).Must(cells => cells.TrueForAll(cell => WeekCells.WindowOf(cell) is not null)).WithMessage(_ => t["Choose one of the answers"]);
}

/// <summary>A window with its own times, such as Monday from 08:30 to 13:00.</summary>
public sealed class TimesForm
{
    public DayOfWeek? Day { get; set; }
    public TimeOnly? From { get; set; }
    public TimeOnly? Until { get; set; }

    public WeeklyWindow ToWindow() => new(Day!.Value, From!.Value, Until!.Value);
}

public sealed class TimesFormValidator : AbstractValidator<TimesForm>
{
    public TimesFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.Day).NotNull().WithMessage(_ => t["Choose the day of the week"]).IsInEnum().WithMessage(_ => t["Choose the day of the week"]);
        RuleFor(f => f.From).NotNull().WithMessage(_ => t["Write from when you are free, for example 08:30"]);
        RuleFor(f => f.Until).NotNull().WithMessage(_ => t["Write until when you are free, for example 13:00"])
            .Must((form, until) => until == TimeOnly.MinValue || form.From is not { } from || until > from).WithMessage(_ => t["The end must come after the beginning"]);
    }
}

/// <summary>Days away, both ends included.</summary>
public sealed class AwayForm
{
    public DateOnly? FirstOn { get; set; }
    public DateOnly? LastOn { get; set; }

    /// <summary>A single day needs no end.</summary>
    public DateRange ToRange() => new(FirstOn!.Value, LastOn ?? FirstOn.Value);
}

public sealed class AwayFormValidator : AbstractValidator<AwayForm>
{
    public AwayFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.FirstOn).NotNull().WithMessage(_ => t["Write the first day on which you are away"]);
        RuleFor(f => f.LastOn).Must((form, last) => last is null || form.FirstOn is null || last >= form.FirstOn).WithMessage(_ => t["The last day must not come before the first"]);
    }
}

/// <summary>The most that a volunteer wants to serve in a week, in hours; nothing takes the limit of all.</summary>
public sealed class CapForm
{
    public decimal? Hours { get; set; }

    /// <summary>What the policy allows; never read from a request.</summary>
    [BindNever, ValidateNever]
    public int MostMinutes { get; set; }

    public int? Minutes => Hours is { } hours ? (int)(hours * 60) : null;
}

public sealed class CapFormValidator : AbstractValidator<CapForm>
{
    public CapFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.Hours)
            .Must((form, hours) => hours is null || (hours >= 0.5m && hours <= form.MostMinutes / 60m)).WithMessage(form => t["Write from half an hour to {0} hours, or leave it empty", form.MostMinutes / 60])
            .Must(hours => hours is null || hours * 2 % 1 == 0).WithMessage(_ => t["Write whole or half hours, for example 4 or 4,5"]);
    }
}
