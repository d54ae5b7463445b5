using Dost.Volunteers.Core.Data.Demo;
using Dost.Volunteers.Core.Messaging;
using Dost.Volunteers.Core.Volunteers;
using Dost.Volunteers.Tests.Support;

namespace Dost.Volunteers.Tests.Journeys;

/// <summary>From an application to a signed contract in a real browser: the desk by keyboard alone, the applicant on a phone, in three languages.</summary>
[Trait("Category", "Browser")]
public sealed class IntakeJourney(BrowserSite site) : IClassFixture<BrowserSite>
{
    [ChromiumFact]
    public async Task An_applicant_is_invited_accepted_and_signs_on_the_phone()
    {
        await site.AddDemonstrationAsync();
        var desk = await site.SignedInAsync(DemoAccounts.Yasamal, "az", width: 1280);

        // Times for talks: two of them next week.
        await desk.GotoAsync("/az/desk/intake/slots/week");
        await desk.LooksRightOnBothAsync("intake-slots-week");
        await desk.ActivateAsync("main form button.button");
        await desk.Locator(".notice[role=status]").WaitForAsync();
        await desk.LooksRightOnBothAsync("intake-slots");

        var (applicant, account) = await site.App.AddVolunteerAsync(active: false);
        await desk.GotoAsync("/az/desk/intake");
        await desk.LooksRightOnBothAsync("intake-board");
        await desk.GotoAsync($"/az/desk/intake/{applicant.VolunteerId}");
        await desk.LooksRightOnBothAsync("intake-applied");
        await desk.ActivateAsync("form[action$='/invite'] button");
        await desk.Locator(".notice[role=status]").WaitForAsync();

        var phone = await site.NewPersonAsync(360, "ru");
        await site.App.RunJobAsync("SendMessages");
        await phone.GotoAsync(Mailbox.LinkIn((await site.App.SmsToAsync(applicant.Phone))[^1]));
        await phone.LooksRightOnBothAsync("interview-choose");
        await phone.TabToAsync("input[name=slot]");
        await phone.Keyboard.PressAsync("Space");
        await phone.ActivateAsync("form[action$='/book'] button");
        await phone.Locator("form[action$='/give-up']").WaitForAsync();
        await phone.LooksRightOnBothAsync("interview-booked");

        await desk.ReloadAsync();
        await desk.LooksRightOnBothAsync("intake-interview");
        await desk.ActivateAsync("details:has(form[action$='/interview']) summary");
        await desk.ActivateAsync("form[action$='/interview'] input[type=radio]", "Space");
        await desk.ActivateAsync("form[action$='/interview'] button");
        await desk.Locator(".notice[role=status]").WaitForAsync();
        await desk.GotoAsync($"/en/desk/intake/{applicant.VolunteerId}/refuse");
        await desk.LooksRightOnBothAsync("intake-refuse");
        await desk.GotoAsync($"/az/desk/intake/{applicant.VolunteerId}");
        await desk.ActivateAsync("form[action$='/accept'] input[type=radio]", "Space");
        await desk.ActivateAsync("form[action$='/accept'] button");
        await desk.Locator(".notice[role=status]").WaitForAsync();
        await desk.LooksRightOnBothAsync("intake-training");
        Assert.Equal(VolunteerState.Training, await site.App.VolunteerStateAsync(applicant.VolunteerId));

        await SignAsync(applicant, account.Email!);
        await site.App.TrainAsync(applicant.VolunteerId);
        Assert.Equal(VolunteerState.Active, await site.App.VolunteerStateAsync(applicant.VolunteerId));
        await desk.GotoAsync("/az/desk/intake/terms");
        await desk.LooksRightOnBothAsync("intake-terms");
        Assert.Empty(site.ForeignRequests);
    }

    /// <summary>The contract: read, the code asked for, the name and the code typed.</summary>
    private async Task SignAsync(Volunteer applicant, string email)
    {
        var mine = await site.NewPersonAsync(360, "en");
        await mine.SignInAsync(email, TestData.Password);
        await mine.GotoAsync("/en/me/contract");
        await mine.LooksRightOnBothAsync("contract-read");
        await mine.ActivateAsync("form[action$='/code'] button");
        await mine.Locator(".notice[role=status]").WaitForAsync();
        await mine.ActivateAsync("form[action$='/contract'] button:not([formaction])");
        await mine.Locator(".error-summary").WaitForAsync();
        await mine.LooksRightOnBothAsync("contract-wrong");
        await mine.TypeIntoAsync("#Name", applicant.FullName);
        await mine.TypeIntoAsync("#Code", (await site.App.CodeAsync(applicant.VolunteerId, MessageKind.ContractCode))!);
        await mine.ActivateAsync("form[action$='/contract'] button:not([formaction])");
        await mine.Locator(".notice[role=status]").WaitForAsync();
        await mine.GotoAsync("/en/me/contract");
        await mine.LooksRightOnBothAsync("contract-signed");
    }
}
