using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Centres;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.HelpRequests;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Shifts;
using Dost.Volunteers.Core.Tasks;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Intake;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Support;

/// <summary>People and work, valid by default: a test spells out only what it is about.</summary>
public static class TestData
{
    private static int _number;

    /// <summary>A password that the rules take.</summary>
    public const string Password = "nar ağacı 2026";

    private const string Administrator = "Rəşad Quliyev";

    /// <summary>A number that no other test data has.</summary>
    public static int NextNumber() => Interlocked.Increment(ref _number);

    /// <summary>A mobile phone that nobody else has, in E.164.</summary>
    public static string NewPhone() => string.Create(CultureInfo.InvariantCulture, $"+99450{NextNumber():0000000}");

    /// <summary>A FIN that nobody else has.</summary>
    public static string NewFin() => string.Create(CultureInfo.InvariantCulture, $"7A{NextNumber():00000}");

    public static Task<Centre> CentreAsync(this TestApp app, string code = "1") => app.QueryAsync(db => db.Centres.SingleAsync(c => c.Code == code));

    /// <summary>A volunteer with an account; active unless told otherwise.</summary>
    public static async Task<(Volunteer Volunteer, UserAccount Account)> AddVolunteerAsync(
        this TestApp app, string districtCode = "yasamal", VettingLevel vetting = VettingLevel.HomeVisit, bool active = true, Action<Volunteer>? change = null)
    {
        await using var scope = app.NewScope();
        var intake = scope.Get<IntakeService>();
        var centreId = (await scope.Db.Districts.SingleAsync(d => d.DistrictCode == districtCode)).CentreId!.Value;
        var fin = NewFin();
        var volunteer = intake.NewRecord(Guid.CreateVersion7(), NewApplication(fin, districtCode), scope.Get<FieldCipher>().HashOfFin(fin), centreId);
        volunteer.PhoneConfirmedAtUtc = app.NowUtc;

        if (active)
        {
            await ActivateAsync(scope.Get<IntakeChecklistReader>(), volunteer, app.NowUtc);
            await scope.Get<CredentialService>().VouchAsync(volunteer.VolunteerId, vetting, CancellationToken.None);
        }

        change?.Invoke(volunteer);
        volunteer.RefreshSearchText();
        scope.Db.Volunteers.Add(volunteer);
        await scope.Db.SaveChangesAsync();

        var account = NewAccount(volunteer.FullName, volunteer.Phone);
        account.VolunteerId = volunteer.VolunteerId;
        account.Culture = volunteer.Culture;

        return (volunteer, await AddAccountAsync(scope, account, Roles.Volunteer));
    }

    /// <summary>Takes somebody in who lacks nothing: the required trainings, a contract on paper, the consents. The volunteer need not be saved.</summary>
    public static async Task ActivateAsync(IntakeChecklistReader checklists, Volunteer volunteer, DateTime nowUtc)
    {
        var demands = await checklists.DemandsAsync(CancellationToken.None);
        volunteer.PhoneConfirmedAtUtc ??= nowUtc;
        Assert.Equal(IntakeOutcome.Done, volunteer.Accept(nowUtc));
        volunteer.Credentials.AddRange(demands.CredentialTypes.Where(t => t.RequiredFor.Exists(r => r.Programme == volunteer.Programme))
            .Select(t => Credential.Held(volunteer.VolunteerId, t, new CredentialDates(demands.Today, null), null, nowUtc)));
        volunteer.Contracts.Add(new SignedContract
        {
            SignedContractId = Guid.CreateVersion7(),
            VolunteerId = volunteer.VolunteerId,
            Programme = volunteer.Programme,
            TextVersion = demands.ContractVersions[volunteer.Programme],
            Culture = volunteer.Culture,
            SignedName = volunteer.FullName,
            SignedAtUtc = nowUtc,
            IsOnPaper = true,
            NotedById = Guid.CreateVersion7(),
        });
        Assert.True(volunteer.Activate(IntakeChecklist.Of(volunteer, demands), demands.Policy.TermMonths, nowUtc));
    }

    /// <summary>Acts as staff of every centre: the same administrator each time, since making an account hashes a password.</summary>
    public static async Task<TestScope> AsAdministratorAsync(this TestApp app)
    {
        var scope = app.NewScope();
        var known = await scope.Db.Users.Where(u => u.DisplayName == Administrator).OrderBy(u => u.Id).Select(u => (Guid?)u.Id).FirstOrDefaultAsync();
        scope.Get<CurrentUser>().AccountId = known ?? (await app.AddAdministratorAsync()).Id;
        scope.Get<CurrentUser>().IsAdministrator = true;

        return scope;
    }

    /// <summary>A coordinator of the centres with these codes; of no. 1 if none is said.</summary>
    public static async Task<UserAccount> AddCoordinatorAsync(this TestApp app, params string[] centreCodes)
    {
        await using var scope = app.NewScope();
        var account = NewAccount("Aysel Məmmədova", NewPhone());
        string[] codes = centreCodes.Length == 0 ? ["1"] : centreCodes;

        foreach (var centreId in await scope.Db.Centres.Where(c => codes.Contains(c.Code)).Select(c => c.CentreId).ToListAsync())
        {
            account.Centres.Add(new CoordinatorCentre { UserAccountId = account.Id, CentreId = centreId });
        }

        return await AddAccountAsync(scope, account, Roles.Coordinator);
    }

    public static async Task<UserAccount> AddAdministratorAsync(this TestApp app)
    {
        await using var scope = app.NewScope();

        return await AddAccountAsync(scope, NewAccount(Administrator, NewPhone()), Roles.Administrator);
    }

    /// <summary>Somebody who takes the calls of the hotline.</summary>
    public static async Task<UserAccount> AddOperatorAsync(this TestApp app)
    {
        await using var scope = app.NewScope();

        return await AddAccountAsync(scope, NewAccount("Günel Hacıyeva", NewPhone()), Roles.Operator);
    }

    /// <summary>A published shift, tomorrow from 10 to 12 at centre no. 1 for two people, unless told otherwise. Times are Baku's.</summary>
    public static async Task<Shift> AddShiftAsync(
        this TestApp app, string centreCode = "1", int daysAhead = 1, int hour = 10, int minutes = 120, int capacity = 2, string category = "reception",
        PlaceKind place = PlaceKind.Centre, string? title = null, bool publish = true, NewRole? role = null)
    {
        await using var scope = app.NewScope();
        var centre = await scope.Db.Centres.SingleAsync(c => c.Code == centreCode);
        var task = new VolunteerTask
        {
            VolunteerTaskId = Guid.CreateVersion7(),
            CentreId = centre.CentreId,
            HelpCategoryCode = category,
            Title = title,
            PlaceKind = place,
            DistrictCode = centre.DistrictCode,
            Latitude = centre.Latitude,
            Longitude = centre.Longitude,
            Priority = 3,
        };
        scope.Db.VolunteerTasks.Add(task);
        var start = BakuTime.ToUtc(BakuTime.DateOf(app.NowUtc).AddDays(daysAhead), new TimeOnly(hour, 0));
        var shift = scope.Get<ShiftService>().Add(task, new NewShift(start, start.AddMinutes(minutes), "Giriş", [role ?? new NewRole("Köməkçi", capacity)]), publish);
        await scope.Db.SaveChangesAsync();

        return shift;
    }

    /// <summary>A request for help from Yasamal, asked by the person, unless told otherwise.</summary>
    public static async Task<HelpRequest> AddHelpRequestAsync(this TestApp app, Func<NewHelpRequest, NewHelpRequest>? change = null)
    {
        await using var scope = app.NewScope();
        var phone = NewPhone();
        var wish = new NewHelpRequest
        {
            BeneficiaryName = "Zərifə Abbasova",
            BeneficiaryPhone = phone,
            Address = "Şərifzadə küçəsi 12, mənzil 4",
            DistrictCode = "yasamal",
            HelpCategoryCode = "shopping",
            Description = "Çörək, süd və meyvə almaq",
            WantedOn = BakuTime.DateOf(app.NowUtc).AddDays(1),
            WantedPart = PartOfDay.Morning,
            ContactPhone = phone,
            Culture = "az",
            Consent = new AgreedText(ConsentText.BeneficiaryConsent, 1),
        };

        return await scope.Get<HelpRequestService>().AskAsync(change?.Invoke(wish) ?? wish, CancellationToken.None);
    }

    /// <summary>The digits of the newest code that was sent to somebody: a volunteer, an account, or who asked (by the request).</summary>
    public static async Task<string?> LastCodeAsync(this TestApp app, Guid recipientId)
    {
        await using var scope = app.NewScope();
        var message = await scope.Db.OutboundMessages
            .Where(m => m.RecipientId == recipientId && (m.Kind == MessageKind.ConfirmPhone || m.Kind == MessageKind.SignInCode || m.Kind == MessageKind.ContractCode || m.Kind == MessageKind.RequestCode))
            .OrderByDescending(m => m.CreatedAtUtc).ThenByDescending(m => m.OutboundMessageId).FirstOrDefaultAsync();

        return message is null ? null : scope.Get<OneTimeCodeService>().CodeOf(message.SubjectId);
    }

    public static NewVolunteer NewApplication(string? fin = null, string districtCode = "yasamal") => new()
    {
        GivenName = "Leyla",
        FamilyName = "Quliyeva",
        Fin = fin ?? NewFin(),
        BornOn = new DateOnly(1998, 3, 14),
        Gender = Gender.Female,
        Phone = NewPhone(),
        Email = string.Create(CultureInfo.InvariantCulture, $"leyla{NextNumber()}@example.az"),
        DistrictCode = districtCode,
        Programme = Programme.Young,
        Culture = "az",
        Languages = ["az", "ru"],
        Consents = [new AgreedText(ConsentText.VolunteerTerms, 1), new AgreedText(ConsentText.PersonalData, 1)],
    };

    private static UserAccount NewAccount(string name, string phone)
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"hesab{NextNumber()}@example.az");

        return new UserAccount
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            PhoneNumber = phone,
            PhoneNumberConfirmed = true,
            DisplayName = name,
            LockoutEnabled = true,
        };
    }

    private static async Task<UserAccount> AddAccountAsync(TestScope scope, UserAccount account, string role)
    {
        var accounts = scope.Get<UserManager<UserAccount>>();
        Assert.True((await accounts.CreateAsync(account, Password)).Succeeded);
        Assert.True((await accounts.AddToRoleAsync(account, role)).Succeeded);

        return account;
    }
}
