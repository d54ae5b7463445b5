using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using Dost.Volunteers.Web.Shifts.Work;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Series;

/// <summary>On which weekdays, in which blocks, from when until when. It is looked at by GET, and made by POST.</summary>
public sealed class SeriesForm
{
    /// <summary>The id that the series will have, so that a second press begins nothing.</summary>
    public Guid? SeriesId { get; set; }

    public List<DayOfWeek> Days { get; set; } = [];

    /// <summary>Blocks of the opening grid, as <c>09:00-12:00</c>.</summary>
    public List<string> Blocks { get; set; } = [];

    /// <summary>Hours besides the grid.</summary>
    public TimeOnly? StartsAt { get; set; }

    public TimeOnly? EndsAt { get; set; }

    public DateOnly? FromOn { get; set; }

    public DateOnly? UntilOn { get; set; }

    public string? MeetingPoint { get; set; }

    public bool Publish { get; set; }

    [BindNever]
    public TaskPage Task { get; set; } = null!;

    [BindNever]
    public IReadOnlyList<SelectListItem> BlockChoices { get; set; } = [];

    [BindNever]
    public IReadOnlyList<SelectListItem> DayChoices { get; set; } = [];

    [BindNever]
    public DateOnly Today { get; set; }

    /// <summary>What would be made; null before the form was sent, or while something is wrong in it.</summary>
    [BindNever]
    public SeriesPreview? Preview { get; set; }

    public WeeklyPattern Pattern => WeeklyPattern.Of(Days.Where(Enum.IsDefined), AllBlocks());

    public NewSeries ToSeries() => new(SeriesId!.Value, Task.Task.VolunteerTaskId, Pattern, FromOn!.Value, UntilOn, MeetingPoint!.Trim(), Task.Task.Roles, Publish);

    private IEnumerable<DayBlock> AllBlocks()
    {
        foreach (var typed in Blocks)
        {
            if (DayBlock.TryParse(typed, out var block))
            {
                yield return block;
            }
        }

        if (StartsAt is { } start && EndsAt is { } end && end > start)
        {
            yield return new DayBlock(start, end);
        }
    }
}

public sealed class SeriesFormValidator : AbstractValidator<SeriesForm>
{
    public SeriesFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.Days).Must(days => days.Exists(d => Enum.IsDefined(d))).WithMessage(_ => t["Tick at least one weekday"]);
        RuleFor(f => f.EndsAt).Must((form, end) => (form.StartsAt is null) == (end is null) && (end is null || end > form.StartsAt))
            .WithMessage(_ => t["It must end after it begins, on the same day"]);
        RuleFor(f => f.Blocks).Must((form, _) => form.Pattern.Blocks.Count is > 0 and <= WeeklyPattern.MostBlocks).WithMessage(_ => t["Tick at least one block, or write other hours"])
            .Must((form, blocks) => blocks.TrueForAll(b => form.BlockChoices.Any(c => c.Value == b))).WithMessage(_ => t["Choose one of the answers"])
            .Must((form, _) => !form.Pattern.Overlaps).WithMessage(_ => t["The hours overlap. Leave one of them out"]);
        RuleFor(f => f.FromOn).NotNull().WithMessage(_ => t["Choose the first day"])
            .Must((form, from) => from >= form.Today).WithMessage(_ => t["This day is over. Choose today or a later day"])
            .Must((form, from) => from <= form.Today.AddDays(366)).WithMessage(_ => t["This is too far ahead. Choose a day within a year"]);
        RuleFor(f => f.UntilOn).Must((form, until) => until is null || form.FromOn is null || until >= form.FromOn).WithMessage(_ => t["The last day must not be before the first"])
            .Must((form, until) => until is null || until <= form.Today.AddDays(2 * 366)).WithMessage(_ => t["This is too far ahead. Leave the last day empty if the series goes on"]);
        RuleFor(f => f.MeetingPoint).NotEmpty().WithMessage(_ => t["Write where to meet"]).AtMost(Shift.MeetingPointMaxLength, t);
    }
}

/// <summary>Other hours, another place or other roles from a day on.</summary>
public sealed class ChangeSeriesForm
{
    public Guid Version { get; set; }

    public DateOnly? FromOn { get; set; }

    public List<HoursForm> Hours { get; set; } = [];

    public string? MeetingPoint { get; set; }

    /// <summary>The usual roles of the task as they are now.</summary>
    public bool TakeRoles { get; set; }

    [BindNever]
    public SeriesPage Page { get; set; } = null!;
}

public sealed class HoursForm
{
    public TimeOnly? StartsAt { get; set; }

    public TimeOnly? EndsAt { get; set; }
}

public sealed class ChangeSeriesFormValidator : AbstractValidator<ChangeSeriesForm>
{
    public ChangeSeriesFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.FromOn).NotNull().WithMessage(_ => t["Choose the day"])
            .Must((form, from) => from >= form.Page.Today).WithMessage(_ => t["This day is over. Choose today or a later day"])
            .Must((form, from) => form.Page.Series.UntilOn is not { } last || from <= last).WithMessage(_ => t["The series has ended by then"]);
        RuleForEach(f => f.Hours).ChildRules(hours => hours.RuleFor(h => h.EndsAt).Must((h, end) => h.StartsAt is { } start && end > start)
            .WithMessage(_ => t["It must end after it begins, on the same day"]));
        RuleFor(f => f.Hours).Must((form, hours) => hours.Count == form.Page.Series.Pattern.Blocks.Count).WithMessage(_ => t["Choose one of the answers"])
            .Must(hours => hours.Exists(h => h.StartsAt is null || h.EndsAt is null) || IsInOrder(hours)).WithMessage(_ => t["The hours overlap. Leave one of them out"]).OverridePropertyName("Hours[0].StartsAt");
        RuleFor(f => f.MeetingPoint).NotEmpty().WithMessage(_ => t["Write where to meet"]).AtMost(Shift.MeetingPointMaxLength, t);
    }

    private static bool IsInOrder(List<HoursForm> hours) => hours.Zip(hours.Skip(1)).All(pair => pair.Second.StartsAt >= pair.First.EndsAt);
}

/// <summary>With which day a series ends, and why, in words for those who wanted to come.</summary>
public sealed class EndSeriesForm
{
    public Guid Version { get; set; }

    public DateOnly? LastOn { get; set; }

    public string? Reason { get; set; }

    [BindNever]
    public SeriesPage Page { get; set; } = null!;
}

public sealed class EndSeriesFormValidator : AbstractValidator<EndSeriesForm>
{
    public EndSeriesFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.LastOn).NotNull().WithMessage(_ => t["Choose the day"])
            .Must((form, last) => last >= form.Page.Today.AddDays(-1)).WithMessage(_ => t["This day is over. Choose today or a later day"]);
        RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write the reason"]).AtMost(Shift.ReasonMaxLength, t);
    }
}

/// <summary>A series with its coming shifts.</summary>
public sealed record SeriesPage(ShiftSeries Series, Page<ComingShift> Coming, DateOnly Today)
{
    public bool IsRunning => Series.IsRunning(Today);
}
