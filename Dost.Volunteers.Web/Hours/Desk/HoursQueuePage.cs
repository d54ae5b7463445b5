using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Hours.Desk;

/// <summary>Hours that wait for approval.</summary>
public sealed record HoursRow
{
    public required Guid HoursEntryId { get; init; }
    public required Guid VolunteerId { get; init; }
    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }
    public required DateOnly ServiceDate { get; init; }
    public required int Minutes { get; init; }

    /// <summary>None for a correction, which has no shift.</summary>
    public Guid? ShiftId { get; init; }
    public string? Title { get; init; }
    public LocalName? Category { get; init; }
    public DateTime? StartsAtUtc { get; init; }
    public DateTime? EndsAtUtc { get; init; }
    public required bool WasClosedBySystem { get; init; }

    public string FullName => $"{GivenName} {FamilyName}";

    public bool IsLongerThanShift => EndsAtUtc - StartsAtUtc is { } length && Minutes > length.TotalMinutes;

    public string? NameIn(CultureInfo culture) => Title ?? Category?.In(culture);
}

/// <summary>Sending hours back: why, in words that the volunteer will read.</summary>
public sealed class ReturnForm
{
    public string? Reason { get; set; }
}

public sealed class ReturnFormValidator : AbstractValidator<ReturnForm>
{
    public ReturnFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write what is wrong: the volunteer will read it"])
        .MaximumLength(HoursEntry.ReasonMaxLength).WithMessage(_ => t["At most {0} characters, please", HoursEntry.ReasonMaxLength]);
}

/// <summary>The entry to be returned, and the form.</summary>
public sealed record ReturnPage(HoursRow Row, ReturnForm Form);
