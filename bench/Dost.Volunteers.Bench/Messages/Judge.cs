using System.Globalization;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>What a line of the outbox stands for, and what became of it.</summary>
internal sealed record OutboxLine(Guid Id, Guid Reference, OccasionKey Key, string? ProviderId, MessageState State, int Attempts);

internal enum Miss { Lost, Twice, RepeatedForNothing, AfterTheFall, TooEarly, InQuietHours, AfterTheOptOut, NotOwed, OtherWords, OtherAddress, MarkedButNotTaken }

/// <summary>All that is compared.</summary>
internal sealed record Evidence(IReadOnlyList<Owed> Owed, IReadOnlyList<Try> Tries, IReadOnlyList<OutboxLine> Outbox, IReadOnlyList<Settled> Settled, IReadOnlyList<DateTime> Kills);

/// <summary>Compares what the providers have with the plain rule. One message of a provider may carry several lines of the outbox.</summary>
internal sealed class Judge
{
    /// <summary>What was being handed over at the moment at which the occasion fell, the night began or the person opted out cannot be called back.</summary>
    public static readonly TimeSpan InHand = TimeSpan.FromSeconds(6);

    /// <summary>Between the provider's yes and our mark; and between our last word on the line and the provider's reading it, which goes on when the worker is dead.</summary>
    private static readonly TimeSpan _untilMarked = TimeSpan.FromSeconds(10);

    /// <summary>So long after a try that failed the next one comes at the latest.</summary>
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(245);

    private readonly Evidence _evidence;
    private readonly Dictionary<OccasionKey, Owed> _owed;
    private readonly ILookup<Guid, OutboxLine> _byReference;
    private readonly ILookup<string, OutboxLine> _byProviderId;
    private readonly Dictionary<OccasionKey, List<Try>> _taken = [];

    private Judge(Evidence evidence)
    {
        _evidence = evidence;
        _owed = evidence.Owed.ToDictionary(o => o.Key);
        _byReference = evidence.Outbox.ToLookup(l => l.Reference);
        _byProviderId = evidence.Outbox.Where(l => l.ProviderId is not null).ToLookup(l => l.ProviderId!);
    }

    public List<(Miss Miss, string About)> Misses { get; } = [];

    /// <summary>Occasions that stood while everything that was owed had its chance.</summary>
    public int Due { get; private set; }
    public int Told { get; private set; }

    /// <summary>Those that the provider refused for good, or until they were stale.</summary>
    public int RefusedForGood { get; private set; }
    public int RefusedTooLong { get; private set; }

    /// <summary>Those that stood too shortly, or whose person opted out meanwhile: told once or not at all.</summary>
    public int Either { get; private set; }
    public int EitherTold { get; private set; }

    /// <summary>The same e-mail a second time under the same Message-ID, after a cut line or a kill.</summary>
    public int Repeats { get; private set; }

    /// <summary>Handed over in the moment in which the occasion fell, or the person opted out.</summary>
    public int InTheMoment { get; private set; }

    public static Judge Of(Evidence evidence)
    {
        var judge = new Judge(evidence);
        judge.LookAtTries();
        judge.LookAtOccasions();
        judge.LookAtMarks();

        return judge;
    }

    private void LookAtTries()
    {
        foreach (var one in _evidence.Tries.Where(t => t.IsTaken))
        {
            var lines = LinesOf(one);

            if (lines.Count == 0)
            {
                Note(Miss.NotOwed, one, "no line of the outbox");
            }

            foreach (var key in lines.Select(l => l.Key))
            {
                if (_owed.TryGetValue(key, out var owed))
                {
                    LookAt(one, owed);
                    _taken.TryAdd(key, []);
                    _taken[key].Add(one);
                }
                else
                {
                    Note(Miss.NotOwed, one, Words(key));
                }
            }
        }
    }

    private List<OutboxLine> LinesOf(Try one) =>
        [.. _byProviderId[one.ProviderId].Concat(one.Reference is { } id ? _byReference[id] : []).DistinctBy(l => l.Id).Where(l => l.Key.Channel == one.Channel)];

    private void LookAt(Try one, Owed owed)
    {
        var (kind, channel) = (owed.Key.Kind, owed.Key.Channel);
        var before = one.BeganUtc - InHand;

        if (before > owed.UntilUtc)
        {
            Note(Miss.AfterTheFall, one, $"{Words(owed.Key)}, fell {owed.UntilUtc:u}");
        }
        else if (one.BeganUtc > owed.UntilUtc)
        {
            InTheMoment++;
        }

        if (one.BeganUtc + InHand < owed.FromUtc)
        {
            Note(Miss.TooEarly, one, Words(owed.Key));
        }

        if (!owed.IsUrgent && PlainRule.IsQuiet(owed.Person, before) && PlainRule.IsQuiet(owed.Person, one.BeganUtc))
        {
            Note(Miss.InQuietHours, one, Words(owed.Key));
        }

        if (PlainRule.HasOptedOut(owed.Person, kind, channel, before))
        {
            Note(Miss.AfterTheOptOut, one, Words(owed.Key));
        }

        if (owed.Marks.Any(m => !one.Text.Contains(m, StringComparison.Ordinal)))
        {
            Note(Miss.OtherWords, one, $"{Words(owed.Key)}, lacks one of {string.Join(", ", owed.Marks)}: {one.Text.ReplaceLineEndings(" ")}");
        }

        if (one.Address != (channel is MessageChannel.Sms ? owed.Person.Phone : owed.Person.Email))
        {
            Note(Miss.OtherAddress, one, Words(owed.Key));
        }
    }

    private void LookAtOccasions()
    {
        var refused = _evidence.Tries.Where(t => !t.IsTaken && t.Reference is not null).SelectMany(t => LinesOf(t).Select(l => (l.Key, Try: t))).ToLookup(p => p.Key, p => p.Try);
        var unanswered = _evidence.Tries.Where(t => !t.IsTaken && t.Reference is null).ToLookup(t => t.Address);

        foreach (var owed in _evidence.Owed)
        {
            var taken = _taken.GetValueOrDefault(owed.Key) ?? [];
            LookAtRepeats(owed, taken);

            if (!owed.IsDue || !HadItsChance(owed))
            {
                Either += owed.IsDue ? 1 : 0;
                EitherTold += taken.Count > 0 ? 1 : 0;
                continue;
            }

            Due++;
            var tries = refused[owed.Key].ToList();

            if (taken.Count > 0)
            {
                Told++;
            }
            else if (tries.Exists(t => t.Taking is Taking.RefusedForGood))
            {
                RefusedForGood++;
            }
            else if (tries.Concat(owed.Key.Channel is MessageChannel.Sms ? unanswered[owed.Person.Phone].Where(t => t.BeganUtc >= owed.FromUtc && t.BeganUtc <= owed.UntilUtc) : []).ToList() is { Count: > 0 } inVain
                && !HadItsChance(owed with { FromUtc = inVain.Max(t => t.BeganUtc) + _longestWait }))
            {
                RefusedTooLong++;
            }
            else
            {
                Misses.Add((Miss.Lost, $"{Words(owed.Key)}, stood {owed.FromUtc:u} to {owed.UntilUtc:u}, outbox: {StateOf(owed.Key)}"));
            }
        }
    }

    /// <summary>At a moment of its life everything that was owed had been tried.</summary>
    private bool HadItsChance(Owed owed) => _evidence.Settled.Any(s => owed.FromUtc <= s.SweptFromUtc && s.AtUtc + InHand < owed.UntilUtc
        && (owed.IsUrgent || !(PlainRule.IsQuiet(owed.Person, s.AtUtc) || PlainRule.IsQuiet(owed.Person, s.SweptFromUtc))));

    private void LookAtRepeats(Owed owed, List<Try> taken)
    {
        if (taken.Select(t => t.ProviderId).Distinct().Count() > 1)
        {
            Misses.Add((Miss.Twice, $"{Words(owed.Key)}: {string.Join(", ", taken.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.ProviderId} {t.BeganUtc:u} {t.Taking}")))}"));

            return;
        }

        foreach (var (first, second) in taken.Zip(taken.Skip(1)))
        {
            Repeats++;

            if (first.Taking is not Taking.TakenUntold && !_evidence.Kills.Any(k => k >= first.BeganUtc - _untilMarked && k <= first.EndedUtc + _untilMarked))
            {
                Note(Miss.RepeatedForNothing, second, Words(owed.Key));
            }
        }
    }

    /// <summary>What we say was sent has come to the provider.</summary>
    private void LookAtMarks()
    {
        var taken = _evidence.Tries.Where(t => t.IsTaken).Select(t => t.ProviderId).ToHashSet();
        var letters = _evidence.Tries.Where(t => t.IsTaken && t.Channel is MessageChannel.Email && t.Reference is not null).Select(t => t.Reference!.Value).ToHashSet();
        Misses.AddRange(_evidence.Outbox.Where(l => l.State is MessageState.Sent
            && !(l.Key.Channel is MessageChannel.Email ? letters.Contains(l.Reference) : l.ProviderId is not null && taken.Contains(l.ProviderId))).Select(l => (Miss.MarkedButNotTaken, Words(l.Key))));
        var byId = _evidence.Tries.Where(t => t.IsTaken && t.Reference is not null).ToLookup(t => t.ProviderId);

        // The provider's id of another message is no proof of this one.
        Misses.AddRange(_evidence.Outbox.Where(l => l.State is MessageState.Sent && l.ProviderId is { } id && byId[id].Any() && _owed.TryGetValue(l.Key, out var owed)
            && byId[id].All(t => owed.Marks.Any(m => !t.Text.Contains(m, StringComparison.Ordinal)))).Select(l => (Miss.MarkedButNotTaken, $"{Words(l.Key)} has the id of another message")));
    }

    private string StateOf(OccasionKey key) => _evidence.Outbox.FirstOrDefault(l => l.Key == key) is { } line ? $"{line.State} after {line.Attempts}" : "no line";

    private void Note(Miss miss, Try one, string about) =>
        Misses.Add((miss, string.Create(CultureInfo.InvariantCulture, $"{about}; {one.Channel} {one.ProviderId} at {one.BeganUtc:u}")));

    private static string Words(OccasionKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Kind} {key.Stage} {key.Channel} of {key.PlaceId:N} v{key.Version}");
}
