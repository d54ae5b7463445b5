using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Reports;

/// <summary>What the agency tells the public about a year. <paramref name="AnsweredInTimePercent"/> is null where nobody asked yet.</summary>
public sealed record PublicFigures(int ActiveVolunteers, int PeopleHelped, int Hours, int? AnsweredInTimePercent);

/// <summary>Counts the public figures of the current year in Baku.</summary>
public sealed class PublicFiguresReader(VolunteersDbContext db, TimeProvider clock)
{
    /// <summary>A request is answered in time when somebody has looked after it within a day.</summary>
    private static readonly TimeSpan _inTime = TimeSpan.FromHours(24);

    public async Task<PublicFigures> ReadAsync(CancellationToken ct)
    {
        var firstDay = new DateOnly(clock.TodayInBaku().Year, 1, 1);
        var sinceUtc = BakuTime.ToUtc(firstDay, TimeOnly.MinValue);

        var volunteers = await db.Volunteers.CountAsync(v => v.State == VolunteerState.Active, ct);
        var people = await db.HelpRequests
            .Where(r => r.Steps.Any(s => s.State == HelpRequestState.Done && s.AtUtc >= sinceUtc))
            .Select(r => r.BeneficiaryId).Distinct().CountAsync(ct);
        var minutes = await db.HoursEntries.Where(h => h.State == HoursState.Approved && h.ServiceDate >= firstDay).SumAsync(h => (long)h.Minutes, ct);

        return new PublicFigures(volunteers, people, (int)(minutes / 60), await AnsweredInTimeAsync(sinceUtc, ct));
    }

    private async Task<int?> AnsweredInTimeAsync(DateTime sinceUtc, CancellationToken ct)
    {
        var dayAgo = clock.UtcNow() - _inTime;
        var asked = await db.HelpRequests.Where(r => r.AskedAtUtc >= sinceUtc)
            .Select(r => new { r.AskedAtUtc, AnsweredAtUtc = r.Steps.Where(s => s.State != HelpRequestState.New).Min(s => (DateTime?)s.AtUtc) })
            .ToListAsync(ct);

        // Of those asked today and still open nobody can say yet.
        var judged = asked.Where(r => r.AnsweredAtUtc is not null || r.AskedAtUtc < dayAgo).ToList();

        return judged.Count == 0 ? null : judged.Count(r => r.AnsweredAtUtc - r.AskedAtUtc <= _inTime) * 100 / judged.Count;
    }
}
