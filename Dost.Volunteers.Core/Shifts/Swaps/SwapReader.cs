using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Shifts.Swaps;

/// <summary>Reads the questions about places that are to change hands: for who asked, who is asked, and who decides.</summary>
public sealed class SwapReader(VolunteersDbContext db, CurrentUser user, TimeProvider clock)
{
    /// <summary>Whom the volunteer who is signed in has asked for a place of theirs, the last first.</summary>
    public async Task<IReadOnlyList<OwnSwap>> OfPlaceAsync(Guid assignmentId, CancellationToken ct)
    {
        var own = db.Assignments.Where(Visible.OwnAssignments(user)).Where(a => a.AssignmentId == assignmentId).Select(a => a.AssignmentId);
        var standing = db.Swaps.Where(Swap.Standing(clock.UtcNow())).Select(s => s.SwapId);

        return await db.Swaps.AsNoTracking().Where(s => own.Contains(s.AssignmentId)).OrderByDescending(s => s.SwapId)
            .Select(s => new OwnSwap(s.SwapId, new Colleague(s.ColleagueId, s.Colleague.GivenName, s.Colleague.FamilyName), s.State, s.ExpiresAtUtc, s.RefuseReason, standing.Contains(s.SwapId)))
            .ToListAsync(ct);
    }

    /// <summary>A question to the volunteer who is signed in; null if it is not to them.</summary>
    public async Task<AskedSwap?> FindAskedAsync(Guid swapId, CancellationToken ct) =>
        (await AskedAsync(db.Swaps.Where(Visible.SwapsAskedOf(user)).Where(s => s.SwapId == swapId), ct)).SingleOrDefault();

    /// <summary>A question by its id, for who came with a one-tap link.</summary>
    public async Task<AskedSwap?> FindAsync(Guid swapId, CancellationToken ct) => (await AskedAsync(db.Swaps.Where(s => s.SwapId == swapId), ct)).SingleOrDefault();

    /// <summary>The questions that wait for the volunteer who is signed in, or for the coordinator after their yes, the nearest shift first.</summary>
    public Task<List<AskedSwap>> AskedOfMeAsync(CancellationToken ct) =>
        AskedAsync(db.Swaps.Where(Visible.SwapsAskedOf(user)).Where(Swap.Standing(clock.UtcNow())), ct);

    /// <summary>How many wait for a yes or no of the coordinator who asks.</summary>
    public Task<int> CountToDecideAsync(CancellationToken ct) => ToDecide().CountAsync(ct);

    /// <summary>What waits for the coordinator who asks, the nearest shift first.</summary>
    public async Task<Page<SwapToDecide>> ToDecideAsync(int asked, CancellationToken ct)
    {
        var total = await CountToDecideAsync(ct);
        var number = Paging.Within(asked, total);
        var rows = await RowsOf(ToDecide()).Skip(Paging.Offset(number, Paging.DefaultSize)).Take(Paging.DefaultSize).ToListAsync(ct);

        return new Page<SwapToDecide>(rows, number, Paging.DefaultSize, total);
    }

    /// <summary>One of them; null if it is not there, of another centre, decided, or one's own.</summary>
    public Task<SwapToDecide?> FindToDecideAsync(Guid swapId, CancellationToken ct) => RowsOf(ToDecide().Where(s => s.SwapId == swapId)).SingleOrDefaultAsync(ct);

    private IQueryable<Swap> ToDecide() => db.Swaps.AsNoTracking().DecidableBy(user).Where(s => s.State == SwapState.Accepted).Where(Swap.Standing(clock.UtcNow()));

    private IQueryable<SwapToDecide> RowsOf(IQueryable<Swap> swaps) => swaps.OrderBy(s => s.Assignment.Shift.StartsAtUtc).ThenBy(s => s.SwapId)
        .Select(s => new SwapToDecide
        {
            SwapId = s.SwapId,
            ShiftId = s.Assignment.ShiftId,
            Title = s.Assignment.Shift.VolunteerTask.Title,
            Category = s.Assignment.Shift.VolunteerTask.HelpCategory.Name,
            RoleName = s.Assignment.ShiftRole.Name,
            StartsAtUtc = s.Assignment.Shift.StartsAtUtc,
            EndsAtUtc = s.Assignment.Shift.EndsAtUtc,
            VolunteerId = s.Assignment.VolunteerId,
            VolunteerName = s.Assignment.Volunteer.GivenName + " " + s.Assignment.Volunteer.FamilyName,
            ColleagueId = s.ColleagueId,
            ColleagueName = s.Colleague.GivenName + " " + s.Colleague.FamilyName,
            OthersWaiting = db.Assignments.Count(a => a.ShiftRoleId == s.Assignment.ShiftRoleId && a.VolunteerId != s.ColleagueId && a.State == AssignmentState.Waitlisted),
        });

    private Task<List<AskedSwap>> AskedAsync(IQueryable<Swap> swaps, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var standing = db.Swaps.Where(Swap.Standing(now)).Select(s => s.SwapId);

        return swaps.AsNoTracking().OrderBy(s => s.Assignment.Shift.StartsAtUtc).ThenBy(s => s.SwapId)
            .Select(s => new AskedSwap
            {
                SwapId = s.SwapId,
                ShiftRoleId = s.Assignment.ShiftRoleId,
                Title = s.Assignment.Shift.VolunteerTask.Title,
                Category = s.Assignment.Shift.VolunteerTask.HelpCategory.Name,
                StartsAtUtc = s.Assignment.Shift.StartsAtUtc,
                EndsAtUtc = s.Assignment.Shift.EndsAtUtc,
                AskedBy = new Colleague(s.Assignment.VolunteerId, s.Assignment.Volunteer.GivenName, s.Assignment.Volunteer.FamilyName),
                GivenName = s.Colleague.GivenName,
                State = s.State,
                ExpiresAtUtc = s.ExpiresAtUtc,
                Stands = standing.Contains(s.SwapId),
            }).ToListAsync(ct);
    }
}

/// <summary>Whom a volunteer asked to take a place over, and how it stands.</summary>
public sealed record OwnSwap(Guid SwapId, Colleague Colleague, SwapState State, DateTime ExpiresAtUtc, string? RefuseReason, bool Stands);

/// <summary>A question to a volunteer: will you take this place over?</summary>
public sealed record AskedSwap
{
    public required Guid SwapId { get; init; }
    public required Guid ShiftRoleId { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required Colleague AskedBy { get; init; }

    /// <summary>Of who is asked.</summary>
    public required string GivenName { get; init; }
    public required SwapState State { get; init; }
    public required DateTime ExpiresAtUtc { get; init; }
    public required bool Stands { get; init; }

    public bool CanAnswer => Stands && State is SwapState.Asked;

    public string NameIn(System.Globalization.CultureInfo culture) => Title ?? Category.In(culture);
}

/// <summary>A place that is to change hands, as the coordinator decides about it.</summary>
public sealed record SwapToDecide
{
    public required Guid SwapId { get; init; }
    public required Guid ShiftId { get; init; }
    public required string? Title { get; init; }
    public required LocalName Category { get; init; }
    public required string RoleName { get; init; }
    public required DateTime StartsAtUtc { get; init; }
    public required DateTime EndsAtUtc { get; init; }
    public required Guid VolunteerId { get; init; }
    public required string VolunteerName { get; init; }
    public required Guid ColleagueId { get; init; }
    public required string ColleagueName { get; init; }

    /// <summary>Who waits in the queue of the role and would be passed over.</summary>
    public required int OthersWaiting { get; init; }

    public string NameIn(System.Globalization.CultureInfo culture) => Title ?? Category.In(culture);
}
