using System.Globalization;

namespace Dost.Volunteers.Core.Matching.Planning.Generating;

/// <summary>Makes up the shifts of a week in Baku: blocks of the centres and of mobile services, and visits where people live, at all hours.</summary>
internal sealed class MadeShifts(CityMap map, Random random)
{
    public const int Day = 24 * 60;
    public const int BlockMinutes = 180;
    public const int WorkDays = 6;

    private static readonly int[] _blockStarts = [9 * 60, 12 * 60, 15 * 60];

    public static IReadOnlyList<int> BlockStarts => _blockStarts;

    public List<MadeShift> City(int count)
    {
        // Mobile services stand where people live, some blocks of the week each.
        List<(string Place, GeoPoint Point)> mobile = [.. Enumerable.Range(0, 1 + (count / 40)).Select(i => ($"m{i.ToString(CultureInfo.InvariantCulture)}", map.Home(random)))];

        return
        [
            .. Enumerable.Range(0, count).Select(i => random.Next(100) switch
            {
                < 20 => Block(i, map.Centres[random.Next(map.Centres.Count)]),
                < 60 => Block(i, mobile[random.Next(mobile.Count)]),
                _ => Visit(i),
            }),
        ];
    }

    private MadeShift Block(int number, (string Place, GeoPoint Point) at)
    {
        var from = (random.Next(WorkDays) * Day) + _blockStarts[random.Next(_blockStarts.Length)];
        List<MadeRole> roles = [new("helper", 6 + random.Next(13), Language: "az")];

        if (random.Next(100) < 70)
        {
            roles.Add(new MadeRole("e-services", 2 + random.Next(7), Skill: "e-services", Language: "az", MinAge: 18));
        }

        if (random.Next(100) < 50)
        {
            roles.Add(new MadeRole("translator", 1 + random.Next(6), Language: random.Next(3) > 0 ? "ru" : "en"));
        }

        if (random.Next(100) < 30)
        {
            roles.Add(new MadeRole("escort", 1 + random.Next(5), Skill: "wheelchair-assistance", Vetting: 1));
        }

        return new MadeShift(IdOf(number), from, from + BlockMinutes, at.Place, at.Point, Priority(), roles);
    }

    private MadeShift Visit(int number)
    {
        // Any day, at a quarter of an hour, for three quarters of an hour and up to two and a half.
        var from = (random.Next(7) * Day) + (9 * 60) + (15 * random.Next(40));
        var to = from + (15 * (3 + random.Next(8)));
        var language = random.Next(4) == 0 ? "ru" : "az";
        List<MadeRole> roles = [new("visitor", 1 + random.Next(2), Skill: random.Next(3) == 0 ? "elderly-care" : null, Language: language, Vetting: 1, MinAge: 18)];

        if (random.Next(100) < 30)
        {
            roles.Add(new MadeRole("driver", 1, Skill: "driver", Vetting: 1, MinAge: 20));
        }

        return new MadeShift(IdOf(number), from, to, $"a{number.ToString(CultureInfo.InvariantCulture)}", map.Home(random), Priority(), roles);
    }

    /// <summary>Blocks of three hours with roles that ask for nothing: so many places in all, shared out evenly.</summary>
    public List<MadeShift> Blocks(int count, int places, int days)
    {
        var blocks = days == 1 ? 1 : days * _blockStarts.Length;

        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var from = (i % blocks / _blockStarts.Length * Day) + _blockStarts[i % blocks % _blockStarts.Length];
                var own = (int)((places * (i + 1L) / count) - (places * (long)i / count));

                return new MadeShift(IdOf(i), from, from + BlockMinutes, $"a{i.ToString(CultureInfo.InvariantCulture)}", map.Home(random), Priority(), [.. RolesOf(own)]);
            }),
        ];
    }

    /// <summary>Up to three roles that share the places.</summary>
    private IEnumerable<MadeRole> RolesOf(int places)
    {
        string[] names = ["helper", "guide", "escort"];
        var roles = Math.Min(places, 1 + random.Next(names.Length));

        for (var i = 0; i < roles; i++)
        {
            yield return new MadeRole(names[i], (places * (i + 1) / roles) - (places * i / roles));
        }
    }

    private int Priority() => random.Next(100) switch { < 45 => 1, < 75 => 2, < 90 => 3, < 97 => 4, _ => 5 };

    private static string IdOf(int number) => $"s{(number + 1).ToString(CultureInfo.InvariantCulture)}";
}
