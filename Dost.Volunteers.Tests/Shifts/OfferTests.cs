using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Shifts;

/// <summary>Offers and their answers.</summary>
public class OfferTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task An_offer_owes_an_sms_and_an_email_and_takes_no_place()
    {
        var shift = await app.AddShiftAsync();
        var (_, assignmentId) = await app.AddOfferedAsync(shift);

        Assert.Equal(2, await app.MessagesAsync(MessageKind.ShiftOffer, assignmentId));
        Assert.Equal(0, await app.PlacesTakenAsync(shift));
    }

    [Fact]
    public async Task Who_breaks_a_rule_or_was_asked_already_is_not_asked()
    {
        var shift = await app.AddShiftAsync(role: new NewRole("Tərcüməçi", 2) { Languages = ["azsl"] });
        var speaks = (await app.AddVolunteerAsync(change: v => v.Languages.Add(new VolunteerLanguage { VolunteerId = v.VolunteerId, LanguageCode = "azsl" }))).Volunteer.VolunteerId;
        var doesNot = await app.AddVolunteerIdAsync();

        var first = await app.OfferAsync(shift, speaks, doesNot, speaks);
        var again = await app.OfferAsync(shift, speaks);

        Assert.Equal([speaks], first.Offered);
        Assert.Equal([doesNot], first.Refused);
        Assert.Empty(again.Offered);
        Assert.Null(await app.AssignmentAsync(shift, doesNot));
    }

    [Fact]
    public async Task A_volunteer_of_another_centre_is_not_asked_for_work_on_the_spot()
    {
        var shift = await app.AddShiftAsync(centreCode: "1");
        var (elsewhere, _) = await app.AddVolunteerAsync(districtCode: "khazar");

        Assert.Equal([elsewhere.VolunteerId], (await app.OfferAsync(shift, elsewhere.VolunteerId)).Refused);
    }

    [Fact]
    public async Task A_draft_and_a_shift_that_began_are_not_offered()
    {
        var draft = await app.AddShiftAsync(publish: false);
        var volunteer = await app.AddVolunteerIdAsync();

        Assert.Equal(PlacementOutcome.ShiftClosed, (await app.OfferAsync(draft, volunteer)).Outcome);
    }

    [Fact]
    public async Task A_full_role_is_not_offered()
    {
        var shift = await app.AddShiftAsync(capacity: 1);
        await app.AddSignedUpAsync(shift);

        Assert.Equal(PlacementOutcome.PlaceTaken, (await app.OfferAsync(shift, await app.AddVolunteerIdAsync())).Outcome);
    }

    [Fact]
    public async Task Who_said_no_can_be_asked_again_and_the_second_offer_is_news()
    {
        var shift = await app.AddShiftAsync();
        var (volunteerId, assignmentId) = await app.AddOfferedAsync(shift);

        Assert.Equal(PlacementOutcome.Done, (await app.DeclineAsync(assignmentId)).Outcome);
        Assert.Equal(PlacementOutcome.NoLongerOffered, (await app.AcceptAsync(assignmentId)).Outcome);
        Assert.Equal([volunteerId], (await app.OfferAsync(shift, volunteerId)).Offered);

        Assert.Equal(4, await app.MessagesAsync(MessageKind.ShiftOffer, assignmentId));
        Assert.Equal(PlacementOutcome.Done, (await app.AcceptAsync(assignmentId)).Outcome);
    }

    [Fact]
    public async Task An_answer_after_the_offer_lapsed_takes_no_place()
    {
        var shift = await app.AddShiftAsync(daysAhead: 5);
        var (_, assignmentId) = await app.AddOfferedAsync(shift);

        app.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(PlacementOutcome.OfferExpired, (await app.AcceptAsync(assignmentId)).Outcome);
        Assert.NotEqual(0, await app.ExpireOffersAsync());
        Assert.Equal(0, await app.ExpireOffersAsync());
        Assert.Equal(AssignmentState.Expired, await app.StateAsync(assignmentId));
    }

    [Fact]
    public async Task The_rules_are_asked_again_when_the_answer_comes()
    {
        var shift = await app.AddShiftAsync(daysAhead: 7);
        var (volunteerId, assignmentId) = await app.AddOfferedAsync(shift);
        var clashing = await app.AddShiftAsync(daysAhead: 7, hour: 11);
        Assert.Equal(PlacementOutcome.Done, (await app.SignUpAsync(clashing, volunteerId)).Outcome);

        var result = await app.AcceptAsync(assignmentId);

        Assert.Equal(PlacementOutcome.RuleBroken, result.Outcome);
        Assert.Contains(result.Breaches!, b => b.Rule is Rule.Overlap);
    }

    [Fact]
    public async Task A_sign_up_that_is_refused_leaves_nothing_behind_for_the_next_save()
    {
        var shift = await app.AddShiftAsync(daysAhead: 9, role: new NewRole("Həkim", 1) { Skills = ["medicine"] });
        var volunteerId = await app.AddVolunteerIdAsync();
        await using var scope = app.NewScope();

        var result = await scope.Get<PlacementService>().SignUpAsync(shift.Roles[0].ShiftRoleId, volunteerId, CancellationToken.None);
        await scope.Db.SaveChangesAsync();

        Assert.Equal(PlacementOutcome.RuleBroken, result.Outcome);
        Assert.Null(await app.AssignmentAsync(shift, volunteerId));
    }

    [Fact]
    public async Task Who_is_taken_off_is_told_and_gives_the_place_free()
    {
        var shift = await app.AddShiftAsync(daysAhead: 11, capacity: 1);
        var (volunteerId, assignmentId) = await app.AddSignedUpAsync(shift);

        Assert.Equal(PlacementOutcome.Done, (await app.RemoveAsync(assignmentId)).Outcome);
        Assert.Equal(PlacementOutcome.Done, (await app.RemoveAsync(assignmentId)).Outcome);

        Assert.Equal(0, await app.PlacesTakenAsync(shift));
        Assert.Equal(2, await app.MessagesAsync(MessageKind.AssignmentRemoved, assignmentId));
        Assert.Equal(PlacementOutcome.NoLongerOffered, (await app.SignUpAsync(shift, volunteerId)).Outcome);
    }

    [Fact]
    public async Task A_place_is_not_given_back_once_the_shift_has_begun()
    {
        var shift = await app.AddShiftAsync(daysAhead: 13);
        var (_, assignmentId) = await app.AddSignedUpAsync(shift);

        app.Clock.SetUtcNow(new DateTimeOffset(shift.StartsAtUtc));

        Assert.Equal(PlacementOutcome.ShiftClosed, (await app.WithdrawAsync(assignmentId)).Outcome);
        Assert.Equal(1, await app.QueryAsync(db => db.Assignments.CountAsync(a => a.AssignmentId == assignmentId && a.State == AssignmentState.Confirmed)));
    }
}
