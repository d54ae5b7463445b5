using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Matching;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Tests.Jobs;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Safeguarding;

/// <summary>The site of all doors: answers by SMS arrive, and a swap needs a coordinator only where somebody waits in line.</summary>
public sealed class GuardedSite : JobTest
{
    public GuardedSite() => App.With("Messaging:Sms", "Twilio").With("Twilio:AccountSid", TwilioServerForTests.AccountSid).With("Twilio:AuthToken", TwilioServerForTests.AuthToken).With("Twilio:From", TwilioServerForTests.OwnNumber);

    public TestApp Site => App;

    public UserAccount Coordinator { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await App.QueryAsync(async db =>
        {
            (await db.Settings.SingleAsync(s => s.SettingKey == "Messaging.SmsRepliesArrive")).Value = "true";
            (await db.Settings.SingleAsync(s => s.SettingKey == "Shifts.SwapsNeedApproval")).Value = "false";

            return await db.SaveChangesAsync();
        });
        Coordinator = await App.AddCoordinatorAsync("1");
    }

    public Task SendMessagesAsync() => RunAsync("SendMessages");

    /// <summary>Somebody who wants to be visited tomorrow by a woman whom they know, and such a woman, who lacks nothing.</summary>
    internal async Task<GuardedVisit> ArrangeAsync()
    {
        var request = await App.AddTriagedAsync();
        await App.QueryAsync(async db =>
        {
            var person = await db.Beneficiaries.SingleAsync(b => b.BeneficiaryId == request.BeneficiaryId);
            (person.VisitorGender, person.KnownVisitorsOnly, person.Vetting) = (Gender.Female, true, VettingLevel.HomeVisit);

            return await db.SaveChangesAsync();
        });
        var visit = new GuardedVisit(this, request);
        (visit.Volunteer, visit.Account) = await visit.AddFitAsync();

        return visit;
    }
}

/// <summary>A visit that demands all that a rule can protect, and a volunteer who is what it demands until a rule is broken.</summary>
internal sealed class GuardedVisit(GuardedSite site, HelpRequest request)
{
    public const string Training = "first-aid-training";

    public GuardedSite Site => site;

    public TestApp App => site.Site;

    public HelpRequest Request => request;

    public Volunteer Volunteer { get; set; } = null!;

    public UserAccount Account { get; set; } = null!;

    public Guid VolunteerId => Volunteer.VolunteerId;

    public async Task<(Volunteer Volunteer, UserAccount Account)> AddFitAsync()
    {
        var person = await App.AddVolunteerAsync();
        await App.QueryAsync(async db =>
        {
            var type = await db.CredentialTypes.SingleAsync(t => t.CredentialTypeCode == Training);
            db.Credentials.Add(Credential.Held(person.Volunteer.VolunteerId, type, new CredentialDates(BakuTime.DateOf(App.NowUtc), null), null, App.NowUtc));

            return await db.SaveChangesAsync();
        });
        await App.AddKnownAsync(request.BeneficiaryId, person.Volunteer.VolunteerId);

        return person;
    }

    /// <summary>The visit, planned for tomorrow from 10 to 12, for one person.</summary>
    public async Task<Shift> PlanAsync()
    {
        await using var scope = App.NewScope();
        var start = BakuTime.ToUtc(App.Tomorrow(), new TimeOnly(10, 0));
        var options = new NewShift(start, start.AddHours(2), "Blokun qarşısı", [new NewRole("Könüllü", 1) { Credentials = [Training] }]);

        return (await scope.Get<HelpRequestService>().PlanAsync(request.HelpRequestId, options, null, CancellationToken.None))!;
    }

    /// <summary>The same person as a household of a visit day, whose team needs the training.</summary>
    public async Task<Shift> MakeVisitDayAsync()
    {
        var shift = (await App.MakeVisitDayAsync(requests: request)).Shift;
        await App.QueryAsync(db =>
        {
            db.Set<ShiftRoleCredential>().Add(new ShiftRoleCredential { ShiftRoleId = shift.Roles[0].ShiftRoleId, CredentialTypeCode = Training });

            return db.SaveChangesAsync();
        });

        return shift;
    }

    /// <summary>The same person, visited tomorrow and every week, with the volunteer as the usual visitor; nothing is made yet.</summary>
    public async Task<Guid> BeginRegularAsync() =>
        (await App.AddRegularAsync(request, v => (v.Day, v.FromOn, v.UntilOn, v.VolunteerId) = (App.Tomorrow().DayOfWeek, App.Tomorrow(), App.Tomorrow(), VolunteerId))).RegularVisitId;

    /// <summary>From now on the volunteer is not what the visit demands: exactly in this.</summary>
    public Task<int> BreakAsync(Rule rule) => App.QueryAsync(async db =>
    {
        var volunteer = await db.Volunteers.SingleAsync(v => v.VolunteerId == VolunteerId);

        switch (rule)
        {
            case Rule.Vetting:
                await RevokeAsync("home-visit-check");
                break;
            case Rule.MissingCredential:
                await RevokeAsync(Training);
                break;
            case Rule.ExcludedPair:
                db.ExcludedPairs.Add(new ExcludedPair { BeneficiaryId = request.BeneficiaryId, VolunteerId = VolunteerId });
                break;
            case Rule.UnknownVisitor:
                db.KnownVisitors.Remove(await db.KnownVisitors.SingleAsync(k => k.BeneficiaryId == request.BeneficiaryId && k.VolunteerId == VolunteerId));
                break;
            case Rule.Gender:
                volunteer.Gender = Gender.Male;
                break;
            case Rule.TooYoung:
                volunteer.BornOn = BakuTime.DateOf(App.NowUtc).AddYears(-12);
                break;
            case Rule.NotActive:
                Assert.True(volunteer.Pause("Səfər"));
                break;
            default:
                Assert.Fail($"{rule} protects nobody");
                break;
        }

        return await db.SaveChangesAsync();

        async Task RevokeAsync(string code) =>
            Assert.True((await db.Credentials.SingleAsync(c => c.VolunteerId == VolunteerId && c.CredentialTypeCode == code)).Revoke("Sənəd etibarsız sayılıb", null, App.NowUtc));
    });

    /// <summary>Whether the volunteer holds a place at the person's, and how often they were asked or came to one.</summary>
    public async Task<(bool HoldsPlace, int Round)> StandingAsync()
    {
        var places = await App.QueryAsync(db => db.Assignments.AsNoTracking().Where(a => a.VolunteerId == VolunteerId)
            .Where(a => a.Shift.VolunteerTask.HelpRequest!.BeneficiaryId == request.BeneficiaryId || a.Shift.Roles.Any(r => r.Visits.Any(v => v.BeneficiaryId == request.BeneficiaryId))).ToListAsync());

        return (places.Exists(a => a.HoldsPlace), places.Sum(a => a.Round));
    }

    public Task<Browser> AsVolunteerAsync() => App.NewBrowserAsync(Account);

    public Task<Browser> AsCoordinatorAsync() => App.NewBrowserAsync(Site.Coordinator);
}
