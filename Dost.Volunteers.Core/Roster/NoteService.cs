using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Roster;

/// <summary>Notes of coordinators for coordinators.</summary>
public sealed class NoteService(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, AuditLog audit, TimeProvider clock)
{
    /// <summary>Adds a note. <paramref name="noteId"/> comes from the form, so that a form that is sent twice writes one note. False if the volunteer is not there.</summary>
    public async Task<bool> AddAsync(Guid noteId, Guid volunteerId, string text, CancellationToken ct)
    {
        if (user.AccountId is not { } author || !await db.Volunteers.Where(Visible.Volunteers(user)).AnyAsync(v => v.VolunteerId == volunteerId, ct))
        {
            return false;
        }

        if (await db.VolunteerNotes.AnyAsync(n => n.VolunteerNoteId == noteId, ct))
        {
            return true;
        }

        db.VolunteerNotes.Add(new VolunteerNote { VolunteerNoteId = noteId, VolunteerId = volunteerId, AuthorId = author, WrittenAtUtc = clock.UtcNow(), TextEncrypted = cipher.Encrypt(text) });
        audit.Changed("NoteAdded", AuditSubject.Volunteer, volunteerId);

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // The same form a moment ago; anything else is no reason to call it done.
            db.ChangeTracker.Clear();

            if (!await db.VolunteerNotes.AnyAsync(n => n.VolunteerNoteId == noteId, ct))
            {
                throw;
            }
        }

        return true;
    }

    /// <summary>The notes on a volunteer whom the person may see, the newest first.</summary>
    public Task<IReadOnlyList<ReadNote>> ListAsync(Guid volunteerId, CancellationToken ct) => NewestAsync(volunteerId, int.MaxValue, ct);

    public async Task<ReadNote?> LastAsync(Guid volunteerId, CancellationToken ct) => await NewestAsync(volunteerId, 1, ct) is [var note, ..] ? note : null;

    private async Task<IReadOnlyList<ReadNote>> NewestAsync(Guid volunteerId, int count, CancellationToken ct)
    {
        var notes = await db.VolunteerNotes.AsNoTracking()
            .Where(n => n.VolunteerId == volunteerId && db.Volunteers.Where(Visible.Volunteers(user)).Any(v => v.VolunteerId == n.VolunteerId))
            .OrderByDescending(n => n.WrittenAtUtc).ThenByDescending(n => n.VolunteerNoteId).Take(count)
            .Select(n => new { n.WrittenAtUtc, n.TextEncrypted, Author = db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(ct);

        return notes.ConvertAll(n => new ReadNote(n.WrittenAtUtc, n.Author, cipher.Decrypt(n.TextEncrypted)));
    }
}

/// <summary>A note as colleagues read it.</summary>
public sealed record ReadNote(DateTime WrittenAtUtc, string? Author, string Text);
