using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests;

/// <summary>The search for who comes to an urgent visit.</summary>
public sealed class LadderTests : JobTest
{
    [Fact]
    public async Task An_urgent_visit_asks_the_best_a_few_at_a_time_and_stops_at_the_yes_that_fills_it()
    {
        var people = await PeopleAsync(8);
        var (request, shift) = await App.PlanUrgentAsync();

        await RunAsync("ClimbLadders");
        await RunAsync("ClimbLadders");
        var first = (await App.LadderOfAsync(request)).Asks;
        Assert.Equal(3, first.Count);

        App.Clock.Advance(TimeSpan.FromMinutes(14));
        await RunAsync("ClimbLadders");
        Assert.Equal(3, (await App.LadderOfAsync(request)).Asks.Count);
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync("ClimbLadders");
        Assert.Equal(6, (await App.LadderOfAsync(request)).Asks.Select(a => a.VolunteerId).Distinct().Count());

        await AnswerAsync(first[0], yes: true);
        App.Clock.Advance(TimeSpan.FromHours(1));
        await RunAsync("ClimbLadders");
        await RunAsync("ClimbLadders");

        var ladder = await App.LadderOfAsync(request);
        Assert.Equal((LadderState.Filled, 6), (ladder.State, ladder.Asks.Count));
        Assert.Equal(AssignmentState.Confirmed, ladder.Asks.Single(a => a.LadderAskId == first[0].LadderAskId).Answer);
        var events = await App.EventsAsync(request);
        Assert.Equal(HelpRequestEventKind.LadderStarted, events[0]);
        Assert.Equal(6, events.Count(e => e is HelpRequestEventKind.LadderAsked));
        Assert.Single(events, HelpRequestEventKind.LadderSaidYes);
        Assert.Single(events, HelpRequestEventKind.LadderFilled);
        Assert.Equal(8, people.Count);
        Assert.Equal(1, await App.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId).Select(r => r.PlacesTaken).SingleAsync()));
    }

    [Fact]
    public async Task When_all_of_a_group_say_no_the_next_is_asked_at_once()
    {
        await PeopleAsync(5);
        var (request, _) = await App.PlanUrgentAsync();
        await RunAsync("ClimbLadders");

        foreach (var ask in (await App.LadderOfAsync(request)).Asks)
        {
            await AnswerAsync(ask, yes: false);
        }

        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync("ClimbLadders");

        var ladder = await App.LadderOfAsync(request);
        Assert.Equal((2, 5), (ladder.Step, ladder.Asks.Count));
        Assert.Equal(3, ladder.Asks.Count(a => a.Answer is AssignmentState.Declined));
    }

    [Fact]
    public async Task The_ring_grows_to_the_centres_around_and_ends_with_a_list_of_numbers_for_the_coordinators()
    {
        var coordinator = await App.AddCoordinatorAsync("1");
        var (near, _) = await App.AddVolunteerAsync("nizami");
        var (far, _) = await App.AddVolunteerAsync("barda");
        var (request, _) = await App.PlanUrgentAsync();

        await RunAsync("ClimbLadders");
        var ladder = await App.LadderOfAsync(request);
        Assert.Equal([near.VolunteerId], ladder.Asks.Select(a => a.VolunteerId));
        Assert.Equal(LadderRung.WiderRing, ladder.Rung);
        Assert.NotEqual(near.VolunteerId, far.VolunteerId);

        await AnswerAsync(ladder.Asks[0], yes: false);
        await RunAsync("ClimbLadders");
        await RunAsync("ClimbLadders");
        Assert.Equal(LadderState.CallList, (await App.LadderOfAsync(request)).State);
        await RunAsync("SendMessages");
        Assert.Equal(2, await App.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.Kind == MessageKind.LadderCallList && m.RecipientId == coordinator.Id && m.State == MessageState.Sent)));
        Assert.Contains(Provider.Texts, t => t.Text.Contains("/call-list", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_that_was_given_back_lets_the_search_go_on_without_asking_anybody_twice()
    {
        await PeopleAsync(6);
        var (request, _) = await App.PlanUrgentAsync();
        await RunAsync("ClimbLadders");
        var first = (await App.LadderOfAsync(request)).Asks[0];
        await AnswerAsync(first, yes: true);
        await RunAsync("ClimbLadders");
        Assert.Equal(LadderState.Filled, (await App.LadderOfAsync(request)).State);

        await App.PlaceAsync(p => p.WithdrawAsync(first.AssignmentId, "Xəstələndim", CancellationToken.None));
        await RunAsync("ClimbLadders");
        await RunAsync("ClimbLadders");

        var ladder = await App.LadderOfAsync(request);
        Assert.Equal((LadderState.Climbing, 6), (ladder.State, ladder.Asks.Count));
        Assert.Equal(6, ladder.Asks.Select(a => a.VolunteerId).Distinct().Count());
    }

    [Fact]
    public async Task Nobody_is_asked_for_a_request_that_fell_or_after_the_coordinator_took_over()
    {
        await PeopleAsync(4);
        var (fallen, _) = await App.PlanUrgentAsync();
        var (taken, _) = await App.PlanUrgentAsync(hour: 18);
        await using (var scope = App.NewScope())
        {
            Assert.True(await scope.Get<HelpRequestService>().CancelAsync(fallen.HelpRequestId, "Lazım deyil", CancellationToken.None));
            Assert.True(await scope.Get<LadderService>().StopAsync(taken.HelpRequestId, CancellationToken.None));
        }

        await RunAsync("ClimbLadders");

        Assert.Empty(await App.QueryAsync(db => db.LadderAsks.ToListAsync()));
        Assert.Equal(LadderState.Stopped, (await App.LadderOfAsync(fallen)).State);
        Assert.Equal(LadderState.Stopped, (await App.LadderOfAsync(taken)).State);
    }

    [Fact]
    public async Task Who_said_no_on_the_telephone_is_not_asked_by_the_search()
    {
        var people = await PeopleAsync(2);
        var (request, _) = await App.PlanUrgentAsync();
        await using (var scope = App.NewScope())
        {
            await scope.Get<LadderService>().NoteNoAsync(request.HelpRequestId, people[0], CancellationToken.None);
        }

        await RunAsync("ClimbLadders");

        Assert.Equal([people[1]], (await App.LadderOfAsync(request)).Asks.Select(a => a.VolunteerId));
    }

    /// <summary>
    /// Whatever people answer and whenever: only those whom the rule book lets come are asked, nobody by one search twice, nobody more often than the
    /// week's budget, nobody after it is over; and it ends with the place filled or with the call list.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_search_asks_only_whom_it_may_and_ends_in_a_fill_or_the_call_list(int seed)
    {
        var random = new Random(seed);
        await MixedPeopleAsync(random, 14);
        List<HelpRequest> requests = [];

        for (var i = 0; i < 4; i++)
        {
            var (request, _) = await App.PlanUrgentAsync(hour: 14 + i, people: random.Next(1, 3));
            await ExcludeSomeAsync(random, request);
            requests.Add(request);
        }

        for (var minute = 0; minute < 14 * 60 && await StillClimbingAsync(); minute += 5)
        {
            var able = await AbleAsync();
            var before = await AsksAsync();
            await RunAsync("ClimbLadders");
            var asked = (await AsksAsync()).ExceptBy(before.Select(a => a.LadderAskId), a => a.LadderAskId).ToList();

            Assert.All(asked, a => Assert.Contains((a.LadderId, a.VolunteerId), able));
            await AnswerSomeAsync(random);
            App.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        await RunAsync("ClimbLadders");
        var all = await AsksAsync();
        Assert.NotEmpty(all);
        Assert.Equal(all.Count, all.Select(a => (a.LadderId, a.VolunteerId)).Distinct().Count());
        Assert.All(all.GroupBy(a => a.VolunteerId), g => Assert.InRange(g.Count(), 1, 3));

        foreach (var request in requests)
        {
            var ladder = await App.LadderOfAsync(request);
            var free = await App.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftRoleId == ladder.ShiftRoleId).Select(r => r.Capacity - r.PlacesTaken).SingleAsync());
            Assert.True(ladder.State is LadderState.CallList || (ladder.State is LadderState.Filled && free == 0), $"{ladder.State}, {free} free");
            Assert.True(ladder.State is not LadderState.CallList || ladder.Step == 6);
        }
    }

    private Task<bool> StillClimbingAsync() => App.QueryAsync(db => db.Ladders.AnyAsync(l => l.State == LadderState.Climbing));

    private Task<List<LadderAsk>> AsksAsync() => App.QueryAsync(db => db.LadderAsks.AsNoTracking().ToListAsync());

    private async Task<List<Guid>> PeopleAsync(int count)
    {
        List<Guid> people = [];

        for (var i = 0; i < count; i++)
        {
            people.Add((await App.AddVolunteerAsync()).Volunteer.VolunteerId);
        }

        return people;
    }

    private async Task MixedPeopleAsync(Random random, int count)
    {
        string[] districts = ["yasamal", "yasamal", "yasamal", "nizami", "barda"];

        for (var i = 0; i < count; i++)
        {
            await App.AddVolunteerAsync(
                districts[random.Next(districts.Length)],
                random.Next(4) == 0 ? VettingLevel.None : VettingLevel.HomeVisit,
                active: random.Next(6) > 0,
                change: v =>
                {
                    if (random.Next(4) == 0)
                    {
                        v.Availability.Add(new AvailabilityWindow { AvailabilityWindowId = Guid.CreateVersion7(), VolunteerId = v.VolunteerId, Day = DayOfWeek.Sunday, StartsAt = new TimeOnly(9, 0), EndsAt = new TimeOnly(12, 0) });
                    }
                });
        }
    }

    private Task<int> ExcludeSomeAsync(Random random, HelpRequest request) => App.QueryAsync(async db =>
    {
        foreach (var volunteer in (await db.Volunteers.OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId).ToListAsync()).Where(_ => random.Next(5) == 0))
        {
            db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = request.BeneficiaryId, VolunteerId = volunteer });
        }

        return await db.SaveChangesAsync();
    });

    /// <summary>Which ladder may ask whom at this moment, by the rule book.</summary>
    private async Task<HashSet<(Guid Ladder, Guid Volunteer)>> AbleAsync()
    {
        await using var scope = App.NewScope();
        HashSet<(Guid, Guid)> able = [];
        var volunteers = await scope.Db.Volunteers.Select(v => v.VolunteerId).ToListAsync();

        foreach (var ladder in await scope.Db.Ladders.Select(l => new { l.LadderId, l.ShiftRoleId }).ToListAsync())
        {
            foreach (var (volunteer, breaches) in await scope.Get<PlaceJudge>().JudgeAsync(ladder.ShiftRoleId, volunteers, default))
            {
                if (breaches.Count == 0)
                {
                    able.Add((ladder.LadderId, volunteer));
                }
            }
        }

        return able;
    }

    private async Task AnswerSomeAsync(Random random)
    {
        var open = await App.QueryAsync(db => db.LadderAsks.AsNoTracking().Where(a => a.Answer == null).OrderBy(a => a.LadderAskId).ToListAsync());

        foreach (var ask in open.Where(_ => random.Next(4) == 0))
        {
            await AnswerAsync(ask, yes: random.Next(4) == 0);
        }
    }

    private Task<PlacementResult> AnswerAsync(LadderAsk ask, bool yes) =>
        App.PlaceAsync(p => yes ? p.AcceptAsync(ask.AssignmentId, CancellationToken.None) : p.DeclineAsync(ask.AssignmentId, CancellationToken.None));
}
