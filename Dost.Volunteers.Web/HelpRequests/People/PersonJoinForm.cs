using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.People;

/// <summary>Two records side by side, and which of them stays.</summary>
public sealed class PersonJoinForm
{
    public Guid? Keep { get; set; }

    /// <summary>The records as they were shown.</summary>
    public Guid? Version { get; set; }

    public Guid? OtherVersion { get; set; }

    [BindNever]
    public PersonSide First { get; set; } = null!;

    [BindNever]
    public PersonSide Second { get; set; } = null!;

    /// <summary>Which stays and which is joined to it. No property, since those are read before the records are.</summary>
    public (PersonSide Kept, PersonSide Joined) Sides() => Keep == Second.Person.BeneficiaryId ? (Second, First) : (First, Second);
}

/// <summary>One of the two: the record, its health notes decrypted for this page only, and how much hangs on it.</summary>
public sealed record PersonSide(Beneficiary Person, LocalName District, string? HealthNotes, int Requests, DateTime? LastAskedAtUtc);

public sealed class PersonJoinFormValidator : AbstractValidator<PersonJoinForm>
{
    public PersonJoinFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Keep).Must((form, keep) => keep is { } id && (id == form.First.Person.BeneficiaryId || id == form.Second.Person.BeneficiaryId)).WithMessage(_ => t["Choose which record stays"]);
}
