using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Merging;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Tests.Leaving;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Merging;

/// <summary>What a merge does with what hangs on two records, and when it is refused.</summary>
public sealed class MergeTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task All_that_hangs_on_the_record_that_ends_goes_over_or_is_said_to_stay()
    {
        var known = await KnownVolunteer.AddAsync(app, 17);
        var (kept, _) = await app.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName, v.BornOn, v.Gender, v.FinHash, v.FinEncrypted) =
            (known.Volunteer.GivenName, known.Volunteer.FamilyName, known.Volunteer.BornOn, known.Volunteer.Gender, null, null));
        await Twice.CompareAsync(app);
        var pair = await app.QueryAsync(db => db.LikelyDuplicates.SingleAsync(d => d.FirstId == kept.VolunteerId || d.SecondId == kept.VolunteerId));
        var both = new Twice(kept, null!, known.Volunteer, known.Account, pair.LikelyDuplicateId);
        await app.QueryAsync(db => db.OutboundMessages.Where(m => m.State == MessageState.Sending).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MessageState.Sent)));
        var before = await RowsAsync(known.Volunteer.VolunteerId);

        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));

        var left = await RowsAsync(known.Volunteer.VolunteerId);
        var moved = MergeSteps.All.Where(s => s.Fate is MergeFate.Moves or MergeFate.Joins or MergeFate.Goes).Select(s => s.Entity).ToList();
        Assert.Empty(left.Where(t => moved.Contains(t.Key) && t.Value > 0).Select(t => $"{t.Key.Name}: {t.Value}"));
        Assert.True(before.Where(t => moved.Contains(t.Key)).Count(t => t.Value > 0) > 10, "Nearly nothing was there to move.");
        Assert.Equal(known.Volunteer.FinHash, (await app.ReloadAsync(kept)).FinHash);
    }

    [Fact]
    public async Task The_hours_count_once_and_both_chains_hold()
    {
        var both = await Twice.AddAsync(app);
        var day = BakuTime.DateOf(app.NowUtc).AddDays(-3);
        await Twice.AddHoursAsync(app, both.Kept.VolunteerId, 60, day, approved: true);
        await Twice.AddHoursAsync(app, both.Merged.VolunteerId, 120, day, approved: true);
        await Twice.AddHoursAsync(app, both.Merged.VolunteerId, 45, day.AddDays(1), approved: false);
        await Twice.AddHoursAsync(app, both.Merged.VolunteerId, 30, day, approved: true, centre: "2");

        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));

        Assert.Equal(210, (await app.ReloadAsync(both.Kept)).ServedMinutes);
        Assert.Equal(0, (await app.ReloadAsync(both.Merged)).ServedMinutes);
        Assert.Equal(45, await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == both.Kept.VolunteerId && h.State == HoursState.Submitted).SumAsync(h => h.Minutes)));
        Assert.Equal(0, await app.QueryAsync(db => db.HoursEntries.CountAsync(h => h.VolunteerId == both.Merged.VolunteerId && h.State == HoursState.Submitted)));
        await using var scope = app.NewScope();
        Assert.Null(await scope.Get<HoursLedger>().FirstBrokenAsync(both.Kept.VolunteerId, CancellationToken.None));
        Assert.Null(await scope.Get<HoursLedger>().FirstBrokenAsync(both.Merged.VolunteerId, CancellationToken.None));
    }

    [Fact]
    public async Task A_changed_origin_of_a_carried_entry_shows()
    {
        var both = await Twice.AddAsync(app);
        await Twice.AddHoursAsync(app, both.Merged.VolunteerId, 120, BakuTime.DateOf(app.NowUtc), approved: true);
        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));
        await app.QueryAsync(db => db.HoursEntries.Where(h => h.VolunteerId == both.Kept.VolunteerId && h.CarriedFromId != null).ExecuteUpdateAsync(s => s.SetProperty(h => h.CarriedFromId, (Guid?)null)));

        await using var scope = app.NewScope();
        Assert.NotNull(await scope.Get<HoursLedger>().FirstBrokenAsync(both.Kept.VolunteerId, CancellationToken.None));
    }

    [Fact]
    public async Task Who_was_not_to_be_visited_is_not_visited_afterwards_either()
    {
        var both = await Twice.AddAsync(app);
        var request = await app.AddHelpRequestAsync();
        await ExcludeAsync(both.Merged.VolunteerId, request.BeneficiaryId);

        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));

        Assert.Equal([request.BeneficiaryId], await app.QueryAsync(db => db.ExcludedPairs.Where(e => e.VolunteerId == both.Kept.VolunteerId).Select(e => e.BeneficiaryId).ToListAsync()));
    }

    [Fact]
    public async Task What_an_incident_parted_stays_so_where_both_were_kept_away_and_a_wish_to_end_it_does_not_go_over()
    {
        var both = await Twice.AddAsync(app);
        var request = await app.AddHelpRequestAsync();
        await ExcludeAsync(both.Kept.VolunteerId, request.BeneficiaryId);
        var incidentId = await app.ReportAsync(both.Merged, request);
        await app.QueryAsync(db =>
        {
            db.SafeguardEasings.Add(new SafeguardEasing
            {
                SafeguardEasingId = Guid.CreateVersion7(),
                BeneficiaryId = request.BeneficiaryId,
                Kind = SafeguardKind.Exclusion,
                VolunteerId = both.Merged.VolunteerId,
                AskedById = both.KeptAccount.Id,
                AskedAtUtc = app.NowUtc,
                ReasonEncrypted = "-",
            });

            return db.SaveChangesAsync();
        });

        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));

        Assert.Equal([incidentId], await app.QueryAsync(db => db.ExcludedPairs.Where(e => e.BeneficiaryId == request.BeneficiaryId).Select(e => e.IncidentId).ToListAsync()));
        Assert.Equal(0, await app.QueryAsync(db => db.SafeguardEasings.CountAsync(e => e.BeneficiaryId == request.BeneficiaryId)));
    }

    [Fact]
    public async Task A_coming_visit_to_somebody_whom_the_other_record_is_not_to_visit_comes_first()
    {
        var both = await Twice.AddAsync(app);
        var (request, visit) = await app.PlanVisitAsync();
        await app.PlaceAsync(visit, both.Kept);
        await ExcludeAsync(both.Merged.VolunteerId, request.BeneficiaryId);

        var obstacle = Assert.Single((await both.PlanAsync(app)).Obstacles);

        Assert.Equal((MergeObstacleKind.PlaceConflict, visit.ShiftId, Rule.ExcludedPair), (obstacle.Kind, obstacle.Shift!.ShiftId, Assert.Single(obstacle.Rules!).Rule));
        Assert.Equal(MergeOutcome.Refused, await both.MergeAsync(app));
    }

    [Fact]
    public async Task Two_shifts_at_one_time_are_settled_before_and_other_places_move()
    {
        var both = await Twice.AddAsync(app);
        var coming = await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 4), both.Merged);
        await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 5, hour: 10), both.Kept);
        var clash = await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 5, hour: 11), both.Merged);

        Assert.Equal(2, (await both.PlanAsync(app)).Obstacles.Count(o => o.Kind is MergeObstacleKind.PlaceConflict));
        await using (var scope = app.NewScope())
        {
            Assert.Equal(PlacementOutcome.Done, (await scope.Get<PlacementService>().RemoveAsync(clash, CancellationToken.None)).Outcome);
        }

        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));
        Assert.Equal((both.Kept.VolunteerId, AssignmentState.Confirmed), (await app.AssignmentAsync(coming)) is var a ? (a.VolunteerId, a.State) : default);
    }

    [Fact]
    public async Task Both_in_the_same_shift_is_settled_before_and_the_row_that_cannot_move_stays_with_the_history()
    {
        var both = await Twice.AddAsync(app);
        var shift = await app.AddShiftAsync(daysAhead: 2);
        await app.PlaceAsync(shift, both.Kept);
        var second = await app.PlaceAsync(shift, both.Merged);
        Assert.Equal(MergeObstacleKind.SameShift, Assert.Single((await both.PlanAsync(app)).Obstacles).Kind);

        await using (var scope = app.NewScope())
        {
            await scope.Get<PlacementService>().RemoveAsync(second, CancellationToken.None);
        }

        Assert.Equal(1, (await both.PlanAsync(app)).Counts.PlacesThatStay);
        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));
        Assert.Equal(both.Merged.VolunteerId, (await app.AssignmentAsync(second)).VolunteerId);
        Assert.Equal(1, await app.QueryAsync(db => db.ShiftRoles.Where(r => r.ShiftId == shift.ShiftId).SumAsync(r => r.PlacesTaken)));
    }

    [Theory]
    [InlineData(false, true, MergeObstacleKind.MergedServes)]
    [InlineData(true, true, null)]
    [InlineData(true, false, null)]
    [InlineData(false, false, null)]
    public async Task Nobody_begins_to_serve_by_a_merge(bool keptActive, bool mergedActive, MergeObstacleKind? expected)
    {
        var both = await Twice.AddAsync(app, keptActive, mergedActive);
        var state = (await app.ReloadAsync(both.Kept)).State;

        Assert.Equal(expected is null ? MergeOutcome.Done : MergeOutcome.Refused, await both.MergeAsync(app));
        Assert.Equal(state, (await app.ReloadAsync(both.Kept)).State);
        Assert.Equal(keptActive ? 1 : 0, await app.QueryAsync(db => db.ServiceTerms.CountAsync(t => t.VolunteerId == both.Kept.VolunteerId && t.State == ServiceTermState.Running)));

        if (expected is { } kind)
        {
            Assert.Equal([kind], (await both.PlanAsync(app)).Obstacles.Select(o => o.Kind));
            Assert.Null((await app.ReloadAsync(both.Merged)).MergedIntoId);
        }
    }

    [Fact]
    public async Task A_break_is_not_ended_by_a_merge()
    {
        var both = await Twice.AddAsync(app, merged: v => v.Pause("Şikayət araşdırılır"));

        Assert.Equal(MergeObstacleKind.MergedPauses, Assert.Single((await both.PlanAsync(app)).Obstacles).Kind);
    }

    [Fact]
    public async Task A_refusal_is_said_before_and_its_words_are_kept()
    {
        var both = await Twice.AddAsync(app, mergedActive: false, merged: v => v.Reject("other", "Sizə yazacağıq", null, app.NowUtc));

        Assert.Contains(MergeWarning.WasRejected, (await both.PlanAsync(app)).Warnings);
    }

    [Fact]
    public async Task What_was_chosen_is_taken_with_what_belongs_to_it_and_the_sign_in_follows()
    {
        var both = await Twice.AddAsync(app, merged: v => v.SmsOptedOut = true);
        var browser = await app.NewBrowserAsync(both.MergedAccount);

        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app, MergeField.Phone, MergeField.Email));

        var kept = await app.ReloadAsync(both.Kept);
        Assert.Equal((both.Merged.Phone, both.Merged.Email, true), (kept.Phone, kept.Email, kept.SmsOptedOut));
        Assert.Equal(both.Kept.FinHash, kept.FinHash);
        var accounts = await app.QueryAsync(db => db.Users.Where(u => u.Id == both.KeptAccount.Id || u.Id == both.MergedAccount.Id).ToListAsync());
        Assert.Equal((both.KeptAccount.Id, both.Merged.Phone), Assert.Single(accounts) is var only ? (only.Id, only.PhoneNumber) : default);
        Assert.Contains("/account/sign-in", (await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/az/me"))).Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_that_ended_says_nothing_of_the_person_any_more_and_is_in_no_list()
    {
        var both = await Twice.AddAsync(app);

        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));

        var ended = await app.ReloadAsync(both.Merged);
        Assert.Equal((Holdings.NoName, "", null, both.Kept.VolunteerId), (ended.GivenName, ended.FamilyName, ended.Email, ended.MergedIntoId));
        Assert.NotEqual(both.Merged.Phone, ended.Phone);
        Assert.Equal(VolunteerState.Left, ended.State);
        await using var scope = await app.AsAdministratorAsync();
        Assert.False(await scope.Db.Volunteers.Where(Core.Accounts.Visible.Volunteers(scope.Get<Core.Accounts.CurrentUser>())).AnyAsync(v => v.VolunteerId == both.Merged.VolunteerId));
    }

    [Fact]
    public async Task A_message_that_waits_goes_to_the_kept_record_and_one_about_the_old_record_does_not_go()
    {
        var both = await Twice.AddAsync(app);
        var place = await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 6), both.Merged);
        await app.QueryAsync(db =>
        {
            db.OutboundMessages.Add(OutboundMessage.For(MessageKind.ContractReady, MessageChannel.Sms, Recipient.Volunteer(both.Merged.VolunteerId), both.Merged.VolunteerId, app.NowUtc, app.NowUtc.AddDays(1)));

            return db.SaveChangesAsync();
        });

        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));

        var receipts = await app.QueryAsync(db => db.OutboundMessages.Where(m => m.SubjectId == place && m.Kind == MessageKind.SignUpReceipt).ToListAsync());
        Assert.Equal(2, receipts.Count);
        Assert.All(receipts, m => Assert.Equal((both.Kept.VolunteerId, MessageState.Queued), (m.RecipientId, m.State)));
        Assert.Equal(MessageState.Superseded, await app.QueryAsync(db => db.OutboundMessages.Where(m => m.SubjectId == both.Merged.VolunteerId && m.Kind == MessageKind.ContractReady).Select(m => m.State).SingleAsync()));
    }

    [Fact]
    public async Task A_second_click_does_nothing_and_an_old_page_is_told()
    {
        var both = await Twice.AddAsync(app);
        await Twice.AddHoursAsync(app, both.Merged.VolunteerId, 90, BakuTime.DateOf(app.NowUtc), approved: true);
        var seen = await both.PlanAsync(app);
        await app.PlaceAsync(await app.AddShiftAsync(daysAhead: 8), both.Merged);

        Assert.Equal(MergeOutcome.ChangedMeanwhile, await both.MergeAsync(app, seen));
        seen = await both.PlanAsync(app);
        Assert.Equal([MergeOutcome.Done, MergeOutcome.Done], await Task.WhenAll(both.MergeAsync(app, seen), both.MergeAsync(app, seen)));
        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app, seen));
        Assert.Equal(90, (await app.ReloadAsync(both.Kept)).ServedMinutes);
        Assert.Equal(1, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.SubjectId == both.Kept.VolunteerId && e.Action == "VolunteersMerged")));
    }

    [Fact]
    public async Task Of_two_who_merge_in_opposite_directions_one_is_told()
    {
        var both = await Twice.AddAsync(app);
        var other = both with { Kept = both.Merged, Merged = both.Kept };
        var (seen, otherSeen) = (await both.PlanAsync(app), await other.PlanAsync(app));

        var outcomes = await Task.WhenAll(both.MergeAsync(app, seen), other.MergeAsync(app, otherSeen));

        Assert.Equal([MergeOutcome.Done, MergeOutcome.NotFound], outcomes.Order());
        Assert.Equal(1, await app.QueryAsync(db => db.Volunteers.CountAsync(v => (v.VolunteerId == both.Kept.VolunteerId || v.VolunteerId == both.Merged.VolunteerId) && v.MergedIntoId != null)));
    }

    [Fact]
    public async Task What_was_said_of_the_record_that_ends_holds_for_the_kept_one()
    {
        var both = await Twice.AddAsync(app);
        var (third, _) = await app.AddVolunteerAsync(change: v => (v.GivenName, v.FamilyName, v.FinHash, v.FinEncrypted) = (both.Kept.GivenName, both.Kept.FamilyName, null, null));
        await Twice.CompareAsync(app);
        await using (var scope = await app.AsAdministratorAsync())
        {
            var pair = await scope.Db.LikelyDuplicates.SingleAsync(d =>
                (d.FirstId == third.VolunteerId && d.SecondId == both.Merged.VolunteerId) || (d.SecondId == third.VolunteerId && d.FirstId == both.Merged.VolunteerId));
            Assert.True(await scope.Get<DuplicateService>().SayTheyAreTwoAsync(pair.LikelyDuplicateId, CancellationToken.None));
        }

        Assert.Equal(MergeOutcome.Done, await both.MergeAsync(app));

        var withThird = await app.QueryAsync(db => db.LikelyDuplicates.Where(d => d.FirstId == third.VolunteerId || d.SecondId == third.VolunteerId).ToListAsync());
        Assert.Equal((both.Kept.VolunteerId, DuplicateState.NotTheSame), Assert.Single(withThird) is var one ? (one.OtherThan(third.VolunteerId), one.State) : default);
    }

    [Fact]
    public async Task Different_FINs_are_never_merged()
    {
        var both = await Twice.AddAsync(app);
        await app.QueryAsync(async db =>
        {
            await using var scope = app.NewScope();
            var cipher = scope.Get<Core.Privacy.FieldCipher>();
            var merged = await db.Volunteers.SingleAsync(v => v.VolunteerId == both.Merged.VolunteerId);
            (merged.FinEncrypted, merged.FinHash) = (cipher.Encrypt("ZZZ9999"), cipher.HashOfFin("ZZZ9999"));

            return await db.SaveChangesAsync();
        });

        Assert.Equal(MergeObstacleKind.DifferentFins, Assert.Single((await both.PlanAsync(app)).Obstacles).Kind);
        Assert.Equal(MergeOutcome.Refused, await both.MergeAsync(app));
    }

    private Task<int> ExcludeAsync(Guid volunteerId, Guid beneficiaryId) => app.QueryAsync(db =>
    {
        db.ExcludedPairs.Add(new ExcludedPair { VolunteerId = volunteerId, BeneficiaryId = beneficiaryId });

        return db.SaveChangesAsync();
    });

    /// <summary>How many rows name the volunteer, by table, asked of the model itself.</summary>
    private async Task<Dictionary<Type, int>> RowsAsync(Guid volunteerId)
    {
        await using var scope = app.NewScope();
        var rows = new Dictionary<Type, int>();

        foreach (var entity in scope.Db.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().Where(p => p.Name is "VolunteerId" or "RecipientId" && entity.ClrType != typeof(Volunteer)))
            {
                var table = entity.GetTableName()!;
                var sql = $"SELECT COUNT(*) AS Value FROM \"{table}\" WHERE \"{property.Name}\" = {{0}}";
                rows[entity.ClrType] = await scope.Db.Database.SqlQueryRaw<int>(sql, volunteerId.ToString().ToUpperInvariant()).SingleAsync();
            }
        }

        return rows;
    }
}
