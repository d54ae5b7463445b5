using System.Runtime.InteropServices;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>Reads the volunteers.</summary>
internal static class VolunteerSection
{
    private static readonly FieldNames _fields = new(
        1, "id", "skills", "languages", "vetting", "age", "lat", "lng", "maxMinutesPerWeek", "maxShiftsPerDay", "minutesServed", "reliability", "available");

    private static readonly FieldNames _times = new(2, "from", "to");

    public static void Read(ref JsonCursor json, FileVolunteers volunteers)
    {
        json.OpenArray();

        while (json.Item())
        {
            ReadOne(ref json, volunteers);
            volunteers.Skills.EndRow();
            volunteers.Languages.EndRow();
        }
    }

    private static void ReadOne(ref JsonCursor json, FileVolunteers volunteers)
    {
        var row = new FileVolunteer();
        var (seen, field) = (0, -1);
        json.OpenObject();

        while ((field = json.Field(_fields, ref seen, ref field)) >= 0)
        {
            switch (_fields[field])
            {
                case "id":
                    Define(ref json, volunteers.Ids, volunteers.IdOf);
                    break;
                case "skills":
                    ReadCodes(ref json, volunteers.Skills);
                    break;
                case "languages":
                    ReadCodes(ref json, volunteers.Languages);
                    break;
                case "available":
                    (row.AvailableFrom, row.AvailableCount) = ReadAvailable(ref json, volunteers.Available);
                    break;
                default:
                    ReadNumber(ref json, _fields[field], ref row);
                    break;
            }
        }

        volunteers.Rows.Add(row);
    }

    private static void ReadNumber(ref JsonCursor json, string field, ref FileVolunteer row)
    {
        switch (field)
        {
            case "vetting":
                row.Vetting = json.Whole(0);
                break;
            case "age":
                row.Age = json.Whole(0);
                break;
            case "lat":
                row.Latitude = json.Number(-90, 90);
                break;
            case "lng":
                row.Longitude = json.Number(-180, 180);
                break;
            case "maxMinutesPerWeek":
                row.WeeklyCap = json.Whole(0);
                break;
            case "maxShiftsPerDay":
                row.DailyCap = json.Whole(0);
                break;
            case "minutesServed":
                row.MinutesServed = json.Whole(0);
                break;
            case "reliability":
                row.Reliability = json.Number(0, 1);
                break;
            default:
                throw new InvalidOperationException($"The field {field} is read nowhere.");
        }
    }

    /// <summary>The id of the row that is being read.</summary>
    public static void Define(ref JsonCursor json, IdTable ids, List<int> idOf)
    {
        var id = ids.Intern(json.Text());

        if (!ids.Define(id, idOf.Count))
        {
            throw json.Wrong($"the id \"{ids[id]}\" stands there twice");
        }

        idOf.Add(id);
    }

    public static void ReadCodes(ref JsonCursor json, CodeSets codes)
    {
        json.OpenArray();

        while (json.Item())
        {
            codes.Add(json.Text());
        }
    }

    /// <summary>From when to when, wherever it stands: <c>to</c> lies after <c>from</c>.</summary>
    private static (int From, int Count) ReadAvailable(ref JsonCursor json, List<Interval> all)
    {
        var first = all.Count;
        json.OpenArray();

        while (json.Item())
        {
            var (seen, field, from, to) = (0, -1, 0L, 0L);
            json.OpenObject();

            while ((field = json.Field(_times, ref seen, ref field)) >= 0)
            {
                if (field == 0)
                {
                    from = json.Minute();
                }
                else
                {
                    to = json.Minute();
                }
            }

            all.Add(to > from ? new Interval(from, to) : throw json.Wrong("\"to\" must lie after \"from\""));
        }

        var own = CollectionsMarshal.AsSpan(all)[first..];
        own.Sort((a, b) => a.From.CompareTo(b.From));
        var joined = Joined(own);
        all.RemoveRange(first + joined, own.Length - joined);

        return (first, joined);
    }

    /// <summary>Joins what overlaps or touches, to the front; how many are left.</summary>
    private static int Joined(Span<Interval> sorted)
    {
        var count = 0;

        foreach (var interval in sorted)
        {
            if (count > 0 && interval.From <= sorted[count - 1].To)
            {
                sorted[count - 1] = sorted[count - 1] with { To = Math.Max(sorted[count - 1].To, interval.To) };
            }
            else
            {
                sorted[count++] = interval;
            }
        }

        return count;
    }
}
