using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Leaving.PersonalData;

/// <summary>Reads all that is known of a person, as the list of what is personal says, for the person to take along.</summary>
public sealed class PersonalDataReader(VolunteersDbContext db, FieldCipher cipher, AuditLog audit)
{
    /// <summary>The tables in the order of the list; that it was read is recorded first.</summary>
    public async Task<PersonalExport?> ReadAsync(Guid volunteerId, CancellationToken ct)
    {
        if (!await db.Volunteers.AnyAsync(v => v.VolunteerId == volunteerId && v.ErasedAtUtc == null, ct))
        {
            return null;
        }

        audit.Changed("DataExported", AuditSubject.Volunteer, volunteerId);
        await db.SaveChangesAsync(ct);

        var person = await db.IdentifyAsync(cipher, volunteerId, ct);
        var aids = await ReadingAids.ReadAsync(db, cipher, person, ct);
        var tables = new List<PersonalTable>();

        foreach (var holding in Holdings.All.Where(h => h.Told.Count > 0))
        {
            tables.Add(await holding.ReadAsync(db, person, aids, ct));
        }

        return new PersonalExport(tables, person.FileIds);
    }
}

/// <summary>All that is known of a person, and the files to open one by one.</summary>
public sealed record PersonalExport(IReadOnlyList<PersonalTable> Tables, IReadOnlyList<Guid> FileIds);

internal static class People
{
    /// <summary>The ids of a person. An account that also serves the centre as staff is not theirs to erase: it only forgets that they volunteered.</summary>
    public static async Task<Person> IdentifyAsync(this VolunteersDbContext db, FieldCipher cipher, Guid volunteerId, CancellationToken ct)
    {
        // Records that were merged into this one still hold what could not move.
        var records = await db.Volunteers.Where(v => v.VolunteerId == volunteerId || v.MergedIntoId == volunteerId).Select(v => v.VolunteerId).ToListAsync(ct);

        return new Person(
            volunteerId,
            records,
            await db.Users.Where(a => a.VolunteerId == volunteerId && !db.UserRoles.Any(r => r.UserId == a.Id && db.Roles.Any(o => o.Id == r.RoleId && o.Name != Accounts.Roles.Volunteer)))
                .Select(a => a.Id).ToListAsync(ct),
            [
                .. await db.Credentials.Where(c => records.Contains(c.VolunteerId) && c.StoredFileId != null).Select(c => c.StoredFileId!.Value).ToListAsync(ct),
                .. await db.Certificates.Where(c => records.Contains(c.VolunteerId) && c.StoredFileId != null).Select(c => c.StoredFileId!.Value).ToListAsync(ct),
            ],
            await db.Erasures.Where(e => records.Contains(e.VolunteerId)).Select(e => e.ErasureId).ToListAsync(ct),
            [.. (await db.Volunteers.Where(v => records.Contains(v.VolunteerId)).Select(v => v.Phone).ToListAsync(ct)).Select(cipher.HashOfPhone)]);
    }
}
