using Dost.Volunteers.Core.Accounts;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Core.Volunteers.SignUp;
using Dost.Volunteers.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dost.Volunteers.Tests.Volunteers;

/// <summary>What is kept of a sign-up that is not finished, and what becomes of it.</summary>
public sealed class SignUpDraftTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly PlaceAnswers _place = new("yasamal", Programme.Young, ["az"], []);
    private static readonly TimesAnswers _times = new(["Monday-Morning"]);

    [Fact]
    public async Task Nothing_of_a_draft_stands_in_the_database_in_the_clear()
    {
        var id = await app.BeginSignUpAsync(phone: "+994559876543", email: "gizli.unvan@example.az");
        await using var scope = app.NewScope();
        SqliteConnection.ClearAllPools();
        var options = scope.Get<IOptions<Core.Data.DatabaseOptions>>().Value;
        var files = Directory.EnumerateFiles(Path.GetDirectoryName(new SqliteConnectionStringBuilder(options.SqliteConnectionString).DataSource)!, "*.db*");
        var bytes = string.Concat(files.Select(f => System.Text.Encoding.UTF8.GetString(ReadShared(f))));

        Assert.Contains(id.ToString("D"), bytes, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("gizli.unvan", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("559876543", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_answers_again_change_nothing_and_other_ones_from_an_older_window_are_not_saved()
    {
        var id = await app.BeginSignUpAsync();

        Assert.Equal(SaveOutcome.Saved, await SaveAsync(id, _place));
        Assert.Equal(SaveOutcome.Saved, await SaveAsync(id, _place));
        Assert.Equal(SaveOutcome.ChangedElsewhere, await SaveAsync(id, _place with { DistrictCode = "khazar" }));
        Assert.Equal("yasamal", (await FindAsync(id))!.Answers.Place!.DistrictCode);
        Assert.Equal(SaveOutcome.Saved, await SaveAsync(id, _place with { DistrictCode = "khazar", Revision = 1 }));
        Assert.Equal(("khazar", 2), ((await FindAsync(id))!.Answers.Place!.DistrictCode, (await FindAsync(id))!.Answers.Place!.Revision));
    }

    [Fact]
    public async Task Two_windows_that_answer_different_pages_at_once_lose_nothing()
    {
        var id = await app.BeginSignUpAsync();

        await Task.WhenAll(SaveAsync(id, _place), SaveAsync(id, _times));

        var answers = (await FindAsync(id))!.Answers;
        Assert.NotNull(answers.Place);
        Assert.NotNull(answers.Times);
        Assert.Equal(SignUpStage.Last, answers.FirstOpen);
    }

    [Fact]
    public async Task A_draft_is_kept_for_the_days_of_the_settings_and_then_deleted()
    {
        await using var own = await TestApp.StartAsync();
        var id = await own.BeginSignUpAsync();

        own.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(1));
        await own.RunJobAsync("PurgeExpired");
        Assert.NotNull(await FindAsync(id, own));

        own.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await FindAsync(id, own));
        Assert.Equal(1, await own.QueryAsync(db => db.SignUpDrafts.CountAsync()));
        await own.RunJobAsync("PurgeExpired");
        Assert.Equal(0, await own.QueryAsync(db => db.SignUpDrafts.CountAsync()));
    }

    [Fact]
    public async Task Finished_twice_or_at_once_it_is_one_application()
    {
        var phone = TestData.NewPhone();
        var draft = await FilledAsync(phone);
        var application = TestData.NewApplication() with { Phone = phone };

        var results = await Task.WhenAll(FinishAsync(draft, application), FinishAsync(draft, application));
        var later = await FinishAsync(draft, application);

        Assert.NotNull(later);
        Assert.All(results, result => Assert.Equal(later, result));
        Assert.Equal(OneTimeCodePurpose.ConfirmPhone, later.Purpose);
        Assert.Equal(1, await app.QueryAsync(db => db.Volunteers.CountAsync(v => v.Phone == phone)));
        Assert.Equal(1, await app.QueryAsync(db => db.OneTimeCodes.CountAsync(c => c.SubjectId == later.SubjectId)));
        Assert.Null(await FindAsync(draft.SignUpDraftId));
    }

    [Fact]
    public async Task What_was_changed_in_another_window_is_not_sent_unseen()
    {
        var draft = await FilledAsync(TestData.NewPhone());
        await SaveAsync(draft.SignUpDraftId, _place with { DistrictCode = "khazar", Revision = 1 });
        var application = TestData.NewApplication();

        Assert.Null(await FinishAsync(draft, application));
        Assert.False(await app.QueryAsync(db => db.Volunteers.AnyAsync(v => v.Phone == application.Phone)));
    }

    [Fact]
    public async Task What_no_person_typed_gets_the_same_answer_and_nothing_comes_of_it()
    {
        var phone = TestData.NewPhone();
        var draft = await FilledAsync(phone);
        var application = TestData.NewApplication() with { Phone = phone };

        var result = await FinishAsync(draft, application, looksAutomatic: true);

        Assert.Equal((OneTimeCodePurpose.ConfirmPhone, phone), (result!.Purpose, result.Phone));
        Assert.False(await app.QueryAsync(db => db.Volunteers.AnyAsync(v => v.Phone == phone)));
        Assert.False(await app.QueryAsync(db => db.OutboundMessages.AnyAsync(m => m.RecipientId == result.SubjectId)));
    }

    [Fact]
    public async Task A_link_goes_out_once_a_draft_and_day_and_twice_a_phone_and_day()
    {
        var phone = TestData.NewPhone();
        Guid[] drafts = [await app.BeginSignUpAsync(phone, "nigar@example.az"), await app.BeginSignUpAsync(phone), await app.BeginSignUpAsync(phone)];

        foreach (var id in (Guid[])[.. drafts, .. drafts])
        {
            await using var scope = app.NewScope();
            await scope.Get<SignUpDrafts>().SendLinkAsync(id, default);
        }

        var owed = await app.QueryAsync(db => db.OutboundMessages.Where(m => m.Kind == MessageKind.SignUpLink && drafts.Contains(m.SubjectId)).ToListAsync());
        Assert.Equal([MessageChannel.Sms, MessageChannel.Sms, MessageChannel.Email], owed.Select(m => m.Channel).Order());
        Assert.All(owed, m => Assert.True(m.IsUrgent));
    }

    [Fact]
    public async Task The_link_needs_the_date_of_birth_and_dies_after_five_wrong_ones()
    {
        var id = await app.BeginSignUpAsync();
        var right = new DateOnly(1999, 5, 21);

        Assert.Equal(ResumeOutcome.Resumed, await ResumeAsync(id, right));

        for (var attempt = 0; attempt < SignUpDraft.MaxFailedResumes; attempt++)
        {
            Assert.Equal(ResumeOutcome.Wrong, await ResumeAsync(id, right.AddDays(1 + attempt)));
        }

        Assert.Equal(ResumeOutcome.Gone, await ResumeAsync(id, right));
        Assert.NotNull(await FindAsync(id));
    }

    [Fact]
    public async Task With_the_person_goes_the_draft_under_their_phone()
    {
        await using var own = await TestApp.StartAsync();
        var (volunteer, _) = await own.AddVolunteerAsync();
        var theirs = await own.BeginSignUpAsync(volunteer.Phone);
        var others = await own.BeginSignUpAsync();
        await using var scope = own.NewScope();
        var erasures = scope.Get<Core.Leaving.ErasureService>();
        await erasures.AskAsync(volunteer.VolunteerId, Core.Leaving.ErasureCause.Asked, default);
        await own.QueryAsync(db => db.Erasures.ExecuteUpdateAsync(set => set.SetProperty(e => e.DueAtUtc, own.NowUtc)));

        await erasures.EraseDueAsync(10, default);

        Assert.Null(await FindAsync(theirs, own));
        Assert.NotNull(await FindAsync(others, own));
    }

    [Fact]
    public async Task Who_is_known_is_told_once_a_day_and_keeps_their_data()
    {
        var (known, _) = await app.AddVolunteerAsync();
        var again = TestData.NewApplication() with { Email = known.Email, GivenName = "Yad" };

        for (var time = 0; time < 3; time++)
        {
            await using var scope = app.NewScope();
            await scope.Get<IntakeService>().ApplyAsync(again with { Phone = TestData.NewPhone() }, default);
        }

        var told = await app.QueryAsync(db => db.OutboundMessages.Where(m => m.RecipientId == known.VolunteerId && m.Kind == MessageKind.AppliedAgain).ToListAsync());
        Assert.Equal([MessageChannel.Sms, MessageChannel.Email], told.Select(m => m.Channel).Order());
        await using var reading = app.NewScope();
        var words = (await reading.Get<MessageComposer>().ComposeAsync(told, default)).Values.Select(c => c.Words!.Body).ToList();
        Assert.All(words, w => Assert.Contains("/account/sign-in", w, StringComparison.Ordinal));
        Assert.All(words, w => Assert.DoesNotContain("Yad", w, StringComparison.Ordinal));
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);

        return copy.ToArray();
    }

    private async Task<OpenDraft> FilledAsync(string phone)
    {
        var id = await app.BeginSignUpAsync(phone);
        await SaveAsync(id, _place);
        await SaveAsync(id, _times);

        return (await FindAsync(id))!;
    }

    private async Task<SaveOutcome> SaveAsync(Guid id, StageAnswers answers)
    {
        await using var scope = app.NewScope();

        return await scope.Get<SignUpDrafts>().SaveAsync(id, answers, "az", looksAutomatic: false, default);
    }

    private async Task<SignedUp?> FinishAsync(OpenDraft draft, NewVolunteer application, bool looksAutomatic = false)
    {
        await using var scope = app.NewScope();

        return await scope.Get<SignUpFinish>().FinishAsync(draft, application, looksAutomatic, default);
    }

    private async Task<ResumeOutcome> ResumeAsync(Guid id, DateOnly bornOn)
    {
        await using var scope = app.NewScope();

        return await scope.Get<SignUpDrafts>().ResumeAsync(id, bornOn, default);
    }

    private Task<OpenDraft?> FindAsync(Guid id) => FindAsync(id, app);

    private static async Task<OpenDraft?> FindAsync(Guid id, TestApp app)
    {
        await using var scope = app.NewScope();

        return await scope.Get<SignUpDrafts>().FindAsync(id, default);
    }
}
