using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Incidents;

/// <summary>A report as it is typed, by whomever.</summary>
public sealed class IncidentForm
{
    /// <summary>Stands for none of the people.</summary>
    public const string Nobody = "none";

    /// <summary>Made with the empty form, so that it is taken once however often it is sent.</summary>
    public Guid? IncidentId { get; set; }

    public IncidentKind? Kind { get; set; }

    public IncidentSeverity? Severity { get; set; }

    public string? What { get; set; }

    /// <summary>Whom it is about; where somebody came, it has to be said, since the two are parted by it.</summary>
    public string? Who { get; set; }

    public bool KeepApart { get; set; }

    /// <summary>The tracking code of the request, where somebody tells it on the telephone.</summary>
    public string? Code { get; set; }

    [BindNever]
    public bool AsksForCode { get; set; }

    /// <summary>Staff write down what they were told: the two who may be kept apart are others.</summary>
    [BindNever]
    public bool IsTold { get; set; }

    /// <summary>Who came, or may come; one of them, or nobody, is chosen.</summary>
    [BindNever]
    public IReadOnlyList<SelectListItem> People { get; set; } = [];

    public static IncidentForm New(IReadOnlyList<SelectListItem>? people = null) => new() { IncidentId = Guid.CreateVersion7(), People = people ?? [] };

    /// <summary>What was typed, about whom and what the place or request says; the validator has nothing against it.</summary>
    public NewIncident ToReport(IncidentReporter reporter, IncidentScope scope) => new()
    {
        IncidentId = IncidentId!.Value,
        CentreId = scope.CentreId,
        Reporter = reporter,
        HelpRequestId = scope.HelpRequestId,
        BeneficiaryId = scope.BeneficiaryId,
        VolunteerId = scope.VolunteerId ?? (Guid.TryParse(Who, out var who) && People.Any(p => p.Value == Who) ? who : null),
        ShiftId = scope.ShiftId,
        Kind = Kind!.Value,
        Severity = Severity!.Value,
        What = What!,
        KeepApart = KeepApart,
    };
}

/// <summary>What an incident is about, as far as the page knows it before a word is typed.</summary>
public sealed record IncidentScope(Guid CentreId, Guid? HelpRequestId, Guid? BeneficiaryId, Guid? VolunteerId, Guid? ShiftId);

public sealed class IncidentFormValidator : AbstractValidator<IncidentForm>
{
    public IncidentFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.IncidentId).NotNull().WithMessage(_ => t["Something went wrong with this page. Send the form once more, please"]);
        RuleFor(f => f.Severity).NotNull().WithMessage(_ => t["Say how bad it is"]).IsInEnum().WithMessage(_ => t["Say how bad it is"]);
        RuleFor(f => f.Kind).NotNull().WithMessage(_ => t["Say what it is about"]).IsInEnum().WithMessage(_ => t["Say what it is about"]);
        RuleFor(f => f.What).NotEmpty().WithMessage(_ => t["Tell in your own words what happened"]).AtMost(Incident.TextMaxLength, t);
        RuleFor(f => f.Who).Must((form, who) => form.People.Count == 0 || who == IncidentForm.Nobody || form.People.Any(p => p.Value == who)).WithMessage(_ => t["Choose one of the people of the list, or nobody"]);
    }
}

/// <summary>What was done, in words of who did it.</summary>
public sealed class DeedForm
{
    public string? Words { get; set; }

    /// <summary>What it is judged to be, where that is changed.</summary>
    public IncidentSeverity? Severity { get; set; }
}

public sealed class DeedFormValidator : AbstractValidator<DeedForm>
{
    public DeedFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Words).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write in a few words what was done, or why"]).AtMost(Incident.TextMaxLength, t);
}
