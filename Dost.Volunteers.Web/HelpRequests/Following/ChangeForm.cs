using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Web.HelpRequests.Asking;
using Dost.Volunteers.Web.Infrastructure;
using Dost.Volunteers.Web.Localization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Dost.Volunteers.Web.HelpRequests.Following;

/// <summary>What is wanted otherwise. Address, phone and point stand empty: they are kept unless new ones are given, and not shown to whoever follows.</summary>
public sealed class ChangeForm
{
    /// <summary>The request as it was seen.</summary>
    public Guid? Version { get; set; }

    public DateOnly? WantedOn { get; set; }

    public PartOfDay? WantedPart { get; set; }

    public string? Description { get; set; }

    public string? Address { get; set; }

    public string? Phone { get; set; }

    public string? Point { get; set; }

    [BindNever]
    public ChangeChoices Choices { get; set; } = null!;

    public RequestChange ToChange() => new(WantedOn!.Value, WantedPart ?? PartOfDay.AnyTime, Description!.Trim())
    {
        Address = string.IsNullOrWhiteSpace(Address) ? null : Address.Trim(),
        Phone = string.IsNullOrWhiteSpace(Phone) ? null : SharedRules.CleanPhone(Phone),
        Point = PlaceGround.Read(Point),
    };
}

/// <summary>What the form for changing offers.</summary>
public sealed record ChangeChoices(
    Guid HelpRequestId, Guid Version, LocalName Category, bool IsRemote, string DistrictCode, bool OwnsPerson, IReadOnlyList<SelectListItem> Parts, PlaceGround Ground, DateOnly Today, DateOnly WantedOn)
{
    /// <summary>Whoever leaves a day as it is may do so after it has passed.</summary>
    public DateOnly FirstDay => WantedOn < Today ? WantedOn : Today;

    public DateOnly LastDay => Today.AddMonths(3);
}

public sealed class ChangeFormValidator : AbstractValidator<ChangeForm>
{
    public ChangeFormValidator(IStringLocalizer<Text> t)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.WantedOn)
            .NotNull().WithMessage(_ => t["Choose the day on which help is needed"])
            .Must((form, day) => day >= form.Choices.Today || day == form.Choices.WantedOn).WithMessage(_ => t["This day is over. Choose today or a later day"])
            .LessThanOrEqualTo(f => f.Choices.LastDay).WithMessage(_ => t["This is too far ahead. Choose a day within three months"]);
        RuleFor(f => f.Description).NotEmpty().WithMessage(_ => t["Tell us in a few words what is needed"]).AtMost(HelpRequest.DescriptionMaxLength, t);
        RuleFor(f => f.Address).AtMost(Beneficiary.AddressMaxLength, t);
        RuleFor(f => f.Phone).IsPhone(t).When(f => !string.IsNullOrWhiteSpace(f.Phone));
        RuleFor(f => f.Point).Custom((typed, check) =>
        {
            var choices = check.InstanceToValidate.Choices;

            if (choices.Ground.WhyNot(typed, choices.DistrictCode, t) is { } complaint)
            {
                check.AddFailure(complaint);
            }
        });
    }
}
