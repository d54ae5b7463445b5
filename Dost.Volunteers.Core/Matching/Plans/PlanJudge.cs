using Dost.Volunteers.Core.Volunteers;

namespace Dost.Volunteers.Core.Matching.Plans;

/// <summary>
/// Asks the rule book about many people and many roles. What the two parts of a check say is kept for roles that ask the same (<see cref="RuleBook.CheckPerson"/>)
/// or are at the same time (<see cref="RuleBook.CheckTime"/>), so that each is asked as often as there are different answers.
/// </summary>
internal sealed class PlanJudge
{
    private readonly PlanFacts _facts;
    private readonly PlaceFacts[] _demands;
    private readonly PlaceFacts[] _times;
    private readonly int[] _sameHours;
    private readonly RoleClass[] _classes;
    private readonly int[] _classOf;
    private readonly int _scoreGroups;

    /// <summary>The breaches that the roles can know, each with a number; how many people of a class it is the first against, and the only one.</summary>
    private readonly List<RuleBreach> _breaches = [];
    private readonly Dictionary<RuleBreach, int> _numbers = [];
    private readonly int[][] _first;
    private readonly int[][] _alone;

    public PlanJudge(PlanFacts facts)
    {
        _facts = facts;
        var (demands, times, scores, classes) = (new Groups<DemandKey>(), new Groups<TimeKey>(), new Groups<ScoreKey>(), new Groups<(int, int, int)>());
        _classOf = new int[facts.Roles.Count];

        for (var i = 0; i < facts.Roles.Count; i++)
        {
            var role = facts.Roles[i];
            var key = (demands.Of(DemandKey.Of(role), i), times.Of(TimeKey.Of(role.Place), i), scores.Of(ScoreKey.Of(role), i));
            _classOf[i] = classes.Of(key, i);
        }

        // Who is in the very shift is not asked for it anyway, and must count as busy for others at its time.
        _demands = [.. demands.Members.Select(m => facts.Roles[m[0]].Place)];
        _times = [.. times.Members.Select(m => facts.Roles[m[0]].Place with { ShiftId = Guid.Empty })];

        // Where it is matters only to who is somewhere else that week: for all others one answer holds for the same hours.
        var hours = new Groups<TimeKey>();
        var numbers = times.Keys.Select((key, number) => hours.Of(key with { Place = null }, number)).ToArray();
        _sameHours = [.. numbers.Select(n => hours.Members[n][0])];
        _scoreGroups = scores.Members.Count;
        _classes = [.. classes.Keys.Select((key, number) => new RoleClass(key.Item1, key.Item2, key.Item3, [.. classes.Members[number]]))];
        _first = new int[_classes.Length][];
        _alone = new int[_classes.Length][];
        NumberBreaches();

        for (var c = 0; c < _classes.Length; c++)
        {
            (_first[c], _alone[c]) = (new int[_breaches.Count], new int[_breaches.Count]);
        }
    }

    /// <summary>Says which roles a person may take, with the score of each, and counts why not of the others.</summary>
    public void Judge(int person, Action<int, double> allows)
    {
        var someone = _facts.People[person];
        var ofPerson = new Finding[_demands.Length];
        var ofTime = new Finding[_times.Length];
        var scores = new double[_scoreGroups];
        Array.Fill(scores, double.NaN);
        var isBound = someone.Facts.Commitments.Count > 0;

        for (var c = 0; c < _classes.Length; c++)
        {
            var (demand, time, group, roles) = _classes[c];

            // Whoever belongs to another centre is no part of the question.
            if (!IsWithin(someone, _facts.Roles[roles[0]]))
            {
                continue;
            }

            if (!ofPerson[demand].IsKnown)
            {
                ofPerson[demand] = Find(RuleBook.CheckPerson(someone.Facts, _demands[demand]));
            }

            var hours = isBound ? time : _sameHours[time];

            if (!ofTime[hours].IsKnown)
            {
                ofTime[hours] = Find(RuleBook.CheckTime(someone.Facts, _times[hours], _facts.Limits));
            }

            var (asks, when) = (ofPerson[demand], ofTime[hours]);

            if (asks.Count + when.Count > 0)
            {
                var first = asks.Count > 0 ? asks.First : when.First;
                _first[c][first]++;
                _alone[c][first] += asks.Count + when.Count == 1 ? 1 : 0;
                continue;
            }

            if (double.IsNaN(scores[group]))
            {
                scores[group] = Score.ValueOf(FactsOf(someone, _facts.Roles[roles[0]]), _facts.Weights);
            }

            foreach (var role in roles)
            {
                allows(role, scores[group]);
            }
        }
    }

    /// <summary>Work on the spot is for the people of its centre, remote work for all.</summary>
    public bool IsWithin(int person, int role) => IsWithin(_facts.People[person], _facts.Roles[role]);

    public CandidateScore ScoreOf(int person, int role) => Score.Of(FactsOf(_facts.People[person], _facts.Roles[role]), _facts.Weights);

    /// <summary>Why people cannot take the role, the most frequent reason first; those who are in its shift or were asked for it are not counted.</summary>
    public IReadOnlyList<PlanReason> ReasonsOf(int role, IReadOnlyList<int> standing)
    {
        var (first, alone) = ((int[])_first[_classOf[role]].Clone(), (int[])_alone[_classOf[role]].Clone());
        var (demand, time, _, _) = _classes[_classOf[role]];

        foreach (var person in standing.Where(p => IsWithin(p, role)))
        {
            var someone = _facts.People[person].Facts;
            var (asks, when) = (Find(RuleBook.CheckPerson(someone, _demands[demand])), Find(RuleBook.CheckTime(someone, _times[time], _facts.Limits)));

            if (asks.Count + when.Count > 0)
            {
                var number = asks.Count > 0 ? asks.First : when.First;
                first[number]--;
                alone[number] -= asks.Count + when.Count == 1 ? 1 : 0;
            }
        }

        return [.. _breaches.Select((breach, number) => new PlanReason(breach, first[number], alone[number])).Where(r => r.People > 0).OrderByDescending(r => r.People)];
    }

    private static bool IsWithin(PersonFacts person, RoleFacts role) => role.Place.IsRemote || person.CentreId == role.CentreId;

    private ScoreFacts FactsOf(PersonFacts someone, RoleFacts work)
    {
        var week = RuleBook.WeekOf(work.Place.StartsAtUtc);
        var needed = someone.Facts.Skills.Count(work.Place.Skills.Contains);

        return new ScoreFacts
        {
            SkillsNeeded = needed,
            SkillsToSpare = someone.Facts.Skills.Count - needed,
            DistanceKm = work.Place.IsRemote ? null : Score.DistanceKm(someone.Latitude, someone.Longitude, work.Latitude, work.Longitude),
            DaysSinceService = someone.DaysSinceService,
            Attended = someone.Attended,
            NoShows = someone.NoShows,
            MinutesThisWeek = someone.Facts.Commitments.Where(c => RuleBook.WeekOf(c.StartsAtUtc) == week).Sum(c => RuleBook.Minutes(c.StartsAtUtc, c.EndsAtUtc)),
            WeeklyCapMinutes = Math.Min(someone.Facts.WeeklyCapMinutes ?? int.MaxValue, _facts.Limits.WeeklyCapMinutes),
            HasBeneficiary = work.Place.BeneficiaryId is not null,
            VisitsToBeneficiary = work.Place.BeneficiaryId is { } visited ? _facts.Visits.GetValueOrDefault((someone.Facts.VolunteerId, visited)) : 0,
            LikesIt = someone.LikedKinds.Count == 0 ? null : someone.LikedKinds.Contains(work.CategoryCode),
        };
    }

    private Finding Find(IReadOnlyList<RuleBreach> breaches) => new(IsKnown: true, breaches.Count, breaches.Count == 0 ? 0 : _numbers[breaches[0]]);

    private void NumberBreaches()
    {
        var details = _facts.Roles.SelectMany(r => r.Place.Skills.Select(s => new RuleBreach(Rule.MissingSkill, s))
            .Concat(r.Place.Languages.Select(l => new RuleBreach(Rule.MissingLanguage, l))).Concat(r.Place.Credentials.Select(c => new RuleBreach(Rule.MissingCredential, c))));

        foreach (var breach in Enum.GetValues<Rule>().Select(rule => new RuleBreach(rule)).Concat(details).Distinct())
        {
            _numbers[breach] = _breaches.Count;
            _breaches.Add(breach);
        }
    }

    /// <summary>How many rules are broken, and the first.</summary>
    private readonly record struct Finding(bool IsKnown, int Count, int First);

    /// <summary>Roles that nothing tells apart for the rules and the score.</summary>
    private sealed record RoleClass(int Demand, int Time, int Score, int[] Roles);

    private readonly record struct DemandKey(Guid Centre, Gender? Gender, Guid? Beneficiary, string Visits, string Skills)
    {
        public static DemandKey Of(RoleFacts role) => new(
            role.Place.IsRemote ? Guid.Empty : role.CentreId, role.Place.Gender, role.Place.BeneficiaryId,
            $"{role.Place.KnownVisitorsOnly};{string.Join(',', role.Place.OthersVisited.Order())}",
            $"{string.Join(',', role.Place.Skills.Order(StringComparer.Ordinal))};{string.Join(',', role.Place.Languages.Order(StringComparer.Ordinal))}");
    }

    private readonly record struct TimeKey(DateTime StartsAtUtc, DateTime EndsAtUtc, string? Place, VettingLevel Vetting, int MinimumAge, string Credentials)
    {
        public static TimeKey Of(PlaceFacts place) => new(
            place.StartsAtUtc, place.EndsAtUtc, place.PlaceKey, place.Vetting, place.MinimumAge, string.Join(',', place.Credentials.Order(StringComparer.Ordinal)));
    }

    private readonly record struct ScoreKey(bool IsRemote, double Latitude, double Longitude, DateOnly Week, Guid? Beneficiary, string Category, string Skills)
    {
        public static ScoreKey Of(RoleFacts role) => new(
            role.Place.IsRemote, role.Latitude, role.Longitude, RuleBook.WeekOf(role.Place.StartsAtUtc), role.Place.BeneficiaryId, role.CategoryCode,
            string.Join(',', role.Place.Skills.Order(StringComparer.Ordinal)));
    }

    /// <summary>Gives the same number to what has the same key, and keeps who belongs to each.</summary>
    private sealed class Groups<TKey>
        where TKey : notnull
    {
        private readonly Dictionary<TKey, int> _numbers = [];

        public List<TKey> Keys { get; } = [];

        public List<List<int>> Members { get; } = [];

        public int Of(TKey key, int member)
        {
            if (!_numbers.TryGetValue(key, out var number))
            {
                _numbers[key] = number = Keys.Count;
                Keys.Add(key);
                Members.Add([]);
            }

            Members[number].Add(member);

            return number;
        }
    }
}
