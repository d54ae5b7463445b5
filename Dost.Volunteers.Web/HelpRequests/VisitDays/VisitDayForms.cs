using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.HelpRequests.VisitDays.Routing;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.VisitDays;

/// <summary>Which centre, district and day: what the requests to choose from depend on.</summary>
public class VisitPlaceForm
{
    public Guid? CentreId { get; set; }

    public string? DistrictCode { get; set; }

    public DateOnly? On { get; set; }

    [BindNever]
    public VisitChoices Choices { get; set; } = VisitChoices.None;

    public bool HasPlace => Choices.Centres.Any(c => c.Value == CentreId?.ToString()) && Choices.Districts.Any(d => d.Value == DistrictCode) && On is not null;
}

/// <summary>A visit day to make.</summary>
public sealed class NewVisitDayForm : VisitPlaceForm
{
    public const int MostPeople = 12;

    public string? Vehicle { get; set; }

    public TimeOnly? StartsAt { get; set; }

    public TimeOnly? EndsAt { get; set; }

    public int? People { get; set; }

    public List<string> Skills { get; set; } = [];

    public List<ChoiceForm> Stops { get; set; } = [];

    [BindNever]
    public DateTime NowUtc { get; set; }

    public IReadOnlyList<ChosenStop> Chosen => [.. Stops.Where(s => s.IsChosen).Select(s => s.ToChosen())];
}

/// <summary>A request that may be chosen, with its window and minutes.</summary>
public sealed class ChoiceForm
{
    public Guid HelpRequestId { get; set; }

    public bool IsChosen { get; set; }

    public TimeOnly? From { get; set; }

    public TimeOnly? To { get; set; }

    public int? Minutes { get; set; }

    public ChosenStop ToChosen() => new(HelpRequestId, From!.Value, To!.Value, Minutes!.Value);
}

/// <summary>Households to add to a standing day.</summary>
public sealed class AddStopsForm
{
    public Guid Version { get; set; }

    public List<ChoiceForm> Stops { get; set; } = [];

    [BindNever]
    public VisitDayHead Day { get; set; } = null!;

    [BindNever]
    public VisitChoices Choices { get; set; } = VisitChoices.None;
}

/// <summary>The order, windows and minutes of a standing day, and what button was pressed.</summary>
public sealed class ArrangeForm
{
    public Guid Version { get; set; }

    public List<StopForm> Stops { get; set; } = [];

    /// <summary>A stop to move up or down by one.</summary>
    public Guid? Up { get; set; }

    public Guid? Down { get; set; }

    /// <summary>The stops as the button and the numbers want them.</summary>
    public IReadOnlyList<StopChange> Changes()
    {
        var stops = Stops.OrderBy(s => s.Position).ToList();

        foreach (var (moved, by) in new[] { (Up, -1), (Down, 1) })
        {
            var from = stops.FindIndex(s => s.VisitStopId == moved);

            if (from >= 0 && from + by >= 0 && from + by < stops.Count)
            {
                (stops[from], stops[from + by]) = (stops[from + by], stops[from]);
            }
        }

        return Up is null && Down is null
            ? [.. Stops.Select(s => new StopChange(s.VisitStopId, s.Position!.Value, s.From!.Value, s.To!.Value, s.Minutes!.Value))]
            : [.. stops.Select((s, i) => new StopChange(s.VisitStopId, i + 1, s.From!.Value, s.To!.Value, s.Minutes!.Value))];
    }
}

public sealed class StopForm
{
    public Guid VisitStopId { get; set; }

    public int? Position { get; set; }

    public TimeOnly? From { get; set; }

    public TimeOnly? To { get; set; }

    public int? Minutes { get; set; }
}

/// <summary>Why a day is called off, in words for the team.</summary>
public sealed class CallOffForm
{
    public string? Reason { get; set; }

    [BindNever]
    public VisitDayHead Day { get; set; } = null!;
}

public sealed class CallOffFormValidator : AbstractValidator<CallOffForm>
{
    public CallOffFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write the reason: the team will read it"]).AtMost(Shift.ReasonMaxLength, t);
}

public sealed class ChoiceFormValidator : AbstractValidator<ChoiceForm>
{
    public ChoiceFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.From).NotNull().WithMessage(_ => t["Write from when the visit may begin"]);
        RuleFor(f => f.To).NotNull().WithMessage(_ => t["Write until when the visit may begin"])
            .Must((form, to) => form.From is null || to > form.From).WithMessage(_ => t["The window must end after it begins"]);
        RuleFor(f => f.Minutes).NotNull().WithMessage(_ => t["Write how many minutes the visit takes"]).InclusiveBetween(5, 480).WithMessage(_ => t["Between 5 and 480 minutes"]);
    }
}

public sealed class ArrangeFormValidator : AbstractValidator<ArrangeForm>
{
    public ArrangeFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Stops).Must(stops => stops.Count is > 0 and <= RoutePlanner.MostStops).WithMessage(_ => t["Add a household first"]);
        RuleForEach(f => f.Stops).ChildRules(stop =>
        {
            stop.RuleLevelCascadeMode = CascadeMode.Stop;
            stop.RuleFor(f => f.Position).NotNull().WithMessage(_ => t["Write the number in the order"]).InclusiveBetween(1, 99).WithMessage(_ => t["Write the number in the order"]);
            stop.RuleFor(f => f.From).NotNull().WithMessage(_ => t["Write from when the visit may begin"]);
            stop.RuleFor(f => f.To).NotNull().WithMessage(_ => t["Write until when the visit may begin"])
                .Must((form, to) => form.From is null || to > form.From).WithMessage(_ => t["The window must end after it begins"]);
            stop.RuleFor(f => f.Minutes).NotNull().WithMessage(_ => t["Write how many minutes the visit takes"]).InclusiveBetween(5, 480).WithMessage(_ => t["Between 5 and 480 minutes"]);
        });
    }
}

public sealed class AddStopsFormValidator : AbstractValidator<AddStopsForm>
{
    public AddStopsFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Stops).Must(stops => stops.Exists(s => s.IsChosen)).WithMessage(_ => t["Choose at least one household"]);
        RuleForEach(f => f.Stops).Where(s => s.IsChosen).SetValidator(new ChoiceFormValidator(t));
    }
}

public sealed class NewVisitDayFormValidator : AbstractValidator<NewVisitDayForm>
{
    private const int FarthestDays = 92;

    public NewVisitDayFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.CentreId).Must((form, id) => form.Choices.Centres.Any(c => c.Value == id?.ToString())).WithMessage(_ => t["Choose the centre"]);
        RuleFor(f => f.DistrictCode).Must((form, code) => form.Choices.Districts.Any(d => d.Value == code)).WithMessage(_ => t["Choose a district"]);
        RuleFor(f => f.On).NotNull().WithMessage(_ => t["Choose the day"])
            .Must((form, on) => on >= BakuTime.DateOf(form.NowUtc)).WithMessage(_ => t["This day is over. Choose today or a later day"])
            .Must((form, on) => on <= BakuTime.DateOf(form.NowUtc).AddDays(FarthestDays)).WithMessage(_ => t["This is too far ahead. Choose a day within three months"]);
        RuleFor(f => f.Vehicle).NotEmpty().WithMessage(_ => t["Write which vehicle, for example its number"]).AtMost(VisitDay.NameMaxLength, t);
        RuleFor(f => f.StartsAt).NotNull().WithMessage(_ => t["Write when it begins, for example 10:00"])
            .Must((form, start) => form.On is not { } on || on != BakuTime.DateOf(form.NowUtc) || BakuTime.ToUtc(on, start!.Value) > form.NowUtc).WithMessage(_ => t["This hour is over. Choose a later one"]);
        RuleFor(f => f.EndsAt).NotNull().WithMessage(_ => t["Write when it ends, for example 12:00"])
            .Must((form, end) => form.StartsAt is null || end > form.StartsAt).WithMessage(_ => t["It must end after it begins, on the same day"]);
        RuleFor(f => f.People).NotNull().WithMessage(_ => t["Write how many people are in the team"])
            .InclusiveBetween(1, NewVisitDayForm.MostPeople).WithMessage(_ => t["Between 1 and {0} people", NewVisitDayForm.MostPeople]);
        RuleFor(f => f.Skills).Must((form, skills) => skills.TrueForAll(s => form.Choices.Skills.Any(c => c.Value == s))).WithMessage(_ => t["Choose from the list"]);
        RuleFor(f => f.Stops).Must(stops => stops.Exists(s => s.IsChosen)).WithMessage(_ => t["Choose at least one household"])
            .Must(stops => stops.Count(s => s.IsChosen) <= RoutePlanner.MostStops).WithMessage(_ => t["At most {0} households on one day", RoutePlanner.MostStops]);
        RuleForEach(f => f.Stops).Where(s => s.IsChosen).SetValidator(new ChoiceFormValidator(t));
    }
}

/// <summary>What can be chosen for a visit day.</summary>
public sealed record VisitChoices
{
    public static VisitChoices None { get; } = new() { Centres = [], Districts = [], Skills = [], Requests = [] };

    public required IReadOnlyList<SelectListItem> Centres { get; init; }
    public required IReadOnlyList<SelectListItem> Districts { get; init; }
    public required IReadOnlyList<SelectListItem> Skills { get; init; }
    public required IReadOnlyList<VisitCandidate> Requests { get; init; }
}

/// <summary>A request that waits to be planned, beside the chosen day.</summary>
public sealed record VisitCandidate
{
    public required Guid HelpRequestId { get; init; }
    public required string TrackingCode { get; init; }
    public required LocalName Category { get; init; }
    public required string Symbol { get; init; }
    public required string Name { get; init; }
    public required LocalName District { get; init; }
    public required Urgency Urgency { get; init; }
    public required DateOnly WantedOn { get; init; }
    public required PartOfDay WantedPart { get; init; }
    public required DateTime? DueAtUtc { get; init; }
    public required int UsualMinutes { get; init; }
    public required Core.Volunteers.Gender? VisitorGender { get; init; }
    public required bool VisitedByTwo { get; init; }
    public required bool KnownVisitorsOnly { get; init; }
    public required bool IsOfDistrict { get; init; }
}
