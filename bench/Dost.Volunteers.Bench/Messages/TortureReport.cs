using System.Globalization;
using Dost.Volunteers.Core.Messaging;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>The figures, the verdict, and the proof that the verdict can be another one.</summary>
internal static class TortureReport
{
    private const int Shown = 40;

    public static int Print(TortureOptions options, Evidence evidence, TortureDriver driver, Workers workers, ProviderRecord record, int unsettled, bool isDrained, TimeSpan took)
    {
        var judge = Judge.Of(evidence);
        Console.WriteLine("| figure | number |");
        Console.WriteLine("|---|---|");
        Row("places of volunteers", driver.Places.Count);

        foreach (var (deed, count) in driver.Deeds)
        {
            Row(deed, count);
        }

        Row("workers killed at work (SIGKILL)", workers.Kills.Count);
        Row("workers killed while they started", workers.KilledStarting);
        Row("moments at which all that was owed had been tried", evidence.Settled.Count);
        Row("times that this was not reached", unsettled);

        foreach (var channel in Enum.GetValues<MessageChannel>())
        {
            foreach (var taking in Enum.GetValues<Taking>())
            {
                Row($"{channel}: {Words(taking)}", evidence.Tries.Count(t => t.Channel == channel && t.Taking == taking && t.ProviderId.Length > 0));
            }
        }

        Row("SMS looked up before a second try", record.Lookups);
        Row("occasions that stood and had their chance", judge.Due);
        Row("– told exactly once", judge.Told);
        Row("– refused by the provider for good", judge.RefusedForGood);
        Row("– refused by the provider until they were stale", judge.RefusedTooLong);
        Row("occasions that fell too soon to say", judge.Either);
        Row("– told once before they fell", judge.EitherTold);
        Row("e-mails repeated under the same Message-ID", judge.Repeats);
        Row("handed over within seconds of the fall", judge.InTheMoment);

        foreach (var group in judge.Misses.GroupBy(m => m.Miss).OrderBy(g => g.Key))
        {
            Row($"MISS: {group.Key}", group.Count());
        }

        Row("seconds", (int)took.TotalSeconds);

        foreach (var (miss, about) in judge.Misses.Take(Shown))
        {
            Console.Error.WriteLine($"{miss}: {about}");
        }

        foreach (var complaint in workers.Complaints.GroupBy(c => c).OrderByDescending(g => g.Count()).Take(Shown))
        {
            Console.Error.WriteLine($"A worker said ({complaint.Count()}): {complaint.Key}");
        }

        return Conclude(options, evidence, judge, workers.Kills.Count, isDrained);
    }

    private static int Conclude(TortureOptions options, Evidence evidence, Judge judge, int kills, bool isDrained)
    {
        var blind = Doctored.NotSeen(evidence, judge);

        foreach (var one in blind)
        {
            Console.Error.WriteLine($"The judge does not see: {one}");
        }

        Console.WriteLine(blind.Count == 0 ? "The judge sees each of the faults that were put into a copy of the record." : "The judge is blind for a fault: see above.");
        var isDone = kills >= options.Kills && judge.Told > options.Volunteers;

        if (!isDone)
        {
            Console.Error.WriteLine("There were fewer kills or messages than were asked for; that proves too little.");
        }

        if (!isDrained)
        {
            Console.Error.WriteLine("At the end something was left that had not been sent.");
        }

        var isGood = isDrained && judge.Misses.Count == 0 && blind.Count == 0 && isDone;
        Console.WriteLine(isGood ? "Each message went exactly once." : "NOT PROVEN: see above.");

        return isGood ? 0 : 1;
    }

    private static string Words(Taking taking) => taking switch
    {
        Taking.Taken => "taken, and said so",
        Taking.TakenUntold => "taken, and the line was cut or the answer came too late",
        Taking.Refused => "refused for now, or cut before it was taken",
        Taking.RefusedForGood => "refused for good",
    };

    private static void Row(string name, int number) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {number:#,0} |"));
}
