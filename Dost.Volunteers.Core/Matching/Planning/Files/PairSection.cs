namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>
/// A list of <c>held</c>, <c>excluded</c> or <c>pairs</c>, as it stands in the file: by the numbers of the ids, which may be defined later.
/// When all is read, <see cref="Resolve"/> turns them into rows, or says which is unknown.
/// </summary>
internal sealed class PairSection(string name, FieldNames fields)
{
    public static readonly FieldNames HeldFields = new(3, "volunteer", "shift", "role");
    public static readonly FieldNames ExcludedFields = new(2, "volunteer", "shift");
    public static readonly FieldNames PairFields = new(3, "volunteer", "shift", "role", "score");

    public Chunks<FilePair> Pairs { get; } = new();

    /// <summary>Whether the file has this list at all.</summary>
    public bool IsGiven { get; private set; }

    public void Read(ref JsonCursor json, FileVolunteers volunteers, FileShifts shifts)
    {
        IsGiven = true;
        json.OpenArray();

        while (json.Item())
        {
            var pair = new FilePair();
            var (seen, field) = (0, -1);
            json.OpenObject();

            while ((field = json.Field(fields, ref seen, ref field)) >= 0)
            {
                switch (field)
                {
                    case 0:
                        pair.Volunteer = volunteers.Ids.Intern(json.Text());
                        break;
                    case 1:
                        pair.Shift = shifts.Ids.Intern(json.Text());
                        break;
                    case 2:
                        pair.Role = shifts.RoleIds.Intern(json.Text());
                        break;
                    default:
                        pair.Score = json.Number(0, 1);
                        break;
                }
            }

            Pairs.Add(pair);
        }
    }

    /// <summary>Turns the ids into rows. The role becomes that of the shift; where the list names none, it is left as it is.</summary>
    public void Resolve(FileVolunteers volunteers, FileShifts shifts)
    {
        for (var i = 0; i < Pairs.Count; i++)
        {
            ref var pair = ref Pairs[i];
            var volunteer = volunteers.Ids.RowOf(pair.Volunteer);
            var shift = shifts.Ids.RowOf(pair.Shift);

            if (volunteer < 0)
            {
                throw new PlanFileException($"{name}[{i}].volunteer: there is no volunteer \"{volunteers.Ids[pair.Volunteer]}\"");
            }

            if (shift < 0)
            {
                throw new PlanFileException($"{name}[{i}].shift: there is no shift \"{shifts.Ids[pair.Shift]}\"");
            }

            if (fields.Count > 2)
            {
                var role = shifts.RoleOf(shift, pair.Role);
                pair.Role = role >= 0 ? role : throw new PlanFileException($"{name}[{i}].role: the shift \"{shifts.NameOf(shift)}\" has no role \"{shifts.RoleIds[pair.Role]}\"");
            }

            (pair.Volunteer, pair.Shift) = (volunteer, shift);
        }
    }

    /// <summary>The second of two that are the same is refused. Called for a pair that is known to be there twice.</summary>
    public PlanFileException Twice(FilePair pair)
    {
        var found = 0;

        for (var i = 0; i < Pairs.Count; i++)
        {
            if (Pairs[i].Volunteer == pair.Volunteer && Pairs[i].Shift == pair.Shift && Pairs[i].Role == pair.Role && found++ > 0)
            {
                return new PlanFileException($"{name}[{i}]: the same pair stands there twice");
            }
        }

        throw new InvalidOperationException("The pair is there once.");
    }
}

/// <summary>A volunteer and a role of a shift; numbers of ids first, rows when they are resolved.</summary>
internal record struct FilePair(int Volunteer, int Shift, int Role, double Score);
