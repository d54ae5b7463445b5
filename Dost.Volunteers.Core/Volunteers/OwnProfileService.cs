using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers;

/// <summary>What volunteers set themselves: language, channels, and a further link to confirm the e-mail address.</summary>
public sealed class OwnProfileService(VolunteersDbContext db, Outbox outbox, AuditLog audit, TimeProvider clock)
{
    /// <summary>Not more links than this to one address in an hour.</summary>
    public const int EmailLinksPerHour = 3;

    /// <summary>Sets the language of pages and messages, which channels are used for what, and the hours in which nothing comes that can wait.</summary>
    public Task<bool> SetAsync(Guid volunteerId, OwnPreferences wished, CancellationToken ct) => ChangeAsync(volunteerId, "OwnSettingsChanged", async volunteer =>
    {
        volunteer.Culture = wished.Culture;
        volunteer.SmsOptedOut = !wished.BySms;
        volunteer.EmailOptedOut = !wished.ByEmail;
        volunteer.PlainLetters = wished.PlainLetters;
        volunteer.QuietFrom = wished.Quiet?.From;
        volunteer.QuietTo = wished.Quiet?.To;
        var muted = wished.Muted.Where(m => MessageTopics.OfChoice.Contains(m.Topic)).ToHashSet();
        var standing = await db.MutedTopics.Where(m => m.VolunteerId == volunteerId).ToListAsync(ct);
        db.MutedTopics.RemoveRange(standing.Where(m => !muted.Contains((m.Topic, m.Channel))));
        db.MutedTopics.AddRange(muted.Where(m => !standing.Exists(s => s.Topic == m.Topic && s.Channel == m.Channel))
            .Select(m => new MutedTopic { VolunteerId = volunteerId, Topic = m.Topic, Channel = m.Channel }));

        foreach (var account in await db.Users.Where(a => a.VolunteerId == volunteerId).ToListAsync(ct))
        {
            account.Culture = wished.Culture;
        }
    }, ct);

    /// <summary>The answer to the link at the end of every e-mail, or its undoing.</summary>
    public Task<bool> SetEmailOptOutAsync(Guid volunteerId, bool optedOut, CancellationToken ct) =>
        ChangeAsync(volunteerId, optedOut ? "EmailOptedOut" : "EmailOptedIn", volunteer =>
        {
            volunteer.EmailOptedOut = optedOut;

            return Task.CompletedTask;
        }, ct);

    /// <summary>Sends another link to an address that is not confirmed. False if there is none, or too many were sent.</summary>
    public Task<bool> SendEmailLinkAsync(Guid volunteerId, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var hourAgo = now.AddHours(-1);
        var sent = db.OutboundMessages.Where(m => m.RecipientId == volunteerId && m.Kind == MessageKind.ConfirmEmail);

        if (!await db.Volunteers.AnyAsync(v => v.VolunteerId == volunteerId && v.Email != null && v.EmailConfirmedAtUtc == null, ct)
            || await sent.CountAsync(m => m.CreatedAtUtc > hourAgo, ct) >= EmailLinksPerHour)
        {
            return false;
        }

        var version = await outbox.NextTryAsync(volunteerId, MessageKind.ConfirmEmail, ct);
        db.OutboundMessages.Add(OutboundMessage.Urgent(
            MessageKind.ConfirmEmail, MessageChannel.Email, Recipient.Volunteer(volunteerId), volunteerId, now, now.AddHours(1), version));
        await db.SaveChangesAsync(ct);

        return true;
    });

    /// <summary>Another address, or the same that works again: it is confirmed anew.</summary>
    public async Task<bool> CorrectEmailAsync(Guid volunteerId, string email, CancellationToken ct) =>
        await ChangeAsync(volunteerId, "EmailCorrected", volunteer =>
        {
            volunteer.EmailConfirmedAtUtc = null;
            volunteer.Email = email;
            volunteer.ForgetFailedEmail();

            return Task.CompletedTask;
        }, ct) && await SendEmailLinkAsync(volunteerId, ct);

    /// <summary>The person says that the number is right.</summary>
    public Task<bool> TryPhoneAgainAsync(Guid volunteerId, CancellationToken ct) => ChangeAsync(volunteerId, "PhoneTriedAgain", volunteer =>
    {
        volunteer.ForgetFailedPhone();

        return Task.CompletedTask;
    }, ct);

    private Task<bool> ChangeAsync(Guid asked, string action, Func<Volunteer, Task> change, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        // A link in an old e-mail may be about a record that was merged into another one.
        var volunteerId = await db.Volunteers.Where(v => v.VolunteerId == asked).Select(v => v.MergedIntoId).SingleOrDefaultAsync(ct) ?? asked;
        var volunteer = await db.Volunteers.SingleOrDefaultAsync(v => v.VolunteerId == volunteerId, ct);

        if (volunteer is null)
        {
            return false;
        }

        await change(volunteer);
        audit.Changed(action, AuditSubject.Volunteer, volunteerId);
        await db.SaveChangesAsync(ct);

        return true;
    });
}

/// <summary>How a volunteer wishes to be written to.</summary>
public sealed record OwnPreferences(string Culture, bool BySms, bool ByEmail)
{
    public QuietHours? Quiet { get; init; }

    /// <summary>Whether text messages come without the letters of Azerbaijani; null as the centre has it.</summary>
    public bool? PlainLetters { get; init; }
    public IReadOnlyCollection<(MessageTopic Topic, MessageChannel Channel)> Muted { get; init; } = [];
}
