using Dost.Volunteers.Jobs.Dispatch;
using Dost.Volunteers.Jobs.HelpRequests;
using Dost.Volunteers.Jobs.Hours;
using Dost.Volunteers.Jobs.Matching;
using Dost.Volunteers.Jobs.Reminders;
using Dost.Volunteers.Jobs.Roster;
using Dost.Volunteers.Jobs.Upkeep;

namespace Dost.Volunteers.Jobs;

/// <summary>One line of the timetable.</summary>
/// <param name="Name">What logs, the dashboard and the record of runs call it.</param>
/// <param name="JobType">An <see cref="IRecurringJob"/>.</param>
/// <param name="Cron">Five fields (minute, hour, day, month, weekday), on the clock of Baku.</param>
/// <param name="Queue">Work that must not wait behind other work has a queue of its own.</param>
public sealed record ScheduledJob(string Name, Type JobType, string Cron, string Queue);

/// <summary>The one list of recurring jobs. An engine turns it into its own calls and adds nothing to it.</summary>
public static class Schedule
{
    public const string MessagesQueue = "messages";
    public const string DefaultQueue = "default";

    public static IReadOnlyList<string> Queues { get; } = [MessagesQueue, DefaultQueue];

    public static IReadOnlyList<ScheduledJob> All { get; } =
    [
        new("SendMessages", typeof(SendMessagesJob), "* * * * *", MessagesQueue),
        new("QueueShiftReminders", typeof(QueueShiftRemindersJob), "*/5 * * * *", DefaultQueue),
        new("QueueCredentialReminders", typeof(QueueCredentialRemindersJob), "10 * * * *", DefaultQueue),
        new("QueueInterviewReminders", typeof(QueueInterviewRemindersJob), "*/15 * * * *", DefaultQueue),
        new("QueuePrompts", typeof(QueuePromptsJob), "*/5 * * * *", DefaultQueue),
        new("QueueDigests", typeof(QueueDigestsJob), "5,35 * * * *", DefaultQueue),
        new("EndTerms", typeof(EndTermsJob), "10 9 * * *", DefaultQueue),
        new("ExpireOffers", typeof(ExpireOffersJob), "*/5 * * * *", DefaultQueue),
        new("CloseForgottenAttendance", typeof(CloseForgottenAttendanceJob), "*/10 * * * *", DefaultQueue),
        new("IssueCertificates", typeof(IssueCertificatesJob), "25 * * * *", DefaultQueue),
        new("PrintCertificates", typeof(PrintCertificatesJob), "*/5 * * * *", DefaultQueue),
        new("VerifyLedger", typeof(VerifyLedgerJob), "10 4 * * *", DefaultQueue),
        new("ClimbLadders", typeof(ClimbLaddersJob), "* * * * *", DefaultQueue),
        new("WatchIncidents", typeof(WatchIncidentsJob), "*/5 * * * *", DefaultQueue),
        new("MakePlans", typeof(MakePlansJob), "* * * * *", DefaultQueue),
        new("RunBulkActions", typeof(RunBulkActionsJob), "* * * * *", DefaultQueue),
        new("SendBroadcasts", typeof(SendBroadcastsJob), "* * * * *", DefaultQueue),
        new("ReadBounces", typeof(ReadBouncesJob), "3,13,23,33,43,53 * * * *", DefaultQueue),
        new("WatchCosts", typeof(WatchCostsJob), "20 * * * *", DefaultQueue),
        new("FindLikelyDuplicates", typeof(FindLikelyDuplicatesJob), "*/5 * * * *", DefaultQueue),
        new("MakeSeriesShifts", typeof(MakeSeriesShiftsJob), "15 4 * * *", DefaultQueue),
        new("MakeRegularVisits", typeof(MakeRegularVisitsJob), "30 * * * *", DefaultQueue),
        new("RepairRoster", typeof(RepairRosterJob), "50 3 * * *", DefaultQueue),
        new("ApplyRetention", typeof(ApplyRetentionJob), "40 3 * * *", DefaultQueue),
        new("PurgeExpired", typeof(PurgeExpiredJob), "20 3 * * *", DefaultQueue),
    ];
}
