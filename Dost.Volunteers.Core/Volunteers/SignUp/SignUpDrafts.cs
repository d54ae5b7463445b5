using System.Text.Json;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Volunteers.SignUp;

/// <summary>Keeps what somebody answers on the way to an application, page by page, and lets them go on elsewhere by a link.</summary>
public sealed class SignUpDrafts(VolunteersDbContext db, FieldCipher cipher, PolicyReader policies, TimeProvider clock)
{
    /// <summary>Not more phones a day than this are sent a link: each is an SMS that somebody may not have asked for.</summary>
    public const int LinksPerPhoneAndDay = 2;

    public async Task<OpenDraft?> FindAsync(Guid draftId, CancellationToken ct)
    {
        var draft = await db.SignUpDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.SignUpDraftId == draftId, ct);

        return draft?.IsOpen(clock.UtcNow()) == true ? new OpenDraft(draft.SignUpDraftId, draft.Version, cipher.OpenAnswers(draft), draft.ExpiresAtUtc) : null;
    }

    /// <summary>
    /// The first page. The id comes from the page and was never shown to anybody else, so that a double press makes one draft; a draft that says
    /// something else under the id stays as it is.
    /// </summary>
    public Task<SaveOutcome> StartAsync(Guid draftId, PersonAnswers person, string culture, bool looksAutomatic, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();

        if (await db.SignUpDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.SignUpDraftId == draftId, ct) is { } standing)
        {
            return !standing.IsOpen(now) ? SaveOutcome.Gone
                : cipher.OpenAnswers(standing).Person?.SaysTheSameAs(person) == true ? SaveOutcome.Saved
                : SaveOutcome.ChangedElsewhere;
        }

        db.SignUpDrafts.Add(new SignUpDraft
        {
            SignUpDraftId = draftId,
            PhoneHash = cipher.HashOfPhone(person.Phone),
            AnswersEncrypted = Seal(new SignUpAnswers { Person = person with { Revision = 1 } }),
            Culture = culture,
            StartedAtUtc = now,
            ChangedAtUtc = now,
            ExpiresAtUtc = now.AddDays((await policies.ReadAsync(ct)).SignUpDraftDays),
            LooksAutomatic = looksAutomatic,
        });
        await db.SaveChangesAsync(ct);

        return SaveOutcome.Saved;
    });

    /// <summary>Saves a page. The same answers again change nothing; other ones than were seen when the page was opened are not overwritten.</summary>
    /// <param name="draftId">The draft.</param>
    /// <param name="answers">The answers; their revision is the one that was seen, zero for a page that was not answered yet.</param>
    /// <param name="culture">The language of the page.</param>
    /// <param name="looksAutomatic">Whether a person typed it.</param>
    /// <param name="ct">Stops it before it is saved.</param>
    public Task<SaveOutcome> SaveAsync(Guid draftId, StageAnswers answers, string culture, bool looksAutomatic, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var now = clock.UtcNow();
        var draft = await db.SignUpDrafts.SingleOrDefaultAsync(d => d.SignUpDraftId == draftId, ct);

        if (draft?.IsOpen(now) != true)
        {
            return SaveOutcome.Gone;
        }

        var all = cipher.OpenAnswers(draft);
        var standing = all.Of(answers.Stage);

        if (standing?.SaysTheSameAs(answers) != true)
        {
            if (standing is not null && standing.Revision != answers.Revision)
            {
                return SaveOutcome.ChangedElsewhere;
            }

            all = all.With(answers with { Revision = (standing?.Revision ?? 0) + 1 });
        }

        draft.LooksAutomatic |= looksAutomatic;
        draft.Change(Seal(all), cipher.HashOfPhone(all.Person!.Phone), culture, now);
        await db.SaveChangesAsync(ct);

        return SaveOutcome.Saved;
    });

    /// <summary>
    /// Owes a link to go on later, by SMS and, where an address was given, by e-mail: once a draft and day. Whether anybody is known under
    /// either is not asked.
    /// </summary>
    public async Task SendLinkAsync(Guid draftId, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var draft = await db.SignUpDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.SignUpDraftId == draftId, ct);

        if (draft?.CanBeResumed(now) != true || draft.LooksAutomatic)
        {
            return;
        }

        var day = BakuTime.DateOf(now).DayNumber;
        var sent = await db.OutboundMessages.Where(m => m.Kind == MessageKind.SignUpLink && m.SubjectVersion == day && m.Channel == MessageChannel.Sms
            && db.SignUpDrafts.Any(d => d.SignUpDraftId == m.SubjectId && d.PhoneHash == draft.PhoneHash)).Select(m => m.SubjectId).ToListAsync(ct);

        if (sent.Contains(draftId) || sent.Count >= LinksPerPhoneAndDay)
        {
            return;
        }

        foreach (var channel in cipher.OpenAnswers(draft).Person?.Email is null ? (MessageChannel[])[MessageChannel.Sms] : [MessageChannel.Sms, MessageChannel.Email])
        {
            db.OutboundMessages.Add(OutboundMessage.Urgent(MessageKind.SignUpLink, channel, Recipient.Applicant(draftId), draftId, now, draft.ExpiresAtUtc, day));
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Pressed twice in the same moment: the unique key lets one through, and that one is enough.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>
    /// Going on by the link. A number may have been mistyped, so whoever holds the link says the date of birth before anything is shown; after some
    /// wrong ones the link opens nothing any more.
    /// </summary>
    public Task<ResumeOutcome> ResumeAsync(Guid draftId, DateOnly bornOn, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        var draft = await db.SignUpDrafts.SingleOrDefaultAsync(d => d.SignUpDraftId == draftId, ct);

        if (draft?.CanBeResumed(clock.UtcNow()) != true)
        {
            return ResumeOutcome.Gone;
        }

        if (cipher.OpenAnswers(draft).Person?.BornOn == bornOn)
        {
            return ResumeOutcome.Resumed;
        }

        draft.CountWrongResume();
        await db.SaveChangesAsync(ct);

        return ResumeOutcome.Wrong;
    });

    /// <summary>Throws away what was answered, and the link with it.</summary>
    public async Task ForgetAsync(Guid draftId, CancellationToken ct)
    {
        await db.OneTapLinks.Where(l => l.Purpose == LinkPurpose.ResumeSignUp && l.SubjectId == draftId).ExecuteDeleteAsync(ct);
        await db.SignUpDrafts.Where(d => d.SignUpDraftId == draftId).ExecuteDeleteAsync(ct);
    }

    /// <summary>Deletes the drafts whose time is over; how many.</summary>
    public async Task<int> PurgeAsync(DateTime nowUtc, CancellationToken ct) => await db.SignUpDrafts.Where(d => d.ExpiresAtUtc <= nowUtc).ExecuteDeleteAsync(ct);

    private string Seal(SignUpAnswers answers) => cipher.Encrypt(JsonSerializer.Serialize(answers, SignUpAnswers.Json));
}

internal static class DraftCipher
{
    public static SignUpAnswers OpenAnswers(this FieldCipher cipher, SignUpDraft draft) => cipher.Open<SignUpAnswers>(draft.AnswersEncrypted);

    public static T Open<T>(this FieldCipher cipher, string encrypted) => JsonSerializer.Deserialize<T>(cipher.Decrypt(encrypted), SignUpAnswers.Json)!;
}
