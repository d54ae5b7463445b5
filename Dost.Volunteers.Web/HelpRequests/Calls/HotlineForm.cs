using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Calls;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.HelpRequests.Asking;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dost.Volunteers.Web.HelpRequests.Calls;

/// <summary>A wish for help as an operator types it during a call.</summary>
public sealed class HotlineForm
{
    /// <summary>Made with the empty form, so that it is taken once however often it is sent.</summary>
    public Guid? FormId { get; set; }

    /// <summary>The number that calls.</summary>
    public string? Phone { get; set; }

    /// <summary>The known person that was picked; none for somebody new.</summary>
    public Guid? BeneficiaryId { get; set; }

    public string? For { get; set; }

    /// <summary>Of the person who is to be helped.</summary>
    public string? Name { get; set; }

    public string? PersonPhone { get; set; }

    public string? AskerName { get; set; }

    public string? AskerRelation { get; set; }

    public string? HelpCategoryCode { get; set; }

    public string? Description { get; set; }

    public string? DistrictCode { get; set; }

    public string? Address { get; set; }

    public DateOnly? WantedOn { get; set; }

    public PartOfDay? WantedPart { get; set; }

    public Urgency? Urgency { get; set; }

    public string? Culture { get; set; }

    public Gender? VisitorGender { get; set; }

    public string? HealthNotes { get; set; }

    /// <summary>The person, or who calls for them, has said yes to the text that was read to them.</summary>
    public bool Agrees { get; set; }

    public int? OwnTextVersion { get; set; }

    public int? BehalfTextVersion { get; set; }

    /// <summary>The operator saw what may be the same, and says that it is not.</summary>
    public bool IsAnother { get; set; }

    [BindNever]
    public HotlineChoices Choices { get; set; } = null!;

    /// <summary>Who is known by the number; null while no whole number is typed.</summary>
    [BindNever]
    public IReadOnlyList<KnownCaller>? Callers { get; set; }

    [BindNever]
    public IReadOnlyList<CallRequest> Duplicates { get; set; } = [];

    /// <summary>The field in which one goes on.</summary>
    [BindNever]
    public string Focus { get; set; } = nameof(Phone);

    public bool IsForSomebodyElse => For == AskForm.SomebodyElse;

    public string? CleanPhone => E164(Phone);

    public KnownCaller? Picked => Callers?.FirstOrDefault(c => c.BeneficiaryId == BeneficiaryId);

    /// <summary>Takes over what is known of a person, and keeps what was typed about this call.</summary>
    public void Fill(KnownCaller person, string phone)
    {
        ArgumentNullException.ThrowIfNull(person);

        var isOwnNumber = person.Phone == phone && person.Asker is null;
        (BeneficiaryId, For, Name, DistrictCode, Address, Culture, VisitorGender) =
            (person.BeneficiaryId, isOwnNumber ? AskForm.Myself : AskForm.SomebodyElse, person.FullName, person.DistrictCode, person.Address, person.Culture, person.VisitorGender);

        if (!isOwnNumber)
        {
            (AskerName, AskerRelation) = (person.Asker?.Name, person.Asker?.Relation);
            PersonPhone = person.Phone == phone ? null : PhoneNumber.Display(person.Phone);
        }
    }

    /// <summary>The wish, once the validator has nothing against it.</summary>
    public NewHelpRequest ToNewHelpRequest(Guid operatorId)
    {
        var contact = CleanPhone!;
        var text = IsForSomebodyElse ? Choices.BehalfText : Choices.OwnText;

        return new NewHelpRequest
        {
            HelpCategoryCode = HelpCategoryCode!,
            Description = Description!.Trim(),
            WantedOn = WantedOn!.Value,
            WantedPart = WantedPart ?? PartOfDay.AnyTime,
            BeneficiaryName = Name!.Trim(),
            BeneficiaryPhone = (IsForSomebodyElse ? E164(PersonPhone) : null) ?? contact,
            Address = Address?.Trim() ?? "",
            DistrictCode = DistrictCode!,
            HealthNotes = HealthNotes,
            VisitorGender = VisitorGender,
            AskerName = IsForSomebodyElse ? AskerName!.Trim() : null,
            AskerRelation = IsForSomebodyElse && !string.IsNullOrWhiteSpace(AskerRelation) ? AskerRelation.Trim() : null,
            ContactPhone = contact,
            Culture = Culture!,
            Consent = new AgreedText(text.Code, text.Version),
            FormId = FormId,
            BeneficiaryId = BeneficiaryId,
            AskedThrough = AskedThrough.Hotline,
            EnteredById = operatorId,
            Urgency = Urgency ?? Core.HelpRequests.Urgency.Normal,
        };
    }

    private static string? E164(string? typed) => PhoneNumber.TryParse(typed, out var phone) ? phone : null;
}

/// <summary>What an operator is shown after a call: the code to read aloud.</summary>
public sealed record CallDonePage(string TrackingCode, LocalName Category, DateOnly WantedOn, PartOfDay WantedPart, string ContactPhone, bool IsNewRequest);
