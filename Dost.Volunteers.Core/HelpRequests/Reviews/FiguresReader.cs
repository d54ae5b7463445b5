using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Reviews;

/// <summary>The figures of how soon people are helped: by centre and week, and what is open now.</summary>
public sealed class FiguresReader(VolunteersDbContext db, CurrentUser user, TimeProvider clock)
{
    /// <summary>How many weeks are shown, the running one among them.</summary>
    public const int Weeks = 12;

    private static readonly HelpRequestState[] _open = [HelpRequestState.New, HelpRequestState.Triaged, HelpRequestState.Planned, HelpRequestState.InProgress];

    /// <summary>The centres whose figures the caller reads, by their code.</summary>
    public async Task<IReadOnlyList<FiguresCentre>> CentresAsync(CancellationToken ct)
    {
        var (all, own) = (user.IsAdministrator, user.CentreIds);

        return await db.Centres.AsNoTracking().Where(c => all || own.Contains(c.CentreId)).OrderBy(c => c.Code).Select(c => new FiguresCentre(c.CentreId, c.Name)).ToListAsync(ct);
    }

    /// <summary>The last weeks of all given centres.</summary>
    public async Task<Figures> ReadAsync(IReadOnlyList<FiguresCentre> centres, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(centres);
        var weeks = ReviewWeek.UpTo(ReviewWeek.Of(clock.UtcNow()), Weeks);
        var ids = centres.Select(c => c.CentreId).ToList();

        return new Figures(weeks, centres, await FactsAsync(ids, weeks[0], weeks[^1], ct), await OpenAsync(ids, ct), clock.UtcNow());
    }

    /// <summary>One centre in one week and in the week before.</summary>
    public async Task<(WeekFigures This, WeekFigures Before)> WeekAsync(Guid centreId, DateOnly monday, CancellationToken ct)
    {
        var facts = await FactsAsync([centreId], monday.AddDays(-7), monday, ct);

        WeekFigures Of(DateOnly week) => WeekFigures.Of(facts.GetValueOrDefault((centreId, week)) ?? [], clock.UtcNow());

        return (Of(monday), Of(monday.AddDays(-7)));
    }

    /// <summary>
    /// Neither database has a median that both understand, and to order by a difference of two columns sorts every week anew. So the moments of the
    /// requests of these weeks alone are read, by the index of centre and asking: a few narrow columns without an entity, in one pass. What is
    /// older is never touched, so the time follows the weeks shown and not the years kept.
    /// </summary>
    private async Task<Dictionary<(Guid CentreId, DateOnly Monday), List<RequestFact>>> FactsAsync(IReadOnlyList<Guid> centres, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var (from, until) = (ReviewWeek.Span(first).FromUtc, ReviewWeek.Span(last).UntilUtc);
        var found = new Dictionary<(Guid CentreId, DateOnly Monday), List<RequestFact>>();
        var requests = db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user)).Where(r => r.AskedAtUtc >= from && r.AskedAtUtc < until);

        foreach (var centre in centres)
        {
            var rows = requests.Where(r => r.CentreId == centre).Select(r => new RequestFact(
                r.AskedAtUtc,
                r.FirstContactAtUtc,
                r.HelpedAtUtc,
                r.HelpDueAtUtc,
                r.State != HelpRequestState.Rejected && r.State != HelpRequestState.Cancelled,
                r.State == HelpRequestState.Done || r.State == HelpRequestState.Closed || r.State == HelpRequestState.NotDone,
                r.RegularVisitId != null,
                r.Stars));

            await foreach (var fact in rows.AsAsyncEnumerable().WithCancellation(ct))
            {
                var key = (centre, ReviewWeek.Of(fact.AskedAtUtc));

                if (!found.TryGetValue(key, out var week))
                {
                    found[key] = week = [];
                }

                week.Add(fact);
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<OpenByAge>> OpenAsync(IReadOnlyList<Guid> centres, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var (day, three, week, fortnight) = (now.AddDays(-1), now.AddDays(-3), now.AddDays(-7), now.AddDays(-14));
        var rows = await db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user)).Where(r => centres.Contains(r.CentreId) && _open.Contains(r.State))
            .GroupBy(r => r.State)
            .Select(g => new
            {
                g.Key,
                All = g.Count(),
                Day = g.Count(r => r.AskedAtUtc > day),
                Three = g.Count(r => r.AskedAtUtc > three),
                Week = g.Count(r => r.AskedAtUtc > week),
                Fortnight = g.Count(r => r.AskedAtUtc > fortnight),
                Late = g.Count(r => r.DueAtUtc < now),
            }).ToListAsync(ct);

        return [.. _open.Select(state => rows.Find(r => r.Key == state) is { } r
            ? new OpenByAge(state, [r.Day, r.Three - r.Day, r.Week - r.Three, r.Fortnight - r.Week, r.All - r.Fortnight], r.Late)
            : new OpenByAge(state, [0, 0, 0, 0, 0], 0))];
    }
}

public sealed record FiguresCentre(Guid CentreId, LocalName Name);

/// <summary>Open requests of a state by how long ago they were asked: up to one day, three, seven, fourteen, and longer.</summary>
public sealed record OpenByAge(HelpRequestState State, IReadOnlyList<int> Counts, int Late)
{
    public int All => Counts.Sum();
}

/// <summary>The figures of some weeks and centres.</summary>
public sealed class Figures(
    IReadOnlyList<DateOnly> weeks, IReadOnlyList<FiguresCentre> centres, IReadOnlyDictionary<(Guid CentreId, DateOnly Monday), List<RequestFact>> facts, IReadOnlyList<OpenByAge> open, DateTime nowUtc)
{
    /// <summary>Mondays, the oldest first.</summary>
    public IReadOnlyList<DateOnly> Weeks => weeks;

    public IReadOnlyList<FiguresCentre> Centres => centres;

    public IReadOnlyList<OpenByAge> Open => open;

    public bool IsEmpty => facts.Count == 0;

    /// <summary>All centres together, a week each.</summary>
    public IReadOnlyList<WeekFigures> ByWeek { get; } = [.. weeks.Select(week => WeekFigures.Of([.. centres.SelectMany(c => facts.GetValueOrDefault((c.CentreId, week)) ?? [])], nowUtc))];

    /// <summary>One centre over all the weeks.</summary>
    public WeekFigures OfCentre(Guid centreId) => WeekFigures.Of([.. weeks.SelectMany(week => facts.GetValueOrDefault((centreId, week)) ?? [])], nowUtc);

    public WeekFigures Of(Guid centreId, DateOnly week) => WeekFigures.Of(facts.GetValueOrDefault((centreId, week)) ?? [], nowUtc);

    public WeekFigures Whole { get; } = WeekFigures.Of([.. centres.SelectMany(c => weeks.SelectMany(week => facts.GetValueOrDefault((c.CentreId, week)) ?? []))], nowUtc);
}
