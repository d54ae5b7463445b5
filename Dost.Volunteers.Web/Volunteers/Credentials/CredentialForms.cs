using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Volunteers.Credentials;

/// <summary>The dates that the coordinator reads on the paper.</summary>
public sealed class VerifyForm
{
    public DateOnly? IssuedOn { get; set; }

    public DateOnly? ExpiresOn { get; set; }

    /// <summary>The version that was on the screen.</summary>
    public Guid Version { get; set; }

    [BindNever]
    public bool AsksExpiry { get; set; }
}

public sealed class VerifyFormValidator : AbstractValidator<VerifyForm>
{
    public VerifyFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.IssuedOn).NotNull().WithMessage(_ => t["Write the day of issue"]);
        RuleFor(f => f.ExpiresOn).NotNull().When(f => f.AsksExpiry).WithMessage(_ => t["Write until when it is valid, as the document says"]);
    }
}

/// <summary>Why something is not accepted or no longer counts, in words that the volunteer reads.</summary>
public sealed class CredentialReasonForm
{
    public string? Reason { get; set; }

    public Guid Version { get; set; }
}

public sealed class CredentialReasonFormValidator : AbstractValidator<CredentialReasonForm>
{
    public CredentialReasonFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Reason).NotEmpty().WithMessage(_ => t["Write why: the person will read it"]).AtMost(Credential.ReasonMaxLength, t);
}

/// <summary>A training that was held, or a check that was made: what, when, and for whom.</summary>
public sealed class HeldForm
{
    public string? Type { get; set; }

    public DateOnly? IssuedOn { get; set; }

    public DateOnly? ExpiresOn { get; set; }

    public List<Guid> People { get; set; } = [];

    [BindNever]
    public HeldChoices Choices { get; set; } = HeldChoices.None;
}

/// <summary>What can be added, and the people on the screen.</summary>
public sealed record HeldChoices(IReadOnlyList<SelectListItem> Types, IReadOnlyList<SelectListItem> People, int PeopleInAll, string? Query)
{
    public static HeldChoices None { get; } = new([], [], 0, null);
}

public sealed class HeldFormValidator : AbstractValidator<HeldForm>
{
    public HeldFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.Type).Must((form, code) => form.Choices.Types.Any(c => c.Value == code)).WithMessage(_ => t["Choose what it was"]);
        RuleFor(f => f.IssuedOn).NotNull().WithMessage(_ => t["Write the day on which it was"]);
        RuleFor(f => f.People).NotEmpty().WithMessage(_ => t["Tick at least one person"])
            .Must(people => people.Count <= CredentialService.MostPeople).WithMessage(_ => t["At most {0} people at once, please", CredentialService.MostPeople]);
    }
}
