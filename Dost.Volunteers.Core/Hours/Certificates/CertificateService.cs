using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Terms;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Hours.Certificates;

/// <summary>Issues certificates for approved hours: for a term that was completed, or when somebody asks; and revokes them.</summary>
public sealed class CertificateService(VolunteersDbContext db, CurrentUser user, PrivacyKeys keys, PolicyReader policyReader, FileStore files, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    private const int TokenBytes = 16;

    /// <summary>The word in the public address of a certificate: only who holds the secret of the installation can make it.</summary>
    public string TokenOf(Guid certificateId) => Convert.ToHexStringLower(keys.Sign(KeyPurpose.Certificate, certificateId.ToString("N"))[..TokenBytes]);

    /// <summary>What the public page finds; null for anything that is no token of ours.</summary>
    public async Task<PublicCertificate?> FindAsync(string token, CancellationToken ct)
    {
        if (token is null || token.Length != 2 * TokenBytes)
        {
            return null;
        }

        var hash = HashOf(token);

        return await db.Certificates.AsNoTracking().Where(c => c.TokenHash == hash)
            .Select(c => new PublicCertificate(c.Number, c.Initials, c.Minutes, c.FromOn, c.UntilOn, c.CentreName, c.RevokedAtUtc)).SingleOrDefaultAsync(ct);
    }

    /// <summary>For all approved hours of the volunteer so far. One that says the same and still holds is not issued twice.</summary>
    public Task<IssueResult> IssueAsync(Guid volunteerId, string culture, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var own = user.VolunteerId == volunteerId;
        var volunteer = own
            ? await db.Volunteers.Include(v => v.Centre).SingleOrDefaultAsync(v => v.VolunteerId == volunteerId && v.ErasedAtUtc == null, ct)
            : await db.Volunteers.DecidableBy(user).Include(v => v.Centre).SingleOrDefaultAsync(v => v.VolunteerId == volunteerId, ct);

        if (volunteer is null)
        {
            return new IssueResult(IssueOutcome.Gone);
        }

        var approved = await db.HoursEntries.Where(h => h.VolunteerId == volunteerId && h.State == HoursState.Approved)
            .GroupBy(h => h.VolunteerId).Select(g => new { Minutes = g.Sum(h => h.Minutes), From = g.Min(h => h.ServiceDate), Until = g.Max(h => h.ServiceDate) }).SingleOrDefaultAsync(ct);

        if (approved is null || approved.Minutes <= 0)
        {
            return new IssueResult(IssueOutcome.NoHours);
        }

        var standing = await db.Certificates.Where(c => c.VolunteerId == volunteerId && c.RevokedAtUtc == null && c.ServiceTermId == null && c.Culture == culture
            && c.Minutes == approved.Minutes && c.FromOn == approved.From && c.UntilOn == approved.Until && c.HolderName == volunteer.GivenName + " " + volunteer.FamilyName).Select(c => (Guid?)c.CertificateId).FirstOrDefaultAsync(ct);

        if (standing is { } id)
        {
            return new IssueResult(IssueOutcome.IssuedBefore, id);
        }

        var certificate = await NewAsync(volunteer, new Served(null, volunteer.Programme, approved.From, approved.Until, approved.Minutes), culture, ct);
        await db.SaveChangesAsync(ct);

        return new IssueResult(IssueOutcome.Issued, certificate.CertificateId);
    });

    /// <summary>
    /// Issues what is missing for completed terms, so many at most; how many were issued. Hours of the term that wait for approval are
    /// waited for, but not longer than the setting says. A term without approved hours gets none.
    /// </summary>
    /// <param name="take">How many at most.</param>
    /// <param name="mailWaits">How long the e-mail waits for the printed paper; it goes as soon as that is there, and without it after this time.</param>
    /// <param name="ct">Stops it.</param>
    public Task<int> IssueForTermsAsync(int take, TimeSpan mailWaits, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        db.ChangeTracker.Clear();
        var terms = await (await MissingTermsAsync(ct)).OrderBy(t => t.ServiceTermId).Take(take)
            .Select(t => new
            {
                t.ServiceTermId,
                t.VolunteerId,
                t.Programme,
                t.StartsOn,
                Until = t.ClosedOn!.Value,
                Minutes = db.HoursEntries.Where(h => h.VolunteerId == t.VolunteerId && h.State == HoursState.Approved && h.ServiceDate >= t.StartsOn && h.ServiceDate <= t.ClosedOn).Sum(h => h.Minutes),
            }).ToListAsync(ct);
        var ids = terms.ConvertAll(t => t.VolunteerId);
        var volunteers = await db.Volunteers.Where(v => ids.Contains(v.VolunteerId)).Include(v => v.Centre).ToDictionaryAsync(v => v.VolunteerId, ct);

        foreach (var term in terms)
        {
            var volunteer = volunteers[term.VolunteerId];
            var certificate = await NewAsync(volunteer, new Served(term.ServiceTermId, term.Programme, term.StartsOn, term.Until, term.Minutes), volunteer.Culture, ct);
            outbox.Later(MessageKind.CertificateIssued, Recipient.Volunteer(volunteer.VolunteerId), certificate.CertificateId, MessageChannel.Email, mailWaits);
        }

        await db.SaveChangesAsync(ct);

        return terms.Count;
    });

    /// <summary>How many completed terms, of the volunteers whom the one who asks may see, still get one.</summary>
    public async Task<int> MissingAsync(CancellationToken ct)
    {
        var seen = db.Volunteers.Where(Visible.Volunteers(user));

        return await (await MissingTermsAsync(ct)).CountAsync(t => seen.Any(v => v.VolunteerId == t.VolunteerId), ct);
    }

    /// <summary>From now on the public page says so, and the paper is gone. Nobody revokes, or issues as staff, their own.</summary>
    public Task<RevokeOutcome> RevokeAsync(Guid certificateId, string reason, Guid version, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var certificate = await db.Certificates.DecidableBy(user).SingleOrDefaultAsync(c => c.CertificateId == certificateId, ct);

        if (certificate is null)
        {
            return RevokeOutcome.Gone;
        }

        if (certificate.RevokedAtUtc is not null || certificate.Version != version)
        {
            return certificate.RevokedAtUtc is not null ? RevokeOutcome.RevokedBefore : RevokeOutcome.Changed;
        }

        if (certificate.StoredFileId is { } paper)
        {
            files.Remove(paper);
        }

        certificate.Revoke(reason, user.AccountId ?? throw new InvalidOperationException("Somebody who is signed in revokes."), clock.UtcNow());
        audit.Changed("CertificateRevoked", AuditSubject.Certificate, certificateId);
        await db.SaveChangesAsync(ct);

        return RevokeOutcome.Revoked;
    });

    private async Task<IQueryable<ServiceTerm>> MissingTermsAsync(CancellationToken ct) => Missing(clock.TodayInBaku().AddDays(-(await policyReader.ReadAsync(ct)).CertificateWaitDays));

    private IQueryable<ServiceTerm> Missing(DateOnly waitUntil) => db.ServiceTerms.Where(t => t.State == ServiceTermState.Completed && t.ClosedOn != null && t.Volunteer.ErasedAtUtc == null
        && !db.Certificates.Any(c => c.ServiceTermId == t.ServiceTermId)
        && db.HoursEntries.Where(h => h.VolunteerId == t.VolunteerId && h.State == HoursState.Approved && h.ServiceDate >= t.StartsOn && h.ServiceDate <= t.ClosedOn).Sum(h => h.Minutes) > 0
        && (t.ClosedOn <= waitUntil || !db.HoursEntries.Any(h => h.VolunteerId == t.VolunteerId && h.State == HoursState.Submitted && h.ServiceDate >= t.StartsOn && h.ServiceDate <= t.ClosedOn)));

    private async Task<Certificate> NewAsync(Volunteer volunteer, Served served, string culture, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var year = BakuTime.DateOf(now).Year;
        var counter = await db.CertificateYears.FindAsync([year], ct);

        if (counter is null)
        {
            counter = new CertificateYear { Year = year };
            db.CertificateYears.Add(counter);
        }

        var (id, serial) = (Guid.CreateVersion7(), counter.Take());
        var certificate = new Certificate
        {
            CertificateId = id,
            Year = year,
            Serial = serial,
            Number = Certificate.NumberOf(year, serial),
            VolunteerId = volunteer.VolunteerId,
            ServiceTermId = served.ServiceTermId,
            CentreId = volunteer.CentreId,
            HolderName = volunteer.FullName,
            Initials = Certificate.InitialsOf(volunteer.GivenName, volunteer.FamilyName),
            CentreName = volunteer.Centre.Name.In(CultureInfo.GetCultureInfo(culture)),
            Programme = served.Programme,
            Culture = culture,
            FromOn = served.From,
            UntilOn = served.Until,
            Minutes = served.Minutes,
            IssuedAtUtc = now,
            IssuedById = user.AccountId,
            TokenHash = HashOf(TokenOf(id)),
        };
        db.Certificates.Add(certificate);
        audit.Changed("CertificateIssued", AuditSubject.Certificate, id);

        return certificate;
    }

    private string HashOf(string token) => Convert.ToHexString(keys.Sign(KeyPurpose.Certificate, "token|" + token));

    private sealed record Served(Guid? ServiceTermId, Programme Programme, DateOnly From, DateOnly Until, int Minutes);
}

/// <summary>All that a stranger learns.</summary>
public sealed record PublicCertificate(string Number, string Initials, int Minutes, DateOnly FromOn, DateOnly UntilOn, string CentreName, DateTime? RevokedAtUtc);

public enum IssueOutcome { Issued, IssuedBefore, NoHours, Gone }

public sealed record IssueResult(IssueOutcome Outcome, Guid CertificateId = default);

public enum RevokeOutcome { Revoked, RevokedBefore, Changed, Gone }
