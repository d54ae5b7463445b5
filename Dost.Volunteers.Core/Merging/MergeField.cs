using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Merging;

/// <summary>What of a person can be written differently in two records of them; each is taken whole from the one or from the other.</summary>
public enum MergeField { Name, BornOn, Gender, Fin, Phone, Email, District, Culture, Guardian }

/// <summary>Something that differs. Where there is nothing to choose it is said all the same, since it changes what is kept.</summary>
/// <param name="Field">What it is.</param>
/// <param name="IsChoice">The coordinator says which is right; else one of the two has it alone, or has alone shown that it is theirs.</param>
/// <param name="TakesMerged">What the merged record says is taken over.</param>
public sealed record FieldDifference(MergeField Field, bool IsChoice, bool TakesMerged);

/// <summary>Compares two records field by field, and takes over what was chosen.</summary>
public static class MergeFields
{
    /// <summary>All that differs, with what becomes of it.</summary>
    public static IReadOnlyList<FieldDifference> Of(Volunteer kept, Volunteer merged, IReadOnlySet<MergeField> fromMerged)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(fromMerged);

        return [.. Enum.GetValues<MergeField>().Where(f => Says(kept, f) != Says(merged, f)).Select(f => Forced(kept, merged, f) is { } forced
            ? new FieldDifference(f, IsChoice: false, forced)
            : new FieldDifference(f, IsChoice: true, fromMerged.Contains(f)))];
    }

    /// <summary>Writes into the record that is kept what is taken from the other one.</summary>
    public static void Take(Volunteer kept, Volunteer merged, MergeField field)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(merged);

        switch (field)
        {
            case MergeField.Name:
                (kept.GivenName, kept.FamilyName) = (merged.GivenName, merged.FamilyName);
                break;
            case MergeField.BornOn:
                kept.BornOn = merged.BornOn;
                break;
            case MergeField.Gender:
                kept.Gender = merged.Gender;
                break;
            case MergeField.Fin:
                (kept.FinEncrypted, kept.FinHash) = (merged.FinEncrypted, merged.FinHash);
                break;
            case MergeField.Phone:
                // Who wants no SMS on a number wants none whoever's record it is on.
                (kept.Phone, kept.PhoneConfirmedAtUtc, kept.SmsOptedOut) = (merged.Phone, merged.PhoneConfirmedAtUtc, merged.SmsOptedOut);
                break;
            case MergeField.Email:
                (kept.Email, kept.EmailConfirmedAtUtc, kept.EmailOptedOut) = (merged.Email, merged.EmailConfirmedAtUtc, merged.EmailOptedOut);
                break;
            case MergeField.District:
                (kept.DistrictCode, kept.CentreId) = (merged.DistrictCode, merged.CentreId);
                break;
            case MergeField.Culture:
                kept.Culture = merged.Culture;
                break;
            case MergeField.Guardian:
                (kept.GuardianName, kept.GuardianPhone) = (merged.GuardianName, merged.GuardianPhone);
                break;
        }
    }

    /// <summary>What a record says, to be compared; empty for nothing.</summary>
    internal static string Says(Volunteer volunteer, MergeField field) => field switch
    {
        MergeField.Name => $"{volunteer.GivenName}|{volunteer.FamilyName}",
        MergeField.BornOn => $"{volunteer.BornOn:O}",
        MergeField.Gender => volunteer.Gender.ToString(),
        MergeField.Fin => volunteer.FinHash ?? "",
        MergeField.Phone => volunteer.Phone,
        MergeField.Email => volunteer.Email ?? "",
        MergeField.District => $"{volunteer.DistrictCode}|{volunteer.CentreId:N}",
        MergeField.Culture => volunteer.Culture,
        MergeField.Guardian => volunteer.GuardianName is null && volunteer.GuardianPhone is null ? "" : $"{volunteer.GuardianName}|{volunteer.GuardianPhone}",
    };

    /// <summary>Whether the merged record's is taken, where nobody is asked; null where there is a choice. A phone that somebody has confirmed never gives way to one that nobody has.</summary>
    private static bool? Forced(Volunteer kept, Volunteer merged, MergeField field) =>
        Says(kept, field).Length == 0 ? true
        : Says(merged, field).Length == 0 ? false
        : field is MergeField.Phone && kept.PhoneConfirmedAtUtc is null != merged.PhoneConfirmedAtUtc is null ? kept.PhoneConfirmedAtUtc is null
        : null;
}
