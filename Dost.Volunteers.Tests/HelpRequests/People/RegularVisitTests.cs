using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.HelpRequests.People;

/// <summary>The job that makes the visits of help that comes back. It is Monday 23 November; the job looks two weeks ahead.</summary>
public sealed class RegularVisitTests : JobTest
{
    private const string Job = "MakeRegularVisits";

    [Fact]
    public async Task Run_twice_it_plans_each_day_once_and_asks_the_usual_visitor_first()
    {
        var (request, usual) = await KnownAsync();
        var regular = await App.AddRegularAsync(request, v => v.VolunteerId = usual);

        await RunAsync(Job);
        await RunAsync(Job);

        var made = await App.MadeOfAsync(regular.RegularVisitId);
        Assert.Equal([new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 1)], made.Select(r => r.WantedOn));
        Assert.All(made, r => Assert.Equal((HelpRequestState.Planned, AskedThrough.RegularVisit), (r.State, r.AskedThrough)));

        foreach (var day in made)
        {
            var visit = await App.VisitOfAsync(day);
            Assert.Equal((Core.Common.BakuTime.ToUtc(day.WantedOn, new TimeOnly(10, 0)), VettingLevel.HomeVisit), (visit.StartsAtUtc, visit.Roles.Single().Vetting));
            var offer = Assert.Single(visit.Assignments);
            Assert.Equal((usual, AssignmentState.Offered, 1), (offer.VolunteerId, offer.State, offer.Round));
            Assert.Equal(2, await App.MessagesAsync(MessageKind.ShiftOffer, offer.AssignmentId));
        }

        // A day later the next week comes into sight only when it is due.
        GoTo(9, 0, daysOn: 1);
        await RunAsync(Job);
        Assert.Equal(3, (await App.MadeOfAsync(regular.RegularVisitId)).Count);
    }

    [Fact]
    public async Task Two_workers_at_once_make_each_day_once()
    {
        var (request, usual) = await KnownAsync();
        var regular = await App.AddRegularAsync(request, v => v.VolunteerId = usual);

        await Task.WhenAll(RunAsync(Job), RunAsync(Job), RunAsync(Job));

        var made = await App.MadeOfAsync(regular.RegularVisitId);
        Assert.Equal(2, made.Count);
        Assert.All(await Task.WhenAll(made.Select(App.VisitOfAsync)), v => Assert.Single(v.Assignments));
    }

    [Fact]
    public async Task Every_second_week_is_counted_from_the_first_day_and_a_holiday_is_passed_over_for_good()
    {
        var request = await App.AddHelpRequestAsync();
        var second = await App.AddRegularAsync(request, v => (v.EveryWeeks, v.FromOn) = (2, new DateOnly(2026, 11, 18)));
        var thursday = await App.AddRegularAsync(request, v => (v.Day, v.FromOn) = (DayOfWeek.Thursday, new DateOnly(2026, 12, 17)));
        await RunAsync(Job);
        Assert.Equal([new DateOnly(2026, 11, 24)], await DaysAsync(second));
        Assert.Empty(await DaysAsync(thursday));

        GoTo(9, 0, daysOn: 26);
        await RunAsync(Job);
        await App.QueryAsync(db => db.Holidays.Where(h => h.OnDate == new DateOnly(2026, 12, 31)).ExecuteDeleteAsync());
        await RunAsync(Job);

        Assert.Equal([new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 22)], await DaysAsync(second));
        Assert.Equal([new DateOnly(2026, 12, 24)], await DaysAsync(thursday));
    }

    [Fact]
    public async Task What_has_ended_or_is_past_its_last_day_is_made_no_more()
    {
        var request = await App.AddHelpRequestAsync();
        var until = await App.AddRegularAsync(request, v => v.UntilOn = new DateOnly(2026, 11, 30));
        var ended = await App.AddRegularAsync(request, v => v.StartsAt = new TimeOnly(14, 0));
        await RunAsync(Job);
        Assert.Equal(2, (await DaysAsync(ended)).Count);

        await using (var scope = await App.AsAdministratorAsync())
        {
            var version = await scope.Db.RegularVisits.Where(v => v.RegularVisitId == ended.RegularVisitId).Select(v => v.Version).SingleAsync();
            Assert.Equal(RegularVisitOutcome.Done, (await scope.Get<RegularVisitService>().EndAsync(request.BeneficiaryId, ended.RegularVisitId, version, "Lazım deyil", CancellationToken.None)).Outcome);
        }

        GoTo(9, 0, daysOn: 7);
        await RunAsync(Job);

        Assert.Equal([new DateOnly(2026, 11, 24)], await DaysAsync(until));
        Assert.All(await App.MadeOfAsync(ended.RegularVisitId), r => Assert.Equal(HelpRequestState.Cancelled, r.State));
        Assert.Equal(2, (await DaysAsync(ended)).Count);
    }

    [Fact]
    public async Task Who_took_their_agreement_back_is_visited_no_more_but_where_somebody_has_confirmed()
    {
        var (request, usual) = await KnownAsync();
        var regular = await App.AddRegularAsync(request, v => v.VolunteerId = usual);
        await RunAsync(Job);
        var made = await App.MadeOfAsync(regular.RegularVisitId);
        var confirmed = (await App.VisitOfAsync(made[0])).Assignments.Single();
        Assert.Equal(PlacementOutcome.Done, (await App.AcceptAsync(confirmed.AssignmentId)).Outcome);

        await using (var scope = await App.AsAdministratorAsync())
        {
            var version = await scope.Db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).Select(b => b.Version).SingleAsync();
            Assert.Equal(PersonOutcome.Done, await scope.Get<PersonService>().WithdrawConsentAsync(request.BeneficiaryId, version, "Daha razı deyil", CancellationToken.None));
        }

        GoTo(9, 0, daysOn: 7);
        await RunAsync(Job);

        Assert.Equal([HelpRequestState.Planned, HelpRequestState.Cancelled], (await App.MadeOfAsync(regular.RegularVisitId)).Select(r => r.State));
    }

    [Fact]
    public async Task A_usual_visitor_who_was_parted_is_not_asked_and_the_place_is_free_for_others()
    {
        var (request, usual) = await KnownAsync();
        var regular = await App.AddRegularAsync(request, v => v.VolunteerId = usual);
        await App.QueryAsync(db =>
        {
            db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = request.BeneficiaryId, VolunteerId = usual });

            return db.SaveChangesAsync();
        });

        await RunAsync(Job);

        foreach (var day in await App.MadeOfAsync(regular.RegularVisitId))
        {
            Assert.Empty((await App.VisitOfAsync(day)).Assignments);
        }
    }

    [Fact]
    public async Task A_usual_visitor_who_is_away_is_asked_for_the_other_days_only()
    {
        var (request, usual) = await KnownAsync();
        var regular = await App.AddRegularAsync(request, v => v.VolunteerId = usual);
        await App.QueryAsync(async db =>
        {
            (await db.Volunteers.SingleAsync(v => v.VolunteerId == usual)).Blackouts.Add(
                new BlackoutPeriod { BlackoutPeriodId = Guid.CreateVersion7(), VolunteerId = usual, FirstOn = new DateOnly(2026, 11, 24), LastOn = new DateOnly(2026, 11, 26) });

            return await db.SaveChangesAsync();
        });

        await RunAsync(Job);

        var made = await App.MadeOfAsync(regular.RegularVisitId);
        var (away, back) = (await App.VisitOfAsync(made[0]), await App.VisitOfAsync(made[1]));
        Assert.Empty(away.Assignments);
        Assert.Equal(usual, Assert.Single(back.Assignments).VolunteerId);

        // Somebody else can take it: it stands open as any visit does.
        var other = await AddVolunteerAsync();
        Assert.Equal(PlacementOutcome.Done, (await App.SignUpAsync(away, other.VolunteerId)).Outcome);
    }

    [Fact]
    public async Task A_record_that_was_joined_into_another_is_visited_under_the_other_alone()
    {
        var request = await App.AddHelpRequestAsync();
        var regular = await App.AddRegularAsync(request);
        var kept = await App.AddHelpRequestAsync();
        await App.QueryAsync(db => db.Beneficiaries.Where(b => b.BeneficiaryId == request.BeneficiaryId).ExecuteUpdateAsync(u => u.SetProperty(b => b.MergedIntoId, kept.BeneficiaryId)));

        await RunAsync(Job);

        Assert.Empty(await DaysAsync(regular));
    }

    private async Task<IReadOnlyList<DateOnly>> DaysAsync(RegularVisit regular) => (await App.MadeOfAsync(regular.RegularVisitId)).ConvertAll(r => r.WantedOn);

    /// <summary>Somebody who asks for help, and a volunteer whom they know.</summary>
    private async Task<(HelpRequest Request, Guid VolunteerId)> KnownAsync()
    {
        var request = await App.AddHelpRequestAsync();
        var volunteer = await AddVolunteerAsync();
        await App.AddKnownAsync(request.BeneficiaryId, volunteer.VolunteerId);

        return (request, volunteer.VolunteerId);
    }
}
