using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Intake;

namespace Dost.Volunteers.Core.Data.Demo;

/// <summary>A clock that the history of the demonstration is told by: the services of the domain act at the moment it is set to.</summary>
internal sealed class DemoClock(DateTime nowUtc) : TimeProvider
{
    public DateTime MomentUtc { get; set; } = nowUtc;

    public override DateTimeOffset GetUtcNow() => new(MomentUtc, TimeSpan.Zero);
}

/// <summary>A volunteer of the demonstration with what the rules ask about, and from when until when they served.</summary>
internal sealed record DemoPerson(Volunteer Volunteer, VolunteerFacts Facts, List<Commitment> Commitments, List<Guid> Excluded, DateTime FromUtc, DateTime UntilUtc)
{
    /// <summary>Chosen first where a place is given away, so that the accounts one signs in with have something to show.</summary>
    public bool IsShown { get; init; }
}

/// <summary>What the parts of the demonstration share: the moment, the dice, the reference data, the people.</summary>
internal sealed class DemoWorld(VolunteersDbContext db, DemoClock clock, Policy policy)
{
    /// <summary>The same dice for everybody, so that two demonstrations on one day look the same.</summary>
    private const int Seed = 142;

    private static readonly string[] _prefixes = ["50", "51", "55", "70", "77"];
    private readonly Random _random = new(Seed);
    private int _phones;
    private int _fins;

    public VolunteersDbContext Db { get; } = db;
    public DemoClock Clock { get; } = clock;
    public DateTime NowUtc { get; } = clock.MomentUtc;
    public DateOnly Today { get; } = BakuTime.DateOf(clock.MomentUtc);
    public RuleLimits Limits { get; } = RuleLimits.Of(policy);
    public QuietHours Quiet { get; } = new(policy.QuietFrom, policy.QuietTo);
    public DemoTexts Texts { get; } = new();
    public CurrentUser Actor { get; } = new();
    public required IReadOnlyList<Centre> Centres { get; init; }
    public required IReadOnlyDictionary<string, District> Districts { get; init; }
    public required IReadOnlyDictionary<string, HelpCategory> Categories { get; init; }
    public required IReadOnlyDictionary<string, CredentialType> CredentialTypes { get; init; }
    public required IntakeDemands Demands { get; init; }
    public required IReadOnlyList<ContractText> ContractTexts { get; init; }
    public List<DemoPerson> People { get; } = [];

    /// <summary>The account that acts for a centre.</summary>
    public Dictionary<Guid, Guid> CoordinatorOf { get; } = [];

    public int Between(int from, int to) => _random.Next(from, to + 1);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToArray();
        _random.Shuffle(list);

        return [.. list];
    }

    /// <summary>A moment of the day between two others, by the minute, such as people act at: not at night where that can be helped.</summary>
    public DateTime MomentBetween(DateTime fromUtc, DateTime toUtc)
    {
        var minutes = Math.Max(1, (int)(toUtc - fromUtc).TotalMinutes);
        var moment = fromUtc.AddMinutes(_random.Next(minutes));
        var awake = Quiet.Contain(moment) ? Quiet.NextAllowed(moment).AddMinutes(_random.Next(240)) : moment;

        return awake < toUtc ? awake : moment;
    }

    /// <summary>An id that sorts by the moment, from the dice.</summary>
    public Guid NewId(DateTime atUtc)
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        var milliseconds = new DateTimeOffset(atUtc, TimeSpan.Zero).ToUnixTimeMilliseconds();

        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (8 * (5 - i)));
        }

        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));

        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A mobile number that nobody has: behind the prefix no subscriber's number begins with a zero.</summary>
    public string NewPhone()
    {
        _phones++;

        return string.Create(CultureInfo.InvariantCulture, $"+994{_prefixes[_phones % _prefixes.Length]}0{_phones * 7919 % 1_000_000:000000}");
    }

    /// <summary>A FIN that can be told at sight for one of the demonstration.</summary>
    public string NewFin()
    {
        const string Signs = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        var number = ++_fins * 7919;
        var signs = Enumerable.Range(0, 4).Select(i => Signs[number / (int)Math.Pow(Signs.Length, i) % Signs.Length]);

        return "DEM" + string.Concat(signs);
    }

    /// <summary>Whether the volunteer was there at the time and breaks no rule.</summary>
    public bool Can(DemoPerson person, PlaceFacts place) =>
        person.FromUtc < place.StartsAtUtc && place.EndsAtUtc < person.UntilUtc && RuleBook.Check(person.Facts, place, Limits).Count == 0;

    /// <summary>Who did or looked at something, at the moment that the clock is set to.</summary>
    public void Looked(string where, AuditSubject subject, Guid subjectId, Guid actorId) => Db.AuditEntries.Add(new AuditEntry
    {
        AuditEntryId = NewId(Clock.MomentUtc),
        AtUtc = Clock.MomentUtc,
        ActorId = actorId,
        Kind = AuditKind.Looked,
        Action = where,
        Subject = subject,
        SubjectId = subjectId,
    });
}
