using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Reviews;

/// <summary>Writes what a centre learnt of a week.</summary>
public sealed class ReviewService(VolunteersDbContext db, CurrentUser user, TimeProvider clock)
{
    /// <param name="centreId">The centre, one of the caller's.</param>
    /// <param name="monday">The Monday of the week.</param>
    /// <param name="words">What changes.</param>
    /// <param name="seenVersion">The version that was read; none where nothing was written yet.</param>
    /// <param name="ct">Stops it.</param>
    public Task<ReviewOutcome> WriteAsync(Guid centreId, DateOnly monday, string words, Guid? seenVersion, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (user.AccountId is not { } author || !user.MayManage(centreId) || CalendarWeek.MondayOf(monday) != monday || !await db.Centres.AnyAsync(c => c.CentreId == centreId, ct))
        {
            return ReviewOutcome.NotThere;
        }

        var clean = words.Trim();
        var review = await db.WeeklyReviews.SingleOrDefaultAsync(r => r.CentreId == centreId && r.Monday == monday, ct);

        // The same words once more, as after a double click.
        if (review?.WhatChanged == clean)
        {
            return ReviewOutcome.Saved;
        }

        if (review?.Version != seenVersion)
        {
            return ReviewOutcome.ChangedMeanwhile;
        }

        if (review is null)
        {
            db.WeeklyReviews.Add(new WeeklyReview { CentreId = centreId, Monday = monday, WhatChanged = clean, WrittenById = author, WrittenAtUtc = clock.UtcNow() });
        }
        else
        {
            (review.WhatChanged, review.WrittenById, review.WrittenAtUtc, review.Version) = (clean, author, clock.UtcNow(), Guid.NewGuid());
        }

        await db.SaveChangesAsync(ct);

        return ReviewOutcome.Saved;
    });
}

public enum ReviewOutcome
{
    Saved,

    /// <summary>No such centre or week, or not for the caller.</summary>
    NotThere,

    /// <summary>Somebody else has written since it was read.</summary>
    ChangedMeanwhile,
}
