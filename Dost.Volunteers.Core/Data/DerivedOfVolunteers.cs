using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Query;

namespace Dost.Volunteers.Core.Data;

/// <summary>
/// What is kept of volunteers only so that a list of a hundred thousand answers at once: the terms they are found by, saved with what they
/// are made of, and the sum of their approved hours, counted right after and by <see cref="RosterRepair"/> should that ever be cut off.
/// </summary>
internal static class DerivedOfVolunteers
{
    /// <summary>Ids in one statement: below what SQL Server takes as parameters.</summary>
    private const int MostIds = 1000;

    private static readonly string[] _madeOf = [nameof(Volunteer.GivenName), nameof(Volunteer.FamilyName), nameof(Volunteer.Phone), nameof(Volunteer.Email)];

    /// <summary>What decides whether somebody may be the same person as somebody else.</summary>
    private static readonly string[] _compared =
    [
        nameof(Volunteer.GivenName), nameof(Volunteer.FamilyName), nameof(Volunteer.BornOn), nameof(Volunteer.Gender), nameof(Volunteer.FinHash),
        nameof(Volunteer.Phone), nameof(Volunteer.GuardianPhone), nameof(Volunteer.PhoneConfirmedAtUtc),
    ];

    /// <summary>Who has changed in what is compared is compared anew.</summary>
    public static void ForgetComparison(VolunteersDbContext db)
    {
        foreach (var volunteer in db.ChangeTracker.Entries<Volunteer>().Where(e => e.State is EntityState.Modified && _compared.Any(p => e.Property(p).IsModified)))
        {
            volunteer.Property(v => v.ComparedAtUtc).CurrentValue = null;
        }
    }

    /// <summary>Those who are new or whose name, phone or e-mail changes.</summary>
    public static List<EntityEntry<Volunteer>> Renamed(VolunteersDbContext db) =>
        [.. db.ChangeTracker.Entries<Volunteer>().Where(e => e.State is EntityState.Added || (e.State is EntityState.Modified && _madeOf.Any(p => e.Property(p).IsModified)))];

    /// <summary>Brings the terms into step. Those of a changed volunteer must be loaded.</summary>
    public static void KeepTerms(VolunteersDbContext db, EntityEntry<Volunteer> entry)
    {
        var volunteer = entry.Entity;
        entry.Property(v => v.SearchText).CurrentValue = volunteer.FoldedForSearch();
        Bring(db, volunteer, SearchTerms.Of(volunteer));
    }

    public static void Bring(VolunteersDbContext db, Volunteer volunteer, IReadOnlySet<string> wanted)
    {
        var kept = volunteer.SearchTerms.ToDictionary(t => t.Term, StringComparer.Ordinal);
        db.VolunteerSearchTerms.RemoveRange(kept.Values.Where(t => !wanted.Contains(t.Term)));
        db.VolunteerSearchTerms.AddRange(wanted.Where(t => !kept.ContainsKey(t)).Select(t => new VolunteerSearchTerm { VolunteerId = volunteer.VolunteerId, Term = t }));
    }

    /// <summary>The volunteers whose entries are added, decided or taken away.</summary>
    public static HashSet<Guid> WithOtherHours(VolunteersDbContext db) =>
        [.. db.ChangeTracker.Entries<HoursEntry>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).Select(e => e.Entity.VolunteerId)];

    public static IEnumerable<(IQueryable<Volunteer> Volunteers, Action<UpdateSettersBuilder<Volunteer>> Set)> Totals(VolunteersDbContext db, IReadOnlyCollection<Guid> volunteerIds)
    {
        foreach (var ids in volunteerIds.Chunk(MostIds))
        {
            yield return (db.Volunteers.Where(v => ids.Contains(v.VolunteerId)), set => set.SetProperty(
                v => v.ServedMinutes, v => db.HoursEntries.Where(h => h.VolunteerId == v.VolunteerId && h.State == HoursState.Approved).Sum(h => h.Minutes)));
        }
    }
}
