using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Swaps;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>Who cannot come: one found a colleague, and a coordinator has to agree; one has asked the young volunteer, who has a question open too.</summary>
internal sealed class DemoSwaps
{
    /// <summary>So many places are looked at; if nobody can come to any of them, the demonstration goes without.</summary>
    private const int MostTried = 12;

    private readonly VolunteersDbContext _db;
    private readonly ColleagueFinder _colleagues;
    private readonly SwapService _swaps;
    private readonly DateTime _now;

    public DemoSwaps(VolunteersDbContext db, FactsReader factsReader, PolicyReader policyReader, TimeProvider clock)
    {
        var actor = new CurrentUser();
        var outbox = new Outbox(db, clock);
        var audit = new AuditLog(db, actor, clock);
        _db = db;
        _now = clock.UtcNow();
        var judge = new PlaceJudge(db, factsReader, policyReader, clock);
        _colleagues = new ColleagueFinder(db, judge, clock);
        _swaps = new SwapService(db, new Places(db, judge, outbox, audit), _colleagues, policyReader, outbox, audit, actor, clock);
    }

    public async Task AddAsync(CancellationToken ct)
    {
        var places = await _db.Assignments.AsNoTracking()
            .Where(a => a.State == AssignmentState.Confirmed && a.Shift.State == ShiftState.Published && a.Shift.StartsAtUtc > _now.AddHours(6) && a.Shift.Centre.Code == "1")
            .OrderBy(a => a.Shift.StartsAtUtc).ThenBy(a => a.AssignmentId).Select(a => new { a.AssignmentId, a.Volunteer.Phone }).Take(2 * MostTried).ToListAsync(ct);
        var young = await _db.Volunteers.SingleAsync(v => v.Phone == DemoAccounts.YoungPhone, ct);
        var (hasAgreed, hasAskedYoung) = (false, false);
        await AskForYoungAsync(ct);

        foreach (var place in places.Where(p => p.Phone != DemoAccounts.YoungPhone))
        {
            _db.ChangeTracker.Clear();

            if (!hasAskedYoung && await _swaps.AskAsync(place.AssignmentId, young.VolunteerId, ct) is SwapOutcome.Done)
            {
                hasAskedYoung = true;
            }
            else if (!hasAgreed && (await _colleagues.KnownAsync(place.AssignmentId, ct)).FirstOrDefault(c => c.VolunteerId != young.VolunteerId) is { } colleague)
            {
                await _swaps.AskAsync(place.AssignmentId, colleague.VolunteerId, ct);
                await _swaps.AcceptAsync(await _db.Swaps.Where(s => s.AssignmentId == place.AssignmentId).Select(s => s.SwapId).SingleAsync(ct), ct);
                hasAgreed = true;
            }

            if (hasAgreed && hasAskedYoung)
            {
                break;
            }
        }

        _db.ChangeTracker.Clear();
    }

    /// <summary>The young volunteer cannot come to the last of their shifts and has asked somebody.</summary>
    private async Task AskForYoungAsync(CancellationToken ct)
    {
        var last = await _db.Assignments.AsNoTracking()
            .Where(a => a.Volunteer.Phone == DemoAccounts.YoungPhone && a.State == AssignmentState.Confirmed && a.Shift.State == ShiftState.Published && a.Shift.StartsAtUtc > _now)
            .OrderByDescending(a => a.Shift.StartsAtUtc).Select(a => (Guid?)a.AssignmentId).FirstOrDefaultAsync(ct);

        if (last is { } place && await _colleagues.KnownAsync(place, ct) is [var colleague, ..])
        {
            await _swaps.AskAsync(place, colleague.VolunteerId, ct);
        }
    }
}
