using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Asking;

/// <summary>The digits of the SMS by which who asked shows that the number is theirs.</summary>
public sealed class ConfirmForm
{
    public string? Code { get; set; }

    /// <summary>The request that waits for them.</summary>
    [BindNever]
    public ConfirmPage Page { get; set; } = null!;
}

/// <summary>A request whose phone is to be confirmed.</summary>
public sealed record ConfirmPage(Guid HelpRequestId, string TrackingCode, string ContactPhone, bool IsConfirmed, bool CodeWasSent, bool AwaitsCall)
{
    public string Phone => PhoneNumber.Display(ContactPhone);
}

public sealed class ConfirmFormValidator : AbstractValidator<ConfirmForm>
{
    public ConfirmFormValidator(IStringLocalizer<Text> t) => RuleFor(f => f.Code).NotEmpty().WithMessage(_ => t["Write the code from the SMS"]);
}

/// <summary>The right number, where the one that was typed is wrong.</summary>
public sealed class RightPhoneForm
{
    public string? Phone { get; set; }

    [BindNever]
    public ConfirmPage Page { get; set; } = null!;
}

public sealed class RightPhoneFormValidator : AbstractValidator<RightPhoneForm>
{
    public RightPhoneFormValidator(IStringLocalizer<Text> t) =>
        RuleFor(f => f.Phone).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => t["Write a phone on which we reach you"]).IsPhone(t);
}
