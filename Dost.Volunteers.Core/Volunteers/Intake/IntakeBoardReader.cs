using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.Intake;

/// <summary>The intake at a coordinator's centres as a board: a column a state, and in it those who wait longest.</summary>
public sealed class IntakeBoardReader(VolunteersDbContext db, CurrentUser user, IntakeChecklistReader checklists, TimeProvider clock)
{
    /// <summary>Cards of a column on the whole board, and on a page of it.</summary>
    public const int CardsShown = 20;

    public static IReadOnlyList<VolunteerState> Columns { get; } = [VolunteerState.Applied, VolunteerState.Interview, VolunteerState.Training, VolunteerState.Active];

    /// <summary>The columns asked for, in a fixed number of queries.</summary>
    public async Task<IntakeBoard> ReadAsync(BoardFilter filter, CancellationToken ct)
    {
        var columns = new List<(VolunteerState State, Page<Row> Page)>();

        foreach (var state in Columns)
        {
            var isWhole = filter.Column == state;
            columns.Add((state, filter.Column is null || isWhole ? await ColumnAsync(state, filter, isWhole ? filter.Page : 1, ct) : new Page<Row>([], 1, CardsShown, await Of(state, filter).CountAsync(ct))));
        }

        // Whoever serves lacks nothing; what they need next is told at the next term.
        var ids = columns.Where(c => c.State is not VolunteerState.Active).SelectMany(c => c.Page.Items).Select(r => r.VolunteerId).ToList();
        var missing = await checklists.ReadAsync(ids, ct);

        return new IntakeBoard(
            columns.ConvertAll(c => new BoardColumn(c.State, new Page<BoardCard>(
                [.. c.Page.Items.Select(r => r.ToCard(missing.TryGetValue(r.VolunteerId, out var list) ? list.Missing : []))], c.Page.Number, c.Page.Size, c.Page.Total))),
            await MonthsAsync(ct));
    }

    private IQueryable<Volunteer> Of(VolunteerState state, BoardFilter filter)
    {
        var volunteers = db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user)).Where(v => v.State == state);

        if (filter.Programme is { } programme)
        {
            volunteers = volunteers.Where(v => v.Programme == programme);
        }

        if (state is VolunteerState.Active && filter.TermEndsIn is { } month)
        {
            var next = month.AddMonths(1);
            volunteers = volunteers.Where(v => v.TermEndsOn >= month && v.TermEndsOn < next);
        }

        return volunteers;
    }

    private async Task<Page<Row>> ColumnAsync(VolunteerState state, BoardFilter filter, int page, CancellationToken ct)
    {
        var volunteers = Of(state, filter);
        var total = await volunteers.CountAsync(ct);
        var number = Paging.Within(page, total, CardsShown);
        var ordered = state is VolunteerState.Active
            ? volunteers.OrderBy(v => v.TermEndsOn).ThenBy(v => v.VolunteerId)
            : volunteers.OrderBy(v => v.WaitsSinceAtUtc).ThenBy(v => v.VolunteerId);
        var rows = await ordered.Skip(Paging.Offset(number, CardsShown)).Take(CardsShown)
            .Select(v => new Row
            {
                VolunteerId = v.VolunteerId,
                GivenName = v.GivenName,
                FamilyName = v.FamilyName,
                BornOn = v.BornOn,
                Programme = v.Programme,
                WaitsSinceAtUtc = v.WaitsSinceAtUtc,
                TermEndsOn = v.TermEndsOn,
                InterviewAtUtc = v.Interviews.Where(i => i.State == InterviewState.Booked).Select(i => (DateTime?)i.Slot!.StartsAtUtc).FirstOrDefault(),
                WasMissed = v.Interviews.OrderByDescending(i => i.InvitedAtUtc).Select(i => i.State).FirstOrDefault() == InterviewState.DidNotCome,
                Version = v.CommitmentsVersion,
            }).ToListAsync(ct);

        return new Page<Row>(rows, number, CardsShown, total);
    }

    /// <summary>The months in which running terms end.</summary>
    private async Task<IReadOnlyList<DateOnly>> MonthsAsync(CancellationToken ct) =>
        [.. (await db.Volunteers.AsNoTracking().Where(Visible.Volunteers(user)).Where(v => v.State == VolunteerState.Active && v.TermEndsOn != null)
            .Select(v => v.TermEndsOn!.Value).Distinct().ToListAsync(ct)).Select(d => new DateOnly(d.Year, d.Month, 1)).Append(new DateOnly(clock.TodayInBaku().Year, clock.TodayInBaku().Month, 1)).Distinct().Order()];

    private sealed record Row
    {
        public required Guid VolunteerId { get; init; }
        public required string GivenName { get; init; }
        public required string FamilyName { get; init; }
        public required DateOnly BornOn { get; init; }
        public required Programme Programme { get; init; }
        public required DateTime WaitsSinceAtUtc { get; init; }
        public required DateOnly? TermEndsOn { get; init; }
        public required DateTime? InterviewAtUtc { get; init; }
        public required bool WasMissed { get; init; }
        public required Guid Version { get; init; }

        public BoardCard ToCard(IReadOnlyList<IntakeGap> missing) =>
            new(VolunteerId, $"{FamilyName} {GivenName}", BornOn, Programme, WaitsSinceAtUtc, TermEndsOn, InterviewAtUtc, WasMissed, Version, missing);
    }
}

/// <summary>What of the board is asked for; with a column only that one, page by page.</summary>
public sealed record BoardFilter(Programme? Programme = null, DateOnly? TermEndsIn = null, VolunteerState? Column = null, int Page = 1);

public sealed record IntakeBoard(IReadOnlyList<BoardColumn> Columns, IReadOnlyList<DateOnly> TermMonths);

public sealed record BoardColumn(VolunteerState State, Page<BoardCard> Cards);

/// <summary>One person on the board.</summary>
public sealed record BoardCard(
    Guid VolunteerId, string Name, DateOnly BornOn, Programme Programme, DateTime WaitsSinceAtUtc, DateOnly? TermEndsOn, DateTime? InterviewAtUtc, bool WasMissed, Guid Version, IReadOnlyList<IntakeGap> Missing);
