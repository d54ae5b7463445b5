using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;

namespace Dost.Volunteers.Core.Accounts;

/// <summary>What somebody may decide on: what they may see, but for what concerns themselves.</summary>
public static class Decidable
{
    public static IQueryable<Volunteer> DecidableBy(this IQueryable<Volunteer> volunteers, CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var own = user.VolunteerId;

        return volunteers.Where(Visible.Volunteers(user)).Where(v => own == null || v.VolunteerId != own);
    }

    public static IQueryable<Credential> DecidableBy(this IQueryable<Credential> credentials, CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var own = user.VolunteerId;

        return credentials.Where(Visible.Credentials(user)).Where(c => own == null || c.VolunteerId != own);
    }

    public static IQueryable<Swap> DecidableBy(this IQueryable<Swap> swaps, CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var own = user.VolunteerId;

        return swaps.Where(Visible.Swaps(user)).Where(s => own == null || (s.ColleagueId != own && s.Assignment.VolunteerId != own));
    }

    public static IQueryable<Certificate> DecidableBy(this IQueryable<Certificate> certificates, CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var own = user.VolunteerId;

        return certificates.Where(Visible.Certificates(user)).Where(c => own == null || c.VolunteerId != own);
    }

    public static IQueryable<HoursEntry> DecidableBy(this IQueryable<HoursEntry> entries, CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var own = user.VolunteerId;

        return entries.Where(Visible.Hours(user)).Where(h => own == null || h.VolunteerId != own);
    }
}
