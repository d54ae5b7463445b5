using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Support;

/// <summary>People on their way through the intake.</summary>
public static class IntakeData
{
    /// <summary>An applicant who was invited to an interview.</summary>
    public static async Task<Interview> InviteAsync(this TestApp app, string districtCode = "yasamal", Action<Volunteer>? change = null)
    {
        var (volunteer, _) = await app.AddVolunteerAsync(districtCode, active: false, change: change);
        await using var scope = await app.AsAdministratorAsync();
        Assert.Equal(IntakeOutcome.Done, await scope.Get<InterviewDesk>().InviteAsync(volunteer.VolunteerId, seenVersion: null, CancellationToken.None));

        return await scope.Db.Interviews.AsNoTracking().Include(i => i.Volunteer).SingleAsync(i => i.VolunteerId == volunteer.VolunteerId);
    }

    /// <summary>A time at a centre, tomorrow at ten for one person unless told otherwise.</summary>
    public static async Task<InterviewSlot> OpenSlotAsync(this TestApp app, string centreCode = "1", int daysAhead = 1, int hour = 10, int capacity = 1, InterviewWay way = InterviewWay.AtCentre)
    {
        await using var scope = await app.AsAdministratorAsync();
        var centre = await app.CentreAsync(centreCode);
        var start = BakuTime.ToUtc(BakuTime.DateOf(app.NowUtc).AddDays(daysAhead), new TimeOnly(hour, 0));
        Assert.Equal(1, await scope.Get<InterviewDesk>().OpenAsync(centre.CentreId, new NewSlots([start], 30, way, null, capacity), CancellationToken.None));
        var account = scope.Get<CurrentUser>().AccountId;

        return await scope.Db.InterviewSlots.AsNoTracking().SingleAsync(s => s.CoordinatorId == account && s.StartsAtUtc == start);
    }

    public static async Task<BookOutcome> BookAsync(this TestApp app, Guid interviewId, Guid slotId)
    {
        await using var scope = app.NewScope();

        return await scope.Get<InterviewService>().BookAsync(interviewId, slotId, CancellationToken.None);
    }

    /// <summary>An applicant to whom a coordinator said yes: contract and training are still missing.</summary>
    public static async Task<(Volunteer Volunteer, UserAccount Account)> AddAcceptedAsync(this TestApp app, string districtCode = "yasamal", Action<Volunteer>? change = null)
    {
        var added = await app.AddVolunteerAsync(districtCode, active: false, change: change);
        await using var scope = await app.AsAdministratorAsync();
        Assert.Equal(IntakeOutcome.Done, await scope.Get<DecisionService>().AcceptAsync(added.Volunteer.VolunteerId, new Acceptance(VettingLevel.HomeVisit), seenVersion: null, CancellationToken.None));

        return added;
    }

    /// <summary>The coordinator notes that these people had the training that everybody needs.</summary>
    public static async Task TrainAsync(this TestApp app, params Guid[] volunteerIds)
    {
        await using var scope = await app.AsAdministratorAsync();
        var today = BakuTime.DateOf(app.NowUtc);

        foreach (var code in await scope.Db.CredentialTypes.Where(t => t.RequiredFor.Count > 0).Select(t => t.CredentialTypeCode).ToListAsync())
        {
            await scope.Get<CredentialService>().AddHeldAsync(volunteerIds, code, new CredentialDates(today, null), CancellationToken.None);
        }
    }

    /// <summary>Asks for the codes, and signs what there is to sign unless told otherwise.</summary>
    public static async Task<SignResult> SignAsync(this TestApp app, Volunteer volunteer, Func<Signature, Signature>? change = null, string culture = "az")
    {
        var language = System.Globalization.CultureInfo.GetCultureInfo(culture);
        await using var scope = app.NewScope();
        var contracts = scope.Get<ContractService>();
        var offer = await contracts.ReadAsync(volunteer.VolunteerId, language, CancellationToken.None);

        if (offer is not null)
        {
            await contracts.SendCodesAsync(volunteer.VolunteerId, CancellationToken.None);
        }

        var signature = new Signature
        {
            SeenHash = offer?.Hash,
            Agrees = true,
            Name = volunteer.FullName,
            Code = await app.CodeAsync(volunteer.VolunteerId, MessageKind.ContractCode),
            GuardianName = volunteer.GuardianName,
            GuardianCode = await app.CodeAsync(volunteer.VolunteerId, MessageKind.GuardianCode),
            Address = "192.0.2.7",
        };

        return await contracts.SignAsync(volunteer.VolunteerId, change?.Invoke(signature) ?? signature, language, CancellationToken.None);
    }

    /// <summary>The digits of the newest code of a kind.</summary>
    public static async Task<string?> CodeAsync(this TestApp app, Guid recipientId, MessageKind kind)
    {
        await using var scope = app.NewScope();
        var subject = await scope.Db.OutboundMessages.Where(m => m.RecipientId == recipientId && m.Kind == kind).OrderByDescending(m => m.CreatedAtUtc).ThenByDescending(m => m.OutboundMessageId)
            .Select(m => (Guid?)m.SubjectId).FirstOrDefaultAsync();

        return subject is { } code ? scope.Get<OneTimeCodeService>().CodeOf(code) : null;
    }

    public static Task<VolunteerState> VolunteerStateAsync(this TestApp app, Guid volunteerId) =>
        app.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == volunteerId).Select(v => v.State).SingleAsync());
}
