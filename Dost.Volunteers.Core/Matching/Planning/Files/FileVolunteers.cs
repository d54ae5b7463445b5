using System.Runtime.InteropServices;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>The volunteers of a file, a column a field; row by row as they stand there.</summary>
internal sealed class FileVolunteers(IdTable skillCodes, IdTable languageCodes)
{
    /// <summary>An age that is not known: less than any that is asked for.</summary>
    public const int NoAge = -1;

    public IdTable Ids { get; } = new();

    /// <summary>The number of the id of each row.</summary>
    public List<int> IdOf { get; } = [];

    public CodeSets Skills { get; } = new(skillCodes);

    public CodeSets Languages { get; } = new(languageCodes);

    public List<FileVolunteer> Rows { get; } = [];

    /// <summary>When they are free, of all one after the other: the row says which are its own.</summary>
    public List<Interval> Available { get; } = [];

    public int Count => Rows.Count;

    /// <summary>Not copied: it is asked for millions of times.</summary>
    public ref readonly FileVolunteer Row(int row) => ref CollectionsMarshal.AsSpan(Rows)[row];

    public string NameOf(int row) => Ids[IdOf[row]];

    /// <summary>Touching times are joined, and in order.</summary>
    public ReadOnlySpan<Interval> AvailableOf(int row) =>
        CollectionsMarshal.AsSpan(Available).Slice(Row(row).AvailableFrom, Math.Max(0, Row(row).AvailableCount));

    /// <summary>Whether they are free for the whole of it.</summary>
    public bool IsFree(int row, in Block block)
    {
        if (Row(row).IsAlwaysFree)
        {
            return true;
        }

        foreach (var interval in AvailableOf(row))
        {
            if (interval.From <= block.From && block.To <= interval.To)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Minutes, half-open.</summary>
internal readonly record struct Interval(long From, long To);

/// <summary>What the file says of a volunteer; a number that is missing is below 0, or none.</summary>
internal record struct FileVolunteer()
{
    public int Vetting { get; set; }
    public int Age { get; set; } = FileVolunteers.NoAge;
    public double Latitude { get; set; } = double.NaN;
    public double Longitude { get; set; } = double.NaN;
    public int WeeklyCap { get; set; } = int.MaxValue;
    public int DailyCap { get; set; } = int.MaxValue;
    public int MinutesServed { get; set; } = -1;
    public double Reliability { get; set; } = double.NaN;
    public int AvailableFrom { get; set; }

    /// <summary>Below 0 where the file says nothing.</summary>
    public int AvailableCount { get; set; } = -1;

    public readonly bool IsAlwaysFree => AvailableCount < 0;
}
