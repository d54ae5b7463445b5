using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Intake;

/// <summary>What one time and a pattern of times have in common.</summary>
public abstract class SlotFields
{
    public Guid? Centre { get; set; }
    public int? Minutes { get; set; } = 30;
    public InterviewWay? Way { get; set; } = InterviewWay.AtCentre;
    public string? Where { get; set; }
    public int? Capacity { get; set; } = 1;

    [BindNever]
    public IReadOnlyList<SelectListItem> Centres { get; set; } = [];

    public string? CleanWhere => string.IsNullOrWhiteSpace(Where) ? null : Where.Trim();
}

/// <summary>One time, to open or to move to.</summary>
public sealed class SlotForm : SlotFields
{
    public DateOnly? Date { get; set; }
    public TimeOnly? StartsAt { get; set; }

    /// <summary>Of the time that is moved, as it was seen.</summary>
    public Guid? Version { get; set; }

    [BindNever]
    public InterviewSlot? Moved { get; set; }

    public NewSlots ToSlots() => new([BakuTime.ToUtc(Date!.Value, StartsAt!.Value)], Minutes!.Value, Way!.Value, CleanWhere, Capacity ?? 1);
}

/// <summary>The same hours on some days of a week, cut into times.</summary>
public sealed class WeekForm : SlotFields
{
    /// <summary>A day of the week meant.</summary>
    public DateOnly? Week { get; set; }
    public List<DayOfWeek> Days { get; set; } = [DayOfWeek.Monday, DayOfWeek.Wednesday];
    public TimeOnly? Opens { get; set; } = new(10, 0);
    public TimeOnly? Closes { get; set; } = new(12, 0);

    public DateOnly Monday => CalendarWeek.MondayOf(Week!.Value);

    public NewSlots ToSlots() => new(NewSlots.Pattern(Monday, Days, Opens!.Value, Closes!.Value, Minutes!.Value), Minutes!.Value, Way!.Value, CleanWhere, Capacity!.Value);
}

public abstract class SlotFieldsValidator<TForm> : AbstractValidator<TForm>
    where TForm : SlotFields
{
    protected const int FarthestDays = 120;

    protected SlotFieldsValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.Minutes).NotNull().WithMessage(_ => t["Write how many minutes a talk takes"])
            .InclusiveBetween(InterviewSlot.MinMinutes, InterviewSlot.MaxMinutes).WithMessage(_ => t["Between {0} and {1} minutes", InterviewSlot.MinMinutes, InterviewSlot.MaxMinutes]);
        RuleFor(f => f.Way).NotNull().WithMessage(_ => t["Choose how you talk"]).IsInEnum().WithMessage(_ => t["Choose how you talk"]);
        RuleFor(f => f.Where).AtMost(InterviewSlot.WhereMaxLength, t)
            .Must((form, where) => form.Way is not InterviewWay.Video || (Uri.TryCreate(where?.Trim(), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps))
            .WithMessage(_ => t["Write the address of the video call, beginning with https://"]);
        RuleFor(f => f.Capacity).NotNull().WithMessage(_ => t["Write how many people can come at one time"])
            .InclusiveBetween(1, InterviewSlot.MaxCapacity).WithMessage(_ => t["Between {0} and {1} people", 1, InterviewSlot.MaxCapacity]);
    }

    protected static bool IsNear(DateOnly? day, TimeProvider clock) => day >= clock.TodayInBaku() && day <= clock.TodayInBaku().AddDays(FarthestDays);
}

public sealed class SlotFormValidator : SlotFieldsValidator<SlotForm>
{
    public SlotFormValidator(IStringLocalizer<Text> t, TimeProvider clock)
        : base(t)
    {
        RuleFor(f => f.Date).NotNull().WithMessage(_ => t["Choose the day"]).Must(day => IsNear(day, clock)).WithMessage(_ => t["Choose a day from today to four months ahead"]);
        RuleFor(f => f.StartsAt).NotNull().WithMessage(_ => t["Write when it begins, for example 10:00"])
            .Must((form, at) => form.Date is null || BakuTime.ToUtc(form.Date.Value, at!.Value) > clock.UtcNow()).WithMessage(_ => t["This hour is over. Choose a later one"]);
    }
}

public sealed class WeekFormValidator : SlotFieldsValidator<WeekForm>
{
    public WeekFormValidator(IStringLocalizer<Text> t, TimeProvider clock)
        : base(t)
    {
        RuleFor(f => f.Week).NotNull().WithMessage(_ => t["Choose a day of the week"]).Must(day => IsNear(day, clock)).WithMessage(_ => t["Choose a day from today to four months ahead"]);
        RuleFor(f => f.Days).NotEmpty().WithMessage(_ => t["Tick at least one day"]).Must(days => days.TrueForAll(Enum.IsDefined)).WithMessage(_ => t["Tick at least one day"]);
        RuleFor(f => f.Opens).NotNull().WithMessage(_ => t["Write when it begins, for example 10:00"]);
        RuleFor(f => f.Closes).NotNull().WithMessage(_ => t["Write when it ends, for example 12:00"])
            .Must((form, closes) => form.Opens is null || form.Minutes is null || closes >= form.Opens.Value.AddMinutes(form.Minutes.Value)).WithMessage(_ => t["There is no room for a single talk between these hours"]);
    }
}
