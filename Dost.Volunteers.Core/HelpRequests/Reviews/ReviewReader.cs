using System.Linq.Expressions;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Reviews;

/// <summary>Reads what a centre looks back at: what became late in a week, why, and what it changes.</summary>
public sealed class ReviewReader(VolunteersDbContext db, CurrentUser user, FiguresReader figures, TimeProvider clock)
{
    public const int LateShown = 25;

    /// <summary>Nobody asks for help further ahead than three months, and the longest promise is a month: what is due in a week was asked within this time before.</summary>
    private const int AskedDaysBefore = 180;

    /// <summary>Null where the centre is not the caller's.</summary>
    public async Task<WeekReview?> ReadAsync(Guid centreId, DateOnly monday, int page, CancellationToken ct)
    {
        var centre = user.MayManage(centreId) ? await db.Centres.AsNoTracking().Where(c => c.CentreId == centreId).Select(c => new FiguresCentre(c.CentreId, c.Name)).SingleOrDefaultAsync(ct) : null;

        if (centre is null)
        {
            return null;
        }

        var (from, until) = ReviewWeek.Span(monday);
        var asked = from.AddDays(-AskedDaysBefore);
        var late = db.HelpRequests.AsNoTracking().Where(Visible.HelpRequests(user))
            .Where(r => r.CentreId == centreId && r.AskedAtUtc >= asked && r.AskedAtUtc < until).Where(BecameLate(from, until, clock.UtcNow()));
        var reasons = await late.GroupBy(r => r.LateReason).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var total = reasons.Sum(r => r.Count);
        var number = Paging.Within(page, total, LateShown);
        var (inWeek, before) = await figures.WeekAsync(centreId, monday, ct);

        return new WeekReview
        {
            Centre = centre,
            Monday = monday,
            This = inWeek,
            Before = before,
            Reasons = [.. reasons.Select(r => (r.Key, r.Count)).OrderByDescending(r => r.Count)],
            Late = new Page<LateRow>(await RowsAsync(late, number, ct), number, LateShown, total),
            Written = await db.WeeklyReviews.AsNoTracking().Where(r => r.CentreId == centreId && r.Monday == monday)
                .Select(r => new WrittenReview(r.WhatChanged, r.WrittenAtUtc, db.Users.Where(u => u.Id == r.WrittenById).Select(u => u.DisplayName).FirstOrDefault(), r.Version)).SingleOrDefaultAsync(ct),
        };
    }

    private static async Task<IReadOnlyList<LateRow>> RowsAsync(IQueryable<HelpRequest> late, int page, CancellationToken ct) => await late
        .OrderBy(r => r.HelpDueAtUtc).ThenBy(r => r.HelpRequestId).Skip(Paging.Offset(page, LateShown)).Take(LateShown)
        .Select(r => new LateRow
        {
            HelpRequestId = r.HelpRequestId,
            Category = r.HelpCategory.Name,
            Name = r.Beneficiary.FullName,
            State = r.State,
            ContactDueAtUtc = r.ContactDueAtUtc,
            FirstContactAtUtc = r.FirstContactAtUtc,
            HelpDueAtUtc = r.HelpDueAtUtc,
            HelpedAtUtc = r.HelpedAtUtc,
            Reason = r.LateReason,
            Note = r.LateNote,
        }).ToListAsync(ct);

    /// <summary>What should have been done within the week and was not: being in touch, or helping. As <see cref="HelpRequest.WasContactLate"/> and <see cref="HelpRequest.WasHelpLate"/>.</summary>
    private static Expression<Func<HelpRequest, bool>> BecameLate(DateTime from, DateTime until, DateTime now) => r =>
        (r.ContactDueAtUtc >= from && r.ContactDueAtUtc < until && r.State != HelpRequestState.Cancelled
            && ((r.FirstContactAtUtc == null && r.ContactDueAtUtc < now) || r.FirstContactAtUtc > r.ContactDueAtUtc))
        || (r.HelpDueAtUtc >= from && r.HelpDueAtUtc < until && r.State != HelpRequestState.Cancelled && r.State != HelpRequestState.Rejected
            && ((r.HelpedAtUtc == null && r.HelpDueAtUtc < now) || r.HelpedAtUtc > r.HelpDueAtUtc));
}

/// <summary>A centre's week, to be looked back at.</summary>
public sealed record WeekReview
{
    public required FiguresCentre Centre { get; init; }
    public required DateOnly Monday { get; init; }
    public required WeekFigures This { get; init; }
    public required WeekFigures Before { get; init; }

    /// <summary>How often each reason was given, the most frequent first; none stands for those that nobody has explained.</summary>
    public required IReadOnlyList<(LateReason? Reason, int Count)> Reasons { get; init; }
    public required Page<LateRow> Late { get; init; }
    public required WrittenReview? Written { get; init; }
}

public sealed record LateRow
{
    public required Guid HelpRequestId { get; init; }
    public required LocalName Category { get; init; }
    public required string Name { get; init; }
    public required HelpRequestState State { get; init; }
    public required DateTime ContactDueAtUtc { get; init; }
    public required DateTime? FirstContactAtUtc { get; init; }
    public required DateTime HelpDueAtUtc { get; init; }
    public required DateTime? HelpedAtUtc { get; init; }
    public required LateReason? Reason { get; init; }
    public required string? Note { get; init; }
}

/// <summary>What was written about a week, when and by whom.</summary>
public sealed record WrittenReview(string WhatChanged, DateTime WrittenAtUtc, string? Author, Guid Version);
