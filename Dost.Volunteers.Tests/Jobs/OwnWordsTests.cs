using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Jobs;

/// <summary>The words of an administrator, and the letters that somebody chose, are what leaves.</summary>
public sealed class OwnWordsTests : JobTest
{
    private const string Send = "SendMessages";
    private const string Own = "DOST: xoş gəldiniz, {name}! İlk növbə: {link}";

    [Fact]
    public async Task What_was_saved_goes_out_in_its_language_and_the_supplied_text_in_the_others()
    {
        await SaveAsync(0, Own);
        await OweAsync(await AddVolunteerAsync());
        await OweAsync(await AddVolunteerAsync(v => v.Culture = "ru"));

        await RunAsync(Send);

        Assert.Contains(Provider.Texts, t => t.Text == "DOST: xoş gəldiniz, Leyla! İlk növbə: https://localhost/me");
        Assert.Contains(Provider.Texts, t => t.Text.StartsWith("DOST: добро пожаловать", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_newest_words_count_and_taken_back_they_are_the_supplied_ones()
    {
        await SaveAsync(0, Own);
        await SaveAsync(1, "DOST: salam! {link}");
        await OweAsync(await AddVolunteerAsync());
        await RunAsync(Send);
        Assert.Equal("DOST: salam! https://localhost/me", Assert.Single(Provider.Texts).Text);

        await SaveAsync(2, MessageTemplates.Find(MessageKind.VolunteerAccepted, MessageChannel.Sms, "az")!.Body);
        await OweAsync(await AddVolunteerAsync());
        await RunAsync(Send);

        Assert.StartsWith("DOST: könüllülərimizin sırasına", Provider.Texts.Last().Text, StringComparison.Ordinal);
        var kept = await App.QueryAsync(db => db.MessageTemplateVersions.AsNoTracking().OrderBy(v => v.Number).ToListAsync());
        Assert.Equal([1, 2, 3], kept.Select(v => v.Number));
        Assert.Null(kept[^1].Body);
    }

    [Fact]
    public async Task Of_two_who_save_at_once_the_second_is_told_and_a_second_press_changes_nothing()
    {
        Assert.Equal(TemplateOutcome.Saved, await SaveAsync(0, Own));
        Assert.Equal(TemplateOutcome.Nothing, await SaveAsync(0, Own));
        Assert.Equal(TemplateOutcome.ChangedMeanwhile, await SaveAsync(0, "DOST: {link}"));

        // At the very same moment: the unique key lets one through.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SaveAsync(1, $"DOST: {i} {{link}}")));
        Assert.Single(outcomes, o => o is TemplateOutcome.Saved);
        Assert.Equal(3, outcomes.Count(o => o is TemplateOutcome.ChangedMeanwhile));
        Assert.Equal(2, await App.QueryAsync(db => db.MessageTemplateVersions.CountAsync()));
    }

    [Fact]
    public async Task Words_that_ask_for_what_a_newer_program_lacks_give_way_to_the_supplied_ones()
    {
        await App.QueryAsync(async db =>
        {
            db.MessageTemplateVersions.Add(new MessageTemplateVersion
            {
                MessageTemplateVersionId = Guid.CreateVersion7(),
                Kind = MessageKind.VolunteerAccepted,
                Channel = MessageChannel.Sms,
                Culture = "az",
                Number = 1,
                Body = "DOST: {gone} {link}",
                SavedAtUtc = Now,
            });
            return await db.SaveChangesAsync();
        });
        await OweAsync(await AddVolunteerAsync());

        await RunAsync(Send);

        Assert.StartsWith("DOST: könüllülərimizin sırasına", Assert.Single(Provider.Texts).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, false, false)]
    [InlineData(null, null, true, true)]
    [InlineData(null, true, false, true)]
    [InlineData(null, false, true, false)]
    [InlineData(true, false, false, true)]
    [InlineData(false, true, true, false)]
    public async Task The_person_chooses_the_letters_else_the_centre_else_the_policy(bool? person, bool? centre, bool policy, bool isPlain)
    {
        var volunteer = await AddVolunteerAsync(v => v.PlainLetters = person);
        await App.QueryAsync(db => db.Centres.Where(c => c.CentreId == volunteer.CentreId).ExecuteUpdateAsync(set => set.SetProperty(c => c.PlainLetters, centre)));
        var value = policy ? "true" : "false";
        await App.QueryAsync(db => db.Settings.Where(s => s.SettingKey == "Messaging.Transliterate").ExecuteUpdateAsync(set => set.SetProperty(s => s.Value, value)));
        await OweAsync(volunteer);

        await RunAsync(Send);

        var text = Assert.Single(Provider.Texts).Text;
        Assert.StartsWith(isPlain ? "DOST: konullulerimizin sirasina" : "DOST: könüllülərimizin sırasına", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_letters_are_for_Azerbaijani_and_English_has_no_long_dash()
    {
        await SaveAsync(0, "DOST: 09:00–12:00 {link}", "en");
        await OweAsync(await AddVolunteerAsync(v => (v.PlainLetters, v.Culture) = (true, "en")));
        await OweAsync(await AddVolunteerAsync(v => (v.PlainLetters, v.Culture) = (true, "ru")));

        await RunAsync(Send);

        Assert.Contains(Provider.Texts, t => t.Text == "DOST: 09:00-12:00 https://localhost/me");
        Assert.Contains(Provider.Texts, t => t.Text.StartsWith("DOST: добро пожаловать", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_goes_to_who_asks_with_made_up_values_in_the_language_of_the_text()
    {
        // Somebody waits for it: the night does not hold it.
        GoTo(23);
        var letter = new MessageWords("Тема: {when}", "Здравствуйте, {name}!\n\nЖдём вас: {place}.\n\n{link}");
        Assert.Equal(TrialOutcome.Owed, await TryAsync(MessageChannel.Email, "ru", letter));
        Assert.Equal(TrialOutcome.Owed, await TryAsync(MessageChannel.Sms, "az", new MessageWords(null, "DOST: {when}, {place} {link}")));

        await RunAsync(Send);

        var email = Assert.Single(Provider.Emails);
        Assert.Equal("Тема: завтра, 24 ноября, 09:00–12:00", email.Subject);
        Assert.Contains("lang=\"ru\"", email.Html, StringComparison.Ordinal);
        Assert.Contains("Ждём вас: Центр DOST № 1.", email.Text, StringComparison.Ordinal);
        Assert.Contains(">Открыть</a>", email.Html, StringComparison.Ordinal);
        Assert.StartsWith("DOST: sabah, 24 noyabr, 09:00–12:00, 1 saylı DOST Mərkəzi https://localhost/", Assert.Single(Provider.Texts).Text, StringComparison.Ordinal);
        Assert.Equal(0, await App.QueryAsync(db => db.MessageTemplateVersions.CountAsync()));
    }

    [Fact]
    public async Task Tests_are_few_an_hour_and_gone_after_a_day()
    {
        var words = new MessageWords(null, "DOST: {link}");

        for (var i = 0; i < TemplateService.TrialsAnHour; i++)
        {
            Assert.Equal(TrialOutcome.Owed, await TryAsync(MessageChannel.Sms, "az", words));
        }

        Assert.Equal(TrialOutcome.TooMany, await TryAsync(MessageChannel.Sms, "az", words));
        App.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(TrialOutcome.Owed, await TryAsync(MessageChannel.Sms, "az", words));
        Assert.Equal(1, await App.QueryAsync(db => db.TemplateTrials.CountAsync()));
    }

    [Fact]
    public async Task Who_has_no_address_is_told_so()
    {
        await using var scope = await App.AsAdministratorAsync();
        await scope.Db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.PhoneNumber, (string?)null).SetProperty(u => u.Email, (string?)null));

        Assert.Equal(TrialOutcome.NoAddress, await TryAsync(MessageChannel.Sms, "az", new MessageWords(null, "DOST: {link}")));
        Assert.Equal(TrialOutcome.NoAddress, await TryAsync(MessageChannel.Email, "az", new MessageWords("Salam", "{link}")));
    }

    private async Task<TemplateOutcome> SaveAsync(int seen, string body, string culture = "az")
    {
        await using var scope = await App.AsAdministratorAsync();
        return await scope.Get<TemplateService>().SaveAsync(MessageKind.VolunteerAccepted, MessageChannel.Sms, [new TemplateChange(culture, seen, new MessageWords(null, body))], default);
    }

    private async Task<TrialOutcome> TryAsync(MessageChannel channel, string culture, MessageWords words)
    {
        await using var scope = await App.AsAdministratorAsync();
        return await scope.Get<TemplateService>().TryAsync(MessageKind.ShiftReminder, channel, culture, words, default);
    }
}
