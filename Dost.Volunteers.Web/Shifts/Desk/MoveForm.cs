using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Shifts.Desk;

/// <summary>To when and where a shift is moved.</summary>
public sealed class MoveForm : TimeForm
{
    /// <summary>The version that the coordinator saw when the form was opened.</summary>
    public Guid Version { get; set; }

    [BindNever]
    public ShiftHead Facts { get; set; } = null!;

    public NewTime ToNewTime() => new(StartsAtUtc, EndsAtUtc, MeetingPoint!.Trim());
}

public sealed class MoveFormValidator(IStringLocalizer<Text> t) : TimeFormValidator<MoveForm>(t);

/// <summary>Why a shift is called off, in words for those who wanted to come.</summary>
public sealed class CancelForm
{
    public string? Reason { get; set; }

    [BindNever]
    public ShiftHead Facts { get; set; } = null!;
}

public sealed class CancelFormValidator : AbstractValidator<CancelForm>
{
    public CancelFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write the reason"]).AtMost(Shift.ReasonMaxLength, t);
}
