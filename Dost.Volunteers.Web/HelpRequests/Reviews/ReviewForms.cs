using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Reviews;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Reviews;

/// <summary>What a centre changes after a week.</summary>
public sealed class ChangesForm
{
    public string? WhatChanged { get; set; }

    /// <summary>The version that was read; none where nothing was written yet.</summary>
    public Guid? SeenVersion { get; set; }
}

public sealed class ChangesFormValidator : AbstractValidator<ChangesForm>
{
    public ChangesFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.WhatChanged).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write what you change, in a sentence or two"]).AtMost(WeeklyReview.WordsMaxLength, t);
}

/// <summary>Why a request was late.</summary>
public sealed class LateForm
{
    public LateReason? Reason { get; set; }

    public string? Note { get; set; }
}

public sealed class LateFormValidator : AbstractValidator<LateForm>
{
    public LateFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Reason).Must(r => r is { } given && Enum.IsDefined(given)).WithMessage(_ => t["Choose why it was late"]);
        RuleFor(f => f.Note).Cascade(CascadeMode.Stop).NotEmpty().When(f => f.Reason is LateReason.Other).WithMessage(_ => t["Say in a few words what it was"]).AtMost(HelpRequest.ReasonMaxLength, t);
    }
}

/// <summary>A week of a centre, looked back at.</summary>
public sealed record ReviewPage(WeekReview Review, IReadOnlyList<FiguresCentre> Centres, bool IsRunning)
{
    public ChangesForm Changes { get; init; } = new();
}

/// <summary>One late request, to be explained.</summary>
public sealed record LatePage(DateOnly Monday, Guid CentreId, HelpRequest Request)
{
    public LateForm Form { get; init; } = new();
}
