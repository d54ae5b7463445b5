using System.Text.Encodings.Web;
using System.Text.Json;
using Dost.Volunteers.Core.Matching.Planning.Files;

namespace Dost.Volunteers.Core.Matching.Planning.Generating;

/// <summary>Writes a believable problem to a stream, volunteer by volunteer. The same options give the same bytes.</summary>
public sealed class ProblemGenerator
{
    private const int MinGapMinutes = 30;

    /// <summary>How many of ten thousand volunteers hold a place already, or may not come to some shift.</summary>
    private const int HeldOf10000 = 300;
    private const int ExcludedOf10000 = 200;
    private const int FlushBytes = 1 << 16;

    private readonly GeneratorOptions _options;
    private readonly Random _random;
    private readonly MadeVolunteers _volunteers;
    private readonly List<MadeShift> _shifts;
    private readonly List<(int Volunteer, int Shift, int Role)> _held = [];
    private readonly List<(int Volunteer, int Shift)> _excluded = [];
    private readonly Dictionary<(int Shift, int Role), int> _taken = [];
    private readonly Dictionary<int, List<int>> _shiftsFrom;

    private ProblemGenerator(GeneratorOptions options)
    {
        _options = options;
        _random = new Random(options.Seed);
        var map = new CityMap();
        var shifts = new MadeShifts(map, _random);
        _volunteers = new MadeVolunteers(map, _random);
        _shifts = options.Shape switch
        {
            PlanShape.City => shifts.City(options.Shifts),
            PlanShape.Block => shifts.Blocks(options.Shifts, options.Volunteers / 10, days: 1),
            PlanShape.Tight => shifts.Blocks(options.Shifts, options.Volunteers, days: 1),
            PlanShape.Week => shifts.Blocks(options.Shifts, options.Volunteers * 3 / 10, MadeShifts.WorkDays),
        };
        _shiftsFrom = Enumerable.Range(0, _shifts.Count).GroupBy(i => _shifts[i].From).ToDictionary(g => g.Key, g => g.ToList());
    }

    public static void Write(GeneratorOptions options, Stream output, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        var generator = new ProblemGenerator(options);

        if (options.Shape is PlanShape.City && !options.WithPairs)
        {
            generator.WriteDocument(output, _ => { }, ct);

            return;
        }

        if (options.Shape is not PlanShape.City)
        {
            generator.WriteDocument(output, json => MadePairs.WriteAny(json, generator._shifts, options.Volunteers, generator._random, ct), ct);

            return;
        }

        // The pairs and their scores are those that the reader would find.
        using var bare = new MemoryStream();
        generator.WriteDocument(bare, _ => { }, ct);
        bare.Position = 0;
        var file = PlanFileReader.Read(bare, new ScoreWeights(), MadePairs.WithinKm(options.Shifts), ct);
        var again = new ProblemGenerator(options);
        again.WriteDocument(output, json => MadePairs.WriteFound(json, file, ct), ct);
    }

    private void WriteDocument(Stream output, Action<Utf8JsonWriter> writePairs, CancellationToken ct)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("minGapMinutes", _options.Shape is PlanShape.City ? MinGapMinutes : 0);
        json.WriteNumber("spread", 0.05);
        WriteVolunteers(json, ct);
        WriteShifts(json);
        WriteHeld(json);
        writePairs(json);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private void WriteVolunteers(Utf8JsonWriter json, CancellationToken ct)
    {
        json.WriteStartArray("volunteers");

        for (var i = 0; i < _options.Volunteers; i++)
        {
            ct.ThrowIfCancellationRequested();

            if (_options.Shape is PlanShape.City)
            {
                BindSome(i, _volunteers.WriteCity(json, i));
            }
            else
            {
                _volunteers.WritePlain(json, i, isLimited: _options.Shape is PlanShape.Week);
            }

            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <summary>Some hold a place in a shift that begins with one of their windows; some may not come to a certain one.</summary>
    private void BindSome(int volunteer, List<MadeWindow> windows)
    {
        if (_shifts.Count == 0)
        {
            return;
        }

        if (_random.Next(10000) < ExcludedOf10000)
        {
            _excluded.Add((volunteer, _random.Next(_shifts.Count)));
        }

        if (_random.Next(10000) >= HeldOf10000 || !_shiftsFrom.TryGetValue(windows[0].From, out var starting))
        {
            return;
        }

        var shift = starting[_random.Next(starting.Count)];
        var role = _random.Next(_shifts[shift].Roles.Count);
        var taken = _taken.GetValueOrDefault((shift, role));

        if (_shifts[shift].To <= windows[0].To && taken < _shifts[shift].Roles[role].Count)
        {
            _taken[(shift, role)] = taken + 1;
            _held.Add((volunteer, shift, role));
        }
    }

    private void WriteShifts(Utf8JsonWriter json)
    {
        json.WriteStartArray("shifts");

        foreach (var shift in _shifts)
        {
            json.WriteStartObject();
            json.WriteString("id", shift.Id);
            json.WriteString("from", PlannedWeek.Text(shift.From));
            json.WriteString("to", PlannedWeek.Text(shift.To));
            json.WriteString("place", shift.Place);
            json.WriteNumber("lat", shift.Point.Latitude);
            json.WriteNumber("lng", shift.Point.Longitude);
            json.WriteNumber("priority", shift.Priority);
            json.WriteStartArray("roles");

            foreach (var role in shift.Roles)
            {
                WriteRole(json, role);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    private static void WriteRole(Utf8JsonWriter json, MadeRole role)
    {
        json.WriteStartObject();
        json.WriteString("id", role.Id);
        json.WriteNumber("count", role.Count);

        if (role.Skill is not null)
        {
            json.WriteStartArray("skills");
            json.WriteStringValue(role.Skill);
            json.WriteEndArray();
        }

        if (role.Language is not null)
        {
            json.WriteStartArray("languages");
            json.WriteStringValue(role.Language);
            json.WriteEndArray();
        }

        if (role.Vetting > 0)
        {
            json.WriteNumber("vetting", role.Vetting);
        }

        if (role.MinAge > 0)
        {
            json.WriteNumber("minAge", role.MinAge);
        }

        json.WriteEndObject();
    }

    private void WriteHeld(Utf8JsonWriter json)
    {
        json.WriteStartArray("held");

        foreach (var (volunteer, shift, role) in _held)
        {
            json.WriteStartObject();
            json.WriteString("volunteer", MadeVolunteers.IdOf(volunteer));
            json.WriteString("shift", _shifts[shift].Id);
            json.WriteString("role", _shifts[shift].Roles[role].Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("excluded");

        foreach (var (volunteer, shift) in _excluded)
        {
            json.WriteStartObject();
            json.WriteString("volunteer", MadeVolunteers.IdOf(volunteer));
            json.WriteString("shift", _shifts[shift].Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void FlushWhenFull(Utf8JsonWriter json)
    {
        if (json.BytesPending >= FlushBytes)
        {
            json.Flush();
        }
    }
}
