using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dost.Volunteers.Core.Matching.Planning.Files;

/// <summary>Writes the plan of a file: the certificate, who goes where, and why places stay empty.</summary>
public static class PlanFileWriter
{
    private const int FlushBytes = 1 << 16;

    public static void Write(Stream output, PlanFile file, Plan plan, IReadOnlyList<UnfilledPlace> unfilled)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(unfilled);

        // No page is made of this: letters may stay as they are.
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("value", plan.Value);
        json.WriteNumber("upperBound", plan.UpperBound);
        json.WriteNumber("gap", plan.Gap);
        json.WriteBoolean("proven", plan.IsProven);
        json.WriteNumber("scoreSum", plan.ScoreSum);
        json.WriteNumber("elapsedMs", (long)Math.Round(plan.Elapsed.TotalMilliseconds));
        json.WriteNumber("placesWanted", file.Problem.PlacesWanted);
        json.WriteNumber("placesFilled", plan.PlacesFilled);
        json.WriteNumber("placesUpperBound", plan.PlacesUpperBound);
        WriteAssignments(json, file, plan);
        WriteUnfilled(json, file, unfilled);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void WriteAssignments(Utf8JsonWriter json, PlanFile file, Plan plan)
    {
        var volunteer = 0;
        json.WriteStartArray("assignments");

        foreach (var pair in plan.Pairs)
        {
            while (file.Problem.PairStart[volunteer + 1] <= pair)
            {
                volunteer++;
            }

            json.WriteStartObject();
            json.WriteString("volunteer", file.Volunteers.Ids.Utf8(file.Volunteers.IdOf[volunteer]));
            WritePlace(json, file, file.Problem.PairRole[pair]);
            json.WriteNumber("score", file.Problem.PairScore[pair]);

            if (!file.HasPairs)
            {
                WriteParts(json, file.Score.PartsOf(volunteer, file.Problem.PairRole[pair]));
            }

            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    private static void WriteUnfilled(Utf8JsonWriter json, PlanFile file, IReadOnlyList<UnfilledPlace> places)
    {
        json.WriteStartArray("unfilled");

        foreach (var place in places)
        {
            json.WriteStartObject();
            WritePlace(json, file, place.Role);
            json.WriteNumber("missing", place.Missing);
            json.WriteString("reason", UnfilledWords.Of(place));
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, PlanFile file, int role)
    {
        var row = file.Shifts.Roles[role];
        json.WriteString("shift", file.Shifts.Ids.Utf8(file.Shifts.IdOf[row.Shift]));
        json.WriteString("role", file.Shifts.RoleIds.Utf8(row.Id));
    }

    private static void WriteParts(Utf8JsonWriter json, FileScoreParts parts)
    {
        json.WriteStartObject("parts");
        Write("distance", parts.Distance);
        Write("idle", parts.Idle);
        Write("reliability", parts.Reliability);
        Write("skills", parts.Skills);
        json.WriteEndObject();

        void Write(string name, double part)
        {
            if (!double.IsNaN(part))
            {
                json.WriteNumber(name, part);
            }
        }
    }

    private static void FlushWhenFull(Utf8JsonWriter json)
    {
        if (json.BytesPending >= FlushBytes)
        {
            json.Flush();
        }
    }
}
