using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Broadcasts;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Data;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.HelpRequests.Beneficiaries;
using Dost.Volunteers.Core.HelpRequests.Ladders;
using Dost.Volunteers.Core.HelpRequests.Reviews;
using Dost.Volunteers.Core.HelpRequests.VisitDays;
using Dost.Volunteers.Core.Hours;
using Dost.Volunteers.Core.Hours.Certificates;
using Dost.Volunteers.Core.Matching.Plans;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Policies;
using Dost.Volunteers.Core.Reference;
using Dost.Volunteers.Core.Roster;
using Dost.Volunteers.Core.Safeguarding;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Shifts.Series;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Upkeep;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Import;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;

namespace Dost.Volunteers.Core.Leaving.PersonalData;

/// <summary>The tables that hold nothing of volunteers, and why. Who adds a table says here or in <see cref="Holdings"/> what it is.</summary>
public static class OtherTables
{
    private const string Reference = "reference data";
    private const string Work = "the work, whoever does it";
    private const string Beneficiaries = "of those who ask for help";
    private const string Staff = "rights of staff";

    public static IReadOnlyDictionary<Type, string> Reasons { get; } = new Dictionary<Type, string>
    {
        [typeof(Centre)] = Reference,
        [typeof(OpeningBlock)] = Reference,
        [typeof(ReminderStage)] = Reference,
        [typeof(District)] = Reference,
        [typeof(Skill)] = Reference,
        [typeof(Language)] = Reference,
        [typeof(HelpCategory)] = Reference,
        [typeof(Setting)] = Reference,
        [typeof(SettingChange)] = "of staff: who changed a setting from what to what",
        [typeof(ConsentText)] = Reference,
        [typeof(CredentialType)] = Reference,
        [typeof(CredentialRequirement)] = Reference,
        [typeof(ContractText)] = Reference,
        [typeof(RefusalReason)] = Reference,
        [typeof(Tag)] = Reference,
        [typeof(InterviewSlot)] = Work,
        [typeof(SavedFilter)] = "of staff: never holds what was typed to find a person",
        [typeof(RosterExport)] = "of staff: which columns went out, not of whom",
        [typeof(BulkBatch)] = "of staff: what is done to many; who they are is in BulkItem",
        [typeof(Broadcast)] = "of staff: what is written to many; who they are is in BroadcastRecipient",
        [typeof(MatchPlan)] = "of staff: which shifts are planned, and how well; who they are is in MatchPlanPlace",
        [typeof(MatchPlanCentre)] = Work,
        [typeof(MatchPlanRole)] = Work,
        [typeof(VolunteerTask)] = Work,
        [typeof(TaskAttachment)] = Work,
        [typeof(ShiftSeries)] = Work,
        [typeof(Holiday)] = Reference,
        [typeof(Shift)] = Work,
        [typeof(ShiftRole)] = Work,
        [typeof(ShiftRoleSkill)] = Work,
        [typeof(ShiftRoleLanguage)] = Work,
        [typeof(ShiftRoleCredential)] = Work,
        [typeof(Beneficiary)] = Beneficiaries,
        [typeof(HelpRequest)] = Beneficiaries,
        [typeof(HelpRequestStep)] = Beneficiaries,
        [typeof(BeneficiaryContact)] = Beneficiaries,
        [typeof(BeneficiaryNote)] = Beneficiaries,
        [typeof(Ladder)] = "the search for a visit; who was asked is in LadderAsk",
        [typeof(VisitDay)] = Work,
        [typeof(VisitStop)] = Beneficiaries,
        [typeof(ShiftRoleVisit)] = Beneficiaries,
        [typeof(WeeklyReview)] = "of staff: what a centre learnt of a week",
        [typeof(IncidentNote)] = "of staff: what was done about an incident",
        [typeof(CoordinatorCentre)] = Staff,
        [typeof(IdentityRole<Guid>)] = Staff,
        [typeof(IdentityRoleClaim<Guid>)] = Staff,
        [typeof(ImportBatch)] = "encrypted, and gone after an hour",
        [typeof(MessageTemplateVersion)] = "of staff: the words of messages, and who wrote them",
        [typeof(TemplateTrial)] = "of staff: words that were tried, with made-up values",
        [typeof(LedgerCheck)] = "how the walks through the chains went",
        [typeof(LedgerBreak)] = "places in a chain, by ids that stay",
        [typeof(CertificateYear)] = "the last number of a year",
        [typeof(FactsChange)] = "that something of a record changed: its id and nothing else",
        [typeof(JobRun)] = "how the jobs went",
        [typeof(DataProtectionKey)] = "keys of the cookies",
    };
}
