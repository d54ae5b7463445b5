using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>Reads the list of requests that a coordinator works on.</summary>
public sealed class RequestsPageReader(VolunteersDbContext db, CurrentUser user)
{
    private IQueryable<HelpRequest> Own => db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user));

    public async Task<RequestsPage> TabAsync(RequestTab tab, int number, CancellationToken ct)
    {
        var states = RequestTabs.StatesOf(tab);
        var requests = Own.Where(r => states.Contains(r.State));
        var ordered = tab is RequestTab.Over or RequestTab.Dropped
            ? requests.OrderByDescending(r => r.WantedOn).ThenByDescending(r => r.AskedAtUtc)
            : requests.OrderBy(r => r.Urgency == Urgency.Urgent ? 0 : r.Urgency == Urgency.Soon ? 1 : 2).ThenBy(r => r.WantedOn).ThenBy(r => r.AskedAtUtc);

        return new RequestsPage { Tab = tab, Search = null, IsSearch = false, Counts = await CountsAsync(ct), Rows = await PageAsync(ordered, number, ct) };
    }

    /// <summary>By name, phone or tracking code, in every state.</summary>
    public async Task<RequestsPage> SearchAsync(string? typed, int number, CancellationToken ct)
    {
        var found = Own.Where(_ => false);

        // One code in twenty has no digit, and looks like a name: what is a code of a request is one.
        if (TrackingCode.Normalise(typed) is { } code && await Own.AnyAsync(r => r.TrackingCode == code, ct))
        {
            found = Own.Where(r => r.TrackingCode == code);
        }
        else if (PhoneNumber.TryParse(typed, out var phone))
        {
            found = Own.Where(r => r.Beneficiary.Phone == phone || r.ContactPhone == phone);
        }
        else if (SearchText.Fold(typed) is { Length: > 0 } words)
        {
            found = words.Split(' ').Aggregate(Own, (requests, word) => requests.Where(r => r.Beneficiary.SearchText.Contains(word)));
        }

        var rows = await PageAsync(found.OrderByDescending(r => r.AskedAtUtc), number, ct);

        return new RequestsPage { Tab = RequestTab.New, Search = typed, IsSearch = true, Counts = await CountsAsync(ct), Rows = rows };
    }

    private async Task<IReadOnlyDictionary<RequestTab, int>> CountsAsync(CancellationToken ct)
    {
        var counts = await Own.GroupBy(r => r.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

        return Enum.GetValues<RequestTab>().ToDictionary(tab => tab, tab => RequestTabs.StatesOf(tab).Sum(state => counts.GetValueOrDefault(state)));
    }

    private static async Task<Page<RequestRow>> PageAsync(IQueryable<HelpRequest> requests, int number, CancellationToken ct)
    {
        var total = await requests.CountAsync(ct);
        var page = Paging.Within(number, total);
        var rows = await requests.Skip(Paging.Offset(page, Paging.DefaultSize)).Take(Paging.DefaultSize).Select(r => new RequestRow
        {
            HelpRequestId = r.HelpRequestId,
            TrackingCode = r.TrackingCode,
            Category = r.HelpCategory.Name,
            Symbol = r.HelpCategory.Symbol,
            Name = r.Beneficiary.FullName,
            District = r.Beneficiary.District.Name,
            State = r.State,
            Urgency = r.Urgency,
            WantedOn = r.WantedOn,
            WantedPart = r.WantedPart,
            AskedAtUtc = r.AskedAtUtc,
            IsForSomebodyElse = r.AskerName != null,
        }).ToListAsync(ct);

        return new Page<RequestRow>(rows, page, Paging.DefaultSize, total);
    }
}
