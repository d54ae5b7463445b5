using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Matching;

/// <summary>What is kept in memory never shows: the candidates are always those whom the rule book would find one by one, right now.</summary>
public sealed class CandidateIndexTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] _skills = ["driver", "first-aid", "nursing"];

    private readonly TestApp _app = new();

    public Task InitializeAsync() => _app.InitializeAsync();

    public async Task DisposeAsync() => await ((IAsyncLifetime)_app).DisposeAsync();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_changes_the_candidates_are_those_that_the_rule_book_finds_one_by_one(int seed)
    {
        var random = new Random(seed);
        List<Guid> people = [];
        List<Shift> shifts = [];

        for (var i = 0; i < 14; i++)
        {
            people.Add(await AddSomebodyAsync(random));
        }

        for (var i = 0; i < 7; i++)
        {
            shifts.Add(await AddAnyShiftAsync(random));
        }

        for (var step = 0; step < 25; step++)
        {
            await ChangeAsync(random, people, shifts);
            await SameAsync(shifts[random.Next(shifts.Count)]);
        }
    }

    [Fact]
    public async Task A_change_by_another_process_is_seen_at_the_next_call()
    {
        var shift = await _app.AddShiftAsync();
        var volunteer = await _app.AddVolunteerIdAsync();
        Assert.Equal([volunteer], (await FindAsync(shift)).Best.Select(c => c.VolunteerId));

        // Another context, as another process would have it: nothing is shared but the file.
        await using (var other = _app.NewScope())
        {
            var person = await other.Db.Volunteers.Include(v => v.Blackouts).SingleAsync(v => v.VolunteerId == volunteer);
            var day = BakuTime.DateOf(shift.StartsAtUtc);
            other.Db.BlackoutPeriods.Add(new BlackoutPeriod { BlackoutPeriodId = Guid.CreateVersion7(), VolunteerId = person.VolunteerId, FirstOn = day, LastOn = day });
            await other.Db.SaveChangesAsync();
        }

        var found = await FindAsync(shift);

        Assert.Equal(0, found.EligibleCount);
        Assert.Equal([new IneligibleCount(new RuleBreach(Rule.Blackout), 1)], found.Ineligible);
    }

    [Fact]
    public async Task What_was_not_saved_is_not_seen_and_what_was_saved_twice_is_seen_once()
    {
        var shift = await _app.AddShiftAsync();
        var volunteer = await _app.AddVolunteerIdAsync();
        await FindAsync(shift);

        await using (var other = _app.NewScope())
        {
            await using var transaction = await other.Db.Database.BeginTransactionAsync();
            (await other.Db.Volunteers.SingleAsync(v => v.VolunteerId == volunteer)).Gender = Gender.Male;
            await other.Db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        await using (var other = _app.NewScope())
        {
            var person = await other.Db.Volunteers.SingleAsync(v => v.VolunteerId == volunteer);
            person.WeeklyCapMinutes = 60;
            person.Skills.Clear();
            await other.Db.SaveChangesAsync();

            Assert.Single(await other.Db.FactsChanges.Where(c => c.SubjectId == volunteer).OrderByDescending(c => c.Sequence).Take(1).ToListAsync());
        }

        Assert.Equal([Rule.WeeklyCap], (await FindAsync(shift)).Ineligible.Select(i => i.Breach.Rule));
    }

    [Fact]
    public async Task Many_who_ask_at_once_while_others_save_all_get_a_true_answer()
    {
        var shift = await _app.AddShiftAsync(capacity: 4);
        List<Guid> people = [];

        for (var i = 0; i < 6; i++)
        {
            people.Add(await _app.AddVolunteerIdAsync());
        }

        var asking = Enumerable.Range(0, 12).Select(async _ => (await FindAsync(shift)).EligibleCount);
        var saving = people.Take(3).Select(async id =>
        {
            await using var scope = _app.NewScope();
            (await scope.Db.Volunteers.SingleAsync(v => v.VolunteerId == id)).WeeklyCapMinutes = 30;
            await scope.Db.SaveChangesAsync();

            return 0;
        });

        Assert.All(await Task.WhenAll(asking.Concat(saving)), count => Assert.InRange(count, 0, 6));
        Assert.Equal(3, (await FindAsync(shift)).EligibleCount);
        await SameAsync(shift);
    }

    /// <summary>Asks the finder, and everybody by hand.</summary>
    private async Task SameAsync(Shift shift)
    {
        await using var scope = _app.NewScope();
        var loaded = await scope.Db.Shifts.AsNoTracking().AsSplitQuery().Include(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
            .Include(s => s.Roles).ThenInclude(r => r.Skills).Include(s => s.Roles).ThenInclude(r => r.Languages).SingleAsync(s => s.ShiftId == shift.ShiftId);
        var place = PlaceFacts.Of(loaded, loaded.Roles[0]);
        var limits = RuleLimits.Of(await scope.Get<PolicyReader>().ReadAsync(CancellationToken.None));
        var among = scope.Db.Volunteers.Where(v => v.State == VolunteerState.Active && (place.IsRemote || v.CentreId == loaded.CentreId))
            .Where(v => !scope.Db.Assignments.Any(a => a.ShiftId == shift.ShiftId && a.VolunteerId == v.VolunteerId
                && (a.State == AssignmentState.Offered || a.State == AssignmentState.Confirmed || a.State == AssignmentState.CheckedIn || a.State == AssignmentState.Attended || a.State == AssignmentState.NoShow)));
        var judged = (await scope.Get<FactsReader>().ReadAsync(among, loaded.StartsAtUtc, CancellationToken.None)).ToDictionary(f => f.VolunteerId, f => RuleBook.Check(f, place, limits));

        var found = await FindAsync(shift);

        Assert.Equal(judged.Where(j => j.Value.Count == 0).Select(j => j.Key).Order(), found.Best.Select(c => c.VolunteerId).Order());
        Assert.Equal(found.Best.Count, found.EligibleCount);
        Assert.Equal(found.Best.OrderByDescending(c => c.Score.Value).ThenBy(c => c.VolunteerId).Select(c => c.VolunteerId), found.Best.Select(c => c.VolunteerId));
        Assert.Equal(
            judged.Values.Where(b => b.Count > 0).GroupBy(b => b[0]).Select(g => new IneligibleCount(g.Key, g.Count())).ToHashSet(),
            found.Ineligible.ToHashSet());
    }

    private async Task<CandidateList> FindAsync(Shift shift)
    {
        await using var scope = _app.NewScope();

        return await scope.Get<CandidateFinder>().FindAsync(shift.Roles[0].ShiftRoleId, 1000, CancellationToken.None);
    }

    private async Task<Guid> AddSomebodyAsync(Random random)
    {
        var (volunteer, _) = await _app.AddVolunteerAsync(
            districtCode: random.Next(3) == 0 ? "khazar" : "yasamal", active: random.Next(6) != 0, vetting: random.Next(2) == 0 ? VettingLevel.HomeVisit : VettingLevel.None,
            change: v =>
            {
                v.Gender = (Gender)random.Next(2);
                v.BornOn = new DateOnly(1960 + random.Next(51), 1 + random.Next(12), 1 + random.Next(28));
            });

        return volunteer.VolunteerId;
    }

    private Task<Shift> AddAnyShiftAsync(Random random) => _app.AddShiftAsync(
        daysAhead: 1 + random.Next(4),
        place: random.Next(5) == 0 ? PlaceKind.Remote : random.Next(2) == 0 ? PlaceKind.Address : PlaceKind.Centre,
        role: new NewRole("Köməkçi", 3)
        {
            Skills = random.Next(3) == 0 ? [_skills[random.Next(_skills.Length)]] : [],
            Languages = random.Next(4) == 0 ? ["ru"] : [],
            Gender = random.Next(5) == 0 ? Gender.Female : null,
            Vetting = random.Next(3) == 0 ? VettingLevel.HomeVisit : VettingLevel.None,
            MinimumAge = random.Next(4) == 0 ? 18 : 0,
        });

    /// <summary>One of the things that happen, in a scope of its own.</summary>
    private async Task ChangeAsync(Random random, List<Guid> people, List<Shift> shifts)
    {
        var id = people[random.Next(people.Count)];
        var shift = shifts[random.Next(shifts.Count)];
        await using var scope = _app.NewScope();
        var person = await scope.Db.Volunteers.Include(v => v.Skills).Include(v => v.Languages).Include(v => v.Availability).Include(v => v.Blackouts).Include(v => v.Credentials)
            .SingleAsync(v => v.VolunteerId == id);
        var day = BakuTime.DateOf(_app.NowUtc).AddDays(random.Next(6));

        switch (random.Next(11))
        {
            case 0:
                Toggle(person.Skills, s => s.SkillCode == _skills[0], new VolunteerSkill { VolunteerId = id, SkillCode = _skills[0] });
                break;
            case 1:
                Toggle(person.Languages, l => l.LanguageCode == "ru", new VolunteerLanguage { VolunteerId = id, LanguageCode = "ru" });
                break;
            case 2:
                Toggle(person.Availability, _ => true, new AvailabilityWindow { AvailabilityWindowId = Guid.CreateVersion7(), VolunteerId = id, Day = day.DayOfWeek, StartsAt = new TimeOnly(8, 0), EndsAt = new TimeOnly(8 + random.Next(1, 15), 0) });
                break;
            case 3:
                Toggle(person.Blackouts, _ => true, new BlackoutPeriod { BlackoutPeriodId = Guid.CreateVersion7(), VolunteerId = id, FirstOn = day, LastOn = day.AddDays(2) });
                break;
            case 4:
                scope.Db.Credentials.RemoveRange(person.Credentials.Where(c => c.State is CredentialState.Verified).Take(1));
                break;
            case 5:
                person.Pause("bir az");
                break;
            case 6:
                person.WeeklyCapMinutes = random.Next(2) == 0 ? null : 60 * random.Next(1, 8);
                break;
            case 7:
                person.CentreId = await scope.Db.Volunteers.Where(v => v.VolunteerId != id).OrderBy(v => v.VolunteerId).Select(v => v.CentreId).FirstAsync();
                break;
            case 8:
                people.Add(await AddSomebodyAsync(random));
                break;
            case 9:
                await scope.Get<PlacementService>().SignUpAsync(shift.Roles[0].ShiftRoleId, id, CancellationToken.None);
                return;
            default:
                var moved = await scope.Db.Shifts.Include(s => s.Assignments).Include(s => s.Roles).SingleAsync(s => s.ShiftId == shift.ShiftId);
                moved.Move(moved.StartsAtUtc.AddHours(3), moved.EndsAtUtc.AddHours(3), moved.MeetingPoint, _app.NowUtc);
                break;
        }

        await scope.Db.SaveChangesAsync();
    }

    private static void Toggle<T>(List<T> list, Predicate<T> there, T one)
    {
        if (list.RemoveAll(there) == 0)
        {
            list.Add(one);
        }
    }
}
