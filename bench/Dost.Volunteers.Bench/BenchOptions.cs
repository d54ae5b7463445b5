using System.Globalization;

namespace Dost.Volunteers.Bench;

/// <summary>What is to be measured, and how often.</summary>
internal sealed record BenchOptions(IReadOnlyList<int> Rows, int Runs, string? Folder)
{
    public const int DefaultCount = 500;

    /// <summary>Certificates, or e-mails.</summary>
    public int Count { get; init; } = DefaultCount;

    /// <summary>Where one of them is written, to be looked at.</summary>
    public string? Paper { get; init; }

    public static BenchOptions Read(IReadOnlyList<string> arguments)
    {
        var given = arguments.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        var rows = given.GetValueOrDefault("--rows", "1000,10000,100000").Split(',').Select(r => int.Parse(r, CultureInfo.InvariantCulture)).Order().ToList();

        return new BenchOptions(rows, int.Parse(given.GetValueOrDefault("--runs", "9"), CultureInfo.InvariantCulture), given.GetValueOrDefault("--folder"))
        {
            Count = int.Parse(given.GetValueOrDefault("--count", $"{DefaultCount}"), CultureInfo.InvariantCulture),
            Paper = given.GetValueOrDefault("--paper"),
        };
    }
}
