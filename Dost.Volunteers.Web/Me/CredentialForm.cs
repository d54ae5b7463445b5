using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.Me;

/// <summary>A training or document that the volunteer hands in.</summary>
public sealed class CredentialForm
{
    public DateOnly? IssuedOn { get; set; }

    public DateOnly? ExpiresOn { get; set; }

    public string? Number { get; set; }

    public string? Issuer { get; set; }

    public IFormFile? File { get; set; }

    [BindNever]
    public CredentialType Type { get; set; } = null!;
}

public sealed class CredentialFormValidator : AbstractValidator<CredentialForm>
{
    public CredentialFormValidator(IStringLocalizer<Text> t)
    {
        RuleFor(f => f.IssuedOn).NotNull().WithMessage(_ => t["Write the day of issue"]);
        RuleFor(f => f.ExpiresOn).NotNull().When(f => f.Type.AsksExpiry).WithMessage(_ => t["Write until when it is valid, as the document says"]);
        RuleFor(f => f.Number).AtMost(Credential.NumberMaxLength, t);
        RuleFor(f => f.Issuer).AtMost(Credential.IssuerMaxLength, t);
        RuleFor(f => f.File).NotNull().When(f => f.Type.NeedsFile).WithMessage(_ => t["Add a photo or a PDF of the document"]);
    }
}
