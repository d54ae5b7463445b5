using System.Runtime.CompilerServices;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Roster;

/// <summary>Takes the list out of the house: records who does it and why, then reads the people part by part, so that a hundred thousand need no memory.</summary>
public sealed class RosterExportService(VolunteersDbContext db, CurrentUser user, RosterReader reader, AuditLog audit, TimeProvider clock)
{
    private const int Part = 500;

    /// <summary>Records the export before anything is read.</summary>
    public async Task<Guid> RecordAsync(NewRosterExport export, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(export);

        var record = new RosterExport
        {
            RosterExportId = Guid.CreateVersion7(),
            UserAccountId = user.AccountId ?? throw new InvalidOperationException("Somebody who is signed in exports."),
            ExportedAtUtc = clock.UtcNow(),
            Reason = export.Reason,
            Format = export.Format,
            Columns = string.Join(',', export.Columns),
            Filter = export.Query,
            WasSearched = export.Filter.Text is not null,
            ExpectedRows = await reader.Matching(export.Filter).CountAsync(ct),
        };
        db.RosterExports.Add(record);
        audit.Changed("VolunteersExported", AuditSubject.Export, record.RosterExportId);
        await db.SaveChangesAsync(ct);

        return record.RosterExportId;
    }

    public Task FinishAsync(Guid rosterExportId, int writtenRows, CancellationToken ct) =>
        db.RosterExports.Where(e => e.RosterExportId == rosterExportId).ExecuteUpdateAsync(set => set.SetProperty(e => e.WrittenRows, writtenRows), ct);

    /// <summary>Everybody who fits, in the order of the names.</summary>
    public async IAsyncEnumerable<ExportedPerson> ReadAsync(RosterFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = "";

        while (true)
        {
            var people = await reader.Next(filter, last, Part).AsNoTracking().Include(v => v.Skills).Include(v => v.Languages).Include(v => v.Credentials).AsSplitQuery().ToListAsync(ct);
            var ids = people.ConvertAll(v => v.VolunteerId);
            var tags = (await db.VolunteerTags.AsNoTracking().Where(t => ids.Contains(t.VolunteerId)).OrderBy(t => t.Tag.FoldedName)
                .Select(t => new { t.VolunteerId, t.Tag.Name }).ToListAsync(ct)).ToLookup(t => t.VolunteerId, t => t.Name);

            foreach (var person in people)
            {
                yield return new ExportedPerson(person, [.. tags[person.VolunteerId]]);
            }

            if (people.Count < Part)
            {
                yield break;
            }

            last = people[^1].SearchText;
        }
    }

    /// <summary>What was exported: an administrator sees all of it, a coordinator their own.</summary>
    public async Task<Page<ExportRow>> ListAsync(int number, CancellationToken ct)
    {
        var (all, accountId) = (user.IsAdministrator, user.AccountId);
        var exports = db.RosterExports.AsNoTracking().Where(e => all || e.UserAccountId == accountId);
        var total = await exports.CountAsync(ct);
        var page = Paging.Within(number, total);
        var rows = await exports.OrderByDescending(e => e.ExportedAtUtc).ThenByDescending(e => e.RosterExportId)
            .Skip(Paging.Offset(page, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(e => new ExportRow(e, db.Users.Where(u => u.Id == e.UserAccountId).Select(u => u.DisplayName).FirstOrDefault())).ToListAsync(ct);

        return new Page<ExportRow>(rows, page, Paging.DefaultSize, total);
    }
}

/// <summary>What is to be exported.</summary>
public sealed record NewRosterExport(RosterFilter Filter, string Query, RosterFormat Format, IReadOnlyCollection<RosterColumn> Columns, string Reason);

/// <summary>A volunteer with skills, languages and tags.</summary>
public sealed record ExportedPerson(Volunteer Volunteer, IReadOnlyList<string> Tags);

/// <summary>An export and who made it.</summary>
public sealed record ExportRow(RosterExport Export, string? By);
