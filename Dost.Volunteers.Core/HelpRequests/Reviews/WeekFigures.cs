namespace Dost.Volunteers.Core.HelpRequests.Reviews;

/// <summary>What the figures need to know of a request; nothing that names anybody.</summary>
/// <param name="AskedAtUtc">When it was asked: the week that it counts for.</param>
/// <param name="FirstContactAtUtc">When somebody was first in touch.</param>
/// <param name="HelpedAtUtc">When the person was helped.</param>
/// <param name="HelpDueAtUtc">By when they should have been.</param>
/// <param name="IsOwedHelp">Not declined, referred or withdrawn.</param>
/// <param name="IsVisitOver">Who asked can say how it was.</param>
/// <param name="IsRegular">Made ahead by a regular visit: nobody waited for an answer.</param>
/// <param name="Stars">What who asked said.</param>
public readonly record struct RequestFact(
    DateTime AskedAtUtc, DateTime? FirstContactAtUtc, DateTime? HelpedAtUtc, DateTime HelpDueAtUtc, bool IsOwedHelp, bool IsVisitOver, bool IsRegular, int? Stars);

/// <summary>
/// What became of the requests that were asked in a week (or several). Times run from the asking to the first contact and to the help, in
/// minutes; those of regular visits do not count, since they are made weeks ahead. A request counts as in time or not once it was helped or
/// its time is over: one that still waits and may be in time is no merit and no fault yet.
/// </summary>
public sealed record WeekFigures
{
    public required int Asked { get; init; }
    public required int? ContactMedian { get; init; }
    public required int? ContactNinety { get; init; }
    public required int Helped { get; init; }
    public required int? HelpMedian { get; init; }
    public required int? HelpNinety { get; init; }

    /// <summary>Helped by the promised moment, and how many were to be.</summary>
    public required int InTime { get; init; }
    public required int Decided { get; init; }

    /// <summary>Answers to how it was, the sum of their stars, and how many were asked.</summary>
    public required int Answers { get; init; }
    public required int StarsSum { get; init; }
    public required int MayAnswer { get; init; }

    public int? InTimePercent => Percent(InTime, Decided);

    public int? AnswersPercent => Percent(Answers, MayAnswer);

    public double? Stars => Answers == 0 ? null : (double)StarsSum / Answers;

    public static WeekFigures Of(IReadOnlyCollection<RequestFact> requests, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var asked = requests.Where(r => !r.IsRegular).ToList();
        var contact = Minutes(asked, r => r.FirstContactAtUtc);
        var help = Minutes(asked, r => r.HelpedAtUtc);

        return new WeekFigures
        {
            Asked = requests.Count,
            ContactMedian = Median(contact),
            ContactNinety = Ninety(contact),
            Helped = requests.Count(r => r.HelpedAtUtc is not null),
            HelpMedian = Median(help),
            HelpNinety = Ninety(help),
            InTime = requests.Count(r => r.IsOwedHelp && r.HelpedAtUtc <= r.HelpDueAtUtc),
            Decided = requests.Count(r => r.IsOwedHelp && (r.HelpedAtUtc is not null || r.HelpDueAtUtc < nowUtc)),
            Answers = requests.Count(r => r.Stars is not null),
            StarsSum = requests.Sum(r => r.Stars ?? 0),
            MayAnswer = requests.Count(r => r.IsVisitOver),
        };
    }

    private static List<int> Minutes(IEnumerable<RequestFact> requests, Func<RequestFact, DateTime?> moment)
    {
        var minutes = requests.Where(r => moment(r) is not null).Select(r => (int)(moment(r)!.Value - r.AskedAtUtc).TotalMinutes).ToList();
        minutes.Sort();

        return minutes;
    }

    /// <summary>The middle one; between the two in the middle where there is none.</summary>
    private static int? Median(List<int> sorted) => sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    /// <summary>The least that nine of ten do not exceed.</summary>
    private static int? Ninety(List<int> sorted) => sorted.Count == 0 ? null : sorted[(((9 * sorted.Count) + 9) / 10) - 1];

    private static int? Percent(int part, int whole) => whole == 0 ? null : ((200 * part) + whole) / (2 * whole);
}
