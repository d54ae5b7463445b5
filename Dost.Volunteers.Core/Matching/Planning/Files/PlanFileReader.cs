using System.Runtime.InteropServices;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>
/// Reads a problem file as a stream, in one pass, whatever the order of its sections. What is wrong with it is a <see cref="PlanFileException"/>.
/// </summary>
public sealed class PlanFileReader
{
    private const double DefaultSpread = 0.05;

    private static readonly FieldNames _fields = new(0, "minGapMinutes", "spread", "volunteers", "shifts", "held", "excluded", "pairs");

    private readonly FileVolunteers _volunteers;
    private readonly FileShifts _shifts;
    private readonly PairSection _held = new("held", PairSection.HeldFields);
    private readonly PairSection _excluded = new("excluded", PairSection.ExcludedFields);
    private readonly PairSection _pairs = new("pairs", PairSection.PairFields);
    private int _minGapMinutes;
    private double _spread = DefaultSpread;

    private PlanFileReader()
    {
        var (skills, languages) = (new IdTable(), new IdTable());
        _volunteers = new FileVolunteers(skills, languages);
        _shifts = new FileShifts(skills, languages);
    }

    public static PlanFile Read(Stream stream, ScoreWeights weights, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);

        return Read(stream, weights, double.PositiveInfinity, ct);
    }

    /// <summary>The same; where the file names no pairs, only those are looked for that are not farther than this.</summary>
    internal static PlanFile Read(Stream stream, ScoreWeights weights, double withinKm, CancellationToken ct)
    {
        var reader = new PlanFileReader();
        reader.ReadSections(stream);
        ct.ThrowIfCancellationRequested();

        return reader.Complete(weights, withinKm, ct);
    }

    private void ReadSections(Stream stream)
    {
        var json = new JsonCursor(stream);
        var (seen, field) = (0, -1);
        json.Begin();
        json.OpenObject();

        while ((field = json.Field(_fields, ref seen, ref field)) >= 0)
        {
            switch (_fields[field])
            {
                case "minGapMinutes":
                    _minGapMinutes = json.Whole(0);
                    break;
                case "spread":
                    _spread = json.Number(0);
                    break;
                case "volunteers":
                    VolunteerSection.Read(ref json, _volunteers);
                    break;
                case "shifts":
                    ShiftSection.Read(ref json, _shifts);
                    break;
                case "held":
                    _held.Read(ref json, _volunteers, _shifts);
                    break;
                case "excluded":
                    _excluded.Read(ref json, _volunteers, _shifts);
                    break;
                case "pairs":
                    _pairs.Read(ref json, _volunteers, _shifts);
                    break;
                default:
                    throw new InvalidOperationException($"The field {_fields[field]} is read nowhere.");
            }
        }

        json.End();
    }

    private PlanFile Complete(ScoreWeights weights, double withinKm, CancellationToken ct)
    {
        foreach (var sets in new[] { _volunteers.Skills, _volunteers.Languages, _shifts.Skills, _shifts.Languages })
        {
            sets.Freeze();
        }

        GiveOwnPlaces();
        _held.Resolve(_volunteers, _shifts);
        _excluded.Resolve(_volunteers, _shifts);
        _pairs.Resolve(_volunteers, _shifts);

        var held = PairsByVolunteer.Of(_held, _volunteers.Count);
        var excluded = PairsByVolunteer.Of(_excluded, _volunteers.Count);
        var eligibility = new Eligibility(_volunteers, _shifts, held, excluded, _minGapMinutes);
        var score = new FileScore(_volunteers, _shifts, weights);
        var (pairStart, pairRole, pairScore) = _pairs.IsGiven
            ? GivenPairs.Allowed(_pairs, eligibility, _volunteers.Count, ct)
            : new PairFinder(_volunteers, _shifts, eligibility, score, withinKm).Find(ct);

        var problem = new PlanProblem
        {
            MinGapMinutes = _minGapMinutes,
            Spread = _spread,
            Shifts = [.. _shifts.Rows.Select(s => s.Block)],
            Roles = FreeRoles(held),
            WeeklyCap = [.. _volunteers.Rows.Select(v => v.WeeklyCap)],
            DailyCap = [.. _volunteers.Rows.Select(v => v.DailyCap)],
            HeldStart = held.Start,
            Held = [.. held.Pairs.Select(h => _shifts.Rows[h.Shift].Block)],
            PairStart = pairStart,
            PairRole = pairRole,
            PairScore = pairScore,
        };

        return new PlanFile(problem, _pairs.IsGiven, _volunteers, _shifts, eligibility, score);
    }

    /// <summary>A shift without a place has one that no other has.</summary>
    private void GiveOwnPlaces()
    {
        var rows = CollectionsMarshal.AsSpan(_shifts.Rows);

        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row].Block.Place < 0)
            {
                rows[row].Block = rows[row].Block with { Place = _shifts.Places.Count + row };
            }
        }
    }

    /// <summary>What is held uses up places.</summary>
    private PlanRole[] FreeRoles(PairsByVolunteer held)
    {
        var taken = new int[_shifts.Roles.Count];

        foreach (var pair in held.Pairs)
        {
            taken[pair.Role]++;
        }

        if (_shifts.Roles.Sum(r => (long)r.Count) > int.MaxValue)
        {
            throw new PlanFileException($"shifts: all counts together must be at most {int.MaxValue}");
        }

        return [.. _shifts.Roles.Select((r, i) => new PlanRole(r.Shift, Math.Max(0, r.Count - taken[i]), _shifts.Rows[r.Shift].Priority))];
    }
}
