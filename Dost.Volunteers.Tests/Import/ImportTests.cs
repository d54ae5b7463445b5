using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Audit;
using Dost.Volunteers.Core.Common;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Privacy;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.Import;
using Dost.Volunteers.Core.Volunteers.Intake;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Import;

/// <summary>A list of paper forms: what is checked, what is taken, and that it is taken once.</summary>
public class ImportTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_good_line_becomes_an_applicant_of_the_chosen_centre()
    {
        var fin = TestData.NewFin();
        var phone = TestData.NewPhone();
        var line = ListFile.Line(
            "Ülviyyə", "D'Arc", fin.ToLowerInvariant(), "1998-03-14", "Женщина", PhoneNumber.Display(phone), "Ulviyya@Example.AZ", "Xəzər rayonu", "Virtual DOST", "rus",
            "\"avtomobil sürmək; ilk tibbi yardım|driver\"", "\"az, русский\"");
        var (upload, coordinator) = await UploadAsync("1", line);
        var take = await TakeAsync(coordinator, upload.ImportBatchId);

        Assert.Equal(new TakeResult(TakeOutcome.Taken, 1, 0), take);
        await using var scope = app.NewScope();
        var hash = scope.Get<FieldCipher>().HashOfFin(fin);
        var volunteer = await scope.Db.Volunteers.Include(v => v.Skills).Include(v => v.Languages).Include(v => v.Consents).SingleAsync(v => v.FinHash == hash);

        Assert.Equal(("Ülviyyə", "D'Arc", phone, "ulviyya@example.az"), (volunteer.GivenName, volunteer.FamilyName, volunteer.Phone, volunteer.Email));
        Assert.Equal((VolunteerState.Applied, Programme.Virtual, "ru", "khazar"), (volunteer.State, volunteer.Programme, volunteer.Culture, volunteer.DistrictCode));
        Assert.Equal((await app.CentreAsync()).CentreId, volunteer.CentreId);
        Assert.Equal(["driver", "first-aid"], volunteer.Skills.Select(s => s.SkillCode).Order());
        Assert.Equal(["az", "ru"], volunteer.Languages.Select(l => l.LanguageCode).Order());
        Assert.Null(volunteer.PhoneConfirmedAtUtc);
        Assert.Equal(fin, scope.Get<FieldCipher>().Decrypt(volunteer.FinEncrypted!));
    }

    [Fact]
    public async Task The_paper_consent_is_kept_as_such_with_its_day_and_version()
    {
        var phone = TestData.NewPhone();
        var born = BakuTime.DateOf(app.NowUtc).AddYears(-17).ToString("dd.MM.yyyy", System.Globalization.CultureInfo.InvariantCulture);
        var (upload, coordinator) = await UploadAsync("1", ListFile.Line(phone: phone, born: born, consent: "10.11.2026", guardian: "Rəna Şıxəliyeva", guardianPhone: "012 345 67 89"));
        await TakeAsync(coordinator, upload.ImportBatchId);

        var consents = await app.QueryAsync(db => db.Consents.Where(c => db.Volunteers.Any(v => v.VolunteerId == c.VolunteerId && v.Phone == phone)).ToListAsync());
        Assert.Equal([ConsentText.Guardian, ConsentText.PersonalData, ConsentText.VolunteerTerms], consents.Select(c => c.Code).Order());
        Assert.All(consents, c => Assert.Equal((true, 1, new DateOnly(2026, 11, 10)), (c.IsOnPaper, c.Version, BakuTime.DateOf(c.GivenAtUtc))));
    }

    [Fact]
    public async Task Who_is_taken_gets_an_invitation_and_confirms_their_phone_before_they_are_accepted()
    {
        var phone = TestData.NewPhone();
        var (upload, coordinator) = await UploadAsync("1", ListFile.Line(phone: phone));
        await TakeAsync(coordinator, upload.ImportBatchId);
        var id = await app.QueryAsync(db => db.Volunteers.Where(v => v.Phone == phone).Select(v => v.VolunteerId).SingleAsync());

        await using (var scope = app.NewScope())
        {
            var messages = await scope.Db.OutboundMessages.Where(m => m.RecipientId == id).ToListAsync();
            Assert.All(messages, m => Assert.Equal(MessageKind.VolunteerImported, m.Kind));
            var composed = await scope.Get<MessageComposer>().ComposeAsync([.. messages.Where(m => m.Channel is MessageChannel.Sms)], CancellationToken.None);
            Assert.EndsWith("https://localhost/account/sign-in", composed.Values.Single().Words!.Body, StringComparison.Ordinal);
        }

        await using (var scope = await app.AsAdministratorAsync())
        {
            var decisions = scope.Get<DecisionService>();
            var acceptance = new Acceptance(VettingLevel.None, PaperContractOn: BakuTime.DateOf(app.NowUtc));
            Assert.Equal(IntakeOutcome.PhoneNotConfirmed, await decisions.AcceptAsync(id, acceptance, seenVersion: null, CancellationToken.None));
            var intake = scope.Get<IntakeService>();
            Assert.True(await intake.ResendCodeAsync(id, CancellationToken.None));
            Assert.Equal(CodeOutcome.Right, await intake.ConfirmPhoneAsync(id, await app.LastCodeAsync(id), CancellationToken.None));
            Assert.Equal(IntakeOutcome.Done, await decisions.AcceptAsync(id, acceptance, seenVersion: null, CancellationToken.None));
            Assert.True((await scope.Db.SignedContracts.SingleAsync(c => c.VolunteerId == id)).IsOnPaper);
        }

        await app.TrainAsync(id);
        Assert.Equal(VolunteerState.Active, await app.VolunteerStateAsync(id));
    }

    [Fact]
    public async Task A_contract_that_was_signed_on_paper_is_kept_with_its_day()
    {
        var phone = TestData.NewPhone();
        var (upload, coordinator) = await UploadAsync("1", ListFile.Line(phone: phone));
        await TakeAsync(coordinator, upload.ImportBatchId);
        var id = await app.QueryAsync(db => db.Volunteers.Where(v => v.Phone == phone).Select(v => v.VolunteerId).SingleAsync());
        await app.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == id).ExecuteUpdateAsync(set => set.SetProperty(v => v.PhoneConfirmedAtUtc, app.NowUtc)));

        await using (var scope = await app.AsAdministratorAsync())
        {
            await scope.Get<DecisionService>().AcceptAsync(id, new Acceptance(VettingLevel.None, new DateOnly(2026, 11, 20)), seenVersion: null, CancellationToken.None);
            var contract = await scope.Db.SignedContracts.SingleAsync(c => c.VolunteerId == id);
            Assert.Equal((true, new DateOnly(2026, 11, 20)), (contract.IsOnPaper, BakuTime.DateOf(contract.SignedAtUtc)));
            Assert.NotNull(contract.NotedById);
        }
    }

    [Fact]
    public async Task Who_is_taken_signs_in_with_the_usual_code_which_confirms_the_phone()
    {
        var phone = TestData.NewPhone();
        var (upload, coordinator) = await UploadAsync("1", ListFile.Line(phone: phone));
        await TakeAsync(coordinator, upload.ImportBatchId);
        var id = await app.QueryAsync(db => db.Volunteers.Where(v => v.Phone == phone).Select(v => v.VolunteerId).SingleAsync());
        var browser = app.NewBrowser();

        var asked = await browser.SubmitAsync(await browser.GetPageAsync("/account/sign-in"), "form[action$='/sign-in/phone']", ("Phone", PhoneNumber.Display(phone)));
        await browser.SubmitAsync(asked, ("Code", await app.LastCodeAsync(id)));

        Assert.NotNull(await app.QueryAsync(db => db.Volunteers.Where(v => v.VolunteerId == id).Select(v => v.PhoneConfirmedAtUtc).SingleAsync()));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await browser.GetPageAsync("/me")).Status);
    }

    [Fact]
    public async Task A_stranger_who_applies_with_the_same_data_does_not_push_out_who_was_entered_from_paper()
    {
        var (fin, phone) = (TestData.NewFin(), TestData.NewPhone());
        var (upload, coordinator) = await UploadAsync("1", ListFile.Line(fin: fin, phone: phone));
        await TakeAsync(coordinator, upload.ImportBatchId);
        var id = await app.QueryAsync(db => db.Volunteers.Where(v => v.Phone == phone).Select(v => v.VolunteerId).SingleAsync());

        await using var scope = app.NewScope();
        var intake = scope.Get<IntakeService>();
        var stranger = await intake.ApplyAsync(TestData.NewApplication(fin), CancellationToken.None);
        var themselves = await intake.ApplyAsync(TestData.NewApplication(fin) with { Phone = phone }, CancellationToken.None);

        Assert.NotEqual(id, stranger.SubjectId);
        Assert.Equal(new ApplyResult(id, OneTimeCodePurpose.ConfirmPhone), themselves);
        Assert.NotNull(await app.LastCodeAsync(id));
        Assert.Null(await app.LastCodeAsync(stranger.SubjectId));
    }

    public static TheoryData<string, ImportProblemKind, ImportColumn> WrongLines => new()
    {
        { ListFile.Line(givenName: ""), ImportProblemKind.Missing, ImportColumn.GivenName },
        { ListFile.Line(familyName: new string('ə', 81)), ImportProblemKind.TooLong, ImportColumn.FamilyName },
        { ListFile.Line(fin: "5ABO123"), ImportProblemKind.BadFin, ImportColumn.Fin },
        { ListFile.Line(born: "31.02.1998"), ImportProblemKind.BadDate, ImportColumn.BornOn },
        { ListFile.Line(born: "03/14/1998"), ImportProblemKind.BadDate, ImportColumn.BornOn },
        { ListFile.Line(born: "14.03.2098"), ImportProblemKind.BirthNotPossible, ImportColumn.BornOn },
        { ListFile.Line(born: "14.03.2015", guardian: "Rəna", guardianPhone: "0501112233"), ImportProblemKind.TooYoung, ImportColumn.BornOn },
        { ListFile.Line(born: "14.03.2009"), ImportProblemKind.GuardianMissing, ImportColumn.GuardianName },
        { ListFile.Line(gender: "?"), ImportProblemKind.NotUnderstood, ImportColumn.Gender },
        { ListFile.Line(phone: "12345"), ImportProblemKind.BadPhone, ImportColumn.Phone },
        { ListFile.Line(phone: "9,94501E+11"), ImportProblemKind.PhoneCutBySpreadsheet, ImportColumn.Phone },
        { ListFile.Line(phone: "012 345 67 89"), ImportProblemKind.PhoneNotMobile, ImportColumn.Phone },
        { ListFile.Line(email: "leyla@"), ImportProblemKind.BadEmail, ImportColumn.Email },
        { ListFile.Line(district: "Atlantida"), ImportProblemKind.UnknownDistrict, ImportColumn.District },
        { ListFile.Line(district: "Nizami"), ImportProblemKind.AmbiguousDistrict, ImportColumn.District },
        { ListFile.Line(programme: "Qızıl"), ImportProblemKind.NotUnderstood, ImportColumn.Programme },
        { ListFile.Line(programme: "Gümüş"), ImportProblemKind.TooYoungForSilver, ImportColumn.Programme },
        { ListFile.Line(culture: "latın"), ImportProblemKind.NotUnderstood, ImportColumn.Culture },
        { ListFile.Line(skills: "avtomobil sürmək|uçmaq"), ImportProblemKind.UnknownSkill, ImportColumn.Skills },
        { ListFile.Line(languages: "klinqon"), ImportProblemKind.UnknownLanguage, ImportColumn.Languages },
        { ListFile.Line(consent: ""), ImportProblemKind.Missing, ImportColumn.ConsentOn },
        { ListFile.Line(consent: "31.12.2026"), ImportProblemKind.ConsentInFuture, ImportColumn.ConsentOn },
        { ListFile.Line(consent: "31.10.2026"), ImportProblemKind.ConsentBeforeText, ImportColumn.ConsentOn },
    };

    [Theory, MemberData(nameof(WrongLines))]
    public async Task A_wrong_line_says_what_is_wrong(string line, ImportProblemKind kind, ImportColumn column)
    {
        var problem = Assert.Single((await PreviewAsync("1", line)).Lines.Single().Problems);

        Assert.Equal((kind, column), (problem.Kind, problem.Column!.Value));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_line_is_said_at_once()
    {
        var problems = (await PreviewAsync("1", ListFile.Line(givenName: "", born: "?", phone: "?"))).Lines.Single().Problems;

        Assert.Equal([ImportColumn.GivenName, ImportColumn.BornOn, ImportColumn.Phone], problems.Select(p => p.Column!.Value));
    }

    [Fact]
    public async Task The_zero_that_a_spreadsheet_drops_is_put_back()
    {
        var preview = await PreviewAsync("1", ListFile.Line(phone: "551234567"));

        Assert.Equal("+994551234567", preview.Lines.Single().Volunteer!.Phone);
    }

    [Fact]
    public async Task Of_districts_with_the_same_name_the_own_one_is_meant()
    {
        var preview = await PreviewAsync("3", ListFile.Line(district: "Nizami"));

        Assert.Equal("nizami", preview.Lines.Single().Volunteer!.DistrictCode);
    }

    [Fact]
    public async Task A_line_without_a_FIN_is_good()
    {
        var phone = TestData.NewPhone();
        var (upload, coordinator) = await UploadAsync("1", ListFile.Line(fin: "", phone: phone), ListFile.Line(fin: ""));

        Assert.Equal(2, (await TakeAsync(coordinator, upload.ImportBatchId)).Taken);
        Assert.Null(await app.QueryAsync(db => db.Volunteers.Where(v => v.Phone == phone).Select(v => v.FinEncrypted).SingleAsync()));
    }

    [Fact]
    public async Task Doubles_are_found_in_the_file_and_among_those_known()
    {
        var (known, _) = await app.AddVolunteerAsync();
        var (fin, phone) = (TestData.NewFin(), TestData.NewPhone());
        var preview = await PreviewAsync(
            "1",
            ListFile.Line(fin: fin, phone: phone, email: "eyni@example.az"),
            ListFile.Line(fin: fin),
            ListFile.Line(phone: PhoneNumber.Display(phone)),
            ListFile.Line(email: "EYNI@example.az"),
            ListFile.Line(phone: known.Phone),
            ListFile.Line(email: known.Email!));

        Assert.Equal(
            [
                [],
                [new ImportProblem(ImportProblemKind.SameAsLine, ImportColumn.Fin, "2")],
                [new ImportProblem(ImportProblemKind.SameAsLine, ImportColumn.Phone, "2")],
                [new ImportProblem(ImportProblemKind.SameAsLine, ImportColumn.Email, "2")],
                [new ImportProblem(ImportProblemKind.AlreadyKnown, ImportColumn.Phone)],
                [new ImportProblem(ImportProblemKind.AlreadyKnown, ImportColumn.Email)],
            ],
            preview.Lines.Select(l => l.Problems));
    }

    [Fact]
    public async Task Good_lines_are_taken_and_the_others_stay_with_what_is_wrong()
    {
        var (upload, coordinator) = await UploadAsync("1", ListFile.Line(), ListFile.Line(district: "?"), ListFile.Line());

        Assert.Equal(new TakeResult(TakeOutcome.Taken, 2, 1), await TakeAsync(coordinator, upload.ImportBatchId));

        var left = await AsAsync(coordinator, s => s.Get<ImportService>().PreviewAsync(upload.ImportBatchId, CancellationToken.None));
        Assert.Equal((3, ImportProblemKind.UnknownDistrict), (left!.Lines.Single().Line.Number, left.Lines.Single().Problems.Single().Kind));
        Assert.Equal(2, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Subject == AuditSubject.Import && e.SubjectId == upload.ImportBatchId)));
    }

    [Fact]
    public async Task Two_clicks_at_once_take_everybody_once()
    {
        string[] lines = [.. Enumerable.Range(0, 40).Select(_ => ListFile.Line())];
        var before = await app.QueryAsync(db => db.Volunteers.CountAsync());
        var (upload, coordinator) = await UploadAsync("1", lines);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TakeAsync(coordinator, upload.ImportBatchId))));

        Assert.Single(results, r => r.Outcome is TakeOutcome.Taken);
        Assert.Equal(3, results.Count(r => r == new TakeResult(TakeOutcome.TakenBefore, 40, 0)));
        Assert.Equal(before + 40, await app.QueryAsync(db => db.Volunteers.CountAsync()));
    }

    [Fact]
    public async Task A_list_is_seen_and_taken_by_who_uploaded_it_only()
    {
        var (upload, _) = await UploadAsync("1", ListFile.Line());
        var colleague = await app.AddCoordinatorAsync("1");
        var administrator = await app.AddAdministratorAsync();

        Assert.Null(await AsAsync(colleague, s => s.Get<ImportService>().PreviewAsync(upload.ImportBatchId, CancellationToken.None)));
        Assert.Equal(TakeOutcome.Gone, (await TakeAsync(colleague, upload.ImportBatchId)).Outcome);
        Assert.Equal(TakeOutcome.Gone, (await TakeAsync(administrator, upload.ImportBatchId)).Outcome);
    }

    [Fact]
    public async Task Who_lost_the_centre_meanwhile_takes_nobody_into_it()
    {
        var (upload, coordinator) = await UploadAsync("1", ListFile.Line());
        var moved = (await app.CentreAsync("2")).CentreId;

        var result = await AsAsync(coordinator, s => s.Get<ImportService>().TakeAsync(upload.ImportBatchId, CancellationToken.None), moved);

        Assert.Equal(TakeOutcome.Gone, result.Outcome);
    }

    [Fact]
    public async Task The_file_is_encrypted_while_it_waits_and_forgotten_after_an_hour()
    {
        await using var own = new TestApp();
        await ((IAsyncLifetime)own).InitializeAsync();
        var coordinator = await own.AddCoordinatorAsync();
        var tests = new ImportTests(own);
        var fin = TestData.NewFin();
        var upload = await tests.UploadAsync(coordinator, "1", ListFile.Line(fin: fin));
        var content = await own.QueryAsync(db => db.ImportBatches.Where(b => b.ImportBatchId == upload.ImportBatchId).Select(b => b.Content).SingleAsync());

        Assert.DoesNotContain(fin, System.Text.Encoding.UTF8.GetString(content), StringComparison.Ordinal);

        own.Clock.Advance(ImportBatch.Lifetime);
        Assert.Equal(TakeOutcome.Gone, (await tests.TakeAsync(coordinator, upload.ImportBatchId)).Outcome);
        Assert.Equal(1, await tests.AsAsync(coordinator, s => s.Get<ImportService>().ForgetExpiredAsync(CancellationToken.None)));
        await ((IAsyncLifetime)own).DisposeAsync();
    }

    private async Task<ImportPreview> PreviewAsync(string centreCode, params string[] lines)
    {
        var (upload, coordinator) = await UploadAsync(centreCode, lines);

        return (await AsAsync(coordinator, s => s.Get<ImportService>().PreviewAsync(upload.ImportBatchId, CancellationToken.None)))!;
    }

    private async Task<(UploadResult Upload, UserAccount Coordinator)> UploadAsync(string centreCode, params string[] lines)
    {
        var coordinator = await app.AddCoordinatorAsync(centreCode);

        return (await UploadAsync(coordinator, centreCode, lines), coordinator);
    }

    private async Task<UploadResult> UploadAsync(UserAccount coordinator, string centreCode, params string[] lines)
    {
        var centre = await app.CentreAsync(centreCode);
        var result = await AsAsync(coordinator, s => s.Get<ImportService>().UploadAsync(centre.CentreId, "siyahı.csv", ListFile.Of(lines), CancellationToken.None));
        Assert.Equal(ImportFileOutcome.Done, result.Outcome);

        return result;
    }

    private Task<TakeResult> TakeAsync(UserAccount account, Guid importBatchId) => AsAsync(account, s => s.Get<ImportService>().TakeAsync(importBatchId, CancellationToken.None));

    /// <summary>Does something as somebody who is signed in, with their centres or others.</summary>
    private async Task<T> AsAsync<T>(UserAccount account, Func<TestScope, Task<T>> act, params Guid[] centreIds)
    {
        await using var scope = app.NewScope();
        var user = scope.Get<CurrentUser>();
        user.AccountId = account.Id;
        user.IsCoordinator = account.Centres.Count > 0;
        user.IsAdministrator = account.Centres.Count == 0;
        user.CentreIds = centreIds.Length > 0 ? centreIds : [.. account.Centres.Select(c => c.CentreId)];

        return await act(scope);
    }
}
