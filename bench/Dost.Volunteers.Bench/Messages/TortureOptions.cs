using System.Globalization;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>How hard it is tried.</summary>
internal sealed record TortureOptions(int Volunteers, int Kills, int Seed, int Seconds, string? Folder)
{
    public static TortureOptions Read(IReadOnlyList<string> arguments)
    {
        var given = arguments.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);

        return new TortureOptions(Number("--volunteers", 2000), Number("--kills", 100), Number("--seed", 1), Number("--seconds", 1800), given.GetValueOrDefault("--folder"));

        int Number(string name, int otherwise) => int.Parse(given.GetValueOrDefault(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
    }
}
