using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>What is typed to sign the contract.</summary>
public sealed class SignForm
{
    /// <summary>The fingerprint of the words that were shown.</summary>
    public string? Hash { get; set; }
    public bool Agrees { get; set; }
    public string? Name { get; set; }
    public string? Code { get; set; }
    public string? GuardianName { get; set; }
    public string? GuardianCode { get; set; }

    [BindNever]
    public ContractOffer Offer { get; set; } = null!;

    [BindNever]
    public IReadOnlyDictionary<string, LocalName> CredentialNames { get; set; } = new Dictionary<string, LocalName>();

    public Signature ToSignature(string? address) =>
        new() { SeenHash = Hash, Agrees = Agrees, Name = Name, Code = Code, GuardianName = GuardianName, GuardianCode = GuardianCode, Address = address };
}

public sealed class SignFormValidator : AbstractValidator<SignForm>
{
    public SignFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.Agrees).Equal(true).When(f => f.Offer.Consents.Count > 0).WithMessage(_ => t["Tick that you agree"]);
        RuleFor(f => f.Name).NotEmpty().WithMessage(_ => t["Write your first and last name as they stand in the contract"]).AtMost(SignedContract.NameMaxLength, t);
        RuleFor(f => f.Code).Must(IsCode).WithMessage(_ => t["Type the six digits of the SMS"]);
        When(f => f.Offer.NeedsGuardian, () =>
        {
            RuleFor(f => f.GuardianName).NotEmpty().WithMessage(_ => t["Write the name of the parent as it stands in the contract"]).AtMost(SignedContract.NameMaxLength, t);
            RuleFor(f => f.GuardianCode).Must(IsCode).WithMessage(_ => t["Type the six digits of the SMS"]);
        });
    }

    private static bool IsCode(string? code) => code?.Count(char.IsAsciiDigit) == OneTimeCodeService.Digits;
}
