using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>Remote work that a volunteer reports.</summary>
public sealed class RemoteHoursForm
{
    public DateOnly? Date { get; set; }
    public TimeOnly? From { get; set; }
    public TimeOnly? Until { get; set; }
    public int? Minutes { get; set; }
    public string? Words { get; set; }

    public RemoteReport ToReport() => From is null
        ? new RemoteReport(Date!.Value, null, null, Minutes, Words!.Trim())
        : new RemoteReport(Date!.Value, From, Until, null, Words!.Trim());
}

public sealed class RemoteHoursFormValidator : AbstractValidator<RemoteHoursForm>
{
    private const int MinutesOfADay = 1440;

    public RemoteHoursFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.Date).NotNull().WithMessage(_ => t["Write the day on which you worked"]);
        RuleFor(f => f.From).NotNull().When(f => f.Until is not null).WithMessage(_ => t["Write from when you worked, or leave both times empty"]);
        RuleFor(f => f.Until).NotNull().When(f => f.From is not null).WithMessage(_ => t["Write until when you worked, or leave both times empty"])
            .Must((form, until) => form.From is not { } from || until == TimeOnly.MinValue || until >= from.Add(TimeSpan.FromMinutes(RemoteHoursService.LeastMinutes)))
            .WithMessage(_ => t["The end must be at least {0} minutes after the beginning", RemoteHoursService.LeastMinutes]);
        RuleFor(f => f.Minutes).NotNull().When(f => f.From is null && f.Until is null).WithMessage(_ => t["Write from when until when, or how many minutes"])
            .InclusiveBetween(RemoteHoursService.LeastMinutes, MinutesOfADay).When(f => f.From is null && f.Until is null).WithMessage(_ => t["From {0} to {1} minutes", RemoteHoursService.LeastMinutes, MinutesOfADay]);
        RuleFor(f => f.Words).NotEmpty().WithMessage(_ => t["Write in a few words what you did"])
            .MaximumLength(HoursEntry.WordsMaxLength).WithMessage(_ => t["At most {0} characters, please", HoursEntry.WordsMaxLength]);
    }
}
