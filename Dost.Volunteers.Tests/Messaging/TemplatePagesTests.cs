using System.Net;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Messaging;

/// <summary>An administrator changes what people read, sees it before, and can take it back.</summary>
public sealed class TemplatePagesTests
{
    private const string Sms = "/en/admin/messages/ShiftReminder/Sms";
    private const string Mail = "/en/admin/messages/ShiftReminder/Email";
    private const string Form = "main form[data-module]";

    [Fact]
    public async Task The_list_names_every_text_and_what_it_costs_and_finds_the_changed_ones()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        var page = await browser.GetPageAsync("/en/admin/messages");
        var links = page.All("main .card-row a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(MessageTemplates.All.Where(t => MessagePlaces.Of(t.Kind).IsEditable).Select(t => (t.Kind, t.Channel)).Distinct().Count(), links.Count);
        Assert.Contains("Parts: az 2 · ru 2 · en 1", page.Words, StringComparison.Ordinal);
        Assert.Contains("No text was changed", (await browser.GetPageAsync("/en/admin/messages?show=changed")).Words, StringComparison.Ordinal);

        await SaveAsync(browser, Sms, ("Ru.Body", "DOST: смена {when}, {place} {link}"));

        var changed = await browser.GetPageAsync("/en/admin/messages?show=changed");
        Assert.Equal("/en/admin/messages/ShiftReminder/Sms", Assert.Single(changed.All("main .card-row a")).GetAttribute("href"));
        Assert.Contains("changed", changed.Text("main .cards"), StringComparison.Ordinal);
        Assert.Contains("No SMS is so long", (await browser.GetPageAsync("/en/admin/messages?show=long")).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("az", "Mesajların mətnləri")]
    [InlineData("ru", "Тексты сообщений")]
    public async Task The_pages_speak_the_language_of_the_reader(string culture, string heading)
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        Assert.Equal(heading, (await browser.GetPageAsync($"/{culture}/admin/messages")).Heading);

        foreach (var address in (string[])["ShiftReminder/sms", "shiftreminder/email", "ShiftReminder/Sms/versions", "letters"])
        {
            var page = await browser.GetPageAsync($"/{culture}/admin/messages/{address}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Single(page.All("h1"));
        }
    }

    [Theory]
    [InlineData("1/1")]
    [InlineData("ShiftReminder/Fax")]
    [InlineData("LedgerBroken/Sms")]
    [InlineData("TemplateTrial/Sms")]
    [InlineData("Nothing/Email")]
    [InlineData("ShiftReminder/Email/email?language=tr")]
    [InlineData("ShiftReminder/Sms/email?language=az")]
    public async Task What_is_no_text_is_not_found(string address)
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPageAsync($"/en/admin/messages/{address}")).Status);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_language_and_nothing_typed_is_lost()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());

        var page = await SaveAsync(browser, Sms, ("Az.Body", "DOST: {when} {linkk}"), ("En.Body", "DOST: come {when}, {place} {link}"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("In Azerbaijani", page.ComplaintOf("Az_Body"), StringComparison.Ordinal);
        Assert.Contains("{linkk}", page.ComplaintOf("Az_Body"), StringComparison.Ordinal);
        Assert.Null(page.ComplaintOf("En_Body"));
        Assert.Equal("DOST: come {when}, {place} {link}", page.Value("En_Body"));
        Assert.Contains("{link}", page.Text("#shown-az"), StringComparison.Ordinal);
        Assert.Equal(0, await app.QueryAsync(db => db.MessageTemplateVersions.CountAsync()));
    }

    [Fact]
    public async Task Of_two_administrators_the_second_is_told_keeps_what_was_typed_and_may_then_decide()
    {
        await using var app = await TestApp.StartAsync();
        var first = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var second = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var seen = await second.GetPageAsync(Sms);
        await SaveAsync(first, Sms, ("Az.Body", "DOST: birinci {when}, {place} {link}"));

        var told = await second.SubmitAsync(seen, Form, ("Az.Body", "DOST: ikinci {when}, {place} {link}"), ("Ru.Body", "DOST: второй {when}, {place} {link}"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.Status);
        Assert.Equal("DOST: ikinci {when}, {place} {link}", told.Value("Az_Body"));
        Assert.Contains("DOST: birinci {when}", told.Words, StringComparison.Ordinal);
        Assert.Equal(1, await app.QueryAsync(db => db.MessageTemplateVersions.CountAsync()));

        var saved = await second.SubmitAsync(told, Form);
        Assert.StartsWith("The words are saved.", saved.Notice, StringComparison.Ordinal);
        Assert.Equal(3, await app.QueryAsync(db => db.MessageTemplateVersions.CountAsync()));
        Assert.Equal("DOST: ikinci {when}, {place} {link}", saved.Value("Az_Body"));
    }

    [Fact]
    public async Task A_preview_shows_the_message_as_it_arrives_with_parts_and_price_and_keeps_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var page = await browser.GetPageAsync(Sms);
        page.Form(Form).SetAttribute("action", page.One("button[formaction$='/preview']").GetAttribute("formaction"));

        var shown = await browser.SubmitAsync(page, Form, ("Az.Body", "DOST: Sizi gözləyirik {when}, {place} {link} " + new string('ə', 80)), ("En.Body", "DOST: come {when}, {place} {link}"));

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.StartsWith("DOST: Sizi gözləyirik sabah, 24 noyabr, 09:00–12:00, 1 saylı DOST Mərkəzi https://localhost/t/", shown.Text("#shown-az .sms"), StringComparison.Ordinal);
        Assert.StartsWith("3 parts, 0.18 ₼ · 195 characters", shown.Text("#shown-az .cost"), StringComparison.Ordinal);
        Assert.Contains("Unicode", shown.Text("#shown-az .cost"), StringComparison.Ordinal);
        Assert.Contains("1 part less", shown.Text("#shown-az"), StringComparison.Ordinal);
        Assert.Contains("GSM-7", shown.Text("#shown-en .cost"), StringComparison.Ordinal);
        Assert.Equal(0, await app.QueryAsync(db => db.MessageTemplateVersions.CountAsync()));
    }

    [Fact]
    public async Task The_email_itself_stands_in_a_frame_that_can_do_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var page = await browser.GetPageAsync(Mail);
        Assert.Equal(["mail-az", "mail-ru", "mail-en"], page.All("iframe[sandbox]").Select(f => f.GetAttribute("name")));

        var standing = await browser.GetPageAsync(page.One("iframe").GetAttribute("src")!);
        Assert.Contains("default-src 'none'", standing.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", standing.Response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("DENY", page.Response.Headers.GetValues("X-Frame-Options").Single());
        Assert.StartsWith("Xatırlatma: Növbənin idarə edilməsi", standing.Heading, StringComparison.Ordinal);
        Assert.Empty(standing.All("[href], script, form"));

        page.Form(Form).SetAttribute("action", page.One("button[formtarget='mail-ru']").GetAttribute("formaction"));
        var typed = await browser.SubmitAsync(page, Form, ("Ru.Subject", "Ждём: {task}"), ("Ru.Body", "Здравствуйте, {name}! <b>Ждём</b> {when}\n\n{link}"));
        Assert.Equal("Ждём: Работа с очередью", typed.Heading);
        Assert.Contains("<b>Ждём</b>", typed.Text("body"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_are_kept_with_who_and_when_and_an_older_one_is_taken_again()
    {
        await using var app = await TestApp.StartAsync();
        var account = await app.AddAdministratorAsync();
        var browser = await app.NewBrowserAsync(account);
        await SaveAsync(browser, Sms, ("Az.Body", "DOST: bir {when}, {place} {link}"));
        await SaveAsync(browser, Sms, ("Az.Body", "DOST: iki {when}, {place} {link}"));

        var versions = await browser.GetPageAsync(Sms + "/versions");
        Assert.Equal(2, versions.All("main .stack > li").Count);
        Assert.Contains(account.DisplayName, versions.Words, StringComparison.Ordinal);
        Assert.NotEmpty(versions.All("ins"));
        Assert.NotEmpty(versions.All("del"));

        var again = await browser.SubmitAsync(versions, "main li:last-child form");
        Assert.Equal("DOST: bir {when}, {place} {link}", again.Value("Az_Body"));

        // Of what was seen before, nothing is taken any more.
        var late = await browser.SubmitAsync(versions, "main li:first-child form");
        Assert.StartsWith("Somebody has changed this text meanwhile.", late.Notice, StringComparison.Ordinal);

        var supplied = await browser.SubmitAsync(await browser.GetPageAsync(Sms + "/versions"), "main li:first-child form");
        Assert.Equal(MessageTemplates.Find(MessageKind.ShiftReminder, MessageChannel.Sms, "az")!.Body, supplied.Value("Az_Body"));
        Assert.Equal(4, await app.QueryAsync(db => db.MessageTemplateVersions.CountAsync()));
        Assert.Equal(4, await app.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "MessageWordsChanged" && e.ActorId == account.Id)));
    }

    [Fact]
    public async Task A_test_of_what_is_typed_goes_to_oneself_and_the_page_comes_back_as_it_was()
    {
        await using var app = await TestApp.StartAsync();
        var account = await app.AddAdministratorAsync();
        var browser = await app.NewBrowserAsync(account);
        var page = await browser.GetPageAsync(Sms);
        page.Form(Form).SetAttribute("action", page.One("button[formaction*='/test?language=ru']").GetAttribute("formaction"));

        var wrong = await browser.SubmitAsync(page, Form, ("Ru.Body", "DOST: {nothing}"), ("Az.Body", "DOST: yarımçıq"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);

        var done = await browser.SubmitAsync(page, Form, ("Ru.Body", "DOST: ждём {when} {place} {link}"), ("Az.Body", "DOST: yarımçıq"));

        Assert.StartsWith("The test is on its way", done.Notice, StringComparison.Ordinal);
        Assert.Equal("DOST: yarımçıq", done.Value("Az_Body"));
        var message = await app.QueryAsync(db => db.OutboundMessages.AsNoTracking().SingleAsync(m => m.Kind == MessageKind.TemplateTrial));
        Assert.Equal((RecipientKind.Account, account.Id, true), (message.RecipientKind, message.RecipientId, message.IsUrgent));
    }

    [Fact]
    public async Task Letters_are_chosen_for_all_and_by_centre_and_of_two_the_second_is_told()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.NewBrowserAsync(await app.AddAdministratorAsync());
        var centre = await app.CentreAsync("2");
        var page = await browser.GetPageAsync("/en/admin/messages/letters");
        Assert.Equal("all", page.One("input[name=ForAll][checked]").GetAttribute("value"));

        var saved = await browser.SubmitAsync(page, ("ForAll", "plain"), ($"Centres[{centre.CentreId}]", "all"));

        Assert.Equal("Your choice is saved.", saved.Notice);
        Assert.Equal("plain", saved.One("input[name=ForAll][checked]").GetAttribute("value"));
        Assert.False((await app.CentreAsync("2")).PlainLetters);
        Assert.Null((await app.CentreAsync("1")).PlainLetters);

        var late = await browser.SubmitAsync(page, ("ForAll", "all"), ($"Centres[{centre.CentreId}]", "plain"));
        Assert.StartsWith("Somebody has changed this meanwhile.", late.Notice, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(saved, ("ForAll", "x"))).Status);
    }

    [Theory]
    [InlineData("plain", true)]
    [InlineData("all", false)]
    [InlineData("", null)]
    public async Task A_volunteer_chooses_the_letters_of_their_SMS(string chosen, bool? kept)
    {
        await using var app = await TestApp.StartAsync();
        var (volunteer, account) = await app.AddVolunteerAsync(change: v => v.PlainLetters = kept is null ? true : null);
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/preferences"), ("Letters", chosen));

        Assert.Equal(chosen, page.One("input[name=Letters][checked]").GetAttribute("value"));
        Assert.Equal(kept, (await app.QueryAsync(db => db.Volunteers.AsNoTracking().SingleAsync(v => v.VolunteerId == volunteer.VolunteerId))).PlainLetters);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(page, ("Letters", "x"))).Status);
    }

    private static async Task<WebPage> SaveAsync(Browser browser, string address, params (string, string?)[] typed) =>
        await browser.SubmitAsync(await browser.GetPageAsync(address), Form, typed);
}
