using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dost.Volunteers.Web.HelpRequests.Asking;

/// <summary>A wish for help as a person types it, for themselves or for somebody else.</summary>
public sealed class AskForm
{
    public const string Myself = "self";
    public const string SomebodyElse = "other";
    public const int HealthNotesMaxLength = 1000;

    /// <summary>Made with the empty form, so that it is taken once however often it is sent.</summary>
    public Guid? FormId { get; set; }

    public string? For { get; set; }

    /// <summary>Of the person who is to be helped.</summary>
    public string? Name { get; set; }

    public string? Phone { get; set; }

    public string? AskerName { get; set; }

    public string? AskerRelation { get; set; }

    public string? AskerPhone { get; set; }

    public string? Email { get; set; }

    public string? DistrictCode { get; set; }

    public string? Address { get; set; }

    /// <summary>On the map, where somebody set it: "40.40930,49.86710".</summary>
    public string? Point { get; set; }

    public DateOnly? WantedOn { get; set; }

    public PartOfDay? WantedPart { get; set; }

    public string? Description { get; set; }

    public string? HealthNotes { get; set; }

    public Gender? VisitorGender { get; set; }

    public bool Agrees { get; set; }

    /// <summary>The versions of the consent texts that the person has read.</summary>
    public int? OwnTextVersion { get; set; }

    public int? BehalfTextVersion { get; set; }

    [BindNever]
    public AskChoices Choices { get; set; } = null!;

    public bool IsForSomebodyElse => For == SomebodyElse;

    /// <summary>Something stands in what is rarely needed, so that it must not be folded away.</summary>
    public bool SaysMore => !string.IsNullOrWhiteSpace(Email) || !string.IsNullOrWhiteSpace(HealthNotes) || VisitorGender is not null;

    /// <summary>The wish, once the validator has nothing against it.</summary>
    public NewHelpRequest ToNewHelpRequest()
    {
        var contact = E164(IsForSomebodyElse ? AskerPhone : Phone)!;
        var text = IsForSomebodyElse ? Choices.BehalfText : Choices.OwnText;

        return new NewHelpRequest
        {
            HelpCategoryCode = Choices.Category.HelpCategoryCode,
            Description = Description!.Trim(),
            WantedOn = WantedOn!.Value,
            WantedPart = WantedPart ?? PartOfDay.AnyTime,
            BeneficiaryName = Name!.Trim(),

            // Not every elder has a telephone: then whoever asks is called.
            BeneficiaryPhone = E164(Phone) ?? contact,
            Address = Address?.Trim() ?? "",
            DistrictCode = DistrictCode!,
            Point = PlaceGround.Read(Point),
            ConfirmsPhone = true,
            HealthNotes = HealthNotes,
            VisitorGender = VisitorGender,
            AskerName = IsForSomebodyElse ? AskerName!.Trim() : null,
            AskerRelation = IsForSomebodyElse ? NullIfEmpty(AskerRelation) : null,
            ContactPhone = contact,
            ContactEmail = NullIfEmpty(Email),
            Culture = CultureInfo.CurrentUICulture.Name,
            Consent = new AgreedText(text.Code, text.Version),
            FormId = FormId,
        };
    }

    private static string? E164(string? typed) => PhoneNumber.TryParse(typed, out var phone) ? phone : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
