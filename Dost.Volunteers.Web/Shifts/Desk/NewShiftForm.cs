using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>Work at a centre, tied to no request: what, in which block or at which hours, and who is needed.</summary>
public sealed class NewShiftForm
{
    public const int MostRoles = 4;
    public const string OwnHours = "own";

    public Guid? CentreId { get; set; }

    public string? CategoryCode { get; set; }

    public string? Title { get; set; }

    public DateOnly? Date { get; set; }

    /// <summary>A block of the opening grid as <c>09:00-12:00</c>, or <see cref="OwnHours"/>.</summary>
    public string? Block { get; set; }

    public TimeOnly? StartsAt { get; set; }

    public TimeOnly? EndsAt { get; set; }

    public string? MeetingPoint { get; set; }

    public string? Instructions { get; set; }

    public List<RoleForm> Roles { get; set; } = [];

    /// <summary>The button that was pressed: publish, or keep as a draft.</summary>
    public bool Publish { get; set; }

    [BindNever]
    public NewShiftChoices Choices { get; set; } = null!;

    /// <summary>From when to when, where the block or the hours say it.</summary>
    public (TimeOnly From, TimeOnly To)? Hours => Block == OwnHours
        ? StartsAt is { } start && EndsAt is { } end && end > start ? (start, end) : null
        : ReadBlock(Block);

    public NewShift ToNewShift()
    {
        var (from, to) = Hours!.Value;

        return new NewShift(
            BakuTime.ToUtc(Date!.Value, from), BakuTime.ToUtc(Date.Value, to), MeetingPoint!.Trim(), [.. Roles.Where(role => !role.IsEmpty).Select(role => role.ToNewRole())]);
    }

    public NewCentreTask ToNewCentreTask() => new(CentreId!.Value, CategoryCode!, NullIfEmpty(Title), NullIfEmpty(Instructions));

    public static string BlockOf(TimeOnly from, TimeOnly to) => string.Create(CultureInfo.InvariantCulture, $"{from:HH:mm}-{to:HH:mm}");

    private static (TimeOnly, TimeOnly)? ReadBlock(string? block) =>
        block?.Split('-') is [var from, var to]
        && TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
        && TimeOnly.TryParseExact(to, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end) && end > start
            ? (start, end)
            : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What can be chosen for a new shift, and when the centres are open.</summary>
public sealed record NewShiftChoices
{
    public required IReadOnlyList<SelectListItem> Centres { get; init; }
    public required IReadOnlyList<SelectListItem> Categories { get; init; }
    public required IReadOnlyList<SelectListItem> Blocks { get; init; }
    public required IReadOnlyCollection<OpenBlock> OpeningGrid { get; init; }
    public required DateTime NowUtc { get; init; }
}

public sealed record OpenBlock(Guid CentreId, DayOfWeek Day, TimeOnly StartsAt, TimeOnly EndsAt);

public sealed class NewShiftFormValidator : AbstractValidator<NewShiftForm>
{
    private const int FarthestDays = 366;

    public NewShiftFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.CentreId).Must((form, id) => form.Choices.Centres.Any(c => c.Value == id?.ToString())).WithMessage(_ => t["Choose the centre"]);
        RuleFor(f => f.CategoryCode).Must((form, code) => form.Choices.Categories.Any(c => c.Value == code)).WithMessage(_ => t["Choose the kind of work"]);
        RuleFor(f => f.Title).AtMost(VolunteerTask.TitleMaxLength, t);
        TimeRules(t);
        RuleFor(f => f.MeetingPoint).NotEmpty().WithMessage(_ => t["Write where to meet"]).AtMost(Shift.MeetingPointMaxLength, t);
        RuleFor(f => f.Instructions).AtMost(VolunteerTask.InstructionsMaxLength, t);
        RuleFor(f => f.Roles).Must(roles => roles.Count is > 0 and <= NewShiftForm.MostRoles).WithMessage(_ => t["Say who is needed, in one to four roles"]);

        // The first role is always asked for; of the others those that somebody began.
        RuleForEach(f => f.Roles).Where(role => !role.IsEmpty).SetValidator(new RoleFormValidator(t));
        RuleFor(f => f.Roles[0]).SetValidator(new RoleFormValidator(t)).When(f => f.Roles.Count > 0 && f.Roles[0].IsEmpty).OverridePropertyName("Roles[0]");
    }

    private void TimeRules(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Date).NotNull().WithMessage(_ => t["Choose the day"])
            .Must((form, date) => date >= BakuTime.DateOf(form.Choices.NowUtc)).WithMessage(_ => t["This day is over. Choose today or a later day"])
            .Must((form, date) => date <= BakuTime.DateOf(form.Choices.NowUtc).AddDays(FarthestDays)).WithMessage(_ => t["This is too far ahead. Choose a day within a year"]);
        RuleFor(f => f.Block).Must((form, block) => form.Choices.Blocks.Any(b => b.Value == block)).WithMessage(_ => t["Choose a block, or your own hours"])
            .Must(IsOpenThen).WithMessage(_ => t["The centre is not open in this block on that day. Choose another, or your own hours"])
            .Must((form, block) => block == NewShiftForm.OwnHours || IsAhead(form)).WithMessage(_ => t["This hour is over. Choose a later one"]);
        When(f => f.Block == NewShiftForm.OwnHours, () =>
        {
            RuleFor(f => f.StartsAt).NotNull().WithMessage(_ => t["Write when it begins, for example 10:00"])
                .Must((form, _) => IsAhead(form)).WithMessage(_ => t["This hour is over. Choose a later one"]);
            RuleFor(f => f.EndsAt).NotNull().WithMessage(_ => t["Write when it ends, for example 12:00"])
                .Must((form, end) => form.StartsAt is null || end > form.StartsAt).WithMessage(_ => t["It must end after it begins, on the same day"]);
        });
    }

    private static bool IsOpenThen(NewShiftForm form, string? block) =>
        block == NewShiftForm.OwnHours || form.Date is not { } date || form.CentreId is not { } centreId || form.Hours is not { } hours

        // A mistake in the day or the centre is said once, beside it.
        || date < BakuTime.DateOf(form.Choices.NowUtc) || form.Choices.Centres.All(c => c.Value != centreId.ToString())
        || form.Choices.OpeningGrid.Any(b => b.CentreId == centreId && b.Day == date.DayOfWeek && b.StartsAt == hours.From && b.EndsAt == hours.To);

    private static bool IsAhead(NewShiftForm form) =>
        form.Date is not { } date || form.Hours is not { } hours || BakuTime.ToUtc(date, hours.From) > form.Choices.NowUtc || date < BakuTime.DateOf(form.Choices.NowUtc);
}
