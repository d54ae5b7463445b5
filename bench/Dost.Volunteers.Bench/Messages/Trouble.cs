namespace Dost.Volunteers.Bench.Messages;

/// <summary>What goes wrong with one try.</summary>
internal enum Mishap { None, Slow, Busy, TooMany, Broken, CutBeforeTaking, CutAfterTaking, TellsTooLate, RefusesForGood }

/// <summary>Decides by seeded chance what goes wrong. A provider that behaves has no trouble at all.</summary>
internal sealed class Trouble(int seed)
{
    /// <summary>Per mille, in turn; the rest goes well.</summary>
    private static readonly (Mishap Mishap, int PerMille)[] _chances =
    [
        (Mishap.Slow, 60), (Mishap.Busy, 25), (Mishap.TooMany, 20), (Mishap.Broken, 20), (Mishap.CutBeforeTaking, 10), (Mishap.CutAfterTaking, 30), (Mishap.TellsTooLate, 4), (Mishap.RefusesForGood, 3),
    ];

    private readonly Random _random = new(seed);
    private readonly Lock _turn = new();

    public bool Behaves { get; set; }

    public Mishap Next()
    {
        var roll = Roll(1000);

        foreach (var (mishap, perMille) in _chances)
        {
            if (roll < perMille)
            {
                return Behaves ? Mishap.None : mishap;
            }

            roll -= perMille;
        }

        return Mishap.None;
    }

    public TimeSpan Wait() => TimeSpan.FromMilliseconds(50 + Roll(350));

    private int Roll(int below)
    {
        lock (_turn)
        {
            return _random.Next(below);
        }
    }
}
