using System.Text.Json;
using Dost.Volunteers.Core.Matching.Planning.Files;

namespace Dost.Volunteers.Core.Matching.Planning.Generating;

/// <summary>Writes the pairs of a made-up problem with their scores, rounded to four places.</summary>
internal static class MadePairs
{
    /// <summary>So many roles each in the network shapes.</summary>
    private const int Each = 50;

    private static readonly JsonEncodedText _volunteer = JsonEncodedText.Encode("volunteer");
    private static readonly JsonEncodedText _shift = JsonEncodedText.Encode("shift");
    private static readonly JsonEncodedText _role = JsonEncodedText.Encode("role");
    private static readonly JsonEncodedText _score = JsonEncodedText.Encode("score");

    /// <summary>How far people go: the more shifts a city has, the nearer is one that fits, so that about fifty pairs a volunteer are left.</summary>
    public static double WithinKm(int shifts) => 9 * Math.Pow(1000.0 / Math.Max(1, shifts), 0.65);

    /// <summary>What the rules allow.</summary>
    public static void WriteFound(Utf8JsonWriter json, PlanFile file, CancellationToken ct)
    {
        var problem = file.Problem;
        json.WriteStartArray("pairs");

        for (var volunteer = 0; volunteer < problem.VolunteerCount; volunteer++)
        {
            ct.ThrowIfCancellationRequested();

            for (var pair = problem.PairStart[volunteer]; pair < problem.PairStart[volunteer + 1]; pair++)
            {
                var role = file.Shifts.Roles[problem.PairRole[pair]];
                Write(json, file.Volunteers.Ids.Utf8(file.Volunteers.IdOf[volunteer]), file.Shifts.Ids.Utf8(file.Shifts.IdOf[role.Shift]), file.Shifts.RoleIds.Utf8(role.Id), problem.PairScore[pair]);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Any roles, with scores by lot: some roles are better liked, and some people score better.</summary>
    public static void WriteAny(Utf8JsonWriter json, List<MadeShift> shifts, int volunteers, Random random, CancellationToken ct)
    {
        var roles = shifts.SelectMany(s => s.Roles.Select(r => (Shift: Utf8(s.Id), Role: Utf8(r.Id), Liked: random.NextDouble()))).ToArray();
        var chosen = new HashSet<int>();
        json.WriteStartArray("pairs");

        for (var volunteer = 0; volunteer < volunteers; volunteer++)
        {
            ct.ThrowIfCancellationRequested();
            var good = random.NextDouble();
            chosen.Clear();

            while (chosen.Count < Math.Min(Each, roles.Length))
            {
                chosen.Add(random.Next(roles.Length));
            }

            foreach (var role in chosen.Order())
            {
                Write(json, Utf8(MadeVolunteers.IdOf(volunteer)), roles[role].Shift, roles[role].Role, ((2 * random.NextDouble()) + good + roles[role].Liked) / 4);
            }
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> volunteer, ReadOnlySpan<byte> shift, ReadOnlySpan<byte> role, double score)
    {
        json.WriteStartObject();
        json.WriteString(_volunteer, volunteer);
        json.WriteString(_shift, shift);
        json.WriteString(_role, role);
        json.WriteNumber(_score, Math.Round(score, 4));
        json.WriteEndObject();
        ProblemGenerator.FlushWhenFull(json);
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
