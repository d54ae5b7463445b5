using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Attendance;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Calendar;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Files;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.HelpRequests.Reviews;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Leaving;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Messaging.Inbound;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Core.Shifts.Swaps;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Upkeep;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Duplicates;
using Dost.Volunteers.Core.Volunteers.Import;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Core.Volunteers.Terms;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Dost.Volunteers.Core.Data;

/// <summary>The one model of the product. The derived contexts only say which database it is on.</summary>
public abstract class VolunteersDbContext(DbContextOptions options) : IdentityDbContext<UserAccount, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>Characters an enum's name may have in the database.</summary>
    private const int EnumMaxLength = 40;

    private const int StampMaxLength = 64;
    private const int ClaimMaxLength = 256;
    private const int ProviderMaxLength = 128;
    private const int TokenMaxLength = 1000;
    private const int KeyNameMaxLength = 200;

    public DbSet<Centre> Centres => Set<Centre>();
    public DbSet<ReminderStage> ReminderStages => Set<ReminderStage>();
    public DbSet<District> Districts => Set<District>();
    public DbSet<Skill> Skills => Set<Skill>();
    public DbSet<Language> Languages => Set<Language>();
    public DbSet<HelpCategory> HelpCategories => Set<HelpCategory>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<SettingChange> SettingChanges => Set<SettingChange>();
    public DbSet<ConsentText> ConsentTexts => Set<ConsentText>();
    public DbSet<CoordinatorCentre> CoordinatorCentres => Set<CoordinatorCentre>();
    public DbSet<OneTimeCode> OneTimeCodes => Set<OneTimeCode>();
    public DbSet<SignUpDraft> SignUpDrafts => Set<SignUpDraft>();
    public DbSet<Volunteer> Volunteers => Set<Volunteer>();
    public DbSet<VolunteerSearchTerm> VolunteerSearchTerms => Set<VolunteerSearchTerm>();
    public DbSet<VolunteerSkill> VolunteerSkills => Set<VolunteerSkill>();
    public DbSet<VolunteerLanguage> VolunteerLanguages => Set<VolunteerLanguage>();
    public DbSet<AvailabilityWindow> AvailabilityWindows => Set<AvailabilityWindow>();
    public DbSet<BlackoutPeriod> BlackoutPeriods => Set<BlackoutPeriod>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<CredentialType> CredentialTypes => Set<CredentialType>();
    public DbSet<Credential> Credentials => Set<Credential>();
    public DbSet<StoredFile> StoredFiles => Set<StoredFile>();
    public DbSet<ContractText> ContractTexts => Set<ContractText>();
    public DbSet<SignedContract> SignedContracts => Set<SignedContract>();
    public DbSet<InterviewSlot> InterviewSlots => Set<InterviewSlot>();
    public DbSet<Interview> Interviews => Set<Interview>();
    public DbSet<ServiceTerm> ServiceTerms => Set<ServiceTerm>();
    public DbSet<RefusalReason> RefusalReasons => Set<RefusalReason>();
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();
    public DbSet<Tag> Tags => Set<Tag>();
    public DbSet<VolunteerTag> VolunteerTags => Set<VolunteerTag>();
    public DbSet<VolunteerNote> VolunteerNotes => Set<VolunteerNote>();
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();
    public DbSet<RosterExport> RosterExports => Set<RosterExport>();
    public DbSet<BulkBatch> BulkBatches => Set<BulkBatch>();
    public DbSet<BulkItem> BulkItems => Set<BulkItem>();
    public DbSet<LikelyDuplicate> LikelyDuplicates => Set<LikelyDuplicate>();
    public DbSet<Beneficiary> Beneficiaries => Set<Beneficiary>();
    public DbSet<ExcludedPair> ExcludedPairs => Set<ExcludedPair>();
    public DbSet<BeneficiaryContact> BeneficiaryContacts => Set<BeneficiaryContact>();
    public DbSet<BeneficiaryNote> BeneficiaryNotes => Set<BeneficiaryNote>();
    public DbSet<KnownVisitor> KnownVisitors => Set<KnownVisitor>();
    public DbSet<RegularVisit> RegularVisits => Set<RegularVisit>();
    public DbSet<HelpRequest> HelpRequests => Set<HelpRequest>();
    public DbSet<HelpRequestEvent> HelpRequestEvents => Set<HelpRequestEvent>();
    public DbSet<Ladder> Ladders => Set<Ladder>();
    public DbSet<LadderAsk> LadderAsks => Set<LadderAsk>();
    public DbSet<VisitDay> VisitDays => Set<VisitDay>();
    public DbSet<VisitStop> VisitStops => Set<VisitStop>();
    public DbSet<WeeklyReview> WeeklyReviews => Set<WeeklyReview>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<IncidentNote> IncidentNotes => Set<IncidentNote>();
    public DbSet<SafeguardEasing> SafeguardEasings => Set<SafeguardEasing>();
    public DbSet<VolunteerTask> VolunteerTasks => Set<VolunteerTask>();
    public DbSet<TaskAttachment> TaskAttachments => Set<TaskAttachment>();
    public DbSet<ShiftSeries> ShiftSeries => Set<ShiftSeries>();
    public DbSet<Holiday> Holidays => Set<Holiday>();
    public DbSet<Shift> Shifts => Set<Shift>();
    public DbSet<ShiftRole> ShiftRoles => Set<ShiftRole>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<LikedKind> LikedKinds => Set<LikedKind>();
    public DbSet<FactsChange> FactsChanges => Set<FactsChange>();
    public DbSet<Swap> Swaps => Set<Swap>();
    public DbSet<AttendanceEvent> AttendanceEvents => Set<AttendanceEvent>();
    public DbSet<HoursEntry> HoursEntries => Set<HoursEntry>();
    public DbSet<HoursChain> HoursChains => Set<HoursChain>();
    public DbSet<LedgerCheck> LedgerChecks => Set<LedgerCheck>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<CertificateYear> CertificateYears => Set<CertificateYear>();
    public DbSet<MatchPlan> MatchPlans => Set<MatchPlan>();
    public DbSet<MatchPlanRole> MatchPlanRoles => Set<MatchPlanRole>();
    public DbSet<MatchPlanPlace> MatchPlanPlaces => Set<MatchPlanPlace>();
    public DbSet<MatchPlanWish> MatchPlanWishes => Set<MatchPlanWish>();
    public DbSet<MatchPlanPerson> MatchPlanPeople => Set<MatchPlanPerson>();
    public DbSet<OutboundMessage> OutboundMessages => Set<OutboundMessage>();
    public DbSet<SmsQuestion> SmsQuestions => Set<SmsQuestion>();
    public DbSet<InboundSms> InboundSms => Set<InboundSms>();
    public DbSet<Broadcast> Broadcasts => Set<Broadcast>();
    public DbSet<BroadcastRecipient> BroadcastRecipients => Set<BroadcastRecipient>();
    public DbSet<OneTapLink> OneTapLinks => Set<OneTapLink>();
    public DbSet<MutedTopic> MutedTopics => Set<MutedTopic>();
    public DbSet<MessageTemplateVersion> MessageTemplateVersions => Set<MessageTemplateVersion>();
    public DbSet<TemplateTrial> TemplateTrials => Set<TemplateTrial>();
    public DbSet<Erasure> Erasures => Set<Erasure>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Saves, and keeps what is derived of volunteers: the terms they are found by, and their hours in all.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var volunteer in DerivedOfVolunteers.Renamed(this))
        {
            if (volunteer.State is EntityState.Modified)
            {
                await volunteer.Collection(v => v.SearchTerms).LoadAsync(cancellationToken);
            }

            DerivedOfVolunteers.KeepTerms(this, volunteer);
        }

        DerivedOfVolunteers.ForgetComparison(this);
        FactsNotes.Take(this);
        await CentreOfMessages.SetAsync(this, cancellationToken);
        var served = DerivedOfVolunteers.WithOtherHours(this);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

        foreach (var total in DerivedOfVolunteers.Totals(this, served))
        {
            await total.Volunteers.ExecuteUpdateAsync(total.Set, cancellationToken);
        }

        return saved;
    }

    /// <inheritdoc cref="SaveChangesAsync(bool, CancellationToken)"/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        foreach (var volunteer in DerivedOfVolunteers.Renamed(this))
        {
            if (volunteer.State is EntityState.Modified)
            {
                volunteer.Collection(v => v.SearchTerms).Load();
            }

            DerivedOfVolunteers.KeepTerms(this, volunteer);
        }

        DerivedOfVolunteers.ForgetComparison(this);
        FactsNotes.Take(this);
        CentreOfMessages.Set(this);
        var served = DerivedOfVolunteers.WithOtherHours(this);
        var saved = base.SaveChanges(acceptAllChangesOnSuccess);

        foreach (var total in DerivedOfVolunteers.Totals(this, served))
        {
            total.Volunteers.ExecuteUpdate(total.Set);
        }

        return saved;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(EnumMaxLength);

        // The one enum that is compared, not only told apart.
        configurationBuilder.Properties<VettingLevel>().HaveConversion<int>();
        configurationBuilder.ComplexProperties<LocalName>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(VolunteersDbContext).Assembly);

        NameIdentityTables(builder);

        foreach (var entity in builder.Model.GetEntityTypes())
        {
            MakeKeysOurs(entity);
            LimitNames(entity);
        }
    }

    /// <summary>The framework's tables, called as the others are, and with lengths.</summary>
    private static void NameIdentityTables(ModelBuilder builder)
    {
        builder.Entity<IdentityRole<Guid>>().ToTable("Roles").Property(r => r.ConcurrencyStamp).HasMaxLength(StampMaxLength);
        builder.Entity<IdentityUserRole<Guid>>().ToTable("UserRoles");
        builder.Entity<IdentityUserClaim<Guid>>(claim =>
        {
            claim.ToTable("UserClaims");
            claim.Property(c => c.ClaimType).HasMaxLength(ClaimMaxLength);
            claim.Property(c => c.ClaimValue).HasMaxLength(ClaimMaxLength);
        });
        builder.Entity<IdentityRoleClaim<Guid>>(claim =>
        {
            claim.ToTable("RoleClaims");
            claim.Property(c => c.ClaimType).HasMaxLength(ClaimMaxLength);
            claim.Property(c => c.ClaimValue).HasMaxLength(ClaimMaxLength);
        });
        builder.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.ToTable("UserLogins");
            login.Property(l => l.LoginProvider).HasMaxLength(ProviderMaxLength);
            login.Property(l => l.ProviderKey).HasMaxLength(ProviderMaxLength);
            login.Property(l => l.ProviderDisplayName).HasMaxLength(ProviderMaxLength);
        });
        builder.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("UserTokens");
            token.Property(t => t.LoginProvider).HasMaxLength(ProviderMaxLength);
            token.Property(t => t.Name).HasMaxLength(ProviderMaxLength);
            token.Property(t => t.Value).HasMaxLength(TokenMaxLength);
        });
        builder.Entity<DataProtectionKey>().Property(k => k.FriendlyName).HasMaxLength(KeyNameMaxLength);
    }

    /// <summary>Ids are made by the application, so that an entity has its id before it is saved.</summary>
    private static void MakeKeysOurs(IMutableEntityType entity)
    {
        foreach (var property in entity.FindPrimaryKey()?.Properties.Where(p => p.ClrType == typeof(Guid)) ?? [])
        {
            property.ValueGenerated = ValueGenerated.Never;
        }
    }

    private static void LimitNames(IMutableEntityType entity)
    {
        foreach (var part in entity.GetComplexProperties().Where(p => p.ClrType == typeof(LocalName)).SelectMany(p => p.ComplexType.GetProperties()))
        {
            if (part.GetMaxLength() is null)
            {
                part.SetMaxLength(part.DeclaringType.ClrType == typeof(LocalName) && entity.ClrType == typeof(HelpCategory) ? 2 * LocalName.MaxLength : LocalName.MaxLength);
            }
        }
    }
}
