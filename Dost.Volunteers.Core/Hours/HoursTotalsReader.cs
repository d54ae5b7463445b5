using System.Runtime.CompilerServices;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours;

/// <summary>
/// Approved minutes of a period, summed: each entry of the ledger once, corrections and what was taken back with their sign. A coordinator sums up their
/// own centres.
/// </summary>
public sealed class HoursTotalsReader(VolunteersDbContext db, CurrentUser user)
{
    public async Task<int> MinutesAsync(TotalsFilter filter, CancellationToken ct) => await Approved(filter).SumAsync(h => h.Minutes, ct);

    public async Task<Page<TotalsRow>> PageAsync(TotalsFilter filter, int number, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);

        if (filter.By is not TotalsBy.Person)
        {
            // As many as there are centres, programmes or months: a page holds them.
            var groups = await GroupsAsync(filter, ct);
            var within = Paging.Within(number, groups.Count, size);

            return new Page<TotalsRow>([.. groups.Skip(Paging.Offset(within, size)).Take(size)], within, size, groups.Count);
        }

        var total = await Sums(filter).CountAsync(ct);
        var page = Paging.Within(number, total, size);

        return new Page<TotalsRow>(await People(filter).Skip(Paging.Offset(page, size)).Take(size).ToListAsync(ct), page, size, total);
    }

    /// <summary>All rows in the order asked for, one after the other.</summary>
    public async IAsyncEnumerable<TotalsRow> AllAsync(TotalsFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);

        if (filter.By is TotalsBy.Person)
        {
            await foreach (var row in People(filter).AsAsyncEnumerable().WithCancellation(ct))
            {
                yield return row;
            }

            yield break;
        }

        foreach (var row in await GroupsAsync(filter, ct))
        {
            yield return row;
        }
    }

    private IQueryable<HoursEntry> Approved(TotalsFilter filter)
    {
        var (from, until) = (filter.FromOn, filter.UntilOn);
        var entries = db.HoursEntries.AsNoTracking().Where(Visible.Hours(user)).Where(h => h.State == HoursState.Approved && h.ServiceDate >= from && h.ServiceDate <= until);

        return filter.CentreId is { } centreId ? entries.Where(h => h.CentreId == centreId) : entries;
    }

    /// <summary>Whose minutes come to nothing (a correction to none, a record that was merged into another) is not among them.</summary>
    private IQueryable<PersonSum> Sums(TotalsFilter filter) => Approved(filter).GroupBy(h => h.VolunteerId)
        .Select(g => new PersonSum { VolunteerId = g.Key, Minutes = g.Sum(h => h.Minutes), Entries = g.Count(h => h.Minutes > 0 && h.Source != HoursSource.Correction) })
        .Where(s => s.Minutes != 0);

    private IQueryable<TotalsRow> People(TotalsFilter filter)
    {
        var people = Sums(filter).Join(db.Volunteers, s => s.VolunteerId, v => v.VolunteerId, (s, v) => new { s.Minutes, s.Entries, Volunteer = v });
        people = filter.Order is TotalsOrder.MostFirst
            ? people.OrderByDescending(p => p.Minutes).ThenBy(p => p.Volunteer.SearchText).ThenBy(p => p.Volunteer.VolunteerId)
            : people.OrderBy(p => p.Volunteer.SearchText).ThenBy(p => p.Volunteer.VolunteerId);

        return people.Select(p => new TotalsRow
        {
            VolunteerId = p.Volunteer.VolunteerId,
            FullName = p.Volunteer.FamilyName + " " + p.Volunteer.GivenName,
            IsErased = p.Volunteer.ErasedAtUtc != null,
            CentreId = p.Volunteer.CentreId,
            Centre = p.Volunteer.Centre.Name,
            Programme = p.Volunteer.Programme,
            People = 1,
            Entries = p.Entries,
            Minutes = p.Minutes,
        });
    }

    private async Task<List<TotalsRow>> GroupsAsync(TotalsFilter filter, CancellationToken ct)
    {
        // One row a person, centre, programme and month would be too many for the page, but is summed in the database by what is asked for.
        var entries = Approved(filter);
        var rows = filter.By switch
        {
            TotalsBy.Centre => await entries.GroupBy(h => h.CentreId)
                .Select(g => new { g.Key, Minutes = g.Sum(h => h.Minutes), Entries = g.Count(h => h.Minutes > 0 && h.Source != HoursSource.Correction), People = g.Select(h => h.VolunteerId).Distinct().Count() })
                .Join(db.Centres, g => g.Key, c => c.CentreId, (g, c) => new TotalsRow { CentreId = c.CentreId, Centre = c.Name, Code = c.Code, Minutes = g.Minutes, Entries = g.Entries, People = g.People }).ToListAsync(ct),
            TotalsBy.Programme => await entries.GroupBy(h => h.Volunteer.Programme)
                .Select(g => new TotalsRow { Programme = g.Key, Minutes = g.Sum(h => h.Minutes), Entries = g.Count(h => h.Minutes > 0 && h.Source != HoursSource.Correction), People = g.Select(h => h.VolunteerId).Distinct().Count() }).ToListAsync(ct),
            TotalsBy.Month or TotalsBy.Person => [.. (await entries.GroupBy(h => new { h.ServiceDate.Year, h.ServiceDate.Month })
                .Select(g => new { g.Key.Year, g.Key.Month, Minutes = g.Sum(h => h.Minutes), Entries = g.Count(h => h.Minutes > 0 && h.Source != HoursSource.Correction), People = g.Select(h => h.VolunteerId).Distinct().Count() })
                .ToListAsync(ct)).Select(m => new TotalsRow { Month = new DateOnly(m.Year, m.Month, 1), Minutes = m.Minutes, Entries = m.Entries, People = m.People })],
        };

        return filter.Order is TotalsOrder.MostFirst
            ? [.. rows.OrderByDescending(r => r.Minutes).ThenBy(r => r.Month)]
            : [.. rows.OrderByDescending(r => r.Month).ThenBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Programme)];
    }

    private sealed class PersonSum
    {
        public required Guid VolunteerId { get; init; }
        public required int Minutes { get; init; }
        public required int Entries { get; init; }
    }
}

/// <summary>Which minutes are summed, and by what; days of service, both included.</summary>
public sealed record TotalsFilter(TotalsBy By, DateOnly FromOn, DateOnly UntilOn, Guid? CentreId, TotalsOrder Order);

public enum TotalsBy { Person, Centre, Programme, Month }

/// <summary>As a list goes (names, centres by number, the newest month first), or whoever has most first.</summary>
public enum TotalsOrder { Usual, MostFirst }

/// <summary>A sum: of a person, a centre, a programme or a month.</summary>
public sealed record TotalsRow
{
    public Guid? VolunteerId { get; init; }
    public string? FullName { get; init; }
    public bool IsErased { get; init; }
    public Guid? CentreId { get; init; }
    public LocalName? Centre { get; init; }
    public string? Code { get; init; }
    public Programme? Programme { get; init; }

    /// <summary>The first day of the month.</summary>
    public DateOnly? Month { get; init; }
    public required int People { get; init; }

    /// <summary>Times that were served; a correction is none of its own.</summary>
    public required int Entries { get; init; }
    public required int Minutes { get; init; }
}
