using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>Where and how somebody is reached now. An address that is missing, or on which they opted out, is null.</summary>
public sealed record Contact(string GivenName, string Culture, string? Phone, string? Email, bool SmsOptedOut = false, bool EmailOptedOut = false)
{
    /// <summary>What a volunteer does not want to be written about.</summary>
    public IReadOnlyCollection<(MessageTopic Topic, MessageChannel Channel)> Muted { get; init; } = [];

    /// <summary>The last messages to the number or address came back; what the person asks for at this moment is tried all the same.</summary>
    public bool PhoneFailed { get; init; }
    public bool EmailFailed { get; init; }

    /// <summary>A volunteer's own quiet hours.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>Whether text messages come without the letters of Azerbaijani, as the person or else their centre chose; null where the policy decides.</summary>
    public bool? PlainLetters { get; init; }
}

/// <summary>Looks up the contacts of recipients, a query for each kind.</summary>
public sealed class RecipientDirectory(VolunteersDbContext db, FieldCipher cipher)
{
    public async Task<IReadOnlyDictionary<Recipient, Contact>> FindAsync(IReadOnlyCollection<Recipient> recipients, CancellationToken ct)
    {
        var volunteers = IdsOf(RecipientKind.Volunteer);
        var guardians = IdsOf(RecipientKind.Guardian);
        var askers = IdsOf(RecipientKind.Asker);
        var accounts = IdsOf(RecipientKind.Account);
        var applicants = IdsOf(RecipientKind.Applicant);
        var found = new Dictionary<Recipient, Contact>();

        await AddVolunteersAsync(found, volunteers, ct);

        if (guardians.Count > 0)
        {
            foreach (var v in await db.Volunteers.AsNoTracking().Where(v => guardians.Contains(v.VolunteerId))
                .Select(v => new { v.VolunteerId, v.GuardianName, v.GuardianPhone, v.Culture, v.Centre.PlainLetters }).ToListAsync(ct))
            {
                found[Recipient.Guardian(v.VolunteerId)] = new Contact(v.GuardianName ?? "", v.Culture, v.GuardianPhone, Email: null) { PlainLetters = v.PlainLetters };
            }
        }

        if (askers.Count > 0)
        {
            foreach (var r in await db.HelpRequests.AsNoTracking().Where(r => askers.Contains(r.HelpRequestId))
                .Select(r => new { r.HelpRequestId, Name = r.AskerName ?? r.Beneficiary.FullName, r.Culture, r.ContactPhone, r.ContactEmail, r.PhoneFailedAtUtc, r.EmailFailedAtUtc, SmsOptedOut = db.HelpRequests.Any(o => o.ContactPhone == r.ContactPhone && o.SmsOptedOut), PlainLetters = db.Centres.Where(c => c.CentreId == r.CentreId).Select(c => c.PlainLetters).FirstOrDefault() }).ToListAsync(ct))
            {
                found[Recipient.Asker(r.HelpRequestId)] = new Contact(r.Name, r.Culture, r.ContactPhone, r.ContactEmail, r.SmsOptedOut)
                {
                    PhoneFailed = r.PhoneFailedAtUtc is not null,
                    PlainLetters = r.PlainLetters,
                    EmailFailed = r.EmailFailedAtUtc is not null,
                };
            }
        }

        if (accounts.Count > 0)
        {
            foreach (var a in await db.Users.AsNoTracking().Where(a => accounts.Contains(a.Id))
                .Select(a => new { a.Id, a.DisplayName, a.Culture, a.PhoneNumber, a.Email }).ToListAsync(ct))
            {
                found[Recipient.Account(a.Id)] = new Contact(a.DisplayName, a.Culture, a.PhoneNumber, a.Email);
            }
        }

        await AddApplicantsAsync(found, applicants, ct);

        return found;

        List<Guid> IdsOf(RecipientKind kind) => [.. recipients.Where(r => r.Kind == kind).Select(r => r.Id).Distinct()];
    }

    private async Task AddVolunteersAsync(Dictionary<Recipient, Contact> found, List<Guid> volunteers, CancellationToken ct)
    {
        if (volunteers.Count == 0)
        {
            return;
        }

        var muted = (await db.MutedTopics.AsNoTracking().Where(t => volunteers.Contains(t.VolunteerId)).ToListAsync(ct)).ToLookup(t => t.VolunteerId, t => (t.Topic, t.Channel));

        foreach (var v in await db.Volunteers.AsNoTracking().Where(v => volunteers.Contains(v.VolunteerId) && v.ErasedAtUtc == null)
            .Select(v => new { v.VolunteerId, v.GivenName, v.Culture, v.Phone, v.Email, v.SmsOptedOut, v.EmailOptedOut, v.PhoneFailedAtUtc, v.EmailFailedAtUtc, v.QuietFrom, v.QuietTo, PlainLetters = v.PlainLetters ?? v.Centre.PlainLetters }).ToListAsync(ct))
        {
            found[Recipient.Volunteer(v.VolunteerId)] = new Contact(v.GivenName, v.Culture, v.Phone, v.Email, v.SmsOptedOut, v.EmailOptedOut)
            {
                Muted = [.. muted[v.VolunteerId]],
                PhoneFailed = v.PhoneFailedAtUtc is not null,
                EmailFailed = v.EmailFailedAtUtc is not null,
                Quiet = QuietHours.Own(v.QuietFrom, v.QuietTo),
                PlainLetters = v.PlainLetters,
            };
        }
    }

    private async Task AddApplicantsAsync(Dictionary<Recipient, Contact> found, List<Guid> applicants, CancellationToken ct)
    {
        if (applicants.Count == 0)
        {
            return;
        }

        // No name: whoever typed it has not shown that the number is theirs, and a message must not say what a stranger wants it to say.
        foreach (var draft in await db.SignUpDrafts.AsNoTracking().Where(d => applicants.Contains(d.SignUpDraftId) && d.FinishedAtUtc == null).ToListAsync(ct))
        {
            var person = cipher.OpenAnswers(draft).Person!;
            found[Recipient.Applicant(draft.SignUpDraftId)] = new Contact("", draft.Culture, person.Phone, person.Email);
        }
    }
}
