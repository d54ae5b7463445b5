using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>Puts faults into copies of the record, one at a time: a judge that does not see them proves nothing.</summary>
internal static class Doctored
{
    public static List<Miss> NotSeen(Evidence evidence, Judge judge)
    {
        var owed = evidence.Owed.ToDictionary(o => o.Key);
        var known = evidence.Outbox.Where(l => owed.ContainsKey(l.Key)).ToDictionary(l => l.Id, l => owed[l.Key]);
        var taken = evidence.Tries.Where(t => t.IsTaken && t.Reference is { } id && known.ContainsKey(id)).ToList();
        var sms = taken.First(t => t.Channel is MessageChannel.Sms && WasOwedAndTriedOnce(t));
        var mail = taken.First(t => t is { Channel: MessageChannel.Email, Taking: Taking.Taken } && WasOwedAndTriedOnce(t));

        // No worker died as that one was sent: nothing excuses a second one.
        evidence = evidence with { Kills = [.. evidence.Kills.Where(k => k < mail.BeganUtc.AddMinutes(-1) || k > mail.EndedUtc.AddMinutes(1))] };
        judge = Judge.Of(evidence);
        var quiet = taken.First(t => !OwedOf(t).IsUrgent && OwedOf(t).UntilUtc - t.BeganUtc > TimeSpan.FromDays(1));
        var person = taken.FirstOrDefault(t => t.Channel is MessageChannel.Sms && OwedOf(t).Person.SmsOutUtc is not null);
        List<(Miss Miss, IEnumerable<Try> Tries)> faults =
        [
            (Miss.Lost, evidence.Tries.Where(t => t != sms)),
            (Miss.Twice, evidence.Tries.Append(sms with { ProviderId = "SM-again" })),
            (Miss.RepeatedForNothing, evidence.Tries.Append(mail)),
            (Miss.AfterTheFall, Changed(sms, sms with { BeganUtc = OwedOf(sms).UntilUtc.AddMinutes(1) })),
            (Miss.TooEarly, Changed(sms, sms with { BeganUtc = OwedOf(sms).FromUtc.AddMinutes(-1) })),
            (Miss.InQuietHours, Changed(quiet, quiet with { BeganUtc = quiet.BeganUtc.Date.AddHours(23) })),
            (Miss.NotOwed, evidence.Tries.Append(sms with { Reference = Guid.NewGuid(), ProviderId = "SM-stranger" })),
            (Miss.OtherWords, Changed(sms, sms with { Text = "DOST" })),
            (Miss.OtherAddress, Changed(sms, sms with { Address = sms.Address + "0" })),
            (Miss.MarkedButNotTaken, evidence.Tries.Where(t => t.ProviderId != mail.ProviderId)),
        ];

        if (person is not null)
        {
            faults.Add((Miss.AfterTheOptOut, Changed(person, person with { BeganUtc = OwedOf(person).Person.SmsOutUtc!.Value.AddMinutes(1) })));
        }

        return [.. faults.Where(f => CountOf(Judge.Of(evidence with { Tries = [.. f.Tries] }), f.Miss) <= CountOf(judge, f.Miss)).Select(f => f.Miss)];

        Owed OwedOf(Try one) => known[one.Reference!.Value];

        bool WasOwedAndTriedOnce(Try one) => OwedOf(one).IsDue && evidence.Tries.Count(o => o.Reference == one.Reference) == 1 && HadItsChance(one);

        bool HadItsChance(Try one) => evidence.Settled.Any(s => OwedOf(one).FromUtc <= s.SweptFromUtc && s.AtUtc + Judge.InHand < OwedOf(one).UntilUtc
            && !PlainRule.IsQuiet(OwedOf(one).Person, s.AtUtc) && !PlainRule.IsQuiet(OwedOf(one).Person, s.SweptFromUtc));

        IEnumerable<Try> Changed(Try one, Try other) => evidence.Tries.Select(t => t == one ? other : t);
    }

    private static int CountOf(Judge judge, Miss miss) => judge.Misses.Count(m => m.Miss == miss);
}
