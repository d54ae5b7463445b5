using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Intake;

/// <summary>Taking an applicant in: how far they were checked, and whether the contract is signed on paper already.</summary>
public sealed class AcceptForm
{
    public VettingLevel? Vetting { get; set; }
    public DateOnly? PaperContractOn { get; set; }
}

public sealed class AcceptFormValidator : AbstractValidator<AcceptForm>
{
    public AcceptFormValidator(IStringLocalizer<Text> t, TimeProvider clock)
    {
        RuleFor(f => f.Vetting).NotNull().WithMessage(_ => t["Choose how far the person was checked"]).IsInEnum().WithMessage(_ => t["Choose how far the person was checked"]);
        RuleFor(f => f.PaperContractOn).IsPastDay(clock, t);
    }
}

/// <summary>The day on which the contract was signed on paper.</summary>
public sealed class PaperForm
{
    public DateOnly? SignedOn { get; set; }
}

public sealed class PaperFormValidator : AbstractValidator<PaperForm>
{
    public PaperFormValidator(IStringLocalizer<Text> t, TimeProvider clock) =>
        RuleFor(f => f.SignedOn).Cascade(CascadeMode.Stop).NotNull().WithMessage(_ => t["Write the day of the signature"]).IsPastDay(clock, t);
}

/// <summary>How an interview went.</summary>
public sealed class NoteForm
{
    public bool? Came { get; set; }
    public string? Note { get; set; }
}

public sealed class NoteFormValidator : AbstractValidator<NoteForm>
{
    public NoteFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Came).NotNull().WithMessage(_ => t["Say whether the person came"]);
        RuleFor(f => f.Note).AtMost(Interview.NoteMaxLength, t);
    }
}

/// <summary>Refusing an applicant: a reason of the list and words of one's own, which they read, and a note that they do not.</summary>
public sealed class RefusalForm
{
    public string? Reason { get; set; }
    public string? Words { get; set; }
    public string? Note { get; set; }
    public Guid? Version { get; set; }

    [BindNever]
    public RefusalPage Page { get; set; } = null!;
}

public sealed class RefusalFormValidator : AbstractValidator<RefusalForm>
{
    public RefusalFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Reason).Must((form, code) => form.Page.Reasons.Any(r => r.Value == code && !string.IsNullOrEmpty(code))).WithMessage(_ => t["Choose a reason"]);
        RuleFor(f => f.Words).AtMost(Volunteer.ReasonMaxLength, t);
        RuleFor(f => f.Note).AtMost(Volunteer.ReasonMaxLength, t);
    }
}

internal static class IntakeRules
{
    public static IRuleBuilderOptions<T, DateOnly?> IsPastDay<T>(this IRuleBuilder<T, DateOnly?> rule, TimeProvider clock, IStringLocalizer<Text> t) =>
        rule.Must(day => day is null || (day <= Core.Common.BakuTime.TodayInBaku(clock) && day > Core.Common.BakuTime.TodayInBaku(clock).AddYears(-2)))
            .WithMessage(_ => t["Write a day of the last two years, not one to come"]);
}
