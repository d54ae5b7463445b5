using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>How urgent a request is and what could go wrong, as the coordinator judges, and what keeps the visit safe.</summary>
public sealed class TriageForm
{
    public const int HealthNotesMaxLength = 1000;

    public Urgency? Urgency { get; set; }

    public RiskLevel? Risk { get; set; }

    public VettingLevel? Vetting { get; set; }

    public bool VisitedByTwo { get; set; }

    public bool KnownVisitorsOnly { get; set; }

    public Gender? VisitorGender { get; set; }

    public string? HealthNotes { get; set; }

    /// <summary>Asked for where a safeguard is eased.</summary>
    public string? WhyLess { get; set; }

    /// <summary>Whether the person has a safeguard as the record stands.</summary>
    [BindNever]
    public bool CanEase { get; set; }

    /// <summary>The version of the person's record that the coordinator read.</summary>
    public Guid SeenVersion { get; set; }

    public static TriageForm Of(HelpRequest request, PersonNeeds needs) => new()
    {
        Urgency = request.Urgency,
        Risk = request.Risk,
        Vetting = needs.Vetting,
        VisitedByTwo = needs.VisitedByTwo,
        KnownVisitorsOnly = needs.KnownVisitorsOnly,
        VisitorGender = needs.VisitorGender,
        HealthNotes = needs.HealthNotes,
        CanEase = needs.HasSafeguards,
        SeenVersion = request.Beneficiary.Version,
    };

    public PersonNeeds ToNeeds() => new()
    {
        Vetting = Vetting ?? VettingLevel.None,
        VisitedByTwo = VisitedByTwo,
        KnownVisitorsOnly = KnownVisitorsOnly,
        VisitorGender = VisitorGender,
        HealthNotes = HealthNotes,
    };
}

public sealed class TriageFormValidator : AbstractValidator<TriageForm>
{
    public TriageFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Urgency).Must(u => u is { } given && Enum.IsDefined(given)).WithMessage(_ => t["Choose how urgent it is"]);
        RuleFor(f => f.Risk).Must(r => r is { } given && Enum.IsDefined(given)).WithMessage(_ => t["Choose how high the risk is"]);
        RuleFor(f => f.Vetting).Must(v => v is { } given && Enum.IsDefined(given)).WithMessage(_ => t["Choose how far who visits must have been checked"]);
        RuleFor(f => f.VisitorGender).Must(g => g is null || Enum.IsDefined(g.Value)).WithMessage(_ => t["Choose: woman or man"]);
        RuleFor(f => f.HealthNotes).AtMost(TriageForm.HealthNotesMaxLength, t);
        RuleFor(f => f.WhyLess).AtMost(SafeguardEasing.ReasonMaxLength, t);
    }
}

/// <summary>Why a request is declined, in words for who asked.</summary>
public sealed class RejectForm
{
    public string? Reason { get; set; }
}

public sealed class RejectFormValidator : AbstractValidator<RejectForm>
{
    public RejectFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write the reason: the person will read it"]).AtMost(HelpRequest.ReasonMaxLength, t);
}

/// <summary>Whose task it is instead, and why, in words for who asked.</summary>
public sealed class ReferForm
{
    public string? Office { get; set; }

    public string? Why { get; set; }
}

public sealed class ReferFormValidator : AbstractValidator<ReferForm>
{
    public ReferFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Office).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write which office helps, and its phone"]).AtMost(HelpRequest.ReasonMaxLength, t);
        RuleFor(f => f.Why).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write the reason: the person will read it"]).AtMost(HelpRequest.ReasonMaxLength, t);
    }
}

/// <summary>That somebody was in touch, with a few words for colleagues.</summary>
public sealed class BeenInTouchForm
{
    public string? ContactNote { get; set; }
}

public sealed class BeenInTouchFormValidator : AbstractValidator<BeenInTouchForm>
{
    public BeenInTouchFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.ContactNote).AtMost(HelpRequestEvent.NoteMaxLength, t);
}

/// <summary>A name, a phone or a tracking code.</summary>
public sealed class SearchForm
{
    public string? Words { get; set; }
}
