using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Web.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace Dost.Volunteers.Web.Volunteers.Join;

/// <summary>What somebody who wants to serve tells of themselves.</summary>
public sealed class JoinForm
{
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public string? Fin { get; set; }
    public DateOnly? BornOn { get; set; }
    public Gender? Gender { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? DistrictCode { get; set; }
    public Programme? Programme { get; set; }
    public List<string> Languages { get; set; } = [];
    public List<string> Skills { get; set; } = [];

    /// <summary>Cells of the week that were ticked, see <see cref="WeekCells"/>.</summary>
    public List<string> Free { get; set; } = [];
    public string? GuardianName { get; set; }
    public string? GuardianPhone { get; set; }
    public bool GuardianAgrees { get; set; }
    public bool AcceptsTerms { get; set; }
    public bool AcceptsDataUse { get; set; }

    /// <summary>What the page offers to choose from; never read from a request.</summary>
    [BindNever, ValidateNever]
    public JoinChoices Choices { get; set; } = null!;

    /// <summary>The application of a form that its validator took.</summary>
    public NewVolunteer ToNewVolunteer(string culture)
    {
        var needsGuardian = Choices.NeedsGuardian(BornOn!.Value);
        string[] texts = needsGuardian
            ? [ConsentText.VolunteerTerms, ConsentText.PersonalData, ConsentText.Guardian]
            : [ConsentText.VolunteerTerms, ConsentText.PersonalData];

        return new NewVolunteer
        {
            GivenName = GivenName!.Trim(),
            FamilyName = FamilyName!.Trim(),
            Fin = CleanFin(Fin!),
            BornOn = BornOn.Value,
            Gender = Gender!.Value,
            Phone = CleanPhone(Phone!),
            Email = string.IsNullOrWhiteSpace(Email) ? null : Email.Trim().ToLowerInvariant(),
            DistrictCode = DistrictCode!,
            Programme = Programme!.Value,
            Culture = culture,
            GuardianName = needsGuardian ? GuardianName!.Trim() : null,
            GuardianPhone = needsGuardian ? CleanPhone(GuardianPhone!) : null,
            Skills = Skills,
            Languages = Languages,
            Availability = [.. Free.Distinct().Select(WeekCells.WindowOf).OfType<WeeklyWindow>()],
            Consents = [.. texts.Select(Choices.Agreed)],
        };
    }

    private static string CleanPhone(string typed) =>
        PhoneNumber.TryParse(typed, out var e164) ? e164 : throw new InvalidOperationException("The validator took what is no phone number.");

    private static string CleanFin(string typed) =>
        Core.Common.Fin.TryParse(typed, out var fin) ? fin : throw new InvalidOperationException("The validator took what is no FIN.");
}
