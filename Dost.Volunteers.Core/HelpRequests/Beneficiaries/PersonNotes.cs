using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.HelpRequests.Beneficiaries;

/// <summary>Notes of coordinators about a person helped, for coordinators.</summary>
public sealed class PersonNotes(VolunteersDbContext db, CurrentUser user, FieldCipher cipher, AuditLog audit, TimeProvider clock)
{
    private const int Shown = 50;

    /// <summary>Adds a note. The id comes from the form, so that a form that is sent twice writes one note. False if the person is not there.</summary>
    public Task<bool> AddAsync(Guid noteId, Guid beneficiaryId, string text, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        if (user.AccountId is not { } author || await db.Beneficiaries.Where(Visible.Beneficiaries(user)).SingleOrDefaultAsync(b => b.BeneficiaryId == beneficiaryId && b.MergedIntoId == null, ct) is not { } person)
        {
            return false;
        }

        if (!await db.BeneficiaryNotes.AnyAsync(n => n.BeneficiaryNoteId == noteId, ct))
        {
            db.BeneficiaryNotes.Add(new BeneficiaryNote { BeneficiaryNoteId = noteId, BeneficiaryId = beneficiaryId, AuthorId = author, WrittenAtUtc = clock.UtcNow(), TextEncrypted = cipher.Encrypt(text) });

            // Written unchanged: the note collides with who joins the record to another one, and with nobody else.
            db.Entry(person).Property(p => p.Version).IsModified = true;
            audit.Changed("PersonNoteAdded", AuditSubject.Beneficiary, beneficiaryId);
            await db.SaveChangesAsync(ct);
        }

        return true;
    });

    /// <summary>The newest notes on a person whom the reader may see.</summary>
    public async Task<IReadOnlyList<PersonNote>> ListAsync(Guid beneficiaryId, CancellationToken ct)
    {
        var notes = await db.BeneficiaryNotes.AsNoTracking()
            .Where(n => n.BeneficiaryId == beneficiaryId && db.Beneficiaries.Where(Visible.Beneficiaries(user)).Any(b => b.BeneficiaryId == n.BeneficiaryId))
            .OrderByDescending(n => n.WrittenAtUtc).ThenByDescending(n => n.BeneficiaryNoteId).Take(Shown)
            .Select(n => new { n.WrittenAtUtc, n.TextEncrypted, Author = db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(ct);

        return notes.ConvertAll(n => new PersonNote(n.WrittenAtUtc, n.Author, cipher.Decrypt(n.TextEncrypted)));
    }
}

/// <summary>A note as colleagues read it.</summary>
public sealed record PersonNote(DateTime WrittenAtUtc, string? Author, string Text);
