using System.Globalization;
using System.Text.Json;

namespace Dost.Volunteers.Core.Matching.Planning.Generating;

/// <summary>Makes up volunteers one by one and writes them at once.</summary>
internal sealed class MadeVolunteers(CityMap map, Random random)
{
    private static readonly (string Code, int Percent)[] _skills =
    [
        ("e-services", 22), ("driver", 18), ("elderly-care", 20), ("wheelchair-assistance", 14), ("first-aid", 12), ("teaching", 8), ("psychology", 4), ("sign-language", 2),
    ];

    private static readonly (string Code, int Percent)[] _languages = [("az", 97), ("ru", 38), ("en", 22), ("tr", 12), ("lez", 2), ("azsl", 1)];

    private static readonly int[] _weeklyCaps = [180, 240, 300, 360, 420, 540, 540, 720, 900];

    /// <summary>Windows that people name: from which hour to which, in half hours since midnight.</summary>
    private static readonly (int From, int To)[] _windows = [(18, 24), (18, 25), (24, 30), (25, 31), (30, 36), (29, 36), (18, 30), (24, 36), (33, 40), (19, 26)];

    public static string IdOf(int number) => $"v{(number + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Somebody of a city's week; when they are free is returned.</summary>
    public List<MadeWindow> WriteCity(Utf8JsonWriter json, int number)
    {
        json.WriteStartObject();
        json.WriteString("id", IdOf(number));
        WriteCodes(json, "skills", _skills);
        WriteCodes(json, "languages", _languages);
        json.WriteNumber("vetting", random.Next(100) switch { < 55 => 0, < 90 => 1, _ => 2 });

        if (random.Next(100) < 96)
        {
            json.WriteNumber("age", random.Next(4) == 0 ? random.Next(50, 76) : random.Next(16, 50));
        }

        WriteHistory(json);
        json.WriteNumber("maxMinutesPerWeek", _weeklyCaps[random.Next(_weeklyCaps.Length)]);

        if (random.Next(100) < 85)
        {
            json.WriteNumber("maxShiftsPerDay", 1 + random.Next(2));
        }

        var windows = Windows();
        json.WriteStartArray("available");

        foreach (var window in windows)
        {
            json.WriteStartObject();
            json.WriteString("from", PlannedWeek.Text(window.From));
            json.WriteString("to", PlannedWeek.Text(window.To));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        return windows;
    }

    /// <summary>Somebody whose limits are plain counts: so many shifts a day, and so many blocks a week.</summary>
    public void WritePlain(Utf8JsonWriter json, int number, bool isLimited)
    {
        json.WriteStartObject();
        json.WriteString("id", IdOf(number));
        WriteHistory(json);

        if (isLimited)
        {
            json.WriteNumber("maxMinutesPerWeek", MadeShifts.BlockMinutes * (1 + random.Next(4)));
            json.WriteNumber("maxShiftsPerDay", 1 + random.Next(2));
        }

        json.WriteEndObject();
    }

    private void WriteHistory(Utf8JsonWriter json)
    {
        var home = map.Home(random);
        json.WriteNumber("lat", home.Latitude);
        json.WriteNumber("lng", home.Longitude);

        // Most have served a little, some much, and a quarter never.
        var served = random.Next(4) == 0 ? 0 : (int)(-600 * Math.Log(1 - random.NextDouble())) / 15 * 15;
        json.WriteNumber("minutesServed", served);
        json.WriteNumber("reliability", served == 0 ? 1 : Math.Round(1 - (0.4 * Math.Pow(random.NextDouble(), 3)), 2));
    }

    private void WriteCodes(Utf8JsonWriter json, string name, (string Code, int Percent)[] shares)
    {
        json.WriteStartArray(name);

        foreach (var (code, percent) in shares)
        {
            if (random.Next(100) < percent)
            {
                json.WriteStringValue(code);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Some days of the week with a window each; few are free on all.</summary>
    private List<MadeWindow> Windows()
    {
        var days = 2 + Math.Min(random.Next(5), random.Next(5));
        var first = random.Next(7);
        List<MadeWindow> windows = [];

        for (var i = 0; i < days; i++)
        {
            var day = (first + (i * 2)) % 7;
            var (from, to) = _windows[random.Next(_windows.Length)];
            windows.Add(new MadeWindow((day * MadeShifts.Day) + (from * 30), (day * MadeShifts.Day) + (to * 30)));
        }

        windows.Sort((a, b) => a.From.CompareTo(b.From));

        return windows;
    }
}
