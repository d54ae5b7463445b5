using System.Net;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Tests.Support;
using Dost.Volunteers.Web.Me;
using Microsoft.EntityFrameworkCore;

namespace Dost.Volunteers.Tests.Me;

/// <summary>How a volunteer wishes to be written to.</summary>
public sealed class PreferencesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Another_language_holds_at_once_for_pages_and_messages()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/preferences"), ("Language", "ru"));

        Assert.Equal("Как мы вам пишем", page.Heading);
        Assert.Equal("ru", (await app.ReloadAsync(volunteer)).Culture);
        Assert.Equal("Здравствуйте, Leyla!", (await browser.GetPageAsync("/me")).Heading);
    }

    [Fact]
    public async Task Channels_are_switched_off_and_on()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/preferences"), ("BySms", "false"), ("ByEmail", "false"));
        var off = await app.ReloadAsync(volunteer);
        Assert.Equal((true, true), (off.SmsOptedOut, off.EmailOptedOut));
        Assert.Contains("dayandırmısınız", (await browser.GetPageAsync("/me")).Words, StringComparison.Ordinal);

        await browser.SubmitAsync(page, ("BySms", "true"), ("ByEmail", "false"));
        var on = await app.ReloadAsync(volunteer);
        Assert.Equal((false, true), (on.SmsOptedOut, on.EmailOptedOut));
    }

    [Fact]
    public async Task A_language_that_is_none_of_ours_is_refused_and_nothing_typed_is_lost()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/preferences"), ("Language", "tr"), ("BySms", "false"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.Complaints);
        Assert.Null(page.One("#BySms").GetAttribute("checked"));
        Assert.Equal("az", (await app.ReloadAsync(volunteer)).Culture);
    }

    [Fact]
    public async Task What_is_unticked_is_kept_by_topic_and_channel_and_ticked_again()
    {
        var (volunteer, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);
        var page = await browser.GetPageAsync("/me/preferences");
        Assert.Equal(MessageTopics.OfChoice.Count * 2, page.All("input[name=Wanted][checked]").Count);
        Assert.Equal(MessageTopics.Required.Count, page.All(".week-grid .tag").Count);

        page = await browser.SubmitAsync(page, ("Wanted", PreferencesForm.CellOf(MessageTopic.Offers, MessageChannel.Sms)));
        Assert.Equal((MessageTopics.OfChoice.Count * 2) - 1, await app.QueryAsync(db => db.MutedTopics.CountAsync(m => m.VolunteerId == volunteer.VolunteerId)));
        Assert.Equal("Offers-Sms", Assert.Single(page.All("input[name=Wanted][checked]")).GetAttribute("value"));

        await browser.SubmitAsync(page, [.. MessageTopics.OfChoice.SelectMany(t => Enum.GetValues<MessageChannel>().Select(c => ("Wanted", (string?)PreferencesForm.CellOf(t, c))))]);
        Assert.Equal(0, await app.QueryAsync(db => db.MutedTopics.CountAsync(m => m.VolunteerId == volunteer.VolunteerId)));
    }

    [Theory]
    [InlineData("13:00", "15:00", true)]
    [InlineData("09:00", "16:59", true)]
    [InlineData("09:00", "20:00", false)]
    [InlineData("13:00", "", false)]
    [InlineData("", "", true)]
    public async Task Own_quiet_hours_must_leave_time_to_write(string from, string to, bool isTaken)
    {
        var (_, account) = await app.AddVolunteerAsync();
        var browser = await app.NewBrowserAsync(account);

        var page = await browser.SubmitAsync(await browser.GetPageAsync("/me/preferences"), ("QuietFrom", from), ("QuietTo", to));

        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(from, page.Value("QuietFrom"));
    }
}
