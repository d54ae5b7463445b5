namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>
/// The hard rules for which a file has fields. That two blocks clash is said by the rule book; what a volunteer holds already rules out
/// whatever can never be taken beside it.
/// </summary>
internal sealed class Eligibility(FileVolunteers volunteers, FileShifts shifts, PairsByVolunteer held, PairsByVolunteer excluded, int minGapMinutes)
{
    public int ShiftOf(int role) => shifts.Role(role).Shift;

    /// <summary>Whether a volunteer may ever take a role.</summary>
    public bool Allows(int volunteer, int role) => Suits(volunteer, role) && IsFreeFor(volunteer, shifts.Role(role).Shift) && FitsBeside(volunteer, shifts.Role(role).Shift);

    /// <summary>What holds for a role whenever it is: skills, languages, vetting, age.</summary>
    public bool Suits(int volunteer, int role) => HasSkills(volunteer, role) && Speaks(volunteer, role) && IsTrusted(volunteer, role) && IsOldEnough(volunteer, role);

    public bool HasSkills(int volunteer, int role) => CodeSets.Holds(volunteers.Skills[volunteer], shifts.Skills[role]);

    public bool Speaks(int volunteer, int role) => CodeSets.Holds(volunteers.Languages[volunteer], shifts.Languages[role]);

    public bool IsTrusted(int volunteer, int role) => volunteers.Row(volunteer).Vetting >= shifts.Role(role).Vetting;

    public bool IsOldEnough(int volunteer, int role) => volunteers.Row(volunteer).Age >= shifts.Role(role).MinAge;

    public bool IsFreeFor(int volunteer, int shift) => volunteers.IsFree(volunteer, shifts.Row(shift).Block);

    public bool IsExcluded(int volunteer, int shift) => Names(excluded.Of(volunteer), shift);

    /// <summary>Whether nothing that stands already is against the shift: an exclusion, a place in it, a clash, or a limit.</summary>
    public bool FitsBeside(int volunteer, int shift) => !IsExcluded(volunteer, shift) && !IsBusy(volunteer, shift) && IsWithinLimits(volunteer, shift);

    /// <summary>Whether what the volunteer holds lies at the same time, or too near at another place.</summary>
    public bool IsBusy(int volunteer, int shift)
    {
        foreach (var pair in held.Of(volunteer))
        {
            if (pair.Shift == shift || shifts.Row(pair.Shift).Block.ClashWith(shifts.Row(shift).Block, minGapMinutes) is not Clash.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the shift, with what the volunteer holds, keeps the limits of its week and its day.</summary>
    public bool IsWithinLimits(int volunteer, int shift)
    {
        var block = shifts.Row(shift).Block;
        var (minutes, count) = ((long)block.Minutes, 1);

        foreach (var pair in held.Of(volunteer))
        {
            var other = shifts.Row(pair.Shift).Block;
            minutes += other.Week == block.Week ? other.Minutes : 0;
            count += other.Day == block.Day ? 1 : 0;
        }

        ref readonly var row = ref volunteers.Row(volunteer);

        return (row.WeeklyCap == int.MaxValue || minutes <= row.WeeklyCap) && count <= row.DailyCap;
    }

    private static bool Names(ReadOnlySpan<FilePair> pairs, int shift)
    {
        foreach (var pair in pairs)
        {
            if (pair.Shift == shift)
            {
                return true;
            }
        }

        return false;
    }
}
