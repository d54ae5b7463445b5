using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Holidays;

/// <summary>What an administrator types of a holiday.</summary>
public sealed class HolidayForm
{
    public DateOnly? OnDate { get; set; }
    public string? NameAz { get; set; }
    public string? NameRu { get; set; }
    public string? NameEn { get; set; }
    public bool IsOfficial { get; set; }
    public bool IsDayOff { get; set; }

    /// <summary>The day as it was when the page was opened.</summary>
    public string? Seen { get; set; }

    /// <summary>The day that is changed; none for a new one.</summary>
    [BindNever]
    public DateOnly? On { get; set; }

    /// <summary>The program brings it along, so that it can only be switched off.</summary>
    [BindNever]
    public bool IsKept { get; set; }

    public static HolidayForm Of(HolidayRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var holiday = row.Holiday;

        return new HolidayForm
        {
            OnDate = holiday.OnDate,
            NameAz = holiday.Name.Az,
            NameRu = holiday.Name.Ru,
            NameEn = holiday.Name.En,
            IsOfficial = holiday.IsOfficial,
            IsDayOff = holiday.IsDayOff,
            Seen = holiday.Seen,
            On = holiday.OnDate,
            IsKept = row.IsKept,
        };
    }

    public HolidayWords ToWords() => new(OnDate!.Value, new LocalName(NameAz!.Trim(), NameRu!.Trim(), NameEn!.Trim()), IsOfficial, IsDayOff);
}

public sealed class HolidayFormValidator : AbstractValidator<HolidayForm>
{
    public HolidayFormValidator(IStringLocalizer<Text> t, TimeProvider clock)
    {
        RuleFor(f => f.OnDate).NotNull().WithMessage(_ => t["Choose the day"])
            .Must(day => Math.Abs(day!.Value.Year - clock.TodayInBaku().Year) <= HolidayService.MostYears).When(f => f.OnDate is not null, ApplyConditionTo.CurrentValidator)
            .WithMessage(_ => t["Choose a day at most {0} years from now", HolidayService.MostYears]);
        RuleFor(f => f.NameAz).NotEmpty().WithMessage(_ => t["Write the name in Azerbaijani"]).MaximumLength(LocalName.MaxLength).WithMessage(_ => t["Make it shorter: at most {0} characters", LocalName.MaxLength]);
        RuleFor(f => f.NameRu).NotEmpty().WithMessage(_ => t["Write the name in Russian"]).MaximumLength(LocalName.MaxLength).WithMessage(_ => t["Make it shorter: at most {0} characters", LocalName.MaxLength]);
        RuleFor(f => f.NameEn).NotEmpty().WithMessage(_ => t["Write the name in English"]).MaximumLength(LocalName.MaxLength).WithMessage(_ => t["Make it shorter: at most {0} characters", LocalName.MaxLength]);
    }
}
