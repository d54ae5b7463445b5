using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Calendar;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.HelpRequests.Board;
using Dost.Volunteers.Core.HelpRequests.Calls;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.HelpRequests.Reviews;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Leaving.PersonalData;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Matching.Index;
using Dost.Volunteers.Core.Matching.Open;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Merging;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Costs;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Reports;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Board;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Availability;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Core.Volunteers.Import;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Core.Volunteers.Terms;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Core.Data;

/// <summary>Registers the domain: the database of the configuration, the services, accounts.</summary>
public static class DataServices
{
    public static IServiceCollection AddVolunteersCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<DatabaseOptions>(configuration.GetSection(DatabaseOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SqlitePragmas>();
        services.AddSingleton(s => PrivacyKeyStore.Open(configuration, s.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddSingleton<FieldCipher>();
        services.AddScoped<SecretCheck>();
        services.AddSingleton(new PublicUrl((configuration["Site:PublicUrl"] ?? "http://localhost:5080").TrimEnd('/')));
        AddContext(services, configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions());

        services.AddScoped<CurrentUser>();
        services.AddScoped<PolicyReader>();
        services.AddScoped<AuditLog>();
        services.AddMessages();
        services.AddScoped<FactsReader>();
        services.AddScoped<TrustReader>();
        services.AddScoped<OnTheWay>();
        services.AddScoped<AttendanceService>();
        services.AddScoped<KeptEventService>();
        services.AddScoped<AttendanceCorrections>();
        services.AddScoped<AttendanceReader>();
        services.AddScoped<DoorCodes>();
        services.AddScoped<DoorReader>();
        services.AddScoped<OwnShiftReader>();
        services.AddShifts();
        services.AddPlans();
        services.AddHours();
        services.AddScoped<CredentialReader>();
        services.AddScoped<CredentialService>();
        services.AddScoped<FileStore>();
        services.AddScoped<ImportChecker>();
        services.AddScoped<ImportService>();
        services.AddHelpRequests();
        services.AddScoped<PublicFiguresReader>();
        services.AddScoped<TodayReader>();
        services.AddScoped<ReferenceLoader>();
        services.AddIntake();
        services.AddMerging();
        services.AddOwnPages();
        services.AddRoster();
        services.AddScoped<DatabaseStarter>();
        services.AddScoped<DatabaseProbe>();
        services.AddScoped<Demo.DemoData>();

        AddAccounts(services);

        return services;
    }

    private static void AddHelpRequests(this IServiceCollection services)
    {
        services.AddScoped<VisitPlanner>();
        services.AddScoped<HelpRequestService>();
        services.AddScoped<RegularVisitCalls>();
        services.AddScoped<RegularVisitMaker>();
        services.AddScoped<RegularVisitService>();
        services.AddScoped<LadderGroups>();
        services.AddScoped<LadderService>();
        services.AddScoped<IncidentService>();
        services.AddScoped<SafeguardEasings>();
        services.AddScoped<EasingReader>();
        services.AddScoped<CallerReader>();
        services.AddScoped<CallService>();
        services.AddScoped<PersonService>();
        services.AddScoped<PersonNotes>();
        services.AddScoped<PersonJoinReader>();
        services.AddScoped<PersonJoinService>();
        services.AddScoped<ComingVisitsReader>();
        services.AddScoped<NeedsService>();
        services.AddScoped<RequestDeskService>();
        services.AddScoped<RequestBoardReader>();
        services.AddScoped<FiguresReader>();
        services.AddScoped<ReviewReader>();
        services.AddScoped<ReviewService>();
        services.AddScoped<RequestCodes>();
        services.AddScoped<AskerService>();
        services.AddScoped<VisitDayService>();
        services.AddScoped<VisitDayNews>();
        services.AddScoped<VisitRound>();
        services.AddScoped<VisitRoundReader>();
    }

    private static void AddMessages(this IServiceCollection services)
    {
        services.AddScoped<Outbox>();
        services.AddScoped<OneTimeCodeService>();
        services.AddScoped<OneTapLinks>();
        services.AddScoped<RecipientDirectory>();
        services.AddScoped<OccasionReader>();
        services.AddScoped<MessageComposer>();
        services.AddScoped<SmsQuestions>();
        services.AddScoped<InboundAnswers>();
        services.AddScoped<InboundService>();
        services.AddScoped<InboxService>();
        services.AddScoped<ContactMarks>();
        services.AddScoped<OutboxDesk>();
        services.AddScoped<MessageTemplateReader>();
        services.AddScoped<TemplateService>();
        services.AddScoped<LetterSettings>();
    }

    private static void AddAccounts(IServiceCollection services) =>
        services.AddIdentityCore<UserAccount>(options =>
            {
                options.Password.RequiredLength = 10;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireDigit = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                options.User.RequireUniqueEmail = false;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<VolunteersDbContext>();

    /// <summary>What volunteers set and ask themselves, and what becomes of their data.</summary>
    private static void AddOwnPages(this IServiceCollection services)
    {
        services.AddScoped<OwnProfileService>();
        services.AddScoped<LikedKindsService>();
        services.AddScoped<AvailabilityService>();
        services.AddScoped<AvailabilityConflictReader>();
        services.AddScoped<CalendarFeedService>();
        services.AddScoped<OwnCalendarReader>();
        services.AddScoped<LeavingService>();
        services.AddScoped<ErasureService>();
        services.AddScoped<RetentionRules>();
        services.AddScoped<PersonalDataReader>();
        services.AddScoped<PersonalDataEraser>();
    }

    private static void AddIntake(this IServiceCollection services)
    {
        services.AddScoped<IntakeService>();
        services.AddScoped<SignUpDrafts>();
        services.AddScoped<SignUpFinish>();
        services.AddScoped<IntakeChecklistReader>();
        services.AddScoped<IntakeCompletion>();
        services.AddScoped<IntakeBoardReader>();
        services.AddScoped<DecisionService>();
        services.AddScoped<ContractService>();
        services.AddScoped<InterviewService>();
        services.AddScoped<InterviewDesk>();
        services.AddScoped<TermService>();
        services.AddScoped<TermWarnings>();
    }

    /// <summary>Tasks, shifts, and who has which place.</summary>
    private static void AddShifts(this IServiceCollection services)
    {
        services.AddScoped<MatchingSettings>();
        services.AddScoped<SettingsService>();
        services.AddSingleton<FactsIndex>();
        services.AddScoped<CandidateReader>();
        services.AddScoped(s => new CandidateFinder(
            s.GetRequiredService<VolunteersDbContext>(), s.GetRequiredService<PolicyReader>(), s.GetRequiredService<CandidateReader>(), s.GetRequiredService<FactsIndex>(), s.GetRequiredService<TimeProvider>()));
        services.AddScoped<PlacementService>();
        services.AddScoped<Waitlist>();
        services.AddScoped<Places>();
        services.AddScoped<Offers>();
        services.AddScoped<ColleagueFinder>();
        services.AddScoped<SwapService>();
        services.AddScoped<SwapReader>();
        services.AddScoped<ShiftService>();
        services.AddScoped<TaskService>();
        services.AddScoped<ShiftRoleService>();
        services.AddScoped<ShiftsTogether>();
        services.AddScoped<SeriesMaker>();
        services.AddScoped<SeriesService>();
        services.AddScoped<OpenShiftReader>();
        services.AddScoped<OpenShiftFinder>();
        services.AddScoped<QueueReader>();
        services.AddScoped<HolidayService>();
        services.AddScoped<BoardService>();
        services.AddScoped<PlaceJudge>();
        services.AddScoped<WeekReader>();
        services.AddScoped<SheetReader>();
    }

    /// <summary>The plan for many shifts.</summary>
    private static void AddPlans(this IServiceCollection services)
    {
        services.AddScoped<PlanReader>();
        services.AddScoped<MatchPlanService>();
        services.AddScoped<PlanWorker>();
        services.AddScoped<PlanOffers>();
        services.AddScoped<WhatIfService>();
    }

    private static void AddHours(this IServiceCollection services)
    {
        services.AddScoped<OddHours>();
        services.AddScoped<HoursLedger>();
        services.AddScoped<LedgerVerifier>();
        services.AddScoped<HoursService>();
        services.AddScoped<HoursQueueReader>();
        services.AddScoped<HoursTotalsReader>();
        services.AddScoped<RemoteHoursService>();
        services.AddScoped<CertificateService>();
        services.AddScoped<CertificatePapers>();
    }

    private static void AddMerging(this IServiceCollection services)
    {
        services.AddScoped<DuplicateService>();
        services.AddScoped<MergePlanner>();
        services.AddScoped<ComingPlaceJudge>();
        services.AddScoped<MergeService>();
        services.AddScoped<AccountMerge>();
    }

    private static void AddRoster(this IServiceCollection services)
    {
        services.AddScoped<RosterRepair>();
        services.AddScoped<RosterReader>();
        services.AddScoped<TagService>();
        services.AddScoped<NoteService>();
        services.AddScoped<SavedFilterService>();
        services.AddScoped<RosterExportService>();
        services.AddScoped<BulkService>();
        services.AddScoped<BroadcastService>();
        services.AddScoped<BroadcastReader>();
        services.AddScoped<CostReader>();
        services.AddScoped<CostGuard>();
        services.AddScoped<CostSettings>();
    }

    private static void AddContext(IServiceCollection services, DatabaseOptions database)
    {
        if (database.Provider is DatabaseProvider.SqlServer)
        {
            if (!SqlServerSupport.IsPresent)
            {
                throw new SetupException("This build was made from the reduced package set and cannot connect to SQL Server. Build it where all packages can be had.");
            }

            services.AddDbContext<VolunteersDbContext, SqlServerVolunteersDbContext>(o => o.UseSqlServer(
                database.ConnectionString ?? throw new SetupException("Database:ConnectionString is missing: SQL Server needs one."),
                s => s.EnableRetryOnFailure().UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)));
        }
        else
        {
            services.AddDbContext<VolunteersDbContext, SqliteVolunteersDbContext>((s, o) => o
                .UseSqlite(s.GetRequiredService<IOptions<DatabaseOptions>>().Value.SqliteConnectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
                .AddInterceptors(s.GetRequiredService<SqlitePragmas>()));
        }
    }
}
