using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Attendance;

/// <summary>When somebody came and went, or that they did not come; Baku time, on the day of the shift.</summary>
public sealed class AttendanceForm
{
    public bool? Came { get; set; }
    public TimeOnly? CameAt { get; set; }
    public TimeOnly? LeftAt { get; set; }
    public string? Reason { get; set; }

    /// <summary>The attendance as it was when the page was opened.</summary>
    public Guid? Version { get; set; }

    /// <summary>The list that one came from is that of a day.</summary>
    public bool Day { get; set; }

    public static AttendanceForm Of(AttendanceShift shift, AttendancePerson person, bool isOfDay)
    {
        ArgumentNullException.ThrowIfNull(shift);
        ArgumentNullException.ThrowIfNull(person);

        return new AttendanceForm
        {
            Came = person.State is AssignmentState.NoShow or AssignmentState.Confirmed ? null : true,
            CameAt = Minute(person.CameAtUtc ?? shift.StartsAtUtc),
            LeftAt = Minute(person.WentAtUtc ?? shift.EndsAtUtc),
            Version = person.Version,
            Day = isOfDay,
        };
    }

    /// <summary>A shift may end after midnight: what lies far before its start is of the next day.</summary>
    public (DateTime CameAtUtc, DateTime WentAtUtc) Times(AttendanceShift shift)
    {
        ArgumentNullException.ThrowIfNull(shift);

        if (Came is not true)
        {
            return (shift.StartsAtUtc, shift.EndsAtUtc);
        }

        var day = BakuTime.DateOf(shift.StartsAtUtc);
        var came = BakuTime.ToUtc(day, CameAt!.Value);

        if (came < shift.StartsAtUtc.AddHours(-12))
        {
            came = came.AddDays(1);
        }

        var went = BakuTime.ToUtc(BakuTime.DateOf(came), LeftAt!.Value);

        return (came, went <= came ? went.AddDays(1) : went);
    }

    private static TimeOnly Minute(DateTime utc) => BakuTime.TimeOf(utc) is var time ? new TimeOnly(time.Hour, time.Minute) : default;
}

public sealed class AttendanceFormValidator : AbstractValidator<AttendanceForm>
{
    public AttendanceFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Came).NotNull().WithMessage(_ => t["Say whether they came"]);
        RuleFor(f => f.CameAt).NotNull().When(f => f.Came is true).WithMessage(_ => t["Write when they came, for example 09:00"]);
        RuleFor(f => f.LeftAt).NotNull().When(f => f.Came is true).WithMessage(_ => t["Write when they left, for example 12:00"]);
        RuleFor(f => f.Version).NotNull().WithMessage(_ => t["Open the page again, please"]);
        RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write why: the volunteer can read it"])
            .MaximumLength(AttendanceEvent.ReasonMaxLength).WithMessage(_ => t["At most {0} characters, please", AttendanceEvent.ReasonMaxLength]);
    }
}
