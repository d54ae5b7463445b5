using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Credentials;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Core.Volunteers.Interviews;
using Dost.Volunteers.Core.Volunteers.Terms;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Intake;

/// <summary>Whatever coordinators and volunteers do in whatever order, nobody serves without consent, contract and what is required.</summary>
public sealed class IntakeSequenceTests(TestApp app) : IClassFixture<TestApp>
{
    private const int StepsOfOne = 20;

    private static readonly (string Name, Func<TestApp, Guid, Random, Task> Do)[] _steps =
    [
        ("invite", (app, id, _) => AsStaffAsync<InterviewDesk>(app, s => s.InviteAsync(id, null, CancellationToken.None))),
        ("note", (app, id, dice) => AsStaffAsync<InterviewDesk>(app, s => s.NoteAsync(id, dice.Next(2) == 0, null, null, CancellationToken.None))),
        ("accept", (app, id, _) => AsStaffAsync<DecisionService>(app, s => s.AcceptAsync(id, new Acceptance(VettingLevel.HomeVisit), null, CancellationToken.None))),
        ("accept", (app, id, _) => AsStaffAsync<DecisionService>(app, s => s.AcceptAsync(id, new Acceptance(VettingLevel.None, BakuTime.DateOf(app.NowUtc)), null, CancellationToken.None))),
        ("paper", (app, id, dice) => AsStaffAsync<DecisionService>(app, s => s.NotePaperContractAsync(id, BakuTime.DateOf(app.NowUtc).AddDays(dice.Next(-1, 2)), null, CancellationToken.None))),
        ("refuse", (app, id, dice) => dice.Next(4) > 0 ? Task.CompletedTask : AsStaffAsync<DecisionService>(app, s => s.RefuseAsync(id, new Refusal("other", null, "qeyd"), null, CancellationToken.None))),
        ("return", (app, id, _) => AsStaffAsync<DecisionService>(app, s => s.ReturnAsync(id, null, CancellationToken.None))),
        ("complete", (app, id, _) => AsStaffAsync<TermService>(app, s => s.CompleteAsync([id], CancellationToken.None))),
        ("extend", (app, id, _) => AsStaffAsync<TermService>(app, s => s.ExtendAsync([id], 1, CancellationToken.None))),
        ("train", (app, id, dice) => dice.Next(2) == 0 ? app.TrainAsync(id) : Task.CompletedTask),
        ("revoke", (app, id, dice) => dice.Next(3) > 0 ? Task.CompletedTask : RevokeAsync(app, id)),
        ("sign", (app, id, dice) => SignAsync(app, id, dice)),
        ("withdraw consent", (app, id, dice) => dice.Next(3) > 0 ? Task.CompletedTask : app.QueryAsync(db => db.Consents.Where(c => c.VolunteerId == id && c.Code == ConsentText.PersonalData).ExecuteDeleteAsync())),
    ];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public async Task No_sequence_of_intake_steps_reaches_Active_without_consent_contract_and_required_credentials(int seed, bool isMinor)
    {
        var dice = new Random(seed);
        var reached = 0;

        for (var run = 0; run < 12; run++)
        {
            var (volunteer, _) = await app.AddVolunteerAsync(active: false, change: v => MakeYoung(v, isMinor));
            List<string> done = [];
            var before = VolunteerState.Applied;

            for (var step = 0; step < StepsOfOne; step++)
            {
                var (name, act) = _steps[dice.Next(_steps.Length)];
                done.Add(name);
                await act(app, volunteer.VolunteerId, dice);
                var state = await app.VolunteerStateAsync(volunteer.VolunteerId);

                if (state is VolunteerState.Active && before is not VolunteerState.Active)
                {
                    reached++;
                    await AssertLacksNothingAsync(volunteer, isMinor, string.Join(", ", done));
                }

                before = state;
            }

            // However it went, the straight way from here is open only to who lacks nothing.
            await AsStaffAsync<DecisionService>(app, s => s.AcceptAsync(volunteer.VolunteerId, new Acceptance(VettingLevel.None), null, CancellationToken.None));
            await app.TrainAsync(volunteer.VolunteerId);
            await app.SignAsync(volunteer);

            if (await app.VolunteerStateAsync(volunteer.VolunteerId) is VolunteerState.Active && before is not VolunteerState.Active)
            {
                reached++;
                await AssertLacksNothingAsync(volunteer, isMinor, string.Join(", ", [.. done, "and the straight way"]));
            }
        }

        Assert.True(reached > 0, "Nobody became active: these sequences prove nothing.");
    }

    /// <summary>Asked of the tables themselves, not of the checklist.</summary>
    private async Task AssertLacksNothingAsync(Volunteer volunteer, bool isMinor, string steps)
    {
        var id = volunteer.VolunteerId;
        var today = BakuTime.DateOf(app.NowUtc);
        string[] wanted = isMinor ? [ConsentText.VolunteerTerms, ConsentText.PersonalData, ConsentText.Guardian] : [ConsentText.VolunteerTerms, ConsentText.PersonalData];
        var agreed = await app.QueryAsync(db => db.Consents.Where(c => c.VolunteerId == id && c.Version == 1).Select(c => c.Code).ToListAsync());
        var contracts = await app.QueryAsync(db => db.SignedContracts.Where(c => c.VolunteerId == id && c.TextVersion == 1).ToListAsync());
        var untrained = await app.QueryAsync(db => db.CredentialTypes.CountAsync(t => t.RequiredFor.Any(r => r.Programme == volunteer.Programme)
            && !db.Credentials.Any(c => c.VolunteerId == id && c.CredentialTypeCode == t.CredentialTypeCode && c.State == CredentialState.Verified && c.IssuedOn <= today && (c.ExpiresOn == null || c.ExpiresOn >= today))));

        Assert.True(wanted.All(agreed.Contains), $"Without consent: {steps}");
        Assert.True(contracts.Exists(c => !isMinor || c.GuardianName is not null), $"Without contract: {steps}");
        Assert.True(untrained == 0, $"Without training: {steps}");
        Assert.Equal(1, await app.QueryAsync(db => db.ServiceTerms.CountAsync(t => t.VolunteerId == id && t.State == ServiceTermState.Running)));
    }

    private void MakeYoung(Volunteer volunteer, bool isMinor)
    {
        if (isMinor)
        {
            volunteer.BornOn = BakuTime.DateOf(app.NowUtc).AddYears(-17);
            volunteer.GuardianName = "Rəna Quliyeva";
            volunteer.GuardianPhone = TestData.NewPhone();
        }
    }

    private static async Task AsStaffAsync<TService>(TestApp app, Func<TService, Task> act)
        where TService : notnull
    {
        await using var scope = await app.AsAdministratorAsync();
        await act(scope.Get<TService>());
    }

    private static async Task RevokeAsync(TestApp app, Guid volunteerId)
    {
        await using var scope = await app.AsAdministratorAsync();
        var credential = await scope.Db.Credentials.AsNoTracking().FirstOrDefaultAsync(c => c.VolunteerId == volunteerId && c.State == CredentialState.Verified);

        if (credential is not null)
        {
            await scope.Get<CredentialService>().RevokeAsync(credential.CredentialId, credential.Version, "Səhv idi", CancellationToken.None);
        }
    }

    private static async Task SignAsync(TestApp app, Guid volunteerId, Random dice)
    {
        var volunteer = await app.QueryAsync(db => db.Volunteers.AsNoTracking().SingleAsync(v => v.VolunteerId == volunteerId));
        var fault = dice.Next(8);
        await app.SignAsync(volunteer, s => fault switch
        {
            0 => s with { Code = "x" },
            1 => s with { Name = "Başqası" },
            2 => s with { Agrees = false },
            3 when volunteer.GuardianName is not null => s with { GuardianCode = null },
            _ => s,
        });

        // So that the limit of codes in an hour does not end the game.
        await app.QueryAsync(db => db.OneTimeCodes.ExecuteUpdateAsync(set => set.SetProperty(c => c.IssuedAtUtc, app.NowUtc.AddHours(-2))));
    }
}
