using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Matching;

/// <summary>Who is found for a place, in which order, and why the others are not.</summary>
public sealed class CandidateTests : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();

    public Task InitializeAsync() => _app.InitializeAsync();

    public async Task DisposeAsync() => await ((IAsyncLifetime)_app).DisposeAsync();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Who_has_waited_comes_before_who_served_just_now()
    {
        var served = await _app.AddVolunteerIdAsync();
        var idle = await _app.AddVolunteerIdAsync();
        await ServeAsync(served);

        var found = await FindAsync(await _app.AddShiftAsync(daysAhead: 3));

        Assert.Equal([idle, served], found.Best.Select(c => c.VolunteerId));
        Assert.Contains(found.Best[0].Score.Parts, p => p.Kind is ScorePartKind.NeverServed);
        Assert.Contains(found.Best[1].Score.Parts, p => p is { Kind: ScorePartKind.Idle, Figure: 0 });
    }

    [Fact]
    public async Task Nearer_comes_before_farther()
    {
        var (far, _) = await _app.AddVolunteerAsync(districtCode: "sabail");
        var (near, _) = await _app.AddVolunteerAsync(districtCode: "yasamal");

        var found = await FindAsync(await _app.AddShiftAsync());

        Assert.Equal([near.VolunteerId, far.VolunteerId], found.Best.Select(c => c.VolunteerId));
    }

    [Fact]
    public async Task Who_is_asked_or_comes_already_is_no_candidate_and_who_said_no_is_one_again()
    {
        var shift = await _app.AddShiftAsync(capacity: 3);
        await _app.AddSignedUpAsync(shift);
        await _app.AddOfferedAsync(shift);
        var (declined, assignmentId) = await _app.AddOfferedAsync(shift);
        await _app.DeclineAsync(assignmentId);

        Assert.Equal([declined], (await FindAsync(shift)).Best.Select(c => c.VolunteerId));
    }

    [Fact]
    public async Task Only_active_volunteers_of_the_centre_are_looked_at_unless_the_work_is_remote()
    {
        await _app.AddVolunteerAsync(active: false);
        var (elsewhere, _) = await _app.AddVolunteerAsync(districtCode: "khazar");

        Assert.Equal(0, (await FindAsync(await _app.AddShiftAsync())).EligibleCount);
        Assert.Equal([elsewhere.VolunteerId], (await FindAsync(await _app.AddShiftAsync(place: Core.Tasks.PlaceKind.Remote))).Best.Select(c => c.VolunteerId));
    }

    [Fact]
    public async Task Who_cannot_is_counted_once_by_the_first_rule()
    {
        await _app.AddVolunteerAsync(vetting: VettingLevel.None);
        await _app.AddVolunteerAsync(vetting: VettingLevel.None, change: v => v.Gender = Gender.Male);
        await _app.AddVolunteerAsync(change: v => v.Gender = Gender.Male);
        var shift = await _app.AddShiftAsync(role: new NewRole("Köməkçi", 1) { Vetting = VettingLevel.HomeVisit, Gender = Gender.Female });

        var found = await FindAsync(shift);

        Assert.Equal([(Rule.Gender, 2), (Rule.Vetting, 1)], found.Ineligible.Select(i => (i.Breach.Rule, i.People)));
    }

    [Fact]
    public async Task Who_visited_the_person_before_is_preferred_and_who_is_excluded_is_not_found()
    {
        var knows = await _app.AddVolunteerIdAsync();
        var excluded = await _app.AddVolunteerIdAsync();
        var request = await _app.AddHelpRequestAsync();
        var first = await PlanAsync(request, hours: 24);
        await _app.SignUpAsync(first, knows);
        await AttendAsync(first, knows);
        await using (var scope = _app.NewScope())
        {
            scope.Db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = request.BeneficiaryId, VolunteerId = excluded });
            var task = await scope.Db.VolunteerTasks.SingleAsync(t => t.HelpRequestId == request.HelpRequestId);
            var start = _app.NowUtc.AddDays(5);
            var second = scope.Get<ShiftService>().Add(task, new NewShift(start, start.AddHours(1), "Evdə", [new NewRole("Köməkçi", 1)]), publish: true);
            await scope.Db.SaveChangesAsync();

            var found = await scope.Get<CandidateFinder>().FindAsync(second.Roles[0].ShiftRoleId, 10, CancellationToken.None);

            Assert.Equal([knows], found.Best.Select(c => c.VolunteerId));
            Assert.Contains(found.Best[0].Score.Parts, p => p is { Kind: ScorePartKind.Continuity, Figure: 1 });
            Assert.Equal([Rule.ExcludedPair], found.Ineligible.Select(i => i.Breach.Rule));
        }
    }

    private async Task<CandidateList> FindAsync(Shift shift)
    {
        await using var scope = _app.NewScope();

        return await scope.Get<CandidateFinder>().FindAsync(shift.Roles[0].ShiftRoleId, 10, CancellationToken.None);
    }

    private async Task ServeAsync(Guid volunteerId)
    {
        var shift = await _app.AddShiftAsync();
        await _app.SignUpAsync(shift, volunteerId);
        await AttendAsync(shift, volunteerId);
    }

    private async Task AttendAsync(Shift shift, Guid volunteerId)
    {
        _app.Clock.SetUtcNow(new DateTimeOffset(shift.EndsAtUtc));
        await using var scope = _app.NewScope();
        var assignment = await scope.Db.Assignments.SingleAsync(a => a.ShiftId == shift.ShiftId && a.VolunteerId == volunteerId);
        Assert.True(assignment.CheckIn(shift.StartsAtUtc) && assignment.CheckOut(shift.EndsAtUtc));
        await scope.Db.SaveChangesAsync();
    }

    private async Task<Shift> PlanAsync(HelpRequest request, int hours)
    {
        await using var scope = _app.NewScope();
        var service = scope.Get<HelpRequestService>();
        await service.TriageAsync(request.HelpRequestId, Urgency.Normal, RiskLevel.Low, CancellationToken.None);
        var start = _app.NowUtc.AddHours(hours);

        return (await service.PlanAsync(request.HelpRequestId, new NewShift(start, start.AddHours(1), "Evdə", [new NewRole("Köməkçi", 1)]), null, CancellationToken.None))!;
    }
}
