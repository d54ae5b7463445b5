using System.Globalization;
using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Contracts;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Intake;

/// <summary>Signing: whose name, with whose code, and what is kept.</summary>
public sealed class ContractTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("Leyla Quliyeva", true)]
    [InlineData("  leyla   QULİYEVA ", true)]
    [InlineData("Quliyeva Leyla", true)]
    [InlineData("Лейла Гулиева", false)]
    [InlineData("Leyla", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Leyla Quliyeva Quliyeva", false)]
    public void A_name_is_taken_as_people_write_it(string? typed, bool isSame) => Assert.Equal(isSame, ContractService.IsSameName(typed, "Leyla Quliyeva"));

    [Theory]
    [InlineData("Gunel Seferova", "Günel Səfərova")]
    [InlineData("gunay d'eliyeva", "Günay D’Əliyeva")]
    public void Letters_that_a_keyboard_lacks_do_not_matter(string typed, string name) => Assert.True(ContractService.IsSameName(typed, name));

    [Fact]
    public async Task Whoever_signs_last_of_all_serves_from_that_day_on_and_is_welcomed()
    {
        var (volunteer, _) = await app.AddAcceptedAsync();
        await app.TrainAsync(volunteer.VolunteerId);
        Assert.Equal(VolunteerState.Training, await app.VolunteerStateAsync(volunteer.VolunteerId));

        var result = await app.SignAsync(volunteer);

        Assert.Equal((SignOutcome.Done, true), (result.Outcome, result.IsActive));
        var term = await app.QueryAsync(db => db.ServiceTerms.SingleAsync(t => t.VolunteerId == volunteer.VolunteerId));
        Assert.Equal((BakuTime.DateOf(app.NowUtc), BakuTime.DateOf(app.NowUtc).AddMonths(2)), (term.StartsOn, term.EndsOn));
        Assert.Equal(2, await app.QueryAsync(db => db.OutboundMessages.CountAsync(m => m.RecipientId == volunteer.VolunteerId && m.Kind == MessageKind.VolunteerAccepted)));
    }

    [Fact]
    public async Task Whoever_is_trained_last_of_all_serves_at_once()
    {
        var (volunteer, _) = await app.AddAcceptedAsync();
        Assert.False((await app.SignAsync(volunteer)).IsActive);
        await app.TrainAsync(volunteer.VolunteerId);

        Assert.Equal(VolunteerState.Active, await app.VolunteerStateAsync(volunteer.VolunteerId));
    }

    [Fact]
    public async Task A_wrong_name_signs_nothing_and_costs_no_code()
    {
        var (volunteer, _) = await app.AddAcceptedAsync();

        Assert.Equal(SignOutcome.NameDiffers, (await app.SignAsync(volunteer, s => s with { Name = "Nigar Quliyeva" })).Outcome);
        Assert.Equal(0, await app.QueryAsync(db => db.OneTimeCodes.CountAsync(c => c.SubjectId == volunteer.VolunteerId && (c.UsedAtUtc != null || c.FailedAttempts > 0))));
    }

    [Fact]
    public async Task A_wrong_code_signs_nothing_and_after_five_tries_the_right_one_does_not_either()
    {
        var (volunteer, _) = await app.AddAcceptedAsync();
        var first = await app.SignAsync(volunteer, s => s with { Code = Wrong(s.Code!) });
        Assert.Equal((SignOutcome.CodeRefused, CodeOutcome.Wrong), (first.Outcome, first.Code));
        var right = await app.CodeAsync(volunteer.VolunteerId, MessageKind.ContractCode);

        for (var i = 0; i < 4; i++)
        {
            await TryAsync(volunteer, Wrong(right!));
        }

        Assert.Equal(CodeOutcome.TooManyAttempts, (await TryAsync(volunteer, right!)).Code);
        Assert.Equal(0, await app.QueryAsync(db => db.SignedContracts.CountAsync(c => c.VolunteerId == volunteer.VolunteerId)));
    }

    [Fact]
    public async Task A_code_that_has_run_out_signs_nothing()
    {
        await using var own = await TestApp.StartAsync();
        var (volunteer, _) = await own.AddAcceptedAsync();
        await own.SignAsync(volunteer, s => s with { Code = Wrong(s.Code!) });
        var code = await own.CodeAsync(volunteer.VolunteerId, MessageKind.ContractCode);
        own.Clock.Advance(OneTimeCode.Lifetime);
        await using var scope = own.NewScope();
        var contracts = scope.Get<ContractService>();
        var az = CultureInfo.GetCultureInfo("az");
        var offer = await contracts.ReadAsync(volunteer.VolunteerId, az, CancellationToken.None);

        var result = await contracts.SignAsync(volunteer.VolunteerId, new Signature { SeenHash = offer!.Hash, Name = volunteer.FullName, Code = code }, az, CancellationToken.None);

        Assert.Equal((SignOutcome.CodeRefused, CodeOutcome.Expired), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Two_clicks_at_once_sign_once()
    {
        var (volunteer, _) = await app.AddAcceptedAsync();
        await app.TrainAsync(volunteer.VolunteerId);
        await app.SignAsync(volunteer, s => s with { Name = "Nigar Quliyeva" });
        var code = await app.CodeAsync(volunteer.VolunteerId, MessageKind.ContractCode);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TryAsync(volunteer, code!))));

        Assert.Single(results, r => r.Outcome is SignOutcome.Done);
        Assert.All(results, r => Assert.True(r.Outcome is SignOutcome.Done or SignOutcome.AlreadySigned, $"{r.Outcome} {r.Code}"));
        Assert.Equal(1, await app.QueryAsync(db => db.SignedContracts.CountAsync(c => c.VolunteerId == volunteer.VolunteerId)));
        Assert.Equal(1, await app.QueryAsync(db => db.ServiceTerms.CountAsync(t => t.VolunteerId == volunteer.VolunteerId)));
    }

    [Fact]
    public async Task What_was_signed_stays_word_for_word_when_the_template_has_a_new_version()
    {
        await using var own = await TestApp.StartAsync();
        var (volunteer, _) = await own.AddAcceptedAsync();
        await own.SignAsync(volunteer);
        var before = await ReadAsync(own, volunteer);
        await AddVersionAsync(own, 2);

        Assert.Equal(before, await ReadAsync(own, volunteer));
        Assert.Contains("Leyla Quliyeva", before.Text, StringComparison.Ordinal);
        Assert.True(before.IsUnchanged);
        Assert.DoesNotMatch(@"[{}\[\]]", before.Text);
    }

    [Fact]
    public async Task A_changed_word_shows()
    {
        var (volunteer, _) = await app.AddAcceptedAsync();
        await app.SignAsync(volunteer);
        await using var scope = app.NewScope();
        var cipher = scope.Get<FieldCipher>();
        await scope.Db.SignedContracts.Where(c => c.VolunteerId == volunteer.VolunteerId).ExecuteUpdateAsync(set => set.SetProperty(c => c.TextEncrypted, cipher.Encrypt("Başqa mətn")));

        Assert.False((await ReadAsync(app, volunteer)).IsUnchanged);
    }

    [Fact]
    public async Task The_contract_lies_encrypted_in_the_database_with_the_FIN_masked()
    {
        var (volunteer, _) = await app.AddAcceptedAsync();
        await app.SignAsync(volunteer);
        await using var scope = app.NewScope();
        var fin = scope.Get<FieldCipher>().Decrypt(volunteer.FinEncrypted!);
        var contract = await scope.Db.SignedContracts.SingleAsync(c => c.VolunteerId == volunteer.VolunteerId);

        Assert.DoesNotContain("Quliyeva", contract.TextEncrypted!, StringComparison.Ordinal);
        Assert.DoesNotContain(fin, contract.Read(scope.Get<FieldCipher>())!.Value.Text, StringComparison.Ordinal);
        Assert.Equal(("192.0.2.7", app.NowUtc), (contract.SignedFrom, contract.SignedAtUtc));
    }

    [Fact]
    public async Task Only_the_words_that_were_read_can_be_signed()
    {
        var (volunteer, _) = await app.AddAcceptedAsync();

        Assert.Equal(SignOutcome.TextChanged, (await app.SignAsync(volunteer, s => s with { SeenHash = "0" })).Outcome);
    }

    [Fact]
    public async Task Who_is_under_age_signs_together_with_a_parent_and_neither_code_is_lost_by_the_other_s_mistake()
    {
        var (volunteer, _) = await app.AddAcceptedAsync(change: v =>
        {
            v.BornOn = BakuTime.DateOf(app.NowUtc).AddYears(-17);
            v.GuardianName = "Rəna Quliyeva";
            v.GuardianPhone = TestData.NewPhone();
        });
        await app.TrainAsync(volunteer.VolunteerId);
        var wrong = await app.SignAsync(volunteer, s => s with { GuardianCode = Wrong(s.GuardianCode!) });
        Assert.Equal((SignOutcome.CodeRefused, CodeOutcome.Right, CodeOutcome.Wrong), (wrong.Outcome, wrong.Code, wrong.GuardianCode));

        await app.RunJobAsync("SendMessages");
        var sent = await app.SmsToAsync(volunteer.GuardianPhone!);

        var (own, parents) = (await app.CodeAsync(volunteer.VolunteerId, MessageKind.ContractCode), await app.CodeAsync(volunteer.VolunteerId, MessageKind.GuardianCode));
        Assert.Equal(SignOutcome.GuardianNameDiffers, (await TryAsync(volunteer, own!, parents, "Başqa Ana")).Outcome);
        var signed = await TryAsync(volunteer, own!, parents, "rena quliyeva");

        Assert.Equal((SignOutcome.Done, true), (signed.Outcome, signed.IsActive));
        Assert.Contains(ConsentText.Guardian, await app.QueryAsync(db => db.Consents.Where(c => c.VolunteerId == volunteer.VolunteerId).Select(c => c.Code).ToListAsync()));
        Assert.Contains(sent, sms => sms.Contains("övladınız", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_newer_contract_is_asked_for_at_the_next_term_and_not_in_the_middle_of_one()
    {
        await using var own = await TestApp.StartAsync();
        var (volunteer, _) = await own.AddVolunteerAsync();
        await AddVersionAsync(own, 2);
        await using var scope = await own.AsAdministratorAsync();
        Assert.Null(await scope.Get<ContractService>().ReadAsync(volunteer.VolunteerId, CultureInfo.GetCultureInfo("az"), CancellationToken.None));

        await scope.Get<Core.Volunteers.Terms.TermService>().CompleteAsync([volunteer.VolunteerId], CancellationToken.None);
        await scope.Get<DecisionService>().ReturnAsync(volunteer.VolunteerId, seenVersion: null, CancellationToken.None);

        Assert.Equal(VolunteerState.Training, await own.VolunteerStateAsync(volunteer.VolunteerId));
        Assert.True((await own.SignAsync(volunteer)).IsActive);
        Assert.Equal(2, await own.QueryAsync(db => db.ServiceTerms.CountAsync(t => t.VolunteerId == volunteer.VolunteerId)));
        Assert.Equal([1, 2], await own.QueryAsync(db => db.SignedContracts.Where(c => c.VolunteerId == volunteer.VolunteerId).Select(c => c.TextVersion).OrderBy(v => v).ToListAsync()));
    }

    [Theory]
    [InlineData("az")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task Every_place_of_every_template_is_filled(string culture)
    {
        await using var scope = app.NewScope();
        var demands = await scope.Get<IntakeChecklistReader>().DemandsAsync(CancellationToken.None);
        var (volunteer, _) = await app.AddVolunteerAsync(active: false);
        var centre = await app.CentreAsync();

        foreach (var text in await scope.Db.ContractTexts.ToListAsync())
        {
            foreach (var isMinor in (bool[])[false, true])
            {
                volunteer.BornOn = demands.Today.AddYears(isMinor ? -17 : -30);
                var words = ContractWriter.Write(text, volunteer, new ContractFacts(demands.Policy, centre, demands.Today, "7A•••••", TermStartsToday: isMinor), CultureInfo.GetCultureInfo(culture));
                Assert.DoesNotMatch(@"[{}\[\]]", words);
                Assert.Contains("7A•••••", words, StringComparison.Ordinal);
            }
        }
    }

    private async Task<SignResult> TryAsync(Volunteer volunteer, string code, string? guardianCode = null, string? guardianName = null)
    {
        await using var scope = app.NewScope();
        var contracts = scope.Get<ContractService>();
        var az = CultureInfo.GetCultureInfo("az");
        var offer = await contracts.ReadAsync(volunteer.VolunteerId, az, CancellationToken.None);

        return await contracts.SignAsync(
            volunteer.VolunteerId,
            new Signature { SeenHash = offer?.Hash, Agrees = true, Name = volunteer.FullName, Code = code, GuardianCode = guardianCode, GuardianName = guardianName },
            az,
            CancellationToken.None);
    }

    private static async Task<(string Text, bool IsUnchanged)> ReadAsync(TestApp app, Volunteer volunteer)
    {
        await using var scope = app.NewScope();

        return (await scope.Db.SignedContracts.AsNoTracking().SingleAsync(c => c.VolunteerId == volunteer.VolunteerId)).Read(scope.Get<FieldCipher>())!.Value;
    }

    private static Task<int> AddVersionAsync(TestApp app, int version) => app.QueryAsync(db =>
    {
        db.ContractTexts.Add(new ContractText { Programme = Programme.Young, Version = version, EffectiveOn = BakuTime.DateOf(app.NowUtc), Body = new LocalName("Yeni mətn {name}", "Новый текст {name}", "New text {name}") });

        return db.SaveChangesAsync();
    });

    private static string Wrong(string code) => code == "000000" ? "000001" : "000000";
}
