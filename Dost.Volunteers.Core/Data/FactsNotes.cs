using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Dost.Volunteers.Core.Data;

/// <summary>Adds a <see cref="FactsChange"/> for all that is about to be saved and that the matcher's rules or scores ask about.</summary>
internal static class FactsNotes
{
    public static void Take(VolunteersDbContext db)
    {
        // Noted before a save that failed and is tried again: still true.
        var noted = db.ChangeTracker.Entries<FactsChange>().Where(e => e.State is EntityState.Added).Select(e => (e.Entity.Subject, e.Entity.SubjectId)).ToHashSet();
        var changed = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).Select(SubjectOf).OfType<(FactsSubject, Guid)>().Distinct().ToList();

        db.FactsChanges.AddRange(changed.Where(c => !noted.Contains(c)).Select(c => new FactsChange { Subject = c.Item1, SubjectId = c.Item2 }));
    }

    private static (FactsSubject, Guid)? SubjectOf(EntityEntry entry) => entry.Entity switch
    {
        Volunteer volunteer => (FactsSubject.Volunteer, volunteer.VolunteerId),
        VolunteerSkill skill => (FactsSubject.Volunteer, skill.VolunteerId),
        VolunteerLanguage language => (FactsSubject.Volunteer, language.VolunteerId),
        LikedKind kind => (FactsSubject.Volunteer, kind.VolunteerId),
        AvailabilityWindow window => (FactsSubject.Volunteer, window.VolunteerId),
        BlackoutPeriod period => (FactsSubject.Volunteer, period.VolunteerId),
        Credential credential => (FactsSubject.Volunteer, credential.VolunteerId),
        ExcludedPair pair => (FactsSubject.Volunteer, pair.VolunteerId),
        KnownVisitor known => (FactsSubject.Volunteer, known.VolunteerId),
        Assignment place => (FactsSubject.Volunteer, place.VolunteerId),
        Shift shift when IsModified(entry, nameof(Shift.StartsAtUtc), nameof(Shift.EndsAtUtc), nameof(Shift.State)) => (FactsSubject.Shift, shift.ShiftId),
        VolunteerTask task when IsModified(entry, nameof(VolunteerTask.PlaceKind)) => (FactsSubject.VolunteerTask, task.VolunteerTaskId),
        CredentialType when IsModified(entry, nameof(CredentialType.Vetting)) => (FactsSubject.Everything, Guid.Empty),
        _ => null,
    };

    /// <summary>What is new holds nobody yet.</summary>
    private static bool IsModified(EntityEntry entry, params ReadOnlySpan<string> properties)
    {
        foreach (var property in properties)
        {
            if (entry.State is EntityState.Modified && entry.Property(property).IsModified)
            {
                return true;
            }
        }

        return false;
    }
}
