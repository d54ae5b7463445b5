using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Tests.Shifts;
using Dost.Volunteers.Tests.Support;
using FsCheck.Xunit;

namespace Dost.Volunteers.Tests.Credentials;

/// <summary>What a place demands must hold on each of its days, at each step to it, in one and the same way.</summary>
public class TrustTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly DateOnly _monday = new(2026, 11, 23);

    private DateOnly Today => BakuTime.DateOf(app.NowUtc);

    /// <summary>Whatever somebody holds: on a day without one of the kind that is valid, the rule book never lets them in.</summary>
    [Property(MaxTest = 500)]
    public bool Without_a_valid_one_on_each_day_nobody_is_eligible((byte Type, short From, byte Days)[] held, short startsAt, byte hours)
    {
        var credentials = (held ?? []).Select(h => new HeldCredential(h.Type % 2 == 0 ? "needed" : "other", VettingLevel.None, _monday.AddDays(h.From % 30), h.Days == 0 ? null : _monday.AddDays((h.From % 30) + (h.Days % 20)))).ToList();
        var start = BakuTime.ToUtc(_monday, TimeOnly.MinValue).AddHours(startsAt % 500);
        var place = Place(start, start.AddHours(1 + (hours % 60)));
        var days = BakuTime.DateOf(place.EndsAtUtc.AddTicks(-1)).DayNumber - BakuTime.DateOf(place.StartsAtUtc).DayNumber + 1;
        var isCovered = Enumerable.Range(0, days).Select(BakuTime.DateOf(place.StartsAtUtc).AddDays).All(day => credentials.Any(c => c.TypeCode == "needed" && c.IsValidOn(day)));
        var breaches = RuleBook.Check(Leyla(credentials), place, new RuleLimits(16, 100_000, 0));

        return isCovered ? breaches.Count == 0 : breaches is [{ Rule: Rule.MissingCredential, Detail: "needed", IsSafeguarding: true }];
    }

    [Fact]
    public void It_must_hold_to_the_last_minute_in_Baku_and_no_longer()
    {
        HeldCredential[] untilMonday = [new("needed", VettingLevel.None, _monday.AddDays(-1), _monday)];
        var midnight = BakuTime.DayOf(_monday).UntilUtc;

        Assert.Empty(RuleBook.CheckTrust(untilMonday, Place(midnight.AddHours(-2), midnight)));
        Assert.Equal([new RuleBreach(Rule.MissingCredential, "needed")], RuleBook.CheckTrust(untilMonday, Place(midnight.AddHours(-2), midnight.AddMinutes(1))));
        Assert.Equal([new RuleBreach(Rule.MissingCredential, "needed")], RuleBook.CheckTrust(untilMonday, Place(midnight, midnight.AddHours(1))));
    }

    [Fact]
    public void A_check_that_expires_lowers_the_person_on_that_day_to_what_they_still_hold()
    {
        HeldCredential[] held = [new("safeguarding-check", VettingLevel.Safeguarding, _monday.AddDays(-9), _monday), new("home-visit-check", VettingLevel.HomeVisit, _monday.AddDays(-9), null)];
        var tuesday = BakuTime.ToUtc(_monday.AddDays(1), new TimeOnly(10, 0));
        PlaceFacts On(DateTime start, VettingLevel level) => Place(start, start.AddHours(2)) with { Credentials = [], Vetting = level };

        Assert.Empty(RuleBook.CheckTrust(held, On(tuesday.AddDays(-1), VettingLevel.Safeguarding)));
        Assert.Equal([new RuleBreach(Rule.Vetting)], RuleBook.CheckTrust(held, On(tuesday, VettingLevel.Safeguarding)));
        Assert.Empty(RuleBook.CheckTrust(held, On(tuesday, VettingLevel.HomeVisit)));
    }

    [Fact]
    public async Task Nobody_is_offered_or_takes_a_place_whose_demand_they_do_not_meet()
    {
        var shift = await ShiftAsync();
        var (without, _) = await app.AddVolunteerAsync();
        var (expired, _) = await app.AddVolunteerAsync();
        await app.HoldAsync(expired, "mobility-help-training", Today.AddDays(-30), Today.AddDays(1));
        var (holds, _) = await app.AddVolunteerAsync();
        await app.HoldAsync(holds, "mobility-help-training", Today.AddDays(-30), Today.AddDays(2));

        var offered = await app.OfferAsync(shift, without.VolunteerId, expired.VolunteerId, holds.VolunteerId);
        Assert.Equal([holds.VolunteerId], offered.Offered);

        var signUp = await app.SignUpAsync(shift, expired.VolunteerId);
        Assert.Equal((PlacementOutcome.RuleBroken, new RuleBreach(Rule.MissingCredential, "mobility-help-training")), (signUp.Outcome, Assert.Single(signUp.Breaches!)));
        await using var scope = app.NewScope();
        var found = await scope.Get<CandidateFinder>().FindAsync(shift.Roles[0].ShiftRoleId, 200, CancellationToken.None);
        Assert.DoesNotContain(found.Best, c => c.VolunteerId == expired.VolunteerId || c.VolunteerId == without.VolunteerId);
    }

    [Fact]
    public async Task Who_loses_it_after_the_yes_cannot_confirm_again_or_check_in_and_the_coordinator_sees_it()
    {
        var shift = await ShiftAsync();
        var (volunteer, account) = await app.AddVolunteerAsync(change: v => v.GivenName = "Şəfiqə");
        var credential = await app.HoldAsync(volunteer, "mobility-help-training", Today.AddDays(-30));
        var place = await app.PlaceAsync(shift, volunteer);
        var coordinator = await app.AddCoordinatorAsync();
        var seen = (await app.CredentialAsync(credential)).Version;
        Assert.Equal(DecisionOutcome.Done, (await app.AsAsync(coordinator, c => c.RevokeAsync(credential, seen, "Saxtadır", CancellationToken.None), volunteer.CentreId)).Outcome);

        Assert.Equal(PlacementOutcome.RuleBroken, (await app.AcceptAsync(place)).Outcome);
        var desk = await app.NewBrowserAsync(coordinator);
        var shiftPage = await desk.GetPageAsync($"/desk/shifts/{shift.ShiftId}");
        Assert.Contains("Gəlişini qeyd edə bilməz: həmin gün etibarlı deyil: hərəkətdə yardım təlimi", shiftPage.Words, StringComparison.Ordinal);
        var today = await desk.GetPageAsync("/desk");
        Assert.Contains("Şəfiqə", today.Text("section[aria-labelledby='at-risk']"), StringComparison.Ordinal);
        var me = await (await app.NewBrowserAsync(account)).GetPageAsync($"/me/shifts/{place}");
        Assert.Contains("Hazırda bu növbədə iştirak edə bilməzsiniz.", me.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Gələcəyəm", me.All("main form button").Select(b => b.TextContent));

        var now = app.NowUtc;
        app.GoTo(shift.StartsAtUtc);
        Assert.Equal(AttendanceOutcome.NotTrusted, await app.CheckInAsync(place));
        await app.HoldAsync(volunteer, "mobility-help-training", Today.AddDays(-1));
        Assert.Equal(AttendanceOutcome.Done, await app.CheckInAsync(place));
        Assert.True(app.NowUtc > now);
    }

    [Fact]
    public async Task A_coordinator_demands_it_in_the_form_of_a_shift()
    {
        var coordinator = await app.NewBrowserAsync(await app.AddCoordinatorAsync());
        var form = await coordinator.GetPageAsync("/desk/shifts/new");

        Assert.Contains(form.All("input[name$='.Credentials']"), box => box.GetAttribute("value") == "mobility-help-training");
    }

    private Task<Shift> ShiftAsync() => app.AddShiftAsync(daysAhead: 2, role: new NewRole("Müşayiətçi", 3) { Credentials = ["mobility-help-training"] });

    private static VolunteerFacts Leyla(IReadOnlyList<HeldCredential> held) => new()
    {
        VolunteerId = Guid.NewGuid(),
        State = VolunteerState.Active,
        Programme = Programme.Young,
        BornOn = new DateOnly(1998, 3, 14),
        Gender = Gender.Female,
        Credentials = held,
        Skills = [],
        Languages = [],
        Availability = [],
        Blackouts = [],
        ExcludedBeneficiaries = [],
        Commitments = [],
    };

    private static PlaceFacts Place(DateTime startsAtUtc, DateTime endsAtUtc) => new()
    {
        ShiftId = Guid.NewGuid(),
        StartsAtUtc = startsAtUtc,
        EndsAtUtc = endsAtUtc,
        PlaceKey = "here",
        IsRemote = false,
        Vetting = VettingLevel.None,
        MinimumAge = 0,
        Gender = null,
        Skills = [],
        Languages = [],
        Credentials = ["needed"],
        BeneficiaryId = null,
    };
}
