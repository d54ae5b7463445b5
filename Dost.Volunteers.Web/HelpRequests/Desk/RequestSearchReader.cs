using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Board;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Web.HelpRequests.Desk;

/// <summary>Finds requests by name, phone or tracking code, in every state.</summary>
public sealed class RequestSearchReader(VolunteersDbContext db, CurrentUser user, RequestBoardReader board)
{
    private IQueryable<HelpRequest> Own => db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user));

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

        var total = await found.CountAsync(ct);
        var page = Paging.Within(number, total);
        var ids = await found.OrderByDescending(r => r.AskedAtUtc).ThenBy(r => r.HelpRequestId).Skip(Paging.Offset(page, Paging.DefaultSize)).Take(Paging.DefaultSize)
            .Select(r => r.HelpRequestId).ToListAsync(ct);

        return new RequestsPage(typed, new Page<RequestCard>(await board.CardsAsync(ids, ct), page, Paging.DefaultSize, total));
    }
}
