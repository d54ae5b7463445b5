using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>A day and hours in Baku, and where to meet: what planning and moving have in common.</summary>
public abstract class TimeForm
{
    public DateOnly? Date { get; set; }

    public TimeOnly? StartsAt { get; set; }

    public TimeOnly? EndsAt { get; set; }

    public string? MeetingPoint { get; set; }

    /// <summary>The moment at which the form was sent.</summary>
    [BindNever]
    public DateTime NowUtc { get; set; }

    public DateTime StartsAtUtc => BakuTime.ToUtc(Date!.Value, StartsAt!.Value);

    public DateTime EndsAtUtc => BakuTime.ToUtc(Date!.Value, EndsAt!.Value);
}

/// <summary>The rules of a day and hours.</summary>
public abstract class TimeFormValidator<TForm> : AbstractValidator<TForm>
    where TForm : TimeForm
{
    private const int FarthestDays = 366;

    protected TimeFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.Date).NotNull().WithMessage(_ => t["Choose the day"])
            .Must((form, date) => date >= BakuTime.DateOf(form.NowUtc)).WithMessage(_ => t["This day is over. Choose today or a later day"])
            .Must((form, date) => date <= BakuTime.DateOf(form.NowUtc).AddDays(FarthestDays)).WithMessage(_ => t["This is too far ahead. Choose a day within a year"]);
        RuleFor(f => f.StartsAt).NotNull().WithMessage(_ => t["Write when it begins, for example 10:00"])
            .Must((form, _) => form.Date is null || form.Date != BakuTime.DateOf(form.NowUtc) || form.StartsAtUtc > form.NowUtc)
            .WithMessage(_ => t["This hour is over. Choose a later one"]);
        RuleFor(f => f.EndsAt).NotNull().WithMessage(_ => t["Write when it ends, for example 12:00"])
            .Must((form, end) => form.StartsAt is null || end > form.StartsAt).WithMessage(_ => t["It must end after it begins, on the same day"]);
        RuleFor(f => f.MeetingPoint).NotEmpty().WithMessage(_ => t["Write where to meet"]).AtMost(Shift.MeetingPointMaxLength, t);
    }
}
