using System.Globalization;
using System.Security.Cryptography;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours.Certificates;

/// <summary>Certificates on paper: which are still to be printed, the key to the page that is printed, and the PDF, kept once and given to whom it may be.</summary>
public sealed class CertificatePapers(VolunteersDbContext db, CurrentUser user, PrivacyKeys keys, FileStore files, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>A key opens its page just long enough for a browser to be started and to print it.</summary>
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromMinutes(3);

    private const int IdLength = 32;
    private const char Separator = '-';

    /// <summary>What is still to be printed, oldest first; those after the given one, so that one that fails does not come again in the same run.</summary>
    public async Task<IReadOnlyList<UnprintedCertificate>> UnprintedAsync(int? afterYear, int? afterSerial, int take, CancellationToken ct) =>
        await Unprinted(db.Certificates.AsNoTracking())
            .Where(c => afterYear == null || c.Year > afterYear || (c.Year == afterYear && c.Serial > afterSerial))
            .OrderBy(c => c.Year).ThenBy(c => c.Serial).Take(take)
            .Select(c => new UnprintedCertificate(c.CertificateId, c.Year, c.Serial, c.Number)).ToListAsync(ct);

    /// <summary>The key of the page that is printed: for this certificate, for this purpose, for a few minutes.</summary>
    public string PrintKeyOf(Guid certificateId) => PrintKeyOf(certificateId, clock.GetUtcNow() + KeyLifetime);

    /// <summary>The certificate that a key opens; null for a key that is forged, too old or for something else, and for a certificate that no longer holds.</summary>
    public async Task<Certificate?> FindToPrintAsync(string? key, CancellationToken ct)
    {
        if (IdOf(key) is not { } certificateId)
        {
            return null;
        }

        return await db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.CertificateId == certificateId && c.RevokedAtUtc == null && c.Volunteer.ErasedAtUtc == null, ct);
    }

    /// <summary>
    /// Keeps the paper, and lets the e-mail go that waits for it. False where there is one already, where the certificate was revoked
    /// meanwhile, or where the person is gone: then nothing is kept.
    /// </summary>
    public Task<bool> KeepAsync(Guid certificateId, byte[] pdf, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        db.ChangeTracker.Clear();
        var certificate = await db.Certificates.SingleOrDefaultAsync(c => c.CertificateId == certificateId && c.Volunteer.ErasedAtUtc == null, ct);

        if (certificate is null or { StoredFileId: not null } or { RevokedAtUtc: not null })
        {
            return false;
        }

        var file = files.Add(new IncomingFile(StoredFileKind.Pdf, Certificate.PaperNameOf(certificate.Year, certificate.Serial), pdf), byAccountId: null);
        certificate.KeepPaper(file.StoredFileId);
        await outbox.BringForwardAsync(MessageKind.CertificateIssued, certificateId, ct);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();

        return true;
    });

    /// <summary>The paper of one's own certificate; null where there is none.</summary>
    public async Task<OpenedFile?> OpenOwnAsync(Guid certificateId, CancellationToken ct) =>
        await db.Certificates.Where(Visible.OwnCertificates(user)).Where(c => c.CertificateId == certificateId && c.RevokedAtUtc == null).Select(c => c.StoredFileId).SingleOrDefaultAsync(ct) is { } file
            ? await files.OpenAsync(file, ct)
            : null;

    /// <summary>The paper of a certificate of one's centres; the look is recorded before it is given out.</summary>
    public async Task<OpenedFile?> OpenAsync(Guid certificateId, CancellationToken ct)
    {
        var found = await db.Certificates.Where(Visible.Certificates(user)).Where(c => c.CertificateId == certificateId && c.RevokedAtUtc == null)
            .Select(c => new { c.StoredFileId, c.VolunteerId }).SingleOrDefaultAsync(ct);

        if (found?.StoredFileId is not { } file)
        {
            return null;
        }

        if (found.VolunteerId != user.VolunteerId)
        {
            await audit.LookedAsync("CertificateFile", AuditSubject.Volunteer, found.VolunteerId, ct);
        }

        return await files.OpenAsync(file, ct);
    }

    /// <summary>How far the printing is, of the certificates that the one who asks may see: those of the last day, and what is left of older ones.</summary>
    public async Task<PaperProgress> ProgressAsync(CancellationToken ct)
    {
        var since = clock.UtcNow().AddDays(-1);
        var seen = db.Certificates.Where(Visible.Certificates(user));

        return new PaperProgress(
            await seen.CountAsync(c => c.RevokedAtUtc == null && c.StoredFileId != null && c.IssuedAtUtc > since, ct),
            await Unprinted(seen).CountAsync(ct),
            await db.Certificates.AnyAsync(c => c.StoredFileId != null, ct));
    }

    private static IQueryable<Certificate> Unprinted(IQueryable<Certificate> certificates) =>
        certificates.Where(c => c.StoredFileId == null && c.RevokedAtUtc == null && c.Volunteer.ErasedAtUtc == null);

    private string PrintKeyOf(Guid certificateId, DateTimeOffset until)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{certificateId:N}{Separator}{until.ToUnixTimeSeconds()}");

        return said + Separator + Convert.ToHexStringLower(keys.Sign(KeyPurpose.CertificatePrint, said));
    }

    private Guid? IdOf(string? key)
    {
        if (key?.Split(Separator) is not [{ Length: IdLength } id, var until, { Length: 2 * SHA256.HashSizeInBytes } signature]
            || !Guid.TryParseExact(id, "N", out var certificateId)
            || !long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var right = Convert.ToHexStringLower(keys.Sign(KeyPurpose.CertificatePrint, $"{id}{Separator}{until}"));

        return CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(right), System.Text.Encoding.ASCII.GetBytes(signature)) && seconds >= clock.GetUtcNow().ToUnixTimeSeconds()
            ? certificateId
            : null;
    }
}

/// <summary>A certificate without its paper.</summary>
public sealed record UnprintedCertificate(Guid CertificateId, int Year, int Serial, string Number);

/// <summary>How far the printing is.</summary>
/// <param name="Printed">Certificates of the last day that have their paper.</param>
/// <param name="Left">Certificates without, however old.</param>
/// <param name="WasEverPrinted">Whether anything was ever printed, here or by a worker elsewhere.</param>
public sealed record PaperProgress(int Printed, int Left, bool WasEverPrinted);
