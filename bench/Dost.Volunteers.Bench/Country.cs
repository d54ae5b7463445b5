using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Bench;

/// <summary>
/// Volunteers over all centres of the country as one would find them, the same each time: who they are, what they can, when they are free, what they
/// have served and what they are bound to. Written past the context, since a million of them would take hours through it.
/// </summary>
internal sealed class Country(string folder, DateOnly today)
{
    private const int PeopleAShift = 20;

    /// <summary>The part of the volunteers that each centre has, in per cent; the centre of Absheron keeps half of the country's districts.</summary>
    private static readonly (string Centre, int Part)[] _parts = [("1", 14), ("2", 8), ("3", 12), ("4", 12), ("5", 8), ("absheron", 30), ("barda", 16)];

    private static readonly (TimeOnly From, TimeOnly To)[] _hours =
    [
        (new(9, 0), new(12, 0)), (new(9, 0), new(15, 0)), (new(9, 0), new(18, 0)), (new(12, 0), new(18, 0)), (new(15, 0), new(18, 0)), (new(17, 30), new(21, 0)), (new(10, 0), new(14, 30)), (new(8, 0), new(20, 0)),
    ];

    private readonly Random _random = new(142);
    private int _made;

    /// <summary>Makes volunteers until there are so many, then gives the planner of the database its figures.</summary>
    public async Task GrowAsync(VolunteersDbContext db, int total, CancellationToken ct)
    {
        var reference = await ReferenceAsync(db, ct);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "volunteers.db")}");
        await connection.OpenAsync(ct);
        Run(connection, "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -800000; PRAGMA temp_store = MEMORY;");

        using (var transaction = connection.BeginTransaction())
        {
            using var rows = new CountryRows(connection, transaction);
            var shifts = reference.ToDictionary(c => c.CentreId, c => new Served(c, rows, _random, today));

            for (; _made < total; _made++)
            {
                Add(rows, reference, shifts);
            }

            await transaction.CommitAsync(ct);
        }

        Run(connection, "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private void Add(CountryRows rows, IReadOnlyList<CentrePlace> centres, Dictionary<Guid, Served> served)
    {
        var centre = PickCentre(centres);
        var id = Guid.CreateVersion7();
        var isActive = _random.Next(100) < 78;
        var programme = _random.Next(100) switch { < 68 => Programme.Young, < 86 => Programme.Silver, _ => Programme.Virtual };
        var age = programme is Programme.Silver ? 50 + _random.Next(28) : 15 + _random.Next(35);
        rows.Volunteer(id, centre, centre.Districts[_random.Next(centre.Districts.Count)], programme, today.AddDays(-(age * 365) - _random.Next(365)),
            _random.Next(100) < 62 ? Gender.Female : Gender.Male, isActive ? VolunteerState.Active : (VolunteerState)_random.Next(8), _random.Next(10) == 0 ? 180 * (1 + _random.Next(4)) : null, _made);

        foreach (var skill in Enumerable.Range(0, _random.Next(5)).Select(_ => Math.Min(_random.Next(centre.Skills.Count), _random.Next(centre.Skills.Count))).Distinct())
        {
            rows.Skill(id, centre.Skills[skill]);
        }

        foreach (var (language, of) in new[] { ("az", 98), ("ru", 44), ("en", 36), ("tr", 15), ("fa", 2), ("ka", 1), ("ar", 1) })
        {
            if (_random.Next(100) < of)
            {
                rows.Language(id, language);
            }
        }

        AddWeek(rows, id);
        AddCredentials(rows, id, isActive);

        if (isActive)
        {
            served[centre.CentreId].Add(id, _random.Next(100) < 60 ? 1 + _random.Next(6) : 0, _random.Next(100) < 12 ? 1 + _random.Next(3) : 0);
        }
    }

    private void AddWeek(CountryRows rows, Guid id)
    {
        var days = _random.Next(4) == 0 ? 0 : 1 + _random.Next(6);

        foreach (var day in Enumerable.Range(0, days).Select(_ => (DayOfWeek)_random.Next(7)).Distinct())
        {
            var (from, to) = _hours[Math.Min(_random.Next(_hours.Length), _random.Next(_hours.Length))];
            rows.Window(id, day, from, to);
        }

        if (_random.Next(100) < 8)
        {
            var first = today.AddDays(_random.Next(40));
            rows.Away(id, first, first.AddDays(_random.Next(14)));
        }
    }

    private void AddCredentials(CountryRows rows, Guid id, bool isActive)
    {
        foreach (var (type, of, years) in new[] { ("introductory-training", isActive ? 97 : 30, 0), ("home-visit-check", 38, 1), ("safeguarding-check", 9, 1), ("first-aid-training", 6, 2) })
        {
            if (_random.Next(100) < of)
            {
                var issued = today.AddDays(-_random.Next(500));
                rows.Credential(id, type, issued, years == 0 ? null : issued.AddYears(years));
            }
        }
    }

    private CentrePlace PickCentre(IReadOnlyList<CentrePlace> centres)
    {
        var point = _random.Next(_parts.Sum(p => p.Part));
        var i = 0;

        for (; point >= _parts[i].Part; i++)
        {
            point -= _parts[i].Part;
        }

        return centres.Single(c => c.Code == _parts[i].Centre);
    }

    private static async Task<IReadOnlyList<CentrePlace>> ReferenceAsync(VolunteersDbContext db, CancellationToken ct)
    {
        var skills = await db.Skills.OrderBy(s => s.SkillCode).Select(s => s.SkillCode).ToListAsync(ct);
        var districts = await db.Districts.Where(d => d.CentreId != null).OrderBy(d => d.DistrictCode).Select(d => new { d.DistrictCode, d.CentreId }).ToListAsync(ct);
        var centres = await db.Centres.OrderBy(c => c.Code).Select(c => new { c.CentreId, c.Code }).ToListAsync(ct);
        var tasks = await CandidateShifts.TasksAsync(db, ct);

        return [.. centres.Select(c => new CentrePlace(c.CentreId, c.Code, [.. districts.Where(d => d.CentreId == c.CentreId).Select(d => d.DistrictCode)], skills, tasks[c.CentreId]))];
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The shifts of a centre in which its volunteers have served, or will: one is filled after the other.</summary>
    private sealed class Served(CentrePlace centre, CountryRows rows, Random random, DateOnly today)
    {
        private readonly (Guid ShiftId, Guid RoleId, int Taken)[] _past = new (Guid, Guid, int)[12];
        private readonly (Guid ShiftId, Guid RoleId, int Taken)[] _coming = new (Guid, Guid, int)[4];

        public void Add(Guid volunteerId, int past, int coming)
        {
            for (var n = 0; n < past; n++)
            {
                Place(_past, n + (6 * random.Next(2)), volunteerId, today.AddDays(-1 - random.Next(240)), random.Next(100) < 6 ? AssignmentState.NoShow : AssignmentState.Attended);
            }

            for (var n = 0; n < coming; n++)
            {
                Place(_coming, n, volunteerId, today.AddDays(1 + random.Next(21)), AssignmentState.Confirmed);
            }
        }

        private void Place((Guid ShiftId, Guid RoleId, int Taken)[] open, int slot, Guid volunteerId, DateOnly day, AssignmentState state)
        {
            ref var shift = ref open[slot];

            if (shift.ShiftId == Guid.Empty || shift.Taken == PeopleAShift)
            {
                shift = (Guid.CreateVersion7(), Guid.CreateVersion7(), 0);
                var from = BakuTime.ToUtc(day, new TimeOnly(9 + (3 * random.Next(3)), 0));
                rows.Shift(shift.ShiftId, shift.RoleId, centre.Tasks[random.Next(centre.Tasks.Count)], centre.CentreId, from, from.AddHours(3), PeopleAShift, state is AssignmentState.Confirmed ? ShiftState.Published : ShiftState.Completed);
            }

            shift.Taken++;
            rows.Assignment(shift.ShiftId, shift.RoleId, volunteerId, state);
        }
    }
}

internal sealed record CentrePlace(Guid CentreId, string Code, IReadOnlyList<string> Districts, IReadOnlyList<string> Skills, IReadOnlyList<Guid> Tasks);
