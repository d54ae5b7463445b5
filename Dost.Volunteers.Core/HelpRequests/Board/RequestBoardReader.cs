using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Shifts;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Board;

/// <summary>Reads the board of requests in a fixed number of queries, each along an index, however many are open.</summary>
public sealed class RequestBoardReader(VolunteersDbContext db, CurrentUser user, TimeProvider clock)
{
    /// <summary>Cards of a column on the board, and on a page of it.</summary>
    public const int CardsShown = 25;

    /// <summary>How long a request that is over stays on the board, from the day on which help was wished.</summary>
    public const int RecentDays = 14;

    private static readonly HelpRequestState[] _over =
        [HelpRequestState.Done, HelpRequestState.Closed, HelpRequestState.Rejected, HelpRequestState.Cancelled, HelpRequestState.NotDone];

    private static readonly HelpRequestState[] _open = [HelpRequestState.New, HelpRequestState.Triaged, HelpRequestState.Planned, HelpRequestState.InProgress];

    public async Task<RequestBoard> ReadAsync(RequestBoardFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var now = clock.UtcNow();
        var requests = Filtered(await CentresAsync(filter, ct), filter, now);
        var counts = await requests.Where(r => _open.Contains(r.State)).GroupBy(r => r.State)
            .Select(g => new { g.Key, All = g.Count(), Late = g.Count(r => r.DueAtUtc < now) }).ToDictionaryAsync(g => g.Key, ct);
        var over = Over(requests, filter);
        var totals = Enum.GetValues<RequestColumn>().ToDictionary(c => c, c => counts.GetValueOrDefault(StateOf(c))?.All ?? 0);
        totals[RequestColumn.Over] = await over.CountAsync(ct);
        var shown = new Dictionary<RequestColumn, (IReadOnlyList<Guid> Ids, int Page)>();

        foreach (var column in totals.Keys)
        {
            var page = Paging.Within(filter.Column == column ? filter.Page : 1, totals[column], CardsShown);
            var isRead = totals[column] > 0 && (filter.Column is null || filter.Column == column);
            shown[column] = (isRead ? await IdsAsync(column is RequestColumn.Over ? over : requests, column, page, ct) : [], page);
        }

        var cards = (await CardsAsync([.. shown.Values.SelectMany(s => s.Ids)], ct)).ToDictionary(c => c.HelpRequestId);

        return new RequestBoard([.. shown.Select(s => new RequestBoardColumn(
            s.Key, new Page<RequestCard>([.. s.Value.Ids.Where(cards.ContainsKey).Select(id => cards[id])], s.Value.Page, CardsShown, totals[s.Key])))])
        {
            Late = counts.Values.Sum(c => c.Late),
        };
    }

    /// <summary>The centres by name: an index begins with the centre, and who manages all of them would else read the whole table.</summary>
    private async Task<IReadOnlyList<Guid>> CentresAsync(RequestBoardFilter filter, CancellationToken ct)
    {
        if (filter.CentreId is { } chosen)
        {
            return [chosen];
        }

        return user.IsAdministrator ? await db.Centres.Select(c => c.CentreId).ToListAsync(ct) : user.CentreIds;
    }

    private IQueryable<HelpRequest> Filtered(IReadOnlyList<Guid> centres, RequestBoardFilter filter, DateTime now)
    {
        var requests = db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user));

        if (centres is [var only])
        {
            requests = requests.Where(r => r.CentreId == only);
        }
        else
        {
            requests = requests.Where(r => centres.Contains(r.CentreId));
        }

        if (filter.HelpCategoryCode is { } kind)
        {
            requests = requests.Where(r => r.HelpCategoryCode == kind);
        }

        if (filter.DistrictCode is { } district)
        {
            requests = requests.Where(r => r.Beneficiary.DistrictCode == district);
        }

        if (filter.Urgency is { } urgency)
        {
            requests = requests.Where(r => r.Urgency == urgency);
        }

        return filter.OnlyLate ? requests.Where(r => r.DueAtUtc < now) : requests;
    }

    /// <summary>On the board those of the last days; all of them where the column is looked through.</summary>
    private IQueryable<HelpRequest> Over(IQueryable<HelpRequest> requests, RequestBoardFilter filter)
    {
        var since = clock.TodayInBaku().AddDays(-RecentDays);
        var over = requests.Where(r => _over.Contains(r.State));

        return filter.Column is RequestColumn.Over ? over : over.Where(r => r.WantedOn >= since);
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(IQueryable<HelpRequest> requests, RequestColumn column, int page, CancellationToken ct)
    {
        var state = StateOf(column);

        // What is due first, and so what is late, stands first: the order of the index.
        var ordered = column is RequestColumn.Over
            ? requests.OrderByDescending(r => r.WantedOn).ThenByDescending(r => r.HelpRequestId)
            : requests.Where(r => r.State == state).OrderBy(r => r.DueAtUtc).ThenBy(r => r.HelpRequestId);

        return await ordered.Skip(Paging.Offset(page, CardsShown)).Take(CardsShown).Select(r => r.HelpRequestId).ToListAsync(ct);
    }

    private static HelpRequestState StateOf(RequestColumn column) => column switch
    {
        RequestColumn.New => HelpRequestState.New,
        RequestColumn.Triaged => HelpRequestState.Triaged,
        RequestColumn.Planned => HelpRequestState.Planned,
        RequestColumn.InProgress => HelpRequestState.InProgress,
        RequestColumn.Over => HelpRequestState.Closed,
    };

    /// <summary>The cards of these requests, in this order. Those that the caller may not see are left out.</summary>
    public async Task<IReadOnlyList<RequestCard>> CardsAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var cards = await Cards(ids).ToDictionaryAsync(c => c.HelpRequestId, ct);

        // Asked for by themselves: as a part of the query above, the newest of all shifts of all requests would be looked for.
        var visits = (await db.Shifts.AsNoTracking().Where(s => s.VolunteerTask.HelpRequestId != null && ids.Contains(s.VolunteerTask.HelpRequestId.Value) && s.State == ShiftState.Published)
                .Select(s => new { s.VolunteerTask.HelpRequestId, Visit = new CardVisit(s.StartsAtUtc, s.EndsAtUtc, s.Roles.Sum(p => p.Capacity), s.Roles.Sum(p => p.PlacesTaken)) }).ToListAsync(ct))
            .GroupBy(s => s.HelpRequestId!.Value).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Visit.StartsAtUtc)!.Visit);

        return [.. ids.Where(cards.ContainsKey).Select(id => cards[id] with { Visit = visits.GetValueOrDefault(id) })];
    }

    private IQueryable<RequestCard> Cards(IReadOnlyList<Guid> ids) => db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user))
        .Where(r => ids.Contains(r.HelpRequestId))
        .Select(r => new RequestCard
        {
            HelpRequestId = r.HelpRequestId,
            TrackingCode = r.TrackingCode,
            Category = r.HelpCategory.Name,
            Symbol = r.HelpCategory.Symbol,
            Name = r.Beneficiary.FullName,
            District = r.Beneficiary.District.Name,
            State = r.State,
            Urgency = r.Urgency,
            Risk = r.Risk,
            WantedOn = r.WantedOn,
            WantedPart = r.WantedPart,
            AskedAtUtc = r.AskedAtUtc,
            FirstContactAtUtc = r.FirstContactAtUtc,
            DueAtUtc = r.DueAtUtc,
            AskedThrough = r.AskedThrough,
            IsForSomebodyElse = r.AskerName != null,
            IsPhoneUnconfirmed = r.AskedThrough == AskedThrough.Page && r.PhoneConfirmedAtUtc == null,
            AwaitsCall = r.CallbackAskedAtUtc != null && r.CallbackDoneAtUtc == null,
            NobodyCame = r.NobodyCameAtUtc != null && (r.HelpedAtUtc == null || r.HelpedAtUtc < r.NobodyCameAtUtc),
            WasReferred = r.ReferredTo != null,
            WasChanged = r.Events.Any(e => e.Kind == HelpRequestEventKind.Changed && !r.Steps.Any(s => s.AtUtc > e.AtUtc)),
            Search = db.Ladders.Where(l => l.HelpRequestId == r.HelpRequestId).OrderByDescending(l => l.StartedAtUtc).Select(l => (LadderState?)l.State).FirstOrDefault(),
        });
}
