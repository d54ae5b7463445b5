using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Core.Messaging;

/// <summary>The words of messages for administrators: as they stand, as they were, and changed.</summary>
public sealed class TemplateService(VolunteersDbContext db, MessageTemplateReader reader, CurrentUser user, AuditLog audit, TimeProvider clock)
{
    /// <summary>Texts that one person sends to themselves within an hour.</summary>
    public const int TrialsAnHour = 20;

    private static readonly TimeSpan _trialKept = TimeSpan.FromDays(1);

    /// <summary>Every text that can be changed, as it stands.</summary>
    public async Task<IReadOnlyList<TemplateState>> AllAsync(CancellationToken ct)
    {
        var newest = await reader.Newest().ToDictionaryAsync(v => (v.Kind, v.Channel, v.Culture), ct);

        return [.. MessageTemplates.All.Where(t => CanBeChanged(t.Kind, t.Channel)).Select(t => StateOf(t.Kind, t.Channel, t.Culture, newest.GetValueOrDefault(t)))];
    }

    /// <summary>One text in the three languages; empty where the kind does not go on the channel, or is not for changing.</summary>
    public async Task<IReadOnlyList<TemplateState>> ReadAsync(MessageKind kind, MessageChannel channel, CancellationToken ct)
    {
        if (!CanBeChanged(kind, channel))
        {
            return [];
        }

        var newest = await reader.Newest().Where(v => v.Kind == kind && v.Channel == channel).ToDictionaryAsync(v => v.Culture, ct);

        return [.. MessageTemplates.Cultures.Select(c => StateOf(kind, channel, c, newest.GetValueOrDefault(c)))];
    }

    /// <summary>What was kept of a text in all languages, the newest first, with who saved it.</summary>
    public async Task<Page<TemplateHistoryRow>> HistoryAsync(MessageKind kind, MessageChannel channel, int page, int size, CancellationToken ct)
    {
        var kept = db.MessageTemplateVersions.AsNoTracking().Where(v => v.Kind == kind && v.Channel == channel);
        var total = await kept.CountAsync(ct);
        var number = Math.Clamp(page, 1, Paging.Count(total, size));
        var rows = await kept.OrderByDescending(v => v.SavedAtUtc).ThenByDescending(v => v.MessageTemplateVersionId).Skip((number - 1) * size).Take(size)
            .Select(v => new TemplateHistoryRow(v, db.Users.Where(u => u.Id == v.SavedById).Select(u => u.DisplayName).FirstOrDefault())).ToListAsync(ct);

        return new Page<TemplateHistoryRow>(rows, number, size, total);
    }

    /// <summary>One version that was kept; null if there is none.</summary>
    public Task<MessageTemplateVersion?> FindAsync(MessageKind kind, MessageChannel channel, string culture, int number, CancellationToken ct) =>
        db.MessageTemplateVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Kind == kind && v.Channel == channel && v.Culture == culture && v.Number == number, ct);

    /// <summary>
    /// Keeps what differs from the words that stand, all of it or nothing. The words must have been checked; words that are the supplied
    /// ones are kept as "the supplied text again".
    /// </summary>
    public Task<TemplateOutcome> SaveAsync(MessageKind kind, MessageChannel channel, IReadOnlyCollection<TemplateChange> changes, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(changes);
        var standing = (await ReadAsync(kind, channel, ct)).ToDictionary(s => s.Culture);
        var wanted = changes.Where(c => c.Words != standing[c.Culture].Words).ToList();

        if (wanted.Count == 0)
        {
            // A second press, or nothing to do.
            return TemplateOutcome.Nothing;
        }

        if (wanted.Exists(c => c.Seen != standing[c.Culture].Number))
        {
            return TemplateOutcome.ChangedMeanwhile;
        }

        foreach (var change in wanted)
        {
            var words = change.Words == standing[change.Culture].Supplied ? null : change.Words;
            var version = new MessageTemplateVersion
            {
                MessageTemplateVersionId = Guid.CreateVersion7(),
                Kind = kind,
                Channel = channel,
                Culture = change.Culture,
                Number = change.Seen + 1,
                Subject = words?.Subject,
                Body = words?.Body,
                SavedAtUtc = clock.UtcNow(),
                SavedById = user.AccountId,
            };
            db.MessageTemplateVersions.Add(version);
            audit.Changed("MessageWordsChanged", AuditSubject.Setting, version.MessageTemplateVersionId);
        }

        await db.SaveChangesAsync(ct);

        return TemplateOutcome.Saved;
    });

    /// <summary>Owes the words to the phone or mailbox of who asks, with example values. They need not have been saved.</summary>
    public Task<TrialOutcome> TryAsync(MessageKind kind, MessageChannel channel, string culture, MessageWords words, CancellationToken ct) => ConcurrentChange.RetryAsync(db, async () =>
    {
        ArgumentNullException.ThrowIfNull(words);
        var now = clock.UtcNow();
        var own = user.AccountId!.Value;
        var account = await db.Users.AsNoTracking().SingleAsync(u => u.Id == own, ct);

        if ((channel is MessageChannel.Sms ? account.PhoneNumber : account.Email) is not { Length: > 0 })
        {
            return TrialOutcome.NoAddress;
        }

        var hourAgo = now.AddHours(-1);

        if (await db.TemplateTrials.CountAsync(t => t.AskedById == own && t.AskedAtUtc > hourAgo, ct) >= TrialsAnHour)
        {
            return TrialOutcome.TooMany;
        }

        db.TemplateTrials.RemoveRange(await db.TemplateTrials.Where(t => t.AskedAtUtc < now - _trialKept).ToListAsync(ct));
        var trial = new TemplateTrial
        {
            TemplateTrialId = Guid.CreateVersion7(),
            Kind = kind,
            Channel = channel,
            Culture = culture,
            Subject = words.Subject,
            Body = words.Body,
            AskedAtUtc = now,
            AskedById = own,
        };
        db.TemplateTrials.Add(trial);
        db.OutboundMessages.Add(OutboundMessage.Urgent(MessageKind.TemplateTrial, channel, Recipient.Account(own), trial.TemplateTrialId, now, now + TimeSpan.FromHours(1)));
        await db.SaveChangesAsync(ct);

        return TrialOutcome.Owed;
    });

    private static bool CanBeChanged(MessageKind kind, MessageChannel channel) =>
        MessagePlaces.Kinds.Contains(kind) && MessagePlaces.Of(kind).IsEditable && MessageTemplates.All.Contains((kind, channel, MessageTemplates.Cultures[0]));

    private static TemplateState StateOf(MessageKind kind, MessageChannel channel, string culture, MessageTemplateVersion? newest) =>
        new(kind, channel, culture, MessageTemplates.Find(kind, channel, culture)!, newest);
}

/// <summary>How a text stands in one language.</summary>
public sealed record TemplateState(MessageKind Kind, MessageChannel Channel, string Culture, MessageWords Supplied, MessageTemplateVersion? Newest)
{
    /// <summary>The version that whoever changes it has seen.</summary>
    public int Number => Newest?.Number ?? 0;

    public bool IsChanged => Newest?.Body is not null;

    /// <summary>What is sent now.</summary>
    public MessageWords Words => Newest?.Words ?? Supplied;
}

/// <summary>A version that was kept, and who saved it.</summary>
public sealed record TemplateHistoryRow(MessageTemplateVersion Version, string? SavedBy);

/// <summary>Words to keep, and the version that they replace.</summary>
public sealed record TemplateChange(string Culture, int Seen, MessageWords Words);

public enum TemplateOutcome { Saved, Nothing, ChangedMeanwhile }

public enum TrialOutcome { Owed, NoAddress, TooMany }
