using Dost.Volunteers.Core.Matching.Index;

namespace Dost.Volunteers.Core.Matching;

/// <summary>Judges very many volunteers for one place: the best few, how many can, and how many cannot by the first rule that stands against each.</summary>
internal sealed class CandidateRanking(CandidateQuestion question)
{
    /// <summary>Volunteers that one thread judges in one go.</summary>
    private const int Part = 8192;

    private readonly PriorityQueue<(Guid VolunteerId, ScoreFacts Facts), (double Score, Guid VolunteerId)> _best = new(Comparer<(double Score, Guid VolunteerId)>.Create(WorseFirst));
    private readonly Dictionary<RuleBreach, int> _ineligible = [];

    public int Eligible { get; private set; }

    public IReadOnlyList<IneligibleCount> Ineligible =>
        [.. _ineligible.Select(i => new IneligibleCount(i.Key, i.Value)).OrderByDescending(c => c.People).ThenBy(c => c.Breach.Rule).ThenBy(c => c.Breach.Detail, StringComparer.Ordinal)];

    /// <summary>The best, best first; of two with the same score the one who is longer with us.</summary>
    public IReadOnlyList<(Guid VolunteerId, ScoreFacts Facts)> Best =>
        [.. _best.UnorderedItems.OrderByDescending(b => b.Priority.Score).ThenBy(b => b.Priority.VolunteerId).Select(b => b.Element)];

    /// <summary>Judges all of them, on all cores where there are many.</summary>
    public static CandidateRanking Of(IReadOnlyList<FactsShelf> shelves, CandidateQuestion question)
    {
        var whole = new CandidateRanking(question);
        var parts = shelves.SelectMany(s => Enumerable.Range(0, (s.Count + Part - 1) / Part).Select(n => (Shelf: s, From: n * Part))).ToList();

        if (parts.Count <= 1)
        {
            foreach (var (shelf, _) in parts)
            {
                whole.Add(shelf.Rows);
            }

            return whole;
        }

        Parallel.ForEach(
            parts,
            () => new CandidateRanking(question),
            (part, _, own) =>
            {
                own.Add(part.Shelf.Rows.Slice(part.From, Math.Min(Part, part.Shelf.Count - part.From)));

                return own;
            },
            own =>
            {
                lock (whole)
                {
                    whole.Add(own);
                }
            });

        return whole;
    }

    private void Add(ReadOnlySpan<CandidateRow> rows)
    {
        foreach (ref readonly var row in rows)
        {
            if (question.LeftOut.Contains(row.VolunteerId))
            {
                continue;
            }

            if (RuleBook.First(row.ForRules(), question.Place, question.Time, question.Limits) is { } breach)
            {
                Count(breach, 1);

                continue;
            }

            Eligible++;
            var facts = question.FactsOf(row);
            Keep((row.VolunteerId, facts), (Score.ValueOf(facts, question.Weights), row.VolunteerId));
        }
    }

    private void Add(CandidateRanking other)
    {
        Eligible += other.Eligible;

        foreach (var (breach, people) in other._ineligible)
        {
            Count(breach, people);
        }

        foreach (var (element, priority) in other._best.UnorderedItems)
        {
            Keep(element, priority);
        }
    }

    private void Count(RuleBreach breach, int people) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_ineligible, breach, out _) += people;

    private void Keep((Guid VolunteerId, ScoreFacts Facts) element, (double Score, Guid VolunteerId) priority)
    {
        if (_best.Count < question.Take)
        {
            _best.Enqueue(element, priority);
        }
        else if (question.Take > 0)
        {
            _best.EnqueueDequeue(element, priority);
        }
    }

    private static int WorseFirst((double Score, Guid VolunteerId) one, (double Score, Guid VolunteerId) other) =>
        one.Score.CompareTo(other.Score) is not 0 and var by ? by : other.VolunteerId.CompareTo(one.VolunteerId);
}

/// <summary>A place, and all that is the same for everybody who is judged for it.</summary>
internal sealed record CandidateQuestion
{
    public required PlaceFacts Place { get; init; }
    public required PlaceTime Time { get; init; }
    public required RuleLimits Limits { get; init; }
    public required ScoreWeights Weights { get; init; }
    public required DateOnly Today { get; init; }
    public required string CategoryCode { get; init; }
    public required int Take { get; init; }

    /// <summary>Who has a part in the shift already, or an offer of it.</summary>
    public required IReadOnlySet<Guid> LeftOut { get; init; }

    /// <summary>How far it is from the middle of each district; none where the work is remote.</summary>
    public required IReadOnlyDictionary<string, double>? DistancesKm { get; init; }

    /// <summary>Who has visited the person before, and how often.</summary>
    public required IReadOnlyDictionary<Guid, int> Visits { get; init; }

    public ScoreFacts FactsOf(in CandidateRow row)
    {
        var needed = 0;

        foreach (var skill in row.Skills)
        {
            needed += Place.Skills.Contains(skill) ? 1 : 0;
        }

        var minutes = 0;

        foreach (var commitment in row.Commitments)
        {
            minutes += RuleBook.WeekOf(commitment.StartsAtUtc) == Time.Week ? RuleBook.Minutes(commitment.StartsAtUtc, commitment.EndsAtUtc) : 0;
        }

        return new ScoreFacts
        {
            SkillsNeeded = needed,
            SkillsToSpare = row.Skills.Length - needed,
            DistanceKm = DistancesKm is null ? null : DistancesKm[row.DistrictCode],
            DaysSinceService = row.Record.LastOn is { } last ? Math.Max(0, Today.DayNumber - last.DayNumber) : null,
            Attended = row.Record.Attended,
            NoShows = row.Record.NoShows,
            MinutesThisWeek = minutes,
            WeeklyCapMinutes = Math.Min(row.WeeklyCapMinutes ?? int.MaxValue, Limits.WeeklyCapMinutes),
            HasBeneficiary = Place.BeneficiaryId is not null,
            VisitsToBeneficiary = Visits.GetValueOrDefault(row.VolunteerId),
            LikesIt = row.LikedKinds.Length == 0 ? null : row.LikedKinds.Contains(CategoryCode),
        };
    }
}
