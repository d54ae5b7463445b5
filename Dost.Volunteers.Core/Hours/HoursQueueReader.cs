using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours;

/// <summary>Which of the entries that wait are shown.</summary>
public enum HoursFilter { All, Fine, Odd, LongerThanShift, Overlapping, AtNight, AboveUsual, Remote }

/// <summary>The entries that wait for a coordinator.</summary>
public sealed class HoursQueueReader(VolunteersDbContext db, CurrentUser user)
{
    public IQueryable<HoursEntry> Waiting(HoursFilter filter)
    {
        var waiting = db.HoursEntries.AsNoTracking().DecidableBy(user).Where(h => h.State == HoursState.Submitted);

        return filter switch
        {
            HoursFilter.All => waiting,
            HoursFilter.Fine => waiting.Where(h => h.Odd == OddMarks.None),
            HoursFilter.Odd => waiting.Where(h => h.Odd != OddMarks.None),
            HoursFilter.LongerThanShift => waiting.Where(h => (h.Odd & OddMarks.LongerThanShift) != 0),
            HoursFilter.Overlapping => waiting.Where(h => (h.Odd & OddMarks.Overlapping) != 0),
            HoursFilter.AtNight => waiting.Where(h => (h.Odd & OddMarks.AtNight) != 0),
            HoursFilter.AboveUsual => waiting.Where(h => (h.Odd & OddMarks.AboveUsual) != 0),
            HoursFilter.Remote => waiting.Where(h => h.Source == HoursSource.Remote),
        };
    }
}
