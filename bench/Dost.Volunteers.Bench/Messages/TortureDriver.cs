using System.Globalization;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Bench.Messages;

/// <summary>Makes the volunteers and their shifts, and then changes its mind at random, through the services that the pages use. It writes down what it did.</summary>
internal sealed class TortureDriver(ServiceProvider services, MovedClock clock, int seed)
{
    private const int PeopleOfAShift = 16;
    private const int Spare = 10;
    private const int QuietOneOf = 20;
    private readonly Random _random = new(seed);
    private readonly List<TortureShift> _shifts = [];
    private readonly List<Person> _spare = [];
    private readonly List<Person> _people = [];

    public List<TorturePlace> Places { get; } = [];

    /// <summary>What was done, and how often.</summary>
    public SortedDictionary<string, int> Deeds { get; } = [];

    /// <summary>So many volunteers with a place each on the given day, and one in ten more who may still sign up.</summary>
    public async Task MakeAsync(int volunteers, DateOnly day, CancellationToken ct)
    {
        await new Crowd(() => Task.FromResult(RosterBench.New(services))).GrowAsync((volunteers * (100 + Spare) / 100 * 10 / 9) + Spare, ct);
        await using var scope = RosterBench.New(services);
        var quiet = scope.Db.Volunteers.Where(v => v.State == VolunteerState.Active).OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).Take(volunteers / QuietOneOf);
        await scope.Db.Volunteers.Where(v => quiet.Contains(v.VolunteerId))
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.QuietFrom, new TimeOnly(13, 0)).SetProperty(v => v.QuietTo, new TimeOnly(15, 0)), ct);
        var found = await scope.Db.Volunteers.Where(v => v.State == VolunteerState.Active).OrderBy(v => v.VolunteerId).Take(volunteers * (100 + Spare) / 100)
            .Select(v => new { v.VolunteerId, v.CentreId, v.Phone, v.Email, v.QuietFrom, v.QuietTo }).ToListAsync(ct);

        foreach (var centre in found.Select((v, i) => (v.CentreId, IsSpare: i >= volunteers, Person: new Person(v.VolunteerId, v.Phone, v.Email, v.QuietFrom, v.QuietTo))).GroupBy(v => v.CentreId))
        {
            _spare.AddRange(centre.Where(v => v.IsSpare).Select(v => v.Person));

            foreach (var crew in centre.Where(v => !v.IsSpare).Select(v => v.Person).Chunk(PeopleOfAShift))
            {
                await AddShiftAsync(scope, centre.Key, crew, day, ct);
            }
        }

        _people.AddRange(Places.Select(p => p.Person));

        // Who may still sign up has time on that day.
        var spare = _spare.ConvertAll(p => p.Id);
        await scope.Db.AvailabilityWindows.Where(w => spare.Contains(w.VolunteerId)).ExecuteDeleteAsync(ct);
        scope.Db.AvailabilityWindows.AddRange(spare.Select(id => new AvailabilityWindow
        {
            AvailabilityWindowId = Guid.CreateVersion7(),
            VolunteerId = id,
            Day = day.DayOfWeek,
            StartsAt = new TimeOnly(6, 0),
            EndsAt = new TimeOnly(23, 59),
        }));
        await scope.Db.SaveChangesAsync(ct);
    }

    private async Task AddShiftAsync(BenchScope scope, Guid centreId, Person[] crew, DateOnly day, CancellationToken ct)
    {
        var db = scope.Db;
        var centre = await db.Centres.SingleAsync(c => c.CentreId == centreId, ct);
        var category = await db.HelpCategories.Where(c => !c.IsPublic).OrderBy(c => c.Position).FirstAsync(ct);
        var now = clock.NowUtc;
        var start = BakuTime.ToUtc(day, new TimeOnly(9, 0)).AddMinutes(30 * _random.Next(21));
        var title = string.Create(CultureInfo.InvariantCulture, $"Iş {_shifts.Count + 1000}");
        var task = new VolunteerTask
        {
            VolunteerTaskId = Guid.CreateVersion7(),
            CentreId = centreId,
            HelpCategoryCode = category.HelpCategoryCode,
            Title = title,
            PlaceKind = PlaceKind.Centre,
            DistrictCode = centre.DistrictCode,
            Latitude = centre.Latitude,
            Longitude = centre.Longitude,
            Priority = category.Priority,
        };
        db.VolunteerTasks.Add(task);
        var shift = scope.Get<ShiftService>().Add(task, new NewShift(start, start.AddHours(3), "Giriş", [new NewRole("Köməkçi", 2 * PeopleOfAShift)]), publish: true);
        var known = new TortureShift(shift.ShiftId, shift.Roles[0].ShiftRoleId, title, new ShiftTime(now, start, start.AddHours(3)));
        _shifts.Add(known);

        foreach (var person in crew)
        {
            var place = new Assignment { AssignmentId = Guid.CreateVersion7(), ShiftId = shift.ShiftId, ShiftRoleId = known.RoleId, VolunteerId = person.Id };
            shift.Roles[0].TakePlace();
            place.Confirm(now);
            db.Assignments.Add(place);
            Places.Add(new TorturePlace(place.AssignmentId, person, known, place.Round, now));
        }
    }

    /// <summary>One change, whatever chance wants.</summary>
    public Task ChangeAsync(CancellationToken ct) => _random.Next(100) switch
    {
        < 20 => MoveAsync(ct),
        < 24 => CancelAsync(ct),
        < 48 => LeaveAsync(isRemoved: false, ct),
        < 60 => LeaveAsync(isRemoved: true, ct),
        < 78 => SignUpAsync(ct),
        < 90 => StopTextsAsync(ct),
        _ => StopEmailsAsync(ct),
    };

    private async Task MoveAsync(CancellationToken ct)
    {
        if (Pick(Coming()) is not { } shift)
        {
            return;
        }

        var start = shift.Now.StartsAtUtc.AddMinutes(30 * (_random.Next(2) == 0 ? 1 + _random.Next(6) : -1 - _random.Next(4)));

        if (start < clock.NowUtc.AddMinutes(40))
        {
            return;
        }

        await using var scope = RosterBench.New(services);
        var version = await scope.Db.Shifts.Where(s => s.ShiftId == shift.Id).Select(s => s.Version).SingleAsync(ct);
        var result = await scope.Get<ShiftService>().MoveAsync(shift.Id, version, new NewTime(start, start.AddHours(3), "Giriş"), ct);

        if (result.Outcome is MoveOutcome.Moved)
        {
            shift.Times.Add(new ShiftTime(clock.NowUtc, start, start.AddHours(3)));
        }

        Note($"shifts moved{(result.Outcome is MoveOutcome.Moved ? "" : $": {result.Outcome}")}");
    }

    private async Task CancelAsync(CancellationToken ct)
    {
        if (Pick(Coming()) is { } shift)
        {
            await using var scope = RosterBench.New(services);

            if (await scope.Get<ShiftService>().CancelAsync(shift.Id, "Su kəsilib", ct))
            {
                shift.CancelledAtUtc = clock.NowUtc;
                Note("shifts cancelled");
            }
        }
    }

    private async Task LeaveAsync(bool isRemoved, CancellationToken ct)
    {
        if (Pick([.. Places.Where(p => p.GoneAtUtc is null && IsComing(p.Shift))]) is not { } place)
        {
            return;
        }

        await using var scope = RosterBench.New(services);
        var placement = scope.Get<PlacementService>();
        var result = isRemoved ? await placement.RemoveAsync(place.Id, ct) : await placement.WithdrawAsync(place.Id, "Xəstələndim", ct);

        if (result.Outcome is PlacementOutcome.Done)
        {
            place.WasRemoved = isRemoved;
            place.GoneAtUtc = clock.NowUtc;
        }

        Note((isRemoved ? "taken off" : "withdrawn") + (result.Outcome is PlacementOutcome.Done ? "" : $": {result.Outcome}"));
    }

    private async Task SignUpAsync(CancellationToken ct)
    {
        if (Pick(_spare) is not { } person || Pick(Coming()) is not { } shift)
        {
            return;
        }

        await using var scope = RosterBench.New(services);
        var result = await scope.Get<PlacementService>().SignUpAsync(shift.RoleId, person.Id, ct);

        if (result.Outcome is PlacementOutcome.Done)
        {
            _spare.Remove(person);
            _people.Add(person);
            var place = await scope.Db.Assignments.AsNoTracking().SingleAsync(a => a.ShiftId == shift.Id && a.VolunteerId == person.Id, ct);
            Places.Add(new TorturePlace(place.AssignmentId, person, shift, place.Round, clock.NowUtc) { HasReceipt = true });
        }

        Note($"signed up{(result.Outcome is PlacementOutcome.Done ? "" : $": {string.Join(' ', result.Breaches?.Select(b => b.Rule) ?? [])}")}");
    }

    private async Task StopTextsAsync(CancellationToken ct)
    {
        if (Pick([.. _people.Where(p => p.SmsOutUtc is null)]) is { } person)
        {
            await using var scope = RosterBench.New(services);
            var verdict = await scope.Get<InboundService>().ReceiveAsync($"SM-in-{Guid.CreateVersion7():N}", person.Phone, "DAYANDIR", ct);

            if (verdict is InboundVerdict.OptedOut)
            {
                person.SmsOutUtc = clock.NowUtc;
            }

            Note($"no SMS any more{(verdict is InboundVerdict.OptedOut ? "" : $": {verdict}")}");
        }
    }

    private async Task StopEmailsAsync(CancellationToken ct)
    {
        if (Pick([.. _people.Where(p => p.EmailOutUtc is null && p.Email is not null)]) is { } person)
        {
            await using var scope = RosterBench.New(services);

            if (await scope.Get<OwnProfileService>().SetEmailOptOutAsync(person.Id, optedOut: true, ct))
            {
                person.EmailOutUtc = clock.NowUtc;
                Note("no e-mail any more");
            }
        }
    }

    private List<TortureShift> Coming() => [.. _shifts.Where(IsComing)];

    private bool IsComing(TortureShift shift) => shift.CancelledAtUtc is null && shift.Now.StartsAtUtc > clock.NowUtc.AddMinutes(10);

    private T? Pick<T>(List<T> among)
        where T : class => among.Count == 0 ? null : among[_random.Next(among.Count)];

    private void Note(string deed) => Deeds[deed] = Deeds.GetValueOrDefault(deed) + 1;
}
