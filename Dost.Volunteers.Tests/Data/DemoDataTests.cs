using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Data;

/// <summary>The demonstration: everything is in it, and nothing in it breaks a rule.</summary>
public sealed class DemoDataTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Fact]
    public async Task Every_state_is_in_it_at_every_centre()
    {
        var db = demo.Database.Db;
        var centres = await db.Centres.Where(c => new[] { "1", "2", "3" }.Contains(c.Code)).Select(c => c.CentreId).ToListAsync();
        Assert.Equal(3, centres.Count);
        Assert.Equal(300, await db.Volunteers.CountAsync());

        foreach (var centre in centres)
        {
            Assert.Equal(Enum.GetValues<HelpRequestState>(), await db.HelpRequests.Where(r => r.CentreId == centre).Select(r => r.State).Distinct().ToListAsync().Sorted());
            Assert.Equal(Enum.GetValues<ShiftState>(), await db.Shifts.Where(s => s.CentreId == centre).Select(s => s.State).Distinct().ToListAsync().Sorted());
            Assert.Equal(Enum.GetValues<HoursState>(), await db.HoursEntries.Where(h => h.CentreId == centre).Select(h => h.State).Distinct().ToListAsync().Sorted());
            Assert.NotEqual(0, await db.Assignments.CountAsync(a => a.Shift.CentreId == centre && a.State == AssignmentState.Waitlisted));
            Assert.NotEqual(0, await db.Assignments.CountAsync(a => a.Shift.CentreId == centre && a.State == AssignmentState.Offered));
        }

        Assert.Equal(Enum.GetValues<VolunteerState>(), await db.Volunteers.Select(v => v.State).Distinct().ToListAsync().Sorted());
        Assert.Equal(Enum.GetValues<AssignmentState>(), await db.Assignments.Select(a => a.State).Distinct().ToListAsync().Sorted());
        Assert.Equal(Enum.GetValues<Urgency>(), await db.HelpRequests.Select(r => r.Urgency).Distinct().ToListAsync().Sorted());
        Assert.NotEqual(0, await db.HelpRequests.CountAsync(r => r.Stars != null && r.Feedback != null));
        Assert.NotEqual(0, await db.AuditEntries.CountAsync());
    }

    [Fact]
    public async Task No_chain_of_hours_is_broken()
    {
        var ledger = demo.Database.Get<HoursLedger>();
        var served = await demo.Database.Db.HoursEntries.Select(h => h.VolunteerId).Distinct().ToListAsync();
        Assert.NotEmpty(served);

        foreach (var volunteerId in served)
        {
            Assert.Null(await ledger.FirstBrokenAsync(volunteerId, CancellationToken.None));
        }
    }

    [Fact]
    public async Task The_places_taken_are_those_of_people()
    {
        var roles = await demo.Database.Db.ShiftRoles.AsNoTracking().ToListAsync();
        var held = (await demo.Database.Db.Assignments.AsNoTracking().ToListAsync()).Where(a => a.HoldsPlace).GroupBy(a => a.ShiftRoleId).ToDictionary(g => g.Key, g => g.Count());

        Assert.All(roles, role => Assert.Equal(held.GetValueOrDefault(role.ShiftRoleId), role.PlacesTaken));
        Assert.Contains(roles, role => role.PlacesLeft > 0);
    }

    [Fact]
    public async Task Nobody_holds_a_place_against_the_rule_book()
    {
        var db = demo.Database.Db;
        var limits = RuleLimits.Of(await demo.Database.Get<PolicyReader>().ReadAsync(CancellationToken.None));
        var shifts = await db.Shifts.AsNoTracking().Include(s => s.VolunteerTask).ThenInclude(t => t.HelpRequest)
            .Include(s => s.Roles).ThenInclude(r => r.Skills).Include(s => s.Roles).ThenInclude(r => r.Languages).Include(s => s.Assignments).AsSplitQuery()
            .Where(s => s.State != ShiftState.Cancelled).ToListAsync();
        List<string> breaches = [];

        foreach (var shift in shifts)
        {
            var bound = shift.Assignments.Where(a => a.HoldsPlace || a.State is AssignmentState.Offered or AssignmentState.Waitlisted).ToList();
            var ids = bound.ConvertAll(a => a.VolunteerId);
            var facts = (await demo.Database.Get<FactsReader>().ReadAsync(db.Volunteers.Where(v => ids.Contains(v.VolunteerId)), shift.StartsAtUtc, CancellationToken.None)).ToDictionary(f => f.VolunteerId);
            breaches.AddRange(from assignment in bound
                              let place = PlaceFacts.Of(shift, shift.Roles.Single(r => r.ShiftRoleId == assignment.ShiftRoleId))
                              from breach in RuleBook.Check(facts[assignment.VolunteerId], place, limits)
                              where assignment.HoldsPlace || breach.Rule is not (Rule.Overlap or Rule.TravelGap or Rule.WeeklyCap)
                              // Who paused or finished since was active when they served.
                              where breach.Rule is not Rule.NotActive || shift.StartsAtUtc > demo.Database.Clock.UtcNow()
                              select $"{shift.StartsAtUtc:u} {assignment.State}: {breach.Rule} {breach.Detail}");
        }

        Assert.Empty(breaches);
    }

    [Fact]
    public async Task Only_a_handful_of_messages_is_still_owed()
    {
        var states = await demo.Database.Db.OutboundMessages.GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);

        Assert.InRange(states.GetValueOrDefault(MessageState.Queued), 1, 60);
        Assert.True(states[MessageState.Sent] > 1000);
    }

    [Fact]
    public async Task Nothing_in_it_reaches_a_living_person()
    {
        var db = demo.Database.Db;
        var phones = await db.Volunteers.Select(v => v.Phone).Concat(db.Beneficiaries.Select(b => b.Phone)).Concat(db.HelpRequests.Select(r => r.ContactPhone)).ToListAsync();
        var emails = await db.Volunteers.Where(v => v.Email != null).Select(v => v.Email!).Concat(db.HelpRequests.Where(r => r.ContactEmail != null).Select(r => r.ContactEmail!)).ToListAsync();

        // Behind the prefix no number of a subscriber begins with a zero.
        Assert.All(phones, phone => Assert.Matches(@"^\+994\d\d0\d{6}$", phone));
        Assert.All(emails, email => Assert.EndsWith("@example.az", email, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everybody_who_is_named_on_the_console_can_sign_in()
    {
        var accounts = demo.Database.Get<UserManager<Core.Accounts.UserAccount>>();

        foreach (var signIn in DemoAccounts.All)
        {
            var account = await accounts.FindByEmailAsync(signIn.SignIn);
            Assert.True(account is not null && await accounts.CheckPasswordAsync(account, DemoAccounts.Password), signIn.SignIn);
            Assert.Single(await accounts.GetRolesAsync(account));
        }

        Assert.NotNull(await demo.Database.Db.Users.SingleOrDefaultAsync(a => a.PhoneNumber == DemoAccounts.YoungPhone && a.PhoneNumberConfirmed));
    }

    [Fact]
    public async Task It_is_loaded_once() => Assert.False(await demo.Database.Get<DemoData>().AddAsync(CancellationToken.None));

    /// <summary>At night, on a Sunday, over the turn of the year, on a leap day: somebody always serves at this moment.</summary>
    [Theory]
    [InlineData("2026-11-22T19:50:00Z")]
    [InlineData("2026-12-31T20:30:00Z")]
    [InlineData("2028-02-29T09:15:00Z")]
    public async Task It_can_be_shown_at_any_moment(string moment)
    {
        var now = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        await using var database = await ScratchDatabase.NewAsync(now);

        Assert.True(await database.Get<DemoData>().AddAsync(CancellationToken.None));
        Assert.NotEqual(0, await database.Db.Assignments.CountAsync(a => a.State == AssignmentState.CheckedIn && a.Shift.EndsAtUtc > now.UtcDateTime));
        Assert.NotEqual(0, await database.Db.Assignments.CountAsync(a => a.State == AssignmentState.Confirmed && a.Shift.StartsAtUtc > now.UtcDateTime));
        Assert.Equal(0, await database.Db.AuditEntries.CountAsync(e => e.AtUtc > now.UtcDateTime));
        Assert.Equal(0, await database.Db.OutboundMessages.CountAsync(m => m.CreatedAtUtc > now.UtcDateTime));
        Assert.Equal(0, await database.Db.HelpRequestSteps().CountAsync(s => s.AtUtc > now.UtcDateTime));
    }

    [Fact]
    public async Task It_is_the_same_for_everybody_on_one_day()
    {
        await using var other = await ScratchDatabase.NewAsync(demo.Database.Clock.GetUtcNow());
        await other.Get<DemoData>().AddAsync(CancellationToken.None);

        Assert.Equal(await NamesAsync(demo.Database), await NamesAsync(other));
    }

    private static Task<List<string>> NamesAsync(ScratchDatabase database) => database.Db.Volunteers.OrderBy(v => v.VolunteerId).Select(v => v.VolunteerId + v.GivenName + v.FamilyName + v.Phone).ToListAsync();
}

internal static class DemoQueries
{
    public static IQueryable<HelpRequestStep> HelpRequestSteps(this Core.Data.VolunteersDbContext db) => db.Set<HelpRequestStep>();

    public static async Task<List<T>> Sorted<T>(this Task<List<T>> list) => [.. (await list).Order()];
}
