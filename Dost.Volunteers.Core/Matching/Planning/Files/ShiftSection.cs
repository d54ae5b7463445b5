namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>Reads the shifts with their roles.</summary>
internal static class ShiftSection
{
    private static readonly FieldNames _fields = new(3, "id", "from", "to", "place", "lat", "lng", "priority", "roles");

    private static readonly FieldNames _roleFields = new(1, "id", "count", "skills", "languages", "vetting", "minAge");

    public static void Read(ref JsonCursor json, FileShifts shifts)
    {
        json.OpenArray();

        while (json.Item())
        {
            ReadOne(ref json, shifts);
        }
    }

    private static void ReadOne(ref JsonCursor json, FileShifts shifts)
    {
        var shift = new FileShift { RolesFrom = shifts.Roles.Count };
        var (seen, field, from, to, place) = (0, -1, 0L, 0L, -1);
        json.OpenObject();

        while ((field = json.Field(_fields, ref seen, ref field)) >= 0)
        {
            switch (_fields[field])
            {
                case "id":
                    VolunteerSection.Define(ref json, shifts.Ids, shifts.IdOf);
                    break;
                case "from":
                    from = json.Minute();
                    break;
                case "to":
                    to = json.Minute();
                    break;
                case "place":
                    place = shifts.Places.Intern(json.Text());
                    break;
                case "lat":
                    shift.Latitude = json.Number(-90, 90);
                    break;
                case "lng":
                    shift.Longitude = json.Number(-180, 180);
                    break;
                case "priority":
                    shift.Priority = json.Whole(1, 5);
                    break;
                case "roles":
                    ReadRoles(ref json, shifts);
                    break;
                default:
                    throw new InvalidOperationException($"The field {_fields[field]} is read nowhere.");
            }
        }

        shift.RolesTo = shifts.Roles.Count;
        shift.Block = to > from ? PlanProblemBuilder.BlockOf(At(from), At(to), place) : throw json.Wrong("\"to\" must lie after \"from\"");
        shifts.Rows.Add(shift);
    }

    private static void ReadRoles(ref JsonCursor json, FileShifts shifts)
    {
        var first = shifts.Roles.Count;
        json.OpenArray();

        while (json.Item())
        {
            var role = ReadRole(ref json, shifts, first);
            shifts.Skills.EndRow();
            shifts.Languages.EndRow();
            shifts.Roles.Add(role);
        }
    }

    private static FileRole ReadRole(ref JsonCursor json, FileShifts shifts, int first)
    {
        var role = new FileRole { Shift = shifts.Rows.Count };
        var (seen, field) = (0, -1);
        json.OpenObject();

        while ((field = json.Field(_roleFields, ref seen, ref field)) >= 0)
        {
            switch (_roleFields[field])
            {
                case "id":
                    role.Id = shifts.RoleIds.Intern(json.Text());

                    if (shifts.Roles.FindIndex(first, r => r.Id == role.Id) >= 0)
                    {
                        throw json.Wrong($"the shift has the role \"{shifts.RoleIds[role.Id]}\" twice");
                    }

                    break;
                case "count":
                    role.Count = json.Whole(1);
                    break;
                case "skills":
                    VolunteerSection.ReadCodes(ref json, shifts.Skills);
                    break;
                case "languages":
                    VolunteerSection.ReadCodes(ref json, shifts.Languages);
                    break;
                case "vetting":
                    role.Vetting = json.Whole(0);
                    break;
                case "minAge":
                    role.MinAge = json.Whole(0);
                    break;
                default:
                    throw new InvalidOperationException($"The field {_roleFields[field]} is read nowhere.");
            }
        }

        return role;
    }

    private static DateTime At(long minute) => new(minute * TimeSpan.TicksPerMinute, DateTimeKind.Utc);
}
