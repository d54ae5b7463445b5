using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Import;

/// <summary>A line after all checks. It can be taken when it has no problems.</summary>
public sealed record CheckedLine(ImportLine Line, NewVolunteer? Volunteer, string? FinHash, IReadOnlyList<ImportProblem> Problems)
{
    public bool IsGood => Problems.Count == 0;
}

/// <summary>Checks every line of a list: what is written, who is on it twice, and who is known already. Changes nothing.</summary>
public sealed class ImportChecker(VolunteersDbContext db, PolicyReader policyReader, FieldCipher cipher, TimeProvider clock)
{
    /// <summary>Values asked for in one query: a database takes only so many parameters.</summary>
    private const int Portion = 500;

    public async Task<IReadOnlyList<CheckedLine>> CheckAsync(ImportTable table, Guid centreId, CancellationToken ct)
    {
        var words = await ImportVocabulary.ReadAsync(db, await policyReader.ReadAsync(ct), ct);
        var today = clock.TodayInBaku();
        var lines = table.Lines.Select(line => ImportLineReader.Read(table, line, words, centreId, today)).ToList();
        var hashes = lines.ConvertAll(l => l.Fin is null ? null : cipher.HashOfFin(l.Fin));

        var knownHashes = await KnownAsync(hashes, part => db.Volunteers.Where(v => part.Contains(v.FinHash!)).Select(v => v.FinHash!), ct);
        var knownPhones = await KnownAsync(lines.Select(l => l.Phone), part => db.Volunteers.Where(v => part.Contains(v.Phone)).Select(v => v.Phone), ct);
        var knownEmails = await KnownAsync(lines.Select(l => l.Email), part => db.Volunteers.Where(v => part.Contains(v.Email!)).Select(v => v.Email!), ct);
        Identity[] identities =
        [
            new(ImportColumn.Fin, knownHashes),
            new(ImportColumn.Phone, knownPhones),
            new(ImportColumn.Email, knownEmails),
        ];

        return [.. lines.Select((line, i) =>
        {
            string?[] values = [hashes[i], line.Phone, line.Email];
            var doubles = identities.Select((identity, n) => identity.Judge(values[n], line.Line.Number)).OfType<ImportProblem>();

            return new CheckedLine(line.Line, line.Volunteer, hashes[i], [.. line.Problems, .. doubles]);
        })];
    }

    private static async Task<HashSet<string>> KnownAsync(IEnumerable<string?> values, Func<List<string>, IQueryable<string>> query, CancellationToken ct)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        foreach (var part in values.OfType<string>().Distinct().Chunk(Portion))
        {
            known.UnionWith(await query([.. part]).ToListAsync(ct));
        }

        return known;
    }

    /// <summary>One of the things that belong to one person only.</summary>
    private sealed class Identity(ImportColumn column, HashSet<string> known)
    {
        private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);

        public ImportProblem? Judge(string? value, int lineNumber) =>
            value is null ? null
            : known.Contains(value) ? new ImportProblem(ImportProblemKind.AlreadyKnown, column)
            : _lines.TryAdd(value, lineNumber) ? null
            : new ImportProblem(ImportProblemKind.SameAsLine, column, _lines[value].ToString(CultureInfo.InvariantCulture));
    }
}
