using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Jobs;
using Dost.Volunteers.Tests.Credentials;
using Dost.Volunteers.Tests.Shifts.Series;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>What holds for every job, so that a new one cannot be forgotten.</summary>
public sealed class ScheduleTests : JobTest
{
    public static TheoryData<string> Jobs => [.. Schedule.All.Select(j => j.Name)];

    [Fact]
    public void Every_job_has_a_line_of_its_own_and_is_well_named()
    {
        Assert.Equal(Schedule.All.Count, Schedule.All.Select(j => j.Name).Distinct().Count());
        var jobs = typeof(IRecurringJob).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IRecurringJob)));
        Assert.Equal(jobs.Select(t => t.Name).Order(), Schedule.All.Select(j => j.JobType.Name).Order());
        Assert.All(Schedule.All, j =>
        {
            Assert.Equal(j.Name + "Job", j.JobType.Name);
            Assert.Equal(5, j.Cron.Split(' ').Length);
            Assert.Contains(j.Queue, Schedule.Queues);
        });
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public async Task A_job_that_runs_twice_has_one_effect(string name)
    {
        var before = await MakeWorkForEveryJobAsync();

        await RunAsync(name);
        var once = await SnapshotAsync();
        await RunAsync(name);
        var twice = await SnapshotAsync();

        Assert.NotEqual(before, once);
        Assert.Equal(once, twice);
    }

    [Fact]
    public async Task An_offer_that_nobody_answered_lapses_and_the_next_in_the_queue_is_asked()
    {
        var (asked, waiting) = (await AddVolunteerAsync(), await AddVolunteerAsync());
        var shift = await App.AddShiftAsync(daysAhead: 5, capacity: 1);
        var roleId = shift.Roles.Single().ShiftRoleId;
        await using (var scope = App.NewScope())
        {
            var placements = scope.Get<PlacementService>();
            var holder = await SignUpAsync(shift, await AddVolunteerAsync());
            Assert.Equal(PlacementOutcome.Waitlisted, (await placements.SignUpAsync(roleId, asked.VolunteerId, default)).Outcome);
            App.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(PlacementOutcome.Waitlisted, (await placements.SignUpAsync(roleId, waiting.VolunteerId, default)).Outcome);
            await placements.WithdrawAsync(holder.AssignmentId, "Xəstələnmişəm", default);
        }

        App.Clock.Advance(TimeSpan.FromHours(25));
        await RunAsync("ExpireOffers");

        Assert.Equal(AssignmentState.Expired, await StateAsync(asked.VolunteerId));
        Assert.Equal(AssignmentState.Offered, await StateAsync(waiting.VolunteerId));
    }

    [Fact]
    public async Task Who_forgot_is_checked_out_who_did_not_come_is_marked_and_the_shift_is_closed()
    {
        var (came, stayedAway) = (await AddVolunteerAsync(), await AddVolunteerAsync());
        var shift = await App.AddShiftAsync(daysAhead: 1, hour: 10, minutes: 120);
        var place = await SignUpAsync(shift, came);
        await SignUpAsync(shift, stayedAway);
        GoTo(10, 0, daysOn: 1);
        await using (var scope = App.NewScope())
        {
            Assert.Equal(AttendanceOutcome.Done, await scope.Get<AttendanceService>().CheckInAsync(place.AssignmentId, default));
        }

        GoTo(12, 30);
        await RunAsync("CloseForgottenAttendance");
        Assert.Equal(AssignmentState.CheckedIn, await StateAsync(came.VolunteerId));

        GoTo(13, 1);
        await RunAsync("CloseForgottenAttendance");

        Assert.Equal(AssignmentState.Attended, await StateAsync(came.VolunteerId));
        Assert.Equal(AssignmentState.NoShow, await StateAsync(stayedAway.VolunteerId));
        Assert.Equal(ShiftState.Completed, await App.QueryAsync(db => db.Shifts.Select(s => s.State).SingleAsync()));
        Assert.Equal(120, await App.QueryAsync(db => db.HoursEntries.Select(h => h.Minutes).SingleAsync()));
    }

    private Task<AssignmentState> StateAsync(Guid volunteerId) =>
        App.QueryAsync(db => db.Assignments.Where(a => a.VolunteerId == volunteerId).Select(a => a.State).SingleAsync());

    /// <summary>Something due for each job; who adds a job adds its work here, or the theory fails.</summary>
    private async Task<string> MakeWorkForEveryJobAsync()
    {
        var volunteer = await AddVolunteerAsync();

        // A shift that is over, with somebody who never came.
        await SignUpAsync(await App.AddShiftAsync(daysAhead: 0, hour: 11, minutes: 30), volunteer);
        await AddSeriesWorkAsync();
        await AddCertificateWorkAsync();

        // An offer that has lapsed, a code and a link that have expired, a reminder and a message that are due.
        var offered = await App.AddShiftAsync(daysAhead: 4);
        await using (var scope = App.NewScope())
        {
            await scope.Get<PlacementService>().OfferAsync(offered.Roles.Single().ShiftRoleId, [volunteer.VolunteerId], default);
            await scope.Get<OneTimeCodeService>().IssueAsync(OneTimeCodePurpose.SignIn, volunteer.VolunteerId, Recipient.Volunteer(volunteer.VolunteerId), default);
            scope.Db.OneTapLinks.Add(new OneTapLink
            {
                OneTapLinkId = 1,
                Purpose = LinkPurpose.Unsubscribe,
                SubjectId = volunteer.VolunteerId,
                CreatedAtUtc = Now.AddYears(-2),
                ExpiresAtUtc = Now.AddYears(-1),
            });
            await scope.Db.SaveChangesAsync();
        }

        await AddOldLookAsync(volunteer);

        // A training that expires soon.
        var training = await App.HoldAsync(volunteer, "first-aid-training", BakuTime.DateOf(Now).AddDays(-700), BakuTime.DateOf(Now).AddDays(20));
        var decided = Now.AddDays(-600);
        await App.QueryAsync(db => db.Credentials.Where(c => c.CredentialId == training).ExecuteUpdateAsync(set => set.SetProperty(c => c.DecidedAtUtc, decided)));

        // An interview in five days, and a term that ends within two weeks.
        var interview = await App.InviteAsync();
        var slot = await App.OpenSlotAsync(daysAhead: 4, hour: 11);
        Assert.Equal(BookOutcome.Done, await App.BookAsync(interview.InterviewId, slot.InterviewSlotId));
        await App.QueryAsync(db => db.ServiceTerms.ExecuteUpdateAsync(set => set.SetProperty(t => t.EndsOn, BakuTime.DateOf(Now).AddDays(10))));

        GoTo(13, 0, daysOn: 2);
        await AddReturnedMailAsync(volunteer);
        await SignUpAsync(await App.AddShiftAsync(daysAhead: 2, hour: 14), volunteer);
        await AddRosterWorkAsync(volunteer.VolunteerId);

        // A serious incident that nobody takes up for a day; then an urgent visit, for which nobody was asked yet.
        await App.AddAdministratorAsync();
        await App.ReportAsync(await AddVolunteerAsync());
        App.Clock.Advance(TimeSpan.FromHours(25));
        await App.PlanUrgentAsync(hour: 19);
        await App.AddRegularAsync(await App.AddHelpRequestAsync());

        return await SnapshotAsync();
    }

    /// <summary>A look of long ago.</summary>
    private Task<int> AddOldLookAsync(Volunteer volunteer) => App.QueryAsync(db =>
        {
            db.AuditEntries.Add(new Core.Audit.AuditEntry
            {
                AuditEntryId = Guid.CreateVersion7(),
                AtUtc = Now.AddYears(-4),
                Kind = Core.Audit.AuditKind.Looked,
                Action = "VolunteerPage",
                Subject = Core.Audit.AuditSubject.Volunteer,
                SubjectId = volunteer.VolunteerId,
            });

            return db.SaveChangesAsync();
        });

    /// <summary>An e-mail that went, and came back into a mailbox that forgets what was read.</summary>
    private async Task AddReturnedMailAsync(Volunteer volunteer)
    {
        var sent = await OweAsync(volunteer, MessageChannel.Email, MessageKind.VolunteerAccepted, m => (m.State, m.SentAtUtc) = (MessageState.Sent, Now));
        Mailbox.Forgets = true;
        Mailbox.Add(ReturnMailboxForTests.Letter("postfix-no-such-user", $"{sent.OutboundMessageId:N}@dost.example.az", volunteer.Email!, Now));
    }

    /// <summary>A series whose shifts are still to be made.</summary>
    private async Task AddSeriesWorkAsync()
    {
        var seriesId = await App.AddSeriesAsync(await App.AddTaskAsync(), untilDays: null);
        await App.QueryAsync(db => db.Shifts.Where(s => s.ShiftSeriesId == seriesId).ExecuteDeleteAsync());
    }

    /// <summary>A completed term with hours and without its certificate; and a certificate without its paper.</summary>
    private async Task AddCertificateWorkAsync()
    {
        var volunteer = await AddVolunteerAsync();
        var holder = await AddVolunteerAsync();
        await using var scope = await App.AsAdministratorAsync();
        var entry = await scope.Get<HoursLedger>().AddAsync(volunteer.VolunteerId, volunteer.CentreId, null, BakuTime.DateOf(Now), 60, Now, CancellationToken.None);
        await scope.Db.SaveChangesAsync();
        Assert.Equal(1, await scope.Get<HoursService>().ApproveAsync([entry.HoursEntryId], CancellationToken.None));
        Assert.Equal(1, (await scope.Get<TermService>().CompleteAsync([volunteer.VolunteerId], CancellationToken.None)).Changed);
        var other = await scope.Get<HoursLedger>().AddAsync(holder.VolunteerId, holder.CentreId, null, BakuTime.DateOf(Now), 60, Now, CancellationToken.None);
        await scope.Db.SaveChangesAsync();
        Assert.Equal(1, await scope.Get<HoursService>().ApproveAsync([other.HoursEntryId], CancellationToken.None));
        Assert.Equal(IssueOutcome.Issued, (await scope.Get<CertificateService>().IssueAsync(holder.VolunteerId, "az", CancellationToken.None)).Outcome);
    }

    /// <summary>A confirmed batch that was cut off, and a sum of hours that is wrong.</summary>
    private async Task AddRosterWorkAsync(Guid volunteerId)
    {
        // A shift that will have begun, and whose volunteer has not come.
        await SignUpAsync(await App.AddShiftAsync(daysAhead: 1, hour: 13), await AddVolunteerAsync());
        var coordinator = await App.AddCoordinatorAsync();
        await using var scope = App.NewScope();
        var batch = new BulkBatch { BulkBatchId = Guid.CreateVersion7(), UserAccountId = coordinator.Id, Action = BulkAction.AddTag, TagName = "avtomobil", FoldedTag = "avtomobil", AddedAtUtc = App.NowUtc };
        batch.Items.Add(new BulkItem { BulkBatchId = batch.BulkBatchId, VolunteerId = volunteerId, Position = 0, Planned = BulkVerdict.Fits });
        Assert.True(batch.Confirm(App.NowUtc));
        scope.Db.BulkBatches.Add(batch);

        // The mail of the week is for the day on which the work is done.
        (await scope.Db.Settings.SingleAsync(s => s.SettingKey == "Messaging.DigestOn")).Value = nameof(DayOfWeek.Thursday);
        scope.Db.Broadcasts.Add(NewBroadcast(coordinator.Id, volunteerId));
        await scope.Db.Centres.ExecuteUpdateAsync(set => set.SetProperty(c => c.SmsLimitMillis, 0));

        // A plan that waits for a worker.
        var plan = new MatchPlan { MatchPlanId = Guid.CreateVersion7(), UserAccountId = coordinator.Id, FirstOn = BakuTime.DateOf(App.NowUtc), LastOn = BakuTime.DateOf(App.NowUtc).AddDays(7), AskedAtUtc = App.NowUtc };
        plan.Centres.Add(new MatchPlanCentre { MatchPlanId = plan.MatchPlanId, CentreId = coordinator.Centres.Single().CentreId });
        scope.Db.MatchPlans.Add(plan);
        await scope.Db.SaveChangesAsync();
        await scope.Db.Volunteers.Where(v => v.VolunteerId == volunteerId).ExecuteUpdateAsync(set => set.SetProperty(v => v.ServedMinutes, 1));
    }

    /// <summary>Something that was written to many and is still to be handed over.</summary>
    private Core.Broadcasts.Broadcast NewBroadcast(Guid accountId, Guid volunteerId)
    {
        var broadcast = new Core.Broadcasts.Broadcast
        {
            BroadcastId = Guid.CreateVersion7(),
            UserAccountId = accountId,
            CentreId = null,
            Channel = MessageChannel.Email,
            SubjectAz = "Görüş",
            TextAz = "Sabah görüşürük",
            AddedAtUtc = App.NowUtc,
        };
        broadcast.Recipients.Add(new Core.Broadcasts.BroadcastRecipient { BroadcastId = broadcast.BroadcastId, VolunteerId = volunteerId });
        Assert.True(broadcast.Confirm(App.NowUtc));

        return broadcast;
    }

    private async Task<string> SnapshotAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteersDbContext>();
        var messages = await db.OutboundMessages.AsNoTracking().OrderBy(m => m.OutboundMessageId)
            .Select(m => $"{m.Kind} {m.Channel} {m.Stage} {m.State} {m.Attempts} {m.DueAtUtc:O} {m.Reason}").ToListAsync();
        var assignments = await db.Assignments.AsNoTracking().OrderBy(a => a.AssignmentId).Select(a => $"{a.State} {a.Round}").ToListAsync();
        var shifts = await db.Shifts.AsNoTracking().OrderBy(s => s.ShiftId).Select(s => $"{s.State}").ToListAsync();
        var counts = $"{await db.OneTimeCodes.CountAsync()} {await db.OneTapLinks.CountAsync()} {await db.HoursEntries.CountAsync()} {await db.AuditEntries.CountAsync()} {Provider.Texts.Count} {Provider.Emails.Count}";
        var roster = $"{await db.VolunteerTags.CountAsync()} {await db.Volunteers.SumAsync(v => v.ServedMinutes)} {await db.LikelyDuplicates.CountAsync()} {await db.Volunteers.CountAsync(v => v.ComparedAtUtc == null)} {await db.Certificates.CountAsync()} {await db.Certificates.CountAsync(c => c.StoredFileId != null)} {await db.StoredFiles.CountAsync()} {await db.LedgerChecks.AnyAsync()} {await db.MatchPlans.CountAsync(p => p.State == MatchPlanState.Ready)}";
        return string.Join('\n', [.. messages, .. assignments, .. shifts, counts, roster]);
    }
}
